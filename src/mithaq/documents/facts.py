"""The person, the act and the papers as rows: what was stated, and *not stated* for everything else."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.documents.blocks import Block, Fields, Heading, Passage, Row, Table, Two, Value, code, own
from mithaq.documents.source import Source
from mithaq.documents.tongues import Tongues
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, PaperCopy, Sentence
from mithaq.domain.content import Offence, Warrant
from mithaq.domain.identity import Document, Identity, Place

LONG = 160  # characters from which a text has the width of the page to itself


def person(say: Tongues, identity: Identity) -> list[Block]:
    """Everything that tells this person from another one."""
    names = [value for name in identity.names for value in _name(say, identity, name.full, name.use)]
    rows = [
        Row(say.say("Name"), tuple(names)),
        Row(say.say("Sex"), () if identity.sex == "unspecified" else (say.word("sex", identity.sex),)),
        Row(say.say("Born"), tuple(value for birth in identity.births for value in say.born(birth))),
        Row(say.say("Birthplace"), tuple(value for place in identity.birthplaces for value in _place(say, place))),
        Row(say.say("Mother's name"), own(identity.mother_name)),
        Row(say.say("Nationality"), tuple(say.member(one) for one in identity.nationalities)),
        Row(say.say("National number"), code(identity.national_number)),
        Row(say.say("Civil register entry"), code(identity.register_entry)),
        Row(say.say("Documents"), tuple(value for paper in identity.documents for value in _document(say, paper))),
        Row(say.say("Photograph"), (say.say("attached, by its hash"), *code(identity.photo)) if identity.photo else ()),
    ]  # fmt: skip
    return [Heading(say.say("The person")), *table(rows, (say.say("Description"), identity.description))]


def offence(say: Tongues, act: Offence, asked: DetentionRequest | None = None) -> list[Block]:
    """The act as the requesting state states it, its penalty and its limitation."""
    where = asked.offence_state if asked else ""
    rows = [
        Row(say.say("Offence code"), code(act.code)),
        Row(say.say("Date of the act"), say.day(act.date)),
        Row(say.say("Place of the act"), (*own(act.place), *((say.member(where),) if where else ()))),
        Row(say.say("Provisions applied"), own(act.provisions)),
        Row(say.say("Maximum penalty in law"), (months(say, act.maximum_months),) if act.maximum_months is not None else (
            say.say("left to the court (discretionary), or not stated"),
        )),
        Row(say.say("Left to serve"), (months(say, act.remaining_months),) if act.remaining_months is not None else ()),
        Row(say.say("Time-barred from"), say.day(act.limitation_date)),
    ]  # fmt: skip
    texts = ((say.say("The act"), act.summary), (say.say("The person's own part in it"), act.own_part))
    return [Heading(say.say("The act")), *table(rows, *texts)]


def warrant(say: Tongues, paper: Warrant) -> list[Block]:
    """The warrant or judgment that exists."""
    rows = [
        Row(say.say("What it is"), (say.word("warrant_kind", paper.kind),)),
        Row(say.say("Issued by"), own(paper.authority)),
        Row(say.say("Number"), code(paper.number)),
        Row(say.say("Date"), say.day(paper.date)),
    ]
    return [Heading(say.say("Warrant or judgment")), *table(rows)]


def sentence(say: Tongues, judged: Sentence) -> list[Block]:
    """A judgment to be executed."""
    rows = [
        Row(say.say("Sentence"), (months(say, judged.months),)),
        Row(say.say("How it was judged"), (say.word("presence", judged.presence),)),
        Row(say.say("Notice was given"), (say.yes(judged.notice_given),)),
        Row(say.say("A full retrial is open"), (say.yes(judged.retrial),)),
    ]
    return [Heading(say.say("The judgment to be executed")), *table(rows)]


def schedule(source: Source, file: ExtraditionFile) -> list[Block]:
    """The schedule of attachments: each paper, its article, in what form, and its SHA-256."""
    say, pack = source.tongues, source.law.instruments.get(source.case.instrument)
    rules = {rule.paper: rule for rule in pack.file} if pack else {}
    lines: list[tuple[tuple[Value, ...], ...]] = []
    for number, copy in enumerate(file.papers, 1):
        rule = rules.get(copy.paper)
        cited: tuple[Two, ...] = (say.say("Article %(n)s", n=rule.article),) if rule and rule.article else ()
        if rule is None or not rule.confirmed:
            house = rule is not None and rule.house
            cited += (say.say("House rule of Mithaq") if house else say.say("confirm against the official text"),)
        lines.append(
            (code(str(number)), (say.word("paper", copy.paper), *cited), _form(say, copy), code(copy.attachment))
        )
    heads = (say.say("No."), say.say("Paper"), say.say("Original or copy"), say.say("SHA-256 of the file"))
    return [Heading(say.say("Schedule of attachments")), Table(heads, (1, 4, 4, 6), tuple(lines))]


def months(say: Tongues, number: int) -> Two:
    """A term in months."""
    return say.count("%(n)s month", "%(n)s months", number)


def table(rows: Iterable[Row], *texts: tuple[Two, str]) -> list[Block]:
    """Rows, and texts: a short one as one more row, a long one with the width of the page to itself."""
    kept, passages = list(rows), []
    for label, text in texts:
        value = own(text)
        if value and (len(text) > LONG or "\n" in value[0].text):
            passages.append(Passage(label, value[0]))
        else:
            kept.append(Row(label, value))
    return [Fields(tuple(kept)), *passages] if kept else list(passages)


def _name(say: Tongues, identity: Identity, full: str, use: str) -> tuple[Value, ...]:
    primary = full == identity.primary.full
    return own(full) if primary else (*own(full), say.word("name_use", use))


def _place(say: Tongues, place: Place) -> tuple[Value, ...]:
    written = own(" – ".join(filter(None, (place.city, place.province, place.note))))
    return (*written, *((say.member(place.country),) if place.country else ()))


def _document(say: Tongues, paper: Document) -> tuple[Value, ...]:
    return (
        say.word("document_type", paper.type),
        *code(" · ".join(filter(None, (paper.number, paper.issuer, paper.expires)))),
    )


def _form(say: Tongues, copy: PaperCopy) -> tuple[Value, ...]:
    if copy.original:
        return (say.say("original"),)
    if copy.certified_by:
        return (say.say("copy certified by"), *own(copy.certified_by))
    return (say.say("copy, not certified"),)
