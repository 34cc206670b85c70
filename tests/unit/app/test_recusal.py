"""A commissioner withdraws himself; the word is the commission's alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import recusal, remedies
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.remedy import papers
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support.orders import employ

FILING = papers.Filing(name="صاحب الطلب", words="لا سند لها", language="ar")


@pytest.fixture
def world() -> Iterator[World]:
    """One owner, the Secretariat and the commission."""
    found = World(13, ("TN", "GS", "OC"))
    yield found
    found.close()


def test_it_tells_no_state_who_and_from_what_and_holds_for_application_and_alert(world: World) -> None:
    judges, alert, node = employ(world), acts.circulated(world), world["OC"]
    clerk, commissioner = world.actor("OC", "clerk"), world.actor("OC", "commissioner")
    subject = remedies.file(node, clerk, "erasure", FILING).event.subject
    remedies.verify(node, clerk, subject, "seen_in_person")
    remedies.link(node, clerk, subject, alert)
    gone = next(id for id, judge in judges.items() if judge.nationality == "BH")
    said = recusal.recuse(node, judges[gone], subject, "معرفة سابقة")
    world.settle()
    with world["TN"].store.read() as reader:
        stored = reader.journal.by_hash(said.hash)
        assert stored is not None
        told = repr(stored.envelope.header)
        assert reader.payloads.of(said.subject) == {}
    assert not any(word in told for word in (gone, subject, alert))
    with node.store.read() as reader:
        assert recusal.recused(node, reader, alert) == {gone: "معرفة سابقة"}
        assert recusal.recused(node, reader, "a-" + "0" * 24, "") == {}
    remedies.admit(node, commissioner, subject)
    assert gone not in remedies.seat(node, commissioner, subject).body.seats  # type: ignore[attr-defined]  # the body of a panel
    world.settle()
    assert world.agree()


def test_only_by_a_commissioner_with_a_reason_and_about_what_he_may_read(world: World) -> None:
    node, alert = world["OC"], acts.circulated(world)
    commissioner = world.actor("OC", "commissioner")
    with pytest.raises(Forbidden):
        recusal.recuse(node, world.actor("OC", "clerk"), alert, "synthetic")
    with pytest.raises(Refusal, match=r"content\.invalid"):
        recusal.recuse(node, commissioner, alert, "  ")
    with pytest.raises(NotFound):
        recusal.recuse(node, commissioner, "a-" + "0" * 24, "synthetic")
