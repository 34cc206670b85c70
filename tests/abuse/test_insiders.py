"""Officers: colleagues who sign for each other, curiosity, a stolen card, and a copy of the register."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from msgspec import structs

from mithaq.app import alerts
from mithaq.app.border import Check, check
from mithaq.app.node import Actor
from mithaq.app.officers import actor_of
from mithaq.app.openings import ACTION, opened
from mithaq.cli.commands.registry import Call, run
from mithaq.cli.officer import Who
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.synthetic.photo import demo_photo
from tests.abuse.plays import (
    approve,
    nothing_said,
    person,
    refused,
    rests_on,
    said_on_the_wire,
    state_at,
    void_everywhere,
)
from tests.support import story
from tests.support.federation import PASSWORD, Federation


def patterns(fed: Federation, member: str) -> set[str]:
    """What the commission reads in the reports of that member's node."""
    reports = fed.get("commissioner@OC", "/api/insiders").json()["reports"]
    return {
        found["pattern"]
        for one in reports
        if one["member"] == member and one["report"]
        for found in one["report"]["findings"]
    }


def colleagues_of(fed: Federation, login: str, count: int) -> list[Actor]:
    """So many more officers at the same post."""
    row = fed.row(login)
    rows = [structs.replace(row, id=f"o-{n:016x}", login=f"border{n}@JO") for n in range(1, count + 1)]
    with fed[login[-2:]].store.write() as tx:
        for one in rows:
            tx.desk.put_officer(one)
    return [actor_of(one) for one in rows]


DOORS = (
    "/api/alerts/{id}", "/api/alerts/{id}/photo", "/api/alerts/{id}/review", "/api/alerts/{id}/screening", "/alerts/{id}",
    "/alerts/{id}/photo", "/check/photos/{id}",
)  # fmt: skip
"""What answers to the id of an alert with what it says."""


def copied(fed: Federation, login: str, ids: list[str]) -> list[str]:
    """Of which of these alerts the officer's own machine gets a bundle, for a holder that his state named."""
    node, got = fed[login[-2:]], []
    for id in ids:
        asked = {"subject": id, "holder": acts.holder(fed.world, login[-2:])}
        with suppress(Refusal):
            list(run(node, Call("journal.export", asked, Who(login, "", PASSWORD))))
            got.append(id)
    return got


def a_month_begins(fed: Federation) -> None:
    """The keys of the log change with the month, and a report reads one."""
    fed.world.clock.forward(days=1)
    while fed.world.clock.now().day != 1:
        fed.world.clock.forward(days=1)
    fed.settle()


def a_week_later(fed: Federation) -> None:
    """Every node has looked through its log and reported."""
    fed.world.clock.forward(days=7)
    fed.settle()


@rests_on("law.md, An arrest alert needs: another authority")
def test_two_clerks_of_one_office(fed: Federation) -> None:
    """A colleague of the drafter's authority does not approve: not at our node, and not by a signature of its own."""
    draft = story.drafted(fed, person(401))
    row, authority = fed.row("prosecutor@TN"), fed.row("bureau@TN").authority
    with fed["TN"].store.write() as tx:
        tx.desk.put_officer(structs.replace(row, authority=authority))
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "approval.same_authority")
    with fed["TN"].store.write() as tx:
        tx.desk.put_officer(row)
    hash = said_on_the_wire(
        fed, "TN", "prosecutor", "alert.approved", {"content": draft["content"]}, draft["subject"],
        authority=authority,
    )  # fmt: skip
    void_everywhere(fed, draft["subject"], hash, "approval.same_authority")


@rests_on("law.md, An arrest alert needs: another authority")
def test_the_drafter_approves_with_another_hat(fed: Federation) -> None:
    """One person in two roles is one person."""
    draft = story.drafted(fed, person(402))
    hash = said_on_the_wire(
        fed, "TN", "prosecutor", "alert.approved", {"content": draft["content"]}, draft["subject"],
        author=fed.row("bureau@TN").id, authority="TN-PROSECUTION",
    )  # fmt: skip
    void_everywhere(fed, draft["subject"], hash, "approval.same_person")


