"""Haste and curiosity: the urgent alert as a way round the review, and what its owner would like to learn of a person."""

from __future__ import annotations

from typing import Any

from mithaq.domain.instant import parse, text
from tests.abuse.plays import (
    alert_at,
    changed_of,
    finds,
    heard,
    nothing_said,
    person,
    refused,
    rests_on,
    said_on_the_wire,
    state_at,
    unknown_elsewhere,
    void_everywhere,
    withheld,
)
from tests.support import story
from tests.support.federation import Federation

DANGER = {"offence__own_part": "هدد بقتل الشهود وبحوزته سلاح ناري وخطف أحدهم."}
THURSDAY = 3


def urgent(fed: Federation, content: Any, member: str = "TN") -> Any:
    """Submitted as urgent."""
    return story.approved(fed, content, member, urgent="danger_to_life")


def yes_of_one(fed: Federation, draft: Any) -> None:
    """The duty reviewer who is called says yes."""
    for reviewer in ("reviewer@GS", "reviewer2@GS"):
        yes = {
            "decision": "accept",
            "content": draft["content"],
            "looked_at": story.looked_at(fed, reviewer, draft["subject"]),
        }
        if fed.post(reviewer, f"/api/alerts/{draft['subject']}/reviews", yes).status_code == 201:
            break
    fed.settle()


def one_yes(fed: Federation, draft: Any) -> Any:
    """The same; and the owner circulates."""
    yes_of_one(fed, draft)
    return fed.done("bureau@TN", f"/api/alerts/{draft['subject']}/circulate")


@rests_on("law.md, Urgent: never later than 72 hours")
def test_urgent_on_the_eve_of_a_holiday(fed: Federation) -> None:
    """Entered on a Thursday evening so that no full review comes: after 72 hours at most nobody finds the person."""
    while fed.world.clock.now().weekday() != THURSDAY:
        fed.world.clock.forward(days=1)
    wanted = person(301, **DANGER)
    began = fed.world.clock.now()
    draft = urgent(fed, wanted)
    one_yes(fed, draft)
    fed.settle()
    assert finds(fed, wanted)
    current = alert_at(fed, "EG", draft["subject"]).current
    assert current is not None
    assert (parse(current.expires_at) - began).total_seconds() <= 72 * 3600
    fed.world.clock.forward(hours=72)
    fed.settle()
    assert not finds(fed, wanted)
    for code in ("EG", "JO"):
        with fed[code].store.read() as reader:
            assert reader.payloads.of(draft["subject"]) == {}, "erased without a further statement"


@rests_on("law.md, Urgent: deleted after 72 hours at most")
def test_an_urgent_alert_that_is_kept_instead_of_circulated(fed: Federation) -> None:
    """Accepted by the duty reviewer and put aside, to be used when it suits: after its time nobody holds what it said, and
    it cannot circulate.
    """
    draft = urgent(fed, person(310, **DANGER))
    yes_of_one(fed, draft)
    assert state_at(fed, "TN", draft["subject"]) == "reviewed"
    fed.world.clock.forward(hours=73)
    fed.settle()
    with nothing_said(fed):
        refused(fed.post("bureau@TN", f"/api/alerts/{draft['subject']}/circulate"), "alert.ended")
    for node in fed.world.nodes.values():
        with node.store.read() as reader:
            assert reader.payloads.of(draft["subject"]) == {}


@rests_on("law.md, Urgent")
def test_an_urgent_alert_that_lives_longer_than_the_rule(fed: Federation) -> None:
    """A node that writes a later end into its urgent alert has written no alert: no other node knows it."""
    subject = "a-544e" + "0" * 17 + "302"
    later = text(fed.world.clock.now())[:2] + "30" + text(fed.world.clock.now())[4:]
    body = {"kind": "wanted", "urgent": True, "because": "danger_to_life", "expires_at": later}
    said_on_the_wire(fed, "TN", "bureau", "alert.drafted", body, subject)
    unknown_elsewhere(fed, subject, owner="")


