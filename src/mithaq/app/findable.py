"""What can be found of an alert: its search keys, and the person as the scorer reads one."""

from __future__ import annotations

from hijridate import Hijri

from mithaq.app.ports.rows import Entry
from mithaq.domain import content as contents
from mithaq.domain.content import Content, Firearm, Missing, SanctionsNotice, TravelDocument, Vehicle, Wanted
from mithaq.domain.identity import Identity, PartialDate
from mithaq.names.keys import stored_keys
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.port import SearchPerson
from mithaq.search.recall import birth_keys, document_keys


def entry_of(id: str, alert: str, owner: str, kind: str, payload: str, expires_at: str, content: Content) -> Entry:
    """The entry with all keys by which a check can meet this content."""
    identity = contents.identity_of(content)
    names: tuple[str, ...] = ()
    if identity is not None:
        person = searchable(0, identity)
        spelled = (key for name in identity.names for key in stored_keys(name.full))
        keys = (*spelled, *birth_keys(person.births), *document_keys(person.documents))
        names = tuple(dict.fromkeys(keys))
    return Entry(id, alert, owner, kind, payload, expires_at, names, _numbers(content))


def _numbers(content: Content) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    match content:
        case TravelDocument():
            found.append(("document", normal_document(content.number)))
        case Vehicle():
            found += [("plate", normal_plate(content.plate)), ("serial", normal_serial(content.vin))]
        case Firearm():
            found.append(("serial", normal_serial(content.serial)))
        case Wanted() | Missing() | SanctionsNotice():
            numbers = [document.number for document in content.identity.documents]
            numbers.append(content.identity.national_number)
            found += [("document", normal_document(number)) for number in numbers]
    return tuple(dict.fromkeys((field, value) for field, value in found if value))


def searchable(number: int, identity: Identity) -> SearchPerson:
    """The person as the scorer compares one."""
    return SearchPerson(
        number=number,
        names=tuple(name.full for name in identity.names),
        births=tuple(text for birth in identity.births for text in gregorian(birth)),
        sex="" if identity.sex == "unspecified" else identity.sex,
        nationalities=identity.nationalities,
        documents=tuple(
            normal
            for raw in (*(document.number for document in identity.documents), identity.national_number)
            if (normal := normal_document(raw))
        ),
    )


def gregorian(date: PartialDate) -> tuple[str, ...]:
    """ISO text of the date in the Gregorian calendar; a Hijri year or month becomes the range of years it touches.

    Hijri dates are converted by Umm al-Qura (1343 to 1500 AH); outside that range nothing is claimed.
    """
    if date.calendar == "gregorian":
        return (str(date),)
    last = date.until_year or date.year
    try:
        if date.month and date.day:
            day = Hijri(date.year, date.month, date.day).to_gregorian()
            return (f"{day.year:04d}-{day.month:02d}-{day.day:02d}",)
        first_day = Hijri(date.year, date.month or 1, 1).to_gregorian()
        month = date.month or 12
        last_day = Hijri(last, month, Hijri(last, month, 1).month_length()).to_gregorian()
    except (ValueError, OverflowError):
        return ()
    return (f"{first_day.year:04d}/{last_day.year:04d}",)