@rests_on("law.md, An arrest alert needs: drawn by lot")
def test_a_reviewer_whom_nobody_drew(fed: Federation) -> None:
    """The owner's friend at the Secretariat, on no roster and not called by the lot, does not review."""
    draft = story.approved(fed, person(403))
    yes = {"decision": "accept", "content": draft["content"], "looked_at": []}
    with nothing_said(fed):
        refused(fed.post("reviewer3@GS", f"/api/alerts/{draft['subject']}/reviews", yes), "review.not_called")
    body = {"content": draft["content"], "national_of": "OM"}
    hash = said_on_the_wire(fed, "GS", "reviewer", "review.accepted", body, draft["subject"])
    void_everywhere(fed, draft["subject"], hash, "review.not_called")
    assert state_at(fed, "EG", draft["subject"]) == "approved"


@rests_on("law.md, Log")
def test_two_hundred_questions_on_one_name(fed: Federation) -> None:
    """Who asks two hundred times for one person is named to the commission within the week."""
    a_month_begins(fed)
    for _ in range(200):
        fed.done("border@EG", "/api/check", {"purpose": "border", "name": "ليلى بنت صالح القرطبي"})
    a_week_later(fed)
    assert patterns(fed, "EG") & {"one_name", "again", "bulk"}


@rests_on("law.md, Log: every search has a purpose")
def test_a_draft_as_a_question_without_purpose(fed: Federation) -> None:
    """A clerk drafts an alert on his neighbour to read in its screening who seeks him: he reads nothing of other states'
    alerts, and each draft is a question in the log, as many as he writes.
    """
    a_month_begins(fed)
    neighbour = person(417)
    story.circulated(fed, neighbour)
    told = []
    for _ in range(70):
        draft = story.drafted(fed, neighbour, "EG")
        told.append(fed.get("bureau@EG", f"/api/alerts/{draft['subject']}/screening").json())
    assert all(one["own_only"] for one in told)
    found = [one for screened in told for one in screened["findings"]]
    assert not [one for one in found if "TN" in one["params"].values()]
    assert {one["result"] for one in found if one["rule"] == "duplicate.other"} == {"clear"}
    with fed["EG"].store.read() as reader:
        lines = [row for row in reader.desk.log_lines(0, 1_000_000) if row.action == "screening.read"]
    assert [(row.officer, row.purpose) for row in lines] == [(fed.row("bureau@EG").id, "alert")] * 70
    a_week_later(fed)
    assert patterns(fed, "EG") & {"one_name", "again", "bulk"}


@rests_on("law.md, Log")
def test_a_stolen_card_off_shift(fed: Federation) -> None:
    """Somebody with an officer's login looks in at night, night after night: the commission reads of it."""
    a_month_begins(fed)
    mine, others = fed.actor("border@JO"), colleagues_of(fed, "border@JO", 6)
    for day in range(7):
        fed.world.clock.forward(hours=7)
        for turn in range(12):
            for number, officer in enumerate((mine, *others)):
                check(fed["JO"], officer, Check("border", name=f"مسافر {day} {turn} {number}"))
            fed.world.clock.forward(minutes=20)
        fed.world.clock.forward(hours=12)
        fed.forget("border@JO")
        fed.done("border@JO", "/api/check", {"purpose": "border", "name": f"غائب {day}"})
        fed.world.clock.forward(hours=1)
    a_week_later(fed)
    assert "off_shift" in patterns(fed, "JO")


@rests_on("law.md, Log")
def test_a_reviewer_leafs_through_what_he_was_not_called_to(fed: Federation) -> None:
    """Whoever opens one alert after the other without a check, a call or an act of his own is named to the commission, and
    stopped at so many a day.
    """
    a_month_begins(fed)
    every = [story.approved(fed, person(number))["subject"] for number in range(420, 430)]
    for alert in every:
        assert fed.get("reviewer3@GS", f"/api/alerts/{alert}").status_code == 200
    a_week_later(fed)
    assert "opened" in patterns(fed, "GS")
    for number in range(fed["GS"].law.house["openings_a_day"].number):
        opened(fed["GS"], fed.actor("reviewer3@GS"), f"a-{number:024x}")
    refused(fed.get("reviewer3@GS", f"/api/alerts/{every[0]}"), "opening.too_many")


