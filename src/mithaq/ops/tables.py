"""Read the tables shipped inside the package. The pure rooms own the meaning; only this module opens the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from mithaq.names.census import Census, StateCount
from mithaq.names.rarity import rarity
from mithaq.search.scales import Scales


class FrequencyRow(msgspec.Struct, frozen=True):
    """How common one name is in one state; source and licence in names/data/README.md.

    `country` is an ISO 3166-1 alpha-2 code, `role` is ``given`` or ``surname``, `share` lies in 0..1 among names
    of that role and state, `latin` holds (spelling, count), most frequent first, and may be empty.
    """

    country: str
    role: str
    name: str
    share: float
    latin: tuple[tuple[str, int], ...]


@cache
def frequency_rows() -> list[FrequencyRow]:
    """All rows of names/data/frequency.tsv, in file order: by country, role, falling share."""
    return [_frequency_row(line) for line in _lines("mithaq.names", "data", "frequency.tsv")]


def _frequency_row(line: str) -> FrequencyRow:
    country, role, name, share, latin = line.split("\t")
    spellings = tuple(_counted(item) for item in latin.split("|") if item)
    return FrequencyRow(country, role, name, float(share), spellings)


def _counted(item: str) -> tuple[str, int]:
    spelling, _, count = item.rpartition(":")
    return spelling, int(count)


def _lines(package: str, *path: str) -> Iterator[str]:
    """The lines of a packaged table without its header row."""
    return iter(_text(package, *path).splitlines()[1:])


def _text(package: str, *path: str) -> str:
    return files(package).joinpath(*path).read_text(encoding="utf-8")


@cache
def census() -> Census:
    """Names and people of the 22 states, for estimates of namesakes; read once a process."""
    return Census(frequency_rows(), state_counts(), women_names())


def state_counts() -> list[StateCount]:
    """All rows of names/data/population.csv, by state."""
    return [_state_count(line) for line in _lines("mithaq.names", "data", "population.csv")]


def women_names() -> list[str]:
    """Given names that women bear, folded: names/data/women.txt."""
    return _text("mithaq.names", "data", "women.txt").splitlines()


def _state_count(line: str) -> StateCount:
    state, millions, citizens, women, given, surnames = line.split(",")
    return StateCount(state, float(millions) * 1_000_000, float(citizens or 1), float(women), int(given), int(surnames))


@cache
def scales() -> Scales:
    """What evidence is weighed with; made once a process."""
    return Scales(rarity(frequency_rows()), reading_version())


@cache
def reading_version() -> str:
    """A digest of all that reads names and dates for the index: after any change of it the index is built anew."""
    rooms = (files("mithaq.names"), files("mithaq.search"), files("mithaq.search.kernels"))
    whole = hashlib.sha256(files("mithaq.app").joinpath("findable.py").read_bytes())
    for source in sorted((source for room in rooms for source in room.iterdir()), key=lambda source: source.name):
        if source.name.endswith(".py"):
            whole.update(source.name.encode() + source.read_bytes())
    return whole.hexdigest()[:16]
