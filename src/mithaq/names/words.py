"""What hides inside a single folded word: an article, عبد, الدين, الله, أبو or بن written together with the name."""

from __future__ import annotations

import re
from functools import lru_cache

from mithaq.names import lexicon
from mithaq.names.fold import CACHED_WORDS
from mithaq.names.phonemes import is_arabic

_SERVANT_LATIN = re.compile(r"^c?abd([aeiou]{0,2})(.+)$")
_SERVANT_ARABIC = "عبدال"
_SUN_DOUBLED = re.compile(r"^(?:([rnszdtl])\1|(?:sh|ch)(?=sh|ch)|s(?=sh))")
_FAITH_LATIN = re.compile(r"^(.{2,}?)(?:[aeiou]+dd|[aeiu]+ld)(?:[iey]{1,2}n)e?$")
_GOD_LATIN = re.compile(r"^(.{3,}?)(?:[aeou]ll[ae]h|ul[ae]h|(?<=[bdfhqrt])alah)$")
_CONSONANT = re.compile("[^aeiouy]")
_LATIN_ARTICLE = re.compile(
    r"^(?:[ae]l(?=.{4}|ha[gj]$)|[ae]([rnszdt])(?=\1.{3})|[ae](?=(?:sh|ch)(?:sh|ch))|l(?=[^eiouy].{3}|em[iy]n))(.+)$"
)
_LATIN_SON = re.compile(r"^be?n(?=[^e].{2})(.{3,})$")
_LATIN_SON_OF_THE = re.compile(r"^bel(?=[^aeiouyl].{2})(.{3,})$")
_FATHER_LATIN = re.compile(r"^ab(?:o|u|ou|oo)[aeiu]?l(?=[^aeiouyl].{2}|[aei][^aeiouy]{2}.{2})(.{3,})$")
_FATHER_ARABIC = re.compile("^اب[وي](ال.{3,}|(?!ال).{4,})$")
_GLUED = re.compile("^(.{3,})(ال.{3,})$")
_BEFORE_SERVANT = re.compile("^(.{2,})(عبدال.{2,})$")
_AFTER_COMPOUND = re.compile("^(.{2,}(?:الدين|الله))(?!ي$|يه$|پور$|زاده$)(.{2,})$")
_AFTER_MOHAMED = re.compile("^(محمد)(.{4,})$")

_HALVES = re.compile(rf"^(.{{3,}}?)(?:[aeiou]l|[aeu]r(?=r)|(?<=[aeiou])(?=z))({lexicon.SECOND_HALVES})$")
_SECOND_HALF = re.compile(rf"^(?:{lexicon.SECOND_HALVES})$")
FIRST_HALF = re.compile("^(?!m[ae]..u|rasul|batul|betul|gh?af|shak|sab)(.{3,}(?=ul$)|.{3,}(?=ur$))(?<!o)u[lr]$")
"""A word with the article of the next one (Saiful Islam, Ziaur Rahman), not one of a name's own (Mansour, Rasul)."""

_FEMININE_NISBA = re.compile("^(.{3,}[^aeiouy])(?:iyy?a|[ie]yya|ieh|iya)h?$")

SHORTEST_JOINED_SON = 6
"""Benali has six letters; shorter words beginning with Ben (Benin, Benny) are names of their own."""

SHORTEST_GLUED = 7
"""No shorter Arabic word holds two names."""


def without_article(word: str) -> str:
    """An Arabic word without ال, unless those letters are its own; Latin words as they are (see `inner_words`)."""
    if word.startswith("ال") and len(word) > 3 and word not in lexicon.NOT_ARTICLE:
        return word[2:]
    return word


def names_in(word: str) -> tuple[str, ...]:
    """The words of a word in which several names lost the spaces between them; most words are only themselves.

    In Arabic an article inside a word begins another name (بشارالاسد), as do عبد (محمدعبدالله) and what follows الدين or
    الله; in Latin only the usual second halves are told apart (Nurulhuda).
    """
    if len(word) < SHORTEST_GLUED:
        return (word,)
    if not is_arabic(word):
        found = None if word.startswith(("abd", "cabd")) else _HALVES.match(word)
        return (found[1], found[2]) if found else (word,)
    for pattern in (_AFTER_COMPOUND, _BEFORE_SERVANT, _AFTER_MOHAMED):
        if found := pattern.match(word):
            return names_in(found[1]) + names_in(found[2])
    start = 5 if word.startswith(_SERVANT_ARABIC) else 2 if word.startswith("ال") else 0
    found = _GLUED.match(word[start:])
    if found is None or found[2] in ("الدين", "الله"):
        return (word,)
    return word[:start] + found[1], *names_in(found[2])


