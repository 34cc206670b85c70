"""Groups of rows that several states share. Each reads as a sentence of what is possible there."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case.moves import CaseState, Move, Party
from mithaq.domain.instrument import Clock

S = CaseState
ASKS, HOLDS, WATCHES = Party.REQUESTING, Party.REQUESTED, Party.COMMISSION

HOLD_CLOCKS = (Clock.DOCUMENT, Clock.DETENTION)
COLLECTION = (Clock.COLLECTION_MAY, Clock.COLLECTION_MUST)
ALL_CLOCKS = tuple(Clock)


def stay(state: CaseState, party: Party, *events: str, needs: tuple[str, ...] = (), when: str = "") -> tuple[Move, ...]:
    """Statements of one party that change nothing in the state."""
    return tuple(Move(party, event, state, when, needs) for event in events)


def messages(state: CaseState) -> tuple[Move, ...]:
    """Both parties may always write to each other."""
    return (*stay(state, ASKS, "message.sent"), *stay(state, HOLDS, "message.sent"))


def papers(state: CaseState) -> tuple[Move, ...]:
    """Papers may come from the request on. The sender lodges them; only the receipt of the other side
    counts.
    """
    return (
        *stay(state, ASKS, "warrant.lodged", "continuation.requested", "file.lodged"),
        Move(HOLDS, "lodgement.received", state, needs=("lodgement_known",)),
    )


def removal(*needs: str) -> tuple[Move, ...]:
    """Expulsion, deportation or hand-over beside the case. Either party and the commission may say so; it is a breach in
    every state.
    """
    why, breach = "removed", "removed_outside_procedure"
    return tuple(
        Move(party, "person.removed", S.REMOVED, needs=needs, reason=why, breach=breach, stops=ALL_CLOCKS)
        for party in Party
    )


SURRENDER = ((HOLDS, "person.surrendered"), (ASKS, "surrender.received"))
LENDING = ((HOLDS, "person.lent"), (ASKS, "person.lent_received"))


def unlawful_surrender(*needs: str, ways: tuple[tuple[Party, str], ...] = SURRENDER + LENDING) -> tuple[Move, ...]:
    """The person is with the requesting state, for good or for a time, and the decision, the date, the agreement or
    the basis for it is not there.
    """
    row = Move(
        HOLDS,
        "",
        S.REMOVED,
        needs=needs,
        reason="surrendered_without_decision",
        breach="custody_without_decision",
        stops=ALL_CLOCKS,
        happened=True,
    )
    return tuple(structs.replace(row, by=party, event=event) for party, event in ways)


def lapse(reason: str = "lapsed") -> tuple[Move, ...]:
    """A clock that obliges to release has run out, and the custodian's node signs that."""
    return (Move(HOLDS, "detention.lapsed", S.RELEASE_DUE, needs=("clock_due",), reason=reason),)


def unlawful_arrest(reason: str, breach: str = "", needs: tuple[str, ...] = (), when: str = "") -> tuple[Move, ...]:
    """An arrest that nothing carries. It is kept, and the person is to be released at once."""
    return (Move(HOLDS, "person.arrested", S.RELEASE_DUE, when, needs, reason=reason, breach=breach, happened=True),)


def arrest() -> tuple[Move, ...]:
    """The arrest on an admitted request. An alert that ended carries none; where the two crossed, it is nobody's breach and
    the person goes free all the same. Nor does an admission from before the person was held elsewhere.
    """
    return (
        *unlawful_arrest("alert_ended", "arrest_without_alert", when="ended"),
        *unlawful_arrest("alert_ended", when="ended_since"),
        Move(HOLDS, "person.arrested", S.ARRESTED, needs=("ordered_since",), starts=HOLD_CLOCKS),
        *unlawful_arrest("not_ordered", "arrest_without_order"),
    )


def order(state: CaseState, *needs: str) -> tuple[Move, ...]:
    """A court orders the arrest of whoever was held before for the same facts, on the complete file (Riyadh 44)."""
    return stay(state, HOLDS, "rearrest.ordered", needs=(*needs, "file_complete"))


def custody(state: CaseState) -> tuple[Move, ...]:
    """What is possible whenever the requested state holds the person and has not yet handed over."""
    return (
        *messages(state),
        *papers(state),
        *removal(),
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, reason="withdrawn"),
        Move(HOLDS, "person.released", S.RELEASED, stops=ALL_CLOCKS),
        *lapse(),
        Move(HOLDS, "person.arrested", state),  # the hold began earlier than was said: the clocks move back
        *cure(state),
        *stay(state, HOLDS, "custody.reviewed", needs=("review_heard",), when="upheld"),
        Move(HOLDS, "custody.reviewed", S.RELEASE_DUE, when="ended", reason="custody_ended"),
        Move(HOLDS, "person.escaped", S.ESCAPED, stops=ALL_CLOCKS),
        *death(HOLDS),
        *stay(state, HOLDS, "property.seized"),
    )


