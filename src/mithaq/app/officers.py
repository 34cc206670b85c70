"""A member's own officers: proposed by one administrator, decided by another (four eyes), never by the Secretariat.

What an officer may do follows from the role; which role, post and authority he has is written only here.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, structs

from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import ChangeRow, OfficerRow, SessionRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.countries import is_country
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import text

SESSION_HOURS = 8  # one shift
Role = Literal[
    "border", "bureau", "prosecutor", "judge", "counsel", "reviewer", "commissioner", "clerk", "administrator"
]
ROLES_OF = {
    "state": {"border", "bureau", "prosecutor", "judge", "counsel", "administrator"},
    "secretariat": {"reviewer", "administrator"},
    "commission": {"commissioner", "clerk", "administrator"},
}
NATIONAL = ("reviewer", "commissioner")
"""The roles in which whoever is a national of a state concerned does not act: of each it is known whose national he is."""

Word = Annotated[str, Meta(pattern="^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
Login = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_.-]{0,31}@[A-Z]{2}$")]
Title = Annotated[str, Meta(min_length=1, max_length=100)]
Nationality = Annotated[str, Meta(pattern="^([A-Z]{2})?$")]


class NewOfficer(Struct, frozen=True, forbid_unknown_fields=True, tag="create", tag_field="change"):
    """Take an officer on. `secret` is the Argon2 hash of a first password, made at the rim."""

    login: Login
    name_ar: Title
    name_latin: Title
    role: Role
    post: Word
    authority: Word
    nationality: Nationality
    secret: str


class NewPost(Struct, frozen=True, forbid_unknown_fields=True, tag="post", tag_field="change"):
    """Give an officer another post, and role and authority with it. `nationality`: entered where the office asks for one and
    none stands; once it stands nobody writes another.
    """

    officer: str
    role: Role
    post: Word
    authority: Word
    nationality: Nationality = ""


class Suspension(Struct, frozen=True, forbid_unknown_fields=True, tag="suspend", tag_field="change"):
    """Suspend an officer, or end the suspension. Takes effect at once, open sessions included."""

    officer: str
    suspended: bool


Change = NewOfficer | NewPost | Suspension
_changes: msgspec.json.Decoder[Change] = msgspec.json.Decoder(Change)


def propose(node: Node, actor: Actor, change: Change) -> ChangeRow:
    """Write the change down for another administrator. Raises Refusal for a role this member cannot have, and
    ``officer.nationality`` for one that asks for a nationality where none stands, or where another one stands.
    """
    require(node, actor, "officer.propose")
    role = change.role if isinstance(change, NewOfficer | NewPost) else ""
    if role and role not in ROLES_OF[node.kind]:
        raise Refusal("officer.role", "role")
    if isinstance(change, NewOfficer) and role in NATIONAL and not is_country(change.nationality):
        raise Refusal("officer.nationality", "nationality")
    body = msgspec.json.encode(change)
    with node.write() as tx:
        if isinstance(change, NewOfficer):
            _check_new(node, tx.store, change)
        elif isinstance(change, NewPost):
            _national(_get(tx.store, change.officer), change)
        else:
            _get(tx.store, change.officer)
        digest = hashlib.sha256(body).hexdigest()
        row = ChangeRow(node.new_id("o"), text(node.now()), actor.id, body, digest)
        tx.store.desk.put_change(row)
        write_line(node, tx.store.desk, actor, "officer.propose", reference=row.id)
        return row


def decide(node: Node, actor: Actor, id: str, digest: str, approve: bool) -> ChangeRow:
    """The second administrator says yes or no to exactly what he saw (`digest`). Yes takes effect at once.

    Nobody decides what he proposed, nor on his own post or suspension.

    Raises NotFound, Refusal ``approval.same_person``, ``change.decided``, ``change.other_content``.
    """
    require(node, actor, "officer.decide")
    with node.write() as tx:
        row = tx.store.desk.change(id)
        if row is None:
            raise NotFound("change")
        if row.outcome:
            raise Refusal("change.decided", "state")
        if actor.id in (row.proposed_by, concerned(decoded(row))):
            raise Refusal("approval.same_person", "author")
        if row.digest != digest:
            raise Refusal("change.other_content", "digest")
        outcome = "approved" if approve else "refused"
        row = structs.replace(row, decided_by=actor.id, decided_at=text(node.now()), outcome=outcome)
        tx.store.desk.put_change(row)
        if approve:
            _carry_out(node, tx.store, decoded(row))
        write_line(node, tx.store.desk, actor, "officer.decide", reference=row.id)
        return row


def decoded(row: ChangeRow) -> Change:
    """The change in a row."""
    return _changes.decode(row.change)


def concerned(change: Change) -> str:
    """The officer whom the change is about; empty for one who is taken on."""
    return "" if isinstance(change, NewOfficer) else change.officer


def _check_new(node: Node, tx: Writer, change: NewOfficer) -> None:
    if not change.login.endswith(f"@{node.member}"):
        raise Refusal("officer.login_member", "login")
    if tx.desk.officer_by_login(change.login) is not None:
        raise Refusal("officer.login_taken", "login")


def _carry_out(node: Node, tx: Writer, change: Change) -> None:
    match change:
        case NewOfficer():
            _check_new(node, tx, change)
            tx.desk.put_officer(new_row(node, change))
        case NewPost():
            officer = _get(tx, change.officer)
            moved = structs.replace(officer, role=change.role, post=change.post, authority=change.authority)
            tx.desk.put_officer(structs.replace(moved, nationality=_national(officer, change)))
            tx.desk.end_sessions_of(officer.id)
        case Suspension():
            officer = _get(tx, change.officer)
            tx.desk.put_officer(structs.replace(officer, state="suspended" if change.suspended else "active"))
            tx.desk.end_sessions_of(officer.id)


def _national(officer: OfficerRow, change: NewPost) -> str:
    """Whose national he is in the new post."""
    known = officer.nationality if is_country(officer.nationality) else ""
    if known and change.nationality not in ("", known):
        raise Refusal("officer.nationality", "nationality")
    found = known or change.nationality
    if change.role in NATIONAL and not is_country(found):
        raise Refusal("officer.nationality", "nationality")
    return found or officer.nationality


def new_row(node: Node, new: NewOfficer) -> OfficerRow:
    """The row of a new officer, with a fresh pseudonym. `init` and `demo` use it for the first ones."""
    return OfficerRow(
        f"o-{node.entropy.token(8).hex()}", new.login, new.name_ar, new.name_latin, new.role, new.post,
        new.authority, new.nationality, "active", new.secret,
    )  # fmt: skip


def _get(reader: Reader, id: str) -> OfficerRow:
    row = reader.desk.officer(id)
    if row is None:
        raise NotFound("officer")
    return row


def actor_of(row: OfficerRow) -> Actor:
    """The officer as one who acts."""
    return Actor(row.id, row.login, row.role, row.post, row.authority, row.nationality)


def token_id(token: str) -> str:
    """What the store keeps of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(node: Node, officer: OfficerRow) -> tuple[str, SessionRow]:
    """Sign an officer in whose password was verified at the rim: (token, row). Raises Refusal ``officer.suspended``."""
    if officer.state != "active":
        raise Refusal("officer.suspended", "login")
    token = node.entropy.token(32).hex()
    now = node.now()
    ends = text(now + timedelta(hours=SESSION_HOURS))
    row = SessionRow(token_id(token), officer.id, text(now), ends, node.entropy.token(16).hex())
    with node.write() as tx:
        tx.store.desk.put_session(row)
        write_line(node, tx.store.desk, actor_of(officer), "session.open")
    return token, row


def signed_in(node: Node, token: str) -> tuple[OfficerRow, SessionRow] | None:
    """Who this token signs in now; None when it is unknown, ended, expired, or the officer is suspended."""
    with node.store.read() as reader:
        session = reader.desk.session(token_id(token))
        officer = reader.desk.officer(session.officer) if session else None
    if session is None or officer is None or officer.state != "active":
        return None
    return (officer, session) if session.expires_at > text(node.now()) else None


def close_session(node: Node, actor: Actor, token: str) -> None:
    """Sign out."""
    with node.write() as tx:
        tx.store.desk.end_session(token_id(token))
        write_line(node, tx.store.desk, actor, "session.close")


def listed(node: Node, actor: Actor) -> tuple[list[OfficerRow], list[ChangeRow]]:
    """This member's officers and the changes that wait for a second administrator."""
    require(node, actor, "officer.list")
    with node.store.read() as reader:
        return reader.desk.officers(), reader.desk.changes()
