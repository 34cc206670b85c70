"""Counts by state, style and everywhere."""

from __future__ import annotations

import pytest

from mithaq.names.suggest.counted import Counted, Seen, arabic_key, is_spelling, latin_key, mixed, plain
from mithaq.ops.tables import FrequencyRow

ROWS = [
    FrequencyRow("TN", "given", "خالد", 0.02, (("Khaled", 8), ("khaled", 2))),
    FrequencyRow("SA", "given", "خالد", 0.03, (("Khalid", 9),)),
    FrequencyRow("SA", "surname", "القحطاني", 0.01, (("Al-Qahtani", 4), ("Alqahtani", 1))),
    FrequencyRow("SA", "surname", "ال سعود", 0.01, (("Al Saud", 3),)),
    FrequencyRow("TN", "surname", "السعود", 0.01, (("Essoud", 1),)),
    FrequencyRow("EG", "given", "فاطمه", 0.001, ()),
    FrequencyRow("TN", "given", "فاطمة", 0.002, (("Fatma", 5),)),
]


@pytest.fixture(scope="module")
def counted() -> Counted:
    return Counted(ROWS)


def test_spellings_of_a_name_and_names_of_a_spelling(counted: Counted) -> None:
    assert counted.latin_of("خالد") == [Seen("Khaled", "TN", 8), Seen("Khaled", "TN", 2), Seen("Khalid", "SA", 9)]
    assert counted.arabic_of(latin_key("AL QAHTANI")) == [Seen("القحطاني", "SA", 4), Seen("القحطاني", "SA", 1)]


def test_an_article_comes_off(counted: Counted) -> None:
    assert {seen.text for seen in counted.bare_latin_of("قحطاني")} == {"Qahtani"}


def test_the_house_is_not_the_article(counted: Counted) -> None:
    assert arabic_key("آل سعود") != arabic_key("السعود")
    assert [seen.text for seen in counted.latin_of(arabic_key("آل سعود"))] == ["Al Saud"]


def test_the_fuller_orthography_is_shown(counted: Counted) -> None:
    assert counted.display("فاطمه") == "فاطمة"
    assert counted.display("مجهول") == "مجهول"


def test_the_own_state_outweighs_the_others() -> None:
    seen = [Seen("Khaled", "TN", 50), Seen("Khalid", "SA", 500)]
    here, there, nowhere = mixed(seen, "TN", "maghreb", {}), mixed(seen, "SA", "gulf", {}), mixed(seen, "", "", {})
    assert [max(shares, key=shares.__getitem__) for shares in (here, there, nowhere)] == ["Khaled", "Khalid", "Khalid"]
    for shares in (here, there, nowhere):
        assert sum(shares.values()) == pytest.approx(1.0)


def test_what_was_seen_once_leans_on_what_stands_behind() -> None:
    shares = mixed([Seen("Odd", "TN", 1)], "TN", "maghreb", {"Usual": 0.9, "Odd": 0.1})
    assert shares["Usual"] > shares["Odd"] > 0.1
    assert mixed([], "TN", "maghreb", {}) == {}


@pytest.mark.parametrize(
    ("key", "latin", "times", "fits"),
    [("يوسف", "Yusuf", 1, True), ("يوسف", "France", 1, False), ("جوزيف", "Joseph", 90, True)],
)
def test_only_spellings_of_that_name(key: str, latin: str, times: int, fits: bool) -> None:
    assert is_spelling(key, latin, times) is fits


def test_plain_letters() -> None:
    assert plain("Ra'id  BÉJI-ali") == "Raid Beji Ali"
    assert plain("al-qahtani") == "Al-Qahtani"
