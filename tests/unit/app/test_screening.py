"""The screening at work on real nodes: who is stopped where, and what a reviewer has to name."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, border, cases, lists, request_screening, reviews, risks, screening, turned_down
from mithaq.app.ports.rows import LogRow
from mithaq.domain.alert_events import LookedAt, ReviewAccepted
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.states import CaseState
from mithaq.domain.content import EarlierRequest, TravelDocument, Wanted
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.screening.finding import worst
from mithaq.testing import acts
from mithaq.testing.world import World

NODES = ("TN", "EG", "GS", "OC")


def world() -> World:
    return World(seed=5, nodes=NODES)


def with_own_part(words: str, number: int = 1) -> Wanted:
    one = acts.person("TN", number)
    return structs.replace(one, offence=structs.replace(one.offence, own_part=words))


def found(world: World, code: str, alert: str) -> dict[str, str]:
    """Rule to result of what is not clear, as that member's node works it out."""
    screened = screening.newly(world[code], alert)
    assert screened is not None
    return {one.rule: one.result for one in screened.findings if one.result != "clear"}


def refused(world: World, alert: str) -> None:
    """A reviewer refuses it."""
    reviewer = world.actor("GS", "reviewer", 1, "DZ")
    reviews.refuse(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), "political_matter", "synthetic")
    world.settle()


def test_a_complete_synthetic_alert_is_clean_on_both_nodes() -> None:
    told = world()
    alert = acts.approved(told)
    assert found(told, "TN", alert) == found(told, "GS", alert) == {}


def test_a_stop_keeps_the_owner_from_approving() -> None:
    told = world()
    alert = acts.drafted(told, content=with_own_part("نشر تغريدات على حسابه ضد الحكومة"))
    with pytest.raises(Refusal) as refusal:
        alerts.approve(told["TN"], told.actor("TN", "prosecutor"), alert, acts.newest(told, "TN", alert))
    assert refusal.value.code == "screening.stopped"
    assert "speech.words" in refusal.value.missing


def test_a_stop_keeps_the_secretariat_from_accepting_whatever_the_owner_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's node may have been changed: the other screens by itself."""
    told = world()
    alert = acts.drafted(told, content=with_own_part("نشر تغريدات على حسابه ضد الحكومة"))
    with monkeypatch.context() as changed:
        changed.setattr(screening, "check_submission", lambda screened: None)
        alerts.approve(told["TN"], told.actor("TN", "prosecutor"), alert, acts.newest(told, "TN", alert))
    told.settle()
    with pytest.raises(Refusal, match=r"screening\.stopped"):
        acts.accept(told, alert)


def test_a_concern_has_to_be_named_with_a_reason() -> None:
    told = world()
    one = acts.person("TN")
    alert = acts.approved(told, content=structs.replace(one, position="lawyer"))
    reviewer, content = told.actor("GS", "reviewer", 1, "DZ"), acts.newest(told, "GS", alert)
    with pytest.raises(Refusal) as refusal:
        reviews.accept(told["GS"], reviewer, alert, content)
    assert (refusal.value.code, refusal.value.missing) == ("screening.not_looked_at", ("person.position",))
    for reason in ("decision_read", "because"):
        with pytest.raises(Refusal, match=r"screening\.reason"):
            reviews.accept(told["GS"], reviewer, alert, content, [LookedAt("person.position", reason)])
    event = reviews.accept(told["GS"], reviewer, alert, content, [LookedAt("person.position", "ordinary_crime")])
    assert isinstance(event.body, ReviewAccepted)
    assert event.body.looked_at == (), "everybody reads a header"
    read = lists.review_page(told["GS"], reviewer, alert)
    assert read.looked_at == (("DZ", (LookedAt("person.position", "ordinary_crime"),)),)
    told.settle()
    seen = lists.review_page(told["OC"], told.actor("OC", "commissioner"), alert)
    assert seen.looked_at == read.looked_at
    assert lists.review_page(told["TN"], told.actor("TN", "bureau"), alert).looked_at == ()
    for code in told.nodes:
        with told[code].store.read() as reader:
            assert bool(reader.payloads.held([event.payload])) == (code in ("GS", "OC"))


def test_a_declared_refusal_waits_for_two_who_read_the_decision() -> None:
    told = world()
    earlier = EarlierRequest("interpol", "refused", "2024-01-01", "SYN-1")
    one = structs.replace(acts.person("TN"), earlier_requests="one", earlier=(earlier,))
    alert = acts.approved(told, content=one)
    assert found(told, "GS", alert) == {"refused.elsewhere": "stop"}
    reviewer, content = told.actor("GS", "reviewer", 1, "DZ"), acts.newest(told, "GS", alert)
    with pytest.raises(Refusal, match=r"screening\.reason"):
        reviews.accept(told["GS"], reviewer, alert, content, [LookedAt("refused.elsewhere", "ordinary_crime")])
    acts.accept(told, alert)
    acts.accept(told, alert, 2, "KW")
    told.settle()
    alerts.circulate(told["TN"], told.actor("TN", "bureau"), alert)


