from __future__ import annotations

from mithaq.domain.attachment import EXTENSIONS, MEDIA_TYPES, cited, without
from mithaq.domain.case.papers import ExtraditionFile, Note, PaperCopy, Reasons, WarrantPaper
from mithaq.domain.content import Warrant

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def test_every_file_that_a_paper_names_is_found_once_and_in_order() -> None:
    file = ExtraditionFile((PaperCopy("warrant", B), PaperCopy("identity", A), PaperCopy("photo", B)))
    assert cited(file) == (B, A)
    assert cited(Note("words", (C, A))) == (C, A)
    assert cited(WarrantPaper(Warrant("a court", "1", "2026-01-01"), PaperCopy("warrant", C))) == (C,)
    assert cited(Reasons("a court", "1", A)) == ()


def test_what_is_no_hash_is_no_file() -> None:
    assert cited(Note("words", ("A" * 64, "ab", ""))) == ()


def test_a_paper_whose_file_was_refused_is_not_in_the_file() -> None:
    file = ExtraditionFile((PaperCopy("warrant", B), PaperCopy("identity", A)), "words")
    assert without(file, {B}) == ExtraditionFile((PaperCopy("identity", A),), "words")
    assert without(file, ()) == file


def test_each_kind_of_file_has_an_ending() -> None:
    assert tuple(EXTENSIONS) == MEDIA_TYPES
