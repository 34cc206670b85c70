"""The start page: what waits for this officer today."""

from __future__ import annotations

from typing import NamedTuple

from litestar import Response
from litestar.di import NamedDependency

from mithaq.app import cases, deadlines, hits, lists, reviews
from mithaq.app.case_reading import load
from mithaq.app.ports.rows import TaskRow
from mithaq.app.project import decode_fold
from mithaq.app.shield.looks import MET
from mithaq.domain.case.case import Case
from mithaq.domain.case.view import CaseView, status
from mithaq.domain.hit import Hit
from mithaq.web.pages.forms import read
from mithaq.web.pages.navigation import may
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

SHOWN = 50  # cases whose clocks are looked at: those whose clocks end first, and those that changed last
CLOCKS = 4  # clocks that a case may have on the board at once
_FOLDERS = {"h": "hits", "c": "cases", "a": "alerts", "b": "alerts", "m": "threads", "p": "remedies"}


class Running(NamedTuple):
    """A case and how it stands now."""

    case: Case
    view: CaseView


@read("/", "session.read")
def start(page: NamedDependency[Page], signed: NamedDependency[Signed]) -> Response[str]:
    """Tasks, waiting reviews, open hits and running clocks, each only for the roles that have them."""
    node, actor = signed.node, signed.actor
    tasks = lists.tasks(node, actor) if may(node, actor.role, "task.list") else []
    waiting = reviews.queue(node, actor) if may(node, actor.role, "review.list") else None
    open_hits: list[Hit] | None = None
    if may(node, actor.role, "hit.list"):
        open_hits = hits.listed(node, actor, ("open",) if actor.role == "border" else ("open", "confirmed"))
    running = running_cases(signed) if may(node, actor.role, "case.list") else None
    drafts = None
    if may(node, actor.role, "alert.list"):
        drafts = {state: lists.alerts(node, actor, states=(state,), limit=1)[1] for state in _states(actor.role)}
    return page.show(
        "start.html", tasks=[(task, address(task)) for task in tasks], waiting=waiting, open_hits=open_hits,
        running=running, drafts=drafts,
    )  # fmt: skip


def running_cases(signed: Signed) -> list[Running]:
    """The cases of this state, those with a release due first, then by the next end of a clock: those whose clocks end
    first, however long ago they changed, and those that changed last.
    """
    node, actor = signed.node, signed.actor
    soonest = dict.fromkeys(line.case for line in deadlines.board(node, actor, limit=SHOWN * CLOCKS))
    newest = [decode_fold(row) for row in cases.listed(node, actor, limit=SHOWN)]
    known = {fold.id for fold in newest if isinstance(fold, Case)}
    with node.store.read() as reader:
        others = [load(reader, subject) for subject in list(soonest)[:SHOWN] if subject not in known]
    found = [Running(fold, status(fold, node.now())) for fold in (*newest, *others) if isinstance(fold, Case)]
    return sorted(found, key=lambda one: (not one.view.release_due, one.view.next_due or "~"))


def address(task: TaskRow) -> str:
    """The page on which a task is done."""
    if task.code == MET:
        return "/shield"
    if task.code.startswith("question."):
        return f"/questions/{task.subject}"
    return f"/{_FOLDERS.get(task.subject[:1], 'journal')}/{task.subject}"


def _states(role: str) -> tuple[str, ...]:
    """The stages at which an alert waits for this role."""
    return {"bureau": ("drafted", "approved", "reviewed", "refused")}.get(role, ("drafted",))
