from __future__ import annotations

import pytest

from mithaq.app import alerts, bundles, openings
from mithaq.app.foreign import note
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.bundled import read_bundle
from mithaq.journal.envelope import envelope_of
from mithaq.testing import acts
from mithaq.testing.world import World


def test_a_stranger_verifies_an_alert(world: World) -> None:
    alert = acts.circulated(world)
    data = bundles.export(world["TN"], world.actor("TN", "bureau"), alert, acts.holder(world))
    report = verify_bundle(data, world.roster)
    assert report.ok, report
    said = [event for journal in read_bundle(data).journals for event in journal.events]
    types = [envelope_of(event.envelope).header.type for event in said]
    for type, count in (("alert.drafted", 1), ("alert.approved", 1), ("review.accepted", 2), ("commission.cleared", 1)):
        assert types.count(type) == count
    assert types.count("alert.circulated") == 1


def test_a_case_brings_what_it_cites(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    for code in ("TN", "EG"):
        data = bundles.export(world[code], world.actor(code, "prosecutor"), case.id, acts.holder(world, code))
        assert verify_bundle(data, world.roster).ok
        types = {journal.member for journal in read_bundle(data).journals}
        assert types >= {"TN", "EG"}


def test_a_case_brings_the_files_that_it_cites_and_who_took_them_is_written_down(world: World) -> None:
    case = acts.case_until(world, CaseState.GRANTED)
    node, prosecutor = world["EG"], world.actor("EG", "prosecutor")
    cited = bundles.cited_by(read_bundle(bundles.export(node, prosecutor, case.id, acts.holder(world, "EG"))))
    files = dict(bundles.files(node, prosecutor, case.id))
    assert sorted(files.values()) == sorted(f"synthetic {name}".encode() for name in acts.FILE)
    assert set(cited) == set(files)
    with node.store.read() as reader:
        size, _ = reader.desk.log_head()
        (line,) = reader.desk.log_lines(size - 1, 1)
    assert (line.action, line.reference) == ("case.export", case.id)
    with pytest.raises(NotFound):
        bundles.files(world["JO"], world.actor("JO", "bureau"), case.id)


def test_a_bundle_is_never_larger_than_one_may_be(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = acts.circulated(world)
    node, bureau = world["TN"], world.actor("TN", "bureau")
    holder = acts.holder(world)
    size = len(bundles.export(node, bureau, alert, holder))
    monkeypatch.setattr(
        bundles, "MAX_BUNDLE_BYTES", size + 1024
    )  # the journal has one statement more: that it was handed out
    assert bundles.export(node, bureau, alert, holder)
    monkeypatch.setattr(bundles, "MAX_BUNDLE_BYTES", size - 1)
    with pytest.raises(Refusal):
        bundles.export(node, bureau, alert, holder)


@pytest.mark.parametrize(("code", "role"), [("EG", "bureau"), ("GS", "reviewer"), ("OC", "commissioner")])
def test_who_may_not_read_may_not_export(world: World, code: str, role: str) -> None:
    alert = acts.drafted(world)
    world.settle()
    with pytest.raises(NotFound):
        bundles.export(world[code], world.actor(code, role), alert)


def test_an_id_alone_exports_nothing_and_a_check_lets_one_alert_out_with_a_line(world: World) -> None:
    alert = acts.circulated(world)
    node, bureau, holder = world["EG"], world.actor("EG", "bureau"), acts.holder(world, "EG")
    with pytest.raises(NotFound):
        bundles.export(node, bureau, alert, holder)
    assert handed(world, holder) == 0
    with node.write() as tx:
        note(node, tx.store, bureau, [alert], text(world.clock.now()))
    assert verify_bundle(bundles.export(node, bureau, alert, holder), world.roster).ok
    assert handed(world, holder) == 1
    with node.store.read() as reader:
        size, _ = reader.desk.log_head()
        found = [(one.action, one.reference, one.officer) for one in reader.desk.log_lines(0, size)]
    assert (openings.ACTION, alert, bureau.id) in found


def test_whoever_opened_as_many_as_one_may_exports_no_other(world: World) -> None:
    alert = acts.circulated(world)
    node, bureau, holder = world["EG"], world.actor("EG", "bureau"), acts.holder(world, "EG")
    with node.write() as tx:
        note(node, tx.store, bureau, [alert], text(world.clock.now()))
    for number in range(node.law.house["openings_a_day"].number):
        openings.opened(node, bureau, f"a-{number:024x}")
    with pytest.raises(Refusal, match=r"opening\.too_many"):
        bundles.export(node, bureau, alert, holder)
    assert handed(world, holder) == 0


def handed(world: World, holder: str) -> int:
    with world["EG"].store.read() as reader:
        return sum(one.envelope.header.type == "holder.handed" for one in reader.journal.about(holder))


def test_a_payload_that_was_erased_is_missing_and_the_rest_verifies(world: World) -> None:
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.clock.forward(days=30)
    world.settle()
    data = bundles.export(world["TN"], world.actor("TN", "bureau"), alert, acts.holder(world))
    assert verify_bundle(data, world.roster).ok
    assert acts.person("TN").identity.primary.full.encode() not in data
