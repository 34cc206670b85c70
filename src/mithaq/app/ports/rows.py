"""The rows that go in and out of a store, as plain immutable values."""

from __future__ import annotations

from msgspec import Struct

from mithaq.journal.envelope import Envelope

TO_COUNSEL = "-counsel"
"""Ends the id of the task that a deadline becomes for the person's counsel; what ends the deadline ends it too."""


class Stored(Struct, frozen=True):
    """One admitted envelope. `applied` is false for a type that this program does not know yet."""

    envelope: Envelope
    applied: bool
    flags: tuple[str, ...]
    received_at: str


class FoldRow(Struct, frozen=True):
    """The folded state of one aggregate: `about` is alert, bond, case, hit or message; `fold` its JSON.

    `order` is the place of the last event folded in, so that a later event can be folded on top without starting over.
    `member` is the owner of an alert, the requesting state of a case or the opener of a thread; `partner` the requested
    state or the addressee, else empty.
    """

    id: str
    about: str
    kind: str
    state: str
    member: str
    partner: str
    changed_at: str
    order: tuple[int, str, int]
    fold: bytes


class Deadline(Struct, frozen=True):
    """One thing to notice of a case (`domain.case.agenda.Due`) and the case's parties: `member` requests, `partner` holds.

    `id` is made of all that names it, so it is also the id of the task that it may become.
    """

    id: str
    subject: str
    clock: str
    code: str
    at: str
    member: str
    partner: str


class Entry(Struct, frozen=True):
    """One thing that a check can find: a person's alert, or one object of a batch.

    `id` is the alert's id or the item's; `alert` the aggregate. `payload` is the commitment of what it says, and so of
    all by which it is found. `expires_at` is empty or the instant from which no node shows it.
    """

    id: str
    alert: str
    owner: str
    kind: str
    payload: str
    expires_at: str = ""


class Want(Struct, frozen=True):
    """A payload that this node may read and does not hold yet: what to ask `member` for."""

    hash: str
    subject: str
    item: str
    member: str


class AttachmentRow(Struct, frozen=True):
    """A file that somebody's paper cites or is about to cite, by its plain SHA-256, without its bytes.

    `refused` is the code for which this node did not take it; its bytes are then not here, and `size` is 0. `kept_at`:
    since when it is here.
    """

    hash: str
    media_type: str
    size: int
    kept_at: str
    refused: str = ""


class Citation(Struct, frozen=True):
    """A payload that is held here and names this attachment; `subject` is the case that the payload belongs to."""

    attachment: str
    payload: str
    subject: str


class DraftRow(Struct, frozen=True):
    """A paper that somebody put into the file of the case `subject`, by its attachment; not signed, and here only."""

    subject: str
    paper: str
    attachment: str
    original: bool
    certified_by: str
    officer: str
    at: str


class OfficerRow(Struct, frozen=True):
    """An officer of this member. `secret` is an Argon2 hash. `state`: active or suspended."""

    id: str
    login: str
    name_ar: str
    name_latin: str
    role: str
    post: str
    authority: str
    nationality: str
    state: str
    secret: str


class ChangeRow(Struct, frozen=True):
    """A change to the officers that one administrator proposed and another has to approve."""

    id: str
    at: str
    proposed_by: str
    change: bytes
    digest: str
    decided_by: str = ""
    decided_at: str = ""
    outcome: str = ""


class SessionRow(Struct, frozen=True):
    """A signed-in officer. `id` is the hash of the token, so that the store alone cannot sign in."""

    id: str
    officer: str
    opened_at: str
    expires_at: str
    csrf: str


class LogRow(Struct, frozen=True):
    """One line of the local, hash-chained log: who did what, when, for which purpose.

    `terms` are keyed hashes for finding misuse; `sealed` is what was asked and answered, readable only by auditors.
    """

    number: int
    at: str
    officer: str
    post: str
    action: str
    purpose: str
    reference: str
    terms: tuple[str, ...]
    sealed: bytes
    previous: str
    hash: str


class HitRow(Struct, frozen=True):
    """A traveller stopped on a match: local until the bureau releases it. `fold` is the JSON of `app.hits.Hit`."""

    id: str
    alert: str
    state: str
    post: str
    opened_at: str
    fold: bytes


class ReplyRow(Struct, frozen=True):
    """What a write answered, kept so that the same idempotency key gets the same answer once more."""

    key: str
    officer: str
    request: str
    status: int
    body: bytes
    at: str


class QuarantineRow(Struct, frozen=True):
    """An envelope that was refused: kept for people to look at, never applied."""

    member: str
    seq: int
    code: str
    where: str
    at: str
    wire: bytes


class TaskRow(Struct, frozen=True):
    """Something that waits for a person at this member, for officers of `role`."""

    id: str
    role: str
    code: str
    subject: str
    at: str
    done_at: str = ""


class ReceiptRow(Struct, frozen=True):
    """A peer's signed word that it holds this member's journal up to `seq`."""

    peer: str
    seq: int
    hash: str
    wire: bytes
