"""The templates: escaped by default, strict about what is missing, read from the package."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from mithaq.web.pages.assets import asset


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("mithaq.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = asset
    return made


ENVIRONMENT = _environment()
