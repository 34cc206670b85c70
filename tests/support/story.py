"""The main path through HTTP, one step a function, so that a test can begin wherever it needs to."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import msgspec

from mithaq.app.foreign import note
from mithaq.domain.content import Content
from mithaq.domain.instant import text
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic import Generator
from tests.support.federation import Federation

INSTRUMENT = "riyadh-1983"


@cache
def _generated(number: int) -> tuple[Content, ...]:
    made = Generator(number, frequency_rows())
    return (made.wanted("EG", date(2026, 11, 22)), *made.objects("TN", 20))


def wanted(number: int = 1) -> Any:
    """A complete arrest alert on a synthetic person, as JSON values."""
    return msgspec.to_builtins(_generated(number)[0])


def objects(count: int) -> list[Any]:
    """So many travel documents of TN."""
    return [item for item in msgspec.to_builtins(_generated(1)[1:]) if item["kind"] == "travel_document"][:count]


def name_of(content: Any) -> str:
    """The primary name of a person's alert."""
    return str(content["identity"]["names"][0]["full"])


def drafted(fed: Federation, content: Any | None = None, member: str = "TN", **more: Any) -> Any:
    """Step 1, first half: the bureau writes a wanted alert down."""
    body = {"kind": "wanted", "content": content or wanted()} | more
    return fed.done(f"bureau@{member}", "/api/alerts", body)


def approved(fed: Federation, content: Any | None = None, member: str = "TN", **more: Any) -> Any:
    """Step 1: and a prosecutor approves it."""
    draft = drafted(fed, content, member, **more)
    fed.done(f"prosecutor@{member}", f"/api/alerts/{draft['subject']}/approve", {"content": draft["content"]})
    fed.settle()
    return draft


def reviewed(fed: Federation, content: Any | None = None, member: str = "TN") -> Any:
    """Step 2: two reviewers accept it."""
    draft = approved(fed, content, member)
    for reviewer in ("reviewer@GS", "reviewer2@GS"):
        yes = {
            "decision": "accept",
            "content": draft["content"],
            "looked_at": looked_at(fed, reviewer, draft["subject"]),
        }
        fed.done(reviewer, f"/api/alerts/{draft['subject']}/reviews", yes)
    fed.settle()
    return draft


def looked_at(fed: Federation, reviewer: str, alert: str) -> list[Any]:
    """What a reviewer says who has looked at every concern of the screening and accepts all the same."""
    screened = fed.get(reviewer, f"/api/alerts/{alert}/screening").json()
    return [{"rule": rule, "reason": "ordinary_crime"} for rule in screened["to_look_at"]]


def circulated(fed: Federation, content: Any | None = None, member: str = "TN") -> Any:
    """Step 3: published, and held by everybody."""
    draft = reviewed(fed, content, member)
    fed.done(f"bureau@{member}", f"/api/alerts/{draft['subject']}/circulate")
    fed.settle()
    return draft


def stopped(fed: Federation, entry: str, member: str = "EG") -> Any:
    """Step 6, first half: a traveller is stopped at a post, on an entry that a check has just met."""
    now, node, officer = text(fed.world.clock.now()), fed.world[member], fed.actor(f"border@{member}")
    with node.write() as tx:
        found = tx.store.register.entry(entry)
        note(node, tx.store, officer, [found.alert] if found else [], now)
    return fed.done(f"border@{member}", "/api/hits", {"entry": entry, "held_from": now, "told_at": now})


def confirmed(fed: Federation, entry: str, member: str = "EG") -> Any:
    """Step 6: the officer confirms identity."""
    hit = stopped(fed, entry, member)
    return fed.done(f"border@{member}", f"/api/hits/{hit['id']}/confirm", {"basis": "document"})


def request_of(fed: Federation, alert: str, content: Any) -> Any:
    """The body of a request for provisional detention, on the statement of EG that the agreement binds it."""
    bound = fed.done("prosecutor@EG", "/api/bounds", {"instrument": INSTRUMENT, "towards": "TN"})
    fed.settle()
    paper = {
        "identity": content["identity"], "offence": content["offence"], "warrant": content["warrant"],
        "offence_state": "TN", "document_exists": True, "extradition_follows": True,
    }  # fmt: skip
    return {
        "requested": "EG", "instrument": INSTRUMENT, "alert": alert, "paper": paper, "bound": bound["hash"],
    }  # fmt: skip


def opened(fed: Federation) -> Any:
    """Step 8: TN requests provisional detention of EG."""
    content = wanted()
    alert = circulated(fed, content)
    request = fed.done("prosecutor@TN", "/api/cases", request_of(fed, alert["subject"], content))
    fed.settle()
    return request


def everything(fed: Federation) -> dict[str, str]:
    """A draft, an alert under review, a batch, a confirmed hit and a case: the id of each."""
    case = opened(fed)
    alert = fed.get("prosecutor@TN", f"/api/cases/{case['subject']}").json()["case"]["alert"]
    hit = confirmed(fed, alert)
    batch = fed.done("bureau@TN", "/api/batches", {"kind": "travel_document", "objects": objects(3)})
    thread = {"form": "free_text", "to": "EG", "fields": {"text": "synthetic words"}}
    ids = {
        "thread": fed.done("bureau@TN", "/api/threads", thread)["subject"],
        "case": case["subject"], "alert": alert, "hit": hit["id"], "batch": batch["subject"],
        "draft": drafted(fed, wanted(2))["subject"], "review": approved(fed, wanted(3))["subject"],
    }  # fmt: skip
    fed.settle()
    return ids
