"""What hides inside a single folded word: an article, عبد, الدين, الله or بن written together with the name."""

from __future__ import annotations

import re
from functools import lru_cache

from mithaq.names import lexicon
from mithaq.names.fold import CACHED_WORDS
from mithaq.names.phonemes import is_arabic

_SERVANT_LATIN = re.compile(r"^abd([aeiou]{0,2})(.+)$")
_SERVANT_ARABIC = "عبدال"
_SUN_DOUBLED = re.compile(r"^(?:([rnszdtl])\1|(?:sh|ch)(?=sh|ch)|s(?=sh))")
_FAITH_LATIN = re.compile(r"^(.{2,}?)(?:[aeiou]+dd|[aeu]+ld)(?:[iey]{1,2}n)e?$")
_GOD_LATIN = re.compile(r"^(.{3,}?)[aeou]ll?[ae]h$")
_CONSONANT = re.compile("[^aeiouy]")
_LATIN_ARTICLE = re.compile(
    r"^(?:[ae]l(?=.{4})|[ae]([rnszdt])(?=\1.{3})|[ae](?=(?:sh|ch)(?:sh|ch))|l(?=[^eiouy].{3}))(.+)$"
)
_LATIN_SON = re.compile(r"^be?n(?=[^e].{2})(.{3,})$")

SHORTEST_JOINED_SON = 6
"""Benali has six letters; shorter words beginning with Ben (Benin, Benny) are names of their own."""


def without_article(word: str) -> str:
    """An Arabic word without ال, unless those letters are its own; Latin words as they are (see `inner_words`)."""
    if word.startswith("ال") and len(word) > 3 and word not in lexicon.NOT_ARTICLE:
        return word[2:]
    return word


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
        return word[:-4]
    found = _GOD_LATIN.match(word)
    return found[1] if found and len(_CONSONANT.findall(found[1])) > 1 else None


@lru_cache(maxsize=CACHED_WORDS)
def inner_words(word: str) -> tuple[str, ...]:
    """What a word may be once a joined article or Ben is taken off: Alharbi, Ettayeb, Lahbib, Benali, بنعلي."""
    if is_arabic(word):
        return (word[2:],) if word.startswith("بن") and len(word) > 4 else ()
    inner = []
    if found := _LATIN_ARTICLE.match(word):
        inner.append(found[2])
    if len(word) >= SHORTEST_JOINED_SON and (found := _LATIN_SON.match(word)):
        inner.append(found[1])
    return tuple(inner)
