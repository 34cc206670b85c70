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
    """A state circulates an alert on an invented person, after review. `named`: how later steps call it. `like`: an
    alert of the story about whose person and act it is; `identity`: one about whose person it is, and another act.
    """

    owner: str
    named: str = "alert"
    person: int = 1
    like: str = ""
    identity: str = ""


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


class Transit(Struct, frozen=True, forbid_unknown_fields=True):
    """Transit through a state is requested, or passage by air notified, for the person of the case `main`."""

    by: str
    through: str
    kind: Literal["transit.requested", "transit.notified"] = "transit.requested"
    main: str = "case"
    case: str = "transit"
    instrument: str = "riyadh-1983"
    refused: str = ""


class Compare(Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer reads of the requests that several states made for one person: their order, and why."""

    by: str
    order: tuple[str, ...]
    result: Literal["met", "arguable"]
    reasons: tuple[str, ...]
    case: str = "case"
    harmed: tuple[str, ...] = ()


class Depart(Struct, frozen=True, forbid_unknown_fields=True):
    """Safe departure: an officer tells the commission alone that the released person left freely. `knows` and `not_known`:
    officers who find it afterwards, and who find nothing.
    """

    by: str
    towards: str
    case: str = "case"
    knows: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()


class Flag(Struct, frozen=True, forbid_unknown_fields=True):
    """The commission says of a state that people sent there may be tortured, or lifts that again."""

    state: str
    matter: str = "torture"
    since: str = "2026-01-01"
    lift: bool = False


class Say(Struct, frozen=True, forbid_unknown_fields=True):
    """An officer (``judge@EG``) makes a statement in a case. In `body` and `paper`, ``now``, ``now-2h``, ``today`` and
    ``today+3d`` are that time; ``$name`` is the hash of an earlier statement named so, ``$case`` an id of a case,
    ``$counsel@EG`` the counsel who signs in there.

    `decides`: every arguable test is named as decided. `refused`: the code that the statement must be refused with.
    """

    by: str
    type: str
    case: str = "case"
    body: dict[str, Any] = {}
    paper: dict[str, Any] | Literal["reasons", "file", "warrant", "note", "waybill", ""] = ""
    decides: bool = False
    named: str = ""
    refused: str = ""


class Expect(Struct, frozen=True, forbid_unknown_fields=True):
    """How the case stands on each of the nodes `at`. Clocks by name: ``running``, ``answered``, ``over``; what is not named
    is not looked at. `tests` are findings by test: met, not_met, arguable. `facts`: fields of the case, a part of one by
    its path.

    `tasks`: by officer, what waits for him about this case, at least as often as it is named. `on_the_way`: days held in
    custody in all, the passages that serve this case included. `unseen_by`: officers for whom there is no such case.
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
    deferred: bool | None = None
    no_removal: bool | None = None
    removal_open: bool | None = None
    assurances: tuple[str, ...] | None = None
    weighing: tuple[str, ...] | None = None
    speciality: str = ""
    awaits_paper: tuple[str, ...] | None = None
    prosecution_overdue: bool | None = None
    held_days: int | None = None
    on_the_way: int | None = None
    tasks: dict[str, tuple[str, ...]] = {}
    unseen_by: tuple[str, ...] = ()


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the story. `wait`: time that passes first, in days, hours, minutes. `cut` and `heal`: a state's line.
    `restart`: that state's node starts anew. `counsel`: at which states' nodes a counsel signs in.
    """

    ar: str
    en: str
    wait: dict[Literal["days", "hours", "minutes", "seconds"], float] = {}
    cut: str = ""
    heal: bool = False
    restart: str = ""
    circulate: Circulate | None = None
    bind: Bind | None = None
    counsel: tuple[str, ...] = ()
    flag: Flag | None = None
    ask: Ask | None = None
    transit: Transit | None = None
    say: tuple[Say, ...] = ()
    compare: Compare | None = None
    depart: Depart | None = None
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
    """The scenario in a file, with the steps that it begins with. Raises ValueError with the file and what is wrong."""
    told = written(path)
    if not told.begins:
        return told
    return structs.replace(told, steps=(*read(beginning(told.begins)).steps, *told.steps), begins="")


def written(path: Path) -> Scenario:
    """The scenario as it stands in its own file. Raises ValueError with the file and what is wrong."""
    try:
        return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Scenario)
    except (msgspec.ValidationError, yaml.YAMLError) as problem:
        raise ValueError(f"{path.name}: {problem}") from None


def beginning(name: str) -> Path:
    """The file of a beginning that several stories share."""
    return BEGINNINGS / f"{name}.yaml"


def all_files() -> dict[str, Path]:
    """The file of every scenario by its name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.yaml"))}
