"""The chain of versions of the roster: which one follows which, and what is in force at a moment.

A version counts if enough members of the one before have signed it. Whatever touches the commission's keys or seats needs
its own signature too, and thirty days between the making and the day on which it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from msgspec import Struct

from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import NO_PREV, from_moment, moment
from mithaq.journal.key_events import check_keys_kept, entry_after
from mithaq.journal.keys import Signature
from mithaq.journal.roster_document import RosterDocument, RosterMember, SignedRoster
from mithaq.journal.trust import MemberEntry, Roster

NOTICE = timedelta(days=30)
"""Between the making of a change to the commission's keys or seats and the day on which it counts."""

Chain = tuple[SignedRoster, ...]
"""Versions of which each follows the one before; the first is the anchor that a node's operator trusts."""


class InForce(Struct, frozen=True):
    """What counts at a moment. `roster`: who may sign where; `closed`: from which place of a journal on nothing is admitted;
    `seats`: the commission's; `next_at`: when something else will count, empty where nothing is pending.
    """

    document: RosterDocument
    roster: Roster
    closed: Mapping[str, int]
    seats: tuple[str, ...]
    next_at: str

    def expired(self, now: datetime) -> bool:
        """Whether a newer version should have come."""
        return now >= from_moment(self.document.expires)


class Trust(Struct, frozen=True):
    """What a node believes of the roster: the chain of versions, and what is in force with the members' own key events.

    `roster` is what signatures are judged by. `rivals`: versions beside the chain that a quorum signed too.
    """

    chain: Chain
    now: InForce
    roster: Roster
    rivals: tuple[str, ...] = ()

    @property
    def closed(self) -> dict[str, int]:
        """From which place of a journal on nothing is admitted, for members that left or are suspended."""
        return dict(self.now.closed)

    @property
    def pending(self) -> tuple[SignedRoster, ...]:
        """Versions that are signed and do not count yet."""
        return tuple(one for one in self.chain if one.document.number > self.now.document.number)


@lru_cache(maxsize=64)
def check_first(signed: SignedRoster) -> None:
    """A first version is signed by a quorum of its own members, and by its commission. Raises `Refused`."""
    document = signed.document
    document.check()
    if document.number != 1 or document.previous != NO_PREV:
        raise Refused(RefusalCode.ROSTER_PREVIOUS, "previous")
    if document.commission_from != document.effective:
        raise Refused(RefusalCode.BAD_FIELD, "commission_from")
    signers = _signers(signed, document, (document,))
    _check_quorum(signers, document)
    _check_cosigned(signers, document)


def check_next(signed: SignedRoster, chain: Chain) -> None:
    """Whether this version follows the last of the chain.

    Raises `Refused`: ROSTER_QUORUM, ROSTER_COMMISSION, as `check_content` does, and for signatures as everywhere.
    """
    incumbent = check_content(signed.document, chain)
    before = chain[-1].document
    signers = _signers(signed, before, (before, incumbent))
    _check_quorum(signers, before)
    if _touches_commission(signed.document, before, incumbent):
        _check_cosigned(signers, incumbent)


def check_content(document: RosterDocument, chain: Chain) -> RosterDocument:
    """Whether a version may follow the last of the chain once enough have signed it. The version whose commission sits.

    Raises `Refused`: ROSTER_PREVIOUS, ROSTER_NOTICE, KEYS_ALTERED, and for fields as everywhere.
    """
    before = chain[-1].document
    document.check()
    if document.number != before.number + 1 or document.previous != before.hash:
        raise Refused(RefusalCode.ROSTER_PREVIOUS, "previous")
    if document.made_at < before.made_at or document.effective < before.effective:
        raise Refused(RefusalCode.BAD_FIELD, "effective")
    incumbent = _commission_at(chain, from_moment(document.made_at))
    _check_kept(document, before, incumbent)
    if _touches_commission(document, before, incumbent):
        _check_notice(document, before, incumbent)
    return incumbent


def signers_of(signed: SignedRoster, chain: Chain) -> frozenset[str]:
    """Who has signed a version that would follow the last of the chain, every signature verified. Raises `Refused`."""
    before = chain[-1].document
    return _signers(signed, before, (before, check_content(signed.document, chain)))


def fold(anchor: SignedRoster, candidates: Iterable[SignedRoster]) -> Chain:
    """The chain that these versions make, in whatever order they came. Of two that follow the same one, the lower hash
    counts: more than half of the members signed each, so some signed both.
    """
    following: dict[str, list[SignedRoster]] = {}
    for one in candidates:
        following.setdefault(one.document.previous, []).append(one)
    chain: Chain = (anchor,)
    while found := _follower(chain, following.get(chain[-1].document.hash, [])):
        chain = (*chain, found)
    return chain


def rivals(chain: Chain, candidates: Iterable[SignedRoster]) -> list[SignedRoster]:
    """Versions signed by enough that are not in the chain and follow one that is: some members have signed two."""
    found = []
    for one in candidates:
        for index, after in enumerate(chain[1:], 1):
            rival = one.document.previous == after.document.previous and one.document.hash != after.document.hash
            if rival and _follows(one, chain[:index]):
                found.append(one)
    return found


