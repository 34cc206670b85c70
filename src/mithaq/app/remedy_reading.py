"""The papers of an application, as far as they are held here."""

from __future__ import annotations

from mithaq.app.ports.store import Reader
from mithaq.domain.errors import Refusal
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.remedy import Remedy


def linked(reader: Reader, remedy: Remedy) -> str:
    """The alert that an application is about, by the last word of a clerk; empty for none."""
    found = paper_in(reader, remedy, remedy.link, papers.Link)
    return found.alert if found is not None else ""


def paper_in(reader: Reader, remedy: Remedy, hash: str, shape: type[papers.P]) -> papers.P | None:
    """The paper of that commitment; None where it is not here or nobody can read it."""
    payload = reader.payloads.get(hash, remedy.id) if hash else None
    if payload is None:
        return None
    try:
        return papers.decode(payload.body, shape)
    except Refusal:
        return None
