from __future__ import annotations

import msgspec
import pytest
from msgspec import structs

from mithaq.app import alerts
from mithaq.app.border import Answer, Check, check_together
from mithaq.app.log import MAX_TERMS, broken_at, keyed, marking, write_line
from mithaq.app.ports.rows import LogRow
from mithaq.domain.errors import Refusal
from mithaq.journal.errors import Refused
from mithaq.journal.seal_group import open_line
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import ask, document, vehicles


def lines(world: World, code: str = "EG") -> list[LogRow]:
    with world[code].store.read() as reader:
        return reader.desk.log_lines(0, 1000)


def test_who_where_when_and_for_which_purpose(world: World) -> None:
    ask(world, "EG", name="محمد الأول", document="Z1", purpose="police")
    (line,) = lines(world)
    officer = world.actor("EG", "border")
    assert (line.number, line.officer, line.post, line.action, line.purpose) == (
        1, officer.id, officer.post, "check", "police",
    )  # fmt: skip


def test_what_was_asked_cannot_be_read_from_a_line(world: World) -> None:
    acts.circulated(world)
    ask(world, "EG", name="Muhammad Abdul-Qadir", document="Z704215")
    (line,) = lines(world)
    raw = msgspec.json.encode(line) + line.sealed
    for word in ("Muhammad", "muhammad", "Qadir", "Z704215", "محمد"):
        assert word.encode() not in raw
    assert len(line.terms) == 5, "the whole, two parts of the name, the number, and the class of the answer"


def test_equal_terms_meet_within_a_month_and_never_across_months(world: World) -> None:
    for _ in range(2):
        ask(world, "EG", document="Z1")
    world.clock.forward(days=9)  # 1 December
    ask(world, "EG", document="Z1")
    ask(world, "EG", document="Z2")
    november, again, december, other = (line.terms[:-1] for line in lines(world))
    assert november == again
    assert len({november, december, other}) == 3
    assert keyed(b"one", "2026-11", "Z1") != keyed(b"two", "2026-11", "Z1"), "and each node has a key of its own"


def test_equal_answers_do_not_look_alike(world: World) -> None:
    """Whoever operates the node sees neither what was found nor that two checks found the same."""
    acts.circulated(world)
    ask(world, "EG", document="Z1")
    ask(world, "EG", document="Z1")
    ask(world, "EG", document=document(acts.person("TN")))
    marks = [line.terms[-1] for line in lines(world)]
    assert len(set(marks)) == 3
    mark = marking(world["EG"].log_secret, "2026-11")
    classes = [
        [one for one in ("none", "possible", "strong") if mark(at, one) == said] for at, said in enumerate(marks, 1)
    ]
    assert classes == [["none"], ["none"], ["strong"]]


def test_a_sealed_line_opens_with_both_keys_only(world: World) -> None:
    ask(world, "EG", name="محمد", document="Z1")
    (line,) = lines(world)
    keys = world.seal_private
    for auditor in ("auditor_a", "auditor_b"):
        opened = msgspec.json.decode(open_line(line.sealed, line.sealed, auditor, keys[auditor], keys["commission"]))
        assert (opened["asked"]["name"], opened["asked"]["document"]) == ("محمد", "Z1")
        assert opened["found"] == []
    for name, auditor, commission in (
        ("auditor_a", "auditor_a", "auditor_b"),
        ("auditor_a", "commission", "commission"),
        ("auditor_a", "auditor_b", "commission"),
        ("auditor_c", "auditor_a", "commission"),
    ):
        with pytest.raises(Refused):
            open_line(line.sealed, line.sealed, name, keys[auditor], keys[commission])


