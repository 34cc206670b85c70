from __future__ import annotations

import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from mithaq.domain.errors import Refusal
from mithaq.interop.scan import pdf as reading
from mithaq.interop.scan import scan
from tests.support import files


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(Refusal) as refusal:
        scan(data)
    return refusal.value.code.removeprefix("attachment."), refusal.value.where


def on_page(**entries: Any) -> Any:
    """An annotation of the first page."""

    def change(made: Pdf) -> None:
        made.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Rect=[0, 0, 9, 9], **entries)])

    return change


def at_root(name: str, value: Any) -> Any:
    def change(made: Pdf) -> None:
        made.Root[name] = value

    return change


def run_at_opening(made: Pdf) -> None:
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def embed(made: Pdf) -> None:
    made.attachments["a.txt"] = b"words"


def embed_by_another_name(made: Pdf) -> None:
    made.attachments["a.exe"] = b'{"json":true}'


def embed_what_is_no_json(made: Pdf) -> None:
    made.attachments["a.json"] = b"MZ"


def external(made: Pdf) -> None:
    made.Root.X = pikepdf.Stream(made, b"", Dictionary(F="file.bin"))


LINK = Dictionary(S=Name.URI, URI="https://example.org")
ACTIVE = {
    "JavaScript when opened": (run_at_opening, "OpenAction"),
    "a link followed when opened": (at_root("/OpenAction", LINK), "OpenAction"),
    "JavaScript by name": (at_root("/Names", Dictionary(JavaScript=Dictionary(Names=[]))), "JavaScript"),
    "JavaScript behind a link": (on_page(Subtype=Name.Link, A=Dictionary(S=Name.JavaScript, JS="1")), "JavaScript"),
    "what happens when a page is left": (at_root("/AA", Dictionary(WC=Dictionary())), "AA"),
    "a program": (on_page(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F="cmd")), "Launch"),
    "a form that sends": (on_page(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F="x")), "SubmitForm"),
    "a further file": (embed, None),
    "a further file that is JSON only by its bytes": (embed_by_another_name, "EF"),
    "a further file that is JSON only by its name": (embed_what_is_no_json, "EF"),
    "a further file on a page": (on_page(Subtype=Name.FileAttachment), "FileAttachment"),
    "a film": (on_page(Subtype=Name.RichMedia), "RichMedia"),
    "an XFA form": (at_root("/AcroForm", Dictionary(Fields=[], XFA="<xdp/>")), "XFA"),
    "a stream from elsewhere": (external, "F"),
}


@pytest.mark.parametrize("name", ACTIVE)
@pytest.mark.parametrize("packed", [False, True])
def test_what_acts_is_refused_also_when_it_is_packed(name: str, packed: bool) -> None:
    change, where = ACTIVE[name]
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    code, found = refused(files.pdf(change, object_stream_mode=mode))
    assert code == "active_content"
    assert where is None or found in (where, "JS")


def test_a_name_written_in_hex_is_the_same_name() -> None:
    plain = files.pdf(run_at_opening)
    assert refused(plain.replace(b"/OpenAction", b"/#4fpenAction").replace(b"/JS", b"/J#53"))[0] in (
        "active_content",
        "damaged",  # where the table of places no longer fits
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda made: setattr(made.Root, "OpenAction", Array([made.pages[0].obj, Name.Fit])),
        lambda made: setattr(made.Root, "OpenAction", Dictionary(S=Name.GoTo, D="first")),
        on_page(Subtype=Name.Link, A=LINK),
        lambda made: setattr(made.pages[0].obj, "Trans", Dictionary(S=Name.Split)),
    ],
)
def test_a_place_to_show_a_plain_link_and_a_way_of_turning_pages_are_quiet(change: Any) -> None:
    assert scan(files.pdf(change)).pages == 1


def test_json_within_the_file_is_data_and_may_stay() -> None:
    """Our own documents carry their proof so, and are sent on as attachments."""

    def with_proof(made: Pdf) -> None:
        made.attachments["proof.json"] = b'{"v":1}'

    assert scan(files.pdf(with_proof)).pages == 1


@pytest.mark.parametrize("user", ["", "secret"])
def test_a_file_with_a_password_is_refused_even_an_empty_one(user: str) -> None:
    assert refused(files.pdf(encryption=pikepdf.Encryption(owner="owner", user=user)))[0] == "encrypted"


def test_two_thousand_pages_and_no_more() -> None:
    assert scan(files.pdf(pages=2000)).pages == 2000
    assert refused(files.pdf(pages=2001))[0] == "too_many_pages"


def test_a_picture_in_a_pdf_is_no_larger_than_paper() -> None:
    def bomb(made: Pdf) -> None:
        shape = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
        made.Root.X = pikepdf.Stream(made, b"", shape)

    assert refused(files.pdf(bomb)) == ("too_many_pixels", "image")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        files.pdf()[:-8] + b"\n",
        files.pdf().replace(b"startxref\n", b"startxref\n9"),
        files.pdf().replace(b"/Pages", b"/Sages"),
    ],
)
def test_a_damaged_file_is_refused_not_mended(data: bytes) -> None:
    assert refused(data)[0] == "damaged"


def test_a_table_of_objects_that_unpacks_to_more_than_any_file_is_refused() -> None:
    packed = zlib.compressobj()
    blank = b" " * 2**20
    stream = packed.compress(b"5 0 null ") + b"".join(packed.compress(blank) for _ in range(600)) + packed.flush()
    assert refused(files.packed_pdf(stream)) == ("too_complex", "pdf")


def test_what_the_parser_cannot_read_is_not_taken_for_nothing() -> None:
    """Else a table of objects that this parser cannot unpack, and another can, would hide what acts."""
    whole = zlib.compress(b"5 0 null ")
    assert scan(files.packed_pdf(whole)).pages == 1
    for broken in (whole[:-6], whole[:2] + b"\xff" + whole[3:], zlib.compress(b"5 0 << "), b"5 0 null "):
        assert refused(files.packed_pdf(broken))[0] == "damaged"


def test_a_reader_that_breaks_or_takes_too_long_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_READER", reading._READER.with_name("no_such_reader.py"))
    assert refused(files.pdf()) == ("too_complex", "pdf")
