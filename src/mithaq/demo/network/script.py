"""The main path once more, act by act as `demo.script` plays it, spoken through HTTP to seven nodes on a real network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import msgspec
from msgspec import Struct

from mithaq.demo.federation import MEMBERS
from mithaq.demo.network.stage import READERS, Stage
from mithaq.demo.script import HOLDER, INSTRUMENT, OWNER
from mithaq.domain.case import papers
from mithaq.domain.case.papers import CasePaper, DetentionRequest, ExtraditionFile, PaperCopy, Reasons, WarrantPaper
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.law.load import load_law
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic import DEFAULT_SEED, Generator, demo_photo

Event = dict[str, Any]
Act = tuple[int, str, Event | str]
REVIEWERS = ("reviewer@GS", "reviewer2@GS", "reviewer3@GS", "reviewer4@GS")


class Played(Struct):
    """What the acts are about: ids, once there are any."""

    stage: Stage
    person: Wanted
    alert: str = ""
    content: str = ""
    hit: str = ""
    case: str = ""
    held_from: str = ""
    bound: str = ""


def acts(stage: Stage) -> Iterator[Act]:
    """All of it, step 1 to step 14: (step, who, event or what was seen)."""
    # Not the planted person of the register that is loaded: he is wanted there already.
    person = Generator(DEFAULT_SEED + 1000, frequency_rows())
    person.wanted(OWNER, stage.clock.now().date())
    played = Played(stage, person.wanted(OWNER, stage.clock.now().date()))
    for part in PARTS:
        yield from part(played)


def _draft_and_review(played: Played) -> Iterator[Act]:
    stage, speak = played.stage, played.stage.speak
    photo = speak.put_file("bureau@TN", "/api/photos", demo_photo(DEFAULT_SEED), "image/png")["photo"]
    person = msgspec.to_builtins(played.person)
    person["identity"] = {**person["identity"], "photo": photo}
    drafted = speak.post("bureau@TN", "/api/alerts", {"kind": "wanted", "content": person})
    played.alert, played.content = drafted["subject"], drafted["content"]
    yield 1, "bureau@TN", drafted
    stage.pass_time(hours=1)
    approval = {"content": played.content}
    yield 1, "prosecutor@TN", speak.post("prosecutor@TN", f"/api/alerts/{played.alert}/approve", approval)
    stage.pass_time(hours=1)
    for login in [one for one in REVIEWERS if _is_called(played, one)]:
        screened = speak.get(login, f"/api/alerts/{played.alert}/screening")
        looked = [{"rule": rule, "reason": "ordinary_crime"} for rule in screened["to_look_at"]]
        yes = {"decision": "accept", "content": played.content, "looked_at": looked}
        yield 2, login, speak.post(login, f"/api/alerts/{played.alert}/reviews", yes)
        stage.pass_time(hours=2)


def _is_called(played: Played, login: str) -> bool:
    waiting = played.stage.speak.get(login, "/api/reviews")["waiting"]
    return any(one["alert"]["id"] == played.alert for one in waiting)


def _circulate(played: Played) -> Iterator[Act]:
    stage, speak = played.stage, played.stage.speak
    yield 3, "bureau@TN", speak.post("bureau@TN", f"/api/alerts/{played.alert}/circulate")
    stage.pass_time(minutes=1)
    for member in MEMBERS:
        yield 3, member, "searchable" if _is_found(played, member) else "missing"
    bound = speak.post("bureau@JO", "/api/bounds", {"instrument": INSTRUMENT, "towards": OWNER})
    played.bound = bound["hash"]
    yield 3, "bureau@JO", bound


def _is_found(played: Played, member: str) -> bool:
    """A state's border finds it; those who oversee, and check nobody, read it."""
    if member in READERS:
        page = played.stage.speak.get(READERS[member], f"/api/alerts/{played.alert}")
        return bool(page["state"] == "circulated")
    found = played.stage.speak.post(f"border@{member}", "/api/check", _question(played))
    return any(one["alert"] == played.alert for one in found["candidates"])


def _question(played: Played) -> dict[str, str]:
    identity = played.person.identity
    return {"purpose": "border", "name": identity.names[0].full, "birth": str(identity.births[0])}


def _check_and_confirm(played: Played) -> Iterator[Act]:
    stage, speak = played.stage, played.stage.speak
    stage.pass_time(hours=20)
    played.held_from = stage.now()
    answer = speak.post("border@JO", "/api/check", _question(played))
    yield 4, "border@JO", "checked"
    yield 5, "border@JO", answer["klass"]
    candidate = next(one for one in answer["candidates"] if one["alert"] == played.alert)
    stage.pass_time(minutes=10)
    stop = {"entry": candidate["entry"], "held_from": played.held_from, "told_at": stage.now()}
    hit = speak.post("border@JO", "/api/hits", stop)
    played.hit = hit["id"]
    yield 6, "border@JO", hit.get("state", "open")
    stage.pass_time(minutes=30)
    yield 6, "border@JO", speak.post("border@JO", f"/api/hits/{played.hit}/confirm", {"basis": "document"})["state"]
    stage.pass_time(minutes=5)
    release = {"reason": "identity_confirmed"}
    yield 7, "bureau@JO", speak.post("bureau@JO", f"/api/hits/{played.hit}/release", release)
    stage.pass_time(minutes=5)