def in_force(chain: Chain, now: datetime) -> InForce:
    """What counts at `now`: the last version that has taken effect, with the last commission that has."""
    document = _effective_at(chain, now)
    commission = _commission_at(chain, now)
    members = {one.entry.code: one for one in document.members if one.entry.kind != "commission"}
    members |= {one.entry.code: one for one in commission.commission[0]}
    entries = tuple(members[code].entry for code in sorted(members))
    closed = {code: one.closed_from for code, one in members.items() if one.closed_from is not None}
    times = {time for one in chain for time in (one.document.effective, one.document.commission_from)}
    later = sorted(time for time in times if time > moment(now))
    roster = Roster(document.number, document.expires, entries)
    return InForce(document, roster, closed, commission.seats, later[0] if later else "")


def _follower(chain: Chain, candidates: list[SignedRoster]) -> SignedRoster | None:
    found = [one for one in candidates if _follows(one, chain)]
    return min(found, key=lambda one: (one.document.hash, one.to_json()), default=None)


def _follows(signed: SignedRoster, chain: Chain) -> bool:
    try:
        check_next(signed, chain)
    except Refused:
        return False
    return True


def _effective_at(chain: Chain, now: datetime) -> RosterDocument:
    counts = [one.document for one in chain if from_moment(one.document.effective) <= now]
    return counts[-1] if counts else chain[0].document


def _commission_at(chain: Chain, now: datetime) -> RosterDocument:
    """The version whose commission counts at `now`. One that is announced counts from its day on, if no later version has
    taken effect by then that says something else.
    """
    counts, announced = chain[0].document, None
    for one in chain[1:]:
        document = one.document
        if from_moment(document.effective) > now:
            break
        if announced is not None and announced.commission_from <= document.effective:
            counts, announced = announced, None
        same = (document.commission, document.commission_from) == (counts.commission, counts.commission_from)
        announced = None if same else document
    if announced is not None and from_moment(announced.commission_from) <= now:
        return announced
    return counts


def _check_kept(document: RosterDocument, before: RosterDocument, incumbent: RosterDocument) -> None:
    """Whoever was a member stays listed with its keys, because its journal is verified by them. Raises `Refused`.

    Of the commission, those who sit count: what was only announced may be called off.
    """
    states = [one for one in before.members if one.entry.kind != "commission"]
    for one in (*states, *incumbent.commission[0]):
        now = document.member(one.entry.code)
        if now is None or now.entry.kind != one.entry.kind:
            raise Refused(RefusalCode.KEYS_ALTERED, f"members[{one.entry.code}]")
        try:
            check_keys_kept(one.entry, now.entry)
        except Refused as refusal:
            raise refusal.under(f"members[{one.entry.code}]") from None


def _signers(signed: SignedRoster, voting: RosterDocument, known: tuple[RosterDocument, ...]) -> frozenset[str]:
    """Who has signed, every signature verified: voters, and the commission of the versions `known`. Raises `Refused`."""
    allowed: dict[str, MemberEntry] = {}
    for document in known:
        for member in document.members:
            if member.entry.code in voting.voters or member.entry.kind == "commission":
                allowed[member.entry.code] = member.entry
    found: set[str] = set()
    for index, one in enumerate(signed.signatures):
        where = f"signatures[{index}]"
        entry = allowed.get(one.member)
        if entry is None or one.member in found:
            raise Refused(RefusalCode.ORIGIN_UNKNOWN, f"{where}.member")
        try:
            key = entry_after(entry, one.rotated).current_key
        except Refused as refusal:
            raise refusal.under(where) from None
        if key.key_id != one.key:
            raise Refused(RefusalCode.KEY_UNKNOWN, f"{where}.key")
        key.check_signature(Signature(one.alg, one.key, one.sig), signed.document.signed_bytes, where)
        found.add(one.member)
    return frozenset(found)


def _check_quorum(signers: frozenset[str], voting: RosterDocument) -> None:
    if len(signers & set(voting.voters)) < voting.quorum:
        raise Refused(RefusalCode.ROSTER_QUORUM, "signatures")


def _check_cosigned(signers: frozenset[str], incumbent: RosterDocument) -> None:
    owed = {one.entry.code for one in _sitting(incumbent)}
    if not owed <= signers:
        raise Refused(RefusalCode.ROSTER_COMMISSION, "signatures")


def _sitting(document: RosterDocument) -> list[RosterMember]:
    return [one for one in document.commission[0] if one.standing == "active"]


def _touches_commission(document: RosterDocument, before: RosterDocument, incumbent: RosterDocument) -> bool:
    """Whether it says something new of a commission that sits; the beginning of the first one needs nobody else's word."""
    same = (document.commission, document.commission_from) == (before.commission, before.commission_from)
    return not same and bool(_sitting(incumbent))


def _check_notice(document: RosterDocument, before: RosterDocument, incumbent: RosterDocument) -> None:
    """Thirty days, unless what was announced is called off before it counts. Raises `Refused(ROSTER_NOTICE)`."""
    same = (document.commission, document.commission_from) == (incumbent.commission, incumbent.commission_from)
    if same and document.effective < before.commission_from:
        return
    counts = from_moment(document.commission_from)
    if counts < from_moment(document.made_at) + NOTICE or document.commission_from < document.effective:
        raise Refused(RefusalCode.ROSTER_NOTICE, "commission_from")
