"""The directory: nobody is called on a number without a source, and invented offices exist only in a demonstration."""

from __future__ import annotations

import pytest

from mithaq.demo.cast import PRINCIPALS
from mithaq.law.authorities import load_authorities, read_authorities
from mithaq.law.instruments import load_instruments
from mithaq.law.known import Known
from mithaq.law.malformed import LawMalformed

HEAD = (
    "state,instrument,act,telephone,languages,hours,legalisation,fee,electronic,synthetic,confirmed,source,"
    "label_ar,label_en,label_fr"
)


def test_invented_offices_exist_only_on_a_demonstration_node() -> None:
    assert load_authorities() == ()
    demo = load_authorities(demo=True)
    assert {row.state for row in demo} == set(PRINCIPALS)
    assert all(row.synthetic and not row.confirmed for row in demo)
    assert {row.electronic for row in demo} == {"original", "paper_to_follow", "no", ""}


def test_languages_are_words_and_an_empty_field_is_not_known() -> None:
    text = f"{HEAD}\nJO,,file,+962,ar en,,,,no,no,no,a circular,ا,a,a\nIQ,,file,,,,,,,no,no,,ا,a,a\n"
    known, empty = read_authorities("authorities.csv", text, demo=False)
    assert (known.languages, known.electronic) == (("ar", "en"), "no")
    assert (empty.languages, empty.electronic, empty.telephone) == ((), "", "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("JO,,file,+962,,,,,,no,no,,ا,a,a", "what is known has a source"),
        ("JO,,file,,,,,,original,no,no,,ا,a,a", "what is known has a source"),
        ("JO,,file,,,,,,,yes,yes,s,ا,a,a", "invented is not confirmed"),
        ("JO,,arrest,,,,,,,no,no,s,ا,a,a", "enum"),
        ("JO,,file,,,,,,maybe,no,no,s,ا,a,a", "enum"),
        ("JO,,file,,,,,,,no,no,s,,a,a", "length"),
        ("JO,,file,,,,,,,no,no,s,ا,a,a\nJO,,file,,,,,,,no,no,s,ا,a,a", "stands twice"),
    ],
)
def test_a_malformed_row_is_refused(row: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason):
        read_authorities("authorities.csv", f"{HEAD}\n{row}\n", demo=True)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("XX,,file,,,,,,,no,no,s,ا,a,a", "XX is no state"),
        ("OC,,file,,,,,,,no,no,s,ا,a,a", "OC is no state"),
        ("JO,riyadh-1984,file,,,,,,,no,no,s,ا,a,a", "riyadh-1984 is no instrument"),
    ],
)
def test_a_row_speaks_of_states_and_instruments_that_exist(row: str, reason: str) -> None:
    with pytest.raises(LawMalformed, match=reason) as caught:
        read_authorities("authorities.csv", f"{HEAD}\n{row}\n", demo=True, known=Known(load_instruments(), ["JO"]))
    assert caught.value.line == 2
