"""After every fault the same judge: what was acknowledged is there, what was not asked for is not, and fsck agrees."""

from __future__ import annotations

from pathlib import Path

from mithaq.app.fsck import fsck
from mithaq.app.node import Node
from mithaq.domain.errors import Refusal
from tests.fault.deeds import AGAIN, Deeds
from tests.fault.disk_world import DiskWorld
from tests.fault.ledger import Ledger, Line


def judge(world: DiskWorld, lines: list[Line]) -> None:
    """Raises AssertionError naming what was lost, invented or unsound."""
    _nothing_lost(world, lines)
    _nothing_invented(world, lines)
    _nobody_holds_what_was_never_said(world)
    sound(world)


def sound(world: DiskWorld) -> None:
    """`fsck` finds nothing on any node."""
    for code, node in world.nodes.items():
        report = fsck(node)
        assert report.sound, (code, report.faults[:3])


def go_on(root: Path, life: int, *, converge: bool = True) -> None:
    """Open again, judge, ask again what was not answered, work on, and let everybody agree."""
    world = DiskWorld(root, life)
    ledger = Ledger(root / "ledger")
    try:
        judge(world, ledger.lines())
        deeds = Deeds(world, ledger, f"after {life}")
        _ask_again(world, deeds, ledger.lines())
        before = len(ledger.lines())
        deeds.draft()
        assert ledger.lines()[before + 1].kind == "done", "a healthy store refuses to write"
        if converge:
            world.settle()
            assert world.agree()
            judge(world, ledger.lines())
    finally:
        ledger.close()
        world.close()


def unanswered(lines: list[Line]) -> list[Line]:
    """What was asked for and never acknowledged: the client cannot know whether it happened."""
    done = {line.key for line in lines if line.kind == "done"}
    return [line for line in lines if line.kind == "tried" and line.key not in done]


def _nothing_lost(world: DiskWorld, lines: list[Line]) -> None:
    for line in lines:
        journal = line.journal or line.member
        with world[line.member].store.read() as reader:
            for seq, hash in line.events:
                stored = reader.journal.at(journal, seq)
                assert stored is not None, f"{line.member} lost {journal}/{seq}"
                assert stored.envelope.hash == hash, f"{line.member} holds another {journal}/{seq}"


def _nothing_invented(world: DiskWorld, lines: list[Line]) -> None:
    """Each request that took effect left exactly its events, whole; nothing else was said by any officer."""
    tried = {line.key: line for line in lines if line.kind == "tried"}
    done = {line.key for line in lines if line.kind == "done"}
    for member, node in world.nodes.items():
        claimed = {key for key, line in tried.items() if line.member == member and _claimed(node, line)}
        assert claimed >= {key for key in done if tried[key].member == member}
        said = sum(tried[key].size for key in claimed)
        assert _spoken(node) == said, f"{member} said {_spoken(node)} things, was asked for {said}"


def _claimed(node: Node, line: Line) -> bool:
    with node.store.read() as reader:
        return reader.desk.reply(line.key, line.officer) is not None


def _spoken(node: Node) -> int:
    """Statements of officers in the member's own journal; the node's own receipts and log roots are left out."""
    with node.store.read() as reader:
        own = reader.journal.after(node.member, 0, 1_000_000)
    return sum(stored.envelope.header.author.role != "node" for stored in own)


def _nobody_holds_what_was_never_said(world: DiskWorld) -> None:
    """What the others hold of a journal, and what they signed for, is a beginning of what its member holds."""
    for origin, node in world.nodes.items():
        with node.store.read() as reader:
            own = reader.journal.leaves(origin, 1_000_000)
            receipts = {row.peer: (row.seq, row.hash) for row in reader.journal.receipts()}
        for code, other in world.nodes.items():
            with other.store.read() as reader:
                held = reader.journal.leaves(origin, 1_000_000)
            assert held == own[: len(held)], f"{code} holds what {origin} does not"
            seq, hash = receipts.get(code, (0, ""))
            assert seq == 0 or held[seq - 1].hex() == hash, f"{code} signed for what it does not hold"


def _ask_again(world: DiskWorld, deeds: Deeds, lines: list[Line]) -> None:
    """R14: what happened is refused as repeated, what did not happen now; either way it happened once."""
    for line in unanswered(lines):
        again = AGAIN.get(line.verb)
        if again is None:
            continue
        happened = _claimed(world[line.member], line)
        try:
            again(deeds, line.key)
        except Refusal as refusal:
            assert (refusal.code, happened) == ("idempotency.repeated", True)  # noqa: PT017 - either outcome is right, by what happened
            deeds.ledger.note(Line("done", line.member, line.key, line.officer, line.verb, line.size))
        else:
            assert not happened, "the same request took effect twice"
