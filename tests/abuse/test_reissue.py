"""The same person again: what was refused comes back under another word, another state, another paper."""

from __future__ import annotations

from typing import Any

from mithaq.journal.header import Item
from tests.abuse.plays import (
    THEFT,
    alert_at,
    approve,
    approved_on_the_wire,
    changed_of,
    looks,
    nothing_said,
    person,
    refused,
    refused_once,
    rests_on,
    said_on_the_wire,
    says_no,
    state_at,
    unknown_elsewhere,
    void_everywhere,
    withheld,
)
from tests.support import story
from tests.support.federation import Federation


def as_theft(said: Any, **changed: Any) -> Any:
    """The same person, now for stealing goods, with a fresh warrant."""
    stolen = changed_of(said, warrant__number="2026/1", warrant__date="2026-10-01", **changed)
    stolen["offence"] |= THEFT
    return stolen


@rests_on("law.md, An arrest alert needs: declaration of earlier requests")
def test_a_refused_alert_comes_back_as_theft(fed: Federation) -> None:
    """A refused political alert, submitted again as a theft and declared to be the first, cannot even be approved."""
    first = person(101)
    refused_once(fed, first)
    draft = story.drafted(fed, as_theft(first))
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "screening.stopped", "declaration.false")


@rests_on("law.md, An arrest alert needs: declaration of earlier requests")
def test_a_refused_alert_is_ended_and_comes_back(fed: Federation) -> None:
    """Ending the refused alert does not make its refusal forgotten: the declaration that is silent about it is false."""
    first = person(115)
    before = refused_once(fed, first)
    fed.done("bureau@TN", f"/api/alerts/{before['subject']}/discontinue", {"reason": "entered_in_error"})
    fed.settle()
    draft = story.drafted(fed, as_theft(first))
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "screening.stopped", "declaration.false")


@rests_on("law.md, Bar")
def test_a_refused_alert_comes_back_as_theft_from_a_node_that_screens_nothing(fed: Federation) -> None:
    """Where the owner's node skips its own screening, the commission meets its bar, and stops the theft."""
    first = person(102)
    refused_once(fed, first)
    draft = story.drafted(fed, as_theft(first))
    approved_on_the_wire(fed, draft)
    withheld(fed, draft, "name_and_birth", "document")


@rests_on("law.md, Bar: any alert by any state")
def test_a_proxy_state_submits_what_was_refused(fed: Federation) -> None:
    """An ally asks for the person in its own name: its node knows of no refusal, the commission does."""
    first = person(103)
    refused_once(fed, first)
    draft = story.approved(fed, as_theft(first, offence__country="EG"), member="EG")
    withheld(fed, draft, "name_and_birth", "document", owner="EG")


@rests_on("law.md, Bar: withdrawing during review counts as refusal")
def test_withdrawn_in_review_and_submitted_elsewhere(fed: Federation) -> None:
    """Taking an alert back before its reviewers answer counts as a refusal, and an ally who resubmits it meets the bar."""
    first = person(104)
    draft = story.approved(fed, first)
    fed.done("bureau@TN", f"/api/alerts/{draft['subject']}/discontinue", {"reason": "entered_in_error"})
    fed.settle()
    again = story.approved(fed, as_theft(first), member="EG")
    withheld(fed, again, "name_and_birth", owner="EG")


@rests_on("law.md, Bar: withdrawing during review counts as refusal")
def test_amended_away_in_review_and_submitted_elsewhere(fed: Federation) -> None:
    """Writing another person into an alert under review takes the first back; an ally who submits him meets the bar."""
    first = person(113)
    draft = story.approved(fed, first)
    fed.done("bureau@TN", f"/api/alerts/{draft['subject']}/amend", {"content": person(114)})
    fed.settle()
    again = story.approved(fed, as_theft(first), member="EG")
    withheld(fed, again, "name_and_birth", "document", owner="EG")


@rests_on("law.md, Review before circulation: two reviewers drawn by lot")
def test_the_lot_is_drawn_with_somebody_harmless(fed: Federation) -> None:
    """Reviewers are drawn on a harmless person and the one who is meant is written in: that has to be another alert, and
    no reviewer can accept it where the owner's node screens nothing.
    """
    draft = story.approved(fed, person(116))
    meant = fed.done("bureau@TN", f"/api/alerts/{draft['subject']}/amend", {"content": person(117)})
    refused(approve(fed, meant, "prosecutor@TN"), "screening.stopped", "person.changed")
    approved_on_the_wire(fed, meant)
    yes = {"decision": "accept", "content": meant["content"], "looked_at": []}
    reply = fed.post("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", yes)
    refused(reply, "screening.stopped", "person.changed")


