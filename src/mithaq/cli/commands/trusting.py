"""`mithaq roster`, `keys` and `join` on a node: versions of the roster, the member's keys, what a new member begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from mithaq.app import joining, own_keys, roster_acts, roster_reading, witness
from mithaq.app.node import Node
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text
from mithaq.journal.join import JoinRequest
from mithaq.journal.roster_document import SignedRoster, Standing


class Nothing(Struct, frozen=True):
    """No arguments."""


class FileArgs(Struct, frozen=True):
    """A file, as an absolute path: the call crosses a socket of this account only."""

    file: str


class ProposeArgs(Struct, frozen=True):
    """What is to change, and where the version is written. `join`: files with requests."""

    out: str
    join: tuple[str, ...] = ()
    suspend: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    reinstate: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    quorum: int = 0
    effective: str = ""
    expires: str = ""
    commission_from: str = ""


class RotateArgs(Struct, frozen=True):
    """For how many more places the old key counts."""

    overlap: int = own_keys.OVERLAP


class RevokeArgs(Struct, frozen=True):
    """Which key."""

    key: str


class RequestArgs(Struct, frozen=True):
    """Where the request is written, and who answers for the node."""

    out: str
    name: str = ""


class CaughtArgs(Struct, frozen=True):
    """Where the proofs are written; empty: only told."""

    out: str = ""


def roster_show(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """The version in force, what is announced, the members and their keys."""
    yield from roster_reading.told(node, acting(node, who))


def roster_export(node: Node, who: Who, args: FileArgs) -> Iterator[Line]:
    """The last version as it was signed, for whoever verifies without a node."""
    list(roster_reading.told(node, acting(node, who)))
    last = node.trust.chain[-1]
    yield {"file": _write(args.file, last.to_json()), "version": last.document.number, "hash": last.document.hash}


def roster_propose(node: Node, who: Who, args: ProposeArgs) -> Iterator[Line]:
    """Write the next version, not signed yet."""
    standing: dict[str, Standing] = dict.fromkeys(args.suspend, "suspended")
    standing |= dict.fromkeys(args.leave, "left")
    standing |= dict.fromkeys(args.reinstate, "active")
    wanted = roster_acts.Proposal(
        entries=tuple(JoinRequest.from_json(_read(file)).entry for file in args.join), standing=standing,
        seats=args.seats or None, quorum=args.quorum, effective=_moment(args.effective), expires=_moment(args.expires),
        commission_from=_moment(args.commission_from),
    )  # fmt: skip
    version = roster_acts.propose(node, acting(node, who), wanted)
    yield _said(node, version, _write(args.out, version.to_json()))


def roster_sign(node: Node, who: Who, args: FileArgs) -> Iterator[Line]:
    """Add this member's signature to the file."""
    version = roster_acts.sign(node, acting(node, who), SignedRoster.from_json(_read(args.file)))
    yield _said(node, version, _write(args.file, version.to_json()))


def roster_submit(node: Node, who: Who, args: FileArgs) -> Iterator[Line]:
    """Put it into this member's journal, for everybody."""
    document = roster_acts.submit(node, acting(node, who), SignedRoster.from_json(_read(args.file)))
    yield {
        "version": document.number, "hash": document.hash, "effective": document.effective,
        "commission_from": document.commission_from,
    }  # fmt: skip


def keys_rotate(node: Node, who: Who, args: RotateArgs) -> Iterator[Line]:
    """Another signing key from the next place on."""
    old = node.key.key_id
    new = own_keys.rotate(node, acting(node, who), args.overlap)
    yield {"key": new.key_id, "before": old, "overlap": args.overlap}


def keys_revoke(node: Node, who: Who, args: RevokeArgs) -> Iterator[Line]:
    """Nothing that it signs from here on counts."""
    own_keys.revoke(node, acting(node, who), args.key)
    yield {"revoked": args.key}


def join_request(node: Node, who: Who, args: RequestArgs) -> Iterator[Line]:
    """What a quorum is asked to sign: who this is, and which key it holds."""
    keys = node.roster.entry(node.member).keys
    asked = JoinRequest.made(node.kind, node.key, args.name, text(node.now()), keys)
    yield {"file": _write(args.out, asked.to_json()), "member": node.member, "key": node.key.key_id}


def join_snapshot(node: Node, who: Who, args: FileArgs) -> Iterator[Line]:
    """Everything that a new member begins with, for any peer to hand over."""
    actor, count = acting(node, who), 0
    try:
        with Path(args.file).open("xb") as out:
            for line in joining.snapshot(node, actor):
                out.write(line + b"\n")
                count += 1
    except OSError:
        raise Refusal("file.unwritable", "file") from None
    yield {"file": args.file, "events": count - 1, "trust": node.first.document.hash}


def journal_caught(node: Node, who: Who, args: CaughtArgs) -> Iterator[Line]:
    """Who signed two histories, with the proof as a file each."""
    list(roster_reading.told(node, acting(node, who)))
    with node.store.read() as reader:
        found = witness.proofs(reader, (node.member, *node.others))
    for member, proof in found.items():
        where = _write(str(Path(args.out) / f"two-histories-{member}.json"), proof.encode()) if args.out else ""
        yield {"two_histories": member, "file": where}
    yield {"caught": len(found)}


def _said(node: Node, version: SignedRoster, file: str) -> Line:
    document = version.document
    return {
        "file": file, "version": document.number, "hash": document.hash, "effective": document.effective,
        "commission_from": document.commission_from, "signed_by": [one.member for one in version.signatures],
        "missing": roster_acts.missing(node, version),
    }  # fmt: skip


def _moment(given: str) -> str:
    return text(parse(given)) if given else ""


def _read(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError:
        raise Refusal("file.unreadable", "file") from None


def _write(file: str, data: bytes) -> str:
    try:
        Path(file).write_bytes(data)
    except OSError:
        raise Refusal("file.unwritable", "file") from None
    return file
