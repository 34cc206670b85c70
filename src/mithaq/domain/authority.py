"""The directory of competent authorities (الجهات المختصة): who acts for a state, and whether electronics count there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

from msgspec import Struct

from mithaq.domain.instrument import Words

Act = Literal["detention", "file", "decision", "handover", "transit"]
Electronic = Literal["original", "paper_to_follow", "no"]


class Authority(Struct, frozen=True):
    """A row of `authorities.csv`. `instrument` or `act` empty: for all of them. Every other empty field: not known.

    `electronic`: whether what arrives electronically is the original, counts while its paper follows, or does not
    count. `languages` are ISO 639 codes, `hours` and `fee` free text. `synthetic`: invented, for a demonstration.
    """

    state: str
    instrument: str
    act: Act | Literal[""]
    telephone: str
    languages: tuple[str, ...]
    hours: str
    legalisation: str
    fee: str
    electronic: Electronic | Literal[""]
    synthetic: bool
    confirmed: bool
    source: str
    label: Words


class Directory(Protocol):
    """The part of the law that knows the authorities."""

    @property
    def authorities(self) -> tuple[Authority, ...]: ...


def authority(law: Directory, state: str, instrument: str, act: Act) -> Authority | None:
    """The competent authority for that act under that instrument: the most specific row, an instrument before an act.
    None where the directory has no row.
    """
    fitting = _fitting(law.authorities, state, instrument, act)
    return max(fitting, key=lambda row: (bool(row.instrument), bool(row.act)), default=None)


def electronic_counts(law: Directory, state: str, instrument: str, act: Act) -> Electronic | Literal["unknown"]:
    """What an electronic document is worth there. *unknown* is no yes: the state has not said that it counts."""
    row = authority(law, state, instrument, act)
    return row.electronic or "unknown" if row else "unknown"


def _fitting(rows: Iterable[Authority], state: str, instrument: str, act: Act) -> Iterable[Authority]:
    return (row for row in rows if row.state == state and row.instrument in ("", instrument) and row.act in ("", act))
