"""Statement × relation × state, through the fold: what the table does not list is void, on every node (S3).

The table is read from its file, so that this compares two things and not one with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mithaq.domain.alert import Alert
from mithaq.domain.alert import evolve as evolve_alert
from mithaq.domain.alert_events import ALERT_EVENTS
from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.fold import evolve as evolve_case
from mithaq.domain.case.fold import lapse
from mithaq.domain.case.states import CaseState
from mithaq.domain.remedy.order_events import ORDER_EVENTS
from mithaq.domain.review.events import REVIEW_EVENTS
from mithaq.domain.review.lot import seal_of
from mithaq.domain.review.steps import under_review
from mithaq.domain.shield.statements import SHIELD_EVENTS
from mithaq.law.load import rows
from tests.support import alert_stories, case_variants
from tests.support.alert_stories import LATER, LAW, NOBODY, VALUE, Told, contents, reviewer_of, stories
from tests.support.orders import by_lot
from tests.unit.domain.case.story import law, said

TABLE = [row for _, row in rows("access.csv")]
KINDS = {"TN": "state", "EG": "state", "GS": "secretariat", "OC": "commission"}
ALERT_TYPES = [
    row.name
    for row in (*ALERT_EVENTS, *ORDER_EVENTS, *REVIEW_EVENTS, *SHIELD_EVENTS)
    if row.about == "alert" and row.name != "alert.drafted"
]
Cell = tuple[str, ...]


def _rows(type: str, kind: str) -> list[dict[str, str]]:
    return [row for row in TABLE if row["action"] == type and row["member_kind"] in ("*", kind)]


def _covers(row: Mapping[str, str], relation: str, state: str) -> bool:
    return row["relation"] in ("*", relation) and (row["states"] == "*" or state in row["states"].split())


def _forms(type: str, told: Told) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Statements of that type that could fit, each with its author; an empty one is somebody who said nothing before."""
    alert, version = told.alert, under_review(told.alert)
    lot = version.lot if version is not None else None
    reviewer = told.next_called if lot is not None and lot.value else reviewer_of("XX")
    asked = version.questions[-1].hash if version is not None and version.questions else NOBODY
    for content in contents(alert):
        forms: dict[str, Mapping[str, Any]] = {
            "review.lot_sealed": {"content": content, "seal": seal_of(VALUE)},
            "review.lot_answered": {"content": content, "value": "b" * 64},
            "review.drawn": {"content": content, "value": VALUE},
            "review.called": {"content": content, "reviewer": reviewer},
            "review.asked": {"content": content, "question": "facts"},
            "review.answered": {"content": content, "asked": asked},
            "alert.amended": {},
            "alert.approved": {"content": content},
            "review.accepted": {"content": content, "national_of": "BH"},
            "marker.confirmed": {"content": content, "national_of": "BH", "marker": "armed"},
            "review.refused": {"content": content, "national_of": "BH", "ground": "private_dispute"},
            "review.batch_accepted": {"national_of": "BH", "alerts": [{"id": alert.id, "content": content}]},
            "commission.cleared": {"content": content},
            "commission.batch_cleared": {"alerts": [{"id": alert.id, "content": content}]},
            "commission.withheld": {"content": content},
            "alert.circulated": {"content": content},
            "alert.discontinued": {"reason": "found"},
            "erasure.confirmed": {"content": content},
            **orders_forms(alert),
        }
        yield forms[type], ""
        for call in (
            lot.called if lot is not None and type in ("review.accepted", "review.refused", "review.asked") else ()
        ):
            nationality = {} if type == "review.asked" else {"national_of": call.national_of}
            yield {**forms[type], **nationality}, call.reviewer


def orders_forms(alert: Alert) -> dict[str, Mapping[str, Any]]:
    """The commission's orders, each as it would fit this alert best."""
    freeze, hearings = alert.orders.freeze, [one for one in alert.orders.hearings if not one.answered_at]
    over, of = freeze.hash if freeze else NOBODY, hearings[0].hash if hearings else NOBODY
    order = next((one for one in alert.orders.corrections if one.amended), None)
    panel = freeze.panel.hash if freeze and freeze.panel else NOBODY
    return {
        "alert.frozen": {},
        "panel.drawn": by_lot(alert.id, over, (alert.owner,)),
        "alert.unfrozen": {"freeze": over, "panel": panel, "lifts": True},
        "hearing.asked": {"questions": ["ask_warrant"], "due_at": LATER},
        "hearing.answered": {"of": of},
        "alert.suspended": {"of": of},
        "correction.ordered": {"fields": ["wrong_birth"]},
        "correction.accepted": {"of": order.hash if order else NOBODY, "content": order.amended if order else NOBODY},
        "erasure.ordered": {},
    }


