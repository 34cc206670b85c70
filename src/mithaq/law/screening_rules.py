"""Reads the rules and word lists of the screening (`screening/`). What is malformed is refused with file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from mithaq.domain.instrument import Ground
from mithaq.domain.offence import OffenceKind
from mithaq.domain.screening.rule import Looked, Position, Relation, Rule, Screening
from mithaq.domain.screening.screen import PARAMETERS, TESTS
from mithaq.domain.screening.topic import Language, Topic
from mithaq.law.malformed import LawMalformed
from mithaq.law.screening_words import read_language, read_topic
from mithaq.law.tables import converted, rows, shipped
from mithaq.law.yaml_tree import Tree, read_tree

ROOM = "screening"
REQUEST = "detention"  # the kind that stands for a request for provisional detention
_PLACE = re.compile(r"\{(\w*)\}")

Row = TypeVar("Row", bound=Struct)


def load_screening(
    kinds: Collection[str], grounds: Mapping[str, Ground], offences: Mapping[str, OffenceKind]
) -> Screening:
    """All of the screening as this release ships it. Raises LawMalformed."""
    language = read_language(f"{ROOM}/language.yaml", shipped(f"{ROOM}/language.yaml"))
    topics = {topic.code: topic for topic in _topics(language)}
    characters = read_characters(f"{ROOM}/characters.csv", shipped(f"{ROOM}/characters.csv"), offences, topics)
    rules: dict[str, Rule] = {}
    for name in _shipped_names("rules"):
        for rule in read_rules(name, shipped(name), Speaks(kinds, grounds, topics)):
            if rule.id in rules:
                raise LawMalformed(name, 1, f"{rule.id} stands twice")
            rules[rule.id] = rule
    return Screening(
        rules=tuple(rules.values()),
        topics=topics,
        characters=characters,
        positions={row.code: row for row in _table("positions.csv", Position)},
        relations={row.code: row for row in _table("relations.csv", Relation)},
        looked={row.code: row for row in _table("looked.csv", Looked)},
        language=language,
    )


class Speaks(Struct, frozen=True):
    """What a rule may speak of: kinds of alert, grounds of a review, and topics."""

    kinds: Collection[str]
    grounds: Mapping[str, Ground]
    topics: Mapping[str, Topic]

    def problem(self, rule: Rule) -> tuple[str, str]:
        """Where and what is wrong with a rule; both empty if nothing is."""
        for part, said, known in (
            (".kinds", rule.kinds, {*self.kinds, REQUEST}),
            (".test", (rule.test,), TESTS),
            (".topic", (rule.topic,) if rule.topic else (), self.topics),
            (".gives_way", rule.gives_way, self.topics),
            (".ground", (rule.ground,) if rule.ground else (), self._review_grounds()),
        ):
            for one in said:
                if one not in known:
                    return part, f"{one} is not known"
        if rule.house and rule.confirmed:
            return ".confirmed", "a house rule is not confirmed law"
        if rule.lifted and rule.result != "stop":
            return ".lifted", "only a stop can be lifted"
        given = set(PARAMETERS[rule.test])
        for language in ("ar", "en", "fr"):
            if set(_PLACE.findall(rule.says.within(language))) != given:
                return f".says.{language}", f"this test says {', '.join(sorted(given)) or 'nothing'} in braces"
        return "", ""

    def _review_grounds(self) -> set[str]:
        return {code for code, ground in self.grounds.items() if ground.use == "review"}


def read_rules(name: str, text: str, speaks: Speaks) -> Iterator[Rule]:
    """The rules of one file. Raises LawMalformed with the line of the value that is wrong."""
    tree = read_tree(name, text)
    if not isinstance(tree.value, list):
        raise LawMalformed(name, 1, "a file of rules is a list")
    for place, raw in enumerate(tree.value):
        rule = _rule(name, tree, place, raw)
        where, problem = speaks.problem(rule)
        if problem:
            raise LawMalformed(name, tree.line(f"[{place}]{where}"), problem)
        yield rule


def read_characters(
    name: str, text: str, offences: Mapping[str, OffenceKind], topics: Mapping[str, Topic]
) -> dict[str, tuple[str, ...]]:
    """The topics of each offence by its code. Raises LawMalformed."""
    found: dict[str, tuple[str, ...]] = {}
    for line, row in rows(name, text):
        code, said = row["offence"], tuple(row["topics"].split())
        unknown = [one for one in said if one not in topics]
        if code not in offences or unknown or code in found:
            raise LawMalformed(name, line, f"{', '.join(unknown) or code} is not known, or stands twice")
        found[code] = said
    return found


def _rule(name: str, tree: Tree, place: int, raw: Any) -> Rule:
    try:
        return msgspec.convert(raw, Rule)
    except msgspec.ValidationError as problem:
        reason, _, path = str(problem).partition(" - at ")
        raise LawMalformed(name, tree.line(f"[{place}]{path.strip('`$')}"), reason) from None


def _topics(language: Language) -> Iterator[Topic]:
    return (read_topic(name, shipped(name), language) for name in _shipped_names("words"))


def _table(name: str, shape: type[Row]) -> Iterator[Row]:
    return (row for _, row in converted(f"{ROOM}/{name}", shipped(f"{ROOM}/{name}"), shape))


def _shipped_names(folder: str) -> list[str]:
    found = files("mithaq.law").joinpath(ROOM, folder).iterdir()
    return sorted(f"{ROOM}/{folder}/{item.name}" for item in found if item.name.endswith(".yaml"))
