"""Reading and writing headers: grammar, limits, versions, Unicode tricks."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest

from mithaq.journal.envelope import Item, content_hash, content_of, sign
from mithaq.journal.errors import RefusalCode
from mithaq.journal.grammar import moment
from mithaq.journal.header import MAX_ITEMS, MAX_SIGNED_BYTES, read_header
from tests.unit.journal.stage import code_of, dumps, golden, golden_envelope, refused
from tests.vectors import make


def value(name: str = "alert") -> Any:
    return json.loads(golden(f"{name}.signed.json"))


def after(change: Any, name: str = "alert") -> bytes:
    plain = value(name)
    change(plain)
    return dumps(plain)


@pytest.mark.parametrize("name", ["alert", "approval", "batch", "review", "circulated"])
def test_golden_headers_are_read(name: str) -> None:
    header = read_header(golden(f"{name}.signed.json"))
    assert (header.member, header.seq) == (value(name)["member"], value(name)["seq"])
    assert sign(header, {"TN": make.TN, "GS": make.GS}[header.member]) == golden_envelope(name)


@pytest.mark.parametrize(
    ("path", "bad"),
    [
        ("member", "Tn"), ("member", "TUN"), ("member", "ТN"), ("member", "TN\n"), ("member", "T\u0661"),
        ("type", "alert"), ("type", "Alert.drafted"), ("type", "alert.drafted2"), ("type", "a." + "b" * 63),
        ("subject", "a-123"), ("subject", "A-0000000000000001"), ("subject", "a-" + "0" * 33),
        ("subject", "a-٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠"), ("subject", "a-000000000000000G"), ("prev", "0" * 63), ("prev", "A" * 64),
        ("at", "2026-11-24T08:00:00Z"), ("at", "2026-11-24T08:00:00.000+00:00"), ("at", "2026-11-24T08:00:00.0000Z"),
        ("at", "2026-02-29T08:00:00.000Z"), ("at", "2026-11-24T24:00:00.000Z"), ("at", "2026-11-24T08:00:60.000Z"),
        ("at", "2026-11-24 08:00:00.000Z"), ("at", "0000-11-24T08:00:00.000Z"), ("at", "٢٠٢٦-11-24T08:00:00.000Z"),
        ("seq", 0), ("seq", -1), ("seq", "1"), ("seq", True), ("lamport", 0), ("lamport", None),
        ("author.id", "o-00000000000000a"), ("author.id", "p-00000000000000a1"), ("author.role", "judge advocate"),
        ("author.post", ""), ("author.post", "x" * 65), ("author.authority", "وزارة"), ("author.assertion", []),
        ("author.assertion", {"sig": 1.5}), ("author.assertion", {"sig\u200f": 1}),
        ("payload.enc", "aes"), ("payload.hash", "00"), ("payload.size", -1), ("payload.size", 2**40), ("payload", []),
        ("items", {}), ("cites", None), ("body", []), ("body", None),
        ("body", {"مفتاح": 1}), ("body", {"": 1}), ("body", {"a b": 1}), ("body", {"x": 0.5}), ("body", {"x": 2**53}),
        ("body", {"x": [{"y": "a\u202eb"}]}), ("body", {"x": "e\u0301"}), ("body", {"x": "a\nb"}),
        ("body", {"x": "a\x00"}), ("body", {"x": "a\x7f"}), ("body", {"x": "\u200e"}), ("body", {"x": "\u2066a\u2069"}),
        ("body", {"x": "\u2028"}), ("body", {"x": "\ufeff"}), ("body", {"x": "\u061c"}), ("body", {"x": "\u0085"}),
        ("body", {"x": "\u2126"}),
    ],
)  # fmt: skip
def test_values_outside_the_grammar(path: str, bad: Any) -> None:
    def change(plain: Any) -> None:
        *parents, name = path.split(".")
        for parent in parents:
            plain = plain[parent]
        plain[name] = bad

    refusal = refused(lambda: read_header(after(change)))
    assert refusal.code == RefusalCode.BAD_FIELD
    assert refusal.where.startswith(path)


@pytest.mark.parametrize("text", ["", "مذكرة بحث", "Café", "名", "😀", "می\u200cخواهم", "\ufb50"])
def test_tidy_text_is_accepted(text: str) -> None:
    assert read_header(after(lambda plain: plain["body"].update(label=text))).body["label"] == text


def test_missing_and_unknown_fields() -> None:
    for name in value():
        without = dumps({key: held for key, held in value().items() if key != name})
        refusal = refused(partial(read_header, without))
        assert (refusal.code, refusal.where) == (RefusalCode.BAD_FIELD, name)
    assert code_of(lambda: read_header(after(lambda plain: plain.update(extra=1)))) == RefusalCode.BAD_FIELD


def test_a_refusal_never_repeats_the_bytes() -> None:
    def change(plain: Any) -> None:
        plain["canaryname"] = "canaryname"

    refusal = refused(lambda: read_header(after(change)))
    assert "canary" not in str(refusal)
    assert "canary" not in str(refusal.__cause__)


@pytest.mark.parametrize("version", [0, 2, -1, 2**53 - 1])
def test_another_version_is_called_that_whatever_else_it_holds(version: int) -> None:
    assert code_of(lambda: read_header(dumps({"v": version, "new": []}))) == RefusalCode.VERSION_UNKNOWN


@pytest.mark.parametrize("version", [True, "1", None, [1]])
def test_a_version_is_a_number(version: Any) -> None:
    assert code_of(lambda: read_header(after(lambda plain: plain.update(v=version)))) == RefusalCode.BAD_FIELD


def test_payload_and_items_exclude_each_other() -> None:
    commitment = value("alert")["payload"]
    data = after(lambda plain: plain.update(payload=commitment), "batch")
    assert refused(lambda: read_header(data)).where == "items"


def test_items_and_cites_are_named_once() -> None:
    assert refused(lambda: read_header(after(lambda p: p["items"].append(p["items"][0]), "batch"))).where == "items"
    assert refused(lambda: read_header(after(lambda p: p["cites"].append(p["cites"][0]), "review"))).where == "cites"


@pytest.mark.parametrize("seq", [2, 3])
def test_no_event_cites_itself_or_its_own_future(seq: int) -> None:
    data = after(lambda plain: plain["cites"][0].update(seq=seq), "approval")
    assert refused(lambda: read_header(data)).where == "cites"


def batch(count: int) -> Any:
    return [{"hash": "f" * 64, "id": f"d-{number:032x}", "size": 4194304} for number in range(count)]


def test_a_full_batch_fits_and_one_more_does_not() -> None:
    data = after(lambda plain: plain.update(items=batch(MAX_ITEMS)), "batch")
    assert len(read_header(data).items) == MAX_ITEMS
    more = after(lambda plain: plain.update(items=batch(MAX_ITEMS + 1)), "batch")
    assert code_of(lambda: read_header(more)) == RefusalCode.BAD_FIELD


def test_size_and_depth_are_limited() -> None:
    assert code_of(lambda: read_header(b"x" * (MAX_SIGNED_BYTES + 1))) == RefusalCode.TOO_LARGE
    deep: Any = []
    for _ in range(20):
        deep = [deep]
    assert code_of(lambda: read_header(after(lambda plain: plain["body"].update(x=deep)))) == RefusalCode.TOO_DEEP


def test_the_content_hash_knows_content_and_not_place() -> None:
    header = golden_envelope("batch").header
    again = read_header(after(lambda plain: plain.update(seq=9, lamport=99, at="2027-01-01T00:00:00.000Z"), "batch"))
    assert content_of(again) == content_of(header)
    for change in (
        lambda plain: plain["body"].update(kind="vehicle"),
        lambda plain: plain["items"].pop(),
        lambda plain: plain["items"][0].update(size=1),
        lambda plain: plain.update(subject="a-0000000000000009"),
        lambda plain: plain.update(type="alert.amended"),
    ):
        assert content_of(read_header(after(change, "batch"))) != content_of(header)
    payload_hash = value("alert")["payload"]["hash"]
    assert content_hash("a.b", make.PERSON, {}, payload_hash, ()) != content_hash("a.b", make.PERSON, {}, None, ())
    assert content_hash("a.b", make.PERSON, {}, None, [Item(make.PERSON, "0" * 64, 1)]) != content_hash(
        "a.b", make.PERSON, {}, None, ()
    )


def test_moments_are_written_in_utc_with_milliseconds() -> None:
    tunis = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 11, 24, 9, 0, 0, 123999, tunis)) == "2026-11-24T08:00:00.123Z"
    assert moment(datetime(2026, 11, 24, tzinfo=UTC)) == "2026-11-24T00:00:00.000Z"
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 11, 24))  # noqa: DTZ001 - the point of the test
