"""What the commission's orders make of an alert: frozen, suspended, heard about. A part of its fold, without a clock.

Stopping is easy and starting is hard: one commissioner freezes, three of a panel lift. Whatever is said by anybody
else leaves the orders as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, structs

from mithaq.domain.case.clocks import instant
from mithaq.domain.events import Body, Event
from mithaq.domain.law import Law
from mithaq.domain.remedy.order_events import (
    AlertFrozen,
    AlertSuspended,
    AlertUnfrozen,
    CorrectionAccepted,
    CorrectionOrdered,
    HearingAnswered,
    HearingAsked,
    PanelDrawn,
)
from mithaq.domain.remedy.panel import LIFTS, Panel, drawn, is_over, number

MAX_ORDERS = 100  # of one sort on one alert, so that nobody's state grows without end


class Freeze(Struct, frozen=True, omit_defaults=True):
    """One freeze, by one commissioner, and the panel that may lift it. `items`: of a batch only these. `why`: the commitment
    to its ground, which the commission alone holds.
    """

    hash: str
    why: str
    at: str
    by: str
    panel: Panel | None = None
    lifted_at: str = ""
    items: tuple[str, ...] = ()


class Hearing(Struct, frozen=True, omit_defaults=True):
    """One hearing of the owner. `answer`: the commitment to what he said."""

    hash: str
    questions: tuple[str, ...]
    at: str
    due_at: str
    answered_at: str = ""
    answer: str = ""
    suspended_at: str = ""


class Correction(Struct, frozen=True, omit_defaults=True):
    """One order to correct; `what`: a commitment. `amended`: the content of the last version that was written after it,
    `published` of the last such that was circulated, `accepted` of that which the commission found to be as ordered. It is
    done when the three are one.
    """

    hash: str
    fields: tuple[str, ...]
    at: str
    what: str
    amended: str = ""
    published: str = ""
    accepted: str = ""
    done_at: str = ""


class Orders(Struct, frozen=True, omit_defaults=True):
    """All orders on one alert, the oldest first."""

    freezes: tuple[Freeze, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def freeze(self) -> Freeze | None:
        """The freeze that holds now; of several on items of a batch the oldest."""
        return next((one for one in self.freezes if not one.lifted_at), None)

    @property
    def whole(self) -> Freeze | None:
        """The freeze that holds now and stops all of it."""
        return next((one for one in self.freezes if not one.lifted_at and not one.items), None)

    @property
    def frozen_items(self) -> frozenset[str]:
        """The items of a batch that are stopped while the batch itself goes on."""
        return frozenset(item for one in self.freezes if not one.lifted_at for item in one.items)

    def held(self, hash: str) -> Freeze | None:
        """That freeze, if it holds."""
        return next((one for one in self.freezes if one.hash == hash and not one.lifted_at), None)

    @property
    def stopped(self) -> str:
        """Why the alert is not in force: ``frozen``, ``correction`` or ``silent``; empty where nothing stops it."""
        if self.whole is not None:
            return "frozen"
        if any(not one.done_at for one in self.corrections):
            return "correction"
        silent = any(one.suspended_at and not one.answered_at for one in self.hearings)
        return "silent" if silent else ""

    @property
    def unsettled(self) -> bool:
        """Whether the commission has stopped the alert, or its owner owes it an answer."""
        return bool(self.stopped) or any(not one.answered_at for one in self.hearings)

    @property
    def stopped_since(self) -> str:
        """Since when."""
        freeze = self.whole
        if freeze is not None:
            return freeze.at
        open_orders = [one.at for one in self.corrections if not one.done_at]
        silences = [one.suspended_at for one in self.hearings if one.suspended_at and not one.answered_at]
        return min(open_orders or silences, default="")

    @property
    def free_since(self) -> str:
        """When the last of what stopped it fell away."""
        ends = [one.lifted_at for one in self.freezes] + [one.done_at for one in self.corrections]
        return max([*ends, *(one.answered_at for one in self.hearings)], default="")

    @property
    def silent_from(self) -> str:
        """From when on the owner is silent if nobody hears from him: the end of the first hearing that he owes. It holds on
        every node, signed or not, as the lapse of a detention does.
        """
        return min((one.due_at for one in self.hearings if not one.answered_at), default="")


NONE = Orders()


def ordered(orders: Orders, owner: str, event: Event, law: Law) -> Orders | str:
    """The orders after this statement about an alert of `owner`, or the code for which it is void."""
    apply = _APPLY.get(type(event.body))
    return apply(orders, owner, event, event.body, law) if apply is not None else "event.not_about_alerts"


def amended(orders: Orders, event: Event) -> Orders:
    """The owner wrote a new version: it may be the correction, or say again what was corrected."""
    changed = tuple(structs.replace(one, amended=event.content) for one in orders.corrections)
    return structs.replace(orders, corrections=changed)


def published(orders: Orders, event: Event, content: str) -> Orders:
    """The owner circulated a version: the correction, if it was written after the order and the commission finds it to be as
    ordered.
    """
    changed = tuple(
        _done(structs.replace(one, published=content), event.at) if one.amended == content else one
        for one in orders.corrections
    )
    return structs.replace(orders, corrections=changed)


def _done(one: Correction, at: str) -> Correction:
    met = one.amended == one.published == one.accepted
    return structs.replace(one, done_at=at) if met and not one.done_at else one


def _frozen(orders: Orders, _owner: str, event: Event, body: AlertFrozen, _law: Law) -> Orders | str:
    if orders.whole is not None or (body.items and orders.frozen_items.issuperset(body.items)):
        return "freeze.holds_already"
    if len(orders.freezes) >= MAX_ORDERS:
        lifted = next((one for one in orders.freezes if one.lifted_at), None)
        if lifted is None and body.items:
            return "freeze.too_many"  # the whole batch may still be frozen: what protects is never crowded out
        gone = lifted or orders.freezes[0]
        orders = structs.replace(orders, freezes=tuple(one for one in orders.freezes if one.hash != gone.hash))
    freeze = Freeze(event.hash, event.payload, event.at, event.author.id, items=body.items)
    return structs.replace(orders, freezes=(*orders.freezes, freeze))


def _panel(orders: Orders, owner: str, event: Event, body: PanelDrawn, law: Law) -> Orders | str:
    freeze = orders.held(body.over)
    if freeze is None:
        return "freeze.none"
    if freeze.panel is not None and not is_over(freeze.panel, event.at, event.member, law):
        return "panel.sits_already"
    panel = drawn(event, body, frozenset({owner}), law)
    return _with(orders, structs.replace(freeze, panel=panel)) if panel is not None else "panel.not_by_lot"


def _vote(orders: Orders, _owner: str, event: Event, body: AlertUnfrozen, law: Law) -> Orders | str:
    freeze = orders.held(body.freeze)
    if freeze is None:
        return "freeze.none"
    if freeze.panel is None or freeze.panel.hash != body.panel or not freeze.panel.may_vote(event.author.id):
        return "panel.not_seated"
    panel = freeze.panel.voted(event, body.lifts)
    lifted = event.at if panel.yes >= number(law, LIFTS) else ""
    return _with(orders, structs.replace(freeze, panel=panel, lifted_at=lifted))


def _with(orders: Orders, freeze: Freeze) -> Orders:
    changed = tuple(freeze if one.hash == freeze.hash else one for one in orders.freezes)
    return structs.replace(orders, freezes=changed)


def _asked(orders: Orders, _owner: str, event: Event, body: HearingAsked, _law: Law) -> Orders | str:
    asked, due = instant(event.at), instant(body.due_at)
    if asked is None or due is None or due <= asked:
        return "hearing.no_time"
    if any(not one.answered_at for one in orders.hearings) or len(orders.hearings) >= MAX_ORDERS:
        return "hearing.open_already"
    hearing = Hearing(event.hash, body.questions, event.at, body.due_at)
    return structs.replace(orders, hearings=(*orders.hearings, hearing))


def _answered(orders: Orders, owner: str, event: Event, body: HearingAnswered, _law: Law) -> Orders | str:
    if event.member != owner:
        return "alert.not_owner"
    return _hearing(orders, body.of, answered_at=event.at, answer=event.payload)


def _suspended(orders: Orders, _owner: str, event: Event, body: AlertSuspended, _law: Law) -> Orders | str:
    hearing = next((one for one in orders.hearings if one.hash == body.of), None)
    if hearing is not None and (hearing.suspended_at or event.at < hearing.due_at):
        return "hearing.not_over"
    return _hearing(orders, body.of, suspended_at=event.at)


def _hearing(orders: Orders, of: str, **changes: str) -> Orders | str:
    if not any(one.hash == of and not one.answered_at for one in orders.hearings):
        return "hearing.none"
    changed = tuple(structs.replace(one, **changes) if one.hash == of else one for one in orders.hearings)
    return structs.replace(orders, hearings=changed)


def _corrected(orders: Orders, _owner: str, event: Event, body: CorrectionOrdered, _law: Law) -> Orders | str:
    if len(orders.corrections) >= MAX_ORDERS:
        return "correction.open_already"
    one = Correction(event.hash, body.fields, event.at, event.payload)
    return structs.replace(orders, corrections=(*orders.corrections, one))


def _accepted(orders: Orders, _owner: str, event: Event, body: CorrectionAccepted, _law: Law) -> Orders | str:
    one = next((one for one in orders.corrections if one.hash == body.of and not one.done_at), None)
    if one is None:
        return "correction.none"
    if one.amended != body.content:
        return "alert.other_content"
    met = _done(structs.replace(one, accepted=body.content), event.at)
    return structs.replace(orders, corrections=tuple(met if it.hash == one.hash else it for it in orders.corrections))


_APPLY: dict[type[Body], Callable[[Orders, str, Event, Any, Law], Orders | str]] = {
    AlertFrozen: _frozen,
    PanelDrawn: _panel,
    AlertUnfrozen: _vote,
    HearingAsked: _asked,
    HearingAnswered: _answered,
    AlertSuspended: _suspended,
    CorrectionOrdered: _corrected,
    CorrectionAccepted: _accepted,
}
