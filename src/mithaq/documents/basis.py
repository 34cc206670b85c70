"""On which articles a document rests: `law/documents.csv` names them, the treaty pack says them."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from mithaq.documents.blocks import Article, Basis, Two
from mithaq.documents.document import Kind
from mithaq.documents.source import Source
from mithaq.domain.footing import Limit
from mithaq.law.tables import converted, shipped

TABLE = "documents.csv"


class BasisRow(Struct, frozen=True):
    """Which articles of an instrument a kind of document names, separated by spaces. `statement`: the type of the statement
    that it rests on; ``*`` for every one that has no row of its own.
    """

    kind: Kind
    statement: str
    instrument: str
    articles: str


@cache
def rows(text: str = "") -> tuple[BasisRow, ...]:
    """The table. Raises LawMalformed with its line."""
    return tuple(row for _, row in converted(TABLE, text or shipped(TABLE), BasisRow))


def basis(source: Source, *articles: str) -> Basis:
    """The legal basis of this document, of the articles given or else of those in the table.

    An instrument that nobody confirmed, or none of whose articles was found, is to be confirmed against the official text.
    """
    pack = source.law.instruments.get(source.case.instrument)
    named = tuple(filter(None, articles)) or _named(source)
    say = source.tongues
    found = tuple(
        Article(say.say("Article %(n)s", n=rule.article), say.two(rule.summary), rule.confirmed)
        for wanted in named
        for rule in (pack.rules if pack else ())
        if number(rule.article) == wanted
    )
    return Basis(say.instrument(source.case.instrument), found, confirmed=bool(found and pack and pack.confirmed))


def clock_basis(source: Source, run: Limit) -> tuple[Two, ...]:
    """On what a limit rests: its article, the instrument where it is not that of the case, or a rule of the house; and
    whether that is to be confirmed. Never empty for a limit that nobody confirmed.
    """
    say = source.tongues
    said: list[Two] = []
    if run.article:
        said.append(say.say("Article %(n)s", n=run.article))
    if run.instrument and run.instrument != source.case.instrument:
        said.append(say.instrument(run.instrument))
    if run.house:
        said.append(say.say("House rule of Mithaq"))
    if run.earlier is not None:
        said.append(say.say(
            "by the number that held before %(day)s: %(n)s", day=say.gregorian_day(run.earlier.before), n=run.earlier.number
        ))  # fmt: skip
    if not run.confirmed:
        said.append(say.say("confirm against the official text"))
    return tuple(said)


def _named(source: Source) -> tuple[str, ...]:
    asked = (source.anchor.kind, source.case.instrument)
    found = {row.statement: tuple(row.articles.split()) for row in rows() if (row.kind, row.instrument) == asked}
    return found.get(source.step.event.type, found.get("*", ()))


def number(article: str) -> str:
    """The number of an article without its letters: ``42`` of ``42(a)``; empty where there is none."""
    found = re.match(r"\d+", article)
    return found.group() if found else ""
