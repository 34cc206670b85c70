"""A synthetic person: an identity, and the spellings under which somebody may look for it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from mithaq.domain.identity import Document, Identity, NameParts, PersonName, Place
from mithaq.testing.synthetic.births import draw_birth
from mithaq.testing.synthetic.chain import Chain, draw_chain
from mithaq.testing.synthetic.customs import Custom
from mithaq.testing.synthetic.names import StateNames
from mithaq.testing.synthetic.numbers import Serials, card, national_number, passport

ARABIC_ONLY, LATIN_ONLY = 0.40, 0.06  # the rest is stored in both scripts
KNOWN_AS = 0.04  # how many have a nickname besides
PASSPORT, CARD = 0.70, 0.35  # how many have a passport, an identity card on file

_HAIR = ("أشيب", "أسود", "بني", "كستنائي")  # children are not grey
_EYES = ("بنيتان", "سوداوان", "عسليتان", "خضراوان")
_MARKS = (
    "ندبة على الحاجب الأيسر", "شامة على الخد الأيمن", "أثر حرق على اليد اليمنى", "نظارات طبية",
    "لا علامات مميزة", "ندبة على الذقن", "أثر عملية جراحية في الركبة",
)  # fmt: skip
_KUNYAS = ("سالم", "أيمن", "يوسف", "طارق", "ياسين", "ماهر", "نادر", "خليل")


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """`arabic` and `latin` are the full names, also of a person whose identity holds one script only.

    `spellings` are the Latin names under which somebody may look for the person, `latin` among them.
    """

    state: str
    identity: Identity
    arabic: str
    latin: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What people of one state are drawn from."""

    custom: Custom
    names: StateNames
    serials: Serials
    random: Random

    def person(self, earliest: int, latest: int, *, women: float = 0.15, child: bool = False) -> SyntheticPerson:
        """Somebody born between two years, both included; a share of `women` (0 to 1) are women or girls."""
        random, custom = self.random, self.custom
        chain = draw_chain(random, self.names, women)
        parts = chain.latin_parts(random)
        arabic, latin = chain.arabic(custom), chain.latin(custom, parts)
        identity = Identity(
            names=self._stored(chain, arabic, latin, parts),
            sex=chain.sex,
            births=(draw_birth(random, custom.state, earliest, latest),),
            birthplaces=(Place(city=self.city(), country=custom.state),),
            mother_name=f"{self.names.women.draw(random).arabic} {self.names.families.draw(random).arabic}",
            nationalities=(custom.state,),
            national_number=national_number(self.serials, custom),
            documents=self._documents(),
            description=self._description(chain.sex, child),
        )
        others = (chain.latin(custom, chain.latin_parts(random)) for _ in range(3))
        return SyntheticPerson(custom.state, identity, arabic, latin, tuple(dict.fromkeys((latin, *others))))

    def city(self) -> str:
        """The Arabic name of a city of the state."""
        return self.random.choice(self.custom.cities)[0]

    def _stored(self, chain: Chain, arabic: str, latin: str, parts: NameParts) -> tuple[PersonName, ...]:
        chance = self.random.random()
        names = [PersonName(arabic, parts=chain.arabic_parts)]
        if chance >= ARABIC_ONLY:
            names.append(PersonName(latin, use="alias", parts=parts))
        if chance >= 1 - LATIN_ONLY:
            names = [PersonName(latin, parts=parts)]
        if chain.sex == "male" and self.random.random() < KNOWN_AS:
            kunya = f"أبو {self.random.choice(_KUNYAS)}"
            names.append(PersonName(kunya, use="known_as", parts=NameParts(kunya=kunya)))
        return tuple(names)

    def _documents(self) -> tuple[Document, ...]:
        issuer, papers = self.custom.state, []
        if self.random.random() < PASSPORT:
            papers.append(Document(passport(self.serials, self.custom), "passport", issuer))
        if self.random.random() < CARD:
            papers.append(Document(card(self.serials, self.custom, "C"), "identity_card", issuer))
        return tuple(papers)

    def _description(self, sex: str, child: bool) -> str:
        random = self.random
        height = round(random.gauss(125, 12) if child else random.gauss(174 if sex == "male" else 161, 6))
        hair = random.choice(_HAIR[1:] if child else _HAIR)
        eyes, mark = random.choice(_EYES), random.choice(_MARKS)
        return f"طول القامة {height} سم، شعر {hair}، عينان {eyes}، {mark}."
