"""How each style writes each sound: the usual way first, with how often (in percent) another way is taken.

Written from general knowledge of passports and newspapers of those states, for making test data; nothing was learnt
from data, and the matcher knows none of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.testing.people.states import STYLES, Style

_ROWS = """
'   -         -           -         -            -         -
A   a:12aa    a           a         a:6e         a:10aa    aa:45a
a   a:6e      a:10e       a:10e     a:14e        a:6e      a:8e
i   i:14e     e:45i       e:40i     i:12e        i:20e     i:8e
u   u:18o     o:45u       o:40u     ou:40o:15u   u:30o     u:15o
e   e:20a     e           e         e            e:20a     e:30a
I   i:28ee    i:22ee      i:12ee    i            i:25ee    ii:50i
U   u:30oo    ou:25u:15oo ou:30oo   ou:6o        oo:45u    uu:50u
b   b         b           b         b            b         b
t   t         t           t         t            t         t
v   th        th:45s:10t  th:10t    th:20t       th:15t    th:50s
j   j:4g      g:12j       j         dj:55j       j         j
H   h         h           h         h            h         x:45h
x   kh        kh          kh        kh:4k        kh        kh
d   d         d           d         d            d         d
Z   th:35dh   z:20d       th:30d:25z d:35dh      th:30dh   d:20dh
r   r         r           r         r            r         r
z   z         z           z         z            z         z
s   s:6ss     s:14ss      s:12ss    ss:40s       s:6ss     s
c   sh        sh          sh:22ch   ch           sh        sh
S   s:5ss     s           s         s:25ss       s         s
D   dh:35d    d           d         d            dh:40d    d
T   t         t           t         t            t         d:40t
P   dh:40z    z           z:20d     dh:30d       dh:40th   d
3   -:4'      -           -         -            -:3'      c:50-
g   gh        gh          gh        gh           gh:6g     q:45g:20gh
f   f         f           f         f            f         f
q   q:14k     k:35q       k:40q     k:35q:12c    q:35k:10g q:35k
k   k         k           k         k            k         k
l   l         l           l         l            l         l
m   m         m           m         m            m         m
n   n         n           n         n            n         n
h   h         h           h         h            h         h
w   w         w           w         w:35ou       w         w
y   y         y:6i        y:10i     y:25i        y         y
@   a:35ah    a           eh:45a    a            a:25ah    a:15o
"""


def _choices(cell: str) -> tuple[tuple[int, str], ...]:
    """``u:18o:5oo`` → ((18, o), (23, oo), (100, u)): upper ends of a scale of a hundred."""
    usual, *others = cell.split(":")
    ends, end = [], 0
    for other in others:
        digits = other.rstrip("".join(one for one in other if not one.isdigit()))
        end += int(digits)
        ends.append((end, other[len(digits) :]))
    return tuple((upto, text.replace("-", "")) for upto, text in [*ends, (100, usual)])


def _table() -> Mapping[Style, Mapping[str, tuple[tuple[int, str], ...]]]:
    rows = [row.split() for row in _ROWS.strip().splitlines()]
    return {style: {sound: _choices(cells[at]) for sound, *cells in rows} for at, style in enumerate(STYLES)}


LETTERS = _table()
"""style → sound → (upper end on a scale of a hundred, letters), the last one the usual."""

ARTICLE: Mapping[Style, tuple[str, ...]] = {
    "gulf": ("Al-", "Al ", "Al", "Al-", "Al-", "Al ", "Al", ""),
    "egypt": ("El-", "El ", "El", "Al-", "El ", "El", "Al", ""),
    "levant": ("Al-", "El ", "Al ", "Al", "", "", "El-", "Al-"),
    "maghreb": ("El ", "", "", "El ", "El", "L", "Al ", "El-"),
    "iraq": ("Al-", "Al ", "Al", "Al-", "El ", "", "Al-", "Al "),
    "somali": ("Al-", "", "", "", "Al ", "El ", "", ""),
}
"""What is written for ال before a name, each as often as it stands here."""

SERVANT: Mapping[Style, tuple[str, ...]] = {
    "gulf": ("Abdul", "Abdul ", "Abdul-", "Abdu+", "Abdul", "Abd Al-", "Abdul", "Abdul "),
    "egypt": ("Abdel ", "Abdel", "Abd El-", "Abd El ", "Abdel-", "Abdul ", "Abdel", "Abdel "),
    "levant": ("Abdul ", "Abdel ", "Abdul", "Abdel", "Abd Al-", "Abed Al", "Abd El ", "Abdel-"),
    "maghreb": ("Abde+", "Abde+", "Abdel", "Abdel ", "Abd El ", "Abde+", "Abdou ", "Abdel-"),
    "iraq": ("Abdul ", "Abdul", "Abdul-", "Abd Al-", "Abdel ", "Abdul", "Abdal ", "Abdel"),
    "somali": ("Cabdi", "Abdi", "Abdi ", "Abdul", "Cabdul", "Abdu+", "Abdi", "Abdul "),
}
"""عبد before a name of God; + stands for the first sound of that name, doubled (Abderrahmane)."""

FATHER: Mapping[Style, tuple[str, ...]] = {
    "gulf": ("Abu ", "Abu", "Abu-", "Abu "),
    "egypt": ("Abu ", "Abou ", "Abo ", "Abou"),
    "levant": ("Abu ", "Abou ", "Abo ", "Abu-"),
    "maghreb": ("Bou", "Abou ", "Bou", "Bou "),
    "iraq": ("Abu ", "Abu ", "Abu", "Aboo "),
    "somali": ("Abu", "Abu ", "Abu", "Abuu "),
}
"""أبو as a part of a name."""

FAITH: Mapping[Style, tuple[str, ...]] = {
    "gulf": ("uddin", " Al-Din", "aldin", " Aldeen", " Uddin", "uddeen"),
    "egypt": (" El Din", " Eldin", "eldin", " El-Din", " Eddin", " Al-Din"),
    "levant": (" Al-Din", "eddin", " Eddin", " El Din", "eddine", "aldin"),
    "maghreb": ("eddine", "eddine", " Eddine", "eddin", " Edine", "ddine"),
    "iraq": (" Aldin", " Al-Deen", "aldeen", "uldin", " Aldeen", "uddin"),
    "somali": ("uddin", "addin", " Diin", "uudiin", "udin", " Din"),
}
"""الدين after a noun: Noureddine, Saif al-Din."""

SUN = frozenset("tvdZrzscSDTPln")
"""Sounds before which the article's l is not heard."""
