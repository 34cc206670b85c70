"""Spellings suggested while a name is typed into the form of an alert.

With a script the row of the name is asked for alone; without, a button sends the form, which comes back with suggestions
under its names, each a button that fills its field in. What was typed is never changed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import lists
from mithaq.domain.errors import Refusal
from mithaq.names.suggest.suggest import Suggestion
from mithaq.ops.suggester import suggestions
from mithaq.web.pages.alerts import FORM, form_facts
from mithaq.web.pages.forms import Form, ask
from mithaq.web.pages.identity_form import PARTS
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

ROWS = (*PARTS, "full")
CHOICE = "choose"
_OTHER = {"ar": "la", "la": "ar"}
_FIELDS = frozenset(f"name.{script}.{row}" for script in _OTHER for row in ROWS)


class Offer(NamedTuple):
    """What may be put into an empty `field` of a row; `refusal`: code of why there is nothing."""

    field: str
    script: str
    found: tuple[Suggestion, ...]
    refusal: str = ""


class Spellings(Controller):
    """Suggestions are worked out here and kept nowhere."""

    path = "/alerts"

    @ask("/spellings", "name.suggest")
    def row(
        self, page: NamedDependency[Page], signed: NamedDependency[Signed], form: NamedDependency[Form]
    ) -> Response[str]:
        """The suggestions of the row that is being typed in, as a piece of a page."""
        offers = [found for row in ROWS if (found := offer(form, signed, row)) is not None]
        return page.show("spellings.html", offer=next(iter(offers), None))

    @ask("/new/{kind:str}/spellings", "name.suggest")
    def in_new(
        self,
        page: NamedDependency[Page],
        signed: NamedDependency[Signed],
        form: NamedDependency[Form],
        kind: FromPath[str],
    ) -> Response[str]:
        """The form of a new alert again, with suggestions."""
        return _form(page, signed, form, kind, "")

    @ask("/{subject:str}/amend/spellings", "name.suggest")
    def in_amended(
        self,
        page: NamedDependency[Page],
        signed: NamedDependency[Signed],
        form: NamedDependency[Form],
        subject: FromPath[str],
    ) -> Response[str]:
        """The form of a new version again, with suggestions."""
        kind = lists.alert_page(signed.node, signed.actor, subject).alert.kind
        return _form(page, signed, form, kind, subject)


def offer(form: Form, signed: Signed, row: str) -> Offer | None:
    """What could be written in the empty field of a row; None where both fields are filled in, or neither."""
    typed = {script: form.text(f"name.{script}.{row}") for script in _OTHER}
    given = [script for script, text in typed.items() if text]
    if len(given) != 1:
        return None
    script = _OTHER[given[0]]
    state = next(iter(form.all("nationality")), signed.node.member)
    try:
        return Offer(f"name.{script}.{row}", script, suggestions(typed[given[0]], state))
    except Refusal as refusal:
        return Offer(f"name.{script}.{row}", script, (), refusal.code)


def _form(page: Page, signed: Signed, form: Form, kind: str, subject: str) -> Response[str]:
    _choose(form)
    given = form.shown_again() | {f"nationality.{at}": code for at, code in enumerate(form.all("nationality"))}
    offers = {row: found for row in ROWS if (found := offer(form, signed, row)) is not None}
    facts: dict[str, Any] = form_facts(signed, kind) | {"chosen": form.all("chosen"), "spellings": offers}
    return page.show(FORM, **facts, given=given, subject=subject)


def _choose(form: Form) -> None:
    """Put the spelling that was chosen into its field, unless something was typed there meanwhile."""
    field, _, text = form.text(CHOICE).partition("=")
    if field in _FIELDS and not form.text(field):
        form.values[field] = [text]
