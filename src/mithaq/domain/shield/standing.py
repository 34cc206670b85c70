"""Which version of an alert waits for the commission, and which the commission remembers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from mithaq.domain.alert import ERASURE_ORDERED, Alert, Version
from mithaq.domain.audience import commitments, versions
from mithaq.domain.law import Law
from mithaq.domain.shield.statements import WITHHELD

Bar = Literal["barred", "replaced"]


def awaiting(alert: Alert, law: Law) -> Version | None:
    """The version that cannot circulate before the commission has answered; None where nothing waits."""
    version = alert.pending
    if alert.kind not in law.clearing or alert.ended or alert.local or version is None:
        return None
    shown = version.approver or not law.kinds[alert.kind].approval
    return version if shown and not version.refused and not version.cleared_at else None


def remembered(alert: Alert, law: Law) -> Mapping[str, Bar]:
    """The contents of which the commission keeps a bar: refused in review, withdrawn during it, which counts as refusal,
    replaced by another while they were under it, or erased by its order; and ended while it had stopped the alert or was
    hearing its owner.

    What it withheld itself is barred by the look at it, not by the statement: the statement comes also where nobody had
    time to look. A draft that nobody stood behind it never saw.
    """
    if alert.kind not in law.clearing or alert.local:
        return {}
    found: dict[str, Bar] = {one.content: "barred" if one.refused else "replaced" for one in alert.replaced}
    if alert.ended == ERASURE_ORDERED:
        return found | dict.fromkeys(submitted(alert), "barred")
    version = alert.pending
    refused = (version.content,) if version is not None and version.refused not in ("", WITHHELD) else ()
    return found | dict.fromkeys((*refused, *(unpassed(alert) if alert.ended else ())), "barred")


def unpassed(alert: Alert) -> tuple[str, ...]:
    """The contents that were submitted and have not passed, of an alert that ended or whose time is over: no full review
    accepted them, they were taken back before they circulated, or the commission had stopped the alert, or waited for its
    owner's word. Whoever ends it, or lets its time run out, does not escape by that.
    """
    back = bool(alert.ended) and alert.current is None
    known = (one for one in versions(alert) if one.refused != WITHHELD and (one is alert.current or one.approver))
    return tuple(one.content for one in known if alert.orders.unsettled or back or not one.full)


def submitted(alert: Alert) -> tuple[str, ...]:
    """The contents that are, or were when it ended, in force or before the reviewers."""
    return tuple(one.content for one in versions(alert) if one is alert.current or one.approver)


def is_barred(alert: Alert, law: Law) -> bool:
    """Whether it was turned down as a whole, or erased by order."""
    return "barred" in remembered(alert, law).values()


def said_in(alert: Alert, content: str) -> Mapping[str, str]:
    """What that content of the alert committed to, by item; empty for one that it never had."""
    for version in versions(alert):
        if version.content == content:
            return commitments(version)
    return {one.payload: "" for one in alert.replaced if one.content == content}
