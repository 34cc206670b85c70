"""What seals a document in the name of the member."""

from __future__ import annotations

from typing import Protocol

from mithaq.domain.instant import Instant


class Sealer(Protocol):
    """The seal of this node's member (`documents/seal.py`)."""

    def seal(self, pdf: bytes, at: Instant) -> bytes:
        """The same document, with an electronic seal over all of it."""
        ...
