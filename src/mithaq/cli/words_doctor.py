"""The findings of `mithaq doctor` in words: what was looked at, how it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.cli.exits import Line
from mithaq.ops.texts import Texts, isolated

VERDICTS = {"ok": "Good", "look": "Worth a look", "act": "Act"}

LOOKED_AT = {
    "config.modes": "Rights on its files",
    "config.passphrase": "Passphrase of the keys",
    "config.environment": "Passphrase in the environment",
    "config.hand_over": "Keys of commission and auditors",
    "config.demo": "Kind of node",
    "config.address": "Address it listens on",
    "disk.free": "Free space",
    "disk.index": "Free space for the index",
    "clock.skew": "Clock of a member",
    "clock.zones": "Time zone data",
    "database.settings": "Database",
    "index.state": "Index",
    "peers.restored": "What a restored node still waits for",
    "peers.two_histories": "Members with two histories",
    "peers.network": "Other members",
    "peers.carrier": "Nothing of this node is published",
    "peers.outbox": "Own statements not signed for by everybody",
    "peers.lag": "Member",
    "peers.quarantined": "Statements set aside",
    "expiry.roster": "Roster of members",
    "expiry.key": "Signing key",
    "expiry.seal": "Certificate of the document seal",
    "expiry.nats": "Certificate for NATS",
    "backup.age": "Last backup",
}

TO_DO = {
    "config.modes": "Take the rights away from others: chmod 600 the files, 700 the directory.",
    "config.passphrase": "Close the keys under a passphrase: mithaq keys protect.",
    "config.environment": "Every process of this account can read it there. Put it into a file or a systemd credential.",
    "config.hand_over": "Give keys/hand-over to commission and auditors, then delete it: whoever holds it opens the log.",
    "config.demo": "A demonstration made this node. Real data must never be in it.",
    "config.address": "Passwords cross the network in clear unless a proxy with TLS stands before it.",
    "disk.free": "Make room, or move the node to a larger disk: writes will be refused, and searches go on.",
    "disk.index": "Make room where the index lies: it cannot be written anew.",
    "clock.skew": "Compare both clocks with a time server; set the one that is wrong.",
    "clock.zones": "Install a newer tzdata: legal clocks count in each state's own time.",
    "database.settings": "The log of the database is long: a reader hangs, or the disk is too slow.",
    "index.state": "Look for damage with mithaq fsck; mithaq fsck --repair builds the index anew.",
    "peers.restored": "Connect it, so that it hears them. Until then it answers nobody and signs nothing.",
    "peers.two_histories": "Take the proof out with mithaq journal caught and give it to the commission.",
    "peers.network": "This process has no way to the others: mithaq serve --nats.",
    "peers.carrier": "Look at mithaq net status: the servers are refused, or the stream is not this member's journal.",
    "peers.lag": "Ask that member's operator whether its node runs; then look at the line between you.",
    "peers.quarantined": "Statements of that member were refused. Tell its operator the codes; nothing of them was applied.",
    "expiry.roster": "Let a newer version go round now: mithaq roster propose.",
    "expiry.key": "The roster does not list this key as the one in force. Put the current key into keys/, or rotate.",
    "expiry.seal": "No key of this member vouches for it. Restore document.pem and document.crt, or delete both.",
    "expiry.nats": "Get a new certificate and put it into the folder; then start the node anew.",
    "backup.age": "Make a backup now: mithaq backup make. Then see why the timer did not.",
}

FIGURES = {
    "address": "address",
    "bytes": "bytes",
    "database": "kind",
    "days": "days left",
    "files": "files",
    "floor": "bytes needed",
    "free": "bytes free",
    "head": "of all",
    "held": "held here",
    "hours": "hours ago",
    "key": "key",
    "last_contact": "heard last",
    "log_bytes": "bytes of the log",
    "member": "member",
    "members": "members",
    "reason": "reason",
    "rows": "rows",
    "seconds": "seconds ahead",
    "statements": "statements",
    "unreadable": "unreadable",
    "unreceipted": "not signed for",
    "unswept": "to be swept",
    "version": "version",
    "wanted": "payloads wanted",
    "file": "file",
}


def finding(texts: Texts, line: Line) -> Iterator[str]:
    """A finding on one line of the terminal, and what to do on the next."""
    say, code, verdict = texts.gettext, line["check"], line["verdict"]
    said = ", ".join(f"{say(FIGURES[key])} {_value(line[key])}" for key in line if key in FIGURES and line[key] != [])
    yield f"{say(VERDICTS[verdict])}: {say(LOOKED_AT[code])}{f' ({said})' if said else ''}"
    if verdict != "ok" and code in TO_DO:
        yield f"   {say(TO_DO[code])}"


def _value(value: object) -> str:
    return ", ".join(isolated(one) for one in value) if isinstance(value, list) else isolated(value)
