"""Warnings to the posts: nobody reads one on an owner's word alone, and none for longer than the house rule."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import border, markers
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.testing import acts
from mithaq.testing.world import World


def armed(evidence: str = "مسدس ضبط في سيارته") -> Wanted:
    return structs.replace(acts.person("TN"), markers=("armed",), marker_evidence=evidence)


def told(content: Wanted) -> tuple[World, str]:
    world = World(seed=6, nodes=("TN", "EG", "GS", "OC"))
    return world, acts.circulated(world, content=content)


def seen(world: World) -> tuple[str, ...]:
    """The warnings that a post of EG is shown."""
    identity = acts.person("TN").identity
    question = border.Check(purpose="border", name=identity.primary.full, birth=str(identity.births[0]))
    (candidate,) = border.check(world["EG"], world.actor("EG", "border"), question).candidates
    return candidate.markers


def confirm(world: World, alert: str, marker: str = "armed", nationality: str = "DZ") -> None:
    reviewer = world.actor("GS", "reviewer", 3, nationality)
    markers.confirm(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), marker)
    world.settle()


def test_a_warning_shows_once_confirmed_and_for_six_months() -> None:
    world, alert = told(armed())
    assert seen(world) == ()
    confirm(world, alert)
    assert seen(world) == ("armed",)
    world.clock.forward(days=180)
    assert seen(world) == ("armed",)
    world.clock.forward(days=2)
    assert seen(world) == ()
    confirm(world, alert)
    assert seen(world) == ("armed",)


def test_only_what_the_owner_asks_for_with_evidence_is_confirmed() -> None:
    world, alert = told(armed())
    with pytest.raises(Refusal, match=r"marker\.not_asked"):
        confirm(world, alert, "terrorism")
    with pytest.raises(Refusal, match=r"review\.nationality"):
        confirm(world, alert, nationality="TN")
    with pytest.raises(Forbidden):
        markers.confirm(world["TN"], world.actor("TN", "bureau"), alert, acts.newest(world, "TN", alert), "armed")
    assert seen(world) == ()


def test_without_evidence_nothing_is_confirmed() -> None:
    world, alert = told(armed(evidence=""))
    with pytest.raises(Refusal, match=r"marker\.no_evidence"):
        confirm(world, alert)
