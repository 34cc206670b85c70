"""What the API takes and gives. Shapes of the domain are used as they are; here stand only those that the rim adds.

The answer to a write holds ids, codes and hashes only: it is kept for a day under its idempotency key.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from mithaq.domain.alert_events import MAX_FINDINGS, Code, Hash, Id, LookedAt, Member
from mithaq.domain.content import Content
from mithaq.domain.events import Event
from mithaq.domain.hit import Basis, Reason
from mithaq.domain.review.events import Pseudonym
from mithaq.journal.envelope import Wire
from mithaq.journal.header import MAX_ITEMS
from mithaq.web.demo_info import Loading

Text = Annotated[str, Meta(max_length=20_000)]
Word = Annotated[str, Meta(max_length=300)]
Zone = Annotated[str, Meta(max_length=200)]
Day = Annotated[str, Meta(pattern="^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")]
Country = Annotated[str, Meta(pattern="^([A-Z]{2,3})?$")]
Moment = Annotated[str, Meta(min_length=20, max_length=35, description="RFC 3339, with its offset")]
EntryId = Annotated[str, Meta(pattern="^[a-z]-[0-9a-f]{16,32}$")]
EventName = Annotated[str, Meta(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,40}$")]
Chosen = Annotated[tuple[Member, ...], Meta(max_length=24)]


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what comes in: closed, so that a misspelt field is refused and not ignored."""


class SignIn(Shape, frozen=True):
    """A login such as ``border@TN``. `as_cookie`: put the token in a cookie and do not show it."""

    login: Annotated[str, Meta(min_length=1, max_length=100)]
    password: Annotated[str, Meta(min_length=1, max_length=200)]
    as_cookie: bool = False


class Session(Struct, frozen=True, omit_defaults=True):
    """Who is signed in. `token` is shown once, when it was asked for; `csrf` goes with each write signed in by cookie."""

    member: str
    officer: str
    login: str
    role: str
    post: str
    authority: str
    expires_at: str
    csrf: str
    token: str = ""


class Hosted(Struct, frozen=True):
    """A member that this server serves."""

    code: str
    kind: Literal["state", "secretariat", "commission"]


class Live(Struct, frozen=True):
    """That the process answers."""

    live: bool


class Ready(Struct, frozen=True):
    """That officers can be served."""

    ready: bool


class Health(Struct, frozen=True, omit_defaults=True):
    """That the server answers. `loading` only while a demonstration is shown."""

    alive: bool
    version: str
    members: tuple[Hosted, ...]
    demo: bool = False
    loading: Loading | None = None


class Question(Shape, frozen=True):
    """A border check: a purpose, and at least one of name, document, plate, serial and mrz."""

    purpose: Annotated[str, Meta(max_length=40)]
    name: Word = ""
    birth: Day = ""
    sex: Literal["", "male", "female"] = ""
    nationality: Country = ""
    document: Word = ""
    plate: Word = ""
    serial: Word = ""
    mrz: Zone = ""
    clearance: Zone = ""


class Issued(Struct, frozen=True):
    """One signed statement, as it now stands in the member's own journal. `content` is what a second person approves."""

    type: str
    subject: str
    member: str
    seq: int
    at: str
    hash: str
    content: str


def issued(event: Event) -> Issued:
    """What a write answers."""
    return Issued(event.type, event.subject, event.member, event.seq, event.at, event.hash, event.content)


class Said(Struct, frozen=True):
    """One statement in the history of an alert or a case. `body` has the shape of its type; `author` is a pseudonym."""

    type: str
    member: str
    seq: int
    at: str
    author: str
    post: str
    role: str
    body: dict[str, Any]
    content: str
    hash: str


def said(event: Event) -> Said:
    """The statement as a reader sees it."""
    author, body = event.author, msgspec.to_builtins(event.body)
    return Said(
        event.type, event.member, event.seq, event.at, author.id, author.post, author.role, body, event.content, event.hash
    )  # fmt: skip


class Draft(Shape, frozen=True):
    """A first version of an alert. `kind` is a row of kinds.csv; `chosen` the states of a limited circular; `urgent` the
    coded ground for which it is, empty for an ordinary one."""

    kind: Code
    content: Content
    chosen: Chosen = ()
    urgent: Code | Literal[""] = ""


class Amendment(Shape, frozen=True):
    """A new version of an alert."""

    content: Content
    chosen: Chosen = ()


