"""Subjects, streams and limits, in one place: the permissions of the servers are written from the same names.

An event of member ``TN`` is published under ``mithaq.ev.TN``. A request to TN from EG goes to ``mithaq.rq.TN.EG.<what>``:
EG may publish only where its own code stands, so a server's permission says who asked; a signature proves it.
"""

from __future__ import annotations

SERVERS = "mithaq.servers"
"""Where the servers say how they are configured: the system account's JSZ, lent to the members' account."""

USER_INFO = "$SYS.REQ.USER.INFO"
ACCOUNT = "MITHAQ"

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


def stream(member: str) -> str:
    """The stream of one origin."""
    return f"MITHAQ_{member}"


def inbox(member: str) -> str:
    """The prefix of this member's replies; nobody else may subscribe to it."""
    return f"_INBOX_{member}"


def may_publish(member: str) -> tuple[str, ...]:
    """What this member may publish: its events, its requests, and what JetStream needs for its own stream and its own
    consumers on the others'."""
    own, api = stream(member), "$JS.API"
    return (
        events(member),
        request("*", member, "*"),
        SERVERS,
        USER_INFO,
        f"{api}.INFO",
        f"{api}.STREAM.INFO.*",
        *(f"{api}.STREAM.{act}.{own}" for act in ("CREATE", "MSG.GET")),
        *(f"{api}.CONSUMER.{act}.*.{member}" for act in ("CREATE", "DELETE", "INFO", "MSG.NEXT")),
        f"$JS.ACK.*.{member}.>",
    )


def may_subscribe(member: str) -> tuple[str, ...]:
    """What this member may read: replies to itself and requests to itself. Events come by its consumers, as replies."""
    return (f"{inbox(member)}.>", request(member, "*", "*"))
