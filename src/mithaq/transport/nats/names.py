"""Subjects, streams and limits, in one place: the permissions of the servers are written from the same names.

An event of member ``TN`` is published under ``mithaq.ev.TN``. A request to TN from EG goes to ``mithaq.rq.TN.EG.<what>`` and
is answered at ``mithaq.re.EG.TN.<token>``: each may publish only where its own code stands last, so a server's permission
says who speaks; a signature proves it.
"""

from __future__ import annotations

from collections.abc import Iterable

SERVERS = "mithaq.servers"
"""Where the servers say how they are configured: the system account's JSZ, lent to the members' account."""

USER_INFO = "$SYS.REQ.USER.INFO"
ACCOUNT = "MITHAQ"
DOMAIN = "mithaq"
"""JetStream's domain on the hub: without one, a leaf server does not hand its API on."""

API = f"$JS.{DOMAIN}.API"
_WRITTEN = (API, "$JS.API")  # a hub server looks at a subject after it has taken the domain out, a leaf before

MAX_MESSAGE = 1024 * 1024
"""Bytes in one message, as the servers are configured (NATS's own default). What is larger travels in parts."""

PART = 512 * 1024
"""Bytes of one part of an answer: half a message, so that a slow line is never held by one for long."""

RANGE_BYTES = 768 * 1024
"""Envelopes in one answer or one push of orders: the rest of a message is for its frame."""

STREAM_BYTES = 2 * 1024**3
"""What one origin's stream keeps: at 1.5 kB an event with its signature, about a million events."""

STREAM_DAYS = 30
"""How long it keeps them. What has left the stream is asked for by range; nothing is lost by either limit."""

REPLICAS = 3

OPERATIONS = ("pull", "ask", "file", "orders", "receipt", "part")


def events(member: str) -> str:
    """Where a member's envelopes are published."""
    return f"mithaq.ev.{member}"


def request(to: str, by: str, operation: str) -> str:
    """Where `by` asks `to`."""
    return f"mithaq.rq.{to}.{by}.{operation}"


def reply(to: str, by: str, token: str) -> str:
    """Where `by` answers what `to` asked."""
    return f"mithaq.re.{to}.{by}.{token}"


def stream(member: str) -> str:
    """The stream of one origin."""
    return f"MITHAQ_{member}"


def inbox(member: str) -> str:
    """The prefix of what JetStream answers this member; nobody else may subscribe to it."""
    return f"_INBOX_{member}"


def may_publish(member: str) -> tuple[str, ...]:
    """What this member may publish: its events, its requests, its answers, and JetStream's API as far as that is not denied.

    The API is permitted as a whole because a leaf server is told of it only as a whole.
    """
    return (
        events(member),
        request("*", member, "*"),
        reply("*", member, "*"),
        SERVERS,
        USER_INFO,
        *(f"{api}.>" for api in _WRITTEN),
        f"$JS.ACK.*.{member}.>",  # as servers write it today
        f"$JS.ACK.{DOMAIN}.*.*.{member}.>",  # and as a flag of theirs lets them
    )


def may_not_publish(member: str, members: Iterable[str]) -> tuple[str, ...]:
    """What of JetStream's API is denied: whatever changes a stream that stands, and the others' streams and consumers."""
    others = sorted(set(members) - {member})
    denied = (
        *(f"STREAM.{act}.>" for act in ("DELETE", "UPDATE", "PURGE", "SNAPSHOT", "RESTORE", "PEER", "LEADER")),
        *("STREAM.MSG.DELETE.>", "CONSUMER.DURABLE.>", "CONSUMER.PAUSE.>", "CONSUMER.LEADER.>"),
        *("META.>", "SERVER.>", "ACCOUNT.>"),
        *(f"STREAM.CREATE.{stream(other)}" for other in others),
        *(f"CONSUMER.{act}.*.{other}" for other in others for act in ("CREATE", "DELETE", "MSG.NEXT")),
    )
    return tuple(f"{api}.{subject}" for api in _WRITTEN for subject in denied)


def may_subscribe(member: str) -> tuple[str, ...]:
    """What this member may read: requests and answers to itself. Events come to its inbox, by its consumers."""
    return (f"{inbox(member)}.>", request(member, "*", "*"), reply(member, "*", "*"))
