"""The person in custody: ways round the clock, the court and the border."""

from __future__ import annotations

from typing import Any

from mithaq.domain.case.states import CaseState
from mithaq.domain.instant import text
from tests.abuse.plays import act, changed_of, nothing_said, person, refused, rests_on, said_on_the_wire
from tests.support import story
from tests.support.federation import Federation

REASONS = {"authority": "a court", "number": "1/2026", "reasons": "synthetic reasons"}


class Held:
    """A case of TN against EG on a person of its own."""

    def __init__(self, fed: Federation, number: int, content: Any = None) -> None:
        self.fed = fed
        self.content = content or person(number)
        self.alert = story.circulated(fed, self.content)["subject"]
        self.id = self.request()

    def request(self, alert: str = "", content: Any = None, instrument: str = story.INSTRUMENT) -> str:
        """TN's prosecutor asks EG for the detention."""
        body = story.request_of(self.fed, alert or self.alert, content or self.content) | {"instrument": instrument}
        opened = self.fed.done("prosecutor@TN", "/api/cases", body)["subject"]
        self.fed.settle()
        return str(opened)

    def admit(self, case: str = "") -> Any:
        """EG's prosecutor admits, deciding what is arguable; the reply."""
        page = self.fed.get("prosecutor@EG", f"/api/cases/{case or self.id}").json()
        decided = [one["test"] for one in page["findings"] if one["result"] == "arguable"]
        return act(self.fed, "prosecutor@EG", case or self.id, "detention.admitted", {"decided": decided})

    def arrest(self) -> Held:
        """Admitted, held and arrested at this instant."""
        assert self.admit().status_code == 201
        now = self.now
        reply = act(self.fed, "bureau@EG", self.id, "person.arrested", {"held_from": now, "arrested_at": now})
        assert reply.status_code == 201, reply.text
        return self

    def informed(self) -> Held:
        """Told the rights."""
        rights = {
            "informed_at": self.now, "language": "ar", "language_understood": True, "interpreter": "not_needed",
            "lawyer": "chosen", "reasons_told": True, "hearing_told": True,
        }  # fmt: skip
        assert act(self.fed, "prosecutor@EG", self.id, "rights.informed", rights).status_code == 201
        return self

    def later(self, **time: float) -> None:
        """Let time pass; everybody hears what is due."""
        self.fed.world.clock.forward(**time)
        self.fed.settle()

    @property
    def now(self) -> str:
        """This instant."""
        return text(self.fed.world.clock.now())

    def state(self, login: str = "commissioner@OC") -> str:
        """Where an officer sees the case."""
        return str(self.fed.get(login, f"/api/cases/{self.id}").json()["view"]["state"])

    def tasks(self, login: str) -> set[str]:
        """The codes of what waits for that officer about this case."""
        listed = self.fed.get(login, "/api/tasks").json()["tasks"]
        return {one["code"] for one in listed if one["subject"] == self.id}


@rests_on("Riyadh 44; law.md, The two gates")
def test_re_arrest_on_day_31_under_another_instrument(fed: Federation) -> None:
    """Thirty days are over: no new request on the same facts, under whatever instrument, takes up the detention."""
    held = Held(fed, 601).arrest()
    held.later(days=31)
    assert held.state() == CaseState.RELEASE_DUE
    now = held.now
    fed_released = act(fed, "bureau@EG", held.id, "person.released", {"released_at": now, "ground": "clock_lapsed"})
    assert fed_released.status_code == 201, fed_released.text
    again = held.request()
    refused(held.admit(again), "rearrest.not_ordered")
    shown = fed.get("commissioner@OC", f"/api/cases/{again}").json()
    assert held.id in shown["case"]["earlier"]


@rests_on("law.md, The two gates: detention adds up across alerts")
def test_re_arrest_on_a_new_alert_for_the_same_facts(fed: Federation) -> None:
    """A second alert on the same person and act makes no second clock: what was served counts, and a court is asked."""
    held = Held(fed, 602).arrest()
    held.later(days=31)
    act(fed, "bureau@EG", held.id, "person.released", {"released_at": held.now, "ground": "clock_lapsed"})
    fed.done("bureau@TN", f"/api/alerts/{held.alert}/discontinue", {"reason": "entered_in_error"})
    fed.settle()
    fresh = changed_of(held.content, warrant__number="2026/602")
    alert = story.circulated(fed, fresh)["subject"]
    again = held.request(alert, fresh)
    refused(held.admit(again), "rearrest.not_ordered")


@rests_on("law.md, The floor: no removal to the requester")
def test_deportation_on_day_three(fed: Federation) -> None:
    """Put on a plane to the requester: the commission is told at once, and the two states' requests are suspended."""
    held = Held(fed, 603).arrest()
    other = person(613)
    another = story.request_of(fed, story.circulated(fed, other)["subject"], other)
    held.later(days=3)
    said = act(fed, "bureau@EG", held.id, "person.removed", {"removed_at": held.now, "to": "TN"})
    assert said.status_code == 201, said.text
    assert (held.state(), held.tasks("commissioner@OC")) == (CaseState.REMOVED, {"removal.stated"})
    with nothing_said(fed):
        refused(fed.post("prosecutor@TN", "/api/cases", another), "pair.suspended")
    answered = {"of": said.json()["hash"], "outcome": "found"}
    assert act(fed, "commissioner@OC", held.id, "removal.answered", answered, REASONS).status_code == 201


