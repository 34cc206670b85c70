"""What may be connected: kinds, names of tables and columns, and what a mapping has no room for."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.connected import mapping as mappings
from mithaq.domain.connected.words import tokens, topic_in
from mithaq.domain.errors import Refusal
from mithaq.law.load import load_law

TABLES = load_law().connected
WHOLE: dict[str, Any] = {
    "mapping": 1, "database": "TN-CRIMINAL-RECORDS", "kind": "criminal_record", "authority": "TN-JUSTICE",
    "url": "postgresql://reader@db.example/records", "table": "criminal_records", "reference": "file_no",
    "person": {"name_ar": "name", "birth": {"column": "born", "format": "%d/%m/%Y"}, "nationality": "nat"},
    "core": ["judgment"],
}  # fmt: skip

TOML = """\
mapping = 1
database = "TN-CRIMINAL-RECORDS"
kind = "criminal_record"
authority = "TN-JUSTICE"
url = "postgresql://reader@db.example/records"
table = "criminal_records"
reference = "file_no"
core = ["judgment"]
[person]
name_ar = "name"
nationality = "nat"
birth = { column = "born", format = "%d/%m/%Y" }
"""


def refused(**change: Any) -> tuple[str, tuple[str, ...]]:
    """The code with which a mapping with this change is refused, and the topic if that is why."""
    raw = msgspec.json.encode({key: value for key, value in (WHOLE | change).items() if value is not None})
    with pytest.raises(Refusal) as caught:
        mappings.check(mappings.read(raw), TABLES)
    return caught.value.code, caught.value.missing


def test_a_whole_mapping_is_read_in_yaml_and_toml_and_is_sound() -> None:
    yaml = mappings.read(msgspec.yaml.encode(WHOLE))
    mappings.check(yaml, TABLES)
    assert mappings.read(TOML.encode(), toml=True) == yaml
    assert mappings.columns(yaml) == ("file_no", "name", "nat", "born", "judgment")
    assert mappings.indexed(yaml) == ("file_no", "name", "nat", "born"), "core data are in no index"


@pytest.mark.parametrize("kind", ["travel", "residence", "visa", "asylum", "telecom", "health", "", "criminal_records"])
def test_any_other_kind_is_refused_by_name(kind: str) -> None:
    assert refused(kind=kind)[0] == "connected.kind"


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("travel_history", "travel"), ("PassengerList", "travel"), ("border_crossings", "travel"), ("PNR", "travel"),
        ("سجل السفر", "travel"), ("المسافرين", "travel"), ("voyages", "travel"), ("ResidencePermits", "residence"),
        ("titres_de_sejour", "residence"), ("الإقامات", "residence"), ("visas", "visa"), ("تأشيرة", "visa"),
        ("asylum_claims", "asylum"), ("refugees", "asylum"), ("اللاجئين", "asylum"), ("demandeurs_asile", "asylum"),
        ("CALL_RECORDS", "telecom"), ("msisdn", "telecom"), ("هاتف", "telecom"), ("abonnés", "telecom"),
        ("patients", "health"), ("HIV", "health"), ("ملف_طبي", "health"), ("santé", "health"),
    ],
)  # fmt: skip
def test_a_table_or_column_is_refused_by_its_name_in_three_languages(name: str, topic: str) -> None:
    assert refused(table=name) == ("connected.topic", (topic,))
    assert refused(core=["judgment", name]) == ("connected.topic", (topic,))
    assert refused(person={"name_ar": name}) == ("connected.topic", (topic,))


@pytest.mark.parametrize(
    "name",
    [
        "criminal_records", "السوابق", "casier_judiciaire", "condamnations", "objets_volés", "passport_no", "vols",
        "تاريخ_الميلاد", "اسم الأب", "منفذ الجريمة", "مشتركون في الجريمة", "tripoli_court", "healed", "rights_informed",
        "cour_d_appel", "lieu_naissance", "booking_no", "aliases",
    ],
)  # fmt: skip
def test_names_of_what_may_be_connected_pass(name: str) -> None:
    assert topic_in(name, TABLES.words) == ""


def test_columns_that_are_not_read_are_named_by_whoever_connects() -> None:
    live = ("file_no", "name", "nat", "born", "judgment", "phone", "court")
    mapping = mappings.read(msgspec.json.encode(WHOLE))
    assert mappings.unread(mapping, live, TABLES) == (("phone", "telecom"),)
    left_out = mappings.read(msgspec.json.encode(WHOLE | {"leave_out": ["phone"]}))
    assert mappings.unread(left_out, live, TABLES) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person": None}, "connected.content"), ({"thing": {"kind": "vehicle", "plate": "p"}}, "connected.content"),
        ({"person": None, "thing": {"kind": "vehicle", "plate": "p"}}, "connected.content"),
        ({"kind": "stolen_object"}, "connected.content"), ({"person": {"nationality": "nat"}}, "connected.no_name"),
        ({"kind": "stolen_object", "person": None, "thing": {"kind": "vehicle", "number": "n"}}, "connected.no_number"),
        ({"leave_out": ["nat"]}, "connected.left_out"), ({"where": "1=1"}, "connected.malformed"),
        ({"table": "t\x00"}, "connected.malformed"), ({"database": "records"}, "connected.malformed"),
        ({"password": "x"}, "connected.malformed"), ({"mapping": 2}, "connected.malformed"),
        ({"person": {"name_ar": "name", "birth": {"column": "b", "format": "%H:%M"}}}, "connected.format"),
        ({"person": {"name_ar": "name", "birth": {"column": "b", "format": "%d/%m"}}}, "connected.format"),
    ],
)  # fmt: skip
def test_what_a_mapping_may_not_say_has_no_room(change: dict[str, Any], code: str) -> None:
    assert refused(**change)[0] == code


def test_a_file_that_is_too_long_or_unfolds_is_refused() -> None:
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\n"
    for raw in (b"x" * (mappings.MAX_BYTES + 1), bomb, b"\xff\xfe", b"[" * 5000, b"mapping: [1"):
        with pytest.raises(Refusal) as caught:
            mappings.read(raw)
        assert caught.value.code == "connected.malformed"


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_the_reader(raw: bytes, toml: bool) -> None:
    with pytest.raises(Refusal) as caught:  # no mapping is that short
        mappings.read(raw, toml=toml)
    assert caught.value.code == "connected.malformed"


@given(st.text(max_size=60))
def test_no_name_breaks_the_search_for_words(name: str) -> None:
    assert topic_in(name, TABLES.words) in {"", *TABLES.topics}
    assert all(word == word.casefold() for word in tokens(name))
