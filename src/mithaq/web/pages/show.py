"""How values stand on a page: instants, dates, numbers and codes, isolated so that none of them ever reverses."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from markupsafe import Markup

from mithaq.domain.case.clocks import instant as instant_of
from mithaq.domain.case.clocks import zone_of
from mithaq.domain.case.dates import DATES
from mithaq.domain.errors import Refusal
from mithaq.domain.footing import Limit
from mithaq.domain.hijri import spelled, written
from mithaq.domain.identity import PartialDate
from mithaq.domain.instant import Instant, parse
from mithaq.domain.law import HouseRule, Law
from mithaq.domain.timing import WarningRule
from mithaq.ops.texts import LANGUAGES, Texts
from mithaq.web.pages.show_law import ShowLaw
from mithaq.web.pages.words import WORDS

DAY_SECONDS = 24 * 3600


class Show(ShowLaw):
    """The values of one page, in its language and for one member: its time zone, and its own names of the months."""

    def __init__(self, texts: Texts, law: Law, member: str) -> None:
        super().__init__(texts, law)
        self._member = member

    def word(self, kind: str, code: str) -> str:
        """The word for a code, such as ``role`` ``border``. A code without one shows as it is."""
        found = WORDS[kind].get(str(code))
        return self._texts.gettext(found) if found else str(code)

    def label(self, member: str) -> str:
        """The name of a member, or of a country that is none by its code."""
        info = self._law.members.get(member)
        return info.label.within(self._texts.language) if info else member

    def kind(self, code: str) -> str:
        """The name of a kind of alert."""
        kind = self._law.kinds.get(code)
        return kind.label.within(self._texts.language) if kind else code

    def insider(self, code: str) -> str:
        """The name of a pattern of look-ups."""
        rule = self._law.insider.get(code)
        return rule.label.within(self._texts.language) if rule else code

    def holder(self, code: str) -> str:
        """The name of a kind of copy."""
        kind = self._law.holders.get(code)
        return kind.label.within(self._texts.language) if kind else code

    def clock(self, code: str) -> str:
        """The name of a clock, of the treaty or of a state's own law."""
        domestic = self._law.timing.clock(code)
        return domestic.label.within(self._texts.language) if domestic else self.word("clock", code)

    def task(self, code: str) -> str:
        """What a task asks. That of a deadline names its warning, as `warnings.csv` words it, and its clock."""
        kind, _, rest = code.partition(".")
        warning, _, clock = rest.partition(".")
        rule = next((one for one in self._law.timing.warnings if one.code == warning), None)
        if rest in DATES or clock in DATES:
            return self._date_task(rule, clock if rule else rest)
        if kind == "warn" and rule is not None:
            return f"{self.clock(clock)}: {rule.label.within(self._texts.language)}"
        if kind == "end":
            over = self._texts.gettext("the time is over")
            return f"{self.clock(rest)}: {over}"
        return self.word("task", code)

    def _date_task(self, rule: WarningRule | None, date: str) -> str:
        """What is to be done by a day on which no release falls due; `rule` None once it has come."""
        if rule is None:
            return f"{self.clock(date)}: {self.word('date_over', date)}"
        if rule.unit == "percent":
            time = self._texts.gettext("%(n)s per cent of the time has passed", n=rule.number)
        else:
            time = f"{self.left(rule.number * (DAY_SECONDS if rule.unit == 'days' else 3600))} {self._texts.gettext('left')}"
        return f"{self.clock(date)}, {time}: {self.word('date_task', date)}"

    def language(self, code: str) -> str:
        """The name of a language, in the language of the page; a code that nobody knows shows as it is."""
        return str(Locale.parse(self._texts.language).languages.get(code, code))

    def offence(self, code: str) -> Markup:
        """The name of an offence with its code; a code that the catalogue does not know as it was written."""
        kind = self._law.offences.get(code)
        if kind is None:
            return self.text(code)
        return Markup("{} {}").format(kind.label.within(self._texts.language), self.code(code))

    def position(self, code: str) -> str:
        """What a person is, in words."""
        row = self._law.screening.positions.get(code)
        return row.label.within(self._texts.language) if row else code

    def relation(self, code: str) -> str:
        """What a reporter is to a missing person, in words."""
        row = self._law.screening.relations.get(code)
        return row.label.within(self._texts.language) if row else code

    @property
    def offences(self) -> list[tuple[str, str]]:
        """Code and names of every offence that an alert may be about: the name in the language of the page first, so that a
        list can be searched in any of the three.
        """
        kinds = (kind for kind in self._law.offences.values() if kind.klass != "excluded")
        order = sorted(LANGUAGES, key=lambda language: language != self._texts.language)
        return [(kind.code, " · ".join(kind.label.within(language) for language in order)) for kind in kinds]

    def reason(self, code: str) -> str:
        """Why an instrument was chosen or not, in words."""
        reason = self._law.reasons.get(code)
        return reason.label.within(self._texts.language) if reason else code

    @property
    def zone_name(self) -> str:
        """Whose time is shown, in words."""
        return self.zone_of(self._member)

    def zone_of(self, member: str) -> str:
        """The time of a member in words: a zone is named after the state that keeps it."""
        zone = self._law.zones.get(member, "")
        states = (code for code, info in self._law.members.items() if info.zone == zone and info.kind == "state")
        owner = member if self._law.member_kind(member) == "state" else next(states, member)
        return self._texts.gettext("%(place)s time", place=self.label(owner))

    def local(self, instant: Instant, member: str = "") -> datetime:
        """The instant by the member's clocks."""
        return instant.astimezone(zone_of(self._law.zones.get(member or self._member, "")))

    def for_input(self, instant: Instant) -> str:
        """The instant as a form field for date and time holds it, to the minute."""
        return self.local(instant).strftime("%Y-%m-%dT%H:%M")

    def when(self, value: str | Instant) -> Markup:
        """An instant as date and time of day; its zone, and the Hijri date, in the tip."""
        return self.when_at(value, self._member)

    def when_at(self, value: str | Instant, member: str) -> Markup:
        """The same by the clocks of another member: legal time limits run on those of the requested state."""
        instant = _instant(value)
        if instant is None:
            return Markup("<span class='none'>—</span>")
        at = self.local(instant, member)
        tip = f"{self._hijri(at.date())} · {self.zone_of(member)} · UTC{at.strftime('%z')[:3]}".removeprefix(" · ")
        return Markup('<time datetime="{}" title="{}"><bdi>{}</bdi> <bdi dir="ltr">{}</bdi></time>').format(
            instant.isoformat(), tip, self._gregorian(at.year, at.month, at.day), at.strftime("%H:%M")
        )

    def both_at(self, value: str | Instant, member: str) -> Markup:
        """An instant by the clocks of a member, and its day in the Hijri calendar as far as that is known."""
        instant = _instant(value)
        hijri = self._hijri(self.local(instant, member).date()) if instant else ""
        if not hijri:
            return self.when_at(value, member)
        return Markup("{} <small class='hijri'><bdi>{}</bdi></small>").format(self.when_at(value, member), hijri)

    def day(self, value: str | date) -> Markup:
        """A calendar day in both calendars; anything that is no full date as it was written."""
        try:
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            return self.code(value) if value else Markup("<span class='none'>—</span>")
        text = self._gregorian(day.year, day.month, day.day)
        return Markup("<bdi>{}</bdi> <small class='hijri'><bdi>{}</bdi></small>").format(text, self._hijri(day))

    def limit_rests(self, run: Limit) -> Markup:
        """On what a limit rests; and by which number of days it runs, where the law has another one today."""
        rests = super().limit_rests(run)
        if run.earlier is None:
            return rests
        said = Markup.escape(self._texts.gettext("by the number that held before %(day)s: %(n)s"))
        return Markup(" · ").join((rests, said % {"day": self.day(run.earlier.before), "n": run.earlier.number}))

    def born(self, value: PartialDate) -> Markup:
        """A birth date as far as it is known, in its own calendar first."""
        if value.calendar == "gregorian" and value.day is not None and value.month is not None:
            try:
                shown = self.day(date(value.year, value.month, value.day))
            except ValueError:
                shown = self.code(str(value))
        else:
            shown = self._partial(value)
        return Markup("{} {}").format(self._texts.gettext("about"), shown) if value.circa else shown

    def code(self, value: object) -> Markup:
        """A number, plate, code or hash: left to right, whatever stands around it."""
        return Markup('<bdi dir="ltr" class="code">{}</bdi>').format(value)

    def plate(self, value: str) -> Markup:
        """A vehicle plate in the order of its metal: ``970 تونس 6500`` from the left, ``س ص ع 1234`` from the right.

        Its pieces are isolated one by one: beside Arabic letters the bidirectional algorithm would exchange the numbers.
        """
        first = next((letter for letter in value if letter.isalnum()), "")
        direction = "rtl" if "\u0600" <= first <= "\u06ff" and not first.isdigit() else "ltr"
        pieces = Markup(" ").join(Markup("<bdi>{}</bdi>").format(piece) for piece in value.split())
        return Markup('<bdi dir="{}" class="code">{}</bdi>').format(direction, pieces)

    def text(self, value: object) -> Markup:
        """A name or free text in whatever script it is: isolated, its direction taken from its first letter."""
        return Markup('<bdi dir="auto">{}</bdi>').format(value)

    def left(self, seconds: int) -> str:
        """How long until, or since, in the two largest units that matter."""
        days, rest = divmod(abs(seconds), DAY_SECONDS)
        if days:
            return self._texts.ngettext("%(n)s day", "%(n)s days", days)
        hours, minutes = rest // 3600, rest % 3600 // 60
        if hours:
            return self._texts.ngettext("%(n)s hour", "%(n)s hours", hours)
        return self._texts.ngettext("%(n)s minute", "%(n)s minutes", minutes)

    def time_limit(self, rule: HouseRule) -> str:
        """How long a house rule gives."""
        match rule.unit:
            case "persons" | "times":
                return str(rule.number)
            case "minutes":
                return self._texts.ngettext("%(n)s minute", "%(n)s minutes", rule.number)
            case "hours":
                return self._texts.ngettext("%(n)s hour", "%(n)s hours", rule.number)
            case "days":
                return self._texts.ngettext("%(n)s day", "%(n)s days", rule.number)
            case "working_days":
                return self._texts.ngettext("%(n)s working day", "%(n)s working days", rule.number)
            case "months":
                return self._texts.ngettext("%(n)s month", "%(n)s months", rule.number)

    @cached_property
    def _months(self) -> tuple[str, ...]:
        language = self._texts.language
        names = (f"{language}_{self._member}", language) if language == "ar" else (language,)
        for name in names:
            try:
                months = Locale.parse(name).months["format"]["wide"]
            except (UnknownLocaleError, ValueError):
                continue
            return tuple(months[number] for number in range(1, 13))
        raise LookupError(language)

    def _gregorian(self, year: int, month: int | None, day: int | None) -> str:
        parts = [str(day)] if day else []
        parts += [self._months[month - 1]] if month else []
        return " ".join([*parts, str(year)])

    def _hijri(self, day: date) -> str:
        return written(day, self._texts.language)

    def _partial(self, value: PartialDate) -> Markup:
        if value.until_year is not None:
            return self.code(str(value))
        known = (value.year, value.month, value.day)
        hijri = value.calendar == "hijri"
        return Markup("<bdi>{}</bdi>").format(
            spelled(known, self._texts.language) if hijri else self._gregorian(*known)
        )


def from_input(value: str, zone: str, where: str) -> Instant:
    """The instant behind ``2026-11-23T10:00`` by the clocks of that zone. Raises Refusal ``instant.invalid``."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal("instant.invalid", where) from None
    return parse((at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).isoformat(), where)


def _instant(value: str | Instant) -> Instant | None:
    """The instant, or None for what is none, or so far away that it may lie in no year by the clocks of a member."""
    return value if isinstance(value, datetime) else instant_of(value)