def servant_core(word: str) -> str | None:
    """The name of God in عبدالقادر, Abdulkader, Abderrahmane, Abdurahman; None if the word is another (Abdou, Abdin)."""
    if word.startswith(_SERVANT_ARABIC):
        rest = word[len(_SERVANT_ARABIC) :]
        return god_or(rest) if len(rest) > 1 else None
    found = _SERVANT_LATIN.match(word)
    if not found:
        return None
    vowels, rest = found.groups()
    core = _after_article(rest) if vowels else rest
    core = lexicon.SERVANT_CORES.get(core, core)
    if core in lexicon.GOD or core in lexicon.SERVANT_CORES.values():
        return god_or(core)
    if len(_CONSONANT.findall(core.rstrip("h"))) > 1:
        return core
    return core if core != rest and len(core) > 3 and core not in lexicon.NOT_SERVANT_CORES else None


def _after_article(rest: str) -> str:
    """kader of (e)lkader, rahmane of (e)rrahmane, rahman of (u)rahman."""
    if rest.startswith("l"):
        return rest[1:]
    return _SUN_DOUBLED.sub(lambda found: found[1] or "", rest)


def god_or(core: str) -> str:
    """One form for all spellings of God behind عبد; anything else as it is."""
    if core not in lexicon.GOD:
        return core
    return lexicon.GODS_NAME["arabic" if is_arabic(core) else "latin"]


def faith_core(word: str) -> str | None:
    """نور of نورالدين, nour of Noureddine; else None."""
    if word.endswith("الدين") and len(word) > 6:
        return word[:-5]
    found = _FAITH_LATIN.match(word)
    return found[1] if found and _CONSONANT.search(found[1]) else None


def god_core(word: str) -> str | None:
    """نصر of نصرالله, nasr of Nasrallah; else None."""
    if word.endswith("الله") and len(word) > 5:
        return word[:-4].removesuffix("ب") if len(word) > 8 else word[:-4]
    found = _GOD_LATIN.match(word)
    if found and (len(_CONSONANT.findall(found[1])) > 1 or found[1] in lexicon.SHORT_OF_GOD):
        return found[1]
    return None


def first_half(word: str, following: str) -> str:
    """zain of Zainul in front of Abidin; any other word as it is."""
    found = FIRST_HALF.match(word)
    return found[1] if found and _SECOND_HALF.match(following) else word


def family_of(word: str) -> str:
    """A nisba as the men of the family bear it: حارثي of الحارثية, harthi of Al Harthiya; for words behind an article."""
    if word.endswith("يه") and len(word) > 4:
        return word[:-1]
    found = _FEMININE_NISBA.match(word)
    return found[1] + "i" if found else word


def child_of(word: str) -> str | None:
    """The child that a kunya in one word names: قاسم of ابوالقاسم, abbas of Abulabbas; else None (Aboubakr is a name)."""
    if found := _FATHER_ARABIC.match(word) or _FATHER_LATIN.match(word):
        return without_article(found[1])
    return None


@lru_cache(maxsize=CACHED_WORDS)
def inner_words(word: str) -> tuple[str, ...]:
    """What a word may be once a joined article, Ben or Bel is taken off: Alharbi, Ettayeb, Lahbib, Benali, بلقاسم."""
    if is_arabic(word):
        joined = word.startswith(("بن", "بل")) and len(word) > (4 if word[1] == "ن" else 5)
        return (word[2:],) if joined else ()
    if not word.startswith(("a", "e", "l", "b")):
        return ()
    inner = []
    if found := _LATIN_ARTICLE.match(word):
        inner.append(found[2])
    if len(word) >= SHORTEST_JOINED_SON and (found := _LATIN_SON.match(word) or _LATIN_SON_OF_THE.match(word)):
        inner.append(found[1])
    return tuple(inner)
