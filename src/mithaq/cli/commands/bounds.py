"""Numbers that a command takes, and how far they go."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Shown = Annotated[int, Meta(ge=1, le=1000)]
"""How many rows to show at most."""

Place = Annotated[int, Meta(ge=0, le=2**53)]
"""A place in a journal; the format knows none beyond 2**53."""
