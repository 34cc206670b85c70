"""Who is competent, and what an electronic document is worth there."""

from __future__ import annotations

import pytest
from msgspec import Struct, structs

from mithaq.demo.cast import PRINCIPALS
from mithaq.domain.authority import Act, Authority, authority, electronic_counts
from mithaq.domain.instrument import Words
from mithaq.law.load import load_law

PLAIN = Authority("JO", "", "", "", (), "", "", "", "no", False, False, "s", Words("ع", "everything", "e"))


class Rows(Struct, frozen=True):
    authorities: tuple[Authority, ...]


ROWS = Rows(
    (
        structs.replace(PLAIN, instrument="riyadh-1983", label=Words("ع", "all of Riyadh", "e"), electronic="original"),
        structs.replace(PLAIN, act="file", label=Words("ع", "any file", "e"), electronic=""),
        structs.replace(PLAIN, instrument="riyadh-1983", act="transit", label=Words("ع", "its transit", "e")),
        PLAIN,
    )
)


@pytest.mark.parametrize(
    ("instrument", "act", "name", "counts"),
    [
        ("riyadh-1983", "transit", "its transit", "no"),
        ("riyadh-1983", "file", "all of Riyadh", "original"),
        ("arab-league-1952", "file", "any file", "unknown"),
        ("arab-league-1952", "decision", "everything", "no"),
    ],
)
def test_the_most_specific_row_counts(instrument: str, act: Act, name: str, counts: str) -> None:
    found = authority(ROWS, "JO", instrument, act)
    assert found is not None
    assert found.label.en == name
    assert electronic_counts(ROWS, "JO", instrument, act) == counts


def test_without_a_row_nobody_has_said_that_electronics_count() -> None:
    assert authority(ROWS, "EG", "riyadh-1983", "file") is None
    assert electronic_counts(ROWS, "EG", "riyadh-1983", "file") == "unknown"


def test_the_main_path_of_the_demonstration_is_electronic() -> None:
    law = load_law(demo=True)
    for state in PRINCIPALS:
        assert authority(law, state, "riyadh-1983", "detention") is not None
    assert {electronic_counts(law, state, "riyadh-1983", "file") for state in ("TN", "EG", "JO")} == {"original"}
    assert electronic_counts(law, "MA", "riyadh-1983", "file") == "no"
    assert electronic_counts(law, "SA", "riyadh-1983", "file") == "paper_to_follow"
    assert electronic_counts(law, "SA", "arab-terrorism-1998", "file") == "no"
