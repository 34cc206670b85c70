"""The lot: in which order reviewers are called for an alert, such that nobody can steer it.

The Secretariat's node seals a value before it can know the owner's, the owner's node adds one before it can know the
sealed one, and only then is the seal opened. Roster, content and approval are fixed before. So neither side can try
until it likes the order; each could only let the lot lie, and then nothing circulates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec import Struct, structs

from mithaq.domain.lot import in_order
from mithaq.domain.review.duty import Duty, line_of

PURPOSE = "mithaq review lot 1"


class Drawn(Struct, frozen=True):
    """One reviewer in the lot, and whose national he is."""

    reviewer: str
    national_of: str


class Call(Struct, frozen=True, omit_defaults=True):
    """One reviewer was called at `at` to answer by `due_at`. `over`: somebody else was called in his place."""

    reviewer: str
    national_of: str
    at: str
    due_at: str
    over: bool = False


class Lot(Struct, frozen=True, omit_defaults=True):
    """The lot of one review. `approval`: hash of the approval it rests on; `pool`: who was on the roster at the sealing.

    `order` is empty until it is drawn. `passed`: who may not review this alert, as the Secretariat's node said.
    """

    content: str
    approval: str
    seal: str
    pool: tuple[Drawn, ...]
    answer: str = ""
    value: str = ""
    order: tuple[Drawn, ...] = ()
    calls: tuple[Call, ...] = ()
    passed: tuple[str, ...] = ()

    @property
    def seed(self) -> str:
        """What ranks the reviewers: hex of a hash over all that was fixed, and of both values."""
        return _hash(self.content, self.approval, self.seal, self.answer, self.value)

    @property
    def called(self) -> tuple[Call, ...]:
        """The calls that stand: whoever was replaced is called no longer."""
        return tuple(call for call in self.calls if not call.over)

    def call_of(self, reviewer: str) -> Call | None:
        """The standing call of that reviewer."""
        return next((call for call in self.called if call.reviewer == reviewer), None)


def seal_of(value: str) -> str:
    """What is published of a value before it may be known."""
    return _hash("seal", value)


def begun(content: str, approval: str, seal: str, duty: Duty, owner: str) -> Lot:
    """A lot over everybody on this roster who is no national of the owner."""
    pool = tuple(Drawn(line.reviewer, line.national_of) for line in duty if line.national_of != owner)
    return Lot(content, approval, seal, pool)


def opened(lot: Lot, value: str) -> Lot:
    """The lot with its seal opened: the order stands."""
    lot = structs.replace(lot, value=value)
    return structs.replace(lot, order=_ranked(lot.pool, lot.seed))


def begun_again(lot: Lot) -> Lot:
    """The same lot for an amended version that is still under review: whoever amends does not draw anew."""
    return structs.replace(lot, calls=(), passed=())


def line_up(lot: Lot, duty: Duty, owner: str) -> tuple[Drawn, ...]:
    """Everybody who could be called, in turn: the order of the lot, then who came to the roster later, ranked alike."""
    known = {one.reviewer for one in lot.order}
    later = [Drawn(one.reviewer, one.national_of) for one in duty if one.reviewer not in known]
    return (*lot.order, *_ranked((one for one in later if one.national_of != owner), lot.seed))


def callable_now(lot: Lot, duty: Duty, owner: str, at: str, taken: frozenset[str]) -> tuple[Drawn, ...]:
    """Those of the line who may be called at that instant, in turn. `taken`: the states whose nationals hold a seat."""
    gone = {call.reviewer for call in lot.calls} | set(lot.passed)
    found = []
    for one in line_up(lot, duty, owner):
        line = line_of(duty, one.reviewer)
        serves = line is not None and line.serves(at) and line.national_of == one.national_of
        if serves and one.reviewer not in gone and one.national_of not in taken:
            found.append(one)
    return tuple(found)


def _ranked(pool: Iterable[Drawn], seed: str) -> tuple[Drawn, ...]:
    return in_order(f"{PURPOSE}\n{seed}\n".encode(), pool, lambda one: one.reviewer)


def _hash(*words: str) -> str:
    return hashlib.sha256("\n".join((PURPOSE, *words)).encode()).hexdigest()