def _request(played: Played) -> Iterator[Act]:
    stage, speak, person = played.stage, played.stage.speak, played.person
    paper = DetentionRequest(person.identity, person.offence, person.warrant, OWNER, True, True)
    asked = {
        "requested": HOLDER, "instrument": INSTRUMENT, "alert": played.alert, "bound": played.bound,
        "paper": msgspec.to_builtins(paper),
    }  # fmt: skip
    requested = speak.post("prosecutor@TN", "/api/cases", asked)
    played.case = requested["subject"]
    yield 8, "prosecutor@TN", requested
    stage.pass_time(minutes=10)
    page = speak.get("prosecutor@JO", f"/api/cases/{played.case}")
    decided = [one["test"] for one in page["findings"] if one["result"] == "arguable"]
    yield _act(played, 8, "prosecutor@JO", "detention.admitted", {"decided": decided})


def _arrest(played: Played) -> Iterator[Act]:
    stage = played.stage
    stage.pass_time(minutes=20)
    arrest = {"held_from": played.held_from, "arrested_at": stage.now()}
    yield _act(played, 9, "bureau@JO", "person.arrested", arrest)
    stage.pass_time(minutes=15)
    rights = {
        "informed_at": stage.now(), "language": "ar", "language_understood": True, "interpreter": "not_needed",
        "lawyer": "chosen", "reasons_told": True, "hearing_told": True, "consul_asked": False, "consul_notified": False,
    }  # fmt: skip
    yield _act(played, 9, "prosecutor@JO", "rights.informed", rights)


def _papers(played: Played) -> Iterator[Act]:
    stage = played.stage
    stage.pass_time(days=12)
    warrant = WarrantPaper(played.person.warrant, _copy(played, "warrant"))
    yield _act(played, 10, "bureau@TN", "warrant.lodged", {}, warrant)
    stage.pass_time(minutes=1)
    yield 10, "JO", stage.last(HOLDER, "lodgement.received")
    stage.pass_time(days=9)
    names = ("identity", "photo", "warrant", "memorandum", "provisions", "evidence")
    file = ExtraditionFile(
        tuple(_copy(played, name) for name in names), "مذكرة بالوقائع والنصوص والأدلة (بيانات مصطنعة)"
    )
    needed = [rule.paper for rule in load_law().instruments[INSTRUMENT].file]
    yield _act(played, 10, "bureau@TN", "file.lodged", {"papers": needed}, file)
    stage.pass_time(minutes=1)
    yield 10, "JO", stage.last(HOLDER, "lodgement.received")


def _court(played: Played) -> Iterator[Act]:
    stage = played.stage
    stage.pass_time(days=8)
    decision = {"outcome": "granted", "decided_at": stage.now(), "heard": True}
    reasons = Reasons("محكمة مصطنعة", "1/2026", "الشروط متوفرة (بيانات مصطنعة)")
    yield _act(played, 11, "judge@JO", "court.decided", decision, reasons)
    stage.pass_time(days=2)
    yield _act(played, 11, "judge@JO", "appeal.lodged", {"lodged_at": stage.now()})
    stage.pass_time(days=7)
    confirmed = {"outcome": "confirmed", "decided_at": stage.now(), "heard": True}
    yield _act(played, 11, "judge@JO", "appeal.decided", confirmed, reasons)


def _surrender(played: Played) -> Iterator[Act]:
    stage = played.stage
    stage.pass_time(days=1)
    reasons = Reasons("وزارة مصطنعة", "2/2026", "بعد القرار القضائي النهائي (بيانات مصطنعة)")
    granted = {"outcome": "granted", "decided_at": stage.now()}
    yield _act(played, 12, "prosecutor@JO", "minister.decided", granted, reasons)
    day = (stage.clock.now() + timedelta(days=5)).date().isoformat()
    yield _act(played, 12, "prosecutor@JO", "surrender.dated", {"day": day})
    stage.pass_time(days=5)
    yield _act(played, 12, "bureau@JO", "person.surrendered", {"surrendered_at": stage.now()})
    stage.pass_time(hours=3)
    yield _act(played, 12, "bureau@TN", "surrender.received", {"received_at": stage.now()})
    stage.pass_time(hours=1)
    yield _act(played, 13, "prosecutor@TN", "speciality.undertaken", {})


def _cease(played: Played) -> Iterator[Act]:
    stage, speak = played.stage, played.stage.speak
    stage.pass_time(days=1)
    yield _act(played, 14, "prosecutor@TN", "case.closed", {})
    yield 14, "bureau@TN", speak.post("bureau@TN", f"/api/alerts/{played.alert}/discontinue", {"reason": "surrendered"})
    stage.pass_time(days=load_law().kinds["wanted"].erase_after_days)
    for member in MEMBERS:
        yield 14, member, stage.last(member, "erasure.confirmed")


PARTS: tuple[Callable[[Played], Iterator[Act]], ...] = (
    _draft_and_review, _circulate, _check_and_confirm, _request, _arrest, _papers, _court, _surrender, _cease,
)  # fmt: skip


def _act(played: Played, step: int, login: str, type: str, body: dict[str, Any], paper: CasePaper | None = None) -> Act:
    """One statement in the case, with everything said before it in hand. Who lodges a file names what it is shown."""
    played.stage.settle()
    act: dict[str, Any] = {"type": type, "body": body}
    if paper is not None:
        act["paper"] = json.loads(papers.encode(paper))
    path = f"/api/cases/{played.case}/acts"
    try:
        return step, login, played.stage.speak.post(login, path, act)
    except Refusal as refusal:
        if not refusal.missing or type != "file.lodged":
            raise
        act["acknowledged"] = list(refusal.missing)
        return step, login, played.stage.speak.post(login, path, act)


def _copy(played: Played, name: str) -> PaperCopy:
    """One paper of the file; a line of text stands for it here."""
    data = f"synthetic {name}".encode()
    kept = played.stage.speak.put_file("bureau@TN", "/api/attachments", data, "application/octet-stream")
    return PaperCopy(name, kept["hash"], original=False, certified_by="TN-COURT-REGISTRY")  # type: ignore[arg-type]  # names of the pack
