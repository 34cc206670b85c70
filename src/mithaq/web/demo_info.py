"""What the server shows of a demonstration: whom one may sign in as, and how far its register is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec import Struct


class Loading(Struct, frozen=True):
    """Alerts replicated so far, out of how many."""

    loaded: int
    total: int
    complete: bool


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """An officer of the demonstration, as the sign-in page lists one."""

    login: str
    role: str
    member: str
    name_ar: str
    name_latin: str


@dataclass(frozen=True, slots=True)
class DemoInfo:
    """Only a demonstration has one: synthetic officers with one known password, and the progress of its register."""

    password: str
    officers: tuple[DemoOfficer, ...]
    progress: Callable[[], Loading]
