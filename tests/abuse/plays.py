"""What abusers do, step by step, through the doors they have: the API of their node, and their own journal on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeVar

from httpx import Response

from mithaq.app.alerts import load
from mithaq.domain.alert import Alert
from mithaq.domain.case.states import CaseState
from tests.support import story
from tests.support.federation import Federation
from tests.support.statements import delivered, signed

Play = TypeVar("Play", bound=Callable[..., None])

MEMBERS = ("TN", "EG", "JO", "GS", "OC")
"""TN is the abuser, EG its ally or its victim, JO a third state."""

THEFT = {
    "code": "05021", "characterisation": "سرقة", "summary": "سرقة بضائع من مستودع ليلا بعد كسر بابه.",
    "own_part": "كسر باب المستودع وحمل البضائع المسروقة في شاحنته.", "means": "شاحنة وعتلة",
}  # fmt: skip


def rests_on(article: str) -> Callable[[Play], Play]:
    """The article or rule by which the play is refused, for `docs/abuse.md`."""

    def noted(play: Play) -> Play:
        play.rests_on = article  # type: ignore[attr-defined]  # read by `tests.abuse.told`
        return play

    return noted


def person(number: int, **changed: Any) -> Any:
    """A complete arrest alert on the invented person of that number; ``offence__date="2020-01-01"`` changes one field."""
    return changed_of(story.wanted(number), **changed)


def changed_of(said: Any, **changed: Any) -> Any:
    """A copy with other values: ``warrant__number``, ``offence__code`` and so on."""
    copy = deepcopy(said)
    for path, value in changed.items():
        *way, last = path.split("__")
        place = copy
        for step in way:
            place = place[step]
        place[last] = value
    return copy


def heads(fed: Federation) -> dict[str, dict[str, int]]:
    """How long each journal is, as each node has it."""
    found = {}
    for code, node in fed.world.nodes.items():
        with node.store.read() as reader:
            found[code] = {member: head.seq for member, head in reader.journal.heads().items()}
    return found


def heard(fed: Federation, code: str) -> list[tuple[str, str]]:
    """Every statement that a node holds, but for the hourly roots of look-up logs, which tell of no look-up."""
    found = []
    with fed[code].store.read() as reader:
        for member in reader.journal.heads():
            headers = [one.envelope.header for one in reader.journal.after(member, 0, 100_000)]
            found += [(member, one.type) for one in headers if one.type != "log.rooted"]
    return found


@contextmanager
def nothing_said(fed: Federation) -> Iterator[None]:
    """What happens inside leaves no statement in any journal but the roots of logs, whose hour may come: nothing left the
    node.
    """
    fed.settle()
    before = {code: heard(fed, code) for code in fed.world.nodes}
    yield
    fed.settle()
    assert {code: heard(fed, code) for code in fed.world.nodes} == before


def refused(reply: Response, code: str, *missing: str) -> None:
    """It was refused, on this code, naming at least these rules."""
    assert 400 <= reply.status_code < 500, reply.text
    told = reply.json()
    assert told["code"] == code, told
    assert set(missing) <= set(told.get("missing", ())), told


def approve(fed: Federation, draft: Any, login: str) -> Response:
    """A prosecutor or judge tries to stand behind a draft."""
    reply = fed.post(login, f"/api/alerts/{draft['subject']}/approve", {"content": draft["content"]})
    fed.settle()
    return reply


def says_no(fed: Federation, draft: Any, ground: str) -> None:
    """A reviewer of the Secretariat refuses the alert."""
    no = {"decision": "refuse", "content": draft["content"], "ground": ground, "reasons": "synthetic reasons"}
    fed.done("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", no)
    fed.settle()


def refused_once(fed: Federation, content: Any, ground: str = "political_matter") -> Any:
    """The beginning of many plays: TN's alert was refused in review."""
    draft = story.approved(fed, content)
    says_no(fed, draft, ground)
    assert state_at(fed, "TN", draft["subject"]) == "refused"
    return draft


def said_on_the_wire(
    fed: Federation, member: str, role: str, type: str, body: Mapping[str, Any], subject: str, **more: Any
) -> str:
    """The member's node runs another program: it signs with its true key what ours would refuse. The statement's hash."""
    fed.settle()
    envelope = signed(fed.world, member, member, role, type, body=body, subject=subject, **more)
    delivered(fed.world, member, envelope)
    fed.settle()
    return envelope.hash


def approved_on_the_wire(fed: Federation, draft: Any, member: str = "TN") -> None:
    """Such a node approves what its own screening stops."""
    said_on_the_wire(fed, member, "prosecutor", "alert.approved", {"content": draft["content"]}, draft["subject"])


def alert_at(fed: Federation, code: str, subject: str) -> Alert:
    """The alert as that member's node holds it."""
    with fed[code].store.read() as reader:
        found = load(reader, subject)
    assert found is not None
    return found


def state_at(fed: Federation, code: str, subject: str) -> str:
    """The alert's state at that member."""
    return alert_at(fed, code, subject).state


def void_everywhere(fed: Federation, subject: str, hash: str, code: str) -> None:
    """Every node keeps the statement, without effect, on this code."""
    for member in fed.world.nodes:
        assert (hash, code) in alert_at(fed, member, subject).voids, member


def unknown_elsewhere(fed: Federation, subject: str, owner: str = "TN") -> None:
    """No other node knows an alert of that id."""
    for member, node in fed.world.nodes.items():
        with node.store.read() as reader:
            assert member == owner or load(reader, subject) is None, member


def looks(fed: Federation, subject: str) -> list[Any]:
    """What the commissioner's desk shows of this alert or case."""
    listed = fed.get("commissioner@OC", "/api/looks").json()["looks"]
    return [one for one in listed if one["subject"] == subject]


def withheld(fed: Federation, draft: Any, *reasons: str, owner: str = "TN") -> None:
    """The commission met somebody it knows and stopped the alert; the owner reads one word; a commissioner sees by what."""
    alert = alert_at(fed, owner, draft["subject"])
    assert alert.pending is not None
    assert (alert.state, alert.pending.refused) == ("refused", "withheld")
    (row,) = looks(fed, draft["subject"])
    assert {reason for met in row["met"] for reason in met["reasons"]} >= set(reasons), row


def finds(fed: Federation, content: Any, code: str = "EG") -> bool:
    """Whether a check of this person at a border of that state finds anybody."""
    asked = {"purpose": "border", "name": story.name_of(content)}
    return bool(fed.done(f"border@{code}", "/api/check", asked)["candidates"])


def act(fed: Federation, login: str, case: str, type: str, body: Any = None, paper: Any = None) -> Response:
    """One statement in a case, over HTTP."""
    asked = {"type": type, "body": body or {}} | ({"paper": paper} if paper is not None else {})
    reply = fed.post(login, f"/api/cases/{case}/acts", asked)
    fed.settle()
    return reply


def case_state(fed: Federation, case: str, login: str = "commissioner@OC") -> CaseState:
    """Where that officer sees the case."""
    return CaseState(fed.get(login, f"/api/cases/{case}").json()["view"]["state"])
