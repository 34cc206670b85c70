"""What it costs to take one sound for another, in hundredths of a wrong consonant.

Judgements about spelling habits in the Arab states (English, French and Gulf styles), not learned from data.
Each row names a symbol of `phonemes.py` and those it can stand for; a pair that is not named costs 100.
"""

from __future__ import annotations

from collections.abc import Mapping

_ROWS = """
h  ħ2 χ20 ة0
ħ  χ30 k70
d  ḍ5 ð10 ẓ20 z40 t33
ḍ  ẓ5 ð5 z12
ẓ  ð5 z5
ð  z15 θ15
θ  t10 s20 f70
q  k5 g15 ɣ25
k  g30 χ30 č40 ɣ40
g  ɣ5 ʤ10
χ  q40 č20 ɣ50
ɣ  r50
ʤ  ʃ40 č15 z50 y50 ي50
č  ʃ5 s50
ʃ  s50
s  z35
ž  z15 ʤ15 ʃ30 ð40
f  v10
v  b30 w10 و15
b  p10 w40
m  n70
n  l80
l  r70
ا  a0 ā0 e10 ə10 o25 i50 ī60 u50 ʊ50 ū60 و55 ي55 ى10 أ0 ة10
أ  a0 e0 i0 o0 u0 ʊ0 ā5 ī5 ū5 y10 w20 ع20
و  u0 ū0 ʊ0 o0 w0 a50 e45 i60 ā55 ī70 y70 ي55 ى60
ي  i0 ī0 y0 ʊ70 e20 ə25 a40 ā50 o60 u60 ū70 w60 ى0
ى  i0 ī0 y0 a8 ā8 e5 ə10 ة25
ع  a5 e5 i5 o5 u5 ʊ5 ā5 ī60 ū60 y25
ة  a0 ā0 e5 ə0 o15 u20 ū25 t20 ħ3 χ25
a  ā5 e8 ə8 i40 o34 u35 ī45 ū50 y60
e  ə0 i10 ī15 y20 o30 u25 ʊ25 ā20 ū40
i  ī5 y5 o40 u35 ə10 ā45 ū50
o  u5 ū10 w10 ā25 ī50
u  ū5 w5 ā40 ī50
ī  y5 ū60 ā60
ū  w5 ā60
ʊ  u0 ū3 o5 w5 a35 e40 i45 ā50 ī60
"""

NEVER = 100
"""One wrong consonant."""

SAME_SCRIPT_FLOOR = 35
"""Arabic letters are exact: two different consonants in two Arabic words are at least this far apart, even if Latin
spells both alike."""


def _parse(rows: str) -> Mapping[tuple[str, str], int]:
    costs: dict[tuple[str, str], int] = {}
    for row in filter(None, rows.splitlines()):
        symbol, *others = row.split()
        for other in others:
            costs[symbol, other[0]] = costs[other[0], symbol] = int(other[1:])
    return costs


SWAP: Mapping[tuple[str, str], int] = _parse(_ROWS)
"""(symbol, symbol) → hundredths, in both orders."""

GAP_ARABIC: Mapping[str, int] = {"ا": 40, "أ": 60, "و": 55, "ي": 55, "ى": 30, "ع": 30, "ة": 60, "h": 40, "w": 80}
"""A symbol of one Arabic word with nothing opposite in another Arabic word."""

GAP_ARABIC_IN_LATIN: Mapping[str, int] = {
    "ا": 30,
    "أ": 35,
    "و": 45,
    "ي": 45,
    "ى": 30,
    "ع": 0,
    "ة": 45,
    "h": 30,
    "ħ": 50,
}
"""A symbol of an Arabic word with nothing opposite in a Latin word."""

GAP_LATIN: Mapping[str, int] = (
    dict.fromkeys("ae", 20) | dict.fromkeys("iouʊ", 30) | dict.fromkeys("āīū", 45) | {"w": 35, "y": 35, "h": 30}
) | {"ə": 3, "ة": 20}
"""A symbol of one Latin word with nothing opposite in another Latin word."""

GAP_LATIN_IN_ARABIC: Mapping[str, int] = dict.fromkeys("aeə", 3) | {
    "i": 12,
    "o": 6,
    "u": 12,
    "ʊ": 12,
    "ā": 42,
    "ī": 35,
    "ū": 50,
    "w": 45,
    "y": 45,
    "h": 30,
    "ة": 0,
}
"""A symbol of a Latin word with nothing opposite in an Arabic word, which does not write short vowels."""
