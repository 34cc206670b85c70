"""What may come behind a printed document: its seal, and nothing that shows."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mithaq.documents.revision import only_sealed
from mithaq.testing.acts import CaseActs
from tests.unit.documents.conftest import Make

Change = Callable[[Any], None]
OBJECTS: Any = generic  # pyHanko has types for half of it


@pytest.fixture(scope="module")
def sound(whole: CaseActs, make: Make) -> bytes:
    return make(whole, "case-file")


def _printed(sound: bytes) -> bytes:
    return sound[: sound.index(b"%%EOF") + len(b"%%EOF")]


def _first_page(writer: Any) -> Any:
    reference = writer.root["/Pages"]["/Kids"].raw_get(0)
    writer.mark_update(reference)
    return reference.get_object()


def _widget(writer: Any) -> Any:
    reference = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    writer.mark_update(reference)
    return reference.get_object()


def _turned(writer: Any) -> None:
    _first_page(writer)["/Rotate"] = OBJECTS.NumberObject(180)


def _fewer_links(writer: Any) -> None:
    del _first_page(writer)["/Annots"][0]


def _shown(writer: Any) -> None:
    _widget(writer)["/Rect"] = OBJECTS.ArrayObject([OBJECTS.NumberObject(side) for side in (0, 0, 600, 800)])


def _pictured(writer: Any) -> None:
    _widget(writer)["/AP"] = OBJECTS.DictionaryObject()


def _acts(writer: Any) -> None:
    writer.root["/OpenAction"] = OBJECTS.DictionaryObject()
    writer.update_root()


def _painted(writer: Any) -> None:
    reference = _first_page(writer).raw_get("/Contents")
    writer.mark_update(reference)
    stream = reference.get_object()
    stream._data, stream._encoded_data = b"0 0 600 800 re f", None


def test_a_seal_alone_is_no_change(sound: bytes) -> None:
    assert only_sealed(_printed(sound), sound)


@pytest.mark.parametrize("change", [_turned, _fewer_links, _shown, _pictured, _acts, _painted])
def test_whatever_shows_or_acts_is_a_change(change: Change, sound: bytes) -> None:
    writer: Any = IncrementalPdfFileWriter(BytesIO(sound))
    change(writer)
    out = BytesIO()
    writer.write(out)
    assert not only_sealed(_printed(sound), out.getvalue())


@pytest.mark.parametrize("more", [b"", b"\n", b"\nxref\n"])
def test_what_no_parser_can_follow_is_no_seal(more: bytes, sound: bytes) -> None:
    assert not only_sealed(_printed(sound), _printed(sound) + more)
    assert not only_sealed(_printed(sound), sound[1:])
