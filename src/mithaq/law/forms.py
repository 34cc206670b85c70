"""Reads the forms of messages between bureaux: `forms.csv`, the fields of each, and the codes that may be chosen."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import msgspec

from mithaq.domain.law import Form, FormField, HouseRule, Label
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import rows, shipped

Options = Mapping[str, Mapping[str, Label]]
FORMS, FIELDS, OPTIONS = "forms.csv", "form_fields.csv", "form_options.csv"
CHOICES = ("choice", "choices")


def load_options(text: str | None = None) -> Options:
    """The codes of each set with their labels. Raises LawMalformed."""
    found: dict[str, dict[str, Label]] = {}
    for line, row in rows(OPTIONS, text or shipped(OPTIONS)):
        codes = found.setdefault(row["set"], {})
        if row["code"] in codes:
            raise LawMalformed(OPTIONS, line, "a code stands twice in its set")
        codes[row["code"]] = _label(row, "label")
    return found


def load_forms(
    house: Mapping[str, HouseRule], options: Options, forms: str | None = None, fields: str | None = None
) -> dict[str, Form]:
    """Every form with its fields, in the order of the files. Raises LawMalformed with file, line and reason."""
    found: dict[str, Form] = {}
    of = _fields(options, fields or shipped(FIELDS))
    for line, row in rows(FORMS, forms or shipped(FORMS)):
        for clock in ("reply", "tell", "settle"):
            _known(row[clock], {"", *house}, FORMS, line, f"no such house rule: {row[clock]}")
        found[row["code"]] = _shaped(
            {
                **{name: row[name] for name in ("code", "reply", "tell", "settle")},
                "about": row["about"].split(),
                "names_alert": row["names_alert"] == "yes",
                "label": _label(row, "label"),
                "note": _label(row, "note"),
                "fields": of.pop(row["code"], ()),
            },
            Form, FORMS, line,
        )  # fmt: skip
    if of:
        raise LawMalformed(FIELDS, 1, f"fields of no form: {', '.join(sorted(of))}")
    return found


def _fields(options: Options, text: str) -> dict[str, tuple[FormField, ...]]:
    found: dict[str, tuple[FormField, ...]] = {}
    for line, row in rows(FIELDS, text):
        if row["widget"] in CHOICES:
            _known(row["options"], options, FIELDS, line, f"no such set of options: {row['options']}")
        plain = {name: row[name] for name in ("code", "widget", "options")}
        whole = {**plain, "required": row["required"] == "yes", "label": _label(row, "label")}
        field = _shaped(whole, FormField, FIELDS, line)
        before = found.get(row["form"], ())
        if any(one.code == field.code for one in before):
            raise LawMalformed(FIELDS, line, "a field stands twice in its form")
        found[row["form"]] = (*before, field)
    return found


def _label(row: Mapping[str, str], name: str) -> Label:
    return Label(row[f"{name}_ar"], row[f"{name}_en"], row[f"{name}_fr"])


def _known(value: str, among: Container[str], file: str, line: int, reason: str) -> None:
    if value not in among:
        raise LawMalformed(file, line, reason)


def _shaped(values: Mapping[str, Any], shape: Any, file: str, line: int) -> Any:
    try:
        return msgspec.convert(msgspec.to_builtins(values), shape)
    except msgspec.ValidationError as problem:
        raise LawMalformed(file, line, str(problem)) from None
