"""Arabic spellings of one part of a Latin name: names that were counted with that spelling, else letter by letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from mithaq.names.fold import fold
from mithaq.names.parts import Kind, Part, parts
from mithaq.names.phonemes import is_arabic
from mithaq.names.suggest.counted import Counted, is_spelling, latin_key, mixed
from mithaq.names.suggest.letters import Letters
from mithaq.names.suggest.orthography import written
from mithaq.names.suggest.styles import KEPT_TITLES, LINKS_IN_ARABIC, STATES
from mithaq.names.words import inner_words

KNOWN = 0.5
"""How strongly a name's being common speaks for it: its share to this power."""

UNKNOWN = 1e-7
"""Share taken for a name that no state counted; well below that of one counted once (some 1e-6)."""

ARTICLE_KEPT = {"maghreb": 0.35, "": 0.2}
"""How often a Latin name without article has one in Arabic (Karoui القروي), by style."""

PLENTY = 40
"""A spelling counted so often needs no rule beside its counts."""

DOUBT = 2.0
"""Counts at which a counted name and the rules weigh the same."""

JOINED = 0.8
"""How sure a joined article or Ben is one, when what remains is spelled by rule (Alharbi, Benali)."""

_ARTICLE_APART = re.compile(r"^(?:[ae]l|[ae](?:[rnszdt]|sh|ch))[\s'-]+\S", re.IGNORECASE)
_JOINED_SON = re.compile("^be?n")

Shares = Mapping[str, float]


def arabic_part(part: Part, counted: Counted, state: str) -> Shares:
    """Spelling → share. A part that cannot be spelled has none."""
    style, latin = STATES.get(state, ""), latin_key(part.original)
    seen = [one for one in counted.arabic_of(latin) if is_spelling(one.text, part.original, one.times)]
    weights: dict[str, float] = defaultdict(float)
    trusted = float(sum(one.times for one in seen))
    for key, share in mixed(seen, state, style, {}).items():
        weights[key] += share * trusted
    for key, weight in counted.usual_arabic_of(latin).items():
        weights[key] += weight
    known = sum(weights.values())
    found: dict[str, float] = defaultdict(float)
    for key, weight in weights.items():
        found[written(counted.display(key), latin)] += weight / (known + DOUBT)
    if known < PLENTY:
        for text, share in _by_rule(part, counted, state).items():
            found[text] += share * DOUBT / (known + DOUBT)
    return found


def arabic_link(link: str, counted: Counted, state: str) -> Shares:
    """Spelling → share of a word before a part: a link (ben), else a title."""
    folded = fold(link)
    if folded in LINKS_IN_ARABIC:
        return {LINKS_IN_ARABIC[folded]: 1.0}
    return arabic_part(parts(link)[0], counted, state) if folded in KEPT_TITLES else {"": 1.0}


def _by_rule(part: Part, counted: Counted, state: str) -> Shares:
    if part.kind in (Kind.FATHER_OF, Kind.MOTHER_OF):
        prefix = "أبو" if part.kind is Kind.FATHER_OF else "أم"
        child = parts(re.sub(r"^\S+?[\s'-]+", "", part.original, count=1))
        return _after(prefix + " ", arabic_part(child[0], counted, state)) if len(child) == 1 else {}
    letters = counted.letters(STATES.get(state, ""))
    match part.kind:
        case Kind.SERVANT:
            return {"عبد الله": 1.0} if part.core == "lah" else _weighed(part.core, letters, counted, "عبد ال", "")
        case Kind.OF_THE_FAITH:
            return _weighed(part.core, letters, counted, "", " الدين")
        case Kind.OF_GOD:
            return _weighed(part.core, letters, counted, "", " الله")
    if _ARTICLE_APART.match(part.original):
        return _weighed(part.core, letters, counted, "ال", "")
    return _plain(part.core, letters, counted, STATES.get(state, ""))


def _plain(core: str, letters: Letters, counted: Counted, style: str) -> Shares:
    """A word without article, which may hide one, or have one in Arabic only."""
    kept = ARTICLE_KEPT.get(style, ARTICLE_KEPT[""])
    found: dict[str, float] = defaultdict(float)
    inner = inner_words(core)
    sure = JOINED if inner else 0.0
    for word in inner:
        prefix = "بن " if _JOINED_SON.match(core) else "ال"
        for text, share in _weighed(word, letters, counted, prefix, "").items():
            found[text] += sure / len(inner) * share
    for prefix, weight in (("", 1.0),) if inner else (("", 1.0 - kept), ("ال", kept)):
        for text, share in _weighed(core, letters, counted, prefix, "").items():
            found[text] += (1.0 - sure) * weight * share
    return found


def _weighed(core: str, letters: Letters, counted: Counted, before: str, after: str) -> Shares:
    """What the letters may stand for, common names first."""
    weights: dict[str, float] = defaultdict(float)
    for folded, share in letters.to_arabic(core) if not is_arabic(core) else []:
        key = (before + folded + after).replace(" ", "")
        weight = share * (counted.share_of(key) + UNKNOWN) ** KNOWN
        known = counted.display(key) if counted.share_of(key) else ""
        weights[written(known, core) if known else before + written(folded, core) + after] += weight
    whole = sum(weights.values())
    return {text: weight / whole for text, weight in weights.items()}


def _after(prefix: str, shares: Shares) -> Shares:
    return {prefix + text: share for text, share in shares.items()}
