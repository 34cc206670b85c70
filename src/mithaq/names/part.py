"""One part of a name, and how a compound is put together from its halves."""

from __future__ import annotations

import enum

import msgspec

from mithaq.names import lexicon


class Kind(enum.StrEnum):
    """What a part is. The value is what explanations and the API show."""

    NAME = "name"
    FOREFATHER = "forefather"
    SERVANT = "servant"
    FATHER_OF = "father_of"
    MOTHER_OF = "mother_of"
    OF_THE_FAITH = "of_the_faith"
    OF_GOD = "of_god"
    INITIAL = "initial"


class Part(msgspec.Struct, frozen=True):
    """One part of a name.

    `original` is as it was written, prefix and article included; `core` the folded word that tells people apart
    (قادر in عبد القادر); `joined` the folded words in one, without article (عبدقادر); `kind` what it is.
    """

    original: str
    core: str
    joined: str
    kind: Kind = Kind.NAME


Read = tuple[Kind, str, str]
"""Kind, core and joined form of a part, before it is known where it was written."""


def servant_of(core: str) -> Read:
    """عبد and the name of God behind it."""
    core = lexicon.SERVANT_CORES.get(core, core)
    return Kind.SERVANT, core, ("abd" if core.isascii() else "عبد") + core


def compound(kind: Kind, core: str) -> Read:
    """نور الدين, Noureddine and Noor ud-Din differ only in their core."""
    core = lexicon.FAITH_CORES.get(core, core)
    latin, arabic = ("din", "دين") if kind is Kind.OF_THE_FAITH else ("lah", "له")
    if kind is Kind.OF_GOD and core.endswith("ه"):
        core = core[:-1] + "ت"  # هبة is spoken hibat before another word, and Latin writes it so
    return kind, core, core + (latin if core.isascii() else arabic)