def test_questions_that_come_together_have_a_line_each_and_share_a_box(world: World) -> None:
    ask(world, "EG", document="Z0")
    officer, other = world.actor("EG", "border"), world.actor("EG", "border", 2)
    asked = [
        (officer, Check("border", document="Z1")),
        (other, Check("", document="Z2")),
        (other, Check("police", document="Z3")),
    ]
    first, refused, third = check_together(world["EG"], asked)
    assert isinstance(refused, Refusal)
    assert isinstance(first, Answer)
    assert isinstance(third, Answer)
    held = lines(world)
    assert [first.log_line, third.log_line] == [2, 3] == [line.number for line in held[1:]]
    assert [(line.officer, line.purpose) for line in held[1:]] == [(officer.id, "border"), (other.id, "police")]
    assert broken_at(held) is None
    assert held[2].reference == "sealed:2", "where the box of its group is"
    keys = world.seal_private
    opened = [
        msgspec.json.decode(open_line(line.sealed, held[1].sealed, "auditor_a", keys["auditor_a"], keys["commission"]))
        for line in held[1:]
    ]
    assert [one["asked"]["document"] for one in opened] == ["Z1", "Z3"], "each opens by itself"


def test_where_all_are_refused_nothing_is_written(world: World) -> None:
    officer = world.actor("EG", "border")
    found = check_together(world["EG"], [(officer, Check("border")), (officer, Check("", name="x"))])
    assert [one.code for one in found if isinstance(one, Refusal)] == ["check.empty", "check.no_purpose"]
    assert lines(world) == []


def test_the_chain_breaks_where_a_line_is_changed_removed_or_put_in(world: World) -> None:
    for number in range(5):
        ask(world, "EG", document=f"Z{number}")
    held = lines(world)
    assert broken_at(held) is None
    assert broken_at(held[2:], held[1].hash, 2) is None
    for field, value in (("officer", "o-other"), ("purpose", "police"), ("at", "2026-11-22T08:00:00.001Z"),
                         ("terms", ()), ("sealed", b"")):  # fmt: skip
        changed = [*held[:2], structs.replace(held[2], **{field: value}), *held[3:]]
        assert broken_at(changed) == 3, field
    assert broken_at([*held[:2], *held[3:]]) == 3
    assert broken_at([*held[:2], held[3], held[2], held[4]]) == 3
    assert broken_at([held[0], held[0], *held[1:]]) == 2
    assert broken_at(held[1:]) == 1


def test_a_long_question_does_not_make_a_long_line(world: World) -> None:
    ask(world, "EG", name=" ".join(f"name{number}" for number in range(20)))
    with world["EG"].store.write() as tx:
        write_line(world["EG"], tx.desk, world.actor("EG", "border"), "check", terms=[str(n) for n in range(1000)])
    assert [len(line.terms) for line in lines(world)] == [21, MAX_TERMS]


def test_an_idempotency_key_is_spent_once_in_the_very_transaction(world: World) -> None:
    node, actor = world["TN"], world.actor("TN", "bureau")
    actor.claim = ("key-1", "hash of the request")
    alerts.draft(node, actor, "wanted", acts.person("TN"))
    once_more = world.actor("TN", "bureau")
    once_more.claim = ("key-1", "hash of the request")
    with pytest.raises(Refusal, match=r"idempotency\.repeated"):
        alerts.draft(node, once_more, "wanted", acts.person("TN", 2))
    alerts.draft_batch(node, actor, "vehicle", vehicles("1 TUN 1"))  # the first request may go on
    with node.store.read() as reader:
        assert reader.register.count_folds("alert") == 2


def test_every_act_leaves_a_line(world: World) -> None:
    alert = acts.circulated(world)
    assert [line.action for line in lines(world, "TN") if line.reference == alert] == [
        "alert.drafted",
        "alert.approved",
        "review.lot_answered",
        "alert.circulated",
    ]
    at_the_secretariat = [line.action for line in lines(world, "GS") if line.reference == alert]
    assert at_the_secretariat[-2:] == ["review.accepted"] * 2
    assert {"review.lot_sealed", "review.drawn", "review.called"} <= set(at_the_secretariat)
