"""Whatever is said about an alert, by whomever and in whatever order: the fold does not raise, and nothing circulates
that was not approved and reviewed by enough different people."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.alert import Alert, Version, evolve
from mithaq.domain.alert_events import (
    AlertAmended,
    AlertApproved,
    AlertCirculated,
    AlertDiscontinued,
    AlertDrafted,
    BatchAccepted,
    ErasureConfirmed,
    HitReleased,
    Listed,
    LogRoot,
    MarkerConfirmed,
    ReviewAccepted,
    ReviewRefused,
)
from mithaq.domain.alert_shape import MAX_VOIDS
from mithaq.domain.audience import readers, versions
from mithaq.domain.events import Author, Body, Event
from mithaq.domain.review.duty import OnDuty
from mithaq.domain.review.events import (
    LotAnswered,
    LotDrawn,
    LotSealed,
    ReviewAnswered,
    ReviewAsked,
    ReviewerCalled,
)
from mithaq.domain.review.fold import place_for_next
from mithaq.domain.review.lot import callable_now, seal_of
from mithaq.domain.review.steps import matter, under_review
from mithaq.domain.shield.statements import CommissionBatchCleared, CommissionCleared, CommissionWithheld
from mithaq.law.load import load_law

LAW = load_law(demo=True)
ALERT = "a-544e00000000000000000001"
AT = "2026-11-22T08:00:00.000Z"
END = "2026-11-23T08:00:00.000Z"
WHY = "danger_to_life"
ITEMS = {"i-544e000000000001": "1" * 64, "i-544e000000000002": "2" * 64}

VALUE = "0f" * 32
DUTY = tuple(
    OnDuty(f"o-{one}", one, "2026-01-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z") for one in ("DZ", "KW", "OM")
)

reviewers = st.sampled_from([*(line.reviewer for line in DUTY), "o-1"])
contents = st.integers(1, 4).map(lambda number: f"{number:064x}")
states = st.sampled_from(["TN", "DZ", "KW", "OM"])
kinds = st.sampled_from(["wanted", "wanted", "vehicle", "sanctions", "missing_child"])
listed = st.lists(st.builds(Listed, st.sampled_from([ALERT, "a-other"]), contents), min_size=1, max_size=3).map(tuple)
items = st.lists(st.sampled_from([*ITEMS, "i-unknown"]), max_size=2).map(tuple)

BODIES: dict[str, st.SearchStrategy[Body]] = {
    "alert.drafted": st.builds(
        AlertDrafted,
        kinds,
        st.just(()),
        st.booleans(),
        st.sampled_from(["", END]),
        st.sampled_from(["", WHY]),
        st.booleans(),
    ),
    "alert.amended": st.just(AlertAmended()),
    "alert.approved": st.builds(AlertApproved, contents),
    "review.lot_sealed": st.builds(LotSealed, contents, st.just(seal_of(VALUE))),
    "review.lot_answered": st.builds(LotAnswered, contents, st.just("a" * 64)),
    "review.drawn": st.builds(LotDrawn, contents, st.sampled_from([VALUE, "b" * 64])),
    "review.called": st.builds(ReviewerCalled, contents, reviewers, st.lists(reviewers, max_size=2).map(tuple)),
    "review.asked": st.builds(ReviewAsked, contents, st.just("facts")),
    "review.answered": st.builds(ReviewAnswered, contents, st.just("10GS")),
    "review.accepted": st.builds(ReviewAccepted, contents, states),
    "marker.confirmed": st.builds(MarkerConfirmed, contents, states, st.just("armed")),
    "review.refused": st.builds(ReviewRefused, contents, states, st.just("private_dispute")),
    "review.batch_accepted": st.builds(BatchAccepted, states, listed),
    "commission.cleared": st.builds(CommissionCleared, contents),
    "commission.batch_cleared": st.builds(CommissionBatchCleared, listed),
    "commission.withheld": st.builds(CommissionWithheld, contents, items),
    "alert.circulated": st.builds(AlertCirculated, contents),
    "alert.discontinued": st.builds(AlertDiscontinued, st.just("found"), items),
    "erasure.confirmed": st.builds(ErasureConfirmed, contents, items),
    "hit.released": st.just(HitReleased("TN", "object_found")),
    "log.rooted": st.just(LogRoot("2026-11-22T08", 1, "0" * 64)),
}
LIKELY = [
    "alert.approved",
    "review.accepted",
    "review.accepted",
    "commission.cleared",
    "alert.circulated",
    "alert.amended",
]
MEMBERS = {
    "review": "GS", "erasure": "EG", "commission": "OC", "review.lot_answered": "TN", "review.answered": "TN"
}  # fmt: skip
BY_NODES = dict.fromkeys(("review.lot_sealed", "review.lot_answered", "review.drawn", "review.called"), "node")
ROLES = {
    "alert.approved": "prosecutor",
    "review": "reviewer",
    "erasure": "node",
    "commission": "node",
    "review.answered": "bureau",
} | BY_NODES


@st.composite
def statements(draw: st.DrawFn) -> Event:
    """Mostly what could have an effect, now and then anything by anybody."""
    type = draw(st.sampled_from([*BODIES, *LIKELY, *LIKELY, *LIKELY]))
    family = type.partition(".")[0]
    wild = draw(st.integers(0, 9)) == 0
    member = (
        draw(st.sampled_from(["TN", "EG", "GS", "OC", "XX"])) if wild else MEMBERS.get(type, MEMBERS.get(family, "TN"))
    )
    role = draw(st.sampled_from(["bureau", "judge", "node"])) if wild else ROLES.get(type, ROLES.get(family, "bureau"))
    number = draw(st.integers(1, 4))
    known = draw(st.integers(0, 2)) == 0 and family == "review"
    person = Author(
        draw(reviewers) if known else f"o-{draw(st.integers(1, 5))}", "p", role, f"a-{draw(st.integers(1, 4))}"
    )
    lamport = draw(st.integers(2, 120))
    batch = draw(st.booleans()) and type == "alert.drafted"
    return Event(
        type, member, lamport, lamport, AT, person, ALERT, draw(BODIES[type]), f"{number:064x}", f"{lamport:x}{member}",
        "" if batch else f"{number:064x}", items=ITEMS if batch else {},
    )  # fmt: skip


def drafted(kind: str, urgent: bool) -> Event:
    """The beginning."""
    urgent = urgent and LAW.kinds[kind].urgent_hours > 0
    body = AlertDrafted(kind, urgent=urgent, because=WHY if urgent else "", expires_at=END if urgent else "")  # type: ignore[arg-type]  # drawn from kinds
    author = Author("o-1", "p", "reviewer" if kind == "sanctions" else "bureau", "a-1")
    member = "GS" if kind == "sanctions" else "TN"
    return Event("alert.drafted", member, 1, 1, AT, author, ALERT, body, f"{1:064x}", "1", f"{1:064x}")


def main_path(kind: str) -> list[tuple[str, Body, str]]:
    """From the draft to circulation, amended and circulated again: what is said, and by which person.

    Whom the lot calls, and who then accepts, depends on all that was said before: `fitted` puts it in.
    """
    owner = LAW.kinds[kind].owner
    path: list[tuple[str, Body, str]] = []
    for content in (f"{1:064x}", f"{2:064x}"):
        if content != f"{1:064x}":
            path.append(("alert.amended", AlertAmended(), "o-1"))
        if owner == "state":
            path.append(("alert.approved", AlertApproved(content), "o-2"))
        if LAW.kinds[kind].by_lot:
            path.append(("review.lot_sealed", LotSealed(content, seal_of(VALUE)), "o-9"))
            path.append(("review.lot_answered", LotAnswered(content, "a" * 64), "o-9"))
            path.append(("review.drawn", LotDrawn(content, VALUE), "o-9"))
        for state in ("DZ", "KW"):
            if LAW.kinds[kind].by_lot:
                path.append(("review.called", ReviewerCalled(content, ""), "o-9"))
            path.append(("review.accepted", ReviewAccepted(content, state), f"o-{state}"))
        if kind in LAW.clearing:
            path.append(("commission.cleared", CommissionCleared(content), "o-node"))
        path.append(("alert.circulated", AlertCirculated(content), "o-1"))
    return path


def fitted(type: str, body: Body, person: str, told: list[Event]) -> tuple[Body, str]:
    """What the lot makes of it: whoever is next is called, and whoever was called last accepts."""
    alert = folded(told)[-1]
    version = under_review(alert) if alert is not None else None
    lot = version.lot if version is not None else None
    if alert is None or version is None or lot is None:
        return body, person
    if isinstance(body, ReviewerCalled):
        place = place_for_next(lot, matter(alert, version, LAW), DUTY, AT) if lot.value else ""
        line = callable_now(lot, DUTY, alert.owner, AT, place[1]) if not isinstance(place, str) else ()
        return structs.replace(body, reviewer=line[0].reviewer if line else "o-9"), person
    if isinstance(body, ReviewAccepted) and lot.called:
        return structs.replace(body, national_of=lot.called[-1].national_of), lot.called[-1].reviewer
    return body, person


def _next(told: list[Event], index: int, type: str, body: Body, person: str) -> Event:
    """The next statement of a main path."""
    first, family, lamport = told[0], type.partition(".")[0], 10 * (index + 1)
    body, person = fitted(type, body, person, told)
    role = ROLES.get(type, ROLES.get(family, first.author.role))
    member = MEMBERS.get(type, MEMBERS.get(family, first.member))
    author = Author(person, "p", role, f"a of {person}")
    content = f"{2:064x}" if type == "alert.amended" else f"{lamport:064x}"
    return Event(type, member, lamport, lamport, AT, author, ALERT, body, content, f"{lamport}{member}", content)


@st.composite
def journals(draw: st.DrawFn) -> list[Event]:
    """A main path from which statements are missing and into which others fall, so that late states are reached too."""
    kind = draw(kinds)
    first = drafted(kind, draw(st.booleans()))
    told = [first]
    for index, (type, body, person) in enumerate(main_path(kind)):
        if draw(st.integers(0, 14)) == 0:
            continue
        told.append(_next(told, index, type, body, person))
    return told + draw(st.lists(statements(), max_size=6))


def folded(events: list[Event]) -> list[Alert | None]:
    """The alert after each statement, in the order of the fold."""
    alert, seen = None, []
    for event in sorted(events, key=lambda event: (event.order, event.hash)):
        alert = evolve(alert, event, LAW, DUTY)
        seen.append(alert)
    return seen


def judge(alert: Alert, *, batch: bool) -> None:
    """What must hold of any alert at any time. `batch`: a batch review was among what was said; nobody is drawn for that."""
    assert msgspec.json.decode(msgspec.json.encode(alert), type=Alert) == alert
    assert len(alert.voids) <= MAX_VOIDS
    assert alert.state in {"drafted", "approved", "reviewed", "refused", "circulated", "local", "discontinued"}
    if alert.current is not None and not alert.local:
        check_circulated(alert, alert.current)
        if LAW.kinds[alert.kind].by_lot and not batch:
            check_drawn(alert, alert.current)
    for version in versions(alert):
        if (alert.local or alert.ended) and version is not None:
            assert readers(alert, version, LAW) == {alert.owner}


def check_circulated(alert: Alert, version: Version) -> None:
    """Four eyes, and as many reviewers as the kind asks for; one for an urgent alert that has an end."""
    kind = LAW.kinds[alert.kind]
    reviewers = {review.reviewer for review in version.reviews}
    assert len(reviewers) == len(version.reviews) >= (1 if version.urgent else kind.reviewers)
    assert len({review.national_of for review in version.reviews} | {alert.owner}) == len(version.reviews) + 1
    assert version.drafter.id not in reviewers | {version.approver}
    assert version.approver not in reviewers
    assert version.circulated_at
    assert bool(version.cleared_at) or alert.kind not in LAW.clearing
    assert not version.refused
    if kind.approval:
        assert version.approver
    if version.urgent:
        assert version.expires_at


def check_drawn(alert: Alert, version: Version) -> None:
    """Whoever reviewed it was on the roster, was drawn, and was called in his turn; nobody is of the owner's state."""
    lot = version.lot
    assert lot is not None
    assert lot.value == VALUE
    drawn = {(one.reviewer, one.national_of) for one in lot.order}
    assert drawn == {(line.reviewer, line.national_of) for line in DUTY if line.national_of != alert.owner}
    called = {(call.reviewer, call.national_of) for call in lot.called}
    assert {(one.reviewer, one.national_of) for one in version.reviews} <= called <= drawn
    places = [[one.reviewer for one in lot.order].index(call.reviewer) for call in lot.calls]
    assert places == sorted(places), "nobody is called before his turn"
    assert len(lot.passed) <= LAW.kinds[alert.kind].passes


