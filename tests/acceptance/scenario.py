"""A scenario as a lawyer writes it: a file of steps, each a sentence in Arabic and in English beside what is done.

What a step may hold is what `Step` has; anything else is refused with the name of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from msgspec import Struct, structs

FOLDER = Path(__file__).parent / "scenarios"
BEGINNINGS = Path(__file__).parent / "beginnings"


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence in both languages."""

    ar: str
    en: str


class Circulate(Struct, frozen=True, forbid_unknown_fields=True):
    """A state circulates an alert on an invented person, after review. `named`: how later steps call it."""

    owner: str
    named: str = "alert"
    person: int = 1


class Bind(Struct, frozen=True, forbid_unknown_fields=True):
    """A state says that an instrument binds it towards another."""

    state: str
    towards: str
    instrument: str = "riyadh-1983"


class Ask(Struct, frozen=True, forbid_unknown_fields=True):
    """Provisional detention is requested. `facts` replaces facts of the alert in the request, by path."""

    by: str
    to: str
    case: str = "case"
    alert: str = "alert"
    instrument: str = "riyadh-1983"
    facts: dict[str, Any] = {}
    body: dict[str, Any] = {}
    refused: str = ""


class Say(Struct, frozen=True, forbid_unknown_fields=True):
    """An officer (``judge@EG``) makes a statement in a case. In `body` and `paper`, ``now``, ``now-2h``, ``today`` and
    ``today+3d`` are that time; ``$name`` is the hash of an earlier statement named so, ``$case`` an id of a case.

    `decides`: every arguable test is named as decided. `refused`: the code that the statement must be refused with.
    """

    by: str
    type: str
    case: str = "case"
    body: dict[str, Any] = {}
    paper: dict[str, Any] | Literal["reasons", "file", "warrant", "note", ""] = ""
    decides: bool = False
    named: str = ""
    refused: str = ""


class Expect(Struct, frozen=True, forbid_unknown_fields=True):
    """How the case stands on each of the nodes `at`. Clocks by name: ``running``, ``answered``, ``over``; what is not named
    is not looked at. `tests` are findings by test: met, not_met, arguable. `facts`: fields of the case.
    """

    case: str = "case"
    at: tuple[str, ...] = ("TN", "EG", "OC")
    state: str = ""
    release_due: bool | None = None
    may_release: bool | None = None
    clocks: dict[str, str] = {}
    breaches: tuple[str, ...] | None = None
    tests: dict[str, str] = {}
    facts: dict[str, Any] = {}
    void: str = ""


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the story. `wait`: time that passes first, in days, hours, minutes. `cut` and `heal`: a state's line."""

    ar: str
    en: str
    wait: dict[Literal["days", "hours", "minutes", "seconds"], float] = {}
    circulate: Circulate | None = None
    bind: Bind | None = None
    ask: Ask | None = None
    say: tuple[Say, ...] = ()
    cut: str = ""
    heal: bool = False
    expect: tuple[Expect, ...] = ()


class Scenario(Struct, frozen=True, forbid_unknown_fields=True):
    """A story with the articles it is about. `begins`: the file of its first steps, which others begin with too; `nodes`:
    the members whose nodes take part.
    """

    title: Words
    articles: tuple[str, ...]
    steps: tuple[Step, ...]
    begins: str = ""
    nodes: tuple[str, ...] = ("TN", "EG", "GS", "OC")


def read(path: Path) -> Scenario:
    """The scenario in a file. Raises ValueError with the file and what is wrong."""
    try:
        told = msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Scenario)
    except (msgspec.ValidationError, yaml.YAMLError) as problem:
        raise ValueError(f"{path.name}: {problem}") from None
    if not told.begins:
        return told
    return structs.replace(told, steps=(*read(BEGINNINGS / f"{told.begins}.yaml").steps, *told.steps), begins="")


def all_scenarios() -> dict[str, Scenario]:
    """Every scenario by the name of its file."""
    return {path.stem: read(path) for path in sorted(FOLDER.glob("*.yaml"))}
