"""What nodes do by themselves for a review: draw the lot, call who is next, and warn when nobody is left to call.

A machine calls; it never reviews. Each step is one signed statement that every other node judges by its own fold.
"""

from __future__ import annotations

from mithaq.app.alerts import content_in, load, said
from mithaq.app.duty import duty_in, secretariat
from mithaq.app.issue import Statement
from mithaq.app.node import Node, Transaction, node_actor
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.waits import NOBODY_LEFT, PASSED, ROLE, WAITS
from mithaq.domain.alert import Alert, Version
from mithaq.domain.content import Content, Wanted, identity_of
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body
from mithaq.domain.instant import text
from mithaq.domain.review import fold
from mithaq.domain.review import lot as lots
from mithaq.domain.review.duty import Duty
from mithaq.domain.review.events import LotAnswered, LotDrawn, LotSealed, ReviewerCalled
from mithaq.domain.review.steps import matter, under_review

PASSED_OVER, SEATED_WRONGLY = "review.passed_over", "review.seated_wrongly"
VALUE_BYTES = 32
OPEN = ("approved", "circulated")
"""The states of an alert in which its lot goes on: one that has its yes waits for its owner first."""

MOST_STEPS = 8  # of one alert in one round: seal or answer, open, and a call for each seat


def advance(node: Node) -> int:
    """One round: every step of a lot that this node owes now. Returns how many statements were signed."""
    with node.store.read() as reader:
        tasks = reader.desk.tasks(ROLE)
    for task in tasks:
        if task.code == PASSED:
            _look_at_lot(node, task.subject)
    return sum(_steps(node, task.subject) for task in tasks if task.code == WAITS)


def _look_at_lot(node: Node, subject: str) -> None:
    """The commission holds the alert, too: whoever was passed over without a reason in it is a matter for it, and whoever
    was called or heard though he is a national of a state concerned. The other nodes cannot read what it says.
    """
    with node.store.read() as reader:
        alert = load(reader, subject)
        versions = [one for one in (alert.pending, alert.current) if one is not None and one.lot] if alert else []
        found = [(one, content_in(reader, alert, one)) for one in versions] if alert is not None else []
        if alert is not None and not alert.ended and any(content is None for _, content in found):
            return  # what it says is still on the way
        duty = duty_in(reader, secretariat(node))
        codes = {
            code for version, content in found if alert is not None and content is not None
            for code in _faults(version, states_concerned(content, alert.owner), duty, alert.owner)
        }  # fmt: skip
    now = text(node.now())
    with node.store.write() as tx:
        tx.desk.finish_tasks(subject, PASSED, now)
        for code in sorted(codes):
            tx.desk.put_task(TaskRow(f"{_FAULT_TASKS[code]}-{subject[2:]}", "commissioner", code, subject, now))


_FAULT_TASKS = {PASSED_OVER: "t-pass", SEATED_WRONGLY: "t-seat"}


def _faults(version: Version, concerned: frozenset[str], duty: Duty, owner: str) -> set[str]:
    """What is wrong with the reviewers of this version. Of a call that was replaced, too: he had the alert on his desk."""
    lot = version.lot
    if lot is None:
        return set()
    passed = fold.states_of(lot.passed, lot, duty, owner)
    seated = {call.national_of for call in lot.calls} | {one.national_of for one in version.reviews}
    return {
        *((PASSED_OVER,) if passed - concerned else ()),
        *((SEATED_WRONGLY,) if seated & concerned else ()),
    }


def _steps(node: Node, subject: str) -> int:
    """The steps of one alert, each in its own transaction; a statement that its own fold would void is never signed."""
    signed = 0
    try:
        while signed < MOST_STEPS and _step(node, subject):
            signed += 1
    except Refusal:
        return signed
    return signed


def _step(node: Node, subject: str) -> bool:
    with node.store.read() as reader:
        due = is_due(node, reader, subject)
    if not due:
        _warn(node, subject)
        return False
    with node.write() as tx:
        step = _next(node, tx, subject)
        if step is not None:
            said(node, tx, node_actor(node), Statement(step[0], subject, step[1]))
    return step is not None


