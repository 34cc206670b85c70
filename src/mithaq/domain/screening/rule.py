"""What the screening applies, once read and checked: rows of `law/screening/`. Nothing of it is a constant in code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from mithaq.domain.instrument import Words
from mithaq.domain.own_say.tables import Compatibility
from mithaq.domain.screening.topic import Language, Topic

Result = Literal["clear", "concern", "stop"]
Lifted = Literal["", "reading", "assessment"]
RANK: Mapping[Result, int] = {"clear": 0, "concern": 1, "stop": 2}


class Rule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule of `rules/`: which kinds of alert it judges, which test it asks, and what it answers if that is met.

    `kinds` are kinds of alert, or ``detention`` for a request. `fields` are what it looks at. `topic` names a list of
    words or a character of offences, `number` a threshold in the unit that the test says. It *gives way* where words of
    one of these topics stand in the fields `gives_way_in`, or, where ``offence.code`` is one of them, the offence has
    such a character: then another rule speaks. `lifted`: the stop lasts until each reviewer has read the decision that
    it speaks of (*reading*), or weighed the risk for this person (*assessment*). `ground` is the ground of `grounds.csv`
    on which a reviewer would refuse. `for_review`: what it finds is for the Secretariat and the commission; no state sees
    that it was asked. `says` is the reason, with {parameters} of its test.
    """

    id: str
    kinds: tuple[str, ...]
    test: str
    result: Literal["concern", "stop"]
    source: str
    confirmed: bool
    house: bool
    says: Words
    fields: tuple[str, ...] = ()
    topic: str = ""
    number: int = 0
    gives_way: tuple[str, ...] = ()
    gives_way_in: tuple[str, ...] = ()
    lifted: Lifted = ""
    ground: str = ""
    for_review: bool = False


class Position(Struct, frozen=True):
    """A row of `positions.csv`: what a person may be, and whether a person has to look because of it."""

    code: str
    concern: bool
    label: Words


class Relation(Struct, frozen=True):
    """A row of `relations.csv`: what the reporter is to a missing person; `controls` if such people hunt who left them."""

    code: str
    controls: bool
    label: Words


class Looked(Struct, frozen=True):
    """A row of `looked.csv`: why a reviewer who has looked at a finding accepts all the same. `lifts`: the kind of stop that
    this reason answers, and no other does.
    """

    code: str
    lifts: Lifted
    label: Words


class Screening(Struct, frozen=True):
    """All of it. `characters` gives the topics of an offence by its code. `compatible`: which alerts on one person may stand
    beside each other, by kind that stands, new kind, and whether the owner is the ``same`` or an ``other``.
    """

    rules: tuple[Rule, ...] = ()
    topics: Mapping[str, Topic] = {}
    characters: Mapping[str, tuple[str, ...]] = {}
    positions: Mapping[str, Position] = {}
    relations: Mapping[str, Relation] = {}
    looked: Mapping[str, Looked] = {}
    language: Language = Language()
    compatible: Mapping[tuple[str, str, str], Compatibility] = {}

    def rule(self, id: str) -> Rule | None:
        """The rule of that id, if there is one."""
        return next((rule for rule in self.rules if rule.id == id), None)
