"""Refusals of the domain: a stable code, the field or article it concerns, never personal data."""

from __future__ import annotations

import re

# A path as msgspec writes it. Names of our own fields only: what a sender called an unknown field is not repeated.
_PATH = re.compile(r".* - at `\$\.?([a-z0-9_.\[\]]*)`", re.DOTALL)


def place_in(problem: Exception, whole: str) -> str:
    """Where msgspec found a shape broken (``identity.names[0]``), never the value there; `whole` where it names no place."""
    found = _PATH.fullmatch(str(problem))
    return (found[1] if found else "") or whole


class Refusal(Exception):
    """A command that the rules do not allow, or input that is not valid.

    `code` is stable and dotted (``alert.identity_incomplete``); texts for people are found by code in the message
    catalogs, so that every refusal exists in Arabic, English and French. `where` names the field, article or
    state concerned. `missing` lists what has to be supplied, as field names. Nothing personal goes in any of them.
    """

    def __init__(self, code: str, where: str = "", *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code} ({where})" if where else code)
        self.code = code
        self.where = where
        self.missing = missing


class NotFound(Refusal):
    """Nothing with that id is visible to the one who asks. Foreign and unknown ids get the same answer."""

    def __init__(self, where: str) -> None:
        super().__init__("not_found", where)


class Forbidden(Refusal):
    """`access.csv` has no row that lets this role do this, here and now."""

    def __init__(self, where: str, code: str = "forbidden") -> None:
        super().__init__(code, where)
