"""What may be said next in a thread: the judge of the fold, plus what only the speaker can check."""

from __future__ import annotations

from msgspec import Struct

from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import Instant, text
from mithaq.domain.law import Law
from mithaq.domain.message import events as says
from mithaq.domain.message.guards import judge, topic_of
from mithaq.domain.message.sheets import Answer, Paper, Sheet, check_answer, check_sheet
from mithaq.domain.message.thread import Thread


class Command(Struct, frozen=True):
    """Somebody of the member `by` wants to say this. `paper`: what goes with it."""

    type: str
    by: str
    body: says.ThreadBody
    paper: Paper | None = None


class Statement(Struct, frozen=True):
    """What is to be signed."""

    type: str
    body: says.ThreadBody
    paper: Paper | None = None


def decide(thread: Thread | None, command: Command, law: Law, now: Instant) -> tuple[Statement, ...]:
    """The statements to sign for this command. Raises Refusal with a coded reason, `missing` naming what is lacking."""
    kind = says.MESSAGE_TYPES.get(command.type)
    if kind is None or not isinstance(command.body, kind.body):
        raise Refusal("event.body_invalid", "body")
    opening = isinstance(command.body, says.ThreadOpened)
    if thread is None and not opening:
        raise NotFound("thread")
    if thread is not None and opening:
        raise Refusal("thread.exists", "thread")
    move = judge(thread, command.type, command.by, command.body, law)
    if isinstance(move, Refusal):
        raise move
    _check_paper(command, law, now)
    return (Statement(command.type, command.body, command.paper),)


def shown_about(about: str, form: str, law: Law) -> str:
    """What the header says it is about: an alert only where the form says so, a hit or a case always."""
    known = law.forms.get(form)
    hidden = topic_of(about) == "alert" and not (known and known.names_alert)
    return "" if hidden else about


def _check_paper(command: Command, law: Law, now: Instant) -> None:
    paper, body = command.paper, command.body
    if isinstance(body, says.ThreadOpened):
        if not isinstance(paper, Sheet):
            raise Refusal("payload.missing", command.type)
        _check_opening(body, paper, law, now)
    elif isinstance(body, says.ReplySent):
        if not isinstance(paper, Answer):
            raise Refusal("payload.missing", command.type)
        check_answer(paper)
    elif paper is not None:
        raise Refusal("payload.not_expected", command.type)


def _check_opening(body: says.ThreadOpened, sheet: Sheet, law: Law, now: Instant) -> None:
    form = law.forms[body.form]
    if topic_of(sheet.about) not in form.about or body.about != shown_about(sheet.about, body.form, law):
        raise Refusal("thread.about", "about")
    if body.noticed_at > text(now):
        raise Refusal("instant.future", "noticed_at")
    check_sheet(sheet, form, law)
