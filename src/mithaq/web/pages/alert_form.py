"""The form of an alert and its content, in both directions. What the form has no field for survives an amendment."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from msgspec import structs

from mithaq.app.alerts import add_photo
from mithaq.domain.content import (
    Content,
    EarlierRequest,
    Firearm,
    Missing,
    Offence,
    TravelDocument,
    Vehicle,
    Wanted,
    Warrant,
    field_of,
    identity_of,
)
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law
from mithaq.web.pages.forms import Form
from mithaq.web.pages.identity_form import identity_fields, identity_from
from mithaq.web.session import Signed

SHAPES: dict[str, Any] = {
    "wanted": Wanted,
    "missing": Missing,
    "travel_document": TravelDocument,
    "vehicle": Vehicle,
    "firearm": Firearm,
}

EARLIER = 3  # rows of the form for earlier requests

# What an arrest alert needs before approval (`domain.complete`): the field of its content, and the fields of the form, of
# which one must be filled in each group; + stands between groups.
NEEDS = (
    (
        "identity.names.parts",
        "name.ar.given name.la.given + name.ar.father name.la.father + name.ar.family name.la.family",
    ),
    ("identity.mother_name", "mother_name name.ar.nisba name.ar.family name.la.nisba name.la.family"),
    ("identity.births", "birth"),
    ("identity.sex", "sex"),
    ("identity.documents", "national_number register_entry document.0.number photo fingerprints"),
    ("warrant.authority", "warrant.authority"),
    ("warrant.number", "warrant.number"),
    ("warrant.date", "warrant.date"),
    ("offence.code", "offence.code"),
    ("offence.place", "offence.place"),
    ("offence.date", "offence.date"),
    ("offence.own_part", "offence.own_part"),
    ("offence.provisions", "offence.provisions"),
    ("offence.maximum_months", "offence.maximum_months offence.penalty"),
    ("offence.limitation_date", "offence.limitation_date"),
    ("proportionality", "proportionality"),
    ("earlier_requests", "earlier_requests"),
    ("undertaking", "undertaking"),
)


def shape_of(law: Law, kind: str) -> Any:
    """The shape of what an alert of this kind says. Raises Refusal ``alert.kind_unknown``."""
    shape = SHAPES.get(law.kind(kind).content)
    if shape is None:
        raise Refusal("alert.kind_unknown", "kind")
    return shape


def content_of(form: Form, shape: Any, photo: str, base: Content | None = None) -> Content:
    """The content that a form describes. Raises Refusal ``content.invalid`` naming the field."""
    before = identity_of(base) if base is not None else None
    plain: dict[str, Any] = {"kind": shape.__struct_config__.tag}
    for field in structs.fields(shape):
        kept = getattr(base, field.name, None)
        if field.name == "identity":
            plain["identity"] = msgspec.to_builtins(identity_from(form, photo, before))
        elif field.name == "earlier":
            plain["earlier"] = _earlier(form)
        elif field.name == "markers":
            plain["markers"] = list(form.all("markers"))
        elif field.name in ("warrant", "offence"):
            plain[field.name] = _nested(form, field.name, field.type, kept)
        else:
            plain[field.name] = _value(form, field.name, field.type, kept)
    try:
        content: Content = msgspec.convert(plain, shape)
    except msgspec.ValidationError as problem:
        raise Refusal("content.invalid", field_of(problem)) from None
    return content


def fields_of(content: Content) -> dict[str, str]:
    """The values for filling the form in from content."""
    given: dict[str, str] = {}
    for name, value in structs.asdict(content).items():
        if isinstance(value, Warrant | Offence):
            inner = structs.asdict(value).items()
            said = {f"{name}.{field}": found for field, found in inner if found not in (None, False)}
            given |= {field: "yes" if found is True else str(found) for field, found in said.items()}
        elif name == "earlier":
            rows = enumerate(value[:EARLIER])
            given |= {
                f"earlier.{row}.{field}": said for row, one in rows for field, said in structs.asdict(one).items()
            }
        elif name == "markers":
            given["markers"] = " ".join(value)
        elif isinstance(value, bool):
            given |= {name: "yes"} if value else {}
        elif isinstance(value, str | int):
            given[name] = str(value)
    identity = identity_of(content)
    return given | (identity_fields(identity) if identity is not None else {})


def _earlier(form: Form) -> list[dict[str, str]]:
    """The rows of earlier requests in which something was chosen."""
    rows = [
        {name: form.text(f"earlier.{row}.{name}") for name in EarlierRequest.__struct_fields__}
        for row in range(EARLIER)
    ]
    return [row for row in rows if any(row.values())]


def photo_in(signed: Signed, form: Form) -> str:
    """Keep the chosen portrait and return its commitment; empty where none was chosen.

    Keeping a picture writes no line of the log, so the key of the form stays unspent for the draft that names it.
    """
    pictures = form.files.get("photo")
    return add_photo(signed.node, signed.actor, pictures[0]) if pictures else ""


def _nested(form: Form, prefix: str, shape: Any, kept: Any) -> dict[str, Any]:
    return {
        field.name: _value(form, f"{prefix}.{field.name}", field.type, getattr(kept, field.name, None))
        for field in structs.fields(shape)
    }


def _value(form: Form, name: str, kind: Any, kept: Any) -> Any:
    """What was typed; `kept` for a field that the form does not have. An unticked box is not sent, so it means no."""
    if kind is bool:
        return form.ticked(name)
    if name not in form.values and kept is not None:
        return kept
    return form.number(name) if int in get_args(kind) else form.text(name)
