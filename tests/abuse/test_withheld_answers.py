"""A withheld hit answers as no hit: over pairs of one question, once withheld and once about nobody, everything that the
asker and all others hold is alike, byte for byte but for salts, hashes and signatures, at the same instants.

The short form; `PAIRS=200 pytest tests/abuse/test_withheld_answers.py` is the long one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mithaq.app.connected import asking, desk
from mithaq.domain.connected.sheets import Answer
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.connected import STRANGERS, answered, connect, person, row_of

PAIRS = int(os.environ.get("PAIRS", "12"))


def seen(world: World, question: str) -> list[tuple[Any, ...]]:
    """What any member but the answering one holds of it: each header as it travels, sizes and payloads included."""
    found: list[tuple[Any, ...]] = []
    for member in ("TN", "GS", "OC"):
        with world[member].store.read() as reader:
            for stored in reader.journal.about(question):
                header = stored.envelope.header
                payload = reader.payloads.get(header.payload.hash, question) if header.payload else None
                found.append((
                    member, header.type, header.member, header.seq, header.lamport, header.at, header.author, header.body,
                    header.payload.size if header.payload else 0, len(stored.envelope.signed),
                    payload.body if payload else b"", stored.received_at,
                ))  # fmt: skip
    return found


def played(world: World, alert: str, *, withhold: bool) -> tuple[str, list[tuple[Any, ...]], int]:
    """One question until its answer; what is seen of it, and how much EG's published log has grown."""
    node, who = world["EG"], world.actor("TN", "bureau")
    question = asking.ask(world["TN"], who, ("EG",), alert, "prosecution", acts.INSTRUMENT, "art. 38").subject
    world.settle()
    if withhold:
        desk.judge(node, world.actor("EG", "bureau"), question, tell=False, reason="an operation runs")
    answered(world)
    with node.store.read() as reader:
        return question, seen(world, question), reader.desk.log_head()[0]


def test_withheld_and_no_hit_are_alike_in_bytes_length_and_instant(tmp_path: Path) -> None:
    worlds = {}
    for case in ("there", "nobody"):
        world = World(11, ("TN", "EG", "GS", "OC"))
        alert = acts.circulated(world)
        rows = [*STRANGERS, row_of(person(world, alert))] if case == "there" else list(STRANGERS)
        (tmp_path / case).mkdir()
        connect(world, "EG", tmp_path / case, rows)
        worlds[case] = (world, alert)
    for _ in range(PAIRS):
        told = {case: played(*worlds[case], withhold=case == "there") for case in worlds}
        (one, left, grown), (other, right, idle) = told["there"], told["nobody"]
        assert one == other, "the same question, by the same chance"
        assert left == right
        assert grown == idle, "the published length of the log tells nothing"
        said = desk.read(worlds["there"][0]["TN"], worlds["there"][0].actor("TN", "bureau"), one).answers["EG"]
        assert said == Answer("no_hit")
    for world, _ in worlds.values():
        world.close()


def test_the_comparison_tells_a_hit_from_no_hit(tmp_path: Path) -> None:
    """The control: a distinguisher that finds nothing in a told hit would prove nothing above."""
    sides = []
    for case in ("there", "nobody"):
        world = World(11, ("TN", "EG", "GS", "OC"))
        alert = acts.circulated(world)
        rows = [*STRANGERS, row_of(person(world, alert))] if case == "there" else list(STRANGERS)
        (tmp_path / case).mkdir()
        connect(world, "EG", tmp_path / case, rows)
        sides.append(played(world, alert, withhold=False)[1])
        world.close()
    assert sides[0] != sides[1]
    without = [[one[:-2] for one in side] for side in sides]
    assert without[0] == without[1], "and only the payload, which the asker reads, is another"
