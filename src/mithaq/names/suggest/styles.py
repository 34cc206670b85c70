"""How each state usually writes what is not the name itself: the article, عبد, الدين, بن, أبو.

The weights are the counts of these forms in `names/data/frequency.tsv`, rounded. In a form, *Name* is the name with a
capital, *name* without, *nname* with its first letter doubled as it is spoken behind the article (Abderrahmane).
"""

from __future__ import annotations

from collections.abc import Mapping

from mithaq.names.parts import Kind

STATES: Mapping[str, str] = {
    state: style
    for style, states in {
        "gulf": "AE BH KW OM QA SA YE",
        "egypt": "EG",
        "levant": "JO LB PS SY",
        "iraq": "IQ",
        "sudan": "SD",
        "libya": "LY",
        "maghreb": "DZ MA TN",
        "mauritania": "MR",
        "horn": "DJ SO",
        "comoros": "KM",
    }.items()
    for state in states.split()
}
"""ISO code of a state → style in which it is written."""

LETTERS_OF: Mapping[str, str] = {"mauritania": "maghreb", "comoros": "maghreb"}
"""Styles with too few counts for spelling habits of their own → the one they share: both write for French readers."""

ANY = ""
"""The style where no state is known: every state's counts, and the forms of most of them."""

SUN = frozenset("تثدذرزسشصضطظلن")
"""Letters that swallow the l of the article in speech."""

Forms = Mapping[str, float]


def _forms(text: str) -> Forms:
    return {form.strip(): float(weight) for form, _, weight in (item.rpartition(":") for item in text.split(","))}


_ARTICLE = {
    "gulf": _forms("Al-Name:12, Al Name:3, Alname:2, Name:1"),
    "egypt": _forms("El-Name:4, Al-Name:4, El Name:4, Name:2, Elname:1.5, Al Name:1"),
    "levant": _forms("Al-Name:5, Name:4, Al Name:1, Alname:0.7, El-Name:0.5, El Name:0.5"),
    "iraq": _forms("Al-Name:10, Name:1.5, Al Name:1.3, Alname:0.8"),
    "sudan": _forms("Al-Name:5, Name:1, El Name:1, Elname:1, El-Name:1"),
    "libya": _forms("Name:5, Al-Name:3, Al Name:1, El-Name:0.5"),
    "maghreb": _forms("Name:12, El Name:4, Al-Name:0.5, El-Name:0.5, Elname:0.4"),
    "mauritania": _forms("Name:3, El Name:2, Al-Name:1"),
    "horn": _forms("Name:2, Al-Name:1, Alname:1"),
    "comoros": _forms("Name:2, Al-Name:1"),
    ANY: _forms("Al-Name:6, Name:4, El Name:2, Al Name:1, El-Name:1"),
}
_ARTICLE_BEFORE_SUN = {"maghreb": _forms("Name:10, Ename:0.1, Enname:1, El Name:0.5, Al-Name:0.3")}

_SERVANT = {
    "gulf": _forms("Abdulname:7, Abdelname:2, Abdul Name:2, Abd Al-Name:1, Abdul-Name:0.5"),
    "egypt": _forms("Abdel Name:5, Abdelname:4, Abd El Name:1.2, Abdul Name:1, Abdel-Name:1, Abdulname:0.6"),
    "levant": _forms("Abdul Name:3, Abdelname:2.5, Abdel Name:2, Abdulname:2, Abd Al-Name:1.5"),
    "iraq": _forms("Abdul Name:5, Abdul-Name:3, Abd Al-Name:2, Abdulname:1.6, Abdelname:1"),
    "sudan": _forms("Abdel Name:4, Abdelname:2.5, Abdulname:1, Abdul Name:0.6"),
    "libya": _forms("Abdelname:3, Abdulname:2.5, Abdul Name:2, Abdel Name:1.5"),
    "maghreb": _forms("Abdelname:20, Abd El Name:0.7, Abdel Name:0.5"),
    "mauritania": _forms("Abdelname:3, Abdoulname:1"),
    "horn": _forms("Abdulname:3, Abdiname:2, Abdoulname:1"),
    "comoros": _forms("Abdoulname:2, Abdelname:2, Abdulname:1"),
    ANY: _forms("Abdelname:5, Abdulname:4, Abdul Name:3, Abdel Name:3, Abd Al-Name:1"),
}
_SERVANT_BEFORE_SUN = {
    "gulf": _forms("Abdulname:6, Abdul Name:2, Abdunname:2, Abd An-Name:0.1"),
    "maghreb": _forms("Abdenname:9, Abdelname:3, Abdul Name:0.3"),
    "mauritania": _forms("Abdenname:3, Abdelname:1"),
    "horn": _forms("Abdiname:4, Abdulname:1, Abdouname:1"),
    "libya": _forms("Abdenname:2, Abdelname:2, Abdulname:2"),
}
_FAITH = {
    "gulf": _forms("Name Al-Din:2, Nameuddin:1, Nameeddin:1, Name El Din:1"),
    "egypt": _forms("Name El-Din:4, Name El Din:3, Nameeddine:2, Nameeldin:2, Nameeddin:1"),
    "levant": _forms("Nameeddine:5, Name Al-Din:2, Nameuddin:1, Nameeddin:1"),
    "iraq": _forms("Name Al-Din:4, Nameuddin:2, Namealdin:1"),
    "sudan": _forms("Nameeldin:4, Name El-Din:1, Nameedine:1"),
    "maghreb": _forms("Nameeddine:9, Nameedine:1"),
    "mauritania": _forms("Nameeddine:1"),
    "horn": _forms("Nameiddin:1, Nameadin:1"),
    "comoros": _forms("Nameidine:2, Nameeddine:1"),
    ANY: _forms("Nameeddine:4, Name Al-Din:2, Name El-Din:2, Nameuddin:1"),
}
_GOD = {
    "gulf": _forms("Nameullah:1, Nameallah:1"),
    "iraq": _forms("Nameullah:1, Nameallah:1"),
    ANY: _forms("Nameallah:3, Nameullah:1, Nameallah:1"),
}
_FATHER = {
    "maghreb": _forms("Abouname:2, Abou Name:2, Abu Name:1, Bouname:1"),
    "egypt": _forms("Abu Name:5, Abou Name:2, Aboname:2, Abo Name:1"),
    "levant": _forms("Abu Name:6, Abou Name:1.5, Abuname:1"),
    ANY: _forms("Abu Name:5, Abou Name:1, Abuname:1, Abo Name:0.7"),
}
_MOTHER = {"maghreb": _forms("Oum Name:3, Oumname:1"), ANY: _forms("Umm Name:3, Um Name:2, Oum Name:1")}

