"""Commitments are public, and anybody can name another's: what was written in one case shows in no other."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, bundles, cases, lists, messages
from mithaq.app.fsck import fsck
from mithaq.app.message_watch import watch_messages
from mithaq.domain.case.states import CaseState
from mithaq.domain.message.sheets import Sheet
from mithaq.journal.bundled import read_bundle
from mithaq.journal.envelope import Envelope, sign
from mithaq.journal.payload import Payload
from mithaq.testing import acts
from mithaq.testing.acts import case_until
from mithaq.testing.world import World
from tests.support.statements import REQUEST, delivered, signed
from tests.unit.app.asking import fold


def _borrowed(world: World, envelope: Envelope, of: str) -> Envelope:
    """The same statement of JO, committing to what another statement committed to."""
    with world["EG"].store.read() as reader:
        stored = reader.journal.by_hash(of)
    assert stored is not None
    assert stored.envelope.header.payload is not None
    return sign(structs.replace(envelope.header, payload=stored.envelope.header.payload), world.keys["JO"])


@pytest.fixture
def borrowed(world: World) -> str:
    """A case that JO opens with the request of TN: the same commitment, over another alert."""
    told = case_until(world, CaseState.REQUESTED)
    with world["EG"].store.read() as reader:
        request = next(one for one in reader.journal.about(told.id) if one.envelope.header.payload)
    opening = signed(world, "EG", "JO", "prosecutor", "detention.requested", body=REQUEST)
    assert delivered(world, "EG", _borrowed(world, opening, request.envelope.hash)).admitted == 1
    return opening.header.subject


def test_a_case_shows_no_paper_of_another(world: World, borrowed: str) -> None:
    page = cases.read(world["EG"], world.actor("EG", "prosecutor"), borrowed)
    assert [step.paper for step in page.steps] == [None]
    assert page.findings == ()


def test_nor_does_its_bundle(world: World, borrowed: str) -> None:
    made = read_bundle(bundles.export(world["EG"], world.actor("EG", "prosecutor"), borrowed, acts.holder(world, "EG")))
    events = [event for journal in made.journals for event in journal.events]
    assert events
    assert [event.payloads for event in events if event.payloads] == []


def test_nor_does_a_thread_and_nobody_signs_for_it(world: World) -> None:
    sheet = Sheet({"text": "synthetic"})
    first = messages.open_thread(world["TN"], world.actor("TN", "bureau"), "free_text", "EG", sheet)
    world.settle()
    opening = signed(world, "EG", "JO", "bureau", "thread.opened", body={"form": "free_text", "to": "EG"})
    assert delivered(world, "EG", _borrowed(world, opening, first.hash)).admitted == 1
    watch_messages(world["EG"])
    subject, actor = opening.header.subject, world.actor("EG", "bureau")
    assert messages.mark_read(world["EG"], actor, subject) == ()
    page = messages.read(world["EG"], actor, subject)
    assert (page.said[0].paper, page.thread.messages[0].delivered_at) == (None, "")


def test_nor_is_the_store_in_disorder(world: World, borrowed: str) -> None:
    assert borrowed
    assert fsck(world["EG"]).faults == ()


def test_who_names_the_commitment_of_an_alert_does_not_turn_its_readers_away(world: World) -> None:
    """JO names it in a thread with EG before EG has fetched it, and has it to give: EG still finds the person."""
    alert = acts.reviewed(world)
    circulation = alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    current = fold(world, "TN", alert).current
    assert current is not None
    with world["TN"].store.read() as reader:
        said = reader.payloads.get(current.payload)
        wires = [one.envelope for one in reader.journal.about(alert)]
    assert said is not None
    assert circulation.subject == alert
    delivered(world, "EG", *[one for one in wires if one.header.member == "TN" and not _has(world, one)])
    opening = signed(world, "EG", "JO", "bureau", "thread.opened", body={"form": "free_text", "to": "EG"})
    hash = next(one.hash for one in wires if one.header.payload and one.header.payload.hash == current.payload)
    assert delivered(world, "EG", _borrowed(world, opening, hash)).admitted == 1
    with world["EG"].store.read() as reader:
        wanted = [(want.subject, want.member) for want in reader.payloads.wanted(9)]
    assert wanted == [(alert, "TN"), (opening.header.subject, "JO")]
    _given(world, current.payload, said, opening.header.subject)
    world.settle()
    with world["EG"].store.read() as reader:
        assert [row.payload for row in reader.register.entries_of(alert)] == [current.payload]
        assert reader.payloads.held([current.payload], opening.header.subject)
    assert fsck(world["EG"]).faults == ()


def _has(world: World, envelope: Envelope) -> bool:
    with world["EG"].store.read() as reader:
        return reader.journal.by_hash(envelope.hash) is not None


def _given(world: World, hash: str, payload: Payload, subject: str) -> None:
    """JO is the first to answer."""
    with world["EG"].write() as tx:
        tx.projection.arrived(hash, payload, subject, "thread.opened")


def test_an_alert_shows_no_content_and_no_photo_of_another(world: World) -> None:
    """TN holds both for an alert of JO; its own alert names them, and has nothing to show."""
    node, actor = world["TN"], world.actor("TN", "bureau")
    alert = acts.circulated(world, owner="JO", content=acts.person("JO"))
    mine = acts.circulated(world)
    theirs, own = fold(world, "TN", alert).current, fold(world, "TN", mine)
    assert theirs is not None
    assert own.current is not None
    borrowed = structs.replace(own.current, payload=theirs.payload)
    with node.store.read() as reader:
        assert alerts.content_in(reader, own, own.current) is not None
        assert alerts.content_in(reader, own, borrowed) is None
    assert lists.photo(node, actor, mine) is None
