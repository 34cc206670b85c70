"""Flags: whom a published class covers, and that only its own state publishes, withdraws and lifts."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from mithaq.domain.content import Content, Missing, Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.own_say.classes import TESTS
from mithaq.domain.own_say.flag import LocalFlag, PublishedFlag, covering, evolve, lifted
from mithaq.testing import acts
from tests.support.alert_stories import LAW, said

SUBJECT = "n-454700000000000000000001"


def person(**offence: Any) -> Wanted:
    found = acts.person("TN")
    return structs.replace(found, offence=structs.replace(found.offence, **offence))


def flag(covers: str, member: str = "EG", withdrawn_at: str = "") -> PublishedFlag:
    return PublishedFlag(SUBJECT, member, covers, "2026-11-22T08:00:00.000Z", withdrawn_at)


def belongs(covers: str, content: Content, state: str = "EG") -> bool:
    return covering((flag(covers),), state, content, LAW) == covers


def test_published_once_and_withdrawn_by_its_own_state() -> None:
    first = evolve(None, said("flag.published", "EG", SUBJECT, {"covers": "own_nationals"}))
    assert first is not None
    assert first.state == "published"
    again = said("flag.published", "EG", SUBJECT, {"covers": "minors"})
    assert evolve(first, again) == first
    assert evolve(first, said("flag.withdrawn", "JO", SUBJECT, {})) == first
    gone = evolve(first, said("flag.withdrawn", "EG", SUBJECT, {}))
    assert gone is not None
    assert (gone.state, gone.covers) == ("withdrawn", "own_nationals")
    assert evolve(None, said("flag.withdrawn", "EG", SUBJECT, {})) is None


def test_own_nationals() -> None:
    content = acts.person("TN")
    nationals = structs.replace(content, identity=structs.replace(content.identity, nationalities=("TN", "EG")))
    assert belongs("own_nationals", nationals)
    assert not belongs("own_nationals", content)


def test_political_matters_death_and_absence() -> None:
    political = next(code for code, topics in LAW.screening.characters.items() if "political" in topics)
    assert belongs("political_matters", person(code=political))
    assert not belongs("political_matters", person())
    assert belongs("death_penalty", person(penalty="death"))
    assert not belongs("death_penalty", person(penalty="life"))
    found = acts.person("TN")
    absent = structs.replace(found, warrant=structs.replace(found.warrant, kind="judgment_in_absentia", retrial=False))
    assert belongs("absent_judgments", absent)
    assert not belongs(
        "absent_judgments", structs.replace(absent, warrant=structs.replace(absent.warrant, retrial=True))
    )
    assert not belongs("absent_judgments", found)


def test_minors_of_two_readings_the_younger() -> None:
    (birth,) = acts.person("TN").identity.births[:1]
    assert not belongs("minors", acts.person("TN"))
    assert belongs("minors", person(date=f"{birth.year + 17}-12-31"))
    assert belongs("minors", person(date="unreadable"))


def test_only_arrest_alerts_of_that_state_while_it_stands() -> None:
    identity = structs.replace(acts.person("TN").identity, nationalities=("EG",))
    missing = Missing(identity, "family", "1", "danger")
    assert not any(test(missing, "EG", LAW) for test in TESTS.values())
    content = structs.replace(acts.person("TN"), identity=identity)
    assert covering((flag("own_nationals", withdrawn_at="2026-11-23T08:00:00.000Z"),), "EG", content, LAW) == ""
    assert covering((flag("own_nationals", member="JO"),), "EG", content, LAW) == ""
    assert covering((flag("no_such_class"),), "EG", content, LAW) == ""


def test_a_flag_is_lifted_once() -> None:
    local = LocalFlag("f-1", "a-1", "flag_judge", "o-1", "EG-BUREAU", "2026-11-22T08:00:00.000Z")
    gone = lifted(local, "o-2", "2026-11-23T08:00:00.000Z", "unflag_gone")
    assert (gone.lifted_by, gone.lift_ground) == ("o-2", "unflag_gone")
    with pytest.raises(Refusal, match=r"flag\.none"):
        lifted(gone, "o-2", "2026-11-23T08:00:00.000Z", "unflag_gone")
