"""The form of an alert and its content are the same thing in two shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, NameParts, PartialDate, PersonName, Place
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic.generator import Generator
from mithaq.web.pages.alert_form import content_of, fields_of
from mithaq.web.pages.forms import Form
from mithaq.web.pages.identity_form import identity_fields, identity_from

DAY = date(2026, 11, 22)


def _form(given: dict[str, str]) -> Form:
    """As a browser would send it: the nationalities are fields of one name."""
    values = {name: [value] for name, value in given.items() if not name.startswith("nationality.")}
    return Form(values | {"nationality": [given[name] for name in sorted(given) if name.startswith("nationality.")]})


def _contents() -> list[Content]:
    made = Generator(3, frequency_rows())
    states = ("TN", "EG", "SA", "JO", "MA")
    people: list[Content] = [made.wanted(state, DAY) for state in states for _ in range(4)]
    missing: list[Content] = [made.missing(state, DAY, child=child) for state in states for child in (True, False)]
    things: list[Content] = [made.travel_document("TN"), made.vehicle("EG"), made.firearm("SA")]
    return people + missing + things


@pytest.mark.parametrize("content", _contents())
def test_nothing_is_lost_between_content_and_form(content: Content) -> None:
    again = content_of(_form(fields_of(content)), type(content), photo="", base=content)
    assert again == content


def test_the_scan_of_the_warrant_survives_a_form_without_a_field_for_it() -> None:
    wanted: Any = _contents()[0]
    wanted = structs.replace(wanted, warrant=structs.replace(wanted.warrant, scan="f" * 64))
    given = fields_of(wanted)
    del given["warrant.scan"]
    assert content_of(_form(given), type(wanted), "", base=wanted) == wanted


MANY = Identity(
    names=(
        PersonName("سالم بن علي", parts=NameParts(given="سالم", father="علي")),
        PersonName("Salem Ben Ali", use="alias"),
        PersonName("أبو سالم", use="known_as", parts=NameParts(kunya="أبو سالم")),
        PersonName("Selim Ali", use="alias", quality="low"),
    ),
    births=(PartialDate(1960, until_year=1965), PartialDate(1962, 3, circa=True)),
    birthplaces=(Place("تونس", country="TN", note="kept"), Place("سوسة")),
    documents=tuple(Document(f"Z{n}", note=f"n{n}") for n in range(5)),
)


def test_an_amendment_keeps_what_the_form_does_not_show() -> None:
    assert identity_from(_form(identity_fields(MANY)), "", MANY) == MANY


def test_an_amendment_changes_what_was_typed_and_nothing_else() -> None:
    given = identity_fields(MANY) | {"name.ar.full": "سليم بن علي", "aliases": "Selim Ali"}
    changed = identity_from(_form(given), "", MANY)
    assert [name.full for name in changed.names] == ["سليم بن علي", "Salem Ben Ali", "Selim Ali"]
    assert changed.names[2] == MANY.names[3]
    assert structs.replace(changed, names=MANY.names) == MANY


def test_a_full_name_is_made_of_its_parts() -> None:
    found = identity_from(Form({"name.la.given": ["Salem"], "name.la.family": ["Trabelsi"]}), "")
    assert found.primary.full == "Salem Trabelsi"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "identity.no_name"),
        ({"name.ar.given": "سالم", "birth": "yesterday"}, "date.invalid"),
        ({"name.ar.given": "سالم", "birth": "1980-13"}, "date.invalid"),
        ({"name.ar.given": "سالم", "birth": "1400-13", "birth.calendar": "hijri"}, "date.invalid"),
    ],
)
def test_a_bad_person_is_refused_by_code(given: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        identity_from(_form(given), "")
    assert refused.value.code == code


@pytest.mark.parametrize("text", ["-1", "1.5", "٣", "9999999", "x"])
def test_a_number_is_a_plain_whole_number(text: str) -> None:
    with pytest.raises(Refusal):
        Form({"year": [text]}).number("year")


def test_a_choice_outside_its_list_names_the_field_and_not_the_value() -> None:
    found: Any = _contents()[-3]
    with pytest.raises(Refusal) as refused:
        content_of(_form(fields_of(found) | {"type": "secret-word"}), type(found), "")
    assert (refused.value.code, refused.value.where) == ("content.invalid", "type")
    assert "secret-word" not in str(refused.value)
