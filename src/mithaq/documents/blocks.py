"""What stands on a page, before it is set: plain values that the template draws in order. No markup anywhere."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mithaq.documents.safe import Direction, clean, direction, isolated

Tone = Literal["plain", "good", "warn", "bad"]
Side = Literal["both", "ar", "other"]


class Two(Struct, frozen=True, tag="two"):
    """One text of ours in Arabic and in the second language of the document."""

    ar: str
    other: str


class Own(Struct, frozen=True, tag="own"):
    """A text as somebody wrote it, made safe. `code`: a number, hash or code, which runs from the left whatever it holds."""

    text: str
    dir: Direction
    code: bool = False


Value = Two | Own


class Row(Struct, frozen=True):
    """A label and its values; none at all is shown as *not stated*."""

    label: Two
    values: tuple[Value, ...]


class Heading(Struct, frozen=True, tag="heading"):
    """A heading, which is also a bookmark. `level` 1 to 3."""

    text: Two
    level: int = 2


class Fields(Struct, frozen=True, tag="fields"):
    """Labels on both sides, the values between them."""

    rows: tuple[Row, ...]


class Prose(Struct, frozen=True, tag="prose"):
    """A paragraph in both languages side by side, or in one of them over the whole width."""

    text: Two
    side: Side = "both"
    large: bool = False


class Passage(Struct, frozen=True, tag="passage"):
    """A long text as it was written, over the whole width, its lines kept."""

    label: Two
    text: Own


class Table(Struct, frozen=True, tag="table"):
    """A table; `widths` are shares of the page. A cell with several values shows them one below the other."""

    heads: tuple[Two, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[tuple[Value, ...], ...], ...]


class Article(Struct, frozen=True):
    """One rule that a document rests on, in our own words."""

    article: Two
    summary: Two
    confirmed: bool
    house: bool = False


class Basis(Struct, frozen=True, tag="basis"):
    """The legal basis: always *our summary, not the official text*. `confirmed`: whether the instrument itself is, and an
    article of it was found.
    """

    instrument: Two
    articles: tuple[Article, ...]
    confirmed: bool = True


class Note(Struct, frozen=True, tag="note"):
    """A sentence in a frame."""

    text: Two
    tone: Tone = "plain"
    side: Side = "both"


class Point(Struct, frozen=True):
    """One right in a letter: what, and in plain words how. `mark` says on what it rests."""

    title: Two
    text: Two
    mark: Two | None = None


class Points(Struct, frozen=True, tag="points"):
    """Numbered points, in one language over the whole width."""

    points: tuple[Point, ...]
    side: Side


class Signs(Struct, frozen=True, tag="signs"):
    """Places for signatures by hand, two in a row."""

    places: tuple[Two, ...]


class Break(Struct, frozen=True, tag="break"):
    """A new page."""


class Contents(Struct, frozen=True, tag="contents"):
    """The table of contents, down to headings of level 2."""


Block = Heading | Fields | Prose | Passage | Table | Basis | Note | Points | Signs | Break | Contents


def own(text: str) -> tuple[Own, ...]:
    """Somebody's text as the values of a row: none if it is empty."""
    kept = clean(text)
    return (Own(isolated(kept), direction(kept)),) if kept else ()


def code(text: str) -> tuple[Own, ...]:
    """A number, hash or code as the values of a row."""
    kept = clean(text)
    return (Own(isolated(kept), "ltr", code=True),) if kept else ()
