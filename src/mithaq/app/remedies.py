"""Applications to the commission: filed, verified, admitted, decided by a panel. What is in words stays with the commission.

No state learns that anybody applied: the headers are codes, and the alert that an application is about is named only in
a payload that this node never hands out.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mithaq.app import remedy_codes
from mithaq.app.alert_reading import content_in
from mithaq.app.alerts import load as load_alert
from mithaq.app.commission import Ordered, dissent, order_in, seated
from mithaq.app.concerned import check_unconcerned, states_concerned
from mithaq.app.issue import Statement, issue, require, require_visible
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.project import REMEDY, decode_fold
from mithaq.app.recusal import check_sits, recused
from mithaq.app.remedy_reading import linked, paper_in
from mithaq.app.urgent import Pushed, push
from mithaq.domain.access import relation_to
from mithaq.domain.countries import is_country
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Body, Event
from mithaq.domain.remedy import events as says
from mithaq.domain.remedy import order_events as orders
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.corrected import digests
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.remedy.states import OPEN, RemedyState

EVERY = 10_000_000


class Filed(Struct, frozen=True):
    """A new application, and the code that the applicant keeps. Nobody can read that code again."""

    event: Event
    code: str


class RemedyPage(Struct, frozen=True):
    """An application with all that is written in it, for the commission. `alert`: what it is about, if that was found.
    `method`: how the identity was shown, as a code.
    """

    remedy: Remedy
    filing: papers.Filing | None
    alert: str
    ruling: papers.Ruling | None
    rejection: papers.Reasons | None
    dissents: tuple[tuple[str, papers.Reasons], ...]
    method: str = ""


def file(node: Node, actor: Actor, asks: says.Asks, filing: papers.Filing) -> Filed:
    """Take an application. Raises Forbidden, Refusal ``content.invalid``."""
    require(node, actor, "remedy.filed")
    body, paper = papers.checked(says.RemedyFiled(asks)), papers.checked(filing)
    with node.write() as tx:
        subject = node.new_id("p")
        event = issue(node, tx, actor, Statement("remedy.filed", subject, body, papers.encode(paper)))
        return Filed(event, remedy_codes.give(node, tx.store, subject))


def verify(node: Node, actor: Actor, subject: str, method: str) -> Event:
    """A clerk saw how the applicant's identity is shown. Raises Refusal ``ground.unknown``, ``remedy.not_now``."""
    node.law.ground(method, "identify")
    return _act(node, actor, subject, "identity.verified", says.IdentityVerified(), papers.checked(papers.Why(method)))


def link(node: Node, actor: Actor, subject: str, alert: str) -> Event:
    """What the application is about: an alert that is held here, or nothing. Raises NotFound for one that is not."""
    with node.store.read() as reader:
        if alert and load_alert(reader, alert) is None:
            raise NotFound("alert")
    return _act(node, actor, subject, "remedy.linked", says.RemedyLinked(), papers.checked(papers.Link(alert)))


def admit(node: Node, actor: Actor, subject: str) -> Event:
    """A commissioner admits it."""
    return _act(node, actor, subject, "remedy.admitted", says.RemedyAdmitted())


def reject(node: Node, actor: Actor, subject: str, ground: str, reasons: str) -> Event:
    """A commissioner finds it inadmissible: that is final, so no national of a state concerned does, nor one who withdrew.
    Raises Refusal ``ground.unknown``, ``content.invalid`` without reasons, ``remedy.national``, ``panel.recused``.
    """
    node.law.ground(ground, "inadmissible")
    paper = papers.checked(papers.Reasons(reasons.strip()))
    with node.store.read() as reader:
        remedy = _visible(node, reader, actor, subject)
        require(node, actor, "remedy.rejected", relation_to(node.member, remedy.member), remedy.state)
        check_sits(node, reader, actor, subject, linked(reader, remedy))
        if not is_country(actor.nationality) or actor.nationality in _states(reader, remedy):
            raise Refusal("remedy.national", "state")
    return _act(node, actor, subject, "remedy.rejected", says.RemedyRejected(ground), paper)


def extend(node: Node, actor: Actor, subject: str, ground: str) -> Event:
    """Give an application for access its longest time. Raises Refusal ``remedy.not_extendable``, ``remedy.overdue``."""
    node.law.ground(ground, "extend")
    return _act(node, actor, subject, "remedy.extended", says.RemedyExtended(ground))


def withdraw(node: Node, actor: Actor, subject: str) -> Event:
    """The applicant gave up, and a clerk says so."""
    return _act(node, actor, subject, "remedy.withdrawn", says.RemedyWithdrawn())


