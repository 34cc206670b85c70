"""An amendment under review corrects a person; it does not put another in his place."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, screening
from mithaq.app.another_person import is_same
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity, PartialDate, PersonName
from mithaq.testing import acts
from mithaq.testing.world import World

ONE, OTHER = acts.person("TN"), acts.person("TN", 2)
KEY = b"k" * 32


def changed(one: Identity, **what: object) -> Identity:
    return structs.replace(one, **what)


def test_a_correction_is_the_same_person() -> None:
    one = ONE.identity
    year = (PartialDate(one.births[0].year - 6),)
    first = changed(one, names=one.names[:1])
    for corrected in (one, first, changed(one, births=year), changed(one, documents=(), national_number="")):
        assert is_same(corrected, one, KEY)


def test_another_is_another_also_under_the_papers_or_the_alias_of_the_first() -> None:
    one, other = ONE.identity, OTHER.identity
    papers = {"documents": one.documents, "national_number": one.national_number}
    assert not is_same(other, one, KEY)
    assert not is_same(changed(other, **papers), one, KEY)
    assert not is_same(changed(other, names=(*other.names, *one.names), births=one.births, **papers), one, KEY)
    assert not is_same(changed(one, names=(PersonName("Karim"),)), one, KEY), "one word tells nobody from others"


def amended(world: World, alert: str, content: Wanted) -> None:
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, content)
    world.settle()


def approve(world: World, alert: str) -> None:
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    world.settle()


def test_under_review_it_is_stopped_at_both_nodes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = acts.approved(world, content=OTHER)
    amended(world, alert, ONE)
    with pytest.raises(Refusal, match=r"screening\.stopped") as refusal:
        approve(world, alert)
    assert refusal.value.missing == ("person.changed",)
    with monkeypatch.context() as patched:
        patched.setattr(screening, "check_submission", lambda screened: None)
        approve(world, alert)
    with pytest.raises(Refusal, match=r"screening\.stopped"):
        acts.accept(world, alert)


def test_step_by_step_as_well(world: World) -> None:
    """The first that was submitted is compared, not the last alone."""
    both = structs.replace(OTHER, identity=changed(OTHER.identity, names=(*OTHER.identity.names, *ONE.identity.names)))
    alert = acts.approved(world, content=OTHER)
    for content in (both, ONE):
        amended(world, alert, content)
        with pytest.raises(Refusal, match=r"screening\.stopped"):
            approve(world, alert)


def test_what_circulates_draws_a_new_lot_and_a_draft_has_drawn_none(world: World) -> None:
    draft = acts.drafted(world, content=OTHER)
    amended(world, draft, structs.replace(ONE, comment="of a draft"))
    approve(world, draft)
    out = acts.circulated(world, content=acts.person("TN", 3))
    amended(world, out, structs.replace(OTHER, comment="a new version"))
    approve(world, out)
