"""What a form of the console sends, read once, with its limits: text and files. Shapes are made of it elsewhere."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from litestar import Request, get, post
from litestar.datastructures import UploadFile

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import MAX_TEXT
from mithaq.web.guard import ACTION
from mithaq.web.idempotency import FIELD, ONCE
from mithaq.web.session import CSRF_FIELD

MAX_FIELDS = 400  # the longest form has 120


@dataclass(frozen=True, slots=True)
class Form:
    """`values` by field name; `files` that were chosen, by field name, as bytes."""

    values: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[bytes]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The value of a field, without the spaces around it; empty where there is none."""
        return self.values.get(name, [""])[0].strip()

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, without empty ones."""
        return tuple(value for value in self.values.get(name, []) if value)

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.values.get(name))

    def number(self, name: str) -> int | None:
        """A whole number, None for an empty field. Raises Refusal ``content.invalid``."""
        text = self.text(name)
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 6:
            raise Refusal("content.invalid", name)
        return int(text)

    def digests(self, name: str) -> tuple[str, ...]:
        """SHA-256 of each file that was chosen in this field."""
        return tuple(hashlib.sha256(data).hexdigest() for data in self.files.get(name, ()))

    def shown_again(self) -> dict[str, str]:
        """The values for filling the form in again."""
        return {name: values[0] for name, values in self.values.items() if values}


async def form(request: Request[Any, Any, Any]) -> Form:
    """The dependency `form`. Raises Refusal ``request.invalid`` for a form that is too long or has too many fields."""
    values: dict[str, list[str]] = {}
    files: dict[str, list[bytes]] = {}
    given = await request.form()
    items = list(given.multi_items())
    if len(items) > MAX_FIELDS:
        raise Refusal("request.invalid", "form")
    for name, value in items:
        if isinstance(value, UploadFile):
            content = await value.read()
            if content:
                files.setdefault(name, []).append(content)
        elif name not in (CSRF_FIELD, FIELD):
            text = str(value).replace("\r\n", "\n").encode("utf-8", "replace").decode()
            if len(text) > MAX_TEXT:
                raise Refusal("text.too_long", name)
            values.setdefault(name, []).append(text)
    return Form(values, files)


def read(path: str, action: str, **more: Any) -> get:
    """A page that only shows."""
    return get(path, opt={ACTION: action}, sync_to_thread=True, **more)


def ask(path: str, action: str, **more: Any) -> post:
    """A form whose answer is shown at once and that may be asked again: a check, a sign-in."""
    return post(path, opt={ACTION: action}, status_code=200, sync_to_thread=True, **more)


def act(path: str, action: str, **more: Any) -> post:
    """A form that acts exactly once, under the key that its page carried."""
    return post(path, opt={ACTION: action, ONCE: "field"}, status_code=200, sync_to_thread=True, **more)
