"""What a request or a file still lacks, item by item: the same rules that will judge it, asked while it is being written.

Nothing here decides. `decide` refuses an incomplete file, the requested state's prosecutor an inadmissible request; both
ask what this asks (`rules.admissibility`, `rules.statements`, `papers.present`). How a paper has to look for an authority
is its own word in the directory, and where the directory is silent the item says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, Protocol

from msgspec import Struct

from mithaq.domain.authority import Act, Authority, authority
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, PaperCopy, present
from mithaq.domain.case.rules import CaseLaw, Finding, admissibility, question, statements
from mithaq.domain.instrument import Instrument, PaperRule, Result, Words
from mithaq.domain.law import Reason

Standing = Literal["present", "missing", "arguable", "curable", "not_met"]
"""*Curable*: something is there and can be mended, or asked for (Riyadh 45). *Not met*: no paper would help."""

_OF_RESULT: Mapping[Result, Standing] = {"met": "present", "arguable": "arguable", "not_met": "not_met"}


class ChecklistLaw(CaseLaw, Protocol):
    """The law of a case, with the directory of authorities and the words of `checklist.csv`."""

    @property
    def authorities(self) -> tuple[Authority, ...]: ...
    @property
    def checklist(self) -> Mapping[str, Reason]: ...


class Item(Struct, frozen=True):
    """One line of the list. `why` is a code and `says` its words; of a test, our summary of its rule.

    `article` is empty where none is known. `house`: Mithaq asks for it and no instrument does, or none that was read.
    """

    kind: Literal["test", "statement", "paper", "form"]
    code: str
    standing: Standing
    article: str
    why: str
    says: Words
    confirmed: bool
    house: bool = False


class Hand(Struct, frozen=True):
    """What is at hand, between these states under this instrument, on this day.

    `papers`: the copies of the file that is being put together; None where only the request is asked about. `received`:
    whether the requested state has that file, so that what it lacks can be asked for.
    """

    requesting: str
    requested: str
    instrument: str
    on: date
    request: DetentionRequest | None = None
    papers: tuple[PaperCopy, ...] | None = None
    received: bool = False


def checklist(hand: Hand, law: ChecklistLaw) -> tuple[Item, ...]:
    """Every item for what is at hand: the tests, the statements of art. 43, the papers of the file, and their form for the
    authority that will read them. Empty for an instrument that the law does not know.
    """
    instrument = law.instruments.get(hand.instrument)
    if instrument is None:
        return ()
    items: list[Item] = []
    if hand.request is not None:
        items += _tests(hand, hand.request, instrument, law)
        items += _statements(hand.request, instrument, law)
    if hand.papers is not None:
        items += _papers(hand.papers, instrument, law, received=hand.received)
    return (*items, *_forms(hand, law))


def lacking(items: Iterable[Item], kind: str) -> tuple[str, ...]:
    """The codes of that kind that are not there, or not in the form that counts; arguable ones are there."""
    return tuple(item.code for item in items if item.kind == kind and item.standing in ("missing", "curable"))


def _tests(hand: Hand, request: DetentionRequest, instrument: Instrument, law: ChecklistLaw) -> Iterable[Item]:
    """The tests of the instrument; that of the statements is told one by one instead."""
    pair = (hand.requesting, hand.requested)
    found = admissibility(question(law, instrument.id, pair, request, hand.on), instrument)
    return (_test(one) for one in found if one.test != "statements")


def _test(found: Finding) -> Item:
    return Item("test", found.test, _OF_RESULT[found.result], found.article, found.why, found.says, found.confirmed)


def _statements(request: DetentionRequest, instrument: Instrument, law: ChecklistLaw) -> Iterable[Item]:
    rule = instrument.rule("statements")
    if rule is None:
        return
    for code, said in statements(request).items():
        why = "statement_made" if said else "statement_missing"
        yield _item(
            law, "statement", code, "present" if said else "missing", why, rule.article, confirmed=rule.confirmed
        )
    known = request.offence.maximum_months is not None
    why = "statement_made" if known else "penalty_left_open"
    yield _item(
        law, "statement", "penalty", "present" if known else "arguable", why, rule.article, confirmed=rule.confirmed
    )


def _papers(
    copies: tuple[PaperCopy, ...], instrument: Instrument, law: ChecklistLaw, *, received: bool
) -> Iterable[Item]:
    held = present(ExtraditionFile(copies), instrument)
    asked_for = received and instrument.rule("curable") is not None
    for rule in instrument.file:
        here = tuple(copy for copy in copies if copy.paper == rule.paper)
        fault = (
            ("paper_shared" if present(ExtraditionFile(here), instrument) else "paper_not_certified") if here else ""
        )
        yield _paper(rule, law, held=rule.paper in held, fault=fault, asked_for=asked_for)


def _paper(rule: PaperRule, law: ChecklistLaw, *, held: bool, fault: str, asked_for: bool) -> Item:
    """`fault`: why what stands there as this paper is none; empty where nothing does."""
    standing: Standing = "present" if held else "curable" if fault or asked_for else "missing"
    why = "paper_here" if held else fault or ("paper_asked_for" if asked_for else "paper_missing")
    return _item(law, "paper", rule.paper, standing, why, rule.article, confirmed=rule.confirmed, house=rule.house)


def _forms(hand: Hand, law: ChecklistLaw) -> Iterable[Item]:
    """Language, legalisation and whether electronics count, as the authority that reads it says; silence is no yes."""
    act: Act = "detention" if hand.papers is None else "file"
    desk = authority(law, hand.requested, hand.instrument, act)
    sure = desk is not None and desk.confirmed
    electronic = desk.electronic if desk else ""
    yield _form(
        law, "electronic", f"electronic_{electronic or 'unknown'}", confirmed=sure, settled=electronic == "original"
    )
    yield _form(law, "languages", "languages_asked" if desk and desk.languages else "languages_unknown", confirmed=sure)
    asked = "legalisation_asked" if desk and desk.legalisation else "legalisation_unknown"
    yield _form(law, "legalisation", asked, confirmed=sure)


def _form(law: ChecklistLaw, code: str, why: str, *, confirmed: bool, settled: bool = False) -> Item:
    """No paper says its own language or seal: whoever sends it looks."""
    return _item(law, "form", code, "present" if settled else "arguable", why, "", confirmed=confirmed)


def _item(
    law: ChecklistLaw,
    kind: Literal["statement", "paper", "form"],
    code: str,
    standing: Standing,
    why: str,
    article: str,
    *,
    confirmed: bool,
    house: bool = False,
) -> Item:  # fmt: skip
    return Item(kind, code, standing, article, why, law.checklist[why].label, confirmed, house)
