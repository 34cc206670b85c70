"""Certificates that their holders are not the person sought: the commission issues and takes back, every border looks.

A certificate changes one candidate of one check and nothing else: the alert that it clears, met by name, by a traveller
who shows its number, and about whom nothing speaks against the holder. Without the number no node but the commission's can
read whose it is, or which alert it clears (`journal.number_box`).
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from mithaq.app.alerts import load as load_alert
from mithaq.app.candidates import RANK, Candidate
from mithaq.app.findable import searchable
from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import CLEARANCE, decode_fold
from mithaq.app.remedies import load as load_remedy
from mithaq.app.remedies import page_of
from mithaq.domain import clearance as domain
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert
from mithaq.domain.clearance import Boxed, Certificate, Clearance
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.states import RemedyState
from mithaq.journal import number_box
from mithaq.journal.errors import Refused
from mithaq.search.evidence_of import explain
from mithaq.search.query import PersonQuery

EVERY = 1_000_000
VALID = "clearance"  # house rule: for how long a certificate clears
OTHER = "other_person"  # the ground of the decision that a certificate follows from
_ALERT, _OF = "clearance.alert:", "clearance.of:"
_NUMBER = "clearance.number:"
_NOTED = "clearance.let_go:"
LET_GO = "let_go"  # what a post does with a cleared candidate


class Held(Struct, frozen=True):
    """A certificate with what it says, where that is held here."""

    clearance: Clearance
    said: Certificate | None


def issue_for(node: Node, actor: Actor, remedy: str, holder: Identity, *, agreed: bool) -> Event:
    """Issue the certificate that follows from the decision on this application. `holder`: as the papers that were shown
    say; `agreed`: the holder knows and accepts that every state, the owner of the alert too, will hold this.

    Raises NotFound, Refusal ``clearance.not_agreed``, ``clearance.holder``, ``clearance.not_decided``, ``remedy.no_alert``,
    ``clearance.same_documents`` where the alert bears a document or the portrait of the holder.
    """
    require(node, actor, "clearance.issued")
    if not agreed:
        raise Refusal("clearance.not_agreed", "agreed")
    domain.check_holder(papers.checked(holder))
    with node.write() as tx:
        alert = _decided_on(tx.store, remedy)
        sought = _sought(tx.store, alert)
        if sought is None or alert.ended:
            raise Refusal("remedy.no_alert", "alert")
        if is_shared(holder, sought):
            raise Refusal("clearance.same_documents", "documents")
        number = base64.b32encode(node.entropy.token(domain.BYTES)).decode()
        said = papers.checked(Certificate(holder, number, domain.digest_of(number, alert.id)))
        until = due_at(node.law, VALID, node.member, text(node.now()))
        body = papers.checked(domain.ClearanceIssued(until))
        subject = node.new_id("n")
        event = issue(node, tx, actor, Statement("clearance.issued", subject, body, papers.encode(boxed(said))))
        tx.store.desk.put_meta(_ALERT + subject, alert.id)
        tx.store.desk.put_meta(_NUMBER + subject, number)
        tx.store.desk.put_meta(_OF + remedy, " ".join((*_issued_for(tx.store, remedy), subject)))
        return event


def withdraw(node: Node, actor: Actor, subject: str, ground: str) -> Event:
    """Take a certificate back. Raises NotFound for one that is not there or is taken back already, Refusal
    ``ground.unknown``.
    """
    require(node, actor, "clearance.withdrawn")
    node.law.ground(ground, "clearance")
    with node.write() as tx:
        found = load(tx.store, subject)
        if found is None or found.member != node.member or found.withdrawn_at:
            raise NotFound("clearance")
        return issue(node, tx, actor, Statement("clearance.withdrawn", subject, domain.ClearanceWithdrawn(ground)))


def listed(node: Node, actor: Actor, remedy: str = "") -> list[Held]:
    """The commission's certificates, newest first; of one application where it is named. Raises Forbidden."""
    require(node, actor, "clearance.read")
    with node.store.read() as reader:
        named = _issued_for(reader, remedy) if remedy else ()
        found = [one for one in every(reader) if not remedy or one.id in named]
        return [Held(one, _said(reader, one)) for one in sorted(found, key=lambda one: (one.at, one.id), reverse=True)]


