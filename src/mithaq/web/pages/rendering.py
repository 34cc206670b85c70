"""The templates: escaped by default, strict about what is missing, read from the package."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mithaq.app.ports.rows import OfficerRow
from mithaq.domain.content import Content, identity_of
from mithaq.domain.instant import parse
from mithaq.domain.instrument import Ground
from mithaq.domain.law import Law
from mithaq.domain.screening.rule import Looked, Position, Relation
from mithaq.ops.texts import Texts
from mithaq.web.pages.assets import asset
from mithaq.web.pages.case_forms import Field
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


def kinds_of(law: Law, texts: Texts) -> list[tuple[str, str]]:
    """The kinds of alert as options of a choice."""
    return [(code, kind.label.within(texts.language)) for code, kind in law.kinds.items()]


def grounds_of(grounds: Iterable[Ground], texts: Texts) -> list[tuple[str, str]]:
    """Coded grounds as options of a choice, outside of any case. An article that is to be confirmed says so."""
    doubt = texts.gettext("confirm against the official text")
    return [
        (ground.code, f"{name} · {doubt}" if ground.article and not ground.confirmed else name)
        for ground in grounds
        for name in [ground.label.within(texts.language)]
    ]


def options_of(name: str, law: Law, texts: Texts) -> list[tuple[str, str]]:
    """The codes of a set of a form's options, as options of a choice."""
    return [(code, label.within(texts.language)) for code, label in law.options.get(name, {}).items()]


def option_of(name: str, code: str, law: Law, texts: Texts) -> str:
    """The name of one such code; one that no table knows shows as it is."""
    return dict(options_of(name, law, texts)).get(code, code)


def coded(rows: Iterable[Position | Relation | Looked], texts: Texts) -> list[tuple[str, str]]:
    """Rows of a table of the screening as options of a choice."""
    return [(row.code, row.label.within(texts.language)) for row in rows]


def choices(kind: str, codes: Iterable[str], word: Callable[[str, str], str]) -> list[tuple[str, str]]:
    """Codes with their words as options of a choice."""
    return [(code, word(kind, code)) for code in codes]


def shown_options(field: Field, show: Show, instrument: str) -> list[tuple[str, str]]:
    """The options of a field of a case's statement, in words; a ground with its article under the case's instrument."""
    names: dict[str, Callable[[str], str]] = {
        "ground": lambda code: show.ground_rests(code, instrument),
        "member": show.label,
    }
    return [
        (value, names[kind](code) if kind in names else show.word(kind, code)) for value, kind, code in field.options
    ]


def officer_options(officers: Iterable[OfficerRow], texts: Texts) -> list[tuple[str, str]]:
    """Officers as options of a choice."""
    return [(one.id, f"{one.name_ar if texts.language == 'ar' else one.name_latin} · {one.login}") for one in officers]


def name_of(content: Content | None, show: Show) -> Markup | str:
    """What a row of a list calls an alert: the person's name, or the number of the thing."""
    identity = identity_of(content) if content is not None else None
    if identity is not None:
        return show.text(identity.primary.full)
    if plate := getattr(content, "plate", ""):
        return show.plate(plate)
    for field in ("number", "vin", "serial"):
        if value := getattr(content, field, ""):
            return show.code(value)
    return ""


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("mithaq.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        asset=asset, labels=labels, purposes=purposes, states_of=states, kinds_of=kinds_of, grounds_of=grounds_of,
        coded=coded, choices=choices, name_of=name_of, options_of=options_of, option_of=option_of,
        shown_options=shown_options, officer_options=officer_options,
    )  # fmt: skip
    made.filters["instant"] = parse
    return made


ENVIRONMENT = _environment()
