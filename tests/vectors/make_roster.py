"""The frozen versions of a roster, a cosigned checkpoint and a proof of two histories.

Written once, by `python -m tests.vectors.make_roster`: the bytes are golden (docs/wire-format.md, sections 11 and 12).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import structs

from mithaq.journal.checkpoint import Checkpoint, sign_checkpoint
from mithaq.journal.cosign import cosign
from mithaq.journal.grammar import moment
from mithaq.journal.histories import two_notes
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Levels, leaf_hash
from mithaq.journal.roster_document import RosterMember, SignedRoster, founded, roster_of
from mithaq.journal.trust import MemberKind, make_entry

FOLDER = Path(__file__).parent / "roster"
KINDS: dict[str, MemberKind] = {"EG": "state", "GS": "secretariat", "OC": "commission", "SA": "state", "TN": "state"}
KEYS = {code: SigningKey.from_seed(code, f"{code}-2026a", bytes([10 + index]) * 32) for index, code in enumerate(KINDS)}
NEXT = SigningKey.from_seed("OC", "OC-2026b", bytes([20]) * 32)
START = datetime(2026, 11, 24, 8, tzinfo=UTC)


def versions() -> tuple[SignedRoster, SignedRoster, SignedRoster]:
    """The first one; SA suspended; another key for the commission, announced for thirty days later."""
    first = founded(((kind, KEYS[code]) for code, kind in KINDS.items()), moment(START), "2028-01-01T00:00:00.000Z")
    made = moment(START + timedelta(days=1))
    members = tuple(
        RosterMember(18, one.entry, "suspended") if one.entry.code == "SA" else one for one in first.document.members
    )
    document = structs.replace(
        first.document, number=2, previous=first.document.hash, made_at=made, effective=made, members=members, quorum=2
    )
    second = SignedRoster(document, ()).signed_by(KEYS["EG"]).signed_by(KEYS["TN"])
    made = moment(START + timedelta(days=2))
    entry = make_entry("commission", NEXT, (KEYS["OC"].member_key(), NEXT.member_key(7)))
    members = tuple(RosterMember(None, entry, "active") if one.entry.code == "OC" else one for one in members)
    document = structs.replace(
        second.document, number=3, previous=second.document.hash, made_at=made, effective=made, members=members,
        commission_from=moment(START + timedelta(days=32)), seats=("seat-1", "seat-2", "seat-3"),
    )  # fmt: skip
    third = SignedRoster(document, ())
    for code in ("EG", "TN", "OC"):
        third = third.signed_by(KEYS[code])
    return first, second, third


def files() -> dict[str, bytes]:
    """Every file by name."""
    first, second, third = versions()
    one = [leaf_hash(bytes([number])) for number in range(5)]
    other = [*one[:2], leaf_hash(b"another"), *one[3:]]
    notes = [
        cosign(sign_checkpoint(Checkpoint.of("TN", len(tree), Levels(tree).root()), KEYS["TN"]), KEYS[witness], START)
        for tree, witness in ((other[:3], "SA"), (one, "EG"))
    ]
    return {
        "version-1.json": first.to_json(), "version-2.json": second.to_json(), "version-3.json": third.to_json(),
        "cosigned.txt": notes[1].encode(), "two-histories.json": two_notes(notes[0], notes[1], one, roster_of(first)),
    }  # fmt: skip


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, data in files().items():
        with (FOLDER / name).open("xb") as out:
            out.write(data)
