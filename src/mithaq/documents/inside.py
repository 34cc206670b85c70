"""The papers of a case inside its case file: associated files of the PDF/A-3 (ISO 19005-3, 6.8), byte for byte as lodged.

Nobody here made their pages, so these do not become pages of ours: the file stays PDF/A, and each paper can be taken out
and held against its SHA-256.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import AttachedFileSpec, Name, StreamDecodeLevel

from mithaq.app.cases import Step
from mithaq.app.ports.rows import AttachmentRow
from mithaq.documents.blocks import Two
from mithaq.documents.source import Source
from mithaq.domain.attachment import EXTENSIONS, cited
from mithaq.domain.case.papers import ExtraditionFile, PaperCopy, ReleaseNotice, WarrantPaper
from mithaq.domain.instant import Instant

MAX_PAPERS_BYTES = 48 * 1024 * 1024  # of all papers together: some 480 scanned pages, which still seal within a second
TOO_LARGE = "document.too_large"
"""Why a paper that is held here lies outside: with it the file would be larger than that."""


class Cited(NamedTuple):
    """A file that a statement of the case names: its SHA-256, what it is in a word and in both languages, and where."""

    hash: str
    word: str
    title: Two
    step: Step


class Paper(NamedTuple):
    """A file to be put inside: its name there, what a reader shows beside it, its media type, its bytes."""

    name: str
    says: str
    media_type: str
    data: bytes


def attachments(source: Source) -> list[Cited]:
    """Every file that a statement of the case names, in the order of the case, each once."""
    found: dict[str, Cited] = {}
    for step in source.page.steps:
        for one in _named(source, step):
            found.setdefault(one.hash, one)
    return list(found.values())


def chosen(held: Mapping[str, AttachmentRow], asked: Sequence[Cited]) -> tuple[dict[str, str], dict[str, str]]:
    """What goes inside, with its media type, in order and within the limit; and why what is known here does not."""
    inside: dict[str, str] = {}
    outside: dict[str, str] = {}
    size = 0
    for row in (held[one.hash] for one in asked if one.hash in held):
        if row.refused or size + row.size > MAX_PAPERS_BYTES:
            outside[row.hash] = row.refused or TOO_LARGE
        else:
            inside[row.hash], size = row.media_type, size + row.size
    return inside, outside


def file_name(number: int, paper: Cited, media_type: str) -> str:
    """A neutral name, by the paper's number in the index: ``03-warrant-2c26b46b68ff.pdf``."""
    return f"{number:02}-{paper.word}-{paper.hash[:12]}.{EXTENSIONS.get(media_type, 'bin')}"


def papers(source: Source, bytes_of: Callable[[str], bytes]) -> Iterator[Paper]:
    """The papers that the anchor says are inside. `bytes_of` gives a file by its hash, and raises NotFound."""
    for number, one in enumerate(attachments(source), 1):
        media_type = source.anchor.inside.get(one.hash)
        if media_type is not None:
            says = f"{one.title.ar} · {one.title.other}"
            yield Paper(file_name(number, one, media_type), says, media_type, bytes_of(one.hash))


def put(pdf: bytes, inner: Sequence[Paper], at: Instant) -> bytes:
    """The file with these papers inside, stored plain: a scan is packed already. Everything else in it stays as it is."""
    if not inner:
        return pdf
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as whole:
        for paper in inner:
            spec = AttachedFileSpec(
                whole, paper.data, description=paper.says, filename=paper.name, mime_type=paper.media_type,
                mod_date=f"D:{at:%Y%m%d%H%M%S}Z", relationship=Name.Supplement,
            )  # fmt: skip
            whole.attachments[paper.name] = spec
            whole.Root.AF.append(whole.attachments[paper.name].obj)
        whole.save(out, deterministic_id=True, compress_streams=False, stream_decode_level=StreamDecodeLevel.none)
    return out.getvalue()


def _named(source: Source, step: Step) -> Iterator[Cited]:
    say, paper = source.tongues, step.paper
    copies: tuple[PaperCopy, ...] = ()
    if isinstance(paper, ExtraditionFile):
        copies = paper.papers
    elif isinstance(paper, WarrantPaper):
        copies = (paper.copy,)
    for copy in copies:
        yield Cited(copy.attachment, copy.paper, say.word("paper", copy.paper), step)
    if paper is None or copies:
        return
    notice = isinstance(paper, ReleaseNotice)
    title = say.word("document", "release-notice") if notice else say.say("Enclosure")
    for hash in cited(paper):
        yield Cited(hash, "release-notice" if notice else "enclosure", title, step)
