"""The words of a running text, folded like names: the same word whatever keyboard or typesetter produced it."""

from __future__ import annotations

from mithaq.names.fold import fold_words

# In names these marks stand for hamza and ʿayn inside a word; in French and English text they part words (l'État).
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´", " "))


def folded(text: str) -> list[str]:
    """The folded words in their order. Any text is read, however long."""
    return fold_words(text.translate(_APOSTROPHES))
