"""A form for each statement of a case, made from the shape of its body; a new statement needs no new page."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args, get_origin

from msgspec import structs

from mithaq.app.cases import CasePage
from mithaq.app.node import Node
from mithaq.domain.case.case import DAY, Case, days_begun
from mithaq.domain.case.decide_after import GROUNDS
from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.papers import (
    SHAPES,
    CasePaper,
    ExtraditionFile,
    Note,
    PaperCopy,
    Reasons,
    WarrantPaper,
    present,
)
from mithaq.domain.case.wanted import WANTED
from mithaq.domain.content import Warrant
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.instrument import Paper
from mithaq.web.pages.choices_beside import NUMBERS, OF, PAPER_FORMS, PAPERS_BESIDE, RANKS, lodged
from mithaq.web.pages.forms import Form
from mithaq.web.pages.show import from_input

GROUND_USE = {"person.released": "freed"}  # every other ground of a case is one of refusal
# What tables say is not asked: which other instruments apply, what electronics are worth, how the alert stands.
DERIVED = ("also", "electronic", "alert")
TICKED = ("decided", "missing", "papers", "reasons")
DAYS = {
    "custody_days": 1,
    "held_before": DAY,
    "held_elsewhere": DAY,
}  # asked for in days; the unit of the field in them
PAPERS: tuple[Paper, ...] = get_args(Paper)
_PAPER_FORMS = {Reasons: "reasons", ExtraditionFile: "file", WarrantPaper: "warrant", Note: "note", **PAPER_FORMS}


class Field(NamedTuple):
    """One field of a body. `widget`: instant, day, days, tick, choice, ticks or text. `options`: (value, kind of word,
    word).

    `value` of ticks are the codes ticked beforehand. For an instant it is its text; empty stands for the present one, or
    where it is not required for none.
    """

    name: str
    widget: str
    required: bool = True
    options: tuple[tuple[str, str, str], ...] = ()
    value: str = ""


def fields_for(type: str, node: Node, page: CasePage, held_from: str) -> list[Field] | None:
    """The fields to ask for; None where there is nothing that the statement could be about."""
    found = []
    for field in structs.fields(CASE_TYPES[type].body):
        made = _field(type, field, node, page)
        if made is None:
            continue
        if made.name == "of" and not made.options:
            return None
        found.append(_beforehand(made, type, page, held_from))
    return found


def _beforehand(field: Field, type: str, page: CasePage, held_from: str) -> Field:
    """The field with what is known already: the first moment of the hold, and the days to be deducted (Riyadh 51)."""
    if field.name == "held_from":
        return field._replace(value=held_from)
    credited = field.name == "custody_days" and type == "custody.credited"
    return field._replace(value=str(days_begun(page.served_seconds))) if credited else field


def paper_kind(type: str) -> str:
    """Which paper form goes with the statement: reasons, file, warrant, note, or none."""
    if CASE_TYPES[type].payload == "none":
        return ""
    return _PAPER_FORMS.get(SHAPES.get(type, Note), "note")


def body_from(form: Form, type: str, node: Node, case: Case, paper: CasePaper | None) -> dict[str, Any]:
    """The body that the form describes. Raises Refusal for an unknown statement or a date that is none."""
    kind = CASE_TYPES.get(type)
    if kind is None:
        raise Refusal("event.unknown", "type")
    zone = node.law.zones[node.member]
    body: dict[str, Any] = {}
    for field in (field for field in structs.fields(kind.body) if field.name not in DERIVED):
        name = field.name
        if name == "papers" and isinstance(paper, ExtraditionFile):
            body[name] = present(paper, node.law.instruments[case.instrument])
        elif field.type is bool:
            body[name] = form.ticked(name)
        elif _is_instant(name) and (form.text(name) or field.required):
            body[name] = text(from_input(form.text(name), zone, name))
        elif name in NUMBERS:
            body[name] = form.number(name)
        elif name in TICKED:
            body[name] = form.all(name)
        elif name in DAYS and form.text(name):
            body[name] = _days(form.text(name), name) * DAYS[name]
        elif form.text(name) or field.required:
            body[name] = form.text(name)
    return body


def _days(written: str, where: str) -> int:
    """A whole number of days. Raises Refusal."""
    if not (written.isascii() and written.isdigit() and len(written) <= len("36600")):
        raise Refusal("content.invalid", where)
    return int(written)


def paper_from(form: Form, type: str) -> CasePaper | None:
    """The paper that goes with the statement; None where none is asked for or none was written."""
    if type not in CASE_TYPES:
        raise Refusal("event.unknown", "type")
    match paper_kind(type):
        case "reasons":
            return Reasons(form.text("paper.authority"), form.text("paper.number"), form.text("paper.reasons"))
        case "file":
            copies = (_copy(form, paper) for paper in PAPERS)
            return ExtraditionFile(tuple(c for c in copies if c is not None), form.text("paper.memorandum"))
        case "warrant":
            return _warrant(form)
        case kind if kind in PAPERS_BESIDE:
            return PAPERS_BESIDE[kind](form)
        case "note" if form.text("paper.text") or form.files:
            return Note(form.text("paper.text"), form.digests("paper.attachments"))
        case _:
            return None


def _warrant(form: Form) -> WarrantPaper:
    copy = _copy(form, "warrant")
    if copy is None:
        raise Refusal("content.invalid", "paper.file")
    kind = form.text("paper.kind")
    if kind not in ("warrant", "judgment", "judgment_in_absentia"):
        raise Refusal("content.invalid", "paper.kind")
    warrant = Warrant(
        form.text("paper.authority"),
        form.text("paper.number"),
        form.text("paper.date"),
        kind,  # type: ignore[arg-type]  # one of the three just checked
    )
    return WarrantPaper(warrant, copy)


def _copy(form: Form, paper: Paper) -> PaperCopy | None:
    """A paper by the SHA-256 of its file, which is kept beforehand."""
    digest = next(iter(form.digests(f"paper.{paper}.file")), "")
    if not digest:
        return None
    original = form.ticked(f"paper.{paper}.original")
    return PaperCopy(paper, digest, original, form.text(f"paper.{paper}.certified_by"))


def _field(type: str, field: structs.FieldInfo, node: Node, page: CasePage) -> Field | None:  # noqa: PLR0911 - one line a widget
    name, kind = field.name, field.type
    if name in DERIVED or (name == "papers" and type != "cure.asked"):
        return None  # the papers follow from the file
    if kind is bool:
        return Field(name, "tick", required=False)
    if _is_instant(name):
        return Field(name, "instant", field.required)
    if name in ("day", "by_day"):
        return Field(name, "day", field.required)
    if name in DAYS:
        return Field(name, "days", field.required)
    if get_origin(kind) is Literal:
        default = "" if field.required else str(field.default)
        return Field(
            name, "choice", field.required, tuple((value, "option", value) for value in get_args(kind)), default
        )
    options = RANKS if name == "reasons" else _options(type, name, node, page)
    if name in TICKED:
        return Field(name, "ticks", required=False, options=options, value=_ticked(type, node, page))
    if options or name == "of":
        return Field(name, "choice", required=field.required, options=options)
    return Field(name, "text", value="ar" if name == "language" else "")


def _ticked(type: str, node: Node, page: CasePage) -> str:
    """What is ticked beforehand, side by side: what can be asked for is what the file lacks (art. 45)."""
    instrument = node.law.instruments.get(page.case.instrument)
    return " ".join(page.case.missing_papers(instrument)) if type == "cure.asked" and instrument else ""


def _options(type: str, name: str, node: Node, page: CasePage) -> tuple[tuple[str, str, str], ...]:
    law = node.law
    match name:
        case "ground":
            uses = GROUNDS.get(type) or (GROUND_USE.get(type, "case"),)
            return tuple((code, "ground", code) for code, ground in law.grounds.items() if ground.use in uses)
        case "decided":
            asked = [f.test for f in page.findings if f.result == "arguable"]
            asked = [test for test in asked if test == WANTED or type != "transit.permitted"]
            return tuple((test, "test", test) for test in asked)
        case "missing" | "papers":
            return tuple((paper, "paper", paper) for paper in PAPERS)
        case "of":
            return OF.get(type, lodged)(page.case)
        case "to":
            return tuple((code, "member", code) for code, info in law.members.items() if info.kind == "state")
        case _:
            return ()


def _is_instant(name: str) -> bool:
    return name.endswith("_at") or name in ("held_from", "until")
