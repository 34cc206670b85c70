"""A name in the letter code of the machine-readable zone (ICAO 9303-3, section 6.C), typed or scanned as it stands there.

``MXHMD`` is محمد letter for letter. Read as sounds it would be nobody's name, so it is turned into Arabic letters first.
Marks that folding drops are not kept; the zone itself is read, exactly, in `domain/mrz_arabic.py`.
"""

from __future__ import annotations

import re

_PAIRS = (
    "XE:ء XAA:ا XAE:ا XI:ي XTA:ه XAH:ه XTH:ث XH:ح XKH:خ XDH:ذ XSH:ش XSS:ص XDZ:ض XTT:ط XZZ:ظ XAY:ي XXA:ا XYA:ي XKK:ك "
    "XGG:گ XC:چ XJ:ژ A:ا B:ب D:د E:ع F:ف G:غ H:ه I:ا J:ج K:ك L:ل M:م N:ن P:پ Q:ق R:ر S:س T:ت U:و V:ڤ W:و Y:ي Z:ز"
)
_CODES = dict(pair.split(":") for pair in _PAIRS.split())
_CODE = re.compile("|".join(sorted(_CODES, key=len, reverse=True)))
_GOD, _GOD_CODE = "الله", "ALLXH"
_NEVER_FIRST = ("U", "XE", "XI", "XTA", "XAY", "XAH")
_TELLING = frozenset({"EBD", "BN", "BNT", "ABW", "ALDYN"})
"""Words of the code that no Latin spelling writes so."""


def arabic_words(chunks: list[str]) -> list[str] | None:
    """The Arabic letters of each word of a name that is in the code as a whole; None for a Latin spelling."""
    if not any(map(tells, chunks)):
        return None
    found = [_decoded(chunk) for chunk in chunks]
    return [word for word in found if word] if all(found) else None


def tells(chunk: str) -> bool:
    """Whether a word in capitals may be in the code: no name is that has none such."""
    return "X" in chunk or chunk in _TELLING


def _decoded(word: str) -> str | None:
    if word.endswith(_GOD_CODE):
        stem = word.removesuffix(_GOD_CODE)
        before = _decoded(stem) if stem else ""
        return None if before is None else before + _GOD
    codes = _CODE.findall(word)
    if "".join(codes) != word or not _plausible(codes):
        return None
    single = (
        code for at, code in enumerate(codes) if at < 2 or code != codes[at - 1] or (len(code) == 1 and code in "AWY")
    )
    return "".join(map(_CODES.__getitem__, single))


def _plausible(codes: list[str]) -> bool:
    """What Latin names break: no hamza seat first, XAH only last, no hamza below an alef within a word."""
    start = 2 if codes[:2] == ["A", "L"] else 0
    within = all(code != "I" or at in (0, start) for at, code in enumerate(codes))
    return within and codes[0] not in _NEVER_FIRST and "XAH" not in codes[:-1]