def seat(node: Node, actor: Actor, subject: str) -> Event:
    """Draw the panel. Nationals of the states concerned by the alert (`app.concerned`) and of the applicant's do not sit,
    nor does whoever withdrew himself (`app.recusal`).

    Raises Refusal ``panel.sits_already``, ``panel.too_few``.
    """
    with node.write() as tx:
        remedy = _visible(node, tx.store, actor, subject)
        require(node, actor, "remedy.seated", relation_to(node.member, remedy.member), remedy.state)
        gone = recused(node, tx.store, subject, linked(tx.store, remedy))
        body = seated(
            node, tx.store, says.RemedySeated, _first(tx.store, subject), subject, _states(tx.store, remedy), gone
        )
        return _said(node, tx, actor, Statement("remedy.seated", subject, body))


def propose(node: Node, actor: Actor, subject: str, outcome: says.Outcome, ground: str, ruling: papers.Ruling) -> Event:
    """A member of the panel writes the decision, and says yes to it. Raises Refusal ``ground.unknown``,
    ``panel.not_seated``, ``panel.recused``, ``panel.national`` for a national of a state that is concerned by now,
    ``remedy.order_without_grant``, ``remedy.no_alert`` for an order without one.
    """
    node.law.ground(ground, "remedy")
    paper = papers.checked(ruling)
    _check_orders(node, paper, outcome)
    with node.write() as tx:
        remedy = _visible(node, tx.store, actor, subject)
        require(node, actor, "remedy.proposed", relation_to(node.member, remedy.member), remedy.state)
        alert = linked(tx.store, remedy)
        check_sits(node, tx.store, actor, subject, alert)
        check_unconcerned(_states(tx.store, remedy), actor, None)
        if (paper.erase or paper.correct) and not alert:
            raise Refusal("remedy.no_alert", "alert")
        body = papers.checked(says.RemedyProposed(outcome, ground, remedy.link))
        return _said(node, tx, actor, Statement("remedy.proposed", subject, body, papers.encode(paper)))


def vote(node: Node, actor: Actor, subject: str, *, agrees: bool, reasons: str = "") -> Ordered:
    """Another member votes. The vote that makes the majority decides, and what was decided is ordered on the alert in the
    same transaction and pushed to every node. Raises Refusal ``panel.not_seated``, ``panel.reasons``,
    ``panel.recused``, ``panel.national`` where a state is concerned by now whose national votes, or said yes before.
    """
    paper = dissent(reasons, needed=not agrees)
    with node.write() as tx:
        remedy = _visible(node, tx.store, actor, subject)
        require(node, actor, "remedy.voted", relation_to(node.member, remedy.member), remedy.state)
        check_sits(node, tx.store, actor, subject, linked(tx.store, remedy))
        check_unconcerned(_states(tx.store, remedy), actor, remedy.panel, agrees=agrees)
        body = says.RemedyVoted(remedy.proposal.hash if remedy.proposal else "0" * 64, agrees)
        event = _said(node, tx, actor, Statement("remedy.voted", subject, body, paper))
        after = tx.projection.fold(subject)
        decided = isinstance(after, Remedy) and (remedy.state, after.state) == (
            RemedyState.PROPOSED, RemedyState.DECIDED,
        )  # fmt: skip
        ordered = _carry_out(node, tx, actor, after) if decided and isinstance(after, Remedy) else None
    return Ordered(event, push(node, ordered) if ordered is not None else Pushed((), ()))


def recode(node: Node, actor: Actor, subject: str) -> str:
    """A new code for an applicant who lost his; the old one opens nothing any more."""
    with node.write() as tx:
        remedy = _visible(node, tx.store, actor, subject)
        require(node, actor, "remedy.recode", relation_to(node.member, remedy.member), remedy.state)
        write_line(node, tx.store.desk, actor, "remedy.recode", reference=subject)
        return remedy_codes.give(node, tx.store, subject)


def listed(node: Node, actor: Actor, states: Sequence[str] = (), limit: int = 100, offset: int = 0) -> list[Remedy]:
    """The applications: what waits for its decision, the first due first; then the others, newest change first. None of what
    is written in them.
    """
    require(node, actor, "remedy.list")
    asked = [one for one in RemedyState if not states or one in states]
    still, over = [one for one in asked if one in OPEN], [one for one in asked if one not in OPEN]
    with node.store.read() as reader:
        waiting = sorted(_in(reader, still, EVERY), key=lambda one: (one.due_at, one.id)) if still else []
        shown = waiting[offset : offset + limit]
        left = limit - len(shown)
        return shown + (_in(reader, over, left, max(0, offset - len(waiting))) if over and left else [])


def _in(reader: Reader, states: Sequence[str], limit: int, offset: int = 0) -> list[Remedy]:
    """The applications in these states, newest change first."""
    rows = reader.register.folds("bond", kind=REMEDY, states=states, limit=limit, offset=offset)
    return [fold for row in rows if isinstance(fold := decode_fold(row), Remedy)]