def test_an_urgent_alert_has_no_stop_of_any_kind() -> None:
    told = world()
    earlier = EarlierRequest("interpol", "refused", "2024-01-01", "SYN-1")
    one = structs.replace(acts.person("TN"), earlier_requests="one", earlier=(earlier,))
    with pytest.raises(Refusal, match=r"screening\.stopped"):
        acts.approved(told, content=one, urgent="danger_to_life")


def test_a_refused_person_is_met_again_by_owner_and_secretariat() -> None:
    told = world()
    refused(told, acts.approved(told))
    again = acts.drafted(told)
    assert found(told, "TN", again) == {"refused.here": "stop", "declaration.false": "stop"}
    other = acts.drafted(told, "EG", acts.person("TN"))
    assert "refused.here" not in found(told, "EG", other), "EG never held what was refused"
    document = TravelDocument(
        number=acts.person("TN").identity.documents[0].number, issuer="TN", type="passport", circumstance="lost",
        report_number="SYN-2",
    )  # fmt: skip
    lost = alerts.draft(told["TN"], told.actor("TN", "bureau"), "travel_document", document)
    assert found(told, "TN", lost.subject) == {"document.of_refused": "stop"}


def test_a_refusal_is_met_as_long_as_it_is_kept_also_if_its_owner_ends_the_alert() -> None:
    told = world()
    first = acts.approved(told)
    refused(told, first)
    alerts.discontinue(told["TN"], told.actor("TN", "bureau"), first, "entered_in_error")
    told.settle()
    for days in (0, 200):
        told.clock.forward(days=days)
        told.settle()
        assert found(told, "TN", acts.drafted(told)).keys() >= {"refused.here", "declaration.false"}
    told.clock.forward(days=200)
    told.settle()
    assert "refused.here" not in found(told, "TN", acts.drafted(told)), "after twelve months nobody holds what it said"
    for code in ("TN", "GS", "OC"):
        with told[code].store.read() as reader:
            assert (reader.payloads.of(first), list(turned_down.listed(reader))) == ({}, [])


def test_what_was_taken_back_in_review_counts_as_refused_in_the_screening_of_the_next() -> None:
    """The owner has to declare it, reviewers name it, also of another state's alert; a passport meets it too."""
    told, one = world(), acts.person("TN")
    first = acts.approved(told, content=one)
    alerts.discontinue(told["TN"], told.actor("TN", "bureau"), first, "entered_in_error")
    told.settle()
    again = structs.replace(one, warrant=structs.replace(one.warrant, number="SYN-OTHER"))
    silent = acts.drafted(told, content=again)
    assert {"declaration.false", "refused.here"} <= set(found(told, "TN", silent))
    with pytest.raises(Refusal) as refusal:
        alerts.approve(told["TN"], told.actor("TN", "prosecutor"), silent, acts.newest(told, "TN", silent))
    assert refusal.value.missing == ("declaration.false",)
    theirs = acts.approved(told, "EG", again)
    assert found(told, "GS", theirs)["refused.here"] == "stop"
    assert "refused.here" not in found(told, "EG", theirs), "another state's node never held what was taken back"
    paper = TravelDocument(one.identity.documents[0].number, "TN", "passport", "lost", "SYN-1", "2026-11-01")
    lost = alerts.draft(told["TN"], told.actor("TN", "bureau"), "travel_document", paper).subject
    assert found(told, "TN", lost)["document.of_refused"] == "stop"


def test_what_nobody_had_submitted_counts_for_nothing() -> None:
    told = world()
    alerts.discontinue(told["TN"], told.actor("TN", "bureau"), acts.drafted(told), "entered_in_error")
    told.settle()
    assert found(told, "TN", acts.drafted(told)) == {}


def test_a_second_alert_on_one_person_is_seen_and_so_is_a_contradiction() -> None:
    told = world()
    first = acts.circulated(told)
    assert found(told, "TN", acts.drafted(told)) == {"duplicate.own": "concern"}
    one = acts.person("TN")
    woman = structs.replace(one, identity=structs.replace(one.identity, sex="female"))
    assert found(told, "EG", acts.drafted(told, "EG", woman)).keys() >= {"duplicate.other", "duplicate.contradicts"}
    assert found(told, "TN", first) == {}, "an alert is no duplicate of itself"


def test_a_flagged_owner_is_stopped_until_the_risk_was_weighed() -> None:
    told = world()
    alert = acts.approved(told)
    risks.flag(told["OC"], told.actor("OC", "commissioner"), "TN", "torture", "2026-01-01")
    told.settle()
    screened = screening.newly(told["GS"], alert)
    assert screened is not None
    assert (screened.result, screened.stops, screened.to_look_at) == ("stop", (), ("torture.flag",))


def test_only_those_who_work_on_an_alert_read_its_findings() -> None:
    told = world()
    alert = acts.approved(told)
    assert screening.screened(told["GS"], told.actor("GS", "reviewer", 1, "DZ"), alert).result == "clear"
    assert screening.screened(told["TN"], told.actor("TN", "bureau"), alert).result == "clear"
    with pytest.raises(NotFound):
        screening.screened(told["EG"], told.actor("EG", "bureau"), alert)
    with pytest.raises((NotFound, Forbidden)):
        screening.screened(told["TN"], told.actor("TN", "border"), alert)


