"""POST /api/names/suggestions: spellings of a name in the other script. A POST, so that no name stands in an address."""

from __future__ import annotations

from typing import Annotated

from litestar.di import NamedDependency
from msgspec import Meta, Struct

from mithaq.names.suggest.suggest import MAX_MOST, MOST, Suggestion
from mithaq.ops.suggester import suggestions
from mithaq.web.api.parameters import Who
from mithaq.web.api.shapes import Country, Shape, Word
from mithaq.web.routes import ask


class Spelling(Shape, frozen=True):
    """A name in Arabic or Latin letters. `state` whose habits count: the sender's own if none is given."""

    name: Word
    state: Country = ""
    most: Annotated[int, Meta(ge=1, le=MAX_MOST)] = MOST


class Suggested(Struct, frozen=True):
    """Spellings in the other script, the likeliest first."""

    suggestions: tuple[Suggestion, ...]


@ask("/names/suggestions", "name.suggest", Spelling)
def suggest(asked: NamedDependency[Spelling], signed: Who) -> Suggested:
    """How a name is likely spelled in the other script. Guesses for the eye: the matcher never uses them."""
    return Suggested(suggestions(asked.name, asked.state or signed.node.member, asked.most))
