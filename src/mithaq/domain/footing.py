"""On which article a coded ground rests under the instrument of a case, and whether anybody has confirmed it.

No number of one treaty is ever shown for another. Where the pack of the case has no article, the ground stands on the
floor above every instrument (law.md): on a treaty that is named, or on a rule of this house. Where not even that is
known, it is said, and the official text has to be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from mithaq.domain.earlier import EarlierNumber
from mithaq.domain.instrument import Ground


class Limit(Protocol):
    """What says on what a clock rests: a run of it, or how it stands now."""

    @property
    def article(self) -> str: ...
    @property
    def instrument(self) -> str: ...
    @property
    def house(self) -> bool: ...
    @property
    def confirmed(self) -> bool: ...
    @property
    def earlier(self) -> EarlierNumber | None: ...


class Treaty(Struct, frozen=True):
    """The name of a treaty in the three languages; empty for none."""

    ar: str
    en: str
    fr: str

    def within(self, language: str) -> str:
        """The name in that language; Arabic where there is no such language."""
        return {"en": self.en, "fr": self.fr}.get(language, self.ar)


class GroundArticle(Struct, frozen=True):
    """A row of `ground_articles.csv`: the article of a ground under one more instrument, beside that of `grounds.csv`.

    `instrument` is empty for the floor above every instrument; then `label` names the treaty, and `house` says that it is
    a rule of Mithaq, where law is silent.
    """

    ground: str
    instrument: str
    article: str
    confirmed: bool
    house: bool
    source: str
    label: Treaty


class Footing(Struct, frozen=True):
    """What a ground rests on. `treaty`: the treaty that is not the case's own instrument, None where it is that.

    `known` is false where nobody has shown an article; then `confirmed` is false too.
    """

    article: str
    treaty: Treaty | None
    confirmed: bool
    house: bool
    known: bool = True


class FootingLaw(Protocol):
    """What of the law it needs."""

    @property
    def grounds(self) -> Mapping[str, Ground]: ...
    @property
    def ground_articles(self) -> Mapping[tuple[str, str], GroundArticle]: ...


UNKNOWN = Footing("", None, confirmed=False, house=False, known=False)
RESTS = frozenset({"case", "transit", "consent", "freed"})
"""Uses of a ground of which a person is told on what article it rests."""


def footing(law: FootingLaw, code: str, instrument: str) -> Footing:
    """Under the instrument itself, else on the floor, else nothing that anybody has shown."""
    ground = law.grounds.get(code)
    named = law.ground_articles.get((code, instrument)) if instrument else None
    if named is not None:
        return Footing(named.article, None, named.confirmed, named.house)
    if ground is not None and ground.article and ground.instrument == instrument:
        return Footing(ground.article, None, ground.confirmed, house=False)
    floor = law.ground_articles.get((code, ""))
    if floor is not None:
        return Footing(floor.article, floor.label if floor.label.ar else None, floor.confirmed, floor.house)
    return UNKNOWN