def is_due(node: Node, reader: Reader, subject: str) -> bool:
    """Whether a step of this alert's lot is due now that this node takes."""
    found = _found(reader, subject)
    if found is None:
        return False
    alert, version = found
    lot = version.lot
    if node.member == alert.owner:
        return lot is not None and not lot.answer
    if lot is None or (lot.answer and not lot.value):
        return True
    return bool(lot.value) and next_call(node, reader, alert, version) is not None


def _next(node: Node, tx: Transaction, subject: str) -> tuple[str, Body] | None:
    found = _found(tx.store, subject)
    if found is None:
        return None
    alert, version = found
    lot, content = version.lot, version.content
    if node.member == alert.owner:
        return "review.lot_answered", LotAnswered(content, node.entropy.token(VALUE_BYTES).hex())
    if lot is None:
        value = node.entropy.token(VALUE_BYTES).hex()
        tx.store.desk.put_meta(_kept(subject), value)
        return "review.lot_sealed", LotSealed(content, lots.seal_of(value))
    if not lot.value:
        return "review.drawn", LotDrawn(content, tx.store.desk.meta(_kept(subject)) or "0" * 2 * VALUE_BYTES)
    call = next_call(node, tx.store, alert, version)
    if call is None:
        return None
    tx.store.desk.put_meta(_kept(subject), "")
    return "review.called", call


def next_call(node: Node, reader: Reader, alert: Alert, version: Version) -> ReviewerCalled | None:
    """Who is to be called now; None for nobody, also while what the alert says is not here.

    Passed over is who is a national of the person's state or of that of the place of the facts: this node reads the
    payload, the others do not.
    """
    lot, at = version.lot, text(node.now())
    content = content_in(reader, alert, version)
    duty = duty_in(reader, node.member)
    if lot is None or content is None:
        return None
    place = fold.place_for_next(lot, matter(alert, version, node.law), duty, at)
    if isinstance(place, str):
        return None
    conflicted = states_concerned(content, alert.owner)
    line = lots.callable_now(lot, duty, alert.owner, at, place[1])
    upto = next((index for index, one in enumerate(line) if one.national_of not in conflicted), len(line))
    passed = tuple(one.reviewer for one in line[:upto])
    states = fold.states_of((*lot.passed, *passed), lot, duty, alert.owner)
    if upto == len(line) or len(states) > node.law.kinds[alert.kind].passes:
        return None
    return ReviewerCalled(version.content, line[upto].reviewer, passed)


def states_concerned(content: Content, owner: str) -> frozenset[str]:
    """The states whose nationals do not review this: the owner's, the person's, that of the place of the facts."""
    identity = identity_of(content)
    states = {owner, *(identity.nationalities if identity is not None else ())}
    if isinstance(content, Wanted):
        states.add(getattr(content.offence, "country", ""))
    return frozenset(states - {""})


def _found(reader: Reader, subject: str) -> tuple[Alert, Version] | None:
    """The alert and its version under review."""
    alert = load(reader, subject)
    version = under_review(alert) if alert is not None and not alert.ended else None
    if alert is None or version is None or not version.approver or alert.state not in OPEN:
        return None
    return alert, version


def _kept(subject: str) -> str:
    """Where the sealed value lies until it is opened: in this node alone."""
    return f"lot.{subject}"


def _warn(node: Node, subject: str) -> None:
    """A seat is empty and nobody may be called: the administrators have to put more reviewers on duty."""
    with node.store.read() as reader:
        found = _found(reader, subject)
        if found is None or not _is_stuck(node, reader, *found):
            return
        if any(task.subject == subject and task.code == NOBODY_LEFT for task in reader.desk.tasks("administrator")):
            return
    with node.store.write() as tx:
        tx.desk.put_task(
            TaskRow(f"t-lot-nobody-{subject[2:]}", "administrator", NOBODY_LEFT, subject, text(node.now()))
        )


def _is_stuck(node: Node, reader: Reader, alert: Alert, version: Version) -> bool:
    lot = version.lot
    if node.kind != "secretariat" or lot is None or not lot.value or content_in(reader, alert, version) is None:
        return False
    duty = duty_in(reader, node.member)
    place = fold.place_for_next(lot, matter(alert, version, node.law), duty, text(node.now()))
    return not isinstance(place, str)
