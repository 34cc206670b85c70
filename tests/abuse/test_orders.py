"""Against the commission, and in the name of others: freezes lifted, hearings left unanswered, keys that sign too much."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from mithaq.app import remedy_status
from mithaq.app.replicate import take
from mithaq.journal.envelope import to_wire
from mithaq.testing.world import World
from tests.abuse.plays import (
    MEMBERS,
    alert_at,
    changed_of,
    finds,
    heads,
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
from tests.support.orders import by_lot
from tests.support.statements import delivered, signed


def frozen(fed: Federation, content: Any) -> tuple[str, str]:
    """A circulated alert that a commissioner froze; the ids of alert and freeze."""
    alert = story.circulated(fed, content)["subject"]
    order = fed.done("commissioner@OC", f"/api/alerts/{alert}/freeze", {"ground": "freeze_application"})
    fed.settle()
    assert not finds(fed, content)
    return alert, order["issued"]["hash"]


@rests_on("House rule: the freeze is the commission's")
@pytest.mark.parametrize("member", ["TN", "EG", "GS"])
def test_a_freeze_lifted_by_other_members(fed: Federation, member: str) -> None:
    """No state, and not the Secretariat, lifts a freeze: their word to that effect is refused by every node."""
    wanted = person({"TN": 501, "EG": 502, "GS": 503}[member])
    alert, freeze = frozen(fed, wanted)
    body = {"freeze": freeze, "panel": "0" * 64, "lifts": True}
    for code in (one for one in MEMBERS if one != member):
        envelope = signed(fed.world, code, member, "commissioner", "alert.unfrozen", body=body, subject=alert)
        assert delivered(fed.world, code, envelope).refused == "not_allowed"
    fed.settle()
    assert not finds(fed, wanted)
    assert state_frozen(fed, alert) == {"frozen"}


def state_frozen(fed: Federation, alert: str) -> set[str]:
    """What every node says of the commission's orders on the alert."""
    return {alert_at(fed, code, alert).orders.stopped for code in fed.world.nodes}


@rests_on("House rule: lifting takes three commissioners, by lot")
def test_a_freeze_lifted_by_one_commissioner(fed: Federation) -> None:
    """One commissioner stops; starting again takes three of a panel that a lot drew."""
    wanted = person(504)
    alert, freeze = frozen(fed, wanted)
    with nothing_said(fed):
        refused(fed.post("commissioner@OC", f"/api/alerts/{alert}/unfreezing", {"lifts": True}), "freeze.none")
    panel = by_lot(alert, freeze)
    chosen = panel | {"seats": list(reversed(panel["seats"]))}
    hash = said_on_the_wire(fed, "OC", "commissioner", "panel.drawn", chosen, alert)
    void_everywhere(fed, alert, hash, "panel.not_by_lot")
    assert state_frozen(fed, alert) == {"frozen"}


@rests_on("House rule: the freeze is the commission's")
def test_the_owner_circulates_a_new_version_of_a_frozen_alert(fed: Federation) -> None:
    """Amending, approving and circulating again does not thaw it."""
    wanted = person(505)
    alert, _ = frozen(fed, wanted)
    again = changed_of(wanted, offence__provisions="art. 12")
    draft = fed.done("bureau@TN", f"/api/alerts/{alert}/amend", {"content": again})
    fed.post("prosecutor@TN", f"/api/alerts/{alert}/approve", {"content": draft["content"]})
    fed.settle()
    for reviewer in ("reviewer@GS", "reviewer2@GS"):
        yes = {"decision": "accept", "content": draft["content"], "looked_at": story.looked_at(fed, reviewer, alert)}
        fed.post(reviewer, f"/api/alerts/{alert}/reviews", yes)
    fed.settle()
    fed.post("bureau@TN", f"/api/alerts/{alert}/circulate")
    fed.settle()
    assert state_frozen(fed, alert) == {"frozen"}
    assert not finds(fed, wanted)


@rests_on("House rule: nothing rests on a stopped alert")
def test_a_detention_is_requested_on_a_frozen_alert(fed: Federation) -> None:
    """What the commission stopped carries no request."""
    wanted = person(506)
    alert, _ = frozen(fed, wanted)
    request = story.request_of(fed, alert, wanted)
    with nothing_said(fed):
        refused(fed.post("prosecutor@TN", "/api/cases", request), "alert.stopped")


@rests_on("law.md, Reply clocks: a state silent past its clock")
def test_a_hearing_left_unanswered(fed: Federation) -> None:
    """An owner who does not answer the commission in time has no alert: on every node, and with nobody's signature."""
    wanted = person(507)
    alert = story.circulated(fed, wanted)["subject"]
    fed.done("commissioner@OC", f"/api/alerts/{alert}/hearing", {"questions": ["ask_warrant"]})
    fed.settle()
    assert finds(fed, wanted)
    for code in ("TN", "OC"):
        fed.world.net.cut(code, fed.world.nodes)
    fed.world.clock.forward(days=11)
    assert not finds(fed, wanted, "EG")
    assert not finds(fed, wanted, "JO")
    fed.world.net.heal()
    fed.settle()


@rests_on("House rule: nobody writes in another's journal")
def test_the_secretariat_signs_for_a_state(fed: Federation) -> None:
    """The Secretariat's key begins no alert in a state's name, approves none, circulates none, opens no case."""
    subject = "a-544e" + "0" * 17 + "508"
    alert = story.approved(fed, person(508))["subject"]
    content = alert_at(fed, "EG", alert).newest
    assert content is not None
    before = heads(fed)
    for role, type, body, about in (
        ("bureau", "alert.drafted", {"kind": "wanted"}, subject),
        ("prosecutor", "alert.approved", {"content": content.content}, alert),
        ("bureau", "alert.circulated", {"content": content.content}, alert),
        ("bureau", "alert.discontinued", {"reason": "found"}, alert),
    ):
        envelope = signed(fed.world, "EG", "GS", role, type, body=body, subject=about)
        assert delivered(fed.world, "EG", envelope).refused == "not_allowed", type
    assert heads(fed) == before
    unknown_elsewhere(fed, subject, owner="")
    fed.settle()
    assert state_at(fed, "EG", alert) == "approved"


