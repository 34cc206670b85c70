"""What the public figures say of remedies: how many were asked for and decided, and how many days that took."""

from __future__ import annotations

from statistics import median

import msgspec
from msgspec import Struct

from mithaq.app.figures_tally import EVERY
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.store import Reader
from mithaq.domain.instant import parse
from mithaq.domain.suppression import divided, masked

REMEDY = "remedy"
DAY = 86_400
MONTH = len("2026-11")


class Application(Struct, frozen=True):
    """What of a folded application concerns the figures; the rest of the row is not read."""

    asks: str = ""
    filed_at: str = ""
    ended_at: str = ""


class Remedies(Struct, frozen=True):
    """Of one year, and of one thing that was asked for. `days`: the median from filing to decision; None where few."""

    asks: str
    filed: int | None
    decided: int | None
    days: int | None


_decoder = msgspec.json.Decoder(Application)


def remedies(reader: Reader, year: str, before: str, smallest: int) -> tuple[Remedies, ...]:
    """By what was asked for, over all states: an application names no owner here."""
    found: dict[str, list[Application]] = {}
    for row in reader.register.folds("bond", kind=REMEDY, limit=EVERY):
        one = _read(row.fold)
        if one.filed_at[:4] == year and one.filed_at < before:
            found.setdefault(one.asks, []).append(one)
    return tuple(_figures(asks, found[asks], before, smallest) for asks in sorted(found))


def _figures(asks: str, every: list[Application], before: str, smallest: int) -> Remedies:
    """Nor is it published how many wait, where these are few; and the median is that of the last time that more decisions
    were shown, because it would tell of a single one.
    """
    said = {at for one in every for at in (one.filed_at, one.ended_at) if at and at < before}
    months = sorted({at[:MONTH] for at in said})
    filed = [sum(one.filed_at[:MONTH] <= month for one in every) for month in months]
    days = [[_days(one) for one in every if _ended(one, month, before)] for month in months]
    shown, rose = divided([(whole, len(part)) for whole, part in zip(filed, days, strict=True)], smallest)
    return Remedies(
        asks, masked(shown[0], filed[-1]), masked(shown[1], len(days[-1])),
        round(median(days[rose])) if shown[1] else None,
    )  # fmt: skip


def _ended(one: Application, month: str, before: str) -> bool:
    return bool(one.ended_at) and one.ended_at[:MONTH] <= month and one.ended_at < before


def _days(one: Application) -> float:
    return (parse(one.ended_at) - parse(one.filed_at)).total_seconds() / DAY


def _read(raw: bytes) -> Application:
    try:
        return _decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeError):
        raise StoreFault(CORRUPT, "folds") from None
