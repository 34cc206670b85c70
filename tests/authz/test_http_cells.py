"""Roles × actions × relation × state through HTTP, each cell against the table (reliability.md, S3)."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.domain.access import Relation, relation_to
from mithaq.domain.case.events import CASE_TYPES, OPENING
from tests.support import story
from tests.support.case_story import CaseStory
from tests.support.cells import ALLOWED, FORBIDDEN, HIDDEN, differences, expected, logins, outcome
from tests.support.federation import Federation

NO_CONTENT = "0" * 64
ALERT_ACTS: dict[str, tuple[str, Any]] = {
    "alert.amended": ("amend", {"content": story.wanted()}),
    "alert.approved": ("approve", {"content": NO_CONTENT}),
    "alert.circulated": ("circulate", None),
    "alert.discontinued": ("discontinue", {"reason": "found"}),
    "review.accepted": ("reviews", {"decision": "accept", "content": NO_CONTENT}),
    "review.asked": ("questions", {"content": NO_CONTENT, "question": "facts"}),
    "review.answered": ("answers", {"asked": NO_CONTENT, "words": "synthetic words"}),
    "link.made": ("links", {"other": "", "basis": "document"}),
    "link.undone": ("links/undo", {"other": ""}),
    "hiding.authorised": ("hiding", {"authority": "a synthetic court", "number": "1/2026", "date": "2026-11-20"}),
    "hiding.ended": ("hiding/end", None),
    "retention.reassessed": ("reassessment", {"ground": "still_sought", "words": "synthetic words"}),
    "marker.confirmed": ("markers", {"content": NO_CONTENT, "marker": "armed"}),
    "review.refused": (
        "reviews",
        {"decision": "refuse", "content": NO_CONTENT, "ground": "private_dispute", "reasons": "a quarrel"},
    ),
}
STATES = ("drafted", "approved", "refused", "reviewed", "circulated", "discontinued")


@pytest.fixture(scope="module")
def alerts(fed: Federation) -> dict[str, str]:
    """An alert of TN in each state."""
    refused, ended = story.approved(fed, story.wanted(2)), story.circulated(fed)
    no = ALERT_ACTS["review.refused"][1] | {"content": refused["content"]}
    fed.done("reviewer@GS", f"/api/alerts/{refused['subject']}/reviews", no)
    fed.done("bureau@TN", f"/api/alerts/{ended['subject']}/discontinue", {"reason": "found"})
    found = (
        story.drafted(fed), story.approved(fed), refused, story.reviewed(fed), story.circulated(fed), ended,
    )  # fmt: skip
    fed.settle()
    return dict(zip(STATES, (one["subject"] for one in found), strict=True))


def _stands(fed: Federation, alert: str) -> str:
    return str(fed.get("bureau@TN", f"/api/alerts/{alert}").json()["state"])


def test_alerts(fed: Federation, alerts: dict[str, str]) -> None:
    cells = []
    for state, alert in alerts.items():
        assert _stands(fed, alert) == state
        for login in logins(fed):
            relation = relation_to(login[-2:], "TN")
            for action, (path, body) in ALERT_ACTS.items():
                # One route for both answers of a reviewer; its door is the action of a yes.
                door = "review.accepted" if path == "reviews" else ""
                says = expected(fed, login, action, relation, state, read="alert.read", door=door)
                said = body | {"other": alerts["circulated"]} if body and "other" in body else body
                does = outcome(fed, login, f"/api/alerts/{alert}/{path}", said)
                cells.append(((login, action, relation, state), says, does))
        assert _stands(fed, alert) == state, "a cell changed what it only tried"
    assert {says for _, says, _ in cells} == {ALLOWED, FORBIDDEN, HIDDEN}
    assert differences(cells) == []


def test_reading_alerts(fed: Federation, alerts: dict[str, str]) -> None:
    for other in ("EG", "JO"):  # what the table allows to other states is for those who met the person (`app.foreign`)
        story.stopped(fed, alerts["circulated"], other)
    cells = []
    for state, alert in alerts.items():
        for login in logins(fed):
            relation = relation_to(login[-2:], "TN")
            says = expected(fed, login, "alert.read", relation, state, read="alert.read")
            status = fed.get(login, f"/api/alerts/{alert}").status_code
            cells.append(((login, state), says, {200: ALLOWED, 403: FORBIDDEN, 404: HIDDEN}[status]))
    assert differences(cells) == []


def test_hits(fed: Federation, alerts: dict[str, str]) -> None:
    acts = {
        "hit.confirm": ("confirm", {"basis": "document"}),
        "hit.refute": ("refute", {"reason": "other_photo"}),
        "hit.release": ("release", {"reason": "identity_confirmed"}),
        "hit.withhold": ("withhold", {"reason": "protected_person"}),
    }
    cells = []
    for state in ("open", "confirmed", "refuted", "released", "withheld"):
        hit = _hit(fed, alerts["circulated"], state)
        for login in logins(fed):
            own = login.endswith("@EG")
            for action, (path, body) in acts.items():
                # A hit of another state does not exist here; at the own, what was decided is a conflict, not a secret.
                fits = "confirmed" if path in ("release", "withhold") else "open"
                says = expected(fed, login, action, "own", fits, read="hit.read")
                says = HIDDEN if says == ALLOWED and not own else says
                does = outcome(fed, login, f"/api/hits/{hit}/{path}", body)
                if own and fits == "confirmed" and state != "confirmed":
                    says = FORBIDDEN
                cells.append(((login, action, state), says, does))
    assert differences(cells) == []


def _hit(fed: Federation, alert: str, state: str) -> str:
    hit = str(story.stopped(fed, alert)["id"])
    if state == "refuted":
        fed.done("border@EG", f"/api/hits/{hit}/refute", {"reason": "other_photo"})
    if state in ("confirmed", "released", "withheld"):
        fed.done("border@EG", f"/api/hits/{hit}/confirm", {"basis": "document"})
    if state == "withheld":
        fed.done("bureau@EG", f"/api/hits/{hit}/withhold", {"reason": "protected_person"})
    if state == "released":
        fed.done("bureau@EG", f"/api/hits/{hit}/release", {"reason": "identity_confirmed"})
    return hit


def test_cases(fed: Federation) -> None:
    """Every statement of a case, in every state of the main path, by everybody."""
    told = CaseStory(fed)
    told.act("prosecutor@EG", "counsel.named", {"counsel": fed.row("counsel@EG").id})
    parties: dict[str, Relation] = {"TN": "requesting", "EG": "requested"}
    cells, seen = [], []
    for state in told.states():
        seen.append(state)
        for login in logins(fed):
            relation = parties.get(login[-2:], "foreign")
            for action in CASE_TYPES:
                if action in OPENING:
                    continue
                says = expected(fed, login, action, relation, state, read="case.read", door="case.read")
                does = outcome(fed, login, f"/api/cases/{told.id}/acts", {"type": action})
                cells.append(((login, action, relation, state), says, does))
    assert len(seen) == 11
    assert {says for _, says, _ in cells} == {ALLOWED, FORBIDDEN, HIDDEN}
    assert differences(cells) == []
