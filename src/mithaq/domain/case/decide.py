"""What may be said next: one judge for all statements, driven by the table, plus what only the speaker can
check.

The fold asks the same guards again on every node, so nothing here protects anybody alone; it keeps people
from signing what would have no effect, and says in advance, by code, what is wrong or missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from msgspec import Struct, structs

from mithaq.domain.case import again
from mithaq.domain.case import events as says
from mithaq.domain.case import wanted as passing
from mithaq.domain.case.again import EARLIER, counted, served, way_round
from mithaq.domain.case.case import Case, days_begun
from mithaq.domain.case.clocks import instant, zone_of
from mithaq.domain.case.decide_after import CHECKS_AFTER
from mithaq.domain.case.events_transit import TransitRequested
from mithaq.domain.case.floor_tests import FLOOR_TESTS, floor_findings, not_kept
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.guards import Said, judge, missed
from mithaq.domain.case.guards_person import borne_out, cure_first
from mithaq.domain.case.papers import (
    SHAPES,
    CasePaper,
    DetentionRequest,
    ExtraditionFile,
    Note,
    check,
    missing,
    present,
)
from mithaq.domain.case.rules import (
    CaseLaw,
    Finding,
    admissibility,
    arguable,
    cites,
    failed,
    question,
    states_bound,
)
from mithaq.domain.case.states import Party
from mithaq.domain.case.wanted import WANTED
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Cite, Event, EventType
from mithaq.domain.instant import Instant, text
from mithaq.domain.instrument import Instrument
from mithaq.domain.instrument_choice import choose
from mithaq.domain.offence import class_of

# Fields that speak of a time to come; every other instant of a body has passed when it is signed.
FUTURE = frozenset({"until"})


class Command(Struct, frozen=True):
    """Somebody of the member `by` wants to say this, about the case `subject`.

    `payload`: what goes with it. `cites`: the statements it rests on, `cited` those of them that the caller
    has at hand. `request`: the stored payload of `detention.requested`, which admission is judged by. `earlier`:
    the cases on the same person and facts that the caller can find; `unsure`: those on what may be the same person, where
    the person or the act is not described alike. `flagged_at`: since when a flag of risk lies on the requesting state, as
    the caller's node knows; empty if none does. `wanted`: the state that is passed through seems to want the person itself.
    """

    type: str
    by: str
    subject: str
    body: says.CaseBody
    payload: CasePaper | None = None
    cites: tuple[Cite, ...] = ()
    cited: tuple[Event, ...] = ()
    request: DetentionRequest | None = None
    earlier: tuple[Case, ...] = ()
    unsure: tuple[Case, ...] = ()
    flagged_at: str = ""
    wanted: bool = False


class Statement(Struct, frozen=True):
    """What is to be signed."""

    type: str
    body: says.CaseBody
    payload: CasePaper | None = None


def decide(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> tuple[Statement, ...]:
    """The statements to sign for this command. Raises Refusal with a coded reason, `missing` naming what is
    lacking.
    """
    kind = says.CASE_TYPES.get(command.type)
    if kind is None or not isinstance(command.body, kind.body):
        raise Refusal("event.body_invalid", "body")
    _check_instants(command.body, now)
    _check_payload(kind, command.payload)
    if case is None and command.type not in says.OPENING:
        raise NotFound("case")
    if case is not None and command.type in says.OPENING:
        raise Refusal("case.exists", "case")
    said = Said(command.type, command.by, command.subject, command.body, text(now), cites=command.cites)
    judged = lapse(case, text(now)) if case and command.type != "detention.lapsed" else case
    move = judge(judged, said, law)
    if isinstance(move, Refusal):
        raise move
    if move.happened and judged:
        _happened(judged, command, missed(judged, said, law))
    elif judged is not None:
        _keep_floor(judged, command, law, now)
    own = CHECKS.get(command.type) or CHECKS_AFTER.get(command.type)
    if own:
        own(judged, command, law, now)
    return (Statement(command.type, _completed(judged, command, law, now), command.payload),)


def _happened(case: Case, command: Command, lacks: Refusal | None) -> None:
    """What nothing carries is stated where it crossed another statement, or by the custodian with a note on what happened:
    a breach is kept, and nobody comes to one by a form sent too late. Raises Refusal: what it `lacks`, where that is known.
    """
    custodian = case.party(command.by) == Party.REQUESTED and command.payload is not None
    if not custodian and command.body.acted_at >= case.since:
        raise lacks or Refusal("case.not_possible", case.state.value)


# What grants, or brings the person to the requesting state: by statement and, where it has several, by outcome.
GRANTS = frozenset({
    ("court.decided", "granted"), ("appeal.decided", "confirmed"), ("surrender.dated", ""), ("surrender.redated", ""),
    ("temporary.agreed", ""), ("person.lent", ""), ("person.surrendered", ""),
})  # fmt: skip


def _keep_floor(case: Case, command: Command, law: CaseLaw, now: Instant) -> None:
    """Nobody signs a grant or a hand-over before a court has answered what the floor asks (law.md, H)."""
    if (command.type, command.body.outcome_code) not in GRANTS:
        return
    problem = not_kept(case, command.request, law, _today(case, law, now), command.flagged_at)
    if problem is not None:
        raise problem


def findings(
    case: Case,
    request: DetentionRequest,
    law: CaseLaw,
    now: Instant,
    *,
    flagged: bool = False,
    unsure: tuple[Case, ...] = (),
    wanted: bool = False,
) -> tuple[Finding, ...]:
    """The tests of admissibility for this request, and those of the floor, as the requested state sees them today.
    `flagged`: a flag of risk lies on the requesting state; `unsure` and `wanted`: see `Command`.
    """
    instrument = _instrument(case.instrument, law)
    on = _today(case, law, now)
    pair = (case.requesting, case.requested)
    found = admissibility(question(law, case.instrument, pair, request, on), instrument)
    asked = (again.finding(unsure, text(now)), passing.finding(instrument) if wanted else None)
    floor = floor_findings(case, request, law, on, flagged=flagged)
    return (*found, *floor, *(one for one in asked if one is not None))


def _today(case: Case, law: CaseLaw, now: Instant) -> date:
    """The day in the requested state."""
    return now.astimezone(zone_of(law.zones.get(case.requested, ""))).date()


def _check_instants(body: says.CaseBody, now: Instant) -> None:
    """Refuse what is no instant and what has not happened yet."""
    for name in body.__struct_fields__:
        value = getattr(body, name)
        if not (name.endswith("_at") or name in FUTURE or name == "held_from"):
            continue
        if not value and _may_be_empty(body, name):
            continue
        at = instant(value)
        if at is None:
            raise Refusal("instant.invalid", name)
        if at > now and name not in FUTURE:
            raise Refusal("instant.future", name)


def _may_be_empty(body: says.CaseBody, name: str) -> bool:
    """Whether the instant may be left empty: one of several, with a common one beside it."""
    return isinstance(body, says.RightsInformed) and name != body.moment


def _check_payload(kind: EventType, payload: CasePaper | None) -> None:
    if payload is None:
        if kind.payload == "must":
            raise Refusal("payload.missing", kind.name)
        return
    if kind.payload == "none" or not isinstance(payload, SHAPES.get(kind.name, Note)):
        raise Refusal("payload.not_expected", kind.name)
    check(payload)


def _instrument(code: str, law: CaseLaw) -> Instrument:
    instrument = law.instruments.get(code)
    if instrument is None:
        raise Refusal("instrument.unknown", "instrument")
    return instrument


def _ground(code: str, use: str, law: CaseLaw) -> None:
    ground = law.grounds.get(code)
    if ground is None or ground.use != use:
        raise Refusal("ground.unknown", "ground")


def _request(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """The cited word of the requested state must be what it is cited for; the rest is the guards' work."""
    body = command.body
    if not isinstance(body, says.DetentionRequested | TransitRequested) or not body.bound:
        return
    word = next((event for event in command.cited if event.hash == body.bound), None)
    if word is None or not states_bound(word, body.instrument, command.by, body.requested):
        raise Refusal("instrument.unconfirmed", "bound")
    if not cites(command.cites, body.requested, body.bound):
        raise Refusal("instrument.unconfirmed", "cites")


