"""Reduce a written name to the letters that matter, whatever keyboard, state or typesetter produced it.

Folding keeps words apart and order as it was. Arabic script loses vowel marks, tatweel and the differences that
writers do not keep (hamza seats, final ya with or without dots, ta marbuta); Persian and Urdu letters become
the Arabic letter they stand for unless they sound different. Latin and Cyrillic become plain lower-case ASCII.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_NAME_CHARS = 512
"""Longest name accepted, in characters. The longest official alias seen has 149; this leaves room for both scripts
and bounds the work that one query can ask for."""

MAX_TOKENS = 32
"""Most words accepted in one name. The longest alias of the UN list has 18."""


CACHED_WORDS = 65_536
"""Single words remembered, never whole names; a register of a million persons has about 135,000 distinct ones."""


class NameRefused(ValueError):
    """A name that cannot be compared. `code` is stable; the text never repeats the name."""

    code = "name.refused"


class NameTooLong(NameRefused):
    """More characters, words or spellings than the limits of this room."""

    code = "name.too_long"


_ARABIC = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېےۍئ", "ي"),
        **dict.fromkeys("ةۃەہۂھ", "ه"),
        "ؤ": "و",
        "ۆ": "و",
        "ۇ": "و",
        "ک": "ك",
        "ڪ": "ك",
        **dict.fromkeys("ڨڭݣ", "گ"),
        "ٹ": "ت",
        "ڈ": "د",
        "ډ": "د",
        "ړ": "ر",
        "ڑ": "ر",
        "ښ": "ش",
        "ټ": "ت",
        **dict.fromkeys("ںڼ", "ن"),
        **dict.fromkeys("ءـ", None),
    }
)
_LATIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ł": "l",
        "đ": "dj",
        "ı": "i",
        "ş": "sh",
        "ș": "sh",
        "š": "sh",
        "č": "ch",
        "ç": "s",
        "ž": "zh",
        "ǧ": "j",
        "ǰ": "j",
        "ğ": "gh",
        "ħ": "h",
        "ð": "dh",
        "þ": "th",
        "ġ": "gh",
        "ḫ": "kh",
        "ẖ": "kh",
        "ḏ": "dh",
        "ṯ": "th",
        "ə": "a",
        "ā": "aa",
        "ī": "ii",
        "ū": "uu",
    }
)
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэі", "abvgdeziklmnoprstufyei", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "yu", "я": "ya"}
    | {"ъ": None, "ь": None, "ғ": "gh", "қ": "q", "ҳ": "h", "ҷ": "j", "ң": "n", "ү": "u"}
)

_SILENT = re.compile(r"['`´‘’‛ʼʻʽʾʿ′ʹˈ\"“”„«»]")
"""Marks that writers put inside words for hamza and ʿayn, or around them as quotes: they never part a word."""

_WORD = re.compile(r"[^\W_]+")

_ASCII_MARKS = str.maketrans(dict.fromkeys("'`\"", None))
_ARABIC_EVERYDAY = _ARABIC | dict.fromkeys(range(0x064B, 0x0653), None)
_DAGGER_ALEF = "\u0670"
_DAGGER = re.compile(f"([ىي]?){_DAGGER_ALEF}")
_KURDISH_START = re.compile(r"(?<!\w)ئ(?:[ەا]|(?=[ێۆوی]))")
_KURDISH_VOWEL = re.compile(r"(?<=\w)ە(?=\w)")
"""Sorani writes every vowel: ئ bears the one that begins a word, ە is the short a that Arabic leaves out (ئەحمەد)."""

_EVERYDAY = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ")
"""What nearly every Arabic word consists of once it is folded: such words need none of the work that Unicode asks for."""


def check_length(text: str) -> None:
    """Refuse text over `MAX_NAME_CHARS`; raises `NameTooLong`."""
    if len(text) > MAX_NAME_CHARS:
        raise NameTooLong(f"a name has at most {MAX_NAME_CHARS} characters")


def fold(text: str) -> str:
    """The folded form of a name: words of plain letters and digits, parted by single spaces; may be empty.

    `fold(fold(x)) == fold(x)`. Raises `NameTooLong`.
    """
    check_length(text)
    return " ".join(fold_words(text))


@lru_cache(maxsize=CACHED_WORDS)
def fold_word(word: str) -> tuple[str, ...]:
    """What one word as written folds to: usually one word, none for a lone mark, several for some ligatures."""
    return tuple(fold_words(word))


def fold_words(text: str) -> list[str]:
    """The folded words of a text already checked for length."""
    if text.isascii() and (bare := text.translate(_ASCII_MARKS)).isalnum():
        return [bare.lower()]
    if "ئ" in text or "ە" in text:
        text = _KURDISH_VOWEL.sub("", _KURDISH_START.sub("ا", text))
    plain = text.translate(_ARABIC_EVERYDAY)
    if _EVERYDAY.issuperset(plain):
        return plain.split()
    return _fold_any(text)


def _fold_any(text: str) -> list[str]:
    """Whatever Unicode holds, in the order that keeps letters and their marks together."""
    plain = unicodedata.normalize("NFKC", _SILENT.sub("", text)).casefold()
    plain = _DAGGER.sub(_alef_of_dagger, plain) if _DAGGER_ALEF in plain else plain
    plain = unicodedata.normalize("NFC", _SILENT.sub("", plain)).translate(_LATIN)
    bare = "".join(map(_bare, unicodedata.normalize("NFD", _compose_arabic(plain))))
    return _WORD.findall(bare.translate(_CYRILLIC).translate(_LATIN).translate(_ARABIC))


def _alef_of_dagger(found: re.Match[str]) -> str:
    """The small alef is a long a that is not written otherwise (هٰشم), except above a ya that is one already (موسىٰ)."""
    return found[1] or "ا"


def _compose_arabic(text: str) -> str:
    """Arabic letters are folded before decomposition, which would turn a hamza seat into letter and mark."""
    return text.translate(_ARABIC)


def _bare(char: str) -> str:
    """Drop marks and invisible characters; turn any decimal digit into ASCII; unknown separators part words."""
    kind = unicodedata.category(char)
    if kind in ("Mn", "Me", "Cf", "Cc", "Cs", "Lm", "Sk"):
        return " " if char.isspace() else ""
    if kind == "Nd":
        return str(unicodedata.digit(char))
    return char
