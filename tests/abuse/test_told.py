"""The page of the plays is that of today, and each play can be read by a lawyer."""

from __future__ import annotations

from tests.abuse.told import DOCUMENT, codes, document, modules, plays, rests_on


def test_the_page_is_current() -> None:
    """After a change: `python -m tests.abuse.told`."""
    assert DOCUMENT.read_text("utf-8") == document()


def test_there_are_at_least_thirty_and_each_says_what_happens_and_on_what_it_rests() -> None:
    every = [play for module in modules() for _, play in plays(module)]
    assert len(every) >= 30
    for play in every:
        said = " ".join((play.__doc__ or "").split())
        assert said.endswith("."), play
        assert said.count(". ") == 0, f"{play}: one sentence"
        assert rests_on(play), play


def test_a_play_without_a_code_looks_at_what_somebody_sees() -> None:
    seen = {name for module in modules() for name, play in plays(module) if not codes(play)}
    assert len(seen) < 25, seen
