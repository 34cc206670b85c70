"""Who does what in the main path: Tunisia seeks a person, Jordan meets him at the border (docs/life-of-an-alert.md).

Each act is a generator of (step, who, event or what was seen). All people and facts are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from msgspec import structs

from mithaq.app import alerts, attachments, border, cases, hits, reviews
from mithaq.app.node import Actor, Node
from mithaq.app.registry import event_of
from mithaq.demo.federation import Federation
from mithaq.domain.case import papers
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, PaperCopy, Reasons, WarrantPaper
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.review.steps import under_review
from mithaq.ops.tables import frequency_rows
from mithaq.testing.clock import SimClock
from mithaq.testing.synthetic import DEFAULT_SEED, Generator, demo_photo

Act = tuple[int, str, Event | str]
OWNER, HOLDER = "TN", "JO"
INSTRUMENT = "riyadh-1983"


class Script:
    """The acts, in order. `alert`, `hit` and `case` are the ids of what they are about, once there is one."""

    def __init__(self, federation: Federation, clock: SimClock) -> None:
        self.federation = federation
        self.clock = clock
        self.person = Generator(DEFAULT_SEED, frequency_rows()).wanted(OWNER, clock.now().date())
        self.alert = self.hit = self.case = ""
        self.held_from = ""
        self.bond: Event | None = None

    def acts(self) -> Iterator[Act]:
        """All of it, step 1 to step 14."""
        for part in PARTS:
            yield from part(self)

    def on(self, login: str) -> tuple[Node, Actor]:
        """The node and the officer of a login."""
        return self.federation.members[login.partition("@")[2]], self.federation.officer(login)

    def case_act(self, step: int, login: str, type: str, body: dict[str, Any], paper: bytes | None = None) -> Act:
        """One statement in the case, with everything said before it in hand."""
        self.federation.settle()
        node, actor = self.on(login)
        return step, login, cases.act(node, actor, self.case, type, body, paper)

    def drawn(self) -> list[str]:
        """The logins of the reviewers whom the lot has called for the alert."""
        with self.federation.members["GS"].store.read() as reader:
            alert = alerts.load(reader, self.alert)
            version = under_review(alert) if alert is not None else None
            calls = version.lot.called if version is not None and version.lot is not None else ()
            rows = [reader.desk.officer(call.reviewer) for call in calls]
        return [row.login for row in rows if row is not None]

    def pass_time(self, **delta: float) -> None:
        """Time goes by and the nodes talk to each other."""
        self.clock.forward(**delta)
        self.federation.settle()

    def now(self) -> str:
        """This instant as text."""
        return text(self.clock.now())

    def last(self, member: str, type: str) -> Event:
        """The member's last statement of this type; what a node says by itself is read from its journal."""
        with self.federation.members[member].store.read() as reader:
            head = reader.journal.head(member)
            for seq in range(head.seq if head else 0, 0, -1):
                stored = reader.journal.at(member, seq)
                if stored is not None and stored.envelope.header.type == type:
                    return event_of(stored.envelope)
        raise Refusal("demo.not_said", type)


def _draft_and_review(script: Script) -> Iterator[Act]:
    node, bureau = script.on("bureau@TN")
    photo = alerts.add_photo(node, bureau, demo_photo(DEFAULT_SEED))
    person = _with_photo(script.person, photo)
    drafted = alerts.draft(node, bureau, "wanted", person)
    script.alert = drafted.subject
    yield 1, "bureau@TN", drafted
    script.pass_time(hours=1)
    node, prosecutor = script.on("prosecutor@TN")
    yield 1, "prosecutor@TN", alerts.approve(node, prosecutor, script.alert, drafted.content)
    script.pass_time(hours=1)
    for login in script.drawn():
        node, reviewer = script.on(login)
        yield 2, login, reviews.accept(node, reviewer, script.alert, drafted.content)
        script.pass_time(hours=2)


def _circulate(script: Script) -> Iterator[Act]:
    node, bureau = script.on("bureau@TN")
    yield 3, "bureau@TN", alerts.circulate(node, bureau, script.alert)
    script.pass_time(minutes=1)
    for member, other in script.federation.members.items():
        with other.store.read() as reader:
            found = reader.register.entry(script.alert)
        yield 3, member, "searchable" if found is not None else "missing"
    # The pair's instrument is not confirmed: without Jordan's own word the alert is *locate only* there.
    jordan, bureau = script.on("bureau@JO")
    script.bond = cases.state_bound(jordan, bureau, INSTRUMENT, OWNER)
    yield 3, "bureau@JO", script.bond


def _check_and_confirm(script: Script) -> Iterator[Act]:
    node, officer = script.on("border@JO")
    script.pass_time(hours=20)
    script.held_from = script.now()
    question = border.Check(purpose="border", name="Muhammad Abdul-Qadir", birth=str(script.person.identity.births[0]))
    answer = border.check(node, officer, question)
    yield 4, "border@JO", "checked"
    yield 5, "border@JO", answer.klass
    candidate = next(one for one in answer.candidates if one.alert == script.alert)
    script.pass_time(minutes=10)
    hit = hits.open_hit(node, officer, candidate.entry, script.held_from, script.now())
    script.hit = hit.id
    yield 6, "border@JO", hit.state
    script.pass_time(minutes=30)
    yield 6, "border@JO", hits.confirm(node, officer, hit.id, "document").state
    node, bureau = script.on("bureau@JO")
    script.pass_time(minutes=5)
    yield 7, "bureau@JO", hits.release(node, bureau, hit.id, "identity_confirmed")
    script.pass_time(minutes=5)