def read(node: Node, actor: Actor, subject: str) -> Held:
    """One certificate. Raises Forbidden, NotFound."""
    require(node, actor, "clearance.read")
    with node.store.read() as reader:
        found = load(reader, subject)
        if found is None:
            raise NotFound("clearance")
        return Held(found, _said(reader, found))


def load(reader: Reader, subject: str) -> Clearance | None:
    """The folded certificate of that id."""
    row = reader.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Clearance) else None


def every(reader: Reader, *states: str) -> list[Clearance]:
    """All certificates, or those in these states."""
    rows = reader.register.folds("bond", kind=CLEARANCE, states=states, limit=EVERY)
    return [fold for row in rows if isinstance(fold := decode_fold(row), Clearance)]


def cleared(
    node: Node, reader: Reader, asked: PersonQuery, presented: str, found: Sequence[Candidate], now: str
) -> list[Candidate]:
    """The candidates, those that a certificate clears as *cleared*; nobody else is changed, and nobody is added or left
    out. `presented`: the number of a certificate as it was typed or scanned.
    """
    number = domain.plain_number(presented)
    if not found or not number:
        return list(found)
    shown = [(one, said) for one, said in _holding(reader, number, now) if is_shown(said, number, asked)]
    shown = [(one, said) for one, said in shown if _is_holder(node, said.holder, asked)]
    changed = [marked(candidate, shown) for candidate in found]
    return sorted(changed, key=lambda one: -RANK[one.klass])


def is_shared(holder: Identity, sought: Identity) -> bool:
    """Whether the person sought bears a document, a national number or the portrait of the holder."""
    numbers = set(searchable(0, holder).documents) & set(searchable(0, sought).documents)
    return bool(numbers) or bool(holder.photo and holder.photo == sought.photo)


def contradicted(reader: Reader, subject: str) -> tuple[Alert | None, bool]:
    """At the commission: the alert that this certificate clears, and whether its newest version says that it is the
    holder after all.
    """
    clearance, alert = load(reader, subject), load_alert(reader, reader.desk.meta(_ALERT + subject) or "")
    said = _said(reader, clearance) if clearance is not None else None
    sought = _sought(reader, alert) if alert is not None else None
    return alert, said is not None and sought is not None and is_shared(said.holder, sought)


def remember(tx: Writer, actor: Actor, found: Sequence[Candidate], at: str) -> None:
    """Whom this officer is to let go by the newest check: no hit is opened on that candidate (`was_cleared`)."""
    for one in found:
        key, mark = f"{_NOTED}{actor.id}:{one.entry}", at if one.klass == "cleared" else ""
        if mark or tx.desk.meta(key):
            tx.desk.put_meta(key, mark)


def was_cleared(reader: Reader, actor: Actor, entry: str) -> bool:
    """Whether the last check of this officer that met this entry said that the traveller is somebody else."""
    return bool(reader.desk.meta(f"{_NOTED}{actor.id}:{entry}"))


def _decided_on(reader: Reader, subject: str) -> Alert:
    """The alert of which the commission decided that it does not seek this applicant."""
    remedy = load_remedy(reader, subject)
    if remedy is None:
        raise NotFound("remedy")
    proposal = remedy.proposal
    granted = proposal is not None and proposal.ground == OTHER and proposal.outcome != "dismissed"
    if remedy.state != RemedyState.DECIDED or not granted:
        raise Refusal("clearance.not_decided", "state")
    alert = load_alert(reader, page_of(reader, remedy).alert)
    if alert is None:
        raise Refusal("remedy.no_alert", "alert")
    return alert


