"""A case from request to closing through HTTP, all within one instant, so that no session ends on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mithaq.domain.instant import text
from tests.support import story
from tests.support.federation import Federation

PAPERS = ("identity", "photo", "warrant", "memorandum", "provisions", "evidence")
REASONS = {"authority": "a court", "number": "1/2026", "reasons": "synthetic reasons"}


class CaseStory:
    """The case that TN requests of EG, moved on by its parties' officers."""

    def __init__(self, fed: Federation) -> None:
        self.fed = fed
        self.id = str(story.opened(fed)["subject"])

    def act(self, login: str, type: str, body: Any = None, paper: Any = None) -> Any:
        """One statement, replicated. Whoever sends a file names what the screening shows of it, once it was shown."""
        act = {"type": type, "body": body or {}, "paper": paper}
        shown = self.fed.post(login, f"/api/cases/{self.id}/acts", act) if type == "file.lodged" else None
        if shown is not None and shown.status_code == 422:
            act["acknowledged"] = shown.json()["missing"]
        elif shown is not None:
            self.fed.settle()
            return shown.json()
        reply = self.fed.done(login, f"/api/cases/{self.id}/acts", act)
        self.fed.settle()
        return reply

    def state(self, login: str = "bureau@TN") -> str:
        """Where the case stands."""
        return str(self.fed.get(login, f"/api/cases/{self.id}").json()["view"]["state"])

    def admit(self) -> None:
        """The requested state's prosecutor decides what is arguable, and admits."""
        page = self.fed.get("prosecutor@EG", f"/api/cases/{self.id}").json()
        decided = [found["test"] for found in page["findings"] if found["result"] == "arguable"]
        self.act("prosecutor@EG", "detention.admitted", {"decided": decided})

    def arrest(self) -> None:
        """Held and arrested at this instant."""
        self.act("bureau@EG", "person.arrested", {"held_from": self.now, "arrested_at": self.now})

    def inform(self) -> None:
        """The person is told the rights."""
        rights = {
            "informed_at": self.now, "language": "ar", "language_understood": True, "interpreter": "not_needed",
            "lawyer": "chosen", "reasons_told": True, "hearing_told": True,
        }  # fmt: skip
        self.act("prosecutor@EG", "rights.informed", rights)

    def attach(self, login: str, words: str) -> str:
        """A small file, uploaded to be cited. Its hash."""
        reply = self.fed.post(
            login, "/api/attachments", content=words.encode(), headers={"Content-Type": "application/octet-stream"}
        )
        assert reply.status_code == 201, reply.text
        return str(reply.json()["hash"])

    def lodge(self) -> None:
        """The complete file; the requested state's node signs for it."""
        law = self.fed["TN"].law.instruments[story.INSTRUMENT]
        copies = [
            {"paper": name, "attachment": self.attach("bureau@TN", name), "certified_by": "TN-COURT"} for name in PAPERS
        ]
        self.act("bureau@TN", "file.lodged", {"papers": [rule.paper for rule in law.file]}, {"papers": copies})

    def decide(self) -> None:
        """The court grants."""
        self.act("judge@EG", "court.decided", {"outcome": "granted", "decided_at": self.now, "heard": True}, REASONS)

    @property
    def now(self) -> str:
        """This instant."""
        return text(self.fed.world.clock.now())

    def states(self) -> Iterator[str]:
        """Move on from state to state."""
        yield self.state()
        for step in (self.admit, self.arrest, self.inform):
            step()
            yield self.state()
        self.lodge()
        self.decide()
        yield self.state()
        self.act("judge@EG", "appeal.waived", {"waived_at": self.now})
        yield self.state()
        self.act("prosecutor@EG", "surrender.dated", {"day": self.now[:10]})
        yield self.state()
        self.act("bureau@EG", "person.surrendered", {"surrendered_at": self.now})
        yield self.state()
        self.act("bureau@TN", "surrender.received", {"received_at": self.now})
        yield self.state()
        self.act("prosecutor@TN", "speciality.undertaken")
        yield self.state()
        self.act("prosecutor@TN", "case.closed")
        yield self.state()