_LINKS = {
    "maghreb": {"بن": "Ben:12, Bin:0.3", "ابن": "Ben:2, Ibn:1", "بنت": "Bent:2, Bint:1"},
    "libya": {"بن": "Ben:7, Bin:1", "ابن": "Ben:1, Ibn:1"},
    "mauritania": {"بن": "Ould:3, Ben:2, Bin:1", "ولد": "Ould:1"},
    "comoros": {"بن": "Ben:3, Bin:1"},
    ANY: {
        "بن": "bin:8, Ben:2, ibn:1",
        "ابن": "Ibn:2, bin:1",
        "بنت": "bint:3, bent:1",
        "ابنه": "bint:1",
        "ولد": "Ould:1",
        "منت": "Mint:1",
    },
}
LINKS_IN_ARABIC: Mapping[str, str] = {
    **dict.fromkeys("bin ben bent".split(), "بن"),
    **dict.fromkeys("ibn ebn".split(), "ابن"),
    **dict.fromkeys("bint binti daughter".split(), "بنت"),
    **dict.fromkeys("ould wuld weld wold".split(), "ولد"),
    "mint": "منت",
    "son": "بن",
    "of": "",
}
"""Folded Latin link → Arabic; empty for one that Arabic does not write."""

KEPT_TITLES = frozenset(
    "شيخ الشيخ حاج الحاج شيخه حاجي sheikh sheik shaikh shaykh cheikh sheekh haji hajji hajj hadj".split()
)
"""Titles that are given names as well; the others are no part of a name and are left out."""

FAMILY_OF = _forms("Al Name:9, Aal Name:0.3")
"""آل before the name of a house; it is not the article, and stands apart."""


def article_forms(style: str, before: str) -> Forms:
    """Forms of the article before a folded Arabic word."""
    sun = _ARTICLE_BEFORE_SUN.get(style) if before[:1] in SUN else None
    return sun or _ARTICLE.get(style, _ARTICLE[ANY])


def compound_forms(kind: Kind, style: str, core: str) -> Forms:
    """Forms of a compound of this kind around a folded Arabic word; of any other kind, the name alone."""
    if kind is Kind.SERVANT and core[:1] in SUN and style in _SERVANT_BEFORE_SUN:
        return _SERVANT_BEFORE_SUN[style]
    table = {
        Kind.SERVANT: _SERVANT,
        Kind.OF_THE_FAITH: _FAITH,
        Kind.OF_GOD: _GOD,
        Kind.FATHER_OF: _FATHER,
        Kind.MOTHER_OF: _MOTHER,
    }.get(kind)
    return table.get(style, table[ANY]) if table is not None else {"Name": 1.0}


def link_forms(style: str, link: str) -> Forms:
    """Forms of a folded Arabic link (بن, بنت, ولد)."""
    found = _LINKS.get(style, {}).get(link) or _LINKS[ANY].get(link, "")
    return _forms(found) if found else {}


def filled(form: str, name: str) -> str:
    """The form around a name in lower-case letters: `filled("Abdenname", "rahmane")` is Abderrahmane."""
    if "nname" in form:
        double = name[:1] if name[1:2] not in ("h", name[:1]) else ""
        return form.replace("nname", double + name)
    if "Name" in form and not form.startswith("Name"):
        return form.replace("Name", capital(name))
    return form.replace("Name", capital(name)).replace("name", name)


def capital(name: str) -> str:
    """A capital at the start of every word: names joined by a hyphen have two."""
    return "-".join(" ".join(word[:1].upper() + word[1:] for word in piece.split(" ")) for piece in name.split("-"))
