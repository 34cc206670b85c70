"""A small federation behind the console, with the officers of the demonstration, for a browser to visit."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import dataclass, field
from functools import cached_property

import uvicorn
from litestar import Litestar
from msgspec import structs

from mithaq.app import alerts, attachments, border, cases, hits, reviews
from mithaq.app.node import Actor
from mithaq.app.officers import actor_of
from mithaq.app.ports.rows import OfficerRow
from mithaq.demo.cast import Part, cast
from mithaq.domain.case import papers
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, Note, PaperCopy, Reasons
from mithaq.domain.content import Content, Wanted
from mithaq.domain.instant import text
from mithaq.domain.instrument import Paper
from mithaq.ops import passwords
from mithaq.ops.tables import frequency_rows
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.synthetic.generator import DEFAULT_SEED, Generator
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.testing.world import World, seeded
from mithaq.web.app import create_app
from mithaq.web.demo_info import DemoInfo, DemoOfficer, Loading
from mithaq.web.pages import console

PASSWORD = "mithaq-demo-2026"
MEMBERS = ("TN", "EG", "JO", "GS", "OC")
NAME_LATIN = "Muhammad Abdul-Qadir Al-Utiki"  # one of the usual Latin spellings of the planted person


@dataclass
class Stage:
    """The world, its officers by login, and the address of its server."""

    world: World = field(default_factory=lambda: World(seed=7, nodes=MEMBERS, duty=()))
    officers: dict[str, Actor] = field(default_factory=dict)
    loading: Loading = field(default_factory=lambda: Loading(100_000, 100_000, complete=True))
    address: str = ""
    alert: str = ""
    review: str = ""
    drafted: str = ""
    case: str = ""

    def __post_init__(self) -> None:
        self.generator = Generator(DEFAULT_SEED, frequency_rows())
        secret = passwords.hashed(PASSWORD)
        for part in cast():
            if part.member in MEMBERS:
                self._employ(part, secret)
        for login in ("reviewer@GS", "reviewer2@GS"):  # two of two states, so that the lot can only draw them
            self.world.put_on_duty(self.officers[login])
        self.bond = cases.state_bound(self.world["EG"], self.officers["prosecutor@EG"], "riyadh-1983", "TN")
        self.world.settle()

    def _employ(self, part: Part, secret: str) -> None:
        row = OfficerRow(
            f"o-{seeded(part.login).hex()[:16]}", part.login, part.name_ar, part.name_en, part.role,
            part.post, part.authority, part.nationality, "active", secret,
        )  # fmt: skip
        with self.world[part.member].store.write() as tx:
            tx.desk.put_officer(row)
        self.officers[part.login] = actor_of(row)

    @cached_property
    def app(self) -> Litestar:
        """The application over the world, console included."""
        return create_app(self.world.nodes, demo=self.demo, pages=[console()])

    @property
    def demo(self) -> DemoInfo:
        """What the sign-in page lists."""
        listed = [part for part in cast() if part.member in MEMBERS]
        shown = tuple(DemoOfficer(p.login, p.role, p.member, p.name_ar, p.name_en) for p in listed)
        return DemoInfo(PASSWORD, shown, lambda: self.loading)

    def today(self) -> Content:
        """A complete arrest alert of Tunisia, the first one on the planted person."""
        return self.generator.wanted("TN", self.world.clock.now().date())

    def draft(self, content: Content | None = None, *, photo: bool = False) -> str:
        """A draft by Tunisia's bureau."""
        node, bureau = self.world["TN"], self.officers["bureau@TN"]
        content = content or self.today()
        if photo and isinstance(content, Wanted):
            hash = alerts.add_photo(node, bureau, demo_photo(7))
            content = _with_photo(content, hash)
        return alerts.draft(node, bureau, "wanted", content).subject

    def approved(self, content: Content | None = None, *, photo: bool = False) -> str:
        """The same, approved by the judge and known to the Secretariat."""
        subject = self.draft(content, photo=photo)
        node = self.world["TN"]
        alerts.approve(node, self.officers["judge@TN"], subject, self.pending(subject))
        self.world.settle()
        return subject

    def queue(self) -> None:
        """A few more alerts that wait for review: a child, a vehicle, a passport, and an urgent one."""
        node, bureau, today = self.world["TN"], self.officers["bureau@TN"], self.world.clock.now().date()
        waiting: list[tuple[str, Content, str]] = [
            ("missing_child", self.generator.missing("TN", today, child=True), ""),
            ("vehicle", self.generator.vehicle("TN"), ""),
            ("travel_document", self.generator.travel_document("TN"), ""),
            ("wanted", self.generator.wanted("TN", today), "danger_to_life"),
        ]
        for kind, content, urgent in waiting:
            self.world.clock.forward(hours=3)
            drafted = alerts.draft(node, bureau, kind, content, urgent=urgent)
            alerts.approve(node, self.officers["judge@TN"], drafted.subject, drafted.content)
        self.world.settle()

    def circulated(self, content: Content | None = None, *, photo: bool = False) -> str:
        """The same, reviewed twice and in force everywhere."""
        subject = self.approved(content, photo=photo)
        for login in ("reviewer@GS", "reviewer2@GS"):
            seen = self.pending(subject, "GS")
            looked = acts.looked_at(self.world["GS"], subject, seen)
            reviews.accept(self.world["GS"], self.officers[login], subject, seen, looked)
        self.world.settle()
        alerts.circulate(self.world["TN"], self.officers["bureau@TN"], subject)
        self.world.settle()
        return subject

    def pending(self, subject: str, member: str = "TN") -> str:
        """The content hash that waits for approval or review."""
        with self.world[member].store.read() as reader:
            alert = alerts.load(reader, subject)
        assert alert is not None
        assert alert.pending is not None
        return alert.pending.content

    def hit(self, subject: str, member: str = "EG") -> str:
        """A traveller stopped and confirmed at a border post."""
        node, officer = self.world[member], self.officers[f"border@{member}"]
        border.check(node, officer, border.Check("border", name=NAME_LATIN))
        now = text(self.world.clock.now())
        hit = stopped_on(node, officer, subject, now, now)
        hits.confirm(node, officer, hit.id, "document")
        return hit.id

    def requested(self, subject: str) -> str:
        """A request of Tunisia to Egypt, which declared itself bound."""
        self.world.settle()
        node = self.world["TN"]
        with node.store.read() as reader:
            alert = alerts.load(reader, subject)
            content = alerts.content_in(reader, alert, alert.newest) if alert and alert.newest else None
        assert isinstance(content, Wanted)
        paper = DetentionRequest(content.identity, content.offence, content.warrant, "TN", True, True)
        event = cases.request(
            node, self.officers["prosecutor@TN"], "EG", "riyadh-1983", subject, paper, bound=self.bond.hash
        )
        self.world.settle()
        return event.subject

    def say(self, login: str, case: str, type: str, paper: papers.CasePaper | None = None, **body: object) -> None:
        """One statement of an officer in a case, known to all."""
        node = self.world[login.rpartition("@")[2]]
        raw = papers.encode(paper) if paper is not None else None
        cases.act(node, self.officers[login], case, type, body, raw)
        self.world.settle()

    def arrested(self, subject: str) -> str:
        """A case in which the person was held three days ago, arrested, and told the rights."""
        self.hit(subject)
        held = self.world.clock.now()
        case = self.requested(subject)
        decided = tuple(
            f.test
            for f in cases.read(self.world["EG"], self.officers["prosecutor@EG"], case).findings
            if f.result == "arguable"
        )
        self.say("prosecutor@EG", case, "detention.admitted", decided=decided)
        self.world.clock.forward(hours=2)
        now = text(self.world.clock.now())
        self.say("bureau@EG", case, "person.arrested", held_from=text(held), arrested_at=now)
        self.say(
            "prosecutor@EG", case, "rights.informed", informed_at=now, language="ar", language_understood=True,
            interpreter="not_needed", lawyer="appointed", reasons_told=True, hearing_told=True,
        )  # fmt: skip
        note = Note("نرجو إفادتنا بموعد إرسال مذكرة القبض الأصلية، فالمدة القانونية جارية منذ لحظة الاستيقاف.")
        self.say("bureau@EG", case, "message.sent", note)
        self.world.clock.forward(days=3)
        self.say("bureau@TN", case, "message.sent", Note("ترسل المذكرة غدا، والملف الكامل خلال أسبوع."))
        return case

    def file(self) -> ExtraditionFile:
        """A complete file, each paper an original."""
        names: tuple[Paper, ...] = ("identity", "warrant", "memorandum", "provisions", "evidence")
        node, bureau = self.world["TN"], self.officers["bureau@TN"]
        kept = [attachments.keep(node, bureau, f"synthetic {name}".encode()).hash for name in names]
        return ExtraditionFile(tuple(map(PaperCopy, names, kept, [True] * len(names))))

    def serve(self) -> tuple[uvicorn.Server, threading.Thread]:
        """Start the server on a free port of this machine."""
        door = socket.socket()
        door.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{door.getsockname()[1]}"
        server = uvicorn.Server(
            uvicorn.Config(self.app, log_level="error", access_log=False, lifespan="off", http="httptools")
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        return server, thread


def _with_photo(content: Wanted, hash: str) -> Wanted:
    return structs.replace(content, identity=structs.replace(content.identity, photo=hash))


COURT = Reasons("محكمة استئناف القاهرة", "2026/114", "تحققت شروط المادتين 40 و42، وسُمع الشخص المطلوب ومحاميه.")
