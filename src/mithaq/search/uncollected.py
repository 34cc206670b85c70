"""Without the collector of garbage, where much is made that stays and nothing of it in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is searched for circles meanwhile: the collector would go through a growing vocabulary again and again.

    Several threads may be in here at once: whoever came first lets the collector go on.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
