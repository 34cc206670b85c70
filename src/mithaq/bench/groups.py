"""The groups that recall is told apart by: script, sex where the given name tells it, country."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mithaq.search.person import SearchPerson

_FIRST_ARABIC, _LAST_ARABIC = "\u0600", "\u06ff"


def script_of(name: str) -> str:
    """``arabic`` if any letter of the name is, else ``latin``."""
    return "arabic" if any(_FIRST_ARABIC <= letter <= _LAST_ARABIC for letter in name) else "latin"


def groups_of(query: str, person: SearchPerson) -> tuple[str, ...]:
    """The groups of a question about that person, as ``direction:latin>arabic``, ``sex:female``, ``country:EG``."""
    stored = "+".join(sorted({script_of(name) for name in person.names}))
    sex = person.sex or next((found for name in (query, *person.names) if (found := sex_of(name))), "unknown")
    countries = person.nationalities or ("unknown",)
    return (f"direction:{script_of(query)}>{stored}", f"sex:{sex}", *(f"country:{one}" for one in countries))


def sex_of(name: str) -> str:
    """``male`` or ``female`` by an Arabic given name that only one sex bears; empty if that cannot be told."""
    words = name.split()
    whole = " ".join(words[:2]) if words[:1] == ["عبد"] else " ".join(words[:1])
    return _sexes().get(_bare(whole), "")


@cache
def _sexes() -> dict[str, str]:
    text = files("mithaq.testing.synthetic").joinpath("data", "given.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t")[:2] for line in text.splitlines()[1:])
    return {_bare(name): "female" if sex == "f" else "male" for name, sex in pairs}


def _bare(name: str) -> str:
    """Without hamzas and the two endings that lists confuse."""
    return name.translate(str.maketrans("أإآةى", "اااهي"))
