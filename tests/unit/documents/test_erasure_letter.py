"""The certificate of erasure: made from headers alone, verified from its file alone, and in Arabic first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app import alerts
from mithaq.documents.erasure_letter import sealed_erasure
from mithaq.documents.verify import verify
from mithaq.domain.errors import NotFound, Refusal
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.support.pdf_text import text_of


@pytest.fixture
def world() -> Iterator[World]:
    found = World(23, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def ended(world: World) -> str:
    """An alert that was discontinued; half of its holders have signed."""
    alert = acts.circulated(world)
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.net.cut("EG", world.nodes)
    world.clock.forward(days=32)
    world.settle()
    return alert


def test_it_names_who_signed_and_who_is_late_and_verifies_without_a_node(world: World) -> None:
    alert = ended(world)
    bureau = world.actor("TN", "bureau")
    said = acts.person("TN").identity.names[0].full
    for other, late in (("en", "Late"), ("fr", "En retard")):
        file = sealed_erasure(world["TN"], bureau, alert, WORDS, other)  # type: ignore[arg-type]  # both are languages
        verdict = verify(file, lambda demo: load_law(demo=demo), WORDS, world.roster)
        assert (verdict.anchor.kind, verdict.trusted, verdict.pages, verdict.faults) == ("erasure", True, "same", ())
        shown = text_of(file)
        assert late in shown
        assert "3 / 4" in shown
        assert said not in shown
        for word in said.split():
            assert word.encode() not in file


def test_a_later_certificate_says_more(world: World) -> None:
    alert = ended(world)
    world.net.heal()
    world.settle()
    world.clock.forward(hours=1)
    world.settle()
    assert "4 / 4" in text_of(sealed_erasure(world["TN"], world.actor("TN", "bureau"), alert, WORDS, "en"))


def test_there_is_none_for_an_alert_that_runs_or_that_one_may_not_read(world: World) -> None:
    alert = acts.circulated(world)
    with pytest.raises(Refusal, match=r"document\.not_yet"):
        sealed_erasure(world["TN"], world.actor("TN", "bureau"), alert, WORDS, "en")
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    with pytest.raises(NotFound):
        sealed_erasure(world["EG"], world.actor("EG", "bureau"), alert, WORDS, "en")
