"""The person in a form: Arabic and Latin names side by side, each part in its own field."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from mithaq.domain.content import iso_date
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Document, Identity, NameParts, PartialDate, PersonName, Place
from mithaq.web.pages.forms import Form

SCRIPTS = ("ar", "la")
PARTS = ("given", "father", "grandfather", "family", "nisba", "kunya", "laqab")
CHAIN = PARTS[:5]  # a name that was not written out is these parts in their order
DOCUMENTS = 3  # rows of the form; more stay as they are
_ARABIC = ("\u0600", "\u06ff")


def identity_from(form: Form, photo: str, base: Identity | None = None) -> Identity:
    """The identity that the form describes. `base`: the earlier one, whose other names, births, places and documents stay.

    Raises Refusal ``date.invalid``, ``identity.no_name``.
    """
    before = base or Identity(names=())
    return structs.replace(
        before,
        names=_names(form, before),
        sex=form.text("sex") or "unspecified",
        births=_births(form, before),
        birthplaces=_places(form, before),
        mother_name=form.text("mother_name"),
        nationalities=form.all("nationality"),
        national_number=form.text("national_number"),
        register_entry=form.text("register_entry"),
        documents=_documents(form) + before.documents[DOCUMENTS:],
        description=form.text("description"),
        fingerprints=form.ticked("fingerprints"),
        photo=photo or before.photo,
    )


def identity_fields(identity: Identity) -> dict[str, str]:
    """The values for filling the form in."""
    given: dict[str, str] = {
        "sex": identity.sex,
        "mother_name": identity.mother_name,
        "national_number": identity.national_number,
        "register_entry": identity.register_entry,
        "description": identity.description,
    }
    given |= {"fingerprints": "yes"} if identity.fingerprints else {}
    given |= {f"nationality.{place}": code for place, code in enumerate(identity.nationalities)}
    for script, name in _shown(identity).items():
        given[f"name.{script}.full"] = name.full
        parts = structs.asdict(name.parts) if name.parts else {}
        given |= {f"name.{script}.{part}": value for part, value in parts.items()}
    given["aliases"] = "\n".join(name.full for name in _others(identity))
    for birth in identity.births[:1]:
        given |= {"birth": str(birth).rstrip("H"), "birth.calendar": birth.calendar}
        given |= {"birth.circa": "yes"} if birth.circa else {}
    for place in identity.birthplaces[:1]:
        given |= {"birthplace.city": place.city, "birthplace.country": place.country}
    for row, document in enumerate(identity.documents[:DOCUMENTS]):
        given |= {f"document.{row}.{field}": value for field, value in structs.asdict(document).items()}
    return given


def is_arabic(text: str) -> bool:
    """Whether the text is written in Arabic letters, by its first letter."""
    return next((_ARABIC[0] <= letter <= _ARABIC[1] for letter in text if letter.isalpha()), False)


def _names(form: Form, base: Identity) -> tuple[PersonName, ...]:
    shown = _shown(base)
    names: list[PersonName] = []
    for script in SCRIPTS:
        parts = {part: form.text(f"name.{script}.{part}") for part in PARTS}
        full = form.text(f"name.{script}.full") or " ".join(parts[part] for part in CHAIN if parts[part])
        if full:
            before = shown.get(script)
            use = before.use if before else "alias" if names else "primary"
            quality = before.quality if before else ""
            names.append(PersonName(full, use, quality, NameParts(**parts) if any(parts.values()) else None))
    known = {name.full: name for name in _others(base)}
    aliases = [line.strip() for line in form.text("aliases").splitlines() if line.strip()]
    names += [known.get(alias, PersonName(alias, use="alias")) for alias in aliases]
    if not names:
        raise Refusal("identity.no_name", "names")
    return tuple(names)


def _shown(identity: Identity) -> dict[str, PersonName]:
    """The names that have fields of their own: the first in Arabic and the first in Latin letters."""
    found: dict[str, PersonName] = {}
    for name in identity.names:
        if name.use != "known_as":
            found.setdefault("ar" if is_arabic(name.full) else "la", name)
    return found


def _others(identity: Identity) -> list[PersonName]:
    shown = list(_shown(identity).values())
    return [name for name in identity.names if name not in shown]


def _births(form: Form, base: Identity) -> tuple[PartialDate, ...]:
    text = form.text("birth")
    kept = base.births[1:]
    if not text:
        return kept
    before = base.births[0] if base.births else None
    if before is not None and before.until_year is not None and text == str(before).rstrip("H"):
        return base.births  # a range of years, as it was
    hijri = form.text("birth.calendar") == "hijri"
    plain: dict[str, Any] = structs.asdict(_partial(text, hijri=hijri))
    plain |= {"calendar": "hijri" if hijri else "gregorian", "circa": form.ticked("birth.circa")}
    return (PartialDate(**plain), *kept)


def _partial(text: str, *, hijri: bool) -> PartialDate:
    """``1979-04-12``, ``1979-04`` or ``1979``. Raises Refusal ``date.invalid``."""
    if not hijri:
        return iso_date(text, "birth")
    try:
        year, *rest = map(int, text.split("-"))
        month, day = (*rest, None, None)[:2]
        date = PartialDate(year, month, day, calendar="hijri")
    except ValueError:
        raise Refusal("date.invalid", "birth") from None
    date.check("birth")
    return date


def _places(form: Form, base: Identity) -> tuple[Place, ...]:
    city, country = form.text("birthplace.city"), form.text("birthplace.country")
    if not (city or country):
        return base.birthplaces[1:]
    first = base.birthplaces[0] if base.birthplaces else Place()
    return (structs.replace(first, city=city, country=country), *base.birthplaces[1:])


def _documents(form: Form) -> tuple[Document, ...]:
    rows = []
    for row in range(DOCUMENTS):
        fields = {name: form.text(f"document.{row}.{name}") for name in Document.__struct_fields__}
        if fields["number"]:
            rows.append(Document(**{**fields, "type": fields["type"] or "passport"}))  # type: ignore[arg-type]  # converted and checked with the whole content
    return tuple(rows)
