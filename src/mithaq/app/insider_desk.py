"""The commission's side: what the nodes reported, what became of it, and the lines that it has opened, each for a reason.

A line leaves here sealed. It is opened away from any node, by the holders of the commission's key and of an auditor's
(`mithaq audit open`); that it was asked for, by whom and why, stands signed in the commission's journal before.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import INSIDER, decode_fold
from mithaq.app.registry import event_of
from mithaq.domain import insider
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.insider import InsiderReviewed, Line, Outcome, Raised, Report, Review

SHOWN = 500  # reports of some months, of all members
EVERY = 10_000_000


class Reviewed(Struct, frozen=True):
    """What a commissioner did about something in a report, and when."""

    by: str
    at: str
    review: Review


class Received(Struct, frozen=True):
    """A report; `report` is None while its payload is on the way. `reviews`: oldest first."""

    id: str
    member: str
    at: str
    report: Report | None
    reviews: tuple[Reviewed, ...] = ()

    def answer(self, of: str) -> Reviewed | None:
        """The last answer to this finding or line; asking for a line to open it is none."""
        found = [one for one in self.reviews if one.review.of == of and one.review.outcome != "opened"]
        return found[-1] if found else None


def reports(node: Node, actor: Actor) -> list[Received]:
    """What every node reported, newest first; older ones as long as a finding in them has no answer. Raises Forbidden."""
    require(node, actor, "insider.read")
    with node.store.read() as reader:
        rows = reader.register.folds("bond", kind=INSIDER, limit=EVERY)
        every = (_received(reader, fold) for row in rows if isinstance(fold := decode_fold(row), Raised))
        return [one for place, one in enumerate(every) if place < SHOWN or _is_open(one)]


def _is_open(one: Received) -> bool:
    return one.report is not None and any(one.answer(finding.id) is None for finding in one.report.findings)


def report(node: Node, actor: Actor, id: str) -> Received:
    """One of them. Raises Forbidden, NotFound."""
    require(node, actor, "insider.read")
    with node.store.read() as reader:
        row = reader.register.fold(id)
        fold = decode_fold(row) if row is not None else None
        if not isinstance(fold, Raised):
            raise NotFound("insider")
        return _received(reader, fold)


def answer(node: Node, actor: Actor, id: str, of: str, outcome: Outcome, reason: str) -> Event:
    """Say what came of a finding, or of a line that was drawn by lot. Raises NotFound, Refusal ``insider.reason``."""
    require(node, actor, "insider.reviewed")
    if outcome == "opened":
        raise Refusal("insider.outcome", "outcome")
    return _say(node, actor, id, of, outcome, reason)


def take_line(node: Node, actor: Actor, id: str, number: int, reason: str) -> Line:
    """The sealed line, after it is signed that it was asked for and why. Raises NotFound, Refusal ``insider.reason``."""
    require(node, actor, "insider.reviewed")
    _say(node, actor, id, str(number), "opened", reason)
    found = report(node, actor, id).report
    return next(line for line in found.lines if line.number == number) if found else _missing()


def _missing() -> Line:
    raise NotFound("insider")


def _say(node: Node, actor: Actor, id: str, of: str, outcome: Outcome, reason: str) -> Event:
    found = report(node, actor, id).report
    if found is None or of not in {*(one.id for one in found.findings), *(str(one.number) for one in found.lines)}:
        raise NotFound("insider")
    if outcome == "opened" and not of.isdecimal():
        raise NotFound("insider")
    try:
        review = msgspec.convert({"of": of, "outcome": outcome, "reason": reason.strip()}, Review)
    except msgspec.ValidationError:
        raise Refusal("insider.reason", "reason") from None
    with node.write() as tx:
        return issue(node, tx, actor, Statement(insider.REVIEWED, id, InsiderReviewed(), insider.encode_review(review)))


def _received(reader: Reader, raised: Raised) -> Received:
    payload = reader.payloads.get(raised.payload, raised.id)
    return Received(
        raised.id, raised.member, raised.at, _read(payload.body) if payload else None, _reviews(reader, raised)
    )


def _read(raw: bytes) -> Report | None:
    try:
        return insider.decode(raw)
    except Refusal:
        return None  # a node that reports what no reader understands has not reported


def _reviews(reader: Reader, raised: Raised) -> tuple[Reviewed, ...]:
    found = []
    for stored in reader.journal.about(raised.id):
        event = event_of(stored.envelope) if stored.applied else None
        if event is None or not isinstance(event.body, InsiderReviewed):
            continue
        payload = reader.payloads.get(event.payload, raised.id)
        if payload is not None:
            found.append(Reviewed(event.author.id, event.at, insider.decode_review(payload.body)))
    return tuple(found)
