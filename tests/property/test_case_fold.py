"""Whatever arrives, in whatever order, from whomever: the fold does not raise, and never trades a person's freedom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.case import events as says
from mithaq.domain.case import events_desk as desk
from mithaq.domain.case import events_floor as floor
from mithaq.domain.case import events_speciality as speciality
from mithaq.domain.case import events_transit as transits
from mithaq.domain.case.case import Case
from mithaq.domain.case.events_beside import (
    ProsecutionNotOwed,
    ProsecutionReported,
    ProsecutionUndertaken,
    RemovalAnswered,
    RemovalReported,
    RequestsRanked,
)
from mithaq.domain.case.events_counsel import CounselNamed, CounselRelieved, FilingLodged, FilingShared
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.states import CaseState, Clock, Party
from mithaq.domain.case.view import due_lapses, status
from mithaq.domain.events import Author, Cite, Event
from mithaq.domain.instant import text
from tests.unit.domain.case.story import (
    ALL_PAPERS,
    BOUND,
    CASE,
    CIRCULATED,
    EG,
    GRANTED,
    IQ,
    JO,
    OC,
    START,
    TN,
    days,
    law,
    requested,
    rights,
    transit_body,
)

S = CaseState
HANDED_OVER = {S.SURRENDERED, S.RECEIVED, S.SPECIALITY}
LATER = datetime(2027, 6, 1, tzinfo=UTC)

instants = st.integers(0, 120 * 24).map(lambda hours: text(START + timedelta(hours=hours)))
broken = st.sampled_from(
    ["", "no instant", "2026-02-30T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00+14:00"]
)
moments = st.one_of(instants, instants, instants, broken)
hashes = st.integers(0, 40).map(lambda number: f"{number:064x}")
days_text = st.sampled_from(["2026-03-20", "2026-05-01", "2026-02-31", ""])
papers = st.lists(st.sampled_from(ALL_PAPERS), max_size=6).map(tuple)

BODIES: dict[str, st.SearchStrategy[says.CaseBody]] = {
    "detention.requested": st.builds(
        requested, st.sampled_from([JO, JO, JO, EG, TN]), st.sampled_from(["riyadh-1983", "riyadh-1983", "none"])
    ),
    "detention.admitted": st.builds(
        says.DetentionAdmitted,
        st.sampled_from([(), (), ("minor",), ("torture_risk",)]),
        st.integers(0, 10_000_000),
    ),
    "detention.refused": st.just(says.DetentionRefused("own_national")),
    "person.arrested": st.builds(
        says.PersonArrested, moments, moments, st.sampled_from(["in_force", "in_force", "ended_since", "ended"])
    ),
    "rights.informed": st.builds(rights, moments, consul_notified=st.booleans(), reasons_told=st.booleans()),
    "warrant.lodged": st.just(says.WarrantLodged()),
    "continuation.requested": st.just(says.ContinuationRequested()),
    "file.lodged": st.builds(says.FileLodged, papers),
    "lodgement.received": st.builds(
        says.LodgementReceived, hashes, moments, papers, st.sampled_from(["counts", "counts", "paper"])
    ),
    "detention.extended": st.builds(says.DetentionExtended, moments, moments, st.booleans()),
    "court.decided": st.builds(
        says.CourtDecided,
        st.sampled_from(["granted", "refused"]),
        moments,
        st.booleans(),
        st.just(""),
        st.sampled_from(["court", "court", "other", "not_known"]),
    ),
    "appeal.lodged": st.builds(says.AppealLodged, moments),
    "appeal.decided": st.builds(says.AppealDecided, st.sampled_from(["confirmed", "reversed"]), moments, st.booleans()),
    "appeal.waived": st.builds(says.AppealWaived, moments),
    "appeal.lapsed": st.builds(says.AppealLapsed, moments),
    "surrender.dated": st.builds(says.SurrenderDated, days_text),
    "person.surrendered": st.builds(says.PersonSurrendered, moments),
    "surrender.received": st.builds(says.SurrenderReceived, moments),
    "speciality.undertaken": st.just(says.SpecialityUndertaken()),
    "person.released": st.builds(says.PersonReleased, moments, st.just("clock_lapsed")),
    "detention.lapsed": st.builds(says.DetentionLapsed, st.sampled_from(Clock), moments),
    "release.noticed": st.just(says.ReleaseNoticed()),
    "request.withdrawn": st.just(says.RequestWithdrawn()),
    "person.removed": st.builds(says.PersonRemoved, moments, st.sampled_from([TN, EG])),
    "message.sent": st.just(says.MessageSent()),
    "case.closed": st.just(says.CaseClosed()),
    "speciality.consent_asked": st.builds(speciality.SpecialityConsentAsked, hashes),
    "speciality.consent_given": st.builds(speciality.SpecialityConsentGiven, hashes),
    "speciality.consent_refused": st.builds(speciality.SpecialityConsentRefused, hashes, st.just("consent_withheld")),
    "onward.asked": st.builds(speciality.OnwardAsked, st.sampled_from([TN, EG])),
    "onward.consented": st.builds(speciality.OnwardConsented, hashes),
    "onward.refused": st.builds(speciality.OnwardRefused, hashes, st.just("consent_withheld")),
    "charge.recharacterised": st.just(speciality.ChargeRecharacterised()),
    "release.final": st.builds(speciality.FinalRelease, moments, st.booleans()),
    "stay.stated": st.builds(speciality.StayStated, st.sampled_from(["stayed", "returned"]), moments),
    "speciality.breached": st.builds(speciality.SpecialityBreached, st.sampled_from(["other_act", "onward_surrender"])),
    "prosecution.undertaken": st.just(ProsecutionUndertaken()),
    "prosecution.not_owed": st.just(ProsecutionNotOwed()),
    "prosecution.reported": st.builds(ProsecutionReported, st.sampled_from(["convicted", "pending"])),
    "paper.sent": st.builds(desk.PaperSent, hashes, st.just("courier")),
    "paper.received": st.builds(desk.PaperReceived, hashes, moments, papers),
    "file.forwarded": st.builds(desk.FileForwarded, hashes, st.just("another_desk"), st.just("file")),
    "requests.ranked": st.builds(RequestsRanked, st.integers(1, 3), st.integers(2, 3)),
    "counsel.named": st.builds(CounselNamed, st.sampled_from(["o-0000000000000007", "o-0000000000000008"])),
    "counsel.relieved": st.builds(CounselRelieved, st.just("o-0000000000000007")),
    "filing.lodged": st.just(FilingLodged()),
    "filing.shared": st.just(FilingShared()),
    "transit.requested": st.builds(transit_body, st.sampled_from([JO, EG, TN])),
    "transit.notified": st.builds(transit_body, st.sampled_from([JO, EG, TN]), notified=st.just(True)),
    "transit.permitted": st.just(transits.TransitPermitted()),
    "transit.refused": st.just(transits.TransitRefused("wanted_here")),
    "transit.entered": st.builds(transits.TransitEntered, moments),
    "transit.left": st.builds(transits.TransitLeft, moments),
    "landing.stated": st.builds(transits.LandingStated, moments),
    "removal.reported": st.builds(RemovalReported, moments, st.sampled_from([TN, EG])),
    "removal.answered": st.builds(RemovalAnswered, hashes, st.sampled_from(["found", "unfounded"])),
    "cure.asked": st.builds(says.CureAsked, papers, days_text),
    "custody.reviewed": st.builds(says.CustodyReviewed, st.sampled_from(["upheld", "ended"]), moments, st.booleans()),
    "consent.given": st.builds(
        says.ConsentGiven, moments, st.just("present"), st.just("not_needed"), st.sampled_from([True, True, False])
    ),
    "consent.revoked": st.builds(says.ConsentRevoked, moments),
    "judge.heard": st.builds(says.JudgeHeard, moments, st.just("present"), st.just("present")),
    "minister.decided": st.builds(says.MinisterDecided, st.sampled_from(["granted", "refused"]), moments),
    "minister.not_foreseen": st.just(says.MinisterNotForeseen()),
    "detention.counted": st.builds(
        says.DetentionCounted, st.integers(0, 10_000_000), st.sampled_from([False, False, True]), st.booleans()
    ),
    "rearrest.ordered": st.builds(says.RearrestOrdered, moments),
    "person.escaped": st.builds(says.PersonEscaped, moments),
    "person.died": st.builds(says.PersonDied, moments),
    "surrender.redate_proposed": st.builds(says.RedateProposed, days_text),
    "surrender.redated": st.builds(says.SurrenderRedated, days_text),
    "surrender.postponed": st.builds(says.SurrenderPostponed, moments, st.just("tried")),
    "postponement.ended": st.builds(says.PostponementEnded, moments),
    "return.undertaken": st.builds(says.ReturnUndertaken, days_text),
    "temporary.agreed": st.builds(says.TemporaryAgreed, days_text),
    "person.lent": st.builds(says.PersonLent, moments),
    "person.lent_received": st.builds(says.LentReceived, moments),
    "person.returned": st.builds(says.PersonReturned, moments),
    "person.return_received": st.builds(says.ReturnReceived, moments),
    "property.seized": st.builds(says.PropertySeized, moments, st.just("claimed")),
    "property.handed": st.builds(says.PropertyHanded, moments, st.just("settled")),
    "property.received": st.builds(says.PropertyReceived, moments),
    "assurance.asked": st.builds(floor.AssuranceAsked, st.sampled_from(["death_penalty", "retrial"])),
    "assurance.given": st.builds(floor.AssuranceGiven, hashes),
    "assurance.declined": st.builds(floor.AssuranceDeclined, hashes),
    "minor.noted": st.just(floor.MinorNoted()),
    "interest.weighed": st.builds(
        floor.InterestWeighed, st.sampled_from(["compatible", "against"]), moments, st.booleans()
    ),
    "risk.assessed": st.builds(floor.RiskAssessed, st.sampled_from(["excluded", "real_risk"]), moments, st.booleans()),
    "custody.credited": st.builds(says.CustodyCredited, moments, st.integers(0, 100)),
}


CITED = (Cite(TN, 1, CIRCULATED), Cite(JO, 1, BOUND), Cite(IQ, 1, GRANTED))


@st.composite
def statements(draw: st.DrawFn, types: list[str] | None = None) -> Event:
    """Any statement by anybody at any time, with or without citations, of a type that fits its body or not."""
    type = draw(st.sampled_from(types or sorted(BODIES)))
    body = draw(BODIES[type])
    member, lamport = draw(st.sampled_from([TN, TN, JO, JO, JO, EG, OC])), draw(st.integers(1, 40))
    cited = draw(st.booleans())
    return Event(
        type=draw(st.sampled_from([type, type, type, type, "court.decided"])),
        member=member,
        seq=draw(st.integers(1, 1000)),
        lamport=lamport,
        at=draw(moments),
        author=Author("o", "p", "prosecutor", "a"),
        subject=CASE,
        body=body,
        content="",
        hash=f"{lamport:064x}",
        cites=CITED if cited else (),
    )


def main_path() -> list[tuple[str, str, says.CaseBody, float]]:
    """The statements of a case that ends well, with the day of each."""

    def day(number: float) -> str:
        return text(days(number))

    return [
        ("detention.requested", TN, requested(), 0),
        ("detention.admitted", JO, says.DetentionAdmitted(), 0.1),
        ("person.arrested", JO, says.PersonArrested(day(0.2), day(0.3)), 0.3),
        ("rights.informed", JO, rights(day(0.4)), 0.4),
        ("file.lodged", TN, says.FileLodged(ALL_PAPERS), 5),
        ("lodgement.received", JO, says.LodgementReceived(f"{10:064x}", day(5.1)), 5.1),
        ("court.decided", JO, says.CourtDecided("granted", day(10), True, "", "court"), 10),
        ("appeal.waived", JO, says.AppealWaived(day(12)), 12),
        ("minister.not_foreseen", JO, says.MinisterNotForeseen(), 13),
        ("surrender.dated", JO, says.SurrenderDated("2026-03-25"), 14),
        ("person.surrendered", JO, says.PersonSurrendered(day(20)), 20),
        ("surrender.received", TN, says.SurrenderReceived(day(20.1)), 20.1),
        ("speciality.undertaken", TN, says.SpecialityUndertaken(), 21),
        ("case.closed", TN, says.CaseClosed(), 22),
    ]


@st.composite
def journals(draw: st.DrawFn) -> list[Event]:
    """A main path from which statements are missing and into which others fall, so that late states are reached too."""
    told = []
    for index, (type, member, body, day) in enumerate(main_path()):
        if draw(st.integers(0, 14)) == 0:
            continue
        lamport = 2 * (index + 1)
        cited = (Cite(TN, 1, CIRCULATED), Cite(JO, 1, BOUND))
        author = Author("o", "p", "prosecutor", "a")
        told.append(
            Event(
                type,
                member,
                index + 1,
                lamport,
                text(days(day)),
                author,
                CASE,
                body,
                "",
                f"{lamport:064x}",
                cites=cited,
            )
        )
    return told + draw(st.lists(statements(), max_size=6))


def folded(events: list[Event]) -> list[Case | None]:
    """The case after each statement, in the order of the fold."""
    case, seen = None, []
    for event in sorted(events, key=lambda event: event.order):
        case = evolve(case, event, law())
        seen.append(case)
    return seen


def judge(case: Case) -> None:
    """What must hold of any case at any time."""
    if case.state in HANDED_OVER:
        assert case.informed_at
        assert case.court_at
        assert case.missing_papers(law().instruments["riyadh-1983"]) == ()
        assert case.surrender_day
        assert not case.release_due_at
        assert case.floor.missing == ()
    if case.held_by == Party.REQUESTING and case.state not in HANDED_OVER | {S.CLOSED}:
        assert case.release_due or (case.state == S.LENT and case.lending.due_at)
    assert case.held_before >= 0
    if case.held_until:
        assert case.held_from
    if case.state == S.REMOVED:
        assert case.breaches
    if case.state in HANDED_OVER:
        assert case.decision == S.FINAL
    if case.release_due:
        assert case.release_due_at
        assert case.release_reason
    if case.in_custody:
        assert any(run.running and run.must_release for run in case.clocks)
    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case
    view = status(case, LATER)
    assert view.state not in {S.ARRESTED, S.INFORMED, S.GRANTED, S.APPEALED, S.FINAL, S.DATED}
    due_lapses(case, LATER)


@given(st.lists(statements(), max_size=25))
def test_any_statements_in_any_order(events: list[Event]) -> None:
    for case in folded(events):
        if case is not None:
            judge(case)


@given(journals())
def test_any_disturbance_of_the_main_path(events: list[Event]) -> None:
    before: Case | None = None
    for case in folded(events):
        assert case is not None or before is None
        if case is not None:
            judge(case)
        if before is not None and case is not None and before.release_due:
            assert case.state in {S.RELEASE_DUE, S.REMOVED, S.RELEASED, S.DIED}
        before = case


@given(journals(), st.randoms(use_true_random=False))
def test_arrival_order_does_not_matter(events: list[Event], chance: object) -> None:
    unique = list({event.order: event for event in events}.values())
    shuffled = sorted(unique, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' own Random
    assert folded(shuffled) == folded(unique)


@given(statements())
def test_nobody_else_opens_or_touches_a_case(event: Event) -> None:
    base = folded(opened())[-1]
    assert base is not None
    if event.member == EG:
        after = evolve(base, event, law())
        assert after is not None
        assert after.state == base.state
        assert after.clocks == base.clocks


def opened() -> list[Event]:
    """A case with a person in custody."""
    author, cited = Author("o", "p", "prosecutor", "a"), (Cite(TN, 1, CIRCULATED), Cite(JO, 1, BOUND))
    return [
        Event(type, member, i + 1, i + 1, text(days(day)), author, CASE, body, "", f"{i:064x}", cites=cited)
        for i, (type, member, body, day) in enumerate(main_path()[:4])
    ]


def passage() -> list[tuple[str, str, says.CaseBody, float]]:
    """A transit, the landing on its way, and the ordinary case that follows."""
    landed = text(days(1))
    return [
        ("transit.notified", TN, transit_body(notified=True), 0),
        ("file.lodged", TN, says.FileLodged(ALL_PAPERS), 0.2),
        ("lodgement.received", JO, says.LodgementReceived(f"{4:064x}", text(days(0.3))), 0.3),
        ("landing.stated", JO, transits.LandingStated(landed), 1),
        ("detention.admitted", JO, says.DetentionAdmitted(), 1.1),
        ("person.arrested", JO, says.PersonArrested(text(days(1.2)), text(days(1.2))), 1.2),
        ("rights.informed", JO, rights(text(days(1.3))), 1.3),
        ("court.decided", JO, says.CourtDecided("granted", text(days(10)), True, "", "court"), 10),
    ]


@given(st.lists(statements(), max_size=6), st.sets(st.integers(0, 7), max_size=2))
def test_any_disturbance_of_a_landing(disturbing: list[Event], left_out: set[int]) -> None:
    author, told = Author("o", "p", "prosecutor", "a"), []
    for index, (type, member, body, day) in enumerate(passage()):
        lamport = 2 * (index + 1)
        event = Event(
            type, member, index + 1, lamport, text(days(day)), author, CASE, body, "", f"{lamport:064x}", cites=CITED
        )
        told += [] if index in left_out else [event]
    for case in folded(told + disturbing):
        if case is not None:
            judge(case)
            if case.transit and case.transit.landed_at and case.in_custody:
                assert case.held_from <= case.transit.landed_at