@rests_on("Riyadh 48; law.md, The floor")
def test_handed_over_without_a_decision(fed: Federation) -> None:
    """No form surrenders a person before a court has decided; a hand-over all the same stands as a breach everywhere."""
    held = Held(fed, 604).arrest()
    with nothing_said(fed):
        told = act(fed, "bureau@EG", held.id, "person.surrendered", {"surrendered_at": held.now})
        assert 400 <= told.status_code < 500
    said_on_the_wire(fed, "EG", "bureau", "person.surrendered", {"surrendered_at": held.now}, held.id)
    shown = {
        login: fed.get(login, f"/api/cases/{held.id}").json() for login in ("commissioner@OC", "bureau@TN", "judge@EG")
    }
    for login, case in shown.items():
        assert case["case"]["breaches"], login
    assert held.tasks("commissioner@OC") == {"removal.stated"}, "the commission has it at once, as any removal"
    answered = {"of": shown["commissioner@OC"]["case"]["removals"][0]["hash"], "outcome": "found"}
    assert act(fed, "commissioner@OC", held.id, "removal.answered", answered, REASONS).status_code == 201
    fed.settle()  # until then the two states' requests are suspended


@rests_on("Riyadh 43")
def test_silence_of_the_requested_state_as_assent(fed: Federation) -> None:
    """Sixty days without an answer are no admission: nobody is arrested on a request that nobody admitted."""
    held = Held(fed, 605)
    held.later(days=60)
    with nothing_said(fed):
        now = held.now
        told = act(fed, "bureau@EG", held.id, "person.arrested", {"held_from": now, "arrested_at": now})
        assert 400 <= told.status_code < 500, told.text
    assert held.state() == CaseState.REQUESTED


@rests_on("law.md, Instruments: no instrument, no request")
def test_the_requested_state_never_said_that_it_is_bound(fed: Federation) -> None:
    """Where nobody has confirmed that the treaty binds the pair, its silence is no word: the request is not sent."""
    content = person(606)
    alert = story.circulated(fed, content)["subject"]
    body = story.request_of(fed, alert, content) | {"bound": None}
    with nothing_said(fed):
        refused(fed.post("prosecutor@TN", "/api/cases", body), "instrument.unconfirmed")


@rests_on("law.md, The two gates: the alarm after 6 hours")
def test_the_release_notice_is_ignored(fed: Federation) -> None:
    """Six hours after the notice nobody has stated the release: the commission is alarmed, and it stays on every page."""
    held = Held(fed, 607).arrest()
    held.later(days=31)
    assert held.state("bureau@TN") == CaseState.RELEASE_DUE
    held.later(hours=7)
    assert held.tasks("commissioner@OC"), "an alarm"
    listed = fed.get("commissioner@OC", "/api/deadlines").text
    assert held.id in listed


@rests_on("law.md, The floor: lawyer; House rule: consent after 48 hours")
def test_consent_without_a_lawyer(fed: Federation) -> None:
    """Consent is heard by a judge, with a lawyer, two days after the arrest at the earliest."""
    held = Held(fed, 608).arrest().informed()
    consent = {"lawyer": "present", "interpreter": "present", "speciality_kept": True}
    with nothing_said(fed):
        pressed = consent | {"given_at": held.now}
        refused(act(fed, "judge@EG", held.id, "consent.given", pressed | {"lawyer": "absent"}), "event.body_invalid")
        refused(act(fed, "judge@EG", held.id, "consent.given", pressed), "consent.too_early")
        refused(act(fed, "bureau@EG", held.id, "consent.given", pressed), "forbidden")


@rests_on("Riyadh 42(c)")
def test_a_file_that_lacks_the_evidence(fed: Federation) -> None:
    """An incomplete file is not sent."""
    held = Held(fed, 609).arrest()
    names = [rule.paper for rule in fed["TN"].law.instruments[story.INSTRUMENT].file]
    with nothing_said(fed):
        told = act(fed, "bureau@TN", held.id, "file.lodged", {"papers": names}, {"papers": []})
        refused(told, "file.incomplete")


@rests_on("Riyadh 43; House rule: what was reviewed is what is requested")
def test_a_request_for_another_act_than_the_reviewed_one(fed: Federation) -> None:
    """An alert was reviewed for one person and act; a request on it for somebody or something else is not sent."""
    content = person(610)
    alert = story.circulated(fed, content)["subject"]
    somebody = story.request_of(fed, alert, content)
    somebody["paper"] |= {"identity": person(620)["identity"]}
    something = story.request_of(fed, alert, content)
    something["paper"] |= {"offence": content["offence"] | {"code": "0502", "summary": "فعل آخر", "date": "2024-01-01"}}
    with nothing_said(fed):
        refused(fed.post("prosecutor@TN", "/api/cases", somebody), "request.other_person")
        refused(fed.post("prosecutor@TN", "/api/cases", something), "request.other_act")


@rests_on("law.md, The two gates")
def test_a_second_request_beside_the_first(fed: Federation) -> None:
    """Two requests on one alert are not two clocks: the second is not admitted while the first is open."""
    held = Held(fed, 611).arrest()
    again = held.request()
    refused(held.admit(again), "case.another_open")


@rests_on("Riyadh 44")
def test_detention_goes_on_after_sixty_days(fed: Federation) -> None:
    """Whatever the requester lodged, on day sixty-one release is due unless a court has ordered otherwise."""
    held = Held(fed, 612).arrest().informed()
    held.later(days=20)
    asked = act(fed, "bureau@TN", held.id, "continuation.requested", {}, {"text": "نطلب استمرار التوقيف"})
    assert asked.status_code == 201, asked.text
    held.later(days=35)
    assert held.state() != CaseState.RELEASE_DUE
    held.later(days=6)
    assert held.state() == CaseState.RELEASE_DUE
