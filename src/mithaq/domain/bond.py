"""A state's signed word that it considers itself bound by an instrument towards another (law.md, *Instruments*, H)."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from mithaq.domain.case.events import BoundStated
from mithaq.domain.case.rules import bound
from mithaq.domain.events import Event
from mithaq.domain.instrument import Effect, locate_only
from mithaq.domain.law import Law


class Bond(Struct, frozen=True):
    """`hash` is that of the statement, which a request over an unconfirmed pair cites."""

    id: str
    member: str
    instrument: str
    towards: str
    at: str
    hash: str

    @property
    def state(self) -> str:
        """It was stated; there is nothing else it could be."""
        return "stated"


def bond_of(event: Event) -> Bond | None:
    """The bond that this event states."""
    body = event.body
    if not isinstance(body, BoundStated):
        return None
    return Bond(event.subject, event.member, body.instrument, body.towards, event.at, event.hash)


def effect_in(law: Law, state: str, owner: str, bonds: tuple[Bond, ...], on: date, *, urgent: bool) -> Effect:
    """What a reviewed arrest alert of `owner` is in `state` on that day: `effect.csv`, or *locate only*.

    Locate only where the alert is urgent and not yet fully reviewed, where no instrument binds the pair, and where that
    is merely arguable and the state has not said itself that it considers itself bound. An instrument for some offences
    only does not count here: whether this is one of them, a person reads first.
    """
    effect = law.effects.get(state)
    if effect is None or urgent:
        return locate_only(state)
    for instrument in law.bases:
        if instrument.covers:
            continue
        result = bound(law, instrument.id, (owner, state), on)
        said = any(bond.instrument == instrument.id and bond.towards == owner for bond in bonds)
        if result == "met" or (result == "arguable" and said):
            return effect
    return locate_only(state)
