"""S5: parsers hold. Whatever comes in, they answer or refuse by code: no foreign exception, no growth beyond the input."""

from __future__ import annotations

import tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mithaq.domain import mrz
from mithaq.domain.content import SanctionsNotice, decode, encode
from mithaq.domain.errors import Refusal
from mithaq.domain.mrz_arabic import from_x_scheme, is_x_scheme, to_x_scheme
from mithaq.domain.mrz_arabic_table import CODES
from mithaq.domain.mrz_layout import Format
from mithaq.domain.mrz_make import Printed, lines
from mithaq.interop.un import ListError, UnList, read_list
from mithaq.interop.un.dates import expiry, iso, read
from mithaq.interop.un.documents import plain_number
from mithaq.interop.un.grammar import CHILDREN
from mithaq.interop.un.names import pieces

MIB = 1024 * 1024
LIST = (Path(__file__).parents[1] / "vectors" / "un" / "list.xml").read_bytes()
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
NASTY = ("\u200f", "\u202e", "\u2067", "\u200d", "\u200c", "\0", "\ufeff", "\u0640", "\u0301", "ﷺ", "ß", "ı", "𞤀", "١")
TODAY = date(2026, 11, 24)

nasty_text = st.text(st.one_of(st.characters(), st.sampled_from(NASTY), st.sampled_from("AZ09<\n\r ;()")))
zone_text = st.text(st.sampled_from("ABEHLOVXZ0189<\n"), max_size=140)
names = st.lists(st.sampled_from([letter for letter, _ in CODES]), min_size=1, max_size=12).map("".join)


def parsed(text: str) -> mrz.Mrz | None:
    """The zone, or None if it was refused with a code of its own and a short place."""
    try:
        return mrz.parse(text, today=TODAY)
    except Refusal as refusal:
        code, where = refusal.code, refusal.where
    assert code.startswith("mrz.")
    assert len(where) < 40
    return None


def listed(body: bytes) -> UnList | None:
    """The list, or None if it was refused with a code and a line within the file."""
    try:
        return read_list(BytesIO(body))
    except ListError as refusal:
        code, line = refusal.code, refusal.line
    assert code
    assert 1 <= line <= body.count(b"\n") + 2
    return None


@given(st.one_of(nasty_text, zone_text))
@example("\0" * 88)
@example("<" * 90)
@example("ß" * 44 + "\n" + "ß" * 44)
def test_any_text_as_a_zone(text: str) -> None:
    parsed(text)


@given(st.sampled_from(range(len(TD3))), st.characters())
def test_a_zone_with_any_character_changed(place: int, char: str) -> None:
    parsed(TD3[:place] + char + TD3[place + 1 :])


@given(st.sampled_from([place for place, char in enumerate(TD3) if char.isdigit()]), st.sampled_from("0123456789"))
def test_no_changed_digit_is_read(place: int, digit: str) -> None:
    """7, 3 and 1 have no divisor with 10 in common, so that one digit for another always shows."""
    assert (parsed(TD3[:place] + digit + TD3[place + 1 :]) is None) is (TD3[place] != digit)


@given(st.data(), st.sampled_from(["TD1", "TD2", "TD3", "MRV-A", "MRV-B"]))
def test_what_is_written_is_read(data: st.DataObject, format: Format) -> None:
    codes = st.text(st.sampled_from("ABCXYZ019"), min_size=1, max_size=9)
    word = st.text(st.sampled_from("ABCEIMNOSXYZ"), min_size=1, max_size=12)
    code = "V" if format.startswith("MRV") else "P"
    birth, expires = data.draw(st.dates(date(1927, 1, 1), TODAY)), data.draw(st.dates(TODAY, date(2075, 12, 31)))
    printed = Printed(
        issuer="UTO",
        number=data.draw(codes),
        nationality="UTO",
        birth=f"{birth:%y%m%d}",
        sex=data.draw(st.sampled_from("MF<")),
        expires=f"{expires:%y%m%d}",
        surname=data.draw(word),
        given_names=data.draw(word),
        optional=data.draw(st.text(st.sampled_from("ABC019"), max_size=7)),
        document_code=code,
    )
    found = mrz.parse("\n".join(lines(format, printed)), today=TODAY)
    assert (found.format, found.number, found.optional) == (format, printed.number, printed.optional)
    assert (str(found.birth), str(found.expires)) == (birth.isoformat(), expires.isoformat())
    assert (found.surname, found.given_names) == (printed.surname, printed.given_names)


