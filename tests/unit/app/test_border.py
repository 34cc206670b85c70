from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, border
from mithaq.app.border import Check
from mithaq.app.ports.faults import StoreFault
from mithaq.domain.errors import Refusal
from mithaq.domain.mrz_make import Printed, td3
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import ask, batch, document, fold, name

ONE, TWO = acts.person("TN"), acts.person("TN", 2)
ZONE = "\n".join(td3(Printed("TUN", "Z704215", "TUN", "790412", "M", "290304", "EL OUTIKI", "MOHAMED ABDELKADER")))


def _log(world: World, code: str = "EG") -> int:
    with world[code].store.read() as reader:
        return reader.desk.log_head()[0]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"purpose": ""}, "check.no_purpose"),
        ({"purpose": "curiosity"}, "check.no_purpose"),
        ({"name": ""}, "check.empty"),
        ({"name": "  "}, "check.empty"),
        ({"name": "\u064b\u0651"}, "check.empty"),
        ({"name": "-- 。"}, "check.empty"),
        ({"name": "", "document": "---"}, "check.empty"),
        ({"name": "علي \ud800"}, "check.invalid"),
        ({"birth": "last spring"}, "date.invalid"),
        ({"mrz": ZONE.replace("Z704215", "Z704216")}, "mrz."),
    ],
)
def test_a_question_that_is_refused(world: World, asked: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask(world, "EG", **{"name": "محمد", **asked})
    assert refused.value.code.startswith(code), refused.value.code
    assert _log(world) == 0


def test_without_a_log_line_there_is_no_answer(world: World) -> None:
    acts.circulated(world, content=ONE)
    before = _log(world)
    for step in ("begin", "before_commit"):
        world.disks["EG"].fail(step)
        with pytest.raises(StoreFault):
            ask(world, "EG", document=document(ONE))
    assert _log(world) == before
    answer = ask(world, "EG", document=document(ONE))
    assert answer.klass == "strong"
    assert answer.log_line == _log(world) == before + 1


def test_who_is_not_there_is_not_found_and_that_is_logged_too(world: World) -> None:
    answer = ask(world, "EG", name="Nobody Atall", document="XX000000")
    assert (answer.klass, answer.candidates) == ("none", ())
    assert answer.log_line == _log(world)


def test_found_in_any_spelling_with_reasons(world: World) -> None:
    alert = acts.circulated(world, content=ONE)
    for spelling in ("Mohamed Abdelkader Ben Salem El Outiki", "Muhammad Abdul-Qadir Al-Utiki", name(ONE)):
        answer = ask(world, "EG", name=spelling, birth="1979-04-12")
        assert answer.klass == "strong", spelling
        (candidate,) = answer.candidates
        assert (candidate.alert, candidate.matched_by) == (alert, "name")
        assert candidate.explanation != ()


def test_a_machine_readable_zone_is_name_number_and_birth(world: World) -> None:
    acts.circulated(world, content=ONE)
    answer = ask(world, "EG", mrz=ZONE)
    assert answer.klass == "strong"
    assert len(answer.candidates) == 1, "met by number and by name, and still one person"


def test_typed_fields_win_over_scanned_ones(world: World) -> None:
    acts.circulated(world, content=ONE)
    answer = ask(world, "EG", mrz=ZONE, document="XX000000", name="Nobody Atall")
    assert answer.klass == "none"


@pytest.mark.parametrize("written", ["Z704215", "z 704215", "Z-704-215", "Z٧٠٤٢١٥", "TNS 00790412"])
def test_a_number_is_found_however_it_is_written(world: World, written: str) -> None:
    acts.circulated(world, content=ONE)
    (candidate,) = ask(world, "EG", document=written).candidates
    assert (candidate.klass, candidate.matched_by) == ("strong", "document")


def test_objects_are_found_by_their_numbers(world: World) -> None:
    drafted = batch(world, "123 TUN 4567")
    for asked in ({"plate": "123 تونس 4567"}, {"plate": "123tun4567"}, {"serial": "SYNTHETIC00000000"}):
        (candidate,) = ask(world, "JO", **asked).candidates
        assert (candidate.alert, candidate.action) == (drafted.subject, "seize_with_receipt")
        assert candidate.identity is None
    assert ask(world, "JO", document="123TUN4567").klass == "none"


def test_a_number_of_another_sort_does_not_match(world: World) -> None:
    acts.circulated(world, content=ONE)
    assert ask(world, "EG", serial=document(ONE)).klass == "none"
    assert ask(world, "EG", plate=document(ONE)).klass == "none"


def test_a_post_sees_whom_to_compare_with_and_not_why(world: World) -> None:
    acts.circulated(world, content=ONE)
    (candidate,) = ask(world, "EG", document=document(ONE)).candidates
    assert candidate.identity == ONE.identity
    assert candidate.content is None
    assert ONE.offence.summary not in repr(candidate)
    assert ONE.warrant.number not in repr(candidate)


def test_what_ran_out_of_its_retention_is_not_shown(world: World) -> None:
    acts.circulated(world, content=ONE)
    world.clock.forward(days=365 * 5 + 1, seconds=-1)  # 2028 is a leap year
    assert ask(world, "EG", document=document(ONE)).klass == "strong"
    world.clock.forward(seconds=1)
    assert ask(world, "EG", document=document(ONE)).klass == "none"
    assert ask(world, "EG", name=name(ONE)).klass == "none"


def test_how_fresh_the_data_are_stands_beside_the_answer(world: World) -> None:
    acts.circulated(world, content=ONE)
    first = {row.member: row for row in ask(world, "EG", name="محمد").staleness}
    assert set(first) == {"TN", "JO", "GS", "OC"}
    assert first["TN"].seq == 5
    world.net.cut("EG", world.nodes)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), fold(world, "TN", first_alert(world)).id, "found")
    world.clock.forward(hours=5)
    world.settle()
    later = {row.member: row for row in ask(world, "EG", document=document(ONE)).staleness}
    assert later["TN"] == first["TN"], "cut off: as old as it was, and still answered"
    assert ask(world, "EG", document=document(ONE)).klass == "strong"


def first_alert(world: World) -> str:
    with world["TN"].store.read() as reader:
        return reader.register.folds("alert")[0].id


def test_a_check_sends_nothing_to_anybody(world: World) -> None:
    acts.circulated(world, content=ONE)
    for code in world.nodes:
        world.net.cut(code, world.nodes)
    assert ask(world, "EG", name=name(ONE), birth="1979-04-12").klass == "strong"


def test_a_local_alert_or_a_draft_is_not_found(world: World) -> None:
    acts.drafted(world, content=ONE)
    acts.approved(world, content=TWO)
    assert ask(world, "TN", document=document(ONE)).klass == "none"
    assert ask(world, "TN", document=document(TWO)).klass == "none"


def test_two_people_of_one_name_stand_side_by_side(world: World) -> None:
    twin = structs.replace(TWO, identity=structs.replace(TWO.identity, names=ONE.identity.names))
    acts.circulated(world, content=ONE)
    acts.circulated(world, content=twin)
    answer = ask(world, "EG", name=name(ONE))
    assert len(answer.candidates) == 2
    assert answer.klass == answer.candidates[0].klass


def test_a_question_from_a_socket_is_read_strictly() -> None:
    assert border.from_json(b'{"purpose":"border","name":"x"}') == Check("border", name="x")
    for broken in (b"", b"[]", b"{", b'{"name":"x"}', b'{"purpose":"border","nmae":"x"}', b"\xff", b"[" * 10_000):
        with pytest.raises(Refusal, match=r"check\.invalid"):
            border.from_json(broken)