def test_a_request_that_is_stopped_is_not_sent() -> None:
    told = world()
    alert = acts.circulated(told)
    one = with_own_part("نشر تغريدات على حسابه ضد الحكومة")
    paper = DetentionRequest(one.identity, one.offence, one.warrant, "TN", True, True)
    with pytest.raises(Refusal, match=r"request\.stopped"):
        cases.request(told["TN"], told.actor("TN", "prosecutor"), "EG", acts.INSTRUMENT, alert, paper)


def test_both_parties_read_what_was_found_in_a_request_and_nobody_else() -> None:
    told = world()
    case = acts.case_until(told, CaseState.REQUESTED)
    for code in ("TN", "EG"):
        screened = request_screening.of_case(told[code], told.actor(code, "prosecutor"), case.id)
        assert worst(screened.findings) == "clear"
    with pytest.raises(NotFound):
        request_screening.of_case(told["GS"], told.actor("GS", "reviewer", 1, "DZ"), case.id)


def lines(world: World, code: str) -> list[LogRow]:
    """The lines of questions in that node's log."""
    with world[code].store.read() as reader:
        return [row for row in reader.desk.log_lines(0, 10_000) if row.action == "screening.read"]


def other_rules(screened: screening.Screened) -> set[str]:
    """The rules that spoke of other alerts."""
    return {one.rule for one in screened.findings if one.result != "clear" and one.rule.startswith("duplicate.")}


def test_one_officers_draft_tells_nothing_of_another_states_alert() -> None:
    told = world()
    acts.circulated(told, "EG", acts.person("EG"))
    bureau = told.actor("TN", "bureau")
    alert = acts.drafted(told, content=acts.person("EG"))
    assert "duplicate.other" in found(told, "TN", alert), "it is known here"
    screened = screening.screened(told["TN"], bureau, alert)
    assert (other_rules(screened), screened.own_only) == (set(), True)
    alerts.approve(told["TN"], told.actor("TN", "prosecutor"), alert, acts.newest(told, "TN", alert))
    assert "duplicate.other" in other_rules(screening.screened(told["TN"], bureau, alert))
    alerts.amend(told["TN"], bureau, alert, acts.person("EG"))
    assert other_rules(screening.screened(told["TN"], bureau, alert)) == set(), "nobody stands behind the new version"


def test_a_draft_is_compared_with_the_own_alerts() -> None:
    told = world()
    acts.circulated(told)
    alert = acts.drafted(told)
    assert other_rules(screening.screened(told["TN"], told.actor("TN", "bureau"), alert)) == {"duplicate.own"}


def test_whoever_reads_a_screening_leaves_a_line_with_purpose_and_terms_once_a_day() -> None:
    told = world()
    bureau, prosecutor = told.actor("TN", "bureau"), told.actor("TN", "prosecutor")
    alert = acts.drafted(told)
    for _ in range(2):
        screening.screened(told["TN"], bureau, alert)
    screening.screened(told["TN"], prosecutor, alert)
    rows = lines(told, "TN")
    assert [(row.officer, row.purpose, row.reference) for row in rows] == [
        (bureau.id, "alert", alert), (prosecutor.id, "alert", alert),
    ]  # fmt: skip
    asked = border.check(
        told["TN"], told.actor("TN", "border"), border.Check("border", acts.person().identity.primary.full)
    )
    with told["TN"].store.read() as reader:
        (check,) = reader.desk.log_lines(asked.log_line - 1, 1)
    assert rows[0].terms[0] == check.terms[0], "the same person, whichever way he was asked for"
    told.clock.forward(days=1)
    screening.screened(told["TN"], bureau, alert)
    alerts.amend(told["TN"], bureau, alert, with_own_part("دخل المصرف وهدد العاملين بالسلاح واستولى على المال"))
    screening.screened(told["TN"], bureau, alert)
    assert len(lines(told, "TN")) == 4, "a new day, a new version"


def test_an_approval_that_the_screening_stops_leaves_a_line() -> None:
    told = world()
    alert = acts.drafted(told, content=with_own_part("نشر تغريدات على حسابه ضد الحكومة"))
    with pytest.raises(Refusal):
        alerts.approve(told["TN"], told.actor("TN", "prosecutor"), alert, acts.newest(told, "TN", alert))
    assert [row.officer for row in lines(told, "TN")] == [told.actor("TN", "prosecutor").id]


def test_no_other_node_writes_such_a_line() -> None:
    """The length of the commission's log is published: nobody shall count what a commissioner looked at."""
    told = world()
    alert = acts.approved(told)
    screening.screened(told["GS"], told.actor("GS", "reviewer", 1, "DZ"), alert)
    screening.screened(told["OC"], told.actor("OC", "commissioner"), alert)
    assert lines(told, "GS") == lines(told, "OC") == []