@rests_on("House rule: nobody is a superuser")
def test_the_secretariat_changes_the_roster_alone() -> None:
    """Keys of its own making under the names of a state and of the commission are refused by every node."""
    true, made_up = World(1, MEMBERS), World(2, MEMBERS)
    for member, role, type in (("TN", "bureau", "alert.drafted"), ("OC", "commissioner", "alert.frozen")):
        forged = signed(made_up, "EG", member, role, type)
        for code in ("EG", "JO", "GS"):
            assert take(true[code], member, (to_wire(forged),)).refused == "bad_signature"
    for world in (true, made_up):
        world.close()


@rests_on("law.md, Protection")
def test_the_refused_is_told_no_reason_that_names_a_protector(fed: Federation) -> None:
    """Somebody under protection is asked for: the owner reads the same word as for a bar, and the commission sees why."""
    wanted = person(509)
    lodged = {
        "type": "protection",
        "standing": "granted",
        "word": "state",
        "identity": wanted["identity"],
        "feared": ["TN"],
    }
    fed.done("prosecutor@EG", "/api/protections", lodged)
    fed.settle()
    draft = story.approved(fed, wanted)
    told = fed.get("bureau@TN", f"/api/alerts/{draft['subject']}").text
    assert state_at(fed, "TN", draft["subject"]) == "refused"
    assert '"withheld"' in told
    assert not any(word in told for word in ("protection", "EG-", "granted", "feared"))
    looks = fed.get("commissioner@OC", "/api/looks").json()["looks"]
    (row,) = [one for one in looks if one["subject"] == draft["subject"]]
    assert row["met"][0]["feared_asks"]


@rests_on("law.md, Protection: a match stops processing")
def test_whom_an_alert_in_force_seeks_is_protected_since(fed: Federation) -> None:
    """UNHCR tells the commission of somebody who is sought already: at the commission's hour nobody finds him any more."""
    wanted = person(521)
    alert = story.circulated(fed, wanted)["subject"]
    lodged = {"type": "protection", "standing": "granted", "word": "unhcr", "identity": wanted["identity"]}
    fed.done("commissioner@OC", "/api/protections", lodged)
    fed.world.clock.forward(hours=2)
    fed.settle()
    assert not finds(fed, wanted)
    withheld(fed, {"subject": alert}, "in_force", "name_and_birth")


@rests_on("law.md, Bar: after refusal or erasure")
def test_an_erased_alert_comes_back(fed: Federation) -> None:
    """The bar of an erasure is met by the same facts under another number of warrant, from another state."""
    wanted = person(510)
    draft = story.approved(fed, wanted)
    no = {"decision": "refuse", "content": draft["content"], "ground": "political_matter", "reasons": "synthetic"}
    fed.done("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", no)
    fed.settle()
    fed.world.clock.forward(days=60)
    fed.settle()
    again = story.approved(fed, changed_of(wanted, warrant__number="X/1", warrant__date="2026-09-01"), member="EG")
    pending = alert_at(fed, "EG", again["subject"]).pending
    assert pending is not None
    assert pending.refused == "withheld"


@rests_on("House rule: contact, place and counsel never reach the owner")
def test_a_state_reads_what_an_applicant_wrote(fed: Federation) -> None:
    """Contact, place and counsel of an applicant, and that there is an application at all, never reach a state's node."""
    alert = story.circulated(fed, person(511))["subject"]
    filing = {"name": "صاحب الطلب", "words": "أقيم في عمان ومحاميّ فلان", "language": "ar"}
    asked = fed.done("clerk@OC", "/api/remedies", {"asks": "erasure", "filing": filing})
    fed.done("clerk@OC", f"/api/remedies/{asked['subject']}/identity", {"method": "seen_in_person"})
    fed.done("clerk@OC", f"/api/remedies/{asked['subject']}/link", {"alert": alert})
    fed.settle()
    for login in ("bureau@TN", "prosecutor@TN", "administrator@TN", "reviewer@GS"):
        for path in ("/api/remedies", f"/api/remedies/{asked['subject']}"):
            assert fed.get(login, path).status_code in (403, 404)
    for code in ("TN", "EG", "GS"):
        with fed[code].store.read() as reader:
            assert reader.payloads.of(asked["subject"]) == {}
    assert asked["subject"] not in fed.get("bureau@TN", f"/api/alerts/{alert}").text


@rests_on("House rule: the remedy tells nothing before it is decided")
def test_a_clearance_is_used_to_learn_of_a_wanted_file(fed: Federation) -> None:
    """Who asks whether he is sought, and who is not, read the same on the status page until the commission has decided."""
    wanted = person(512)
    story.circulated(fed, wanted)
    seen = []
    for name in (story.name_of(wanted), "لا أحد يطلبه إطلاقا"):
        filing = {"name": name, "words": "هل أنا مطلوب؟", "language": "ar"}
        asked = fed.done("clerk@OC", "/api/remedies", {"asks": "access", "filing": filing})
        code = fed.done("clerk@OC", f"/api/remedies/{asked['subject']}/code", {})["code"]
        opened = remedy_status.look(fed["OC"], code)
        assert opened is not None
        seen.append(structs.replace(opened[0], code=""))
    assert seen[0] == seen[1]
