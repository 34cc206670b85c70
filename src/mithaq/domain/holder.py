"""Who holds a copy: every connector, webhook, export, offline copy and backup is a named holder, with an owner, a purpose,
an end, a recall, and a receipt of its own (docs/copies.md).

What stands here is read by every member. So a holder is a system or an office with a code, never a person, and what was
handed out is said by its hash and how much it was.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal, Protocol

from msgspec import Meta, Struct, structs

from mithaq.domain.alert_events import Code, Hash, Moment
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body, Event, EventType
from mithaq.domain.instant import Instant, parse, text
from mithaq.domain.law import HolderKind

HolderCode = Literal["connector", "webhook", "export", "offline", "backup"]
What = Literal["case_bundle", "alert_bundle", "offline_copy", "node_backup"]
Name = Annotated[str, Meta(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,24}){1,5}\Z")]
"""A code such as ``TN-DEHIBA-POST``: there is no room in it for who works there."""
Key = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
Signed = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{86}\Z")]
Box = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{0,200}\Z")]
Count = Annotated[int, Meta(ge=0, le=2**53)]


class HolderOpened(Body, frozen=True):
    """The member names a holder. `authority`: which office of it answers for the copy; `purpose`: a ground with use *hold*;
    `expires_at`: from then on nothing is handed to it. `receipt_key`: the public half of the key with which the holder signs
    what it deleted (Ed25519, base64url).
    """

    kind: HolderCode
    name: Name
    authority: Name
    purpose: Code
    expires_at: Moment
    receipt_key: Key


class HolderRenewed(Body, frozen=True):
    """Its end is put off, as far as its kind allows from the day on which this is said."""

    expires_at: Moment


class HolderRecalled(Body, frozen=True):
    """Give it back: by the member itself or, for any member's holder, by the commission. `reason`: for a recall."""

    reason: Code


class HolderHanded(Body, frozen=True):
    """Something was handed to it: what, how many items, and the SHA-256 of the bytes that left. `canary`: what only the
    commission opens, by which it knows this very copy again (`app.canaries`).
    """

    what: What
    items: Count
    sha256: Hash
    canary: Box = ""


class HolderReceipted(Body, frozen=True):
    """The holder's own word, signed with its own key: how much it deleted and when, how many look-ups were made in the copy,
    and the hash of the last line of their log (64 zeros where there is none).
    """

    deleted: Count
    deleted_at: Moment
    lookups: Count
    log: Hash
    signature: Signed


class Receipt(Struct, frozen=True):
    """A receipt as it stands in the fold. `at`: when the member signed for it."""

    at: str
    deleted: int
    deleted_at: str
    lookups: int
    log: str
    signature: str


class Holder(Struct, frozen=True, omit_defaults=True):
    """A holder as every node sees it. `handed`: how often, `items`: how much in all."""

    id: str
    member: str
    kind: HolderCode
    name: str
    authority: str
    purpose: str
    receipt_key: str
    opened_at: str
    expires_at: str
    recalled_at: str = ""
    recalled_by: str = ""
    reason: str = ""
    handed: int = 0
    items: int = 0
    handed_at: str = ""
    receipts: tuple[Receipt, ...] = ()

    @property
    def state(self) -> str:
        """Whether it was recalled; that it has expired is a matter of the clock (`lives`)."""
        return "recalled" if self.recalled_at else "opened"

    def lives(self, now: Instant) -> bool:
        """Whether anything may be handed to it."""
        return not self.recalled_at and now < parse(self.expires_at)

    @property
    def ends_at(self) -> str:
        """When it ended or will end."""
        return min(self.recalled_at or self.expires_at, self.expires_at)

    @property
    def answered(self) -> bool:
        """Whether its own receipt says that what was handed out last is gone, or nothing was ever handed out."""
        return not self.handed or any(one.deleted_at >= self.handed_at for one in self.receipts)

    def receipt_due(self, kind: HolderKind) -> str:
        """Until when its receipt is owed."""
        return text(parse(self.ends_at) + timedelta(hours=kind.receipt_hours))

    def is_late(self, kind: HolderKind, now: Instant) -> bool:
        """Whether it has ended, and its receipt is not here though it was owed."""
        return not self.answered and now >= parse(self.receipt_due(kind))


class Law(Protocol):
    """The part of the law that knows how long a copy may live."""

    def holder_kind(self, code: str) -> HolderKind: ...


def check_end(law: Law, kind: str, now: Instant, expires_at: str) -> None:
    """Raises Refusal ``holder.expiry`` for an end that has passed, or is later than this kind of copy may live."""
    end = parse(expires_at, "expires_at")
    if not now < end <= now + timedelta(hours=law.holder_kind(kind).most_hours):
        raise Refusal("holder.expiry", "expires_at")


def evolve(holder: Holder | None, event: Event, law: Law) -> Holder | None:
    """The holder after this statement. Whatever does not fit changes nothing: an end is never put off beyond what the law
    allows from the day it was said, and a recall is final.
    """
    if holder is None:
        return _opened(event, law)
    own = event.member == holder.member
    match event.body:
        case HolderRecalled(reason=reason) if (own or event.author.role == "commissioner") and not holder.recalled_at:
            return structs.replace(holder, recalled_at=event.at, recalled_by=event.member, reason=reason)
        case HolderRenewed(expires_at=until) if (
            own and not holder.recalled_at and _fits(law, holder.kind, event, until)
        ):
            return structs.replace(holder, expires_at=until)
        case HolderHanded(items=items) if own and holder.lives(parse(event.at)):
            return structs.replace(holder, handed=holder.handed + 1, items=holder.items + items, handed_at=event.at)
        case HolderReceipted() as said if own:
            told = Receipt(event.at, said.deleted, said.deleted_at, said.lookups, said.log, said.signature)
            return structs.replace(holder, receipts=(*holder.receipts, told))
    return holder


def _opened(event: Event, law: Law) -> Holder | None:
    said = event.body
    if not isinstance(said, HolderOpened) or not _fits(law, said.kind, event, said.expires_at):
        return None
    return Holder(
        event.subject, event.member, said.kind, said.name, said.authority, said.purpose, said.receipt_key, event.at,
        said.expires_at,
    )  # fmt: skip


def _fits(law: Law, kind: str, event: Event, until: str) -> bool:
    try:
        check_end(law, kind, parse(event.at), until)
    except Refusal:
        return False
    return True


HOLDER_EVENTS: tuple[EventType, ...] = (
    EventType("holder.opened", HolderOpened, "node"),
    EventType("holder.renewed", HolderRenewed, "node"),
    EventType("holder.recalled", HolderRecalled, "node"),
    EventType("holder.handed", HolderHanded, "node"),
    EventType("holder.receipted", HolderReceipted, "node"),
)