class Batch(Shape, frozen=True):
    """Up to 1,000 objects of one kind."""

    kind: Code
    objects: Annotated[tuple[Content, ...], Meta(min_length=1, max_length=MAX_ITEMS)]


class Asking(Shape, frozen=True):
    """A coded question to the owner about exactly this content; `words` for the owner alone."""

    content: Hash
    question: Code
    words: Text = ""


class Answering(Shape, frozen=True):
    """The owner's answer to the question with this hash."""

    asked: Hash
    words: Annotated[str, Meta(min_length=1, max_length=20_000)]


class DutyLine(Shape, frozen=True):
    """A reviewer, by the id of the account, on duty from `since` until `until`."""

    reviewer: Pseudonym
    since: Moment
    until: Moment


class Approval(Shape, frozen=True):
    """Exactly the content that the approver saw."""

    content: Hash


class Discontinuation(Shape, frozen=True):
    """كف البحث: a coded ground, and for a batch the items it is about."""

    reason: Code
    items: Annotated[tuple[Id, ...], Meta(max_length=MAX_ITEMS)] = ()


class Decision(Shape, frozen=True):
    """A reviewer's yes or no to exactly this content. A yes names each concern of the screening with a coded reason, a no
    has a coded ground and its reasons in words.
    """

    decision: Literal["accept", "refuse"]
    content: Hash
    ground: Annotated[str, Meta(pattern="^[a-z0-9_.]{0,60}$")] = ""
    reasons: Text = ""
    looked_at: Annotated[tuple[LookedAt, ...], Meta(max_length=MAX_FINDINGS)] = ()


class MarkerProved(Shape, frozen=True):
    """A reviewer has seen the evidence for this warning to the posts, which exactly this content asks for."""

    content: Hash
    marker: Literal["terrorism", "armed", "dangerous"]


class ListedAlert(Shape, frozen=True):
    """One alert of a batch review."""

    id: Id
    content: Hash


class BatchDecision(Shape, frozen=True):
    """One review over many alerts, on a demonstration only."""

    alerts: Annotated[tuple[ListedAlert, ...], Meta(min_length=1, max_length=MAX_ITEMS)]


class Photo(Struct, frozen=True):
    """The commitment that an identity names as its `photo`."""

    photo: str


class Stop(Shape, frozen=True):
    """A traveller or an object was stopped on an entry; when the person was told why."""

    entry: EntryId
    held_from: Moment
    told_at: Moment


class Confirmation(Shape, frozen=True):
    """On what the officer confirmed identity."""

    basis: Basis


class Refutation(Shape, frozen=True):
    """By what the officer knew that it is somebody or something else."""

    reason: Reason


class Release(Shape, frozen=True):
    """The coded ground on which the owner may learn of the hit, or never learns of it."""

    reason: Code


class Act(Shape, frozen=True):
    """A statement in a case: its type, the body that everybody may read, and the paper for the parties. `acknowledged`: for
    a file, the rules of the screening that its sender has seen and sends it with all the same.
    """

    type: EventName
    body: dict[str, Any] = {}
    paper: dict[str, Any] | None = None
    acknowledged: Annotated[tuple[Code, ...], Meta(max_length=100)] = ()


class Note(Shape, frozen=True):
    """A message to the other party of a case."""

    text: Annotated[str, Meta(min_length=1, max_length=20_000)]
    attachments: Annotated[tuple[Hash, ...], Meta(max_length=200)] = ()


class Bound(Shape, frozen=True):
    """This state considers itself bound by the instrument towards that state."""

    instrument: Code
    towards: Member


class JournalRow(Struct, frozen=True, omit_defaults=True):
    """The header of one statement. `applied` is false for a type that this program does not know yet."""

    member: str
    seq: int
    type: str
    subject: str
    at: str
    author: str
    post: str
    role: str
    authority: str
    lamport: int
    hash: str
    received_at: str
    applied: bool
    flags: tuple[str, ...] = ()


class JournalEntry(Struct, frozen=True):
    """One statement with the bytes that were signed and their signatures, so that anybody can verify it."""

    row: JournalRow
    envelope: Wire


class CheckpointNote(Struct, frozen=True):
    """A signed note over a journal (c2sp.org/tlog-checkpoint)."""

    member: str
    note: str


class Proof(Struct, frozen=True):
    """A Merkle proof of RFC 9162, hashes in hex. `first`: the leaf's index, or the size of the older tree."""

    member: str
    first: int
    size: int
    root: str
    path: tuple[str, ...]