def read(node: Node, actor: Actor, subject: str) -> RemedyPage:
    """One application. Raises NotFound for everybody but the commission."""
    with node.store.read() as reader:
        return page_of(reader, _visible(node, reader, actor, subject))


def page_of(reader: Reader, remedy: Remedy) -> RemedyPage:
    """The application with its papers, as far as they are held here."""
    proposal, panels = remedy.proposal, (*remedy.failed, *((remedy.panel,) if remedy.panel else ()))
    dissents = [
        (vote.by, reasons)
        for panel in panels
        for vote in panel.votes
        if not vote.yes and (reasons := paper_in(reader, remedy, vote.reasons, papers.Reasons)) is not None
    ]
    written = proposal.payload if proposal is not None else ""
    shown = paper_in(reader, remedy, remedy.shown, papers.Why)
    is_rejected = remedy.state == RemedyState.REJECTED
    return RemedyPage(
        remedy,
        paper_in(reader, remedy, remedy.filing, papers.Filing),
        linked(reader, remedy),
        None if is_rejected else paper_in(reader, remedy, written, papers.Ruling),
        paper_in(reader, remedy, written, papers.Reasons) if is_rejected else None,
        tuple(dissents),
        shown.code if shown is not None else "",
    )


def load(reader: Reader, subject: str) -> Remedy | None:
    """The folded application of that id."""
    row = reader.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Remedy) else None


def _carry_out(node: Node, tx: Transaction, actor: Actor, remedy: Remedy) -> Event | None:
    """The order that the decision contains, on the alert that the proposal names. One that has ended needs none."""
    page = page_of(tx.store, remedy)
    of = paper_in(tx.store, remedy, remedy.proposal.link if remedy.proposal else "", papers.Link)
    alert = load_alert(tx.store, of.alert) if of is not None else None
    if page.ruling is None or alert is None or alert.ended:
        return None
    ruling = page.ruling
    if ruling.erase:
        body: Body = orders.ErasureOrdered()
        return order_in(node, tx, actor, "erasure.ordered", alert.id, lambda _tx, _alert: body)
    if ruling.correct:
        body = orders.CorrectionOrdered(ruling.correct)
        version = alert.current or alert.pending
        now = content_in(tx.store, alert, version) if version is not None else None
        was = digests(now, ruling.correct)
        wrong = papers.encode(papers.checked(papers.Wrong(ruling.wrong.strip(), ruling.correct, was)))
        return order_in(node, tx, actor, "correction.ordered", alert.id, lambda _tx, _alert: body, wrong)
    return None


def _check_orders(node: Node, ruling: papers.Ruling, outcome: str) -> None:
    if ruling.erase:
        node.law.ground(ruling.erase, "erase")
    for code in ruling.correct:
        node.law.ground(code, "correct")
    if (ruling.erase or ruling.correct) and outcome == "dismissed":
        raise Refusal("remedy.order_without_grant", "outcome")
    if ruling.correct and not ruling.wrong.strip():
        raise Refusal("content.invalid", "wrong")


def _act(node: Node, actor: Actor, subject: str, type: str, body: Body, paper: papers.Paper | None = None) -> Event:
    with node.write() as tx:
        remedy = _visible(node, tx.store, actor, subject)
        require(node, actor, type, relation_to(node.member, remedy.member), remedy.state)
        raw = papers.encode(paper) if paper is not None else None
        return _said(node, tx, actor, Statement(type, subject, body, raw))


def _said(node: Node, tx: Transaction, actor: Actor, statement: Statement) -> Event:
    """Issue, and refuse with the fold's own code what would be void."""
    event = issue(node, tx, actor, statement)
    fold = tx.projection.fold(statement.subject)
    for hash, code in fold.voids if isinstance(fold, Remedy) else ():
        if hash == event.hash:
            raise Refusal(code, statement.type)
    return event


def _visible(node: Node, reader: Reader, actor: Actor, subject: str) -> Remedy:
    remedy = load(reader, subject)
    if remedy is None:
        raise NotFound("remedy")
    relation = relation_to(node.member, remedy.member)
    require_visible(node, actor, relation, remedy.state, subject, read="remedy.read")
    return remedy


def _states(reader: Reader, remedy: Remedy) -> frozenset[str]:
    """The states whose nationals do not decide it: those that the alert concerns, and the applicant's own."""
    filing = paper_in(reader, remedy, remedy.filing, papers.Filing)
    own = {filing.nationality} if filing is not None and filing.nationality else set()
    return states_concerned(reader, load_alert(reader, linked(reader, remedy))) | own


def _first(reader: Reader, subject: str) -> str:
    """The hash of the statement that filed it."""
    return reader.journal.about(subject)[0].envelope.hash
