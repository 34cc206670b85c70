"""Makes the golden byte vectors of format version 1: `python -m tests.vectors.make`.

Everything is derived from fixed seeds, so the same bytes come out each time (Ed25519 is deterministic). Frozen files
are never overwritten: a difference is an error, because it would mean that the format has changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mithaq.journal.bundle import Exported, ExportedJournal, make_bundle
from mithaq.journal.chain import Head, Held, head_after, next_header
from mithaq.journal.checkpoint import Checkpoint, sign_checkpoint
from mithaq.journal.envelope import Author, Cite, Commitment, Envelope, Item, content_of, sign, to_wire
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Levels
from mithaq.journal.payload import Payload, commit
from mithaq.journal.trust import Roster, make_entry

FOLDER = Path(__file__).parent / "v1"

TN = SigningKey.from_seed("TN", "TN-2026a", b"\x01" * 32)
EG = SigningKey.from_seed("EG", "EG-2026a", b"\x02" * 32)
GS = SigningKey.from_seed("GS", "GS-2026a", b"\x03" * 32)
COMMISSION = SigningKey.from_seed("CF", "CF-2026a", b"\x04" * 32)

DRAFTER = Author("o-00000000000000a1", "tunis-central", "liaison", "tn-interior", None)
JUDGE = Author("o-00000000000000a2", "tunis-court-1", "prosecutor", "tn-justice", None)
REVIEWER = Author("o-00000000000000b1", "review-desk", "reviewer", "gs-secretariat", None)

PERSON = "a-00000000000000000000000000000001"
BATCH = "a-00000000000000000000000000000002"
PAYLOAD = Payload(b"\xa0" * 16, '{"names":[{"script":"Arab","text":"سالم المثالي"}]}'.encode())
OBJECTS = {
    f"d-{number:032x}": Payload(bytes([0xB0 + number]) * 16, b'{"number":"X%07d"}' % number) for number in range(1, 4)
}


class Journals:
    """Journals in memory, as `JournalView` wants them."""

    def __init__(self) -> None:
        self.events: dict[str, list[Envelope]] = {}

    def head(self, member: str) -> Head | None:
        events = self.events.get(member)
        return head_after(events[-1]) if events else None

    def event_at(self, member: str, seq: int) -> Held | None:
        events = self.events.get(member, [])
        if not 1 <= seq <= len(events):
            return None
        return Held(events[seq - 1].hash, events[seq - 1].header.lamport)

    def say(self, key: SigningKey, type: str, author: Author, subject: str, **rest: Any) -> Envelope:
        """Sign and append the next event of the key's member, one minute after the one before."""
        at = f"2026-11-24T08:{sum(map(len, self.events.values())):02d}:00.000Z"
        fields = {"body": {}} | rest
        header = next_header(self, member=key.member, type=type, at=at, author=author, subject=subject, **fields)
        envelope = sign(header, key)
        self.events.setdefault(key.member, []).append(envelope)
        return envelope


def cite(event: Envelope) -> Cite:
    return Cite(event.header.member, event.header.seq, event.hash)


def roster() -> Roster:
    states = [make_entry("state", key) for key in (TN, EG)]
    return Roster.of([*states, make_entry("secretariat", GS), make_entry("commission", COMMISSION)])


def journals() -> tuple[Journals, dict[str, Envelope]]:
    """The small history that the vectors tell: an alert, approved, reviewed and circulated, and a batch."""
    said = Journals()
    named: dict[str, Envelope] = {}
    own = Commitment("none", commit(PAYLOAD), len(PAYLOAD.body))
    named["alert"] = said.say(
        TN, "alert.drafted", DRAFTER, PERSON, body={"kind": "wanted", "urgent": False}, payload=own
    )
    named["approval"] = said.say(
        TN,
        "alert.approved",
        JUDGE,
        PERSON,
        body={"content": content_of(named["alert"].header), "label": "مذكرة بحث"},
        cites=[cite(named["alert"])],
    )
    items = [Item(id, commit(payload), len(payload.body)) for id, payload in OBJECTS.items()]
    named["batch"] = said.say(TN, "alert.drafted", DRAFTER, BATCH, body={"kind": "travel_document"}, items=items)
    accepted = {"content": content_of(named["alert"].header)}
    named["review"] = said.say(GS, "review.accepted", REVIEWER, PERSON, body=accepted, cites=[cite(named["approval"])])
    named["circulated"] = said.say(TN, "alert.circulated", DRAFTER, PERSON, cites=[cite(named["review"])])
    for number in range(3):
        said.say(TN, "log.rooted", DRAFTER, "n-0000000000000001", body={"root": f"{number:064x}"})
    return said, named


def build() -> dict[str, bytes]:
    """Every vector file by name."""
    said, named = journals()
    files = {f"{name}.envelope.json": to_wire(event) for name, event in named.items()}
    files |= {f"{name}.signed.json": event.signed for name, event in named.items()}
    files["roster.json"] = roster().to_json()
    files["hashes.json"] = _json(
        {name: {"content": content_of(event.header), "event": event.hash} for name, event in named.items()}
    )
    files["payload.json"] = _json(
        {"salt": PAYLOAD.salt.hex(), "body": PAYLOAD.body.hex(), "commitment": commit(PAYLOAD)}
    )
    events = said.events["TN"]
    levels = Levels([event.leaf for event in events])
    note = sign_checkpoint(Checkpoint.of("TN", levels.size, levels.root()), TN)
    files["checkpoint.txt"] = note.encode()
    files["proofs.json"] = _json(_proofs(levels))
    payloads = {1: {"": PAYLOAD}, 3: OBJECTS}
    exported = [Exported(event, payloads.get(event.header.seq, {})) for event in events]
    review = [Exported(event) for event in said.events["GS"]]
    files["bundle.json"] = make_bundle(
        roster(),
        [
            ExportedJournal("TN", exported, note, [event.leaf for event in events]),
            ExportedJournal("GS", review),
        ],
    )
    return files


def _proofs(levels: Levels) -> dict[str, object]:
    size, index, old = levels.size, 2, 3
    return {
        "size": size,
        "root": levels.root().hex(),
        "inclusion": {"index": index, "path": [node.hex() for node in levels.inclusion(index)]},
        "consistency": {
            "old_size": old,
            "old_root": levels.root(old).hex(),
            "path": [node.hex() for node in levels.consistency(old)],
        },
    }


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1, sort_keys=True).encode() + b"\n"


def main() -> int:
    """Write the files that are missing; 1 if one that is there differs."""
    FOLDER.mkdir(exist_ok=True)
    differing = []
    for name, data in build().items():
        path = FOLDER / name
        if not path.exists():
            path.write_bytes(data)
        elif path.read_bytes() != data:
            differing.append(name)
    for name in differing:
        print(f"{name} is frozen and differs from what this program makes", file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
