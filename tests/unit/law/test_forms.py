"""The forms of messages as data: shipped whole, and a malformed table names its line."""

from __future__ import annotations

import pytest

from mithaq.law.forms import FIELDS, FORMS, OPTIONS, load_forms, load_options
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import shipped

LAW = load_law()


def test_every_form_of_the_issue_is_there_in_three_languages() -> None:
    assert set(LAW.forms) == {
        "hit_report", "supplementary", "wrong_data", "flag_request", "surrender", "free_text",
    }  # fmt: skip
    labels = [one for form in LAW.forms.values() for one in (form.label, form.note, *(f.label for f in form.fields))]
    labels += [label for codes in LAW.options.values() for label in codes.values()]
    assert all(label.ar and label.en and label.fr for label in labels)
    assert all(form.fields for form in LAW.forms.values())


def test_only_what_everybody_must_see_names_the_alert() -> None:
    """That a state asks about an alert may say where a person is; that its data are disputed concerns all."""
    assert [form.code for form in LAW.forms.values() if form.names_alert] == ["wrong_data"]


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        (FORMS, "supplementary,reply,", "supplementary,soon,"),
        (FORMS, "alert hit case,no", "alert moon,no"),
        (FORMS, "surrender,reply,,,case,no,", "surrender,reply,,,"),
        (FIELDS, "surrender,flight,line", "surrender,flight,picture"),
        (FIELDS, "yes,asked", "yes,nobody_knows"),
        (FIELDS, "surrender,flight", "surrender,place"),
        (FIELDS, "surrender,flight", "no_such_form,flight"),
        (OPTIONS, "urgent,terrorism", "urgent,arrest"),
    ],
)  # fmt: skip
def test_a_malformed_table_names_file_and_line(table: str, old: str, new: str) -> None:
    text = shipped(table)
    assert old in text
    broken = {
        name: shipped(name).replace(old, new) if name == table else shipped(name) for name in (FORMS, FIELDS, OPTIONS)
    }
    with pytest.raises(LawMalformed) as refused:
        load_forms(LAW.house, load_options(broken[OPTIONS]), broken[FORMS], broken[FIELDS])
    assert table in str(refused.value)
