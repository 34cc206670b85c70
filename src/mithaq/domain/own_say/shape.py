"""What an alert keeps of its owner's own say."""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True, omit_defaults=True):
    """Somebody's word that this alert and `other` are about one person. `by`: whose journal it stands in. `own`: said by
    this alert's owner, of this alert.
    """

    other: str
    by: str
    at: str
    basis: str
    own: bool = False


class Undone(Struct, frozen=True):
    """The owner's word that this alert and `other` are not, or no longer, to be linked."""

    other: str
    at: str


class Hiding(Struct, frozen=True, omit_defaults=True):
    """One authorisation: hidden until `until`, or `ended_at` if the owner ended it. `paper`: commitment to authority, number
    and date.
    """

    hash: str
    at: str
    until: str
    paper: str
    ended_at: str = ""


class Reassessment(Struct, frozen=True, omit_defaults=True):
    """Once weighed anew: when, on which coded ground, and the commitment to the reasons in words."""

    hash: str
    at: str
    ground: str
    paper: str


class OwnSay(Struct, frozen=True, omit_defaults=True):
    """All of it for one alert. `undone`: the links that its owner undid and has not made again."""

    links: tuple[Link, ...] = ()
    undone: tuple[Undone, ...] = ()
    hidings: tuple[Hiding, ...] = ()
    reassessed: tuple[Reassessment, ...] = ()


NOTHING = OwnSay()
