"""The templates: escaped by default, strict about what is missing, read from the package."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined

from mithaq.domain.law import Law
from mithaq.ops.texts import Texts
from mithaq.web.pages.assets import asset
from mithaq.web.pages.show import Show


def labels(codes: Iterable[str], show: Show) -> list[tuple[str, str]]:
    """Members as options of a choice, by name."""
    return sorted(((code, show.label(code)) for code in codes), key=lambda pair: pair[1])


def purposes(law: Law, texts: Texts) -> list[tuple[str, str]]:
    """The purposes of a check as options of a choice."""
    return [(code, purpose.label.within(texts.language)) for code, purpose in law.purposes.items()]


def states(law: Law, show: Show) -> list[tuple[str, str]]:
    """The states as options of a choice, by name."""
    return labels((code for code, info in law.members.items() if info.kind == "state"), show)


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("mithaq.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(asset=asset, labels=labels, purposes=purposes, states_of=states)
    return made


ENVIRONMENT = _environment()
