"""What the parties of a case do in the simulation: mostly what fits the state that they see, now and then anything."""

from __future__ import annotations

import hashlib
from typing import Any

from mithaq.app import cases
from mithaq.app.alerts import content_in
from mithaq.app.alerts import load as load_alert
from mithaq.domain.case import papers
from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.papers import CasePaper, DetentionRequest, ExtraditionFile, Note, PaperCopy, Reasons
from mithaq.domain.content import Wanted
from mithaq.domain.instant import text
from mithaq.testing.acts import FILE, INSTRUMENT
from tests.simulation.play import Play

ASKS, HOLDS = 0, 1  # the two sides, as places in a row of `Play.cases`
MOST = 4  # cases in one play

LIKELY = {
    "requested": [(HOLDS, "detention.admitted")] * 4 + [(HOLDS, "detention.refused"), (ASKS, "request.withdrawn")],
    "admitted": [(HOLDS, "person.arrested")] * 3 + [(ASKS, "request.withdrawn")],
    "arrested": [(HOLDS, "rights.informed")] * 3 + [(ASKS, "continuation.requested"), (HOLDS, "person.removed")],
    "informed": [
        (ASKS, "file.lodged"),
        (HOLDS, "court.decided"),
        (HOLDS, "court.decided"),
        (ASKS, "request.withdrawn"),
    ],
    "granted": [(HOLDS, "appeal.waived"), (HOLDS, "appeal.lodged"), (HOLDS, "appeal.lapsed")],
    "appealed": [(HOLDS, "appeal.decided")],
    "final": [(HOLDS, "surrender.dated")],
    "dated": [(HOLDS, "person.surrendered")] * 3 + [(ASKS, "surrender.received"), (ASKS, "request.withdrawn")],
    "surrendered": [(ASKS, "surrender.received")],
    "received": [(ASKS, "speciality.undertaken")],
    "speciality": [(ASKS, "case.closed")],
    "release_due": [(HOLDS, "person.released")],
    "released": [(ASKS, "case.closed"), (HOLDS, "person.arrested")],
    "removed": [(ASKS, "person.released")],
}
ROLES = {"person.arrested": "bureau", "person.surrendered": "bureau", "surrender.received": "bureau"}
JUDGES = ("court.", "appeal.", "detention.extended")


def bind(play: Play) -> None:
    """A state says towards another that the agreement binds it."""
    requested, requesting = play.random.sample(play.states, 2)
    word = cases.state_bound(play.world[requested], play.world.actor(requested, "bureau"), INSTRUMENT, requesting)
    play.bonds[requested, requesting] = word.hash


def request(play: Play) -> None:
    """A prosecutor asks for the detention of somebody whom his state seeks."""
    owner, alert = play.some()
    if len(play.cases) >= MOST or owner not in play.states:
        return
    requested = play.random.choice([code for code in play.states if code != owner])
    with play.world[owner].store.read() as reader:
        fold = load_alert(reader, alert)
        content = content_in(reader, fold.current) if fold is not None and fold.current is not None else None
    if not isinstance(content, Wanted):
        return
    paper = DetentionRequest(content.identity, content.offence, content.warrant, owner, True, True)
    said = cases.request(
        play.world[owner], play.world.actor(owner, "prosecutor"), requested, INSTRUMENT, alert, paper,
        bound=play.bonds.get((requested, owner), ""),
    )  # fmt: skip
    play.cases.append((owner, requested, said.subject))


def proceed(play: Play) -> None:
    """What fits the state in which a party sees its case."""
    if not play.cases:
        return
    row = play.random.choice(play.cases)
    play.world.step(row[:2])
    with play.world[row[HOLDS]].store.read() as reader:
        case = cases.load(reader, row[2])
    if case is not None and str(case.state) in LIKELY:
        talks = [(ASKS, "message.sent"), (HOLDS, "message.sent")]
        side, type = play.random.choice((LIKELY[str(case.state)] * 4 + talks))
        _say(play, row, side, type)


def intrude(play: Play) -> None:
    """Anything by either party."""
    if play.cases:
        type = play.random.choice(sorted(set(CASE_TYPES) - {"detention.requested", "detention.lapsed"}))
        _say(play, play.random.choice(play.cases), play.random.choice((ASKS, HOLDS)), type)


def _say(play: Play, row: tuple[str, str, str], side: int, type: str) -> None:
    node = play.world[row[side]]
    role = "judge" if type.startswith(JUDGES) else ROLES.get(type, "prosecutor")
    actor = play.world.actor(row[side], role)
    body = _body(play, row, type, text(node.now()))
    if type == "detention.admitted":
        body = {
            "decided": [found.test for found in cases.read(node, actor, row[2]).findings if found.result == "arguable"]
        }
    paper = _paper(play, type)
    cases.act(node, actor, row[2], type, body, papers.encode(paper) if paper is not None else None)


def _body(play: Play, row: tuple[str, str, str], type: str, now: str) -> dict[str, Any]:
    if type == "file.lodged":
        return {"papers": [rule.paper for rule in play.world.law.instruments[INSTRUMENT].file]}
    refuses = play.random.random() < 0.2
    outcome = {"decided_at": now, "heard": True} | ({"ground": "own_national"} if refuses else {})
    bodies: dict[str, dict[str, Any]] = {
        "detention.refused": {"ground": "own_national"},
        "person.arrested": {"held_from": now, "arrested_at": now},
        "rights.informed": {
            "informed_at": now, "language": "ar", "language_understood": True, "interpreter": "not_needed",
            "lawyer": "chosen", "reasons_told": True, "hearing_told": True,
        },
        "lodgement.received": {"of": "0" * 64, "received_at": now},
        "detention.extended": {"ordered_at": now, "until": f"2027{now[4:]}"},
        "court.decided": outcome | {"outcome": "refused" if refuses else "granted"},
        "appeal.decided": outcome | {"outcome": "reversed" if refuses else "confirmed"},
        "appeal.lodged": {"lodged_at": now},
        "appeal.waived": {"waived_at": now},
        "appeal.lapsed": {"lapsed_at": now},
        "surrender.dated": {"day": now[:10]},
        "person.surrendered": {"surrendered_at": now},
        "surrender.received": {"received_at": now},
        "person.released": {"released_at": now, "ground": "no_legal_basis"},
        "person.removed": {"removed_at": now, "to": row[ASKS]},
    }  # fmt: skip
    return bodies.get(type, {})


def _paper(play: Play, type: str) -> CasePaper | None:
    if type in ("detention.refused", "court.decided", "appeal.decided", "detention.extended"):
        return Reasons("a synthetic court", "1/2026", "synthetic reasons")
    if type == "file.lodged":
        copies = [PaperCopy(name, hashlib.sha256(name.encode()).hexdigest(), certified_by="COURT") for name in FILE]
        return ExtraditionFile(tuple(copies))
    return Note("synthetic words") if type == "message.sent" else None


CASES = (bind, bind, request, request, *[proceed] * 6, intrude)
