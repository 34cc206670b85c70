"""The request for provisional detention as a form: what the alert says, and the statements that only this request makes."""

from __future__ import annotations

from mithaq.domain.case.papers import DetentionRequest, Sentence
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.web.pages.forms import Form

PRESENCE = ("present", "deemed_present", "absent")


def request_from(form: Form, content: Wanted) -> DetentionRequest:
    """The paper of Riyadh 43. Identity, offence and warrant are those of the reviewed alert, word for word.

    Raises Refusal ``content.invalid``.
    """
    return DetentionRequest(
        identity=content.identity,
        offence=content.offence,
        warrant=content.warrant,
        offence_state=form.text("offence_state"),
        document_exists=form.ticked("document_exists"),
        extradition_follows=form.ticked("extradition_follows"),
        sentence=_sentence(form, content),
        comment=form.text("comment"),
    )


def _sentence(form: Form, content: Wanted) -> Sentence | None:
    """Asked for where the alert rests on a judgment."""
    if content.warrant.kind == "warrant":
        return None
    presence, months = form.text("presence"), form.number("months")
    if presence not in PRESENCE or months is None:
        raise Refusal("content.invalid", "sentence")
    return Sentence(
        months,
        presence,  # type: ignore[arg-type]  # one of the three just checked
        form.ticked("notice_given"),
        form.ticked("retrial"),
    )
