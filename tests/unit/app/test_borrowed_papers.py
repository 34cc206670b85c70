"""Commitments are public, and anybody can name another's: what was written in one case shows in no other."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import bundles, cases, messages
from mithaq.app.fsck import fsck
from mithaq.app.message_watch import watch_messages
from mithaq.domain.case.states import CaseState
from mithaq.domain.message.sheets import Sheet
from mithaq.journal.bundled import read_bundle
from mithaq.journal.envelope import Envelope, sign
from mithaq.testing.acts import case_until
from mithaq.testing.world import World
from tests.support.statements import REQUEST, delivered, signed


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
    made = read_bundle(bundles.export(world["EG"], world.actor("EG", "prosecutor"), borrowed))
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
