"""Show a name in the other script: a likely Latin spelling of an Arabic name, the Arabic letters of a Latin one.

For the eye of an officer who does not read the script. Matching never uses it: a spelling is a guess, and the
original always stands beside it. Links (بن, ould) and titles are left out, as everywhere in this room.
"""

from __future__ import annotations

from mithaq.names.distance import likeness
from mithaq.names.fold import fold
from mithaq.names.parts import Kind, Part, parts
from mithaq.names.phonemes import is_arabic, is_latin, readings
from mithaq.names.usual_spellings import USUAL

SURE = 0.85
"""Likeness from which a Latin word is shown as an everyday Arabic name instead of letter by letter."""


def _pairs(rows: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in rows.split())


_LATIN = _pairs(
    "ب:b پ:p ت:t ث:th ج:j چ:ch ح:h خ:kh د:d ذ:dh ر:r ز:z ژ:zh س:s ش:sh ص:s ض:d ط:t ظ:z غ:gh "
    "ف:f ڤ:v ق:q ك:k گ:g ل:l م:m ن:n ه:h"
)
_ARABIC = str.maketrans(
    _pairs(
        "b:ب p:ب t:ت d:د k:ك q:ق g:ج f:ف v:ف m:م n:ن l:ل r:ر s:س z:ز h:ه θ:ث ð:ذ ʃ:ش č:ش ʤ:ج χ:خ ɣ:غ ž:ج "
        "w:و y:ي ā:ا ī:ي ū:و ʊ:و ة:ة"
    )
    | dict.fromkeys("aeiouə")
)


def to_latin(name: str) -> str:
    """A likely Latin spelling; parts that are not Arabic stay as written. Raises `NameTooLong`."""
    return " ".join(_latin_part(part) if is_arabic(part.core) else part.original for part in parts(name))


def to_arabic(name: str) -> str:
    """The name in Arabic letters, short vowels left out; parts not in Latin stay as written. Raises `NameTooLong`."""
    return " ".join(_arabic_part(part) if is_latin(part.core) else part.original for part in parts(name))


def _latin_part(part: Part) -> str:
    word = USUAL.get(part.core) or _spell(part.core).capitalize()
    match part.kind:
        case Kind.SERVANT:
            return "Abdullah" if part.core == "له" else f"Abd al-{word}"
        case Kind.OF_THE_FAITH:
            return f"{word} al-Din"
        case Kind.OF_GOD:
            return f"{word}allah"
        case Kind.FATHER_OF:
            return f"Abu {word}"
        case Kind.MOTHER_OF:
            return f"Umm {word}"
    article = fold(part.original).removesuffix(part.core).replace(" ", "") == "ال"
    return f"al-{word}" if article else word


def _spell(word: str) -> str:
    """Letter by letter, with an *a* where Latin cannot do without a vowel."""
    spelled, last = "", len(word) - 1
    for at, letter in enumerate(word):
        vowel = _vowel(word, at)
        sound = vowel or _LATIN.get(letter, "")
        bare = not vowel and at > 0 and (word[at - 1] in _LATIN or (at == 1 and word[0] in "وي"))
        if bare and (at == last or not _has_vowel(spelled, word[at - 1])):
            spelled += "a"
        spelled += sound
    return spelled


def _has_vowel(spelled: str, letter: str) -> bool:
    """Whether a vowel stands before the letter spelled last, so that it can close a syllable."""
    return spelled.removesuffix(_LATIN.get(letter, ""))[-1:] in ("a", "i", "u")


def _vowel(word: str, at: int) -> str:
    """What ا ع و ي and a final ه sound like here; empty for consonants."""
    letter = word[at]
    before, after = word[max(0, at - 1) : at], word[at + 1 : at + 2]
    if letter in "اع":
        return "" if before == "ا" else "a"
    glide = at == 0 or after == "ا" or (at == 1 and before == "ع") or (before == "ا" and not after)
    if letter == "و":
        return "w" if glide or before == "ا" else "u"
    if letter == "ي":
        return "y" if glide else "i"
    return "a" if letter == "ه" and not after and at > 1 else ""


def _arabic_part(part: Part) -> str:
    word = _arabic_word(part.core)
    match part.kind:
        case Kind.SERVANT:
            return "عبد الله" if part.core == "lah" else f"عبد ال{word}"
        case Kind.OF_THE_FAITH:
            return f"{word} الدين"
        case Kind.OF_GOD:
            return f"{word} الله"
        case Kind.FATHER_OF:
            return f"أبو {word}"
        case Kind.MOTHER_OF:
            return f"أم {word}"
    return word


def _arabic_word(word: str) -> str:
    best = max(USUAL, key=lambda usual: (likeness(word, usual), usual))
    if likeness(word, best) >= SURE:
        return best
    first = "ا" if word[:1] in tuple("aeiou") else ""
    last = "ا" if word[-1:] == "a" and len(word) > 1 else "ي" if word[-1:] in ("i", "y") else ""
    body = readings(word)[0].translate(_ARABIC)
    return first + body.removesuffix("ي" if last == "ي" else "") + last
