"""Which version of an alert waits for the commission, and which the commission remembers."""

from __future__ import annotations

from mithaq.domain.alert import ERASURE_ORDERED, Alert, Version
from mithaq.domain.law import Law
from mithaq.domain.shield.statements import WITHHELD


def awaiting(alert: Alert, law: Law) -> Version | None:
    """The version that cannot circulate before the commission has answered; None where nothing waits."""
    version = alert.pending
    if alert.kind not in law.clearing or alert.ended or alert.local or version is None:
        return None
    shown = version.approver or not law.kinds[alert.kind].approval
    return version if shown and not version.refused and not version.cleared_at else None


def refused(alert: Alert, law: Law) -> str:
    """The content of which the commission keeps a bar: refused in review, withdrawn during it, which counts as refusal, or
    erased by its order. Empty where there is none.

    What the commission itself withheld is barred by the look at it, not by the statement: the statement comes also where
    nobody had time to look.
    """
    version = alert.newest
    if alert.kind not in law.clearing or alert.local or version is None:
        return ""
    if alert.ended == ERASURE_ORDERED:
        return version.content
    if version.refused:
        return "" if version.refused == WITHHELD else version.content
    withdrawn = alert.ended and alert.current is None and version.approver
    return version.content if withdrawn else ""
