"""Checkpoint notes in the C2SP formats."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.journal.checkpoint import Checkpoint, key_hash, open_checkpoint, sign_checkpoint
from mithaq.journal.encoding import b64
from mithaq.journal.errors import RefusalCode
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import EMPTY_ROOT
from mithaq.journal.trust import Roster, make_entry
from tests.unit.journal.stage import ROSTER, code_of, golden
from tests.vectors.make import EG, TN

NOTE = golden("checkpoint.txt").decode()
TEXT, LINE = NOTE.split("\n\n")
ROOT = bytes(range(32))


def test_the_golden_note_opens_with_roster_and_with_public_key() -> None:
    checkpoint = open_checkpoint(NOTE, ROSTER)
    assert (checkpoint.member, checkpoint.size) == ("TN", 7)
    assert open_checkpoint(NOTE, TN.public_bytes) == checkpoint
    assert sign_checkpoint(checkpoint, TN) == NOTE


def test_the_key_hash_of_the_c2sp_example() -> None:
    # from the documentation of golang.org/x/mod/sumdb/note:
    # PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
    public = bytes.fromhex("1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6")
    assert key_hash("PeterNeumann", public).hex() == "c74f20a3"


def test_unknown_lines_may_stand_beside() -> None:
    witness = f"— witness.example {b64(b'abcd' + b'x' * 64)}\n"
    same_name = f"— mithaq/TN {b64(b'abcd' + b'x' * 20)}\n"
    for note in (NOTE + witness, f"{TEXT}\n\n{witness}{LINE}", NOTE + same_name):
        assert open_checkpoint(note, ROSTER).size == 7


def test_the_empty_tree() -> None:
    note = sign_checkpoint(Checkpoint.of("TN", 0, EMPTY_ROOT), TN)
    assert open_checkpoint(note, ROSTER).size == 0
    other = sign_checkpoint(Checkpoint.of("TN", 0, ROOT), TN)
    assert code_of(lambda: open_checkpoint(other, ROSTER)) == RefusalCode.BAD_ENCODING


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("", RefusalCode.BAD_ENCODING),
        (NOTE[:-1], RefusalCode.BAD_ENCODING),
        (NOTE + "\n", RefusalCode.BAD_ENCODING),
        (TEXT + "\n\n", RefusalCode.BAD_ENCODING),
        (NOTE.replace("\n7\n", "\n07\n"), RefusalCode.BAD_ENCODING),
        (NOTE.replace("\n7\n", "\n٧\n"), RefusalCode.BAD_ENCODING),
        (NOTE.replace("\n7\n", "\n-7\n"), RefusalCode.BAD_ENCODING),
        (NOTE.replace("\n7\n", "\n9999999999999999\n"), RefusalCode.BAD_ENCODING),
        (NOTE.replace("\n", "\r\n"), RefusalCode.BAD_ENCODING),
        (NOTE.replace("=\n", "=\nextension\n", 1), RefusalCode.BAD_ENCODING),
        (NOTE.replace("=\n", "\n", 1), RefusalCode.BAD_ENCODING),
        (NOTE.replace("— ", "- "), RefusalCode.BAD_ENCODING),
        (NOTE + "— x\n", RefusalCode.BAD_ENCODING),
        (NOTE + "— x !!!!\n", RefusalCode.BAD_ENCODING),
        (NOTE + "— x AB==\n", RefusalCode.BAD_ENCODING),
        (NOTE + f"{LINE}" * 40, RefusalCode.BAD_ENCODING),
        ("\ud800" + NOTE, RefusalCode.BAD_ENCODING),
        (NOTE * 200, RefusalCode.TOO_LARGE),
        (NOTE.replace("mithaq/TN", "mithaq/ZZ"), RefusalCode.ORIGIN_UNKNOWN),
        (NOTE.replace("mithaq/TN", "mithaq/EG"), RefusalCode.KEY_UNKNOWN),
        (NOTE.replace("— mithaq/TN", "— mithaq/EG"), RefusalCode.KEY_UNKNOWN),
        (NOTE.replace("\n7\n", "\n8\n"), RefusalCode.BAD_SIGNATURE),
        (NOTE.replace("\npf", "\nqf"), RefusalCode.BAD_SIGNATURE),
    ],
)
def test_altered_notes_are_refused(note: str, code: RefusalCode) -> None:
    assert code_of(lambda: open_checkpoint(note, ROSTER)) == code


def test_a_short_signature_with_the_right_hint_is_refused() -> None:
    hint = key_hash("mithaq/TN", TN.public_bytes)
    note = f"{TEXT}\n\n— mithaq/TN {b64(hint + b'x')}\n"
    assert code_of(lambda: open_checkpoint(note, ROSTER)) == RefusalCode.BAD_SIGNATURE


def test_another_member_cannot_sign() -> None:
    checkpoint = Checkpoint.of("TN", 3, ROOT)
    assert code_of(lambda: sign_checkpoint(checkpoint, EG)) == RefusalCode.KEY_UNKNOWN
    thief = SigningKey("TN-2026a", "TN", EG.private)
    assert code_of(lambda: open_checkpoint(sign_checkpoint(checkpoint, thief), ROSTER)) == RefusalCode.KEY_UNKNOWN
    assert code_of(lambda: open_checkpoint(NOTE, EG.public_bytes)) == RefusalCode.KEY_UNKNOWN


def test_the_key_has_to_be_valid_at_the_size() -> None:
    new = SigningKey.from_seed("TN", "TN-2027a", b"\x09" * 32)
    ended = Roster.of([make_entry("state", new, [TN.member_key(1, 6), new.member_key(7)])])
    assert code_of(lambda: open_checkpoint(NOTE, ended)) == RefusalCode.KEY_NOT_VALID
    revoked = msgspec.structs.replace(TN.member_key(), revoked_from=7)
    roster = Roster.of([make_entry("state", new, [revoked, new.member_key(7)])])
    assert code_of(lambda: open_checkpoint(NOTE, roster)) == RefusalCode.KEY_REVOKED
