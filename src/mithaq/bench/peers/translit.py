"""One neutral transliteration for every peer, so that those who know a single script can be asked across scripts.

It is not the matcher's: a plain letter table as catalogues use it, without vowels that nobody wrote, then lower case.
Without it a peer's cross-script recall is zero, and the comparison would say nothing.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ى": "a", "ة": "a",
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y",
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "y", "ڤ": "v",
}  # fmt: skip
_ARTICLE = "ال"
_TABLE = str.maketrans(_LETTERS)


def plain(name: str) -> str:
    """The name in lower-case ASCII words. ``"محمد بن عليّ"`` → ``"mhmd bn aly"``, ``"Aïcha"`` → ``"aicha"``."""
    composed = unicodedata.normalize("NFKC", name)
    latin = " ".join(map(_word, composed.split()))
    bare = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())


def is_arabic(name: str) -> bool:
    """Whether most of its letters are Arabic."""
    letters = [char for char in name if char.isalpha()]
    return sum("\u0600" <= char <= "\u06ff" or "\ufb50" <= char <= "\ufefc" for char in letters) * 2 > len(letters)


def script(name: str) -> str:
    """``arabic`` or ``latin``."""
    return "arabic" if is_arabic(name) else "latin"


def _word(word: str) -> str:
    """One word; the article keeps its own letters, as everybody writes it."""
    bare = "".join(char for char in word if unicodedata.category(char) != "Mn")
    if bare.startswith(_ARTICLE) and len(bare) > len(_ARTICLE) + 1:
        return "al" + bare[len(_ARTICLE) :].translate(_TABLE)
    return bare.translate(_TABLE)