def cure(state: CaseState) -> tuple[Move, ...]:
    """Before a refusal for an insufficient file the requested state says what can be cured (Riyadh 45)."""
    return stay(state, HOLDS, "cure.asked", needs=("date_sound",))


def refusal() -> tuple[Move, ...]:
    """The prosecutor of the requested state refuses before anybody is held."""
    return (Move(HOLDS, "detention.refused", S.REFUSED, needs=("cure_first",)),)


def freed_on_the_way() -> tuple[Move, ...]:
    """Whoever had to land and is held goes free on the record, like everybody else, when the request is over: a release is
    due, with its notice and its alarm. The state may let the person go before that; nobody is arrested anew on a passage.
    """
    held = ("held_on_the_way",)
    return (
        Move(HOLDS, "detention.refused", S.RELEASE_DUE, needs=(*held, "cure_first"), reason="refused"),
        Move(ASKS, "request.withdrawn", S.RELEASE_DUE, needs=held, reason="withdrawn"),
        Move(HOLDS, "person.released", S.TRANSIT_LEFT, needs=held, stops=ALL_CLOCKS),
    )


def death(*parties: Party, needs: tuple[str, ...] = (), breach: str = "") -> tuple[Move, ...]:
    """The person died: said by whoever has the person, or where nobody has, by the requested state."""
    return tuple(Move(party, "person.died", S.DIED, needs=needs, breach=breach) for party in parties)


def handing(state: CaseState) -> tuple[Move, ...]:
    """Property goes to the requesting state once the decision stands, or where the person died or fled (Riyadh 47)."""
    return (
        *stay(state, HOLDS, "property.handed", needs=("property_seized",)),
        *goods(state),
    )


def goods(state: CaseState) -> tuple[Move, ...]:
    """What was handed is signed for, however the case has ended meanwhile."""
    return stay(state, ASKS, "property.received", needs=("property_handed",))


def ministerial(state: CaseState, refused: CaseState, reason: str = "") -> tuple[Move, ...]:
    """The decision of a minister, or the word that the law knows none; without either no date (`procedures.csv`)."""
    return (
        *stay(state, HOLDS, "minister.decided", when="granted", needs=("minister_foreseen",)),
        Move(HOLDS, "minister.decided", refused, when="refused", reason=reason),
        *stay(state, HOLDS, "minister.not_foreseen", needs=("minister_unknown",)),
    )


def crediting(state: CaseState) -> tuple[Move, ...]:
    """The days that the requesting state deducted. Fewer than were served are kept as what was said, and as a breach."""
    return (
        *stay(state, ASKS, "custody.credited", needs=("credit_whole",)),
        Move(ASKS, "custody.credited", state, breach="credited_short", happened=True),
    )


def postponing(state: CaseState) -> tuple[Move, ...]:
    """Tried or serving in the requested state: surrender waits, and this request's clocks stop (Riyadh 49)."""
    return (Move(HOLDS, "surrender.postponed", S.POSTPONED, needs=("decision_final",), stops=ALL_CLOCKS),)


def revocation(state: CaseState) -> tuple[Move, ...]:
    """Consent is taken back: the decision that rested on it falls, and a full one with its appeal is possible."""
    return (Move(HOLDS, "consent.revoked", state, needs=("consent_stands",), stops=COLLECTION),)


def revocation_away(state: CaseState) -> tuple[Move, ...]:
    """The same while nobody holds the person for this request: consent is revocable until the hand-over, so that no new
    arrest goes on where a decision on a consent stood that is not there any more.
    """
    return stay(state, HOLDS, "consent.revoked", needs=("consent_stands", "not_handed_over"))


def informed(state: CaseState) -> tuple[Move, ...]:
    """Once the rights are told: they may be told again, and a court may order detention beyond the treaty's
    limit.
    """
    ordered = Move(
        HOLDS,
        "detention.extended",
        state,
        needs=("file_complete", "order_ends", "person_heard"),
        stops=(Clock.DETENTION,),
        starts=(Clock.ORDER,),
    )
    return (*stay(state, HOLDS, "rights.informed", needs=("rights_complete",)), ordered)


CLOSE = (Move(ASKS, "case.closed", S.CLOSED),)
