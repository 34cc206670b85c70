"""What the page of a thread shows, and what the pages of an alert, hit or case show of the threads about them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from mithaq.app import messages
from mithaq.app.messages import Said, ThreadPage
from mithaq.app.node import Node
from mithaq.domain.law import FormField
from mithaq.domain.message.guards import CORRESPONDENTS
from mithaq.domain.message.sheets import Sheet
from mithaq.ops.texts import Texts
from mithaq.web.pages.navigation import may
from mithaq.web.pages.show import Show
from mithaq.web.session import Signed

_FOLDERS = {
    "a": ("alerts", "alert.read"),
    "b": ("alerts", "alert.read"),
    "c": ("cases", "case.read"),
    "h": ("hits", "hit.read"),
}


class Shown(NamedTuple):
    """One message: whose, what it says by field, and whether this officer reads it."""

    said: Said
    rows: list[tuple[str, Markup]]
    attachments: tuple[str, ...]
    text: str


def facts(signed: Signed, texts: Texts, subject: str) -> dict[str, Any]:
    """Everything for `thread.html`. Raises NotFound for members that are no side of it and not the commission."""
    node, actor = signed.node, signed.actor
    page = messages.read(node, actor, subject)
    thread = page.thread
    fits = ("reply.sent", "message.read", "thread.closed")
    allows = node.law.access.allows
    sealed = any(one.sealed for one in page.said)
    return {
        "page": page,
        "thread": thread,
        "view": page.view,
        "form": node.law.forms.get(thread.form),
        "shown": [_shown(one, page, Show(texts, node.law, node.member), node, texts) for one in page.said],
        "acts": {one for one in fits if allows(one, actor.role, node.kind, page.relation, thread.state)},
        "sealed": sealed,
        "about_path": _path(signed, page.about),
        "outcomes": ("", "agreed", "not_agreed") if page.view.state in ("disputed", "agreed") else (),
    }


def threads_about(signed: Signed, subject: str, to: str | None, **more: str) -> dict[str, Any]:
    """The threads about an alert, hit or case, and the address at which one more is begun.

    `to`: the other member, empty where it is to be chosen, None where nothing may be written. No address, no writing.
    """
    node, actor = signed.node, signed.actor
    writes = may(node, actor.role, "thread.opened") and (to == "" or to in node.peers)
    query = urlencode({"about": subject, "to": to or "", **more})
    return {
        "threads": messages.about(node, actor, subject),
        "write_path": f"/threads/new?{query}" if writes else "",
    }


def recipients(node: Node) -> list[str]:
    """The members that receive messages here."""
    return [code for code in node.peers if node.law.members[code].kind in CORRESPONDENTS]


def _shown(one: Said, page: ThreadPage, show: Show, node: Node, texts: Texts) -> Shown:
    paper = one.paper
    if paper is None:
        return Shown(one, [], (), "")
    if not isinstance(paper, Sheet):
        return Shown(one, [], paper.attachments, paper.text)
    form = node.law.forms.get(page.thread.form)
    fields = form.fields if form is not None else ()
    rows = [
        (field.label.within(texts.language), _value(field, paper.fields[field.code], show, node, texts))
        for field in fields
        if paper.fields.get(field.code)
    ]
    return Shown(one, rows, paper.attachments, "")


def _value(field: FormField, value: str, show: Show, node: Node, texts: Texts) -> Markup:
    options = node.law.options.get(field.options, {})
    names: dict[str, Callable[[str], str]] = {
        "ground": show.ground,
        "state": show.label,
        "choice": lambda code: options[code].within(texts.language) if code in options else code,
    }
    marked: dict[str, Callable[[str], Markup]] = {"day": show.day, "moment": show.when, "alert": show.code}
    if field.widget in marked:
        return marked[field.widget](value)
    if field.widget == "choices":
        return Markup("<br>").join(show.text(names["choice"](code)) for code in value.split())
    return show.text(names[field.widget](value) if field.widget in names else value)


def _path(signed: Signed, about: str) -> str:
    """Where the matter is shown, if this officer may look at such a thing at all."""
    folder, action = _FOLDERS.get(about[:1], ("", ""))
    return f"/{folder}/{about}" if folder and may(signed.node, signed.actor.role, action) else ""
