"""The thread itself: what the statements of both sides add up to. Built by `fold.py`, read by everybody."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, structs

from mithaq.domain.message.states import Side, ThreadState

# Statements kept as void, and messages: enough for two bureaux, and a flood cannot grow everybody's state.
MAX_VOIDS = 50
MAX_MESSAGES = 200


class Message(Struct, frozen=True, omit_defaults=True):
    """One message by the hash of its statement. `due_at`: when an answer is due, empty where none is owed.

    `delivered_at`, `read_at`: when the other side signed for it.
    """

    hash: str
    by: str
    at: str
    payload: str
    outcome: str = ""
    due_at: str = ""
    answered_at: str = ""
    delivered_at: str = ""
    read_at: str = ""


class Thread(Struct, frozen=True, omit_defaults=True):
    """What two members write to each other about one matter. No personal data: codes, ids, instants and hashes.

    `content`: of the opening statement, which receipts of erasure name. `told_by`: when the addressee had to be told at
    the latest. `settle_by`: from when the commission decides where both have not agreed. `erased`: who signed when
    that it erased what was written.
    """

    id: str
    opener: str
    to: str
    form: str
    state: ThreadState
    content: str
    about: str = ""
    urgent: str = ""
    noticed_at: str = ""
    told_by: str = ""
    settle_by: str = ""
    closed_at: str = ""
    messages: tuple[Message, ...] = ()
    erased: Mapping[str, str] = {}
    voids: tuple[tuple[str, str], ...] = ()

    def side(self, member: str) -> Side | None:
        """The side on which this member stands; None for everybody else."""
        if member == self.opener:
            return Side.OPENER
        return Side.ADDRESSEE if member == self.to else None

    def concerns(self, member: str) -> bool:
        """Whether this member is one of its two sides."""
        return self.side(member) is not None

    def other(self, member: str) -> str:
        """The member on the other side of this party."""
        return self.to if member == self.opener else self.opener

    @property
    def opened_at(self) -> str:
        """When the first message was signed."""
        return self.messages[0].at

    @property
    def last_at(self) -> str:
        """When the newest message was signed."""
        return max(message.at for message in self.messages)

    def message(self, hash: str) -> Message | None:
        """The message of that hash."""
        return next((message for message in self.messages if message.hash == hash), None)

    def to_member(self, member: str) -> tuple[Message, ...]:
        """The messages that this party received."""
        return tuple(message for message in self.messages if message.by != member)

    def voided(self, hash: str, code: str) -> Thread:
        """The thread with this statement kept as void."""
        return structs.replace(self, voids=(*self.voids, (hash, code))[-MAX_VOIDS:])
