"""A person, document or act as keyed digests: enough to meet the same one again, and nothing that could be read.

A digest of the whole identity would miss the next spelling, so each person has several: pairs of the consonant skeletons of
two parts of the name (`names.keys`, the same in Arabic and Latin), alone and with a year of birth; numbers of documents and
of the warrant; and each part with the day of the act. Two people share some of these by chance. That is why a match is
only a reason for a commissioner to look (docs/protection.md says how often).
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from msgspec import Struct

from mithaq.app.findable import gregorian
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import Content, Offence, TravelDocument, Wanted, Warrant, identity_of
from mithaq.domain.identity import Identity
from mithaq.names.keys import skeletons
from mithaq.names.part import Kind
from mithaq.names.parts import Part, stored_parts
from mithaq.search.exact import normal_document

BYTES = 16
"""128 bits of a digest: chance alone never makes two alike."""

ENOUGH = 3
"""Parts of a name that have to be met, or all where one side gives fewer: two are shared by too many people."""

NAMES_ENOUGH = 4
"""The same where nobody knows when one of the two was born: names alone are shared by more."""

FACTS_ENOUGH = 2
"""Parts that are enough beside the same day of the act."""

MOST_PARTS = 5
"""Parts of one spelling that are paired: the first three and the last two, where families stand."""

MOST_YEARS = 11
"""Years of a range of births that are kept one by one; a wider one counts as unknown."""

NO_DAY = "-01-01"
"""How registers write that they know the year alone."""

APART = 1
"""Years that a year of birth may differ by: a Hijri year touches two, and clerks round."""

Reason = str  # document, warrant, name_and_birth, name, facts


class Source(Struct, frozen=True):
    """What digests are made of, whatever it stood in."""

    identity: Identity | None = None
    document: str = ""
    warrant: Warrant | None = None
    offence: Offence | None = None


class Forms(Struct, frozen=True):
    """What is kept: the digests, and of how many parts the shortest spelling is."""

    keys: tuple[bytes, ...]
    parts: int


class _Of(Struct, frozen=True):
    """What a digest that is asked for stands for: the reason, and which parts of which spelling."""

    reason: Reason
    spelling: int = 0
    parts: tuple[int, ...] = ()


class _Birth(Struct, frozen=True):
    """A year, and the month and day (``05-17``) where they are known."""

    year: int
    day: str

    def kept(self) -> list[str]:
        """Under which tags it is kept: for those who ask with a year alone, and for those who ask with a day."""
        if not self.day:
            return [f"y{self.year}", f"Y{self.year}"]
        month, day = self.day.split("-")
        return [f"y{self.year}", f"d{self.year} {day}", f"m{self.year} {month}"]

    def asked(self) -> list[str]:
        """The tags that fit it: the year or the next, and of two days known month or day, also exchanged."""
        years = range(self.year - APART, self.year + APART + 1)
        if not self.day:
            return [f"y{year}" for year in years]
        month, day = self.day.split("-")
        fits = (f"d{{}} {day}", f"m{{}} {month}", f"d{{}} {month}", f"m{{}} {day}", "Y{}")
        return [fit.format(year) for year in years for fit in fits]


Asked = Mapping[bytes, Collection[_Of]]


def source_of(said: Content | DetentionRequest | Identity) -> Source:
    """The person, number and act in what was said."""
    match said:
        case Identity():
            return Source(identity=said)
        case TravelDocument():
            return Source(document=normal_document(said.number))
        case Wanted() | DetentionRequest():
            return Source(said.identity, "", said.warrant, said.offence)
        case _:
            return Source(identity_of(said))


def secret_of(log_secret: bytes) -> bytes:
    """The key of this node's digests, apart from that of its log."""
    return hmac.digest(log_secret, b"mithaq shield 1", "sha256")


def kept(source: Source, secret: bytes) -> Forms:
    """The digests under which a register keeps this."""
    names = list(_spellings(source.identity))
    births = _births(source.identity)
    texts = list(_numbers(source))
    for spelled in names:
        first = [skeletons(part.core)[0] for part in spelled]
        for one, other in combinations(first, 2):
            texts.append(_pair("n" if births else "u", one, other))
            texts += [_pair(tag, one, other) for birth in births for tag in birth.kept()]
        texts += [f"a {day} {part}" for day in _day(source.offence) for part in first]
    keys = dict.fromkeys(_digest(secret, text) for text in texts)
    return Forms(tuple(keys), min((len(spelled) for spelled in names), default=0))


