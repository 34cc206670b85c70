"""Names come as often as the table says, in their usual orthography."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from mithaq.ops.tables import FrequencyRow, frequency_rows
from mithaq.testing.synthetic.customs import CUSTOMS
from mithaq.testing.synthetic.names import state_names


@pytest.mark.parametrize("state", CUSTOMS)
def test_given_names_follow_the_table(state: str) -> None:
    names, random = state_names(CUSTOMS[state], frequency_rows()), Random(1)
    drawn = Counter(names.men.draw(random).arabic for _ in range(20_000))
    shares = {row.name: row.share for row in frequency_rows() if row.country == state and row.role == "given"}
    ratio = drawn["محمد"] / drawn["علي"]
    assert ratio == pytest.approx(shares["محمد"] / shares["علي"], rel=0.25)
    assert drawn.most_common(1)[0][0] == "محمد"


@pytest.mark.parametrize("state", CUSTOMS)
def test_the_pools_are_wide_and_clean(state: str) -> None:
    names = state_names(CUSTOMS[state], frequency_rows())
    assert len(names.men.parts) > 150
    assert len(names.women.parts) > 60
    assert len(names.families.parts) > 150
    assert not {part.arabic for part in names.men.parts} & {part.arabic for part in names.women.parts}
    assert all(part.latin and part.arabic for pool in (names.men, names.women, names.families) for part in pool.parts)


def test_orthography_is_restored() -> None:
    names = state_names(CUSTOMS["MA"], frequency_rows())
    shown = {part.arabic for pool in (names.men, names.women, names.families) for part in pool.parts}
    assert {"أحمد", "إبراهيم", "مصطفى", "فاطمة", "أمينة", "نادية", "عبد الإله", "الإدريسي"} <= shown
    assert not shown & {"احمد", "ابراهيم", "مصطفي", "فاطمه", "امينه", "ناديه", "الادريسي"}


def test_saudi_families_carry_the_article() -> None:
    families = state_names(CUSTOMS["SA"], frequency_rows()).families.parts
    assert all(part.arabic.startswith("ال") and part.latin[0].startswith("Al-") for part in families)


def test_each_state_spells_its_own_way() -> None:
    rows = [
        FrequencyRow("TN", "given", "خالد", 0.5, ()),
        FrequencyRow("TN", "given", "هشام", 0.5, (("Hichem", 38), ("Hicham", 7), ("Xicham", 1))),
        FrequencyRow("TN", "given", "ليلى", 1.0, ()),
        FrequencyRow("TN", "surname", "الطرابلسي", 1.0, ()),
    ]
    names = state_names(CUSTOMS["TN"], rows)
    assert [part.latin for part in names.men.parts] == [("Khaled",), ("Hichem", "Hicham")]


def test_rows_without_names_are_a_clear_error() -> None:
    with pytest.raises(ValueError, match="no names"):
        state_names(CUSTOMS["TN"], [])
