"""What a paper of a case or thread cites: written down, checked before signing, counted against the limits.

Below the use cases: `cases` asks here before it signs, the projection whenever a payload arrives, `replicate` for a file.
"""

from __future__ import annotations

from mithaq.app.ports.store import Reader
from mithaq.domain.attachment import CASE_FULL, MAX_CASE_BYTES, MAX_CASE_FILES, cited
from mithaq.domain.case import papers
from mithaq.domain.case.papers import CasePaper
from mithaq.domain.errors import Refusal
from mithaq.domain.message import sheets


def cited_in(type: str, body: bytes) -> tuple[str, ...]:
    """The files that the payload of such a statement names; none where nobody can read it."""
    read = sheets.decode if type in sheets.SHAPES else papers.decode
    try:
        return cited(read(type, body))
    except Refusal:
        return ()


def refused_in(reader: Reader, type: str, body: bytes) -> frozenset[str] | None:
    """The files of such a payload that this node refused to take; None while one of them is still on the way."""
    asked = cited_in(type, body)
    here = reader.attachments.about(asked)
    return frozenset(hash for hash in asked if here[hash].refused) if len(here) == len(asked) else None


def check_held(reader: Reader, subject: str, member: str, paper: CasePaper | sheets.Paper) -> None:
    """Nobody signs for a file that he does not have.

    Raises Refusal ``attachment.not_held`` naming the first hash, ``attachment.case_full``.
    """
    asked = cited(paper)
    held = reader.attachments.about(asked)
    for hash in asked:
        if hash not in held or held[hash].refused:
            raise Refusal("attachment.not_held", hash)
    check_room(reader, subject, member, {hash: held[hash].size for hash in asked})


def check_room(reader: Reader, subject: str, member: str, more: dict[str, int]) -> None:
    """Raises Refusal ``attachment.case_full`` if this side's papers of the case would cite too much with these (hash:
    bytes). Each side has room of its own: neither can keep the other from sending a file.
    """
    headers = [stored.envelope.header for stored in reader.journal.about(subject)]
    said = {one.payload.hash for one in headers if one.member == member and one.payload is not None}
    cited = [one.attachment for one in reader.attachments.citations(subject=subject) if one.payload in said]
    here = reader.attachments.about(cited)
    sizes = {hash: row.size for hash, row in here.items()} | more
    if len(sizes) > MAX_CASE_FILES or sum(sizes.values()) > MAX_CASE_BYTES:
        raise Refusal(CASE_FULL, "attachment")
