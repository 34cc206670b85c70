"""An offline copy in use at a post: logged before it is answered, refused and emptied at its end, wiped with a receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mithaq.app import holders
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.interop import offline_use
from mithaq.journal import offline
from mithaq.journal.keys import SigningKey
from mithaq.journal.trust import Roster, make_entry

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
CODE, SALT = bytes(range(15)), "c2FsdA"
KEY = SigningKey.from_seed("TN", "TN-1", b"k" * 32)
ROSTER = Roster.of([make_entry("state", KEY)])
KNOWN = ("document", "A1234567")
WHO = ("border@TN", "TN-DEHIBA", "border")
SECRET = "A" * 43


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    locked = offline.Locked(CODE, SALT)
    rows = [locked.row(("document", f"B{number:07d}"), "travel_document LY keep_document -") for number in range(50)]
    rows.append(locked.row(KNOWN, "travel_document EG keep_document -"))
    until = text(NOW + timedelta(hours=48))
    head = offline.Head(1, "TN", "n-" + "a" * 24, "TN-DEHIBA-POST", text(NOW), until, SALT, 51, "")
    place = tmp_path / "copy.mithaq"
    place.write_bytes(offline.made(head, rows, KEY))
    return place


def ask(copy: Path, key: offline.Key = KNOWN, *, hours: float = 1, code: bytes = CODE) -> offline_use.Told:
    at = NOW + timedelta(hours=hours)
    return offline_use.look(copy, offline.code_text(code), [key], WHO, at, ROSTER)


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as told:
        do()
    return told.value.code


def test_a_number_is_answered_with_the_age_of_the_copy(copy: Path) -> None:
    told = ask(copy)
    assert told.found == (offline_use.Said("travel_document", "EG", "keep_document", test=False),)
    assert (told.age_s, told.left_s, told.trusted) == (3600, 47 * 3600, True)
    assert ask(copy, ("document", "A7654321")).found == ()
    assert ask(copy, ("plate", "A1234567")).found == (), "a plate is no document"
    assert ask(copy, code=bytes(15)).found == (), "a wrong code finds nothing"


def test_each_look_up_is_written_down_and_tells_no_number(copy: Path) -> None:
    ask(copy)
    ask(copy, ("document", "A7654321"), hours=2)
    first, second = offline_use.log_of(copy)
    assert (first.officer, first.post, first.purpose, first.found) == (*WHO, True)
    assert (second.number, second.found, second.previous) == (2, False, offline_use.head_of([first]))
    log = copy.with_name("copy.mithaq.log")
    assert b"1234567" not in log.read_bytes()
    log.write_bytes(log.read_bytes().replace(b'"found":true', b'"found":false'))
    assert refused(lambda: ask(copy, hours=3)) == "offline.log"


@pytest.mark.parametrize("who", [("", "p", "border"), ("o", " ", "border"), ("o", "p", "")])
def test_no_answer_without_officer_post_and_purpose(copy: Path, who: tuple[str, str, str]) -> None:
    code = offline.code_text(CODE)
    assert refused(lambda: offline_use.look(copy, code, [KNOWN], who, NOW, None)) == "check.no_purpose"
    assert offline_use.log_of(copy) == []


def test_after_48_hours_it_refuses_and_is_empty(copy: Path) -> None:
    assert ask(copy, hours=47.99).found
    size = copy.stat().st_size
    assert refused(lambda: ask(copy, hours=48)) == "offline.expired"
    assert copy.stat().st_size < size - 51 * offline.ROW_BYTES + 1
    assert b"\0" not in copy.read_bytes()
    assert refused(lambda: ask(copy, hours=48)) == "offline.expired"


def test_a_clock_that_is_set_back_is_found(copy: Path) -> None:
    ask(copy, hours=47)
    assert refused(lambda: ask(copy, hours=1)) == "offline.clock"
    assert refused(lambda: ask(copy, hours=-1)) == "offline.clock"


def test_a_file_that_is_not_what_was_made_is_refused(copy: Path) -> None:
    raw = copy.read_bytes()
    for changed in (
        b"",
        b"{}\n",
        raw[:-1],
        raw.replace(b"2026-11-24", b"2036-11-24"),
        raw.replace(b"TN-DEHIBA", b"TN-OTHERS"),
    ):
        copy.write_bytes(changed)
        assert refused(lambda: ask(copy)) == "offline.file"
    copy.write_bytes(raw)
    assert refused(lambda: offline_use.look(copy, "§", [KNOWN], WHO, NOW, ROSTER)) == "offline.code"
    assert refused(lambda: offline_use.look(copy, "AA", [], WHO, NOW, ROSTER)) == "check.empty"


def test_wiping_leaves_the_log_and_says_what_is_to_be_signed(copy: Path) -> None:
    ask(copy)
    said = offline_use.empty(copy, NOW + timedelta(hours=2))
    assert not copy.exists()
    assert (said.deleted, said.lookups, said.log) == (51, 1, offline_use.head_of(offline_use.log_of(copy)))
    signed = holders.sign_deletion(SECRET, said)
    assert holders.is_genuine(holders.public_half(SECRET), said, signed.signature)


def test_an_emptied_copy_can_still_be_answered_for(copy: Path) -> None:
    refused(lambda: ask(copy, hours=48))
    assert offline_use.empty(copy, NOW + timedelta(hours=49)).deleted == 51