@rests_on("law.md, Urgent: none for 12 months")
def test_urgent_twice_within_a_year(fed: Federation) -> None:
    """The second urgent alert on one person within twelve months gets no yes, also where the commission, whose bar it
    meets, is cut off.
    """
    wanted = person(303, **DANGER)
    first = urgent(fed, wanted)
    one_yes(fed, first)
    fed.done("bureau@TN", f"/api/alerts/{first['subject']}/discontinue", {"reason": "entered_in_error"})
    fed.settle()
    fed.world.net.cut("OC", fed.world.nodes)
    again = urgent(fed, changed_of(wanted, warrant__number="2026/303"))
    codes = set()
    with nothing_said(fed):
        for reviewer in ("reviewer@GS", "reviewer2@GS"):
            yes = {"decision": "accept", "content": again["content"],
                   "looked_at": story.looked_at(fed, reviewer, again["subject"])}  # fmt: skip
            codes.add(fed.post(reviewer, f"/api/alerts/{again['subject']}/reviews", yes).json()["code"])
    fed.world.net.heal()
    assert "urgent.again" in codes
    assert codes <= {"urgent.again", "review.not_called"}
    fed.settle()
    withheld(fed, again, "name_and_birth")


@rests_on("law.md, Urgent; Bar: after refusal or erasure")
def test_allies_take_turns_with_urgent_alerts(fed: Federation) -> None:
    """An urgent alert that ran out without its full review is met again, whichever ally enters the next 72 hours."""
    wanted = person(332, **DANGER)
    one_yes(fed, urgent(fed, wanted))
    fed.world.clock.forward(hours=73)
    fed.settle()
    theirs = changed_of(wanted, warrant__number="2026/332", offence__country="EG")
    withheld(fed, urgent(fed, theirs, member="EG"), "name_and_birth", owner="EG")
    assert not finds(fed, wanted)


@rests_on("law.md, Urgent: no second one on that person by that owner for 12 months")
def test_urgent_again_under_a_shorter_name(fed: Federation) -> None:
    """The second urgent alert leaves out the father's name and all numbers, and gets no yes either."""
    wanted = person(331, **DANGER)
    one_yes(fed, urgent(fed, wanted))
    shorter = changed_of(wanted, warrant__number="2026/331", identity__documents=[{"number": "SYN331331"}])
    for name in shorter["identity"]["names"]:
        words = name["full"].split()
        name["full"] = " ".join((*words[:1], *words[2:])) if len(words) > 3 else name["full"]
    assert shorter["identity"]["names"] != wanted["identity"]["names"]
    again = urgent(fed, shorter)
    codes = set()
    for reviewer in ("reviewer@GS", "reviewer2@GS"):
        yes = {"decision": "accept", "content": again["content"],
               "looked_at": story.looked_at(fed, reviewer, again["subject"])}  # fmt: skip
        codes.add(fed.post(reviewer, f"/api/alerts/{again['subject']}/reviews", yes).json().get("code"))
    assert "urgent.again" in codes
    assert codes <= {"urgent.again", "review.not_called"}


@rests_on("law.md, Urgent: silence is not a yes")
def test_the_silence_of_the_duty_reviewer_is_no_yes(fed: Federation) -> None:
    """After the two hours the next reviewer is called; nothing circulates."""
    draft = urgent(fed, person(304, **DANGER))
    fed.world.clock.forward(hours=2, minutes=1)
    fed.settle()
    with nothing_said(fed):
        refused(fed.post("bureau@TN", f"/api/alerts/{draft['subject']}/circulate"), "forbidden")
    hash = said_on_the_wire(fed, "TN", "bureau", "alert.circulated", {"content": draft["content"]}, draft["subject"])
    void_everywhere(fed, draft["subject"], hash, "alert.not_reviewed")