def _sought(reader: Reader, alert: Alert) -> Identity | None:
    """Whom the newest version in force seeks, as far as that is held here."""
    version = alert.in_force or alert.newest
    payload = reader.payloads.get(version.payload, alert.id) if version is not None and version.payload else None
    try:
        return contents.identity_of(contents.decode(payload.body)) if payload is not None else None
    except Refusal:
        return None


def _issued_for(reader: Reader, remedy: str) -> tuple[str, ...]:
    return tuple((reader.desk.meta(_OF + remedy) or "").split())


def holds_for(reader: Reader, remedy: str, now: str) -> bool:
    """Whether a certificate that followed from this application holds: its holder may come for a newer one."""
    found = (load(reader, id) for id in _issued_for(reader, remedy))
    return any(one is not None and one.holds_at(now) for one in found)


def number_of(reader: Reader, subject: str) -> str:
    """The number of a certificate that this commission issued; empty elsewhere."""
    return reader.desk.meta(_NUMBER + subject) or ""


def forget_number(tx: Writer, subject: str) -> None:
    """The certificate is over: its number is kept nowhere any more."""
    if tx.desk.meta(_NUMBER + subject):
        tx.desk.put_meta(_NUMBER + subject, "")


def boxed(said: Certificate) -> Boxed:
    """What goes to every node: closed, and filled up so that its length tells nothing of the holder."""
    box = number_box.closed(said.number, papers.encode(said))
    return papers.checked(Boxed(number_box.name_of(said.number), base64.b64encode(box).decode()))


def unboxed(body: bytes, number: str) -> Certificate | None:
    """What a payload says to whoever has its number; None for another number, and for what is no certificate."""
    try:
        found = papers.decode(body, Boxed)
        if found.name != number_box.name_of(number):
            return None
        return papers.decode(number_box.opened(number, base64.b64decode(found.box, validate=True)), Certificate)
    except (Refusal, Refused, ValueError):
        return None


def _said(reader: Reader, clearance: Clearance) -> Certificate | None:
    """What it says, at the commission, which keeps its number."""
    number = number_of(reader, clearance.id)
    payload = reader.payloads.get(clearance.payload, clearance.id) if number else None
    return unboxed(payload.body, number) if payload is not None else None


def _holding(reader: Reader, number: str, now: str) -> Iterator[tuple[Clearance, Certificate]]:
    for one in every(reader, domain.ISSUED):
        payload = reader.payloads.get(one.payload, one.id) if one.holds_at(now) else None
        said = unboxed(payload.body, number) if payload is not None else None
        if said is not None:
            yield one, said


def is_shown(said: Certificate, number: str, asked: PersonQuery) -> bool:
    """Whether the traveller shows it: what was asked of number and document has to be its own, and one of both has."""
    if number and number != said.number:
        return False
    return not asked.document or asked.document in searchable(0, said.holder).documents


def _is_holder(node: Node, holder: Identity, asked: PersonQuery) -> bool:
    """Whether name, birth and sex as they were asked can be the holder's: a certificate may be stolen."""
    found = explain(asked, searchable(0, holder), node.scales)
    against = any(line.contribution < 0 and line.code.startswith(("birth.", "sex.")) for line in found.lines)
    strange = any(line.code == "name.contradicts" for line in found.lines)
    return not against and not strange and found.klass != "none"


def marked(candidate: Candidate, shown: Sequence[tuple[Clearance, Certificate]]) -> Candidate:
    """A candidate met by the very number of a document stays as it is, and so does one who shares the holder's papers."""
    if candidate.identity is None or candidate.matched_by != "name":
        return candidate
    for clearance, said in shown:
        cleared_one = domain.digest_of(said.number, candidate.alert) == said.clears
        if cleared_one and not is_shared(said.holder, candidate.identity):
            return structs.replace(
                candidate, klass="cleared", action=LET_GO, clearance=clearance.id, holder=said.holder
            )
    return candidate