def kept_of(sources: Iterable[Source], secret: bytes) -> Forms:
    """The same for all items of one content."""
    every = [kept(source, secret) for source in sources]
    keys = dict.fromkeys(key for one in every for key in one.keys)
    return Forms(tuple(keys), min((one.parts for one in every), default=0))


def asked(source: Source, secret: bytes) -> Asked:
    """The digests to look for, and what each would mean."""
    found: dict[bytes, set[_Of]] = defaultdict(set)
    for text in _numbers(source):
        found[_digest(secret, text)].add(_Of("warrant" if text.startswith("w") else "document"))
    tags = list(_tags(_births(source.identity)))
    for number, spelled in enumerate(_spellings(source.identity)):
        every = [skeletons(part.core) for part in spelled]
        for (i, one), (j, other) in combinations(enumerate(every), 2):
            for first, second in product(one, other):
                for tag, reason in tags:
                    found[_digest(secret, _pair(tag, first, second))].add(_Of(reason, number, (i, j)))
        for day, (i, sounds) in product(_day(source.offence), enumerate(every)):
            for sound in sounds:
                found[_digest(secret, f"a {day} {sound}")].add(_Of("facts", number, (i,)))
    return found


def met(asked: Asked, hits: Collection[bytes], parts: int, spellings: Sequence[int]) -> tuple[Reason, ...]:
    """For which reasons somebody kept under these digests may be the one asked for; none: for none that is enough.

    `parts`: of what was kept. `spellings`: how many parts each spelling asked for has (`lengths`).
    """
    seen: dict[tuple[Reason, int], set[int]] = defaultdict(set)
    for key in hits:
        for of in asked.get(key, ()):
            seen[of.reason, of.spelling].update(of.parts)
    found = set()
    for (reason, spelling), which in seen.items():
        if reason in ("document", "warrant"):
            found.add(reason)
        elif reason == "facts":
            found |= {reason} if len(which) >= FACTS_ENOUGH else set()
        elif len(which) >= min(ENOUGH if reason == "name_and_birth" else NAMES_ENOUGH, parts, spellings[spelling]):
            found.add(reason)
    return tuple(sorted(found))


def lengths(source: Source) -> tuple[int, ...]:
    """Of how many parts each spelling is, in the order in which `asked` counts them."""
    return tuple(len(spelled) for spelled in _spellings(source.identity))


def _tags(births: Iterable[_Birth]) -> Iterator[tuple[str, Reason]]:
    """Where a year of birth is known on both sides it has to fit; where one side has none, names alone are compared."""
    known = dict.fromkeys(tag for birth in births for tag in birth.asked())
    yield from ((tag, "name_and_birth") for tag in known)
    yield "u", "name"
    if not known:
        yield "n", "name"


def _spellings(identity: Identity | None) -> Iterator[tuple[Part, ...]]:
    """The parts of each spelling that has at least two: a single word is shared by too many to be worth a look."""
    for name in identity.names if identity is not None else ():
        for read in stored_parts(name.full):
            telling = [part for part in read if part.kind is not Kind.INITIAL]
            if len(telling) > MOST_PARTS:
                telling = [*telling[:3], *telling[-2:]]
            if len(telling) > 1:
                yield tuple(telling)


def _numbers(source: Source) -> Iterator[str]:
    if source.document:
        yield f"d {source.document}"
    if source.identity is not None:
        for number in (*(one.number for one in source.identity.documents), source.identity.national_number):
            if normal := normal_document(number):
                yield f"d {normal}"
    if source.warrant is not None and (normal := normal_document(source.warrant.number)):
        yield f"w {source.warrant.date} {normal}"


def _births(identity: Identity | None) -> tuple[_Birth, ...]:
    """When the person may be born; none if nobody knows."""
    found: dict[_Birth, None] = {}
    for birth in identity.births if identity is not None else ():
        for text in gregorian(birth):
            low, _, high = text.partition("/")
            first, last = int(low[:4]), int((high or low)[:4])
            if last - first < MOST_YEARS:
                day = low[5:] if len(low) == len("2026-01-31") and not low.endswith(NO_DAY) else ""
                found |= dict.fromkeys(_Birth(year, day) for year in range(first, last + 1))
    return tuple(found)


def _day(offence: Offence | None) -> tuple[str, ...]:
    """The day of the act, where it is known to the day."""
    return (offence.date,) if offence is not None and len(offence.date) == len("2026-01-31") else ()


def _pair(tag: str, one: str, other: str) -> str:
    return " ".join((tag, *sorted((one, other))))


def _digest(secret: bytes, text: str) -> bytes:
    return hmac.digest(secret, text.encode(), "sha256")[:BYTES]