@rests_on("law.md, Log: every search has a purpose")
def test_no_check_without_a_purpose(fed: Federation) -> None:
    """A look-up that says no purpose, or one that does not exist, gets no answer."""
    for purpose in ("", "curiosity"):
        reply = fed.post("border@EG", "/api/check", {"purpose": purpose, "name": "محمد"})
        refused(reply, "check.no_purpose")


@rests_on("House rule: payloads are opened one hit at a time")
def test_a_copy_of_all_persons(fed: Federation) -> None:
    """Nobody lists or exports other states' persons: no list, no wildcard, and no leafing through the ids of the journal,
    neither for pages nor for portraits nor for bundles.
    """
    wanted = person(404)
    wanted["identity"]["photo"] = alerts.add_photo(fed["TN"], fed.actor("bureau@TN"), demo_photo(404))
    alert = story.circulated(fed, wanted)["subject"]
    name = story.name_of(wanted)
    for login in ("bureau@EG", "prosecutor@EG", "judge@EG"):
        listed = fed.get(login, "/api/alerts", params={"limit": 100}).json()["alerts"]
        assert all(row["owner"] == "EG" for row in listed)
    for everything in ("*", "%", "?", " ", "."):
        refused(fed.post("border@EG", "/api/check", {"purpose": "border", "name": everything}), "check.empty")
    for login in ("bureau@EG", "prosecutor@EG", "judge@EG", "border@EG", "administrator@EG"):
        rows = fed.get(login, "/api/journal", params={"member": "TN", "limit": 100}).json()["rows"]
        every = sorted({row["subject"] for row in rows})
        for door in DOORS:
            for told in (fed.get(login, door.replace("{id}", id)) for id in every):
                assert told.status_code in (403, 404), (login, door, told.text)
                assert name not in told.text
        assert copied(fed, login, every) == []
    for login in ("border@EG", "bureau@EG"):
        now = text(fed.world.clock.now())
        stop = {"entry": alert, "held_from": now, "told_at": now}
        assert fed.post(login, "/api/hits", stop).status_code in (403, 404)
    fed.done("bureau@EG", "/api/check", {"purpose": "border", "name": name})
    assert fed.get("bureau@EG", f"/check/photos/{alert}").content == demo_photo(404)
    assert copied(fed, "bureau@EG", [alert]) == [alert], "whom his own check met, with a line each"
    with fed["EG"].store.read() as reader:
        lines = reader.desk.log_lines(0, reader.desk.log_head()[0])
    assert [one.officer for one in lines if (one.action, one.reference) == (ACTION, alert)] == [
        fed.row("bureau@EG").id
    ] * 2


@rests_on("House rule: nobody lists or exports other states' persons")
def test_the_api_has_no_route_that_exports(fed: Federation) -> None:
    """Of all routes that read, none but the own lists, the own case and what carries no person gives out more than one."""
    routes = fed.client.get("/api/openapi.json").json()["paths"]
    exports = [path for path in routes if any(word in path for word in ("export", "dump", "download", "search"))]
    assert exports == []


@rests_on("access.csv")
def test_an_administrator_is_no_officer(fed: Federation) -> None:
    """Who keeps the accounts reads no alert and asks for nobody."""
    alert = story.circulated(fed, person(405))["subject"]
    assert fed.get("administrator@EG", f"/api/alerts/{alert}").status_code in (403, 404)
    with nothing_said(fed):
        refused(fed.post("administrator@EG", "/api/check", {"purpose": "border", "name": "محمد"}), "forbidden")


@rests_on("House rule: four eyes")
def test_an_account_made_by_one_administrator_alone(fed: Federation) -> None:
    """A second administrator has to agree: who proposes an officer does not decide."""
    new = {
        "change": "create", "login": "ghost@EG", "name_ar": "وهمي", "name_latin": "Ghost", "role": "border",
        "post": "EG-CAIRO", "authority": "EG-POLICE", "nationality": "EG", "password": "correct horse battery",
    }  # fmt: skip
    asked: Any = fed.done("administrator@EG", "/api/officers/changes", new)
    verdict = {"digest": asked["digest"], "approve": True}
    reply = fed.post("administrator@EG", f"/api/officers/changes/{asked['id']}/decision", verdict)
    refused(reply, "approval.same_person")
    assert fed.post("", "/api/session", {"login": "ghost@EG", "password": "correct horse battery"}).status_code == 401
