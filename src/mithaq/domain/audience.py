"""Who may read what an alert says, at each stage: owner, then reviewers and commission, then its audience."""

from __future__ import annotations

from mithaq.domain.alert import Alert, Version, stage
from mithaq.domain.law import Law


def readers(alert: Alert, version: Version, law: Law) -> frozenset[str]:
    """The members that may hold this version's payload.

    A draft is its owner's alone. Approval shows it to the Secretariat, which reviews, and the commission. Only the
    owner's circulation, valid only after the reviews, opens it to the states it is meant for. After the end nobody
    new may fetch it, but for those who oversee where it was turned down: the commission's line may have been cut.
    """
    alone = frozenset({alert.owner})
    oversight = overseers(law)
    if alert.local:
        return alone
    if alert.ended:
        return alone | oversight if alert.is_turned_down and version is alert.pending else alone
    if version is alert.current:
        return alone | oversight | (frozenset(version.chosen) or frozenset(law.members))
    if stage(version) == "drafted" and law.kinds[alert.kind].approval:
        return alone
    return alone | oversight


def overseers(law: Law) -> frozenset[str]:
    """The Secretariat and the commission."""
    return frozenset(code for code, member in law.members.items() if member.kind != "state")


def versions(alert: Alert) -> tuple[Version, ...]:
    """The versions that are alive: in force, and on the way."""
    return tuple(version for version in (alert.current, alert.pending) if version is not None)


def commitments(version: Version) -> dict[str, str]:
    """What this version committed to: hash to item id, the item being empty for a single alert."""
    if version.items:
        return {hash: item for item, hash in version.items.items()}
    return {version.payload: ""} if version.payload else {}
