"""A broken list gives a clear error with its line, and nothing else."""

from __future__ import annotations

from io import BytesIO, RawIOBase
from itertools import chain, cycle, islice

import pytest

from mithaq.domain.errors import Refusal
from mithaq.interop.un import ListError, read_list
from mithaq.interop.un.grammar import MAX_ELEMENTS
from mithaq.interop.un.source import CHUNK
from tests.unit.interop.sample import TEXT, altered, line_of, listed, person, read

BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>\n'
ROOT = TEXT.index("<CONSOLIDATED_LIST")
FIRST = "<FIRST_NAME>SALIM"
LONG = f"<COMMENTS1>{'x' * 15_000}</COMMENTS1>"


def refused(text: str | bytes) -> ListError:
    with pytest.raises(ListError) as caught:
        read(text)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        (FIRST, f"<SURNAME>X</SURNAME>{FIRST}", "list.element", "INDIVIDUAL/SURNAME"),
        (FIRST, f"<VALUE>X</VALUE>{FIRST}", "list.element", "INDIVIDUAL/VALUE"),
        (FIRST, f"<x:Y xmlns:x='urn:x'/>{FIRST}", "list.element", "INDIVIDUAL/Y"),
        (FIRST, "<FIRST_NAME><B>SALIM</B>", "list.element", "FIRST_NAME/B"),
        (FIRST, "<FIRST_NAME lang='ar'>SALIM", "list.attribute", "FIRST_NAME/@lang"),
        (FIRST, f"<FIRST_NAME>X</FIRST_NAME>{FIRST}", "list.repeated", "INDIVIDUAL/FIRST_NAME"),
        (">9000002<", "> <", "list.missing", "INDIVIDUAL/DATAID"),
        (">9000002<", ">9000001<", "list.duplicate", None),
        (">9000004<", ">9000001<", "list.duplicate", None),
        (">9000002<", ">nine<", "list.value", "INDIVIDUAL/DATAID"),
        (">NADIRA<", "> <", "list.missing", "INDIVIDUAL/FIRST_NAME"),
        (">2011-02-03<", ">yesterday<", "list.value", "INDIVIDUAL/listed_on"),
        ("Invented for a test", "x" * 20_001, "list.too_long", "COMMENTS1"),
        (FIRST, f"{LONG}{LONG.replace('x', 'y')}{FIRST}", "text.too_long", "INDIVIDUAL/comment"),
        (FIRST, "<FIRST_NAME>SALIM & SONS", "list.xml", ""),
        (FIRST, "<FIRST_NAME>&unknown;", "list.xml", ""),
        (FIRST, "<FIRST_NAME>\x01", "list.xml", ""),
        (FIRST, "<FIRST_NAME>&#0;", "list.xml", ""),
        ("</FIRST_NAME>", "</SECOND_NAME>", "list.xml", ""),
        (FIRST, "<FIRST_NAME>\x00", "list.nul", ""),
    ],
)
def test_refused_with_its_line(old: str, new: str, code: str, where: str | None) -> None:
    text = altered(old, new)
    error = refused(text)
    assert error.code == code
    assert where is None or error.where == where
    start = text.rfind("<INDIVIDUAL>", 0, text.index(new)) if where else text.index(new)
    assert text[: max(start, 0)].count("\n") < error.line <= TEXT.count("\n") + 1


def test_the_line_is_that_of_the_element() -> None:
    text = altered("<GENDER>Male</GENDER>", "<GENRE>Male</GENRE>")
    assert refused(text).line == line_of(text, "<GENRE>")


def test_a_late_line_is_counted_too() -> None:
    people = [person("\n" * 100, str(number)) for number in range(1_000)]
    text = listed(*people, "\n<INDIVIDUAL>\n<DATAID>x</DATAID></INDIVIDUAL>")
    assert abs(refused(text).line - line_of(text, "<DATAID>x")) <= 1


