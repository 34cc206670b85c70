"""An application as a form sends it: the same fields for the person, for counsel, and for a clerk who writes it down."""

from __future__ import annotations

from typing import get_args

from mithaq.domain.errors import Refusal
from mithaq.domain.remedy.events import Asks
from mithaq.domain.remedy.papers import Filing
from mithaq.ops.texts import LANGUAGES, Language
from mithaq.web.pages.forms import Form

ASKS: tuple[Asks, ...] = get_args(Asks)


def asks_in(form: Form) -> Asks:
    """What is applied for. Raises Refusal ``content.invalid``."""
    chosen = form.text("asks")
    for one in ASKS:
        if one == chosen:
            return one
    raise Refusal("content.invalid", "asks")


def filing_in(form: Form, language: Language, route: str = "") -> Filing:
    """What the applicant says. `language`: that of the page, unless the form names one."""
    chosen = next((one for one in LANGUAGES if one == form.text("language")), language)
    return Filing(
        name=form.text("name"),
        words=form.text("words"),
        language=chosen,
        contact=form.text("contact"),
        counsel=form.text("counsel"),
        route=route or form.text("route"),
        birth=form.text("birth"),
        document=form.text("document"),
        nationality=form.text("nationality"),
        quiet=form.ticked("quiet"),
    )
