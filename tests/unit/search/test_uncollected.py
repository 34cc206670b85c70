"""The collector of garbage rests and goes on."""

from __future__ import annotations

import gc

from mithaq.search.uncollected import uncollected


def test_it_goes_on_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
