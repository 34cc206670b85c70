"""A state's own table of criminal records in SQLite, its mapping, and a node that answers from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mithaq.app.connected import asking, declaring, desk
from mithaq.app.registry import event_of
from mithaq.domain.connected.sheets import Answer
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.home.connected.ask import ConnectedHome
from mithaq.home.connected.build import refresh
from mithaq.home.connected.place import Place, places
from mithaq.journal.vault import Vault
from mithaq.ops.tables import scales
from mithaq.testing import acts
from mithaq.testing.world import World

TABLE = """CREATE TABLE "criminal records" (
    "file no" TEXT, name_ar TEXT, name_lat TEXT, born TEXT, sex TEXT, nat TEXT, passport TEXT, judgment TEXT)"""
STRANGERS = (
    ("R-1", "سليمان داود الحمصي", "Sulayman Dawud al-Himsi", "1961-03-04", "M", "SY", "N1", "theft"),
    ("R-2", "مريم يوسف الكندي", "Maryam Yusuf al-Kindi", "1975-11-30", "F", "OM", "N2", "fraud"),
)
MAPPING = """\
mapping: 1
database: {state}-CRIMINAL-RECORDS
kind: criminal_record
authority: {state}-JUSTICE
url: {url}
table: "criminal records"
reference: "file no"
person:
  name_ar: name_ar
  name_latin: name_lat
  birth: {{column: born, format: iso}}
  sex: {{column: sex, male: [M], female: [F]}}
  nationality: nat
  documents: [{{column: passport, type: passport}}]
core: [judgment]
refresh_hours: 24
"""


def row_of(identity: Identity, reference: str = "R-77") -> tuple[Any, ...]:
    """The person as such a table has him."""
    arabic = next((one.full for one in identity.names if not one.full.isascii()), "")
    latin = next((one.full for one in identity.names if one.full.isascii()), "")
    birth = str(identity.births[0]) if identity.births else None
    return (reference, arabic, latin, birth, "M", "", "", "forgery")


def made(path: Path, rows: Sequence[tuple[Any, ...]] = STRANGERS) -> str:
    """A database file with these rows; its URL."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(TABLE)
        marks = ",".join("?" * len(STRANGERS[0]))
        connection.executemany(f'INSERT INTO "criminal records" VALUES ({marks})', rows)
    return f"sqlite:///{path}"


def person(world: World, alert: str) -> Identity:
    """Whom this alert seeks."""
    said = acts.said_in(world, "TN", alert)
    assert isinstance(said, Wanted)
    return said.identity


def connect(
    world: World, state: str, folder: Path, rows: Sequence[tuple[Any, ...]], more: str = "", *, built: bool = True
) -> ConnectedHome:
    """The state connects a table with these rows, declares it, and builds its index."""
    folder = folder / state
    folder.mkdir()
    vault = Vault(state.encode().ljust(32, b"."))
    home = world[state].home = ConnectedHome(folder, scales(), vault)
    raw = MAPPING.format(state=state, url=made(folder / "own.db", rows)) + more
    declaring.declare(world[state], world.actor(state, "prosecutor"), raw.encode(), toml=False, true=True)
    if built:
        (place,) = places(folder)
        rebuild(world, state, place, vault)
    world.settle()
    return home


def rebuild(world: World, state: str, place: Place, vault: Vault) -> None:
    """Refresh its index now."""
    refresh(place, text(world.clock.now()), scales(), vault)


def answered(world: World) -> None:
    """Let the hour of all answers come."""
    world.settle()
    world.clock.forward(hours=2)
    world.settle()


@dataclass
class Asked:
    """A world with an alert of TN, about whose person it asks."""

    world: World
    alert: str

    def ask(self, *to: str, purpose: str = "prosecution", role: str = "bureau", number: int = 1) -> str:
        """A question of TN's; its id."""
        who = self.world.actor("TN", role, number)
        event = asking.ask(self.world["TN"], who, to, self.alert, purpose, acts.INSTRUMENT, "art. 38")
        return event.subject

    def answer(self, question: str, of: str = "EG") -> Answer:
        """What TN's bureau reads of that state's answer."""
        return self.read("TN", question).answers[of]

    def read(self, member: str, question: str, role: str = "bureau") -> desk.Shown:
        """The question as an officer of that member sees it."""
        return desk.read(self.world[member], self.world.actor(member, role), question)

    def rows(self, reference: str = "R-77") -> list[tuple[Any, ...]]:
        """A table that holds the person."""
        return [*STRANGERS, row_of(person(self.world, self.alert), reference)]

    def events(self, question: str) -> list[Event]:
        """Every statement about the question, as TN holds it."""
        with self.world["TN"].store.read() as reader:
            return [event_of(one.envelope) for one in reader.journal.about(question)]


def refused(act: Callable[[], object]) -> str:
    """The code with which this is refused."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code
