"""The sentences of the documents room, found where they stand: arguments of `say` and `count`, and titles of forms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from mithaq.documents.kinds import FORMS
from mithaq.documents.make import MISSING, UNCONFIRMED

ROOM = Path(str(files("mithaq.documents")))


def messages() -> set[str]:
    """Every message id of the room."""
    found = {message for path in ROOM.glob("*.py") for message in _said(path)}
    return found | {form.title for form in FORMS.values()} | {MISSING, UNCONFIRMED}


def _said(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("say", "count"):
            for argument in node.args:
                text = argument.value if isinstance(argument, ast.Constant) else None
                if isinstance(text, str) and "\\" not in text:
                    yield text
