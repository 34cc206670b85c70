from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.attachment import MAX_BYTES, MAX_PIXELS, Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan import scan
from mithaq.testing.synthetic import demo_photo
from tests.support import files


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        scan(data)
    return refusal.value.code.removeprefix("attachment.")


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (files.pdf(pages=3), "application/pdf", 3),
        (files.png(), "image/png", 1),
        (demo_photo(1), "image/png", 1),
        (files.jpeg(), "image/jpeg", 1),
        (files.jpeg() + b"\0\0", "image/jpeg", 1),
        (files.tiff(), "image/tiff", 1),
        (files.tiff(3, order=">"), "image/tiff", 3),
        ("محضر مصطنع\r\n\tسطر ثان\f".encode(), "text/plain", 1),
        (b"\xef\xbb\xbfwords", "text/plain", 1),
    ],
)
def test_what_is_taken_is_known_by_its_own_bytes(data: bytes, kind: str, pages: int) -> None:
    assert scan(data) == Scanned(kind, pages)  # type: ignore[arg-type]  # one of the five


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * MAX_BYTES + b"x", "too_large"),
        (b" \n", "type"),
        (b"<html><script>alert(1)</script>", "type"),
        (b"\xef\xbb\xbf  <svg xmlns='http://www.w3.org/2000/svg'/>", "type"),
        (b"words <script>alert(1)</script>", "type"),
        (b"#!/bin/sh\n", "type"),
        (rb"{\rtf1 words}", "type"),
        (b"MZ\x90\0", "type"),
        ("كلمات".encode("utf-16"), "type"),
        ("كلمات".encode("cp1256"), "type"),
        (files.zipped(), "type"),
        (files.zipped("word/vbaProject.bin"), "type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "type"),
        (b"GIF89a\x01\0\x01\0\0\0\0;", "type"),
        (b"II+\0\x08\0\0\0", "type"),
    ],
)
def test_everything_else_is_refused_with_a_reason(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_the_largest_file_is_just_taken() -> None:
    assert scan(b"x" * MAX_BYTES).media_type == "text/plain"


@pytest.mark.parametrize("data", [files.pdf(), files.png(), files.jpeg(), files.tiff()])
def test_a_file_that_is_an_archive_too_is_refused(data: bytes) -> None:
    assert refused(data + files.zipped()) == "polyglot"


def test_an_archive_within_a_pdf_whose_comment_reaches_to_its_end_is_found() -> None:
    whole = files.pdf()
    tail = whole[-400:]
    archive = files.zipped()[:-2] + len(tail).to_bytes(2, "little")
    assert refused(whole[:-400] + archive + tail) == "polyglot"


@pytest.mark.parametrize(
    "data",
    [
        files.png().replace(b"IDAT", b"IDAT<script>", 1),
        files.jpeg(scan=b"%PDF-1.7"),
        b"%PDF-1.7\n%<html><body>" + files.pdf()[8:],
    ],
)
def test_what_a_guessing_browser_would_show_as_a_page_or_another_reader_as_a_pdf(data: bytes) -> None:
    assert refused(data) == "polyglot"


@pytest.mark.parametrize("make", [files.png, files.jpeg, lambda w, h: files.tiff(1, w, h)])
def test_a_picture_of_a_size_that_no_paper_has_is_refused(make: object) -> None:
    assert callable(make)
    assert scan(make(14_000, MAX_PIXELS // 14_000)).pages == 1
    assert refused(make(14_000, MAX_PIXELS // 14_000 + 1)) == "too_many_pixels"
    assert refused(make(0, 10)) == "damaged"


@pytest.mark.parametrize("whole", [files.png(), files.jpeg(), files.tiff(2)])
def test_a_picture_that_is_cut_off_is_refused_wherever_it_was_cut(whole: bytes) -> None:
    for end in range(4, len(whole)):
        assert refused(whole[:end]) in ("damaged", "type"), end


def test_a_flipped_bit_in_a_png_is_found() -> None:
    whole = files.png()
    for place in range(8, len(whole)):
        assert refused(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])


def test_directories_of_a_tiff_that_go_round_in_a_circle_end() -> None:
    assert refused(files.tiff(2, loop=True)) == "damaged"
    assert refused(files.tiff(2001)) == "too_many_pages"


@given(st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*"]), st.binary(max_size=300))
def test_whatever_the_bytes_there_is_an_answer(begun: bytes, rest: bytes) -> None:
    with suppress(Refusal):
        assert scan(begun + rest).pages >= 1
