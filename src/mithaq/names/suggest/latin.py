"""Latin spellings of one part of an Arabic name, as is usual in a state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mithaq.names.fold import fold
from mithaq.names.parts import Kind, Part, parts
from mithaq.names.suggest.counted import Counted, Seen, arabic_key, is_spelling, mixed
from mithaq.names.suggest.orthography import hints
from mithaq.names.suggest.styles import (
    FAMILY_OF,
    KEPT_TITLES,
    STATES,
    Forms,
    article_forms,
    capital,
    compound_forms,
    filled,
    link_forms,
)
from mithaq.names.suggest.usual import USUAL, weights

PLENTY = 40
"""A name counted so often needs no rule beside its counts."""

USUAL_SHARE = 0.9
"""Share given to the everyday spellings of a name that was not counted."""

BESIDE = 0.05
"""Share taken for an everyday spelling that the letters did not lead to."""

RARE = 300
"""A spelling counted for fewer than one in so many bearers is a slip: Mahmoud of محمد."""

Shares = Mapping[str, float]


def latin_part(part: Part, counted: Counted, state: str) -> Shares:
    """Spelling → share. A part that cannot be spelled has none."""
    style = STATES.get(state, "")
    key = arabic_key(part.original)
    seen = _fitting(key, counted.latin_of(key))
    if sum(one.times for one in seen) >= PLENTY:
        return mixed(seen, state, style, {})
    return mixed(seen, state, style, _by_rule(part, counted, state))


def latin_link(link: str, counted: Counted, state: str) -> Shares:
    """Spelling → share of a word before a part: a link (بن), else a title."""
    forms = link_forms(STATES.get(state, ""), fold(link))
    if forms:
        return _normal(forms)
    return latin_part(parts(link)[0], counted, state) if fold(link) in KEPT_TITLES else {"": 1.0}


def _by_rule(part: Part, counted: Counted, state: str) -> Shares:
    style = STATES.get(state, "")
    if part.kind in (Kind.FATHER_OF, Kind.MOTHER_OF):
        return _kunya(part, counted, state)
    if part.kind is Kind.SERVANT and part.core == "له":
        return {}
    core = _word(part, counted, state)
    if part.kind not in (Kind.NAME, Kind.FOREFATHER, Kind.INITIAL):
        return _around(compound_forms(part.kind, style, part.core), core)
    folded = fold(part.original)
    if folded == "ال " + part.core:
        apart = part.original.split()[0].startswith("آ")
        return _around(FAMILY_OF if apart else article_forms(style, part.core), core)
    return _around(article_forms(style, part.core), core) if folded == "ال" + part.core else core


def _kunya(part: Part, counted: Counted, state: str) -> Shares:
    child = parts(part.original.partition(" ")[2])
    if len(child) != 1:
        return {}
    return _around(
        compound_forms(part.kind, STATES.get(state, ""), child[0].core), latin_part(child[0], counted, state)
    )


def _word(part: Part, counted: Counted, state: str) -> Shares:
    """The bare word inside a part."""
    style = STATES.get(state, "")
    seen = _fitting(part.core, counted.bare_latin_of(part.core))
    if sum(one.times for one in seen) >= PLENTY:
        return mixed(seen, state, style, {})
    spelled = counted.letters(style).to_latin(part.core, hints(part.original, part.core))
    return mixed(seen, state, style, _usual(part.core, {capital(text): share for text, share in spelled}))


def _usual(core: str, spelled: Shares) -> Shares:
    """What the letters say, with the everyday spellings before it in the order that the letters prefer."""
    usual = weights(USUAL.get(core, ()))
    if not usual:
        return spelled
    found = {text: (1.0 - USUAL_SHARE) * share for text, share in spelled.items()}
    ranked = _normal({text: weight * (spelled.get(text, 0.0) + BESIDE) for text, weight in usual.items()})
    for text, share in ranked.items():
        found[text] = found.get(text, 0.0) + USUAL_SHARE * share
    return found


def _fitting(key: str, seen: Iterable[Seen]) -> list[Seen]:
    """Spellings that can be the name's, without those so rare beside the others that they are another name's."""
    found = [one for one in seen if is_spelling(key, one.text, one.times)]
    sums = Counter[str]()
    for one in found:
        sums[one.text] += one.times
    return [one for one in found if sums[one.text] * RARE >= sums.total()]


def _around(forms: Forms, names: Shares) -> Shares:
    found: dict[str, float] = defaultdict(float)
    for text, share in _filled(_normal(forms), names):
        found[text] += share
    return found


def _filled(forms: Forms, names: Shares) -> Iterator[tuple[str, float]]:
    for form, weight in forms.items():
        for name, share in names.items():
            yield filled(form, name[:1].lower() + name[1:]), weight * share


def _normal(forms: Forms) -> Shares:
    whole = sum(forms.values())
    return {form: weight / whole for form, weight in forms.items()}
