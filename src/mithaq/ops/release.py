"""Which release of Mithaq this is."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version


@cache
def release() -> str:
    """The version of the installed package, such as ``0.1.0``."""
    return version("mithaq")
