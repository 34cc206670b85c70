"""A message as a form of the console: made from the rows of `law/form_fields.csv`, so a new form needs no new page."""

from __future__ import annotations

from mithaq.app.node import Node
from mithaq.domain.instant import text
from mithaq.domain.law import Form as Shape
from mithaq.domain.law import FormField
from mithaq.domain.message.sheets import Answer, Sheet
from mithaq.web.pages.forms import Form
from mithaq.web.pages.show import from_input

ATTACHMENTS = ("attachment.1", "attachment.2", "attachment.3")
"""Fields for files. The hash of each is signed; more of them go through the API."""


def sheet_from(form: Form, shape: Shape, node: Node) -> Sheet:
    """What was filled in. Raises Refusal for a time that is none."""
    fields = {field.code: value for field in shape.fields if (value := _value(form, field, node))}
    return Sheet(fields, form.text("about"), _attached(form))


def answer_from(form: Form) -> Answer:
    """What was written in reply."""
    return Answer(form.text("text"), _attached(form))


def noticed_from(form: Form, shape: Shape, node: Node) -> str:
    """When the wrong data were noticed, for the form that has a time to tell the owner; else empty."""
    return _instant(form.text("noticed_at"), node, "noticed_at") if shape.tell else ""


def _value(form: Form, field: FormField, node: Node) -> str:
    name = f"f.{field.code}"
    if field.widget == "choices":
        return " ".join(form.all(name))
    value = form.text(name)
    return _instant(value, node, name) if value and field.widget == "moment" else value


def _instant(value: str, node: Node, where: str) -> str:
    return text(from_input(value, node.law.zones[node.member], where))


def _attached(form: Form) -> tuple[str, ...]:
    return tuple(digest for name in ATTACHMENTS for digest in form.digests(name))