@rests_on("law.md, Kinds of alert: travel document")
def test_the_passport_of_the_refused_is_reported_lost(fed: Federation) -> None:
    """Whose alert was refused is not held at a border by a report that his passport was lost."""
    first = person(105)
    refused_once(fed, first)
    paper = first["identity"]["documents"][0]
    lost = {
        "kind": "travel_document", "number": paper["number"], "issuer": "TN", "type": "passport", "circumstance": "lost",
        "report_number": "R-105",
    }  # fmt: skip
    draft = story.drafted(fed, lost, kind="travel_document")
    with nothing_said(fed):
        refused(approve(fed, draft, "prosecutor@TN"), "screening.stopped", "document.of_refused")
    approved_on_the_wire(fed, draft)
    withheld(fed, draft, "document")


@rests_on("law.md, Bar: of any kind")
def test_an_ally_reports_a_child_missing_instead(fed: Federation) -> None:
    """Another kind of alert on the same person meets the bar all the same."""
    first = person(106)
    refused_once(fed, first)
    missing = {
        "kind": "missing", "identity": first["identity"], "reported_by": "a relative", "report_number": "R-106",
        "danger": "خُطف تحت تهديد السلاح وحياته في خطر.",
    }  # fmt: skip
    draft = story.approved(fed, missing, member="EG", kind="missing_adult")
    withheld(fed, draft, "name_and_birth", owner="EG")


@rests_on("Convention on the Rights of the Child, 40; law.md, Bar")
def test_a_minor_comes_back_with_another_year_of_birth(fed: Federation) -> None:
    """Refused as a minor and submitted again three years older: papers, warrant and day of the act still meet the bar."""
    first = person(107)
    refused_once(fed, first, "not_proportionate")
    born = first["identity"]["births"][0]
    older = changed_of(first, identity__births=[born | {"year": born["year"] - 3}])
    draft = story.drafted(fed, older)
    approved_on_the_wire(fed, draft)
    withheld(fed, draft, "document", "facts", "warrant")


@rests_on("law.md, An arrest alert needs: a false declaration")
def test_earlier_requests_are_kept_silent(fed: Federation) -> None:
    """Who declares that there was no earlier request, though his own was refused, cannot submit the alert."""
    first = person(108)
    refused_once(fed, first, "private_dispute")
    draft = story.drafted(fed, changed_of(first, earlier_requests="none"))
    with nothing_said(fed):
        refused(approve(fed, draft, "judge@TN"), "screening.stopped", "declaration.false")


@rests_on("law.md, Bar")
def test_one_accusation_is_split_into_many_alerts(fed: Federation) -> None:
    """Three alerts at once for one act: the refusal of one puts the others before a commissioner, who stops them."""
    whole = person(109)
    parts = [story.approved(fed, changed_of(whole, offence__provisions=f"art. {n}")) for n in (1, 2, 3)]
    says_no(fed, parts[0], "political_matter")
    for part in parts[1:]:
        (row,) = looks(fed, part["subject"])
        assert {"warrant", "document"} <= set(row["met"][0]["reasons"])
        stop = {"decision": "stop", "reasons": "the same accusation"}
        fed.done("commissioner@OC", f"/api/looks/{row['id']}/decision", stop)
        fed.settle()
        assert state_at(fed, "TN", part["subject"]) == "refused"


@rests_on("house.md: persons are reviewed one by one")
def test_a_batch_of_persons(fed: Federation) -> None:
    """Persons are reviewed one by one: a batch of them is refused, and on the wire it begins no alert anywhere."""
    people = {"kind": "wanted", "objects": [person(110), person(111)]}
    with nothing_said(fed):
        refused(fed.post("bureau@TN", "/api/batches", people), "batch.persons")
    subject = "b-544e" + "0" * 17 + "110"
    said_on_the_wire(
        fed, "TN", "bureau", "alert.drafted", {"kind": "wanted"}, subject, items=_items(2),
    )  # fmt: skip
    unknown_elsewhere(fed, subject, owner="")


def _items(count: int) -> list[Item]:
    return [Item(f"i-{number:020x}", f"{number:064x}", 100) for number in range(count)]


@rests_on("Riyadh 41(a); INTERPOL art. 3")
def test_a_clean_alert_is_amended_into_a_political_one(fed: Federation) -> None:
    """What reviewers accepted stays what circulates: the new words are stopped, and on the wire they are void."""
    clean = person(112)
    draft = story.circulated(fed, clean)
    political = changed_of(clean, offence__own_part="نشر منشورات معارضة للحكومة وانضم إلى حزب سياسي محظور.")
    said = fed.done("bureau@TN", f"/api/alerts/{draft['subject']}/amend", {"content": political})
    refused(approve(fed, said, "prosecutor@TN"), "screening.stopped")
    approved_on_the_wire(fed, said)
    body = {"content": said["content"]}
    hash = said_on_the_wire(fed, "TN", "bureau", "alert.circulated", body, draft["subject"])
    void_everywhere(fed, draft["subject"], hash, "alert.not_reviewed")
    current = alert_at(fed, "EG", draft["subject"]).current
    assert current is not None
    assert current.content == draft["content"]
