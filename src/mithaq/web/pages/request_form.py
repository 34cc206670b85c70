"""The request for provisional detention as a form: what the alert says, and the statements that only this request makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import structs

from mithaq.app import completeness
from mithaq.domain.authority import authority
from mithaq.domain.case.papers import DetentionRequest, Sentence
from mithaq.domain.content import Wanted
from mithaq.domain.errors import Refusal
from mithaq.web.pages.forms import Form
from mithaq.web.session import Signed

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
        death_penalty=_death(form),
    )


def before_signing(signed: Signed, known: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """What the request in this form lacks, towards the state that is chosen in it, or else the first that may be asked; and
    what the act carries in the laws of both states, as far as anybody has shown it.
    """
    node, content = signed.node, known["content"]
    able = [target for target in known["targets"] if target.choice.governs]
    target = next((one for one in able if one.pair.state == form.text("requested")), None)
    target = target or next((one for one in able if one.pair.open), None)
    if target is None:
        return {"toward": "", "items": (), "penalties": (), "desk": None}
    state, instrument = target.pair.state, target.choice.governs
    given = form if form.values else Form({"offence_state": [node.member]})
    try:
        items = completeness.of_request(node, state, instrument, request_from(given, content))
    except Refusal:  # the sentence is not written yet: everything else can be said already
        bare = structs.replace(content, warrant=structs.replace(content.warrant, kind="warrant"))
        items = completeness.of_request(node, state, instrument, request_from(given, bare))
    code = content.offence.code
    return {
        "toward": state,
        "instrument": instrument,
        "items": items,
        "penalties": [(one, node.law.penalties.get((one, code))) for one in (node.member, state)],
        "desk": authority(node.law, state, instrument, "detention"),
    }


def _death(form: Form) -> Literal["", "carried", "not_carried"]:
    """Whether the act carries death; nothing else may stand there."""
    said = form.text("death_penalty")
    if said not in ("", "carried", "not_carried"):
        raise Refusal("content.invalid", "death_penalty")
    return said  # type: ignore[return-value]  # one of the three just checked


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
