"""/api/officers: a member's own officers, changed by two administrators together."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller
from litestar.di import NamedDependency
from msgspec import Meta, Struct, structs

from mithaq.app import officers
from mithaq.app.officers import Login, Nationality, NewOfficer, NewPost, Role, Suspension, Title, Word
from mithaq.app.ports.rows import ChangeRow, OfficerRow
from mithaq.domain.alert_events import Hash
from mithaq.ops import passwords
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Shape
from mithaq.web.routes import read, write

MIN_PASSWORD = 12  # NIST SP 800-63B asks for 8; these accounts open a wanted list


class Applicant(Struct, frozen=True, forbid_unknown_fields=True, tag="create", tag_field="change"):
    """Take an officer on, with a first password."""

    login: Login
    name_ar: Title
    name_latin: Title
    role: Role
    post: Word
    authority: Word
    nationality: Nationality
    password: Annotated[str, Meta(min_length=MIN_PASSWORD, max_length=200)]


Proposal = Applicant | NewPost | Suspension


class Verdict(Shape, frozen=True):
    """The second administrator's yes or no to exactly what stands behind `digest`."""

    digest: Hash
    approve: bool


class Officer(Struct, frozen=True):
    """An officer of this member, without the secret."""

    id: str
    login: str
    name_ar: str
    name_latin: str
    role: str
    post: str
    authority: str
    nationality: str
    state: str


class Hiring(Struct, frozen=True, tag="create", tag_field="change"):
    """A proposed officer, without the secret."""

    login: str
    name_ar: str
    name_latin: str
    role: str
    post: str
    authority: str
    nationality: str


class OpenChange(Struct, frozen=True):
    """A change that waits for a second administrator."""

    id: str
    at: str
    proposed_by: str
    digest: str
    change: Hiring | NewPost | Suspension


class OfficerList(Struct, frozen=True):
    """This member's officers, and the changes that wait."""

    officers: tuple[Officer, ...]
    changes: tuple[OpenChange, ...]


class ChangeState(Struct, frozen=True):
    """Where a change stands. `outcome`: empty, approved or refused."""

    id: str
    digest: str
    outcome: str


class Officers(Controller):
    """Never the Secretariat's business: each member administers its own."""

    path = "/officers"
    tags = ("officers",)

    @read("/", "officer.list")
    def listed(self, signed: Who) -> OfficerList:
        """Officers and open changes."""
        rows, changes = officers.listed(signed.node, signed.actor)
        return OfficerList(tuple(_officer(row) for row in rows), tuple(_change(row) for row in changes))

    @write("/changes", "officer.propose", Proposal)
    def propose(self, signed: Who, asked: NamedDependency[Proposal]) -> ChangeState:
        """Write a change down for another administrator."""
        return _state(officers.propose(signed.node, signed.actor, _proposed(asked)))

    @write("/changes/{subject:str}/decision", "officer.decide", Verdict)
    def decide(self, signed: Who, subject: Subject, asked: NamedDependency[Verdict]) -> ChangeState:
        """Decide on another administrator's change. Yes takes effect at once."""
        return _state(officers.decide(signed.node, signed.actor, subject, asked.digest, asked.approve))


def _proposed(asked: Proposal) -> officers.Change:
    """The change with the password as a hash: what is kept, compared and approved never holds the password."""
    if not isinstance(asked, Applicant):
        return asked
    fields = structs.asdict(asked)
    secret = passwords.hashed(fields.pop("password"))
    return NewOfficer(**fields, secret=secret)


def _officer(row: OfficerRow) -> Officer:
    return Officer(**{field: getattr(row, field) for field in Officer.__struct_fields__})


def _change(row: ChangeRow) -> OpenChange:
    change = officers.decoded(row)
    if isinstance(change, NewOfficer):
        shown: Hiring | NewPost | Suspension = Hiring(
            **{field: getattr(change, field) for field in Hiring.__struct_fields__}
        )
    else:
        shown = change
    return OpenChange(row.id, row.at, row.proposed_by, row.digest, shown)


def _state(row: ChangeRow) -> ChangeState:
    return ChangeState(row.id, row.digest, row.outcome)