def _request(script: Script) -> Iterator[Act]:
    node, prosecutor = script.on("prosecutor@TN")
    offence = script.person.offence
    paper = DetentionRequest(script.person.identity, offence, script.person.warrant, OWNER, True, True)
    requested = cases.request(
        node, prosecutor, HOLDER, INSTRUMENT, script.alert, paper, bound=script.bond.hash if script.bond else ""
    )
    script.case = requested.subject
    yield 8, "prosecutor@TN", requested
    script.pass_time(minutes=10)
    jordan, prosecutor = script.on("prosecutor@JO")
    page = cases.read(jordan, prosecutor, script.case)
    decided = [one.test for one in page.findings if one.result == "arguable"]
    yield script.case_act(8, "prosecutor@JO", "detention.admitted", {"decided": decided})


def _arrest(script: Script) -> Iterator[Act]:
    script.pass_time(minutes=20)
    arrest = {"held_from": script.held_from, "arrested_at": script.now()}
    yield script.case_act(9, "bureau@JO", "person.arrested", arrest)
    script.pass_time(minutes=15)
    rights = {
        "informed_at": script.now(), "language": "ar", "language_understood": True, "interpreter": "not_needed",
        "lawyer": "chosen", "reasons_told": True, "hearing_told": True, "consul_asked": False, "consul_notified": False,
    }  # fmt: skip
    yield script.case_act(9, "prosecutor@JO", "rights.informed", rights)


def _papers(script: Script) -> Iterator[Act]:
    script.pass_time(days=12)
    warrant = papers.encode(WarrantPaper(script.person.warrant, _copy(script, "warrant")))
    yield script.case_act(10, "bureau@TN", "warrant.lodged", {}, warrant)
    script.pass_time(minutes=1)
    yield 10, "JO", script.last(HOLDER, "lodgement.received")
    script.pass_time(days=9)
    names = ("identity", "photo", "warrant", "memorandum", "provisions", "evidence")
    file = ExtraditionFile(
        tuple(_copy(script, name) for name in names), "مذكرة بالوقائع والنصوص والأدلة (بيانات مصطنعة)"
    )
    needed = [rule.paper for rule in script.federation.members[OWNER].law.instruments[INSTRUMENT].file]
    yield script.case_act(10, "bureau@TN", "file.lodged", {"papers": needed}, papers.encode(file))
    script.pass_time(minutes=1)
    yield 10, "JO", script.last(HOLDER, "lodgement.received")


def _court(script: Script) -> Iterator[Act]:
    script.pass_time(days=8)
    decision = {"outcome": "granted", "decided_at": script.now(), "heard": True}
    reasons = papers.encode(Reasons("محكمة مصطنعة", "1/2026", "الشروط متوفرة (بيانات مصطنعة)"))
    yield script.case_act(11, "judge@JO", "court.decided", decision, reasons)
    script.pass_time(days=2)
    yield script.case_act(11, "judge@JO", "appeal.lodged", {"lodged_at": script.now()})
    script.pass_time(days=7)
    confirmed = {"outcome": "confirmed", "decided_at": script.now(), "heard": True}
    yield script.case_act(11, "judge@JO", "appeal.decided", confirmed, reasons)


def _surrender(script: Script) -> Iterator[Act]:
    script.pass_time(days=1)
    granted = {"outcome": "granted", "decided_at": script.now()}
    reasons = papers.encode(Reasons("وزارة مصطنعة", "2/2026", "بعد القرار القضائي النهائي (بيانات مصطنعة)"))
    yield script.case_act(12, "prosecutor@JO", "minister.decided", granted, reasons)
    day = (script.clock.now() + timedelta(days=5)).date().isoformat()
    yield script.case_act(12, "prosecutor@JO", "surrender.dated", {"day": day})
    script.pass_time(days=5)
    yield script.case_act(12, "bureau@JO", "person.surrendered", {"surrendered_at": script.now()})
    script.pass_time(hours=3)
    yield script.case_act(12, "bureau@TN", "surrender.received", {"received_at": script.now()})
    script.pass_time(hours=1)
    yield script.case_act(13, "prosecutor@TN", "speciality.undertaken", {})


def _cease(script: Script) -> Iterator[Act]:
    script.pass_time(days=1)
    yield script.case_act(14, "prosecutor@TN", "case.closed", {})
    node, bureau = script.on("bureau@TN")
    ended = alerts.discontinue(node, bureau, script.alert, "surrendered")
    yield 14, "bureau@TN", ended
    script.pass_time(days=node.law.kinds["wanted"].erase_after_days)
    for member in script.federation.members:
        yield 14, member, script.last(member, "erasure.confirmed")


PARTS: tuple[Callable[[Script], Iterator[Act]], ...] = (
    _draft_and_review, _circulate, _check_and_confirm, _request, _arrest, _papers, _court, _surrender, _cease,
)  # fmt: skip


def _with_photo(person: Wanted, photo: str) -> Wanted:
    return structs.replace(person, identity=structs.replace(person.identity, photo=photo))


def _copy(script: Script, name: str) -> PaperCopy:
    """One paper of the file; a line of text stands for it here."""
    node, bureau = script.on("bureau@TN")
    attachment = attachments.keep(node, bureau, f"synthetic {name}".encode())
    return PaperCopy(name, attachment.hash, original=False, certified_by="TN-COURT-REGISTRY")  # type: ignore[arg-type]  # names of the pack
