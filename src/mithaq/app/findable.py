"""What can be found of an alert: the person or the thing, as the index reads it."""

from __future__ import annotations

from hijridate import Hijri

from mithaq.domain.content import Content, Firearm, Missing, SanctionsNotice, TravelDocument, Vehicle, Wanted
from mithaq.domain.identity import Identity, PartialDate
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.person import SearchPerson, SearchThing

Findable = SearchPerson | SearchThing


def findable(number: int, content: Content) -> Findable:
    """What the index is told of this content under its local number."""
    match content:
        case TravelDocument():
            return _thing(number, ("document", normal_document(content.number)))
        case Vehicle():
            return _thing(number, ("plate", normal_plate(content.plate)), ("serial", normal_serial(content.vin)))
        case Firearm():
            return _thing(number, ("serial", normal_serial(content.serial)))
        case Wanted() | Missing() | SanctionsNotice():
            return searchable(number, content.identity)


def _thing(number: int, *keys: tuple[str, str]) -> SearchThing:
    return SearchThing(number, tuple((field, value) for field, value in keys if value))


def searchable(number: int, identity: Identity) -> SearchPerson:
    """The person as the search compares one."""
    return SearchPerson(
        number=number,
        names=tuple(dict.fromkeys(name.full for name in identity.names)),
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
