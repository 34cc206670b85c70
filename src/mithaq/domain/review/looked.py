"""What a reviewer who accepted had looked at: the concerns of the screening, as the payload of his statement.

The header goes to everybody, and which rules spoke would tell the owner what the Secretariat or the commission knows of the
person, such as an earlier refusal. So they stand in a payload that the Secretariat and the commission alone may read, of the
same length however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mithaq.domain.alert_events import MAX_FINDINGS, LookedAt
from mithaq.domain.errors import Refusal

LENGTH = 16_384
"""Bytes of every such payload, whatever it says: `MAX_FINDINGS` with codes of sixty letters each fit in."""

ITEM = "review.accepted"

_decoder = msgspec.json.Decoder(tuple[LookedAt, ...])


def encode(looked_at: Sequence[LookedAt]) -> bytes:
    """The payload, filled up with spaces. Raises Refusal ``content.invalid`` for more than there are rules."""
    said = msgspec.json.encode(tuple(looked_at))
    if len(looked_at) > MAX_FINDINGS or len(said) > LENGTH:
        raise Refusal("content.invalid", "looked_at")
    return said.ljust(LENGTH)


def decode(body: bytes) -> tuple[LookedAt, ...]:
    """What it says. Raises Refusal ``content.invalid``."""
    try:
        return _decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refusal("content.invalid", "looked_at") from None
