"""A certificate clears one candidate for one holder, on every border, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts, border, clearances
from mithaq.app.border import Answer, Check
from mithaq.app.clearance_watch import over_clearances
from mithaq.app.fsck import fsck
from mithaq.app.watch import tick
from mithaq.domain.clearance import Certificate, Clearance, printed
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.hit import Hit
from mithaq.domain.identity import Document, Identity
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World
from tests.support.clearances import PASSPORT, certified, decided, namesake
from tests.unit.app.test_commission import tasks

SOUGHT = acts.person("TN").identity


@pytest.fixture
def world() -> Iterator[World]:
    """An owner, a border of another state, the Secretariat and the commission."""
    found = World(17, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def asked(world: World, code: str = "EG", **more: str) -> Answer:
    """A check of somebody with the name and birth date of the person sought."""
    question = {"name": SOUGHT.primary.full, "birth": str(SOUGHT.births[0]), "sex": SOUGHT.sex, **more}
    return border.check(world[code], world.actor(code, "border"), Check("border", **question))


def classes(answer: Answer) -> dict[str, str]:
    return {one.alert: one.klass for one in answer.candidates}


def stop(world: World, alert: str) -> Hit:
    now = text(world.clock.now())
    return stopped_on(world["EG"], world.actor("EG", "border"), alert, now, now)


def test_cleared_by_its_number_and_by_nothing_less(world: World) -> None:
    alert = acts.circulated(world)
    before = asked(world)
    id, said = certified(world, alert, namesake(SOUGHT))
    assert classes(before)[alert] in ("possible", "strong")
    assert asked(world).klass == before.klass, "without the number nothing is cleared"
    shown = (
        {"clearance": printed(said.number).lower()},
        {"clearance": said.number, "document": PASSPORT},
    )
    for way in shown:
        for code in ("EG", "TN"):
            (found,) = asked(world, code, **way).candidates
            assert (found.klass, found.action, found.clearance, found.alert) == ("cleared", "let_go", id, alert)
            assert found.holder == said.holder
    assert asked(world, clearance=said.number).klass == "cleared"
    for other in (
        {"document": PASSPORT},  # without the number no node can tell whose certificate it is
        {"document": "X0000001"},
        {"clearance": "A" * 24},
        {"clearance": said.number, "document": "X0000001"},  # somebody else shows it, with a passport of his own
        {"clearance": "A" * 24, "document": PASSPORT},
        {"clearance": said.number, "birth": "1951-03-03"},
        {"clearance": said.number, "sex": "female" if SOUGHT.sex == "male" else "male"},
    ):
        assert "cleared" not in classes(asked(world, **other)).values(), other


def test_the_papers_of_the_person_sought_are_never_cleared(world: World) -> None:
    alert = acts.circulated(world)
    id, said = certified(world, alert, namesake(SOUGHT))
    for document in SOUGHT.documents:
        answer = asked(world, document=document.number, clearance=said.number)
        assert classes(answer)[alert] == "strong"
    # the holder's passport turns up in an amended alert: no border clears any more, and the commission is asked why
    wanted = acts.person("TN")
    found = structs.replace(SOUGHT, documents=(*SOUGHT.documents, Document(PASSPORT)))
    owner = world["TN"]
    alerts.amend(owner, world.actor("TN", "bureau"), alert, structs.replace(wanted, identity=found))
    alerts.approve(owner, world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    world.settle()
    for number, nationality in acts.called(world, alert):
        acts.accept(world, alert, number, nationality)
    world.answered(alert)
    assert asked(world, clearance=said.number).klass == "cleared", "what is not in force yet changes nothing"
    alerts.circulate(owner, world.actor("TN", "bureau"), alert)
    world.settle()
    assert classes(asked(world, clearance=said.number))[alert] in ("possible", "strong")
    assert classes(asked(world, document=PASSPORT))[alert] == "strong"
    world.clock.forward(hours=1)
    tick(world["OC"])
    tick(world["OC"])
    assert ("clearance.conflict", id) in tasks(world, "OC", "commissioner")


def test_another_alert_on_the_same_name_is_untouched(world: World) -> None:
    alert = acts.circulated(world)
    second = acts.circulated(world, "EG", acts.person("TN"))
    _, said = certified(world, alert, namesake(SOUGHT))
    answer = asked(world, document=PASSPORT, clearance=said.number)
    found = classes(answer)
    assert found[alert] == "cleared"
    assert found[second] == classes(asked(world))[second] != "cleared"
    assert set(found) == set(classes(asked(world))), "nobody is added or left out"
    assert answer.klass == found[second], "the class of the answer is that of whom it does not clear"
    assert answer.candidates[-1].alert == alert, "behind the others"


def test_no_hit_is_opened_on_whom_the_last_check_cleared(world: World) -> None:
    alert = acts.circulated(world)
    _, said = certified(world, alert, namesake(SOUGHT))
    asked(world, clearance=said.number, document=PASSPORT)
    with pytest.raises(Refusal, match=r"hit\.cleared"):
        stop(world, alert)
    with world["EG"].store.read() as reader:
        assert reader.desk.hits() == []
    asked(world)  # the next traveller bears the name and shows no certificate
    assert stop(world, alert).state == "open"


def test_a_certificate_ends_by_time_withdrawal_or_with_its_alert(world: World) -> None:
    alert = acts.circulated(world)
    first, said = certified(world, alert, namesake(SOUGHT))
    commissioner = world.actor("OC", "commissioner")
    clearances.withdraw(world["OC"], commissioner, first, "clearance_lost")
    world.settle()
    assert asked(world, clearance=said.number).klass != "cleared"
    with pytest.raises(NotFound):
        clearances.withdraw(world["OC"], commissioner, first, "clearance_lost")
    with pytest.raises(Refusal, match=r"ground\.unknown"):
        clearances.withdraw(world["OC"], commissioner, first, "other_person")


def test_what_it_said_is_erased_on_every_node_and_signed_for(world: World) -> None:
    alert = acts.circulated(world)
    id, said = certified(world, alert, namesake(SOUGHT))
    holders = {"TN", "EG", "OC"}
    assert {code for code in world.nodes if held(world, code, id)} == holders, "the Secretariat is no border"
    clearances.withdraw(world["OC"], world.actor("OC", "commissioner"), id, "clearance_holder_asks")
    for _ in range(2):
        world.settle()
        world.clock.forward(hours=1)
    world.settle()
    found = clearances.read(world["OC"], world.actor("OC", "clerk"), id)
    assert (found.clearance.state, found.said) == ("withdrawn", None)
    assert set(found.clearance.erased) == holders
    assert {code for code in world.nodes if held(world, code, id)} == set()
    with world["OC"].store.read() as reader:
        assert clearances.number_of(reader, id) == "", "its number is kept nowhere any more"
    assert world.agree()
    assert [fsck(node).faults for node in world.nodes.values()] == [()] * 4
    assert asked(world, clearance=said.number).klass != "cleared"


def test_nothing_is_said_when_its_alert_ends(world: World) -> None:
    """Else the owner, who knows the hour, would learn that a namesake of this very alert was cleared."""
    alert = acts.circulated(world)
    id, said = certified(world, alert, namesake(SOUGHT))
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    for _ in range(3):
        world.settle()
        world.clock.forward(hours=12)
    assert asked(world, clearance=said.number).candidates == ()
    with world["TN"].store.read() as reader:
        assert [stored.envelope.header.type for stored in reader.journal.about(id)] == ["clearance.issued"]


def test_no_state_reads_whose_it_is_or_which_alert_it_clears(world: World) -> None:
    """law.md: a cleared namesake is never disclosed, nor countable by the owner. All that a state holds is a closed box."""
    alert = acts.circulated(world)
    id, said = certified(world, alert, namesake(SOUGHT))
    another = acts.person("EG", 2)
    other, _ = certified(world, acts.circulated(world, "EG", another), namesake(another.identity, "N1"))
    lengths = set()
    for code in ("TN", "EG"):
        with world[code].store.read() as reader:
            for one in (id, other):
                (hash,) = reader.payloads.of(one)
                payload = reader.payloads.get(hash, one)
                assert payload is not None
                lengths.add(len(payload.body))
                for word in (PASSPORT, *SOUGHT.primary.full.split(), said.number, said.clears, alert[2:]):
                    assert word.encode() not in payload.body
                assert clearances.unboxed(payload.body, "A" * 24) is None
            assert clearances.number_of(reader, id) == ""
        with pytest.raises(Forbidden):
            clearances.read(world[code], world.actor(code, "bureau"), id)
    assert len(lengths) == 1, "and its length tells nothing"


def test_expiry_needs_no_statement(world: World) -> None:
    id, _ = certified(world, acts.circulated(world), namesake(SOUGHT))
    clearance = clearances.read(world["OC"], world.actor("OC", "clerk"), id).clearance
    assert clearance.until > f"{int(clearance.at[:4]) + 2}{clearance.at[4:7]}", "24 months"
    assert clearance.holds_at(clearance.at)
    assert not clearance.holds_at(clearance.until)
    with world["EG"].store.read() as reader:
        assert clearance in clearances.every(reader, "issued")
    world.clock.forward(days=366 * 2 + 1)
    assert clearance in over_clearances_of(world, "EG")


def over_clearances_of(world: World, code: str) -> list[Clearance]:
    with world[code].store.read() as reader:
        return over_clearances(world[code], reader)


def test_nothing_is_issued_without_decision_consent_and_papers(world: World) -> None:
    alert = acts.circulated(world)
    node, who = world["OC"], world.actor("OC", "commissioner")
    remedy, holder = decided(world, alert), namesake(SOUGHT)
    refusals: list[tuple[str, Identity, bool, str]] = [
        (remedy, holder, False, "clearance.not_agreed"),
        (remedy, structs.replace(holder, documents=()), True, "clearance.holder"),
        (remedy, structs.replace(holder, births=()), True, "clearance.holder"),
        (remedy, structs.replace(holder, documents=SOUGHT.documents), True, "clearance.same_documents"),
    ]
    for subject, who_holds, agreed, code in refusals:
        with pytest.raises(Refusal) as refused:
            clearances.issue_for(node, who, subject, who_holds, agreed=agreed)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        clearances.issue_for(node, who, "p-unknown", holder, agreed=True)
    for code, role in (("TN", "bureau"), ("GS", "reviewer"), ("OC", "clerk")):
        with pytest.raises(Forbidden):
            clearances.issue_for(world[code], world.actor(code, role), remedy, holder, agreed=True)
    assert [one.clearance for one in clearances.listed(node, who)] == []


@pytest.mark.parametrize(("ground", "link", "code"), [
    ("same_person", True, "clearance.not_decided"), ("other_person", False, "remedy.no_alert"),
])  # fmt: skip
def test_another_decision_gives_no_certificate(world: World, ground: str, code: str, *, link: bool) -> None:
    remedy = decided(world, acts.circulated(world), ground, link=link)
    with pytest.raises(Refusal) as refused:
        clearances.issue_for(world["OC"], world.actor("OC", "commissioner"), remedy, namesake(SOUGHT), agreed=True)
    assert refused.value.code == code


def test_headers_and_payload_do_not_name_the_alert(world: World) -> None:
    alert = acts.circulated(world)
    id, said = certified(world, alert, namesake(SOUGHT))
    with world["EG"].store.read() as reader:
        stored = reader.journal.about(id)
        payloads = [reader.payloads.get(hash, id) for hash in reader.payloads.of(id)]
    header = stored[0].envelope.header
    assert alert not in repr((header.body, header.cites, header.subject))
    assert PASSPORT not in repr(header)
    assert len(payloads) == 1
    for payload in payloads:
        assert payload is not None
        assert alert[2:].encode() not in payload.body
        assert len(payload.body) % 4096 == 0
    assert isinstance(said, Certificate)


def held(world: World, code: str, id: str) -> bool:
    with world[code].store.read() as reader:
        return bool(reader.payloads.of(id))


def test_whoever_holds_a_certificate_may_come_for_a_newer_one_after_a_year(world: World) -> None:
    """What he wrote is kept as long as it holds, and goes then."""
    alert, node, one = acts.circulated(world), world["OC"], world.actor("OC", "commissioner")
    remedy = decided(world, alert)
    clearances.issue_for(node, one, remedy, namesake(SOUGHT), agreed=True)
    world.clock.forward(days=400)
    world.settle()
    renewed = clearances.issue_for(node, one, remedy, namesake(SOUGHT, "N7301999"), agreed=True).subject
    clearances.withdraw(node, one, renewed, "clearance_holder_asks")
    world.clock.forward(days=365)
    world.settle()
    with node.store.read() as reader:
        assert reader.payloads.of(remedy) == {}
    with pytest.raises(Refusal, match=r"remedy\.no_alert"):
        clearances.issue_for(node, one, remedy, namesake(SOUGHT), agreed=True)
