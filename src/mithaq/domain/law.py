"""The law as data: what the files under `law/` say, once read and checked. Nothing of it is a constant in code."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from msgspec import Meta, Struct, structs

from mithaq.domain.access import Access, MemberKind
from mithaq.domain.authority import Authority
from mithaq.domain.connected.tables import ConnectedTables
from mithaq.domain.earlier import EarlierNumber, number_on
from mithaq.domain.errors import Refusal
from mithaq.domain.footing import GroundArticle
from mithaq.domain.instrument import Effect, Ground, Instrument, PartyRow, Procedure, Words
from mithaq.domain.offence import OffenceKind, Penalties
from mithaq.domain.own_say.tables import OwnSayTables
from mithaq.domain.reservation import Reservation
from mithaq.domain.screening.rule import Screening
from mithaq.domain.shield.hours import Clearing
from mithaq.domain.timing import Timing


class Label(Struct, frozen=True):
    """One text in the three languages."""

    ar: str
    en: str
    fr: str

    def within(self, language: str) -> str:
        """The text in that language; Arabic where there is no such language."""
        return {"en": self.en, "fr": self.fr}.get(language, self.ar)


class Kind(Struct, frozen=True):
    """A row of `kinds.csv`. What is not a row does not exist.

    `content` is the shape of the payload, `owner` the kind of member that may enter it, `reviewers` how many
    Secretariat reviewers have to accept, `retention_years` how long it lives (0: until its
    source ends it), `erase_after_days` how long after its end every holder has erased what it said,
    `urgent_hours` how long an urgent alert may live without its full review (0: none may be urgent), `urgent_message` why
    a message about it is answered at once (empty: only if its sender says so), `by_lot` whether its
    reviewers are drawn, `passes` of how many states the nationals may be passed over then, `release_reasons` the grounds
    for which its owner may be told of a hit, `may_hide` whether it can be hidden for a running operation.
    """

    code: str
    content: str
    owner: MemberKind
    person: bool
    approval: bool
    other_authority: bool
    reviewers: int
    retention_years: int
    erase_after_days: int
    urgent_hours: int
    urgent_message: str
    action: str
    owner_learns: str
    by_lot: bool
    passes: int
    release_reasons: str
    may_hide: bool
    confirmed: bool
    label: Label


class MemberInfo(Struct, frozen=True):
    """A member of the federation: a state, the Secretariat or the commission. `zone` is an IANA time zone. `hearing`: the
    language in which its courts hear, as far as anybody has entered it; who understands another needs an interpreter.
    """

    code: str
    kind: MemberKind
    zone: str
    label: Label
    hearing: str = ""


class Purpose(Struct, frozen=True):
    """Why somebody may look in the register. A check without one is refused."""

    code: str
    label: Label


class HouseRule(Struct, frozen=True):
    """A number that no treaty sets for the case. `house`: our own, stricter than the law; else practice, named in
    `source`. `earlier`: the numbers that held before, in the same unit, each up to a day of the member whose time counts,
    the oldest first.
    """

    code: str
    number: Annotated[int, Meta(ge=1, le=1000)]
    unit: Literal["minutes", "hours", "days", "working_days", "months", "persons", "times"]
    house: bool
    source: str
    label: Label
    earlier: tuple[EarlierNumber, ...] = ()

    def on(self, day: date) -> HouseRule:
        """The rule as it held on that day, with the number of that time and no other."""
        return (
            structs.replace(self, number=number_on(self.number, self.earlier, day), earlier=())
            if self.earlier
            else self
        )


Pattern = Literal[
    "colleague",
    "again",
    "together",
    "known",
    "one_name",
    "bulk",
    "pace",
    "off_shift",
    "unanswered",
    "purpose",
    "opened",
]
"""What looks like misuse of look-ups (`app/insiders/`)."""


class InsiderRule(Struct, frozen=True):
    """A row of `insider.csv`: a pattern is raised from `least` on, if it is as unusual as `surprise` (docs/insiders.md)."""

    code: Pattern
    least: Annotated[int, Meta(ge=1)]
    surprise: Annotated[float, Meta(gt=0)]
    label: Label


class HolderKind(Struct, frozen=True):
    """A row of `holders.csv`: how long a copy of this kind may live from the day it is opened or renewed, and until how long
    after its end the holder's own receipt is owed.
    """

    code: str
    most_hours: Annotated[int, Meta(ge=1)]
    receipt_hours: Annotated[int, Meta(ge=1)]
    label: Label


class Setting(Struct, frozen=True):
    """A row of `insider_settings.csv` or `figures_settings.csv`: a number that somebody chose, and for what."""

    code: str
    number: Annotated[int, Meta(ge=0)]
    unit: str
    label: Label


class Reason(Struct, frozen=True):
    """A row of `reasons.csv` or `checklist.csv`: why an instrument may be chosen or not (`domain/instrument_choice.py`), or
    how an item of a request or file stands (`domain/case/checklist.py`), in words.
    """

    code: str
    label: Words


Widget = Literal["text", "line", "day", "moment", "alert", "ground", "state", "choice", "choices"]
Topic = Literal["alert", "hit", "case", "none"]


class FormField(Struct, frozen=True):
    """One field of a form. `options`: the set of codes of a choice; several codes stand side by side with spaces."""

    code: str
    widget: Widget
    required: bool
    options: str
    label: Label


class Form(Struct, frozen=True):
    """A row of `forms.csv`: what two bureaux write to each other about.

    `reply`, `tell` and `settle` name house rules: how long the other side has to answer, how long the sender had to
    tell it, and how long both have to agree before the commission decides; empty for no such clock. `about`: what it may
    concern. `names_alert`: whether the header, which everybody reads, says which alert; else only the payload does,
    because that a state asks about an alert may say where a person is.
    """

    code: str
    reply: str
    tell: str
    settle: str
    about: tuple[Topic, ...]
    names_alert: bool
    label: Label
    note: Label
    fields: tuple[FormField, ...]


class Law(Struct, frozen=True, dict=True):
    """Everything that is data: passed to the folds and the use cases, never imported by them. `refused`: how many rows
    of each table were left out because they are invented; only a demonstration reads those.
    """

    kinds: Mapping[str, Kind]
    members: Mapping[str, MemberInfo]
    access: Access
    purposes: Mapping[str, Purpose]
    grounds: Mapping[str, Ground]
    instruments: Mapping[str, Instrument]
    parties: tuple[PartyRow, ...]
    effects: Mapping[str, Effect]
    house: Mapping[str, HouseRule]
    procedures: Mapping[str, Procedure]
    offences: Mapping[str, OffenceKind]
    penalties: Penalties
    authorities: tuple[Authority, ...]
    reasons: Mapping[str, Reason]
    timing: Timing
    forms: Mapping[str, Form] = {}
    options: Mapping[str, Mapping[str, Label]] = {}
    checklist: Mapping[str, Reason] = {}
    reservations: Mapping[str, Reservation] = {}
    screening: Screening = Screening()
    clearing: Mapping[str, Clearing] = {}
    refused: Mapping[str, int] = {}
    ground_articles: Mapping[tuple[str, str], GroundArticle] = {}
    insider: Mapping[str, InsiderRule] = {}
    insider_settings: Mapping[str, Setting] = {}
    figures_settings: Mapping[str, Setting] = {}
    own_say: OwnSayTables = OwnSayTables()
    holders: Mapping[str, HolderKind] = {}
    connected: ConnectedTables = ConnectedTables()

    @cached_property
    def in_order(self) -> tuple[Instrument, ...]:
        """The instruments as people read them: those known to be in force first, the oldest of them before the others."""
        packs = self.instruments.values()
        return tuple(sorted(packs, key=lambda pack: (not pack.in_force, pack.in_force, not pack.is_basis, pack.id)))

    @cached_property
    def bases(self) -> tuple[Instrument, ...]:
        """The instruments that a request may rest on, in that order: no templates, no amendments."""
        return tuple(instrument for instrument in self.in_order if instrument.is_basis)

    @cached_property
    def zones(self) -> Mapping[str, str]:
        """The legal time zone of each member, as an IANA name."""
        return {code: member.zone for code, member in self.members.items()}

    @cached_property
    def hearings(self) -> Mapping[str, str]:
        """The language in which the courts of each member hear; empty where it is not known."""
        return {code: member.hearing for code, member in self.members.items()}

    @cached_property
    def oversight(self) -> frozenset[str]:
        """The members that are the oversight commission."""
        return frozenset(code for code, member in self.members.items() if member.kind == "commission")

    @cached_property
    def mark(self) -> str:
        """SHA-256, in hexadecimal, over all of it: two nodes with one mark fold the same statements to the same state."""
        return hashlib.sha256(_plain(self).encode()).hexdigest()

    def kind(self, code: str) -> Kind:
        """The row of a kind. Raises Refusal ``alert.kind_unknown``."""
        try:
            return self.kinds[code]
        except KeyError:
            raise Refusal("alert.kind_unknown", "kind") from None

    def holder_kind(self, code: str) -> HolderKind:
        """How long a copy of that kind may live. Raises Refusal ``holder.kind``."""
        try:
            return self.holders[code]
        except KeyError:
            raise Refusal("holder.kind", "kind") from None

    def ground(self, code: str, use: str) -> Ground:
        """A coded ground that may be used so (``review``, ``case``, ``discontinue``, ``release``, ``freed``)."""
        ground = self.grounds.get(code)
        if ground is None or ground.use != use:
            raise Refusal("ground.unknown", "ground")
        return ground

    def member_kind(self, code: str) -> MemberKind:
        """What kind of member this is. Raises Refusal ``member.unknown``."""
        try:
            return self.members[code].kind
        except KeyError:
            raise Refusal("member.unknown", "member") from None


def _plain(value: object) -> str:
    """A value as text that is the same in every process: mappings and sets have an order of their own there."""
    if isinstance(value, Struct):
        return f"{type(value).__name__}({','.join(_plain(getattr(value, name)) for name in value.__struct_fields__)})"
    if isinstance(value, Mapping):
        return "{" + ",".join(sorted(f"{_plain(key)}:{_plain(one)}" for key, one in value.items())) + "}"
    if isinstance(value, set | frozenset):
        return "{" + ",".join(sorted(map(_plain, value))) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(map(_plain, value)) + "]"
    return repr(value)