@given(st.one_of(nasty_text, zone_text))
def test_any_text_in_the_x_scheme(text: str) -> None:
    arabic = from_x_scheme(text)
    assert not (is_x_scheme(text) and arabic is None)
    code = "mrz.name"
    try:
        written = to_x_scheme(text)
    except Refusal as refusal:
        written, code = "", refusal.code
    assert code == "mrz.name"
    assert set(written) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ<")


@given(names)
def test_the_x_scheme_loses_no_letter(name: str) -> None:
    """Every spelling that it gives back is written the same again; only ة within a word and ې have a twin."""
    zone = to_x_scheme(name)
    arabic = from_x_scheme(zone)
    if arabic is not None:
        assert to_x_scheme(arabic) == zone


@given(nasty_text)
@example("9" * 5_000)
@example("(" * 5_000)
@example("expires on " * 1_000)
@example("1 jan " * 2_000)
def test_any_text_in_a_field_of_the_list(text: str) -> None:
    pieces(text)
    plain_number(text)
    expiry(text)
    iso(text)
    read(text)


@given(st.one_of(st.binary(), nasty_text.map(lambda text: text.encode(errors="surrogatepass"))))
def test_any_bytes_as_a_list(body: bytes) -> None:
    assert listed(body) is None


@given(st.data())
def test_a_list_with_bytes_changed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(LIST)))
    end = data.draw(st.integers(start, min(len(LIST), start + 40)))
    put_in = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from([b"<VALUE/>", b"&amp;", b"<!DOCTYPE", b"]]>"])))
    found = listed(LIST[:start] + put_in + LIST[end:])
    for notice in found.individuals if found else ():
        assert decode(encode(notice)) == notice


tags = sorted(set(CHILDREN).union(*CHILDREN.values()))
values = nasty_text.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))


@given(st.lists(st.tuples(st.sampled_from(tags), values), max_size=12))
def test_any_values_in_an_entry(fields: list[tuple[str, str]]) -> None:
    inner = "".join(
        f"<{tag}>{text}</{tag}>" if tag not in CHILDREN else _nested(tag, text)
        for tag, text in dict(fields).items()
        if tag in CHILDREN["INDIVIDUAL"]
    )
    body = f"<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>{inner}</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>"
    found = listed(body.encode(errors="surrogatepass"))
    for notice in found.individuals if found else ():
        again = decode(encode(notice))
        assert isinstance(again, SanctionsNotice)
        assert again == notice


def _nested(tag: str, text: str) -> str:
    return f"<{tag}>" + "".join(f"<{part}>{text}</{part}>" for part in sorted(CHILDREN[tag])) + f"</{tag}>"


PERSON = b"<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME>"
FLOODS = [
    b"x" * MIB,
    b"\0" * MIB,
    b"<" * MIB,
    b"<a>" * (MIB // 3),
    b"\xe2\x80\x8f" * (MIB // 3),
    b"<CONSOLIDATED_LIST " + b"a" * MIB,
    b"<CONSOLIDATED_LIST>" + b"&amp;" * (MIB // 5),
    b"<CONSOLIDATED_LIST><!--" + b"-" * MIB,
    b"<CONSOLIDATED_LIST>" + b"<!-- -->" * (MIB // 8),
    b"<CONSOLIDATED_LIST><INDIVIDUALS>" + b"<INDIVIDUAL/>" * (MIB // 13),
    PERSON + b"<TITLE/>" * (MIB // 8),
    PERSON + b"<COMMENTS1>" + "\u200f".encode() * (MIB // 3) + b"</COMMENTS1></INDIVIDUAL>",
    PERSON + b"<INDIVIDUAL_ALIAS><ALIAS_NAME>" + b"A; " * (MIB // 3) + b"</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>",
    PERSON
    + b"<INDIVIDUAL_DOCUMENT><NOTE>"
    + b"expires on 1 " * (MIB // 13)
    + b"</NOTE></INDIVIDUAL_DOCUMENT></INDIVIDUAL>",
]


@pytest.mark.parametrize("flood", FLOODS, ids=lambda flood: repr(flood[-24:]))
def test_a_mebibyte_of_anything_stays_bounded(flood: bytes) -> None:
    tracemalloc.start()
    try:
        assert listed(flood) is None
        assert tracemalloc.get_traced_memory()[1] < 32 * MIB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("char", [*NASTY, "<", "A", " ", "\n", "X"])
def test_a_mebibyte_as_a_zone(char: str) -> None:
    text = char * MIB
    assert parsed(text) is None
    assert from_x_scheme(text) is None
    with pytest.raises(Refusal):
        to_x_scheme(text)
