"""What only the speaker can check of the statements after and beside the main path. Part of `decide.py`'s one judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mithaq.domain.case.again import EARLIER
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_person import DetentionCounted
from mithaq.domain.case.events_transit import TransitPermitted
from mithaq.domain.case.guards_surrender import credit_whole
from mithaq.domain.case.papers import ChangedCharge, Note, NotOwed, Undertaking
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.case.wanted import WANTED
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, text

if TYPE_CHECKING:  # `decide` asks these checks; only its shape is needed here
    from mithaq.domain.case.decide import Command

Check = Callable[[Case | None, "Command", CaseLaw, Instant], None]

GROUNDS: Mapping[str, tuple[str, ...]] = {
    "transit.refused": ("case", "transit"),
    "speciality.consent_refused": ("case", "consent"),
    "onward.refused": ("case", "consent"),
}
"""By statement: which grounds it may rest on (`Ground.use`)."""


def _grounded(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """A refusal names a ground that may stand there."""
    ground = law.grounds.get(getattr(command.body, "ground", ""))
    if ground is None or ground.use not in GROUNDS[command.type]:
        raise Refusal("ground.unknown", "ground")


def _extraditable(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """Another characterisation must reach the threshold of the instrument too (Riyadh 50); what nobody can tell goes to
    the requested state as a question of speciality.
    """
    instrument = law.instruments.get(case.instrument) if case else None
    rule = instrument.rule("threshold_charge") if instrument else None
    charge = command.payload
    if rule is None or not isinstance(charge, ChangedCharge) or charge.maximum_months is None:
        raise Refusal("charge.arguable", "maximum_months")
    if charge.maximum_months < rule.months:
        raise Refusal("charge.not_extraditable", "maximum_months")


def _prosecution(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """The duty exists where the act carries enough in both laws, as stated; where it does not, that is said instead
    (Riyadh 39).
    """
    instrument = law.instruments.get(case.instrument) if case else None
    rule = instrument.rule("prosecute_own") if instrument else None
    stated = command.payload
    if rule is None or not isinstance(stated, Undertaking | NotOwed):
        raise Refusal("prosecution.not_owed", "instrument")
    enough = min(stated.months_requesting, stated.months_requested) >= rule.months
    if isinstance(stated, NotOwed) and enough:
        raise Refusal("prosecution.owed", "months")
    if isinstance(stated, Undertaking) and not enough:
        raise Refusal("prosecution.below_threshold", "months")


def _credit(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """Nobody is asked to sign that fewer days count than were served, whenever they were deducted (Riyadh 51)."""
    said = Said(command.type, command.by, command.subject, command.body, text(now))
    problem = credit_whole(case, said, law) if case else None
    if problem is not None:
        raise problem


def _passage(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """Nobody lets a person pass whom his own state seems to want, before he has said by name and with reasons why (54)."""
    body = command.body
    if not command.wanted or not isinstance(body, TransitPermitted):
        return
    if WANTED not in body.decided:
        raise Refusal("admissibility.arguable", "54", missing=(WANTED,))
    if not isinstance(command.payload, Note):
        raise Refusal("admission.reasons_missing", "paper", missing=(WANTED,))


def _counting(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """That another detention was for other facts is found of one that is in question, and with reasons."""
    if not isinstance(command.body, DetentionCounted) or not command.body.other_facts:
        return
    if not command.unsure:
        raise Refusal("count.nothing_asked", "other_facts")
    if not isinstance(command.payload, Note):
        raise Refusal("admission.reasons_missing", "paper", missing=(EARLIER,))


CHECKS_AFTER: Mapping[str, Check] = {
    **dict.fromkeys(GROUNDS, _grounded),
    "charge.recharacterised": _extraditable,
    "prosecution.undertaken": _prosecution,
    "prosecution.not_owed": _prosecution,
    "custody.credited": _credit,
    "transit.permitted": _passage,
    "detention.counted": _counting,
}