@rests_on("law.md, Urgent: only for danger to life, or flight after violence")
def test_urgent_without_danger(fed: Federation) -> None:
    """A fraud entered as urgent is accepted by nobody who does not put his name to that."""
    draft = urgent(
        fed,
        person(
            305,
            offence__own_part="استولى على أموال المودعين بحيلة.",
            offence__summary="احتيال على مودعين.",
            offence__code="070112",
            offence__characterisation="الاحتيال",
            offence__means="شركة",
        ),
    )
    codes = set()
    with nothing_said(fed):
        for reviewer in ("reviewer@GS", "reviewer2@GS"):
            yes = {"decision": "accept", "content": draft["content"], "looked_at": []}
            told = fed.post(reviewer, f"/api/alerts/{draft['subject']}/reviews", yes).json()
            codes.add(told["code"])
            assert told["code"] == "review.not_called" or "urgent.no_danger" in told["missing"]
    assert "screening.not_looked_at" in codes


@rests_on("law.md, Urgent: a hit stays with the checking bureau")
def test_the_owner_of_an_urgent_alert_learns_of_no_hit(fed: Federation) -> None:
    """Until the full review a hit stays with the checking state: its own bureau cannot release it."""
    draft = urgent(fed, person(306, **DANGER))
    one_yes(fed, draft)
    fed.settle()
    hit = story.confirmed(fed, draft["subject"])
    with nothing_said(fed):
        refused(
            fed.post("bureau@EG", f"/api/hits/{hit['id']}/release", {"reason": "identity_confirmed"}),
            "hit.not_reviewed",
        )


@rests_on("law.md, What the owner learns of a hit")
def test_the_owner_cannot_trace_a_person_by_hits(fed: Federation) -> None:
    """A check, a stop and a refuted hit abroad change nothing that the owner's node holds or its officers see."""
    wanted = person(307)
    draft = story.circulated(fed, wanted)
    fed.settle()
    before, seen = heard(fed, "TN"), owner_sees(fed, draft["subject"])
    assert finds(fed, wanted)
    hit = story.stopped(fed, draft["subject"])
    fed.done("border@EG", f"/api/hits/{hit['id']}/refute", {"reason": "other_photo"})
    fed.settle()
    assert heard(fed, "TN") == before
    assert owner_sees(fed, draft["subject"]) == seen
    for path in (f"/api/hits/{hit['id']}", f"/api/cases/{hit['id']}"):
        assert fed.get("bureau@TN", path).status_code == 404


def owner_sees(fed: Federation, alert: str) -> list[Any]:
    """What the owner's bureau reads about hits on this alert, and in the public figures."""
    paths = (f"/api/alerts/{alert}", "/api/hits", "/api/releases", "/api/tasks", "/api/figures")
    return [fed.get("bureau@TN", path).json() for path in paths]


@rests_on("law.md, What the owner learns of a hit")
def test_a_release_is_seen_by_the_commission(fed: Federation) -> None:
    """Whatever a bureau lets an owner know, and on which ground, stands on the commission's list at once."""
    wanted = person(308)
    draft = story.circulated(fed, wanted)
    hit = story.confirmed(fed, draft["subject"])
    fed.done("bureau@EG", f"/api/hits/{hit['id']}/release", {"reason": "identity_confirmed"})
    fed.settle()
    listed = fed.get("commissioner@OC", "/api/releases").json()["releases"]
    assert any(one["alert"] == draft["subject"] and one["reason"] == "identity_confirmed" for one in listed)


@rests_on("law.md, Protection: every alert is screened before circulation")
def test_the_owner_circulates_what_the_commission_has_not_seen(fed: Federation) -> None:
    """An alert hidden from the commission, whose line is cut, is not cleared, and so it circulates nowhere."""
    fed.world.net.cut("OC", fed.world.nodes)
    draft = story.reviewed(fed, person(309))
    with nothing_said(fed):
        refused(fed.post("bureau@TN", f"/api/alerts/{draft['subject']}/circulate"), "alert.not_cleared")
    fed.world.net.heal()
    fed.settle()
    assert state_at(fed, "TN", draft["subject"]) == "reviewed"
