"""Cases in every state, told to the fold, and every statement in the forms in which it might fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import structs

from mithaq.domain.case import events as says
from mithaq.domain.case import events_desk as desk
from mithaq.domain.case import events_floor as floor
from mithaq.domain.case import events_speciality as speciality
from mithaq.domain.case import events_transit as transits
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.events_beside import (
    ProsecutionNotOwed,
    ProsecutionReported,
    ProsecutionUndertaken,
    RemovalAnswered,
    RemovalReported,
    RequestsRanked,
)
from mithaq.domain.case.events_counsel import CounselNamed, CounselRelieved, FilingLodged, FilingShared
from mithaq.domain.case.facts_after import Afterwards, Asked, Removal
from mithaq.domain.case.facts_floor import Assurance
from mithaq.domain.case.runs import PASSAGE
from mithaq.domain.case.states import Clock
from mithaq.domain.instant import text
from tests.unit.domain.case.story import ALL_PAPERS, EG, JO, OC, TN, Story, days, requested, rights, transit_body

REQUESTING, REQUESTED, STRANGER, COMMISSION = TN, JO, EG, OC
NOW = 20.0
"""The day on which everything is tried: before the first clock ends."""

HOURS_AGO = NOW - 0.1
"""A passage that began then is within its hours."""

LATE = 100.0
"""And a day when every clock is over."""

DAY = text(days(NOW))


def cases() -> Iterator[Case]:
    """At least one case in each state, each also with a removal that waits for an answer; in custody also one with a
    complete file, and one that awaits a receipt.
    """
    for case in _cases():
        yield case
        row = Lodged("3" * 64, "warrant.lodged", received_at=DAY)
        yield structs.replace(case, lodged=(*case.lodged, row), counsel=("o-0000000000000007",))
        asked = Assurance("2" * 64, "death_penalty", DAY)
        yield structs.replace(case, floor=structs.replace(case.floor, assurances=(asked,)))
        yield structs.replace(case, removals=(*case.removals, Removal("7" * 64, DAY, TN, reported=True)))


def _cases() -> Iterator[Case]:
    yield Story().tell("detention.requested", TN, requested(), 0).now  # cites nothing: unfounded
    yield from (Story().request().now, Story().request().lodge_warrant(1).now, Story().request().admit().now)
    yield Story().request().lodge_warrant(1).admit(2).now
    refusal = says.DetentionRefused("own_national")
    yield Story().request().tell("detention.refused", JO, refusal, 0).now
    yield Story().request().withdraw(1).now
    held = Story().request().admit().arrest
    yield from (held().now, held().lodge_warrant(1).now)
    yield from (_custody().now, _custody().file(5).now, _custody().lodge_warrant(5).now)
    yield from (_granted().now, _granted().lodge_warrant(11).now)
    yield from (_appealed().now, _appealed().lodge_warrant(12).now)
    yield from (_granted().waive(12).now, _granted().waive(12).lodge_warrant(13).now)
    yield from (_dated().now, _dated().lodge_warrant(15).now)
    yield from (_dated().surrender(16).now, _received().now, _undertaken().now)
    yield from (_custody().withdraw(5).now, _dated().surrender(16).withdraw(17).now)
    yield _custody().court(LATE).now  # came too late: lapsed, and nobody has signed that yet
    yield from (_custody().withdraw(5).release(6).now, _custody().remove(5).now)
    yield Story().tell("detention.requested", TN, requested(), 0).tell("case.closed", TN, says.CaseClosed(), 1).now
    yield _undertaken().tell("case.closed", TN, says.CaseClosed(), 19).now
    yield from _transits()
    yield from _afterwards()
    yield from _late_papers()
    yield from _on_consent()
    yield from _away()
    yield from _with_property()


def _afterwards() -> Iterator[Case]:
    """What may follow the hand-over: a new file, received or not, and questions that wait; a refusal that obliges."""
    done = _undertaken().tell("file.lodged", TN, says.FileLodged(ALL_PAPERS), 18.5)
    yield done.now
    file = Lodged("6" * 64, "file.lodged", ALL_PAPERS, DAY)
    asked = (Asked("5" * 64, "speciality", DAY), Asked("4" * 64, "onward", DAY, EG))
    after = Afterwards(("6" * 64,), asked, final_release_at=text(days(18)), free=True)
    yield structs.replace(done.now, lodged=(*done.now.lodged, file), after=after)
    refused = Story().request().tell("detention.refused", JO, says.DetentionRefused("own_national"), 0)
    yield refused.copy().tell("case.closed", TN, says.CaseClosed(), 2).now
    free = _custody().court(10, "refused", ground="own_national")
    yield from (free.now, free.release(12).now)
    owed = refused.tell("prosecution.undertaken", JO, ProsecutionUndertaken(), 1)
    yield owed.now
    yield owed.tell("case.closed", TN, says.CaseClosed(), 2).now
    due = (
        _custody()
        .court(10, "refused", ground="own_national")
        .tell("prosecution.undertaken", JO, ProsecutionUndertaken(), 11)
    )
    yield due.now
    yield due.release(12).now


def _transits() -> Iterator[Case]:
    """Transit in each of its states, and the case of a landing in those in which the journey may still go on."""
    for notified in (False, True):
        yield Story().transit(notified=notified).now
        yield Story().transit(notified=notified).lodge_warrant(1).now
        yield Story().transit(notified=notified).file(1).now
    permitted = Story().transit().file(1).tell("transit.permitted", JO, transits.TransitPermitted(), 2)
    yield permitted.now
    yield structs.replace(permitted.now, lodged=(*permitted.now.lodged, Lodged("8" * 64, "warrant.lodged")))
    for since in (3, HOURS_AGO):
        yield permitted.copy().tell("transit.entered", JO, transits.TransitEntered(text(days(since))), since).now
    entered = permitted.tell("transit.entered", JO, transits.TransitEntered(text(days(3))), 3)
    yield entered.tell("transit.left", JO, transits.TransitLeft(text(days(3.5))), 3.5).now
    yield Story().transit().tell("transit.refused", JO, transits.TransitRefused("wanted_here"), 2).now
    for filed, day in ((False, 2), (True, 2), (False, HOURS_AGO), (True, HOURS_AGO)):
        landed = Story().transit(notified=True)
        landed = (landed.file(1) if filed else landed).land(day)
        yield landed.now
        yield landed.admit(day).now
        landed.arrest(day).rights(day + 0.01)
        yield landed.now
        if filed:
            yield landed.tell("transit.permitted", JO, transits.TransitPermitted(), day + 0.02).now


def _late_papers() -> Iterator[Case]:
    """A release does not end the request: papers may come, and with the complete file a new arrest is possible."""
    yield _custody().withdraw(5).lodge_warrant(6).now
    yield _custody().file(5).release(6).now
    yield _custody().release(6).lodge_warrant(7).now
    yield _escaped().lodge_warrant(7).now


def _on_consent() -> Iterator[Case]:
    yield from (_consent().now, _consent().court(10).now)
    yield _consent().court(10).date(14, text(days(25))[:10]).now
    yield _postponed(_consent().court(10)).now
    yield _lent(_consent().court(10)).now
    yield _consent().escape(7).arrest(8).now
    yield from (_consent().escape(7).now, _consent().withdraw(7).now)
    yield from (_consent().release(7).now, _consent().release(7).order_arrest(8).now)


def _away() -> Iterator[Case]:
    """Where this request no longer holds the person, and dates that one side has proposed."""
    yield _granted().waive(12).no_minister(13).now
    undertaken = _postponed().no_minister(15).tell("return.undertaken", TN, says.ReturnUndertaken(_day(30)), 16)
    yield from (_postponed().now, undertaken.now, _lent().now, _escaped().now, _custody().die(6).now)
    for party in (TN, JO):
        yield _dated().tell("surrender.redate_proposed", party, says.RedateProposed(_day(NOW)), 15).now


def _with_property() -> Iterator[Case]:
    """In every state in which property may go, once seized and once handed over."""
    final = Story().to_custody().seize(2).file(5).court(10).waive(12)
    for handed in (False, True):
        told = final.copy().hand(13) if handed else final.copy()
        dated = told.copy().date(14, _day(15))
        gone = dated.copy().surrender(16)
        received = gone.copy().taken_over(17)
        undertaken = received.copy().tell("speciality.undertaken", TN, says.SpecialityUndertaken(), 18)
        yield from (told.now, dated.now, gone.now, received.now, undertaken.now)
        yield from (_postponed(told.copy()).now, _lent(told.copy()).now, told.copy().escape(14).now)
        yield from (told.copy().die(14).now, told.copy().remove(14).now)
        due = told.copy().withdraw(14)
        yield from (due.now, due.release(15).now, due.tell("case.closed", TN, says.CaseClosed(), 16).now)


DECIDED = (
    "court.decided", "appeal.decided", "minister.decided", "custody.reviewed", "interest.weighed", "risk.assessed",
)  # fmt: skip


def bodies(type: str, case: Case) -> Iterator[says.CaseBody]:
    """The statement in every form that might fit."""
    if type == "lodgement.received":
        yield from (says.LodgementReceived(row.hash, DAY) for row in case.lodged)
        yield says.LodgementReceived("9" * 64, DAY)
    elif type == "detention.lapsed":
        yield from (says.DetentionLapsed(clock, DAY) for clock in (*Clock, *PASSAGE.values()))
    elif type in _OF:
        yield from (_OF[type](row.hash) for row in case.lodged)
        yield _OF[type]("9" * 64)
    elif type == "removal.answered":
        for hash in ("9" * 64, *(one.hash for one in case.removals)):
            yield from (RemovalAnswered(hash, "found"), RemovalAnswered(hash, "unfounded"))
    elif type in DECIDED:
        yield from _decisions(type)
    else:
        yield _PLAIN[type]


def _decisions(type: str) -> Iterator[says.CaseBody]:
    match type:
        case "court.decided":
            yield says.CourtDecided("granted", DAY, True, "", "court")
            yield says.CourtDecided("refused", DAY, True, "own_national")
        case "appeal.decided":
            yield says.AppealDecided("confirmed", DAY, True)
            yield says.AppealDecided("reversed", DAY, True, "own_national")
        case "minister.decided":
            yield says.MinisterDecided("granted", DAY)
            yield says.MinisterDecided("refused", DAY, "own_national")
        case "interest.weighed":
            yield from (floor.InterestWeighed("compatible", DAY, True), floor.InterestWeighed("against", DAY, True))
        case "risk.assessed":
            yield from (floor.RiskAssessed("excluded", DAY, True), floor.RiskAssessed("real_risk", DAY, True))
        case _:
            yield from (says.CustodyReviewed("upheld", DAY, True), says.CustodyReviewed("ended", DAY, True))


_OF: dict[str, Callable[[str], says.CaseBody]] = {
    "paper.sent": lambda of: desk.PaperSent(of, "courier"),
    "paper.received": lambda of: desk.PaperReceived(of, DAY),
    "file.forwarded": lambda of: desk.FileForwarded(of, "another_desk", "file"),
}

_PLAIN: dict[str, says.CaseBody] = {
    "detention.requested": requested(),
    "release.noticed": says.ReleaseNoticed(),
    "detention.admitted": says.DetentionAdmitted(),
    "detention.refused": says.DetentionRefused("own_national"),
    "person.arrested": says.PersonArrested(DAY, DAY),
    "rights.informed": rights(DAY),
    "warrant.lodged": says.WarrantLodged(),
    "continuation.requested": says.ContinuationRequested(),
    "file.lodged": says.FileLodged(("identity",)),
    "detention.extended": says.DetentionExtended(DAY, text(days(NOW + 30)), True),
    "appeal.lodged": says.AppealLodged(DAY),
    "appeal.waived": says.AppealWaived(DAY),
    "appeal.lapsed": says.AppealLapsed(DAY),
    "surrender.dated": says.SurrenderDated(DAY[:10]),
    "person.surrendered": says.PersonSurrendered(DAY),
    "surrender.received": says.SurrenderReceived(DAY),
    "speciality.undertaken": says.SpecialityUndertaken(),
    "person.released": says.PersonReleased(DAY, "request_withdrawn"),
    "request.withdrawn": says.RequestWithdrawn(),
    "person.removed": says.PersonRemoved(DAY, TN),
    "message.sent": says.MessageSent(),
    "case.closed": says.CaseClosed(),
    "speciality.consent_asked": speciality.SpecialityConsentAsked("6" * 64),
    "speciality.consent_given": speciality.SpecialityConsentGiven("5" * 64),
    "speciality.consent_refused": speciality.SpecialityConsentRefused("5" * 64, "consent_withheld"),
    "onward.asked": speciality.OnwardAsked(EG),
    "onward.consented": speciality.OnwardConsented("4" * 64),
    "onward.refused": speciality.OnwardRefused("4" * 64, "consent_withheld"),
    "charge.recharacterised": speciality.ChargeRecharacterised(),
    "release.final": speciality.FinalRelease(DAY, free_to_leave=True),
    "stay.stated": speciality.StayStated("returned", DAY),
    "speciality.breached": speciality.SpecialityBreached("other_act"),
    "requests.ranked": RequestsRanked(1, 2, ("harmed",)),
    "counsel.named": CounselNamed("o-0000000000000008"),
    "counsel.relieved": CounselRelieved("o-0000000000000007"),
    "filing.lodged": FilingLodged(),
    "filing.shared": FilingShared(),
    "prosecution.undertaken": ProsecutionUndertaken(),
    "prosecution.not_owed": ProsecutionNotOwed(),
    "prosecution.reported": ProsecutionReported("convicted"),
    "transit.requested": transit_body(),
    "transit.notified": transit_body(notified=True),
    "transit.permitted": transits.TransitPermitted(),
    "transit.refused": transits.TransitRefused("wanted_here"),
    "transit.entered": transits.TransitEntered(DAY),
    "transit.left": transits.TransitLeft(DAY),
    "landing.stated": transits.LandingStated(DAY),
    "removal.reported": RemovalReported(DAY, TN),
    "cure.asked": says.CureAsked(("evidence",), DAY[:10]),
    "consent.given": says.ConsentGiven(DAY, "present", "not_needed", True),
    "consent.revoked": says.ConsentRevoked(DAY),
    "judge.heard": says.JudgeHeard(DAY, "present", "not_needed"),
    "minister.not_foreseen": says.MinisterNotForeseen(),
    "detention.counted": says.DetentionCounted(20 * 86_400),
    "rearrest.ordered": says.RearrestOrdered(DAY),
    "person.escaped": says.PersonEscaped(DAY),
    "person.died": says.PersonDied(DAY),
    "surrender.redate_proposed": says.RedateProposed(DAY[:10]),
    "surrender.redated": says.SurrenderRedated(DAY[:10]),
    "surrender.postponed": says.SurrenderPostponed(DAY, "serving"),
    "postponement.ended": says.PostponementEnded(DAY),
    "return.undertaken": says.ReturnUndertaken(DAY[:10]),
    "temporary.agreed": says.TemporaryAgreed(DAY[:10]),
    "person.lent": says.PersonLent(DAY),
    "person.lent_received": says.LentReceived(DAY),
    "person.returned": says.PersonReturned(DAY),
    "person.return_received": says.ReturnReceived(DAY),
    "property.seized": says.PropertySeized(DAY, "none_known"),
    "property.handed": says.PropertyHanded(DAY, "settled"),
    "property.received": says.PropertyReceived(DAY),
    "custody.credited": says.CustodyCredited(DAY, 20),
    "assurance.asked": floor.AssuranceAsked("retrial"),
    "assurance.given": floor.AssuranceGiven("2" * 64),
    "assurance.declined": floor.AssuranceDeclined("2" * 64),
    "minor.noted": floor.MinorNoted(),
}


def instants() -> tuple[datetime, datetime]:
    """When each is tried."""
    return days(NOW), days(LATE)


def _custody() -> Story:
    return Story().to_custody()


def _granted() -> Story:
    return _custody().file(5).court(10)


def _appealed() -> Story:
    return _granted().tell("appeal.lodged", JO, says.AppealLodged(text(days(11))), 11)


def _dated() -> Story:
    return _granted().waive(12).date(14, _day(15))


def _received() -> Story:
    return _dated().surrender(16).taken_over(17)


def _undertaken() -> Story:
    return _received().tell("speciality.undertaken", TN, says.SpecialityUndertaken(), 18)


def _consent() -> Story:
    return _custody().file(5).consent(6)


def _postponed(final: Story | None = None) -> Story:
    return (final or _granted().waive(12)).postpone(15)


def _lent(final: Story | None = None) -> Story:
    return _postponed(final).lend(16, _day(30))


def _escaped() -> Story:
    return _custody().escape(6)


def _day(number: float) -> str:
    return text(days(number))[:10]
