"""Whether a sealed file is what was printed and a seal, and nothing besides.

A PDF may carry revisions, one behind the other, and a reader shows the last. That the file begins with the bytes that were
printed says nothing about what is seen: a revision between these and the seal could paint over every page.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf

ADDED = ("/AcroForm", "/Perms")  # what the seal adds to the catalog (ISO 32000-2, 12.7.3 and 12.8.6)
FORM = frozenset({"/Fields", "/SigFlags"})
WIDGET = frozenset({"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"})  # no /AP, /A or /MK: it shows nothing


def only_sealed(printed: bytes, whole: bytes) -> bool:
    """Whether every object of what was printed is still the same, but for what a seal that shows nothing has to add."""
    if not whole.startswith(printed):
        return False
    try:
        with (
            pikepdf.open(BytesIO(printed), attempt_recovery=False) as before,
            pikepdf.open(BytesIO(whole), attempt_recovery=False) as after,
        ):
            return _same(before, after)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return False  # what a parser cannot follow is not what was printed


def _same(before: pikepdf.Pdf, after: pikepdf.Pdf) -> bool:
    page = before.pages[0].obj
    extra = {page.objgen: ("/Annots",), before.Root.objgen: ADDED}
    free = {before.trailer["/Info"].objgen, before.Root["/Metadata"].objgen}  # times, and which programs wrote the file
    if after.Root.objgen != before.Root.objgen or not _shows_nothing(after.Root, _annots(before), _annots(after)):
        return False
    listed: Any = page.get("/Annots")
    if listed is not None and listed.is_indirect:
        free.add(listed.objgen)  # the list itself: compared just now
    names = ((number, 0) for number in range(1, int(before.trailer["/Size"])) if (number, 0) not in free)
    return all(_bytes(before, name, extra) == _bytes(after, name, extra) for name in names)


def _annots(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.pages[0].obj.get("/Annots", pikepdf.Array()))


def _shows_nothing(root: Any, before: list[Any], after: list[Any]) -> bool:
    """Whether the one new annotation is the one field of the form: a signature of no size and without a picture."""
    form = root["/AcroForm"]
    if set(form.keys()) - FORM or len(form["/Fields"]) != 1 or not after:
        return False
    *others, field = after
    of_no_size = [int(side) for side in field["/Rect"]] == [0, 0, 0, 0]
    shown = [_value(one) for one in others] == [_value(one) for one in before]
    return shown and of_no_size and field.objgen == form["/Fields"][0].objgen and not set(field.keys()) - WIDGET


def _bytes(pdf: pikepdf.Pdf, name: tuple[int, int], extra: Mapping[tuple[int, int], tuple[str, ...]]) -> bytes:
    """An object as bytes without what is `extra`, entries in the order of their names, what it refers to by number."""
    one: Any = pdf.get_object(name)
    without = extra.get(name, ())
    if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        return bytes(one.unparse(resolved=True)) if isinstance(one, pikepdf.Object) else repr(one).encode()
    entries = {key: _value(one[key]) for key in one.keys() if key not in without}  # noqa: SIM118 - a stream's keys
    held = one.read_raw_bytes() if isinstance(one, pikepdf.Stream) else b""
    return b"".join(key.encode() + b" " + value + b"\n" for key, value in sorted(entries.items())) + held


def _value(value: Any) -> bytes:
    return bytes(value.unparse()) if isinstance(value, pikepdf.Object) else repr(value).encode()
