"""Another's payload is opened one at a time, and each opening leaves a line: who, at which post, when, what.

A state and the Secretariat write it in their look-up log. The length of that log is published every hour, and an owner who
counts could tell from the commission's that a commissioner looked at what had met somebody. So the commission's openings
stand in a chain of their own that nobody publishes (docs/protection.md).
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct

from mithaq.app.alert_reading import load
from mithaq.app.foreign import just_met
from mithaq.app.insiders.opening_lines import CALLED, MET, OPENING
from mithaq.app.log import ZERO, is_over, write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import DeskReader, DeskWriter, Writer
from mithaq.domain.alert import Alert, Version
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.review.steps import under_review

ACTION = OPENING
LOOKS = 200  # of the commissioner's desk: what is without an answer stands first
HEAD, BASE = "openings", "openings.base"
TODAY = "opened"


class Opening(Struct, frozen=True, omit_defaults=True):
    """One line of the commission's chain; `previous` is the hash of the one before it. `why`: the own work that asked for
    it, ``met`` or ``called``; empty where none did. Of a document that was handed out its kind, with `to` whom and the
    `sha256` of the file.
    """

    number: int
    at: str
    officer: str
    post: str
    subject: str
    previous: str
    why: str = ""
    to: str = ""
    sha256: str = ""


def opened(node: Node, actor: Actor, subject: str, *, counted: bool = True) -> None:
    """This officer is about to see what this alert, of another member, says. It is not shown where this raises: StoreFault,
    or, at a state and at the Secretariat, Refusal ``opening.too_many``. `counted`: not for a hit, which has its own; nor is
    what is before a reviewer for review. The line says which work of his own asked for it, if any did.
    """
    with node.store.write() as tx:
        why = _why(node, tx, actor, subject)
        if counted and node.kind != "commission" and why != CALLED:
            _count(node, tx.desk, actor, subject)
        if node.kind == "commission":
            chain(node, tx.desk, actor, subject, why)
        else:
            looking = Actor(actor.id, actor.login, actor.role, actor.post, actor.authority)  # a look spends no claim
            write_line(node, tx.desk, looking, ACTION, purpose=why, reference=subject)


def openings(desk: DeskReader) -> list[Opening]:
    """The commission's chain, oldest first."""
    (size, _), (gone, _) = _head(desk), _base(desk)
    rows = (desk.meta(_key(number)) for number in range(gone + 1, size + 1))
    return [msgspec.json.decode(row, type=Opening) for row in rows if row]


def broken_at(desk: DeskReader) -> int | None:
    """The number of the first line that is missing or does not follow; None when the chain holds, from its beginning or from
    where older lines were dropped.
    """
    (size, head), (gone, previous) = _head(desk), _base(desk)
    for number in range(gone + 1, size + 1):
        row = desk.meta(_key(number))
        if not row or msgspec.json.decode(row, type=Opening).previous != previous:
            return number
        previous = _hash(row)
    return None if previous == head else size


def prune(node: Node, desk: DeskWriter) -> int:
    """Drop the lines that the law keeps no longer; how many. Nobody publishes this chain: from where it begins then, the
    commission's own node says.
    """
    (size, _), (gone, previous) = _head(desk), _base(desk)
    before = gone
    while (
        gone < size and (row := desk.meta(_key(gone + 1))) and is_over(node, msgspec.json.decode(row, type=Opening).at)
    ):
        gone, previous = gone + 1, _hash(row)
        desk.put_meta(_key(gone), "")
    if gone > before:
        desk.put_meta(BASE, f"{gone} {previous}")
    return gone - before


def _why(node: Node, tx: Writer, actor: Actor, subject: str) -> str:
    """Which own work of this officer asks for it: a review, a look that the commission owes, or a check that met it."""
    alert = load(tx, subject)
    if node.kind == "secretariat" and alert is not None and _reviews(node, actor, alert):
        return CALLED
    if node.kind == "commission" and any(
        look.subject == subject and (not look.answer or look.decided_by == actor.id)
        for look in tx.shield.looks(limit=LOOKS)
    ):
        return CALLED
    return MET if just_met(node, tx, actor, subject) else ""


def _reviews(node: Node, actor: Actor, alert: Alert) -> bool:
    """Whether this reviewer answered for it or has to: where the lot calls, those alone whom it called."""
    version = under_review(alert)
    if version is not None and not version.refused and _seated(node, actor, alert, version):
        return True
    every = (alert.current, alert.pending)
    return any(review.reviewer == actor.id for one in every if one is not None for review in one.reviews)


def _seated(node: Node, actor: Actor, alert: Alert, version: Version) -> bool:
    if node.law.kinds[alert.kind].by_lot:
        return version.lot is not None and version.lot.call_of(actor.id) is not None
    return not version.full


def _count(node: Node, desk: DeskWriter, actor: Actor, subject: str) -> None:
    """Ids of alerts stand in the journal, and whoever opened one after the other would have a copy of the register."""
    today, key = text(node.now())[:10], f"{TODAY}:{actor.id}"
    day, *seen = (desk.meta(key) or "").split(" ")
    seen = seen if day == today else []
    if subject in seen:
        return
    if len(seen) >= node.law.house["openings_a_day"].number:
        raise Refusal("opening.too_many", "alert")
    desk.put_meta(key, " ".join((today, *seen, subject)))


def chain(node: Node, desk: DeskWriter, actor: Actor, subject: str, why: str, to: str = "", sha256: str = "") -> None:
    """Add a line to the commission's chain: it opened this, or handed a document about it out (`app.handed`)."""
    size, previous = _head(desk)
    line = Opening(size + 1, text(node.now()), actor.id, actor.post, subject, previous, why, to, sha256)
    row = msgspec.json.encode(line).decode()
    desk.put_meta(_key(line.number), row)
    desk.put_meta(HEAD, f"{line.number} {_hash(row)}")


def _base(desk: DeskReader) -> tuple[int, str]:
    """After which line, with which hash, the chain begins that is kept."""
    number, _, hash = (desk.meta(BASE) or f"0 {ZERO}").partition(" ")
    return int(number), hash


def _head(desk: DeskReader) -> tuple[int, str]:
    number, _, hash = (desk.meta(HEAD) or f"0 {ZERO}").partition(" ")
    return int(number), hash


def _key(number: int) -> str:
    return f"{HEAD}:{number:012d}"


def _hash(row: str) -> str:
    return hashlib.sha256(row.encode()).hexdigest()
