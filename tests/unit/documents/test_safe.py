"""Text that people write cannot reorder, hide or break a page."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mithaq.app.bundles import proof_for
from mithaq.documents import press
from mithaq.documents.blocks import Block, Fields, Passage, Row, Table, Two, code, own
from mithaq.documents.document import Document
from mithaq.documents.make import anchored, wish_for, written
from mithaq.documents.safe import LRI, PDI, RLI, clean, coverage, direction, isolated, printable
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS

MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
NASTY = (
    "#set page(fill: red); $x$ *b* _i_ @ref <label> \\ `raw` //",
    "\u202eتخطي\u202c الاتجاه \u2066\u2066\u2066",
    "🙂 \U0010ffff \ue000 \x00\x07\x1b[31m",
    "محمد " * 60,
    "ا" * 5000,
    "W" * 5000,
    "بتاريخ 2026-11-23 برقم TN/17 (ب) في 10:30، John Smith قال: 50%",
    "شارع\nالنهر\r\n\u2028السطر\u2029الأخير",
    "e\u0301" * 40 + "\u0670\u064b\u0651" * 40,
)  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_no_mark_and_no_control_is_left(text: str) -> None:
    kept = clean(text)
    assert not set(kept) & set(MARKS)
    assert all(letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs", "Co") for letter in kept)


def test_what_the_fonts_lack_is_shown_by_its_code() -> None:
    assert clean("a🙂b") == "a U+1F642 b"
    assert clean("\ud800x") == "x"


@pytest.mark.parametrize(
    ("text", "dir"),
    [("محمد", "rtl"), ("John محمد", "ltr"), ("123 محمد", "rtl"), ("123", "ltr"), ("", "ltr"), ("א", "rtl")],
)
def test_the_first_letter_gives_the_direction(text: str, dir: str) -> None:
    assert direction(text) == dir


def test_numbers_in_arabic_text_are_isolated() -> None:
    assert isolated("في 2026-11-23 برقم TN/17.") == f"في {LRI}2026-11-23{PDI} برقم {LRI}TN/17{PDI}."
    assert isolated("قال John Smith لي") == f"قال {LRI}John Smith{PDI} لي"


def test_arabic_in_latin_text_is_isolated() -> None:
    assert isolated("Mr محمد علي 12") == f"Mr {RLI}محمد علي{PDI} 12"


def test_an_endless_word_may_break_and_an_arabic_one_stays_joined() -> None:
    assert "\u200b" in isolated("a" * 64)
    assert isolated("ا" * 64) == "ا" * 64


@given(st.text(max_size=300))
@example("\u200c")
def test_cleaning_is_total_and_final(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    marked = isolated(once)
    assert "".join(letter for letter in marked if letter not in (LRI, RLI, PDI, "\u200b")) == once
    assert marked.count(PDI) == marked.count(LRI) + marked.count(RLI)


def test_the_table_of_the_fonts_is_in_order() -> None:
    first, last = coverage()
    assert list(first) == sorted(first)
    assert all(low <= high for low, high in zip(first, last, strict=True))
    assert all(printable(ord(letter)) for letter in "محمد عُمان گڤپ ḥʿāšṭẓ éçœ ЖΩא 0٠۰ €–—«»…")


def _page(world: World, case: CaseActs, *texts: str) -> bytes:
    """A document whose every kind of block holds these texts."""
    node, now = world["TN"], world["TN"].now()
    proof = proof_for(node, world.actor("TN", "prosecutor"), case.id)
    anchor, page, proof = anchored(proof, wish_for(node, case.id, "decision"), node.law, now)
    made = written(anchor, page, node.law, WORDS)
    label = Two("وصف", "Label")
    values = tuple(value for text in texts for value in (*own(text), *code(text)))
    blocks: tuple[Block, ...] = (
        Fields((Row(label, values),)),
        *(Passage(label, value) for value in values),
        Table((label, label), (1, 3), ((values, values),)),
    )
    return press.pdf(Document(anchor, made.head, made.parties, blocks, made.words), proof, now)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_printed(text: str, world: World, whole: CaseActs) -> None:
    with pikepdf.open(BytesIO(_page(world, whole, text))) as opened:
        assert len(opened.pages) >= 1


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4))
def test_any_text_is_printed(world: World, whole: CaseActs, texts: list[str]) -> None:
    assert _page(world, whole, *texts).startswith(b"%PDF-")


def test_every_letter_of_the_table_can_be_printed_in_pdf_a(world: World, whole: CaseActs) -> None:
    """The fonts really have what `coverage.txt` says: PDF/A refuses what they lack."""
    first, last = coverage()
    letters = [chr(one) for low, high in zip(first, last, strict=True) for one in range(low, high + 1)]
    for start in range(0, len(letters), 800):
        chunk = letters[start : start + 800]
        _page(world, whole, " ".join(f"a{one}" if unicodedata.combining(one) else one for one in chunk))
