"""Reading the whole list: all of it or nothing, in bounded memory, with the line of whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final, cast

from lxml import etree
from msgspec import Struct

from mithaq.domain.content import SanctionsNotice
from mithaq.interop.un.errors import ListError
from mithaq.interop.un.grammar import ENTITY, PERSON, ROOT, Walk, drop_before, line_of
from mithaq.interop.un.person import delisted, notice, source_id
from mithaq.interop.un.source import Source

MAX_LIST_BYTES: Final = 64 * 1024 * 1024  # the real list has 2 to 3 MB; twenty times that is no list
MAX_ENTRIES: Final = 20_000  # the real list has about 1,000; beyond this somebody floods the index


class UnList(Struct, frozen=True):
    """A consolidated list. `generated`: the list's own instant, as written; `sha256`: of the file, in hex.

    `individuals` in the order of the file. `skipped_entities`: organisations, which are no persons and become
    no notice; `skipped_delisted`: individuals that the file carries with a date of delisting.
    """

    generated: str
    individuals: tuple[SanctionsNotice, ...]
    skipped_entities: int
    sha256: str
    skipped_delisted: int = 0


def read_list(
    stream: BinaryIO,
    *,
    size_limit: int = MAX_LIST_BYTES,
    progress: Callable[[int], None] | None = None,
    regimes: Mapping[str, tuple[str, ...]] | None = None,
) -> UnList:
    """Read the consolidated list of the UN Security Council in its own XML (sc-sanctions.xsd).

    `size_limit` is in bytes. `progress` is told the number of bytes read so far. `regimes` gives the measures
    (assets, travel, arms) of a regime by its UN_LIST_TYPE. Returns the whole list or raises ListError; no
    other exception of input. Entities, document types and external references are never followed.
    """
    source, reader = Source(stream, size_limit), _Reader(regimes or {})
    parser = etree.XMLPullParser(
        ("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for chunk in source:
        problem = _feed(parser, chunk, source.line)
        reader.take(parser)  # first, so that of two errors the earlier one is told
        if problem is not None:
            raise problem
        if progress is not None:
            progress(source.size)
    try:
        parser.close()
    except etree.XMLSyntaxError:
        cut = source.size and not reader.done
        raise ListError("list.truncated" if cut else "list.xml", source.line) from None
    reader.take(parser)
    return reader.finished(source)


def _feed(parser: etree.XMLPullParser, chunk: bytes, line: int) -> ListError | None:
    """Parse on. Returns what is wrong, also that which libxml2 would say only at the end (``&who;``)."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as problem:
        return ListError("list.xml", problem.lineno or line)
    errors = parser.feed_error_log.filter_from_errors()
    return ListError("list.xml", errors[0].line) if errors else None


class _Reader:
    """What has been understood so far. It holds at most one entry's elements at a time."""

    def __init__(self, regimes: Mapping[str, tuple[str, ...]]) -> None:
        self._regimes = regimes
        self._walk = Walk()
        self._lines: dict[str, int] = {}
        self._individuals: list[SanctionsNotice] = []
        self._entities = 0
        self._delisted = 0
        self._generated = ""

        self._begun = False

    @property
    def done(self) -> bool:
        """The list has begun and has ended."""
        return self._begun and self._walk.done

    def take(self, parser: etree.XMLPullParser) -> None:
        """Everything the parser has met since the last time."""
        for event, element in cast("Iterator[tuple[str, etree._Element]]", parser.read_events()):
            if event == "start":
                self._walk.enter(element)
                if element.tag == ROOT:
                    self._begun, self._generated = True, str(element.get("dateGenerated", ""))[:40]
            else:
                self._walk.leave(element)
                if element.tag in (PERSON, ENTITY):
                    self._entry(element)

    def finished(self, source: Source) -> UnList:
        """The list. Raises ListError ``list.empty`` if it names no individual."""
        if not self._individuals:
            raise ListError("list.empty", source.line, "INDIVIDUALS")
        return UnList(self._generated, tuple(self._individuals), self._entities, source.sha256, self._delisted)

    def _entry(self, element: etree._Element) -> None:
        line, tag = line_of(element), str(element.tag)
        number = source_id(element)
        if number in self._lines:
            raise ListError("list.duplicate", line, f"{tag}/DATAID, first at line {self._lines[number]}")
        self._lines[number] = line
        if len(self._lines) > MAX_ENTRIES:
            raise ListError("list.too_many", line, tag)
        if tag == ENTITY:
            self._entities += 1
        elif delisted(element):
            self._delisted += 1
        else:
            self._individuals.append(notice(element, self._regimes))
        drop_before(element)
