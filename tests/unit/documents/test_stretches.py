"""The record of a surrender says how long the person was held under the request: every stretch, in days that had begun."""

from __future__ import annotations

import pytest

from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from tests.support.pdf_text import compact
from tests.unit.documents.conftest import Make, another

FIRST, SECOND = {"days": 3, "hours": 5}, {"days": 4, "hours": 2}
BETWEEN = {"days": 6}
TOGETHER, LAST_ALONE = 8, 5  # 7 days and 7 hours; each stretch rounded by itself would make 9, the last alone 5
SAID = {
    "en": ("Daysunderthisrequest,allstretchestogether:", "thelastofthemfrom"),
    "fr": ("Joursautitredecettedemande,toutespériodesconfondues:", "dontladernièredu"),
}


def dated(world: World) -> CaseActs:
    """Held, let go with measures, arrested again on a court's order, and held until the day of the surrender."""
    case = CaseActs(world, acts.circulated(world, content=(who := another())), content=who)
    for step in (CaseActs.admit, CaseActs.arrest, CaseActs.inform):
        step(case)
    world.clock.forward(**FIRST)
    case.act("EG", "bureau", "person.released", {"released_at": case.now, "ground": "with_measures"})
    case.lodge()
    world.clock.forward(**BETWEEN)
    case.act("EG", "judge", "rearrest.ordered", {"ordered_at": case.now}, acts.reasons())
    for step in (CaseActs.arrest, CaseActs.inform):
        step(case)
    world.clock.forward(**SECOND)
    case.court("granted")
    for step in (CaseActs.waive, CaseActs.date):
        step(case)
    return case


@pytest.fixture(scope="module")
def twice(world: World) -> CaseActs:
    """The same, handed over and taken over. Days that do not add up are refused on the way."""
    case = dated(world)
    for wrong in (LAST_ALONE, TOGETHER + 2):
        with pytest.raises(Refusal) as refused:
            case.act("EG", "bureau", "person.surrendered", {"surrendered_at": case.now, "custody_days": wrong})
        assert refused.value.code == "custody.days_differ"
    case.surrender()
    case.take_over()
    return case


@pytest.mark.parametrize("other", SAID)
def test_the_record_adds_up_every_stretch(twice: CaseActs, make: Make, other: str) -> None:
    text = compact(make(twice, "surrender-record", other))
    label, last = SAID[other]
    assert f"{label}{TOGETHER}" in text
    assert text.count(label) == 1
    assert f":ةعمتجم{TOGETHER}" in text, "the Arabic beside it, as it is drawn from the right"
    assert last in text, "the dates beside the sum are those of the last stretch, and say so"


def test_both_copies_say_the_same(twice: CaseActs, make: Make) -> None:
    for by in ("TN", "EG"):
        assert f"{SAID['en'][0]}{TOGETHER}" in compact(make(twice, "surrender-record", by=by))


def test_of_one_stretch_no_last_one_is_named(whole: CaseActs, make: Make) -> None:
    text = compact(make(whole, "surrender-record"))
    assert SAID["en"][0] in text
    assert SAID["en"][1] not in text