@given(journals())
def test_nothing_circulates_unseen(events: list[Event]) -> None:
    ended = False
    for alert in folded(events):
        assert alert is not None
        judge(alert, batch=_has_batch(events))
        assert bool(alert.ended) >= ended, "what has ended never comes back"
        ended = bool(alert.ended)


def _has_batch(events: list[Event]) -> bool:
    return any(isinstance(event.body, BatchAccepted) for event in events)


@given(st.lists(statements(), max_size=25))
def test_any_statements_without_a_beginning(events: list[Event]) -> None:
    for alert in folded(events):
        if alert is not None:
            judge(alert, batch=_has_batch(events))


@given(
    kinds, st.lists(statements(), max_size=20, unique_by=lambda event: event.order), st.randoms(use_true_random=False)
)
def test_arrival_order_does_not_matter(kind: str, events: list[Event], chance: object) -> None:
    told = [drafted(kind, False), *events]
    shuffled = sorted(told, key=lambda _: chance.random())  # type: ignore[attr-defined]  # hypothesis' own Random
    assert folded(shuffled) == folded(told)


@given(st.booleans(), st.sampled_from(["wanted", "missing_child", "vehicle"]))
def test_the_main_path_arrives(urgent: bool, kind: str) -> None:
    """What the properties above speak about does happen: the path without gaps leads into force."""
    told = [drafted(kind, urgent)]
    for index, (type, body, person) in enumerate(main_path(kind)):
        told.append(_next(told, index, type, body, person))
    alert = folded(told)[-1]
    assert alert is not None
    assert alert.current is not None
    judge(alert, batch=False)
