"""Loading the synthetic register: 100,000 alerts through the very same steps as any alert, in chunks that can resume.

Persons are drafted, approved and circulated one by one; the Secretariat's two reviewers sign batch reviews that list
each of them, which only nodes of a demonstration admit. Objects travel a thousand to an envelope.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from mithaq.app.alerts import reviews_of
from mithaq.app.issue import Statement, issue
from mithaq.app.node import Actor, Node
from mithaq.app.project import decode_fold
from mithaq.app.replicate import replicate
from mithaq.app.reviews import accept_batch
from mithaq.app.shield.answers import clear_batch
from mithaq.app.shield.watch import take_stock
from mithaq.demo.federation import Federation
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import AlertApproved, AlertCirculated, AlertDrafted
from mithaq.domain.content import Content
from mithaq.journal.header import MAX_ITEMS
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic import DEFAULT_SEED, Generator

STATES = ("TN", "EG", "SA", "JO", "MA")
CHUNKS = 10
PERSONS_A_CHUNK = 200
OBJECTS_A_CHUNK = 1800
TOTAL = len(STATES) * CHUNKS * (PERSONS_A_CHUNK + OBJECTS_A_CHUNK)
A_TRANSACTION = 100  # statements that share one fsync; a check never waits longer for the writer than these take
DRAFTED = "demo.chunks"
COMPLETE = "demo.complete"
REVIEWERS = ("reviewer@GS", "reviewer2@GS")


@dataclass(frozen=True)
class Size:
    """How much to load: chunks, and what is in each for each state."""

    chunks: int = CHUNKS
    persons: int = PERSONS_A_CHUNK
    objects: int = OBJECTS_A_CHUNK

    @property
    def total(self) -> int:
        """Alerts in all."""
        return self.chunks * len(STATES) * (self.persons + self.objects)


Tick = Callable[[], None]


def load(federation: Federation, size: Size = Size(), tick: Tick = lambda: None) -> None:
    """Load chunk after chunk from wherever the last run stopped. Each is in force on all seven nodes before the next."""
    for chunk in range(size.chunks):
        fresh = [_draft_chunk(federation, state, chunk, size) for state in STATES]
        if any(fresh) or chunk == size.chunks - 1:
            _carry_through(federation, tick)
        tick()
    if loaded(federation) >= size.total:
        with federation.members[STATES[0]].store.write() as tx:
            tx.desk.put_meta(COMPLETE, str(size.total))


def loaded(federation: Federation) -> int:
    """How many of the generated alerts the slowest node holds, in force; counting takes seconds at 100,000."""
    counts = []
    for node in federation.members.values():
        with node.store.read() as reader:
            counts.append(sum(reader.register.count_entries().values()))
    return min(counts)


def is_complete(federation: Federation, size: Size = Size()) -> bool:
    """Whether a run before this one saw as much as this in force on every node."""
    with federation.members[STATES[0]].store.read() as reader:
        return int(reader.desk.meta(COMPLETE) or 0) >= size.total


def _carry_through(federation: Federation, tick: Tick) -> None:
    """Approve, review, circulate and spread all that is on its way."""
    secretariat = federation.members["GS"]
    for state in STATES:
        _approve_all(federation.members[state], federation.officer(f"prosecutor@{state}"))
    replicate(secretariat)
    for login in REVIEWERS:
        _review_all(secretariat, federation.officer(login))
    commission = federation.members["OC"]
    replicate(commission)
    take_stock(commission)
    clear_batch(commission)
    for state in STATES:
        replicate(federation.members[state])
        _circulate_all(federation.members[state], federation.officer(f"bureau@{state}"))
    for node in federation.members.values():
        replicate(node)
        tick()


def _draft_chunk(federation: Federation, state: str, chunk: int, size: Size) -> bool:
    """Draft one chunk of one state in one transaction, unless a run before did. Whether anything was drafted."""
    node = federation.members[state]
    if _done(node) > chunk:
        return False
    generator = Generator(DEFAULT_SEED + chunk, frequency_rows())
    today = node.now().date()
    if chunk and state == "TN":
        generator.wanted(state, today)  # every generator begins with the planted person; one of them is enough
    persons = [generator.wanted(state, today) for _ in range(size.persons)]
    objects = sorted(generator.objects(state, size.objects), key=_kind)
    actor = federation.officer(f"bureau@{state}")
    with node.write() as tx:
        for person in persons:
            statement = Statement("alert.drafted", node.new_id("a"), AlertDrafted("wanted"), contents.encode(person))
            issue(node, tx, actor, statement)
        for kind, group in groupby(objects, key=_kind):
            for part in _parts(list(group)):
                items = tuple((node.new_id("i"), contents.encode(one)) for one in part)
                body = AlertDrafted(kind)  # type: ignore[arg-type]  # the tag of an object is its kind
                issue(node, tx, actor, Statement("alert.drafted", node.new_id("b"), body, items=items))
        tx.store.desk.put_meta(DRAFTED, str(chunk + 1))
    return True


def _done(node: Node) -> int:
    with node.store.read() as reader:
        return int(reader.desk.meta(DRAFTED) or 0)


def _kind(content: Content) -> str:
    return str(content.__struct_config__.tag)


def _parts(objects: Sequence[Content]) -> list[Sequence[Content]]:
    return [objects[start : start + MAX_ITEMS] for start in range(0, len(objects), MAX_ITEMS)]


def _approve_all(node: Node, actor: Actor) -> None:
    for group in _waiting(node, "drafted"):
        with node.write() as tx:
            for alert, version in group:
                issue(node, tx, actor, Statement("alert.approved", alert.id, AlertApproved(version.content)))


def _review_all(node: Node, actor: Actor) -> None:
    """Accept everything that still needs this reviewer: only what is here can be reviewed."""
    for group in _waiting(node, "approved", own=False):
        rows = [(alert.id, version.content) for alert, version in group if _may(actor, version)]
        if rows:
            accept_batch(node, actor, rows)


def _may(actor: Actor, version: Version) -> bool:
    return all(actor.id != r.reviewer and actor.nationality != r.national_of for r in version.reviews)


def _circulate_all(node: Node, actor: Actor) -> None:
    for group in _waiting(node, "reviewed"):
        with node.write() as tx:
            for alert, version in group:
                cites = reviews_of(tx.store, alert.id, version.content)
                body = AlertCirculated(version.content)
                issue(node, tx, actor, Statement("alert.circulated", alert.id, body, cites=cites))


def _waiting(node: Node, state: str, *, own: bool = True) -> list[list[tuple[Alert, Version]]]:
    """The alerts in that state with their pending version, in groups that fit one transaction."""
    with node.store.read() as reader:
        rows = reader.register.folds("alert", member=node.member if own else "", states=(state,), limit=1_000_000)
    found = []
    for row in rows:
        alert = decode_fold(row)
        if isinstance(alert, Alert) and alert.pending is not None and alert.kind != "sanctions":
            found.append((alert, alert.pending))
    return [found[start : start + A_TRANSACTION] for start in range(0, len(found), A_TRANSACTION)]