def _admission(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """No test may fail, and the prosecutor names every arguable one as decided by himself."""
    body = command.body
    if case is None or not isinstance(body, says.DetentionAdmitted):
        return
    _no_way_round(case, command, body.decided, text(now))
    if command.request is None:
        raise Refusal("payload.not_held", "detention.requested")
    found = findings(
        case,
        command.request,
        law,
        now,
        flagged=bool(command.flagged_at),
        unsure=command.unsure,
        wanted=command.wanted,
    )
    if failed(found):
        raise Refusal("admissibility.not_met", case.instrument, missing=failed(found))
    undecided = tuple(test for test in arguable(found) if test not in (*body.decided, EARLIER))
    if undecided:
        raise Refusal("admissibility.arguable", case.instrument, missing=undecided)
    weighed = set(arguable(found)) & {*FLOOR_TESTS, WANTED, *({EARLIER} & set(body.decided))}
    if weighed and not isinstance(command.payload, Note):
        raise Refusal("admission.reasons_missing", "paper", missing=tuple(sorted(weighed)))


def _no_way_round(case: Case, command: Command, decided: tuple[str, ...], at: str) -> None:
    """Neither beside nor after another case on the person and facts (`again.py`). Where person or facts may be others, that
    is asked for, unless this case may go on either way.
    """
    problem = way_round(case, command.earlier, at)
    if problem is not None:
        raise problem
    bearing = tuple(one for one in command.unsure if way_round(case, (one,), at) is not None)
    if bearing and EARLIER not in decided:
        raise Refusal("earlier.unanswered", bearing[0].id, missing=(EARLIER,))


def _refusal(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    _ground(getattr(command.body, "ground", ""), "case", law)


def _decision(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """A decision that frees names its ground; one that grants has none."""
    body = command.body
    if body.outcome_code in {"refused", "reversed"}:
        _refusal(case, command, law, now)
        _cure_first(case, command, law, now)
    elif getattr(body, "ground", ""):
        raise Refusal("ground.not_expected", "ground")


def _cure_first(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """Nobody is asked to sign a refusal that art. 45 forbids; one that was signed frees the person all the same."""
    said = Said(command.type, command.by, command.subject, command.body, text(now))
    problem = cure_first(case, said, law) if case else None
    if problem is not None:
        raise problem


def _release(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """A release names its ground, and none that its own clocks deny: on some of them nobody is sought again (Riyadh 48)."""
    ground = getattr(command.body, "ground", "")
    _ground(ground, "freed", law)
    if case is not None and not borne_out(case, ground, text(now)):
        raise Refusal("ground.not_borne_out", "ground")


def _arrest(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    body = command.body
    if isinstance(body, says.PersonArrested) and body.held_from > body.arrested_at:
        raise Refusal("arrest.before_hold", "held_from")


def _file(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """An incomplete file is not sent; the 42(b) document or a request to continue may go ahead without it."""
    body, file = command.body, command.payload
    if case is None or not isinstance(body, says.FileLodged) or not isinstance(file, ExtraditionFile):
        return
    instrument = _instrument(case.instrument, law)
    held = present(file, instrument)
    if missing(held, instrument):
        raise Refusal("file.incomplete", "42", missing=missing(held, instrument))
    if set(body.papers) != set(held):
        raise Refusal("file.papers_differ", "papers")


def _surrender_day(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    body = command.body
    if case is None or not isinstance(body, says.SurrenderDated):
        return
    _not_past(body.day, "day", case, law, now)


def _agreed_day(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    body = command.body
    if case is not None and isinstance(body, says.RedateProposed | says.ReturnUndertaken | says.TemporaryAgreed):
        _not_past(body.day, "day", case, law, now)


def _cure_day(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    body = command.body
    if case is not None and isinstance(body, says.CureAsked) and body.by_day:
        _not_past(body.by_day, "by_day", case, law, now)


def _not_past(day: str, where: str, case: Case, law: CaseLaw, now: Instant) -> None:
    if date.fromisoformat(day) < _today(case, law, now):
        raise Refusal("date.past", where)


def _custody_days(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> None:
    """The days stated in the record of the hand-over are those that the statements add up to, give or take one."""
    body = command.body
    stated = body.custody_days if isinstance(body, says.PersonSurrendered) else None
    if case is None or stated is None:
        return
    if abs(stated - days_begun(case.held_seconds(body.acted_at))) > 1:
        raise Refusal("custody.days_differ", "custody_days")


def _completed(case: Case | None, command: Command, law: CaseLaw, now: Instant) -> says.CaseBody:
    """The body with what the facts say better than its author: the longer time served, the other instruments that apply,
    and the days in custody.
    """
    body = command.body
    if isinstance(body, says.DetentionAdmitted):
        others = command.earlier if EARLIER in body.decided else (*command.earlier, *command.unsure)
        also = dict.fromkeys((*body.also, *_also(case, command.request, law, now)))
        return structs.replace(body, held_before=max(body.held_before, served(others, text(now))), also=tuple(also))
    if case is not None and isinstance(body, says.DetentionCounted):
        return counted(case, body, (*command.earlier, *command.unsure), text(now))
    if case is not None and isinstance(body, says.PersonSurrendered) and body.custody_days is None:
        return structs.replace(body, custody_days=days_begun(case.held_seconds(body.acted_at)))
    return body


def _also(case: Case | None, request: DetentionRequest | None, law: CaseLaw, now: Instant) -> tuple[str, ...]:
    """The instruments beside the one named that may carry such a request between these two, by the tables."""
    if case is None or request is None:
        return ()
    on = _today(case, law, now)
    klass = class_of(law.offences, request.offence.code)
    found = choose(law, (case.requesting, case.requested), on, klass).candidates
    return tuple(one.instrument for one in found if one.result != "not_met" and one.instrument != case.instrument)


CHECKS: Mapping[str, Callable[[Case | None, Command, CaseLaw, Instant], None]] = {
    "detention.requested": _request,
    "transit.requested": _request,
    "transit.notified": _request,
    "detention.admitted": _admission,
    "detention.refused": _refusal,
    "person.arrested": _arrest,
    "file.lodged": _file,
    "cure.asked": _cure_day,
    "court.decided": _decision,
    "appeal.decided": _decision,
    "minister.decided": _decision,
    "surrender.dated": _surrender_day,
    "surrender.redated": _surrender_day,
    "surrender.redate_proposed": _agreed_day,
    "return.undertaken": _agreed_day,
    "temporary.agreed": _agreed_day,
    "person.surrendered": _custody_days,
    "person.released": _release,
}
