"""Words, names, dates and codes in the two languages of a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache

from babel import Locale, UnknownLocaleError

from mithaq.documents.blocks import Two, Value, code
from mithaq.documents.document import Other
from mithaq.domain.case.clocks import instant, zone_of
from mithaq.domain.hijri import written
from mithaq.domain.identity import PartialDate
from mithaq.domain.instrument import Words
from mithaq.domain.law import Label, Law
from mithaq.ops.texts import Texts, translator

Dictionary = Mapping[str, Mapping[str, str]]
"""The English word for each code by group (`event`, `paper`, `ground` …), as the console has it."""


class Tongues:
    """Arabic and one other language, the law that names states and treaties, and the zone whose clocks count.

    `keeper` is the requested state: legal time runs on its clocks, and Arabic months are called as it calls them.
    """

    def __init__(self, other: Other, law: Law, dictionary: Dictionary, keeper: str) -> None:
        self._texts: tuple[Texts, Texts] = (translator("ar"), translator(other))
        self._law = law
        self._dictionary = dictionary
        self._keeper = keeper
        self.other = other

    def say(self, message: str, **values: object) -> Two:
        """A sentence of the catalogs. A value that is a `Two` is inserted in its language."""
        return Two(*(_filled(texts, message, values, side) for side, texts in enumerate(self._texts)))

    def count(self, one: str, many: str, n: int) -> Two:
        """A number of things, in the plural form that each language has for it."""
        return Two(*(texts.ngettext(one, many, n) for texts in self._texts))

    def word(self, group: str, key: str) -> Two:
        """The word for a code; a code that has none is shown as it is."""
        english = self._dictionary.get(group, {}).get(key)
        return self.say(english) if english else Two(key, key)

    def yes(self, value: bool) -> Two:
        """Yes or no."""
        return self.say("yes") if value else self.say("no")

    def two(self, label: Label | Words) -> Two:
        """A label of the law."""
        return Two(label.ar, label.within(self.other))

    def member(self, member: str) -> Two:
        """The name of a member, or of a country that is none by its code."""
        info = self._law.members.get(member)
        return self.two(info.label) if info else Two(member, member)

    def ground(self, key: str) -> Two:
        """The name of a coded ground."""
        found = self._law.grounds.get(key)
        return self.two(found.label) if found else Two(key, key)

    def instrument(self, key: str) -> Two:
        """The name of a treaty."""
        found = self._law.instruments.get(key)
        return self.two(found.name) if found else Two(key, key)

    @property
    def zone(self) -> tzinfo:
        """The zone of the requested state."""
        return zone_of(self._law.zones.get(self._keeper, ""))

    def when(self, value: str) -> tuple[Value, ...]:
        """An instant by the clocks of the requested state, in both calendars; what is no instant as it was written."""
        at = instant(value)
        if at is None:
            return code(value)
        local = at.astimezone(self.zone)
        day, hijri = self._gregorian(local.date()), self.hijri(local.date())
        return (Two(*(f"{one} · \u2066{local:%H:%M}\u2069" for one in (day.ar, day.other))), hijri)

    def day(self, value: str | date) -> tuple[Value, ...]:
        """A calendar day in both calendars; what is no full date as it was written."""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            return code(str(value))
        hijri = self.hijri(day)
        return (self._gregorian(day), hijri) if hijri.ar else (self._gregorian(day),)

    def born(self, value: PartialDate) -> tuple[Value, ...]:
        """A birth date as far as it is known, in its own calendar."""
        if value.calendar == "gregorian" and value.month and value.day and not value.until_year:
            try:
                shown: tuple[Value, ...] = self.day(date(value.year, value.month, value.day))
            except ValueError:
                shown = code(str(value))
        else:
            shown = code(str(value))
        return (self.say("about"), *shown) if value.circa else shown

    def gregorian_day(self, day: date) -> Two:
        """A day in the Gregorian calendar alone, to stand within a sentence."""
        return self._gregorian(day)

    def gregorian(self, at: datetime) -> Two:
        """The day of an instant where the requested state is."""
        return self._gregorian(at.astimezone(self.zone).date())

    def hijri(self, day: date) -> Two:
        """The same day by the Umm al-Qura calendar; empty outside its tables."""
        return Two(written(day, "ar"), written(day, self.other))

    def _gregorian(self, day: date) -> Two:
        names = (_months(f"ar_{self._keeper}"), _months(self.other))
        return Two(*(f"{day.day} {months[day.month - 1]} {day.year}" for months in names))


def _filled(texts: Texts, message: str, values: Mapping[str, object], side: int) -> str:
    chosen = {
        name: (value.ar, value.other)[side] if isinstance(value, Two) else value for name, value in values.items()
    }
    return texts.gettext(message, **chosen)


@cache
def _months(name: str) -> tuple[str, ...]:
    """The Gregorian months: Arabic states have names of their own (يناير, جانفي, كانون الثاني)."""
    try:
        found = Locale.parse(name).months["format"]["wide"]
    except (UnknownLocaleError, ValueError):
        found = Locale.parse(name.partition("_")[0]).months["format"]["wide"]
    return tuple(found[number] for number in range(1, 13))