def _alert_cells() -> Iterator[tuple[Cell, bool, bool]]:
    """(cell, listed, has an effect), for every author whom admission would let pass."""
    for told in stories():
        alert = told.alert
        for type in ALERT_TYPES:
            for member, kind in KINDS.items():
                relation = "own" if member == told.owner else "foreign"
                for role in {row["role"] for row in _rows(type, kind)}:
                    listed = any(
                        row["role"] == role and _covers(row, relation, alert.state) for row in _rows(type, kind)
                    )
                    cell = (type, alert.kind, told.owner, alert.state, member, role)
                    yield cell, listed, any(_counts(told, type, member, role, *form) for form in _forms(type, told))


def _counts(told: Told, type: str, member: str, role: str, form: Mapping[str, Any], author: str) -> bool:
    alert = told.alert
    panel = alert.orders.freeze.panel if alert.orders.freeze else None
    author = panel.seats[0].id if panel and type == "alert.unfrozen" else author
    at = LATER if type == "alert.suspended" else alert_stories.AT
    event = alert_stories.said(type, member, alert.id, form, role=role, author=author, at=at)
    after = evolve_alert(alert, event, LAW, alert_stories.on_duty("DZ", "KW", "BH", "OM"))
    assert after is not None
    void = any(hash == event.hash for hash, _ in after.voids)
    assert void != (after.voids == alert.voids), "a statement without effect is listed among the voids"
    return not void


def test_alerts() -> None:
    listed: dict[Cell, bool] = {}
    effect: dict[Cell, bool] = {}
    for cell, says, does in _alert_cells():
        listed[cell] = says
        effect[cell] = effect.get(cell, False) or does
        assert says or not does, f"not listed, and has an effect: {cell}"
    assert {cell for cell in listed if listed[cell] and not effect[cell]} == set()
    states = {cell[3] for cell in listed}
    assert states == {"drafted", "approved", "reviewed", "refused", "circulated", "local", "discontinued"}
    assert len(listed) > 300


def test_nothing_is_drafted_twice() -> None:
    for told in stories():
        again = alert_stories.said("alert.drafted", told.owner, told.subject, {"kind": told.alert.kind})
        after = evolve_alert(told.alert, again, LAW)
        assert after is not None
        assert after.voids == (*told.alert.voids, (again.hash, "alert.exists"))


def _case_cells() -> Iterator[tuple[Cell, bool, bool]]:
    parties = {
        case_variants.REQUESTING: "requesting",
        case_variants.REQUESTED: "requested",
        case_variants.STRANGER: "foreign",
        case_variants.COMMISSION: "commission",
    }
    for case in case_variants.cases():
        for type in CASE_TYPES:
            for member, relation in parties.items():
                kind = "commission" if relation == "commission" else "state"
                seen = "foreign" if kind == "commission" else relation
                listed = any(_covers(row, seen, case.state) for row in _rows(type, kind))
                for at in case_variants.instants():
                    for body in case_variants.bodies(type, case):
                        event = said(type, member, body, at, 999)
                        after = evolve_case(case, event, law())
                        assert after is not None
                        void = any(mark.hash == event.hash for mark in after.voids)
                        # what a clock has ended by then is judged in the state that it left
                        stays = lapse(case, event.at).state == case.state
                        yield (type, case.state, relation), listed, not void and (listed or stays)


def test_cases() -> None:
    listed: dict[Cell, bool] = {}
    effect: dict[Cell, bool] = {}
    for cell, says, does in _case_cells():
        listed[cell] = says
        effect[cell] = effect.get(cell, False) or does
        assert says or not does, f"not listed, and has an effect: {cell}"
    assert {cell for cell in listed if listed[cell] and not effect[cell]} == set()
    assert {cell[1] for cell in listed} == set(CaseState) - {CaseState.NOT_OPEN}


def test_no_role_reaches_further_through_replication() -> None:
    """The fold of a case knows parties, not roles. So of two roles that admission lets pass, none may do more."""
    for type in CASE_TYPES:
        for kind in ("state", "commission"):
            cells = {
                role: {
                    (row["relation"], state)
                    for row in _rows(type, kind)
                    if row["role"] == role
                    for state in row["states"].split()
                }
                for role in {row["role"] for row in _rows(type, kind)}
            }
            assert len({frozenset(reach) for reach in cells.values()}) <= 1, type
        assert {row["member_kind"] for row in TABLE if row["action"] == type} <= {"state", "commission"}
