"""A name as its parts: what each word is (ism, forefather, kunya, compound), with the original spelling kept.

Articles, links (بن, ould) and titles carry no identity and are dropped; عبد + name of God, X الدين, X الله, أبو/أم + X
become one part, whether written in one word or in several.
"""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.names.fold import MAX_NAME_CHARS, MAX_TOKENS, NameTooLong, check_length
from mithaq.names.part import Kind, Part
from mithaq.names.reader import Reader
from mithaq.names.single import Word, words_of
from mithaq.names.spellings import MAX_SPELLINGS, every_spelling, spellings

__all__ = ["MAX_SPELLINGS", "Kind", "Part", "parts", "spellings", "stored_parts"]


def parts(name: str) -> tuple[Part, ...]:
    """The parts of one name, in the order written; empty if it holds no letter.

    Raises `NameTooLong`, also for more than `MAX_TOKENS` words.
    """
    check_length(name)
    words = words_of(name)
    if len(words) > MAX_TOKENS:
        raise NameTooLong(f"a name has at most {MAX_TOKENS} words")
    return _read(name, words)


def stored_parts(text: str) -> tuple[tuple[Part, ...], ...]:
    """The parts of each spelling of a name that a register holds already; never raises.

    What is held must stay findable, whatever it is: beyond the limits, its beginning counts.
    """
    pieces = every_spelling(text[:MAX_NAME_CHARS])[:MAX_SPELLINGS]
    every = (_read(piece, words_of(piece)[:MAX_TOKENS]) for piece in pieces)
    return tuple(found for found in every if found)


def run_parts(run: str, words: Sequence[Word]) -> tuple[Part, ...]:
    """The parts of words that are read together: see `runs.py`."""
    return _read(run, words)


def _read(name: str, words: Sequence[Word]) -> tuple[Part, ...]:
    """Most names hold nothing but words that stand by themselves."""
    for word in words:
        if word.leads:
            return tuple(Reader(name, words).read())
    return tuple([word.alone for word in words])