@pytest.mark.parametrize("cut", [ROOT + 30, 500, 2_000, len(TEXT.encode()) - 5])
def test_truncated(cut: int) -> None:
    part = TEXT.encode()[:cut].decode(errors="ignore")
    error = refused(part)
    assert (error.code, error.line) == ("list.truncated", part.count("\n") + 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "list.xml"),
        ("   \n", "list.truncated"),
        ("no xml at all", "list.xml"),
        ('{"json": true}', "list.xml"),
        ("<?xml version='1.0'?>", "list.truncated"),
        ("<html/>", "list.root"),
        ("<INDIVIDUALS/>", "list.root"),
        ("<CONSOLIDATED_LIST/>", "list.empty"),
        ("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>", "list.empty"),
        (listed(person()) + "<more/>", "list.xml"),
        (listed(person(), "words"), "list.text"),
        (listed("words", person()), "list.text"),
        (listed(person(), "words", person(number="2")), "list.text"),
        (listed(person("words")), "list.text"),
        (TEXT[:ROOT] + BOMB + TEXT[ROOT:], "list.doctype"),
        ("<!DOCTYPE a SYSTEM 'file:///etc/hostname'>" + listed(person()), "list.doctype"),
        (b"\x1f\x8b\x08\x00gzip", "list.encoding"),
        (TEXT.encode("utf-16"), "list.encoding"),
        (TEXT.encode("utf-16-le"), "list.encoding"),
        (TEXT.encode("utf-32"), "list.encoding"),
        (TEXT.encode("cp1256", errors="replace"), "list.encoding"),
        (altered("utf-8", "windows-1256"), "list.encoding"),
        (TEXT.encode().replace(b"SALIM", b"SAL\xd8IM"), "list.encoding"),
        (listed(person("<TITLE/>" * (MAX_ELEMENTS + 1))), "list.too_many"),
        (listed(person("<INDIVIDUAL_ALIAS>" * 300)), "list.element"),
        ("<A>" * 100_000, "list.root"),
    ],
)
def test_refused(text: str | bytes, code: str) -> None:
    error = refused(text)
    assert error.code == code
    assert 1 <= error.line <= TEXT.count("\n") + 2


@pytest.mark.parametrize("word", ["<!DOCTYPE a>", "<!ENTITY b 'c'>"])
@pytest.mark.parametrize("split", range(9))
def test_a_document_type_across_two_chunks_is_seen(word: str, split: int) -> None:
    start = "<CONSOLIDATED_LIST>\n"
    text = start + " " * (CHUNK - len(start) - split) + word
    error = refused(text)
    assert (error.code, error.line) == ("list.doctype", 2)


class Endless(RawIOBase):
    """A list that never ends and counts what was taken of it."""

    def __init__(self, head: str, line: str) -> None:
        self._bytes = chain(head.encode(), cycle(line.encode()))
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        self.taken += size
        return bytes(islice(self._bytes, size))


@pytest.mark.parametrize("line", [" " * 4_999 + "\n", "<!-- nothing -->\n"])
def test_too_large_is_refused_when_the_limit_is_passed(line: str) -> None:
    stream = Endless("<CONSOLIDATED_LIST><INDIVIDUALS>\n", line)
    with pytest.raises(ListError) as caught:
        read_list(stream, size_limit=1_000_000)  # type: ignore[arg-type]  # a raw stream reads like any other
    assert caught.value.code == "list.too_large"
    assert caught.value.line >= 1_000_000 // len(line)
    assert stream.taken < 1_000_000 + 2 * CHUNK


def test_exactly_the_limit_is_read() -> None:
    size = len(TEXT.encode())
    assert read_list(BytesIO(TEXT.encode()), size_limit=size).individuals
    with pytest.raises(ListError):
        read_list(BytesIO(TEXT.encode()), size_limit=size - 1)


def test_a_stream_that_cannot_be_read() -> None:
    stream = BytesIO(TEXT.encode())
    stream.close()
    with pytest.raises(ListError, match=r"list\.unreadable"):
        read_list(stream)


def test_the_error_says_code_element_and_line_and_nothing_personal() -> None:
    error = refused(altered(">NADIRA<", "><Canary>SECRET</Canary><"))
    assert str(error) == f"list.element (FIRST_NAME/Canary) at line {error.line}"
    assert isinstance(error, Refusal)
    assert "SECRET" not in repr(error)
