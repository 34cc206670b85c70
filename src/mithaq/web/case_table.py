"""The table of a case in words, beside its picture: `python -m mithaq.web.case_table docs/case-states.md`.

For every state: which statement, by which party, brings it where, under which conditions. What has no cell is refused, and
the page says with which code. So every state × statement × party has its answer here, where the picture shows arrows only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.states import TRANSITIONS, CaseState, Clock, Move, Party
from mithaq.ops.texts import translator
from mithaq.web.pages.words import WORDS

PARTIES = {
    Party.REQUESTING: "Asking state · الطالبة",
    Party.REQUESTED: "Requested state · المطلوب إليها",
    Party.COMMISSION: "Commission · الهيئة",
}
_INTRO = """# States of a detention case · حالات القضية

Generated from `domain/case/states.py` by `python -m mithaq.web.case_table docs/case-states.md`; the same table as a
picture: [case-states.svg](case-states.svg).

Read a cell as a sentence: *in this state this party, by this statement, brings the case to →; if the conditions are met*.
Of several lines the first counts whose conditions are met. A condition that is not met refuses the statement with a code of
its own. *(same)*: the case stays in its state. *happened*: a fact that is kept because it happened; nobody is told to bring
it about. — : refused. A member that is neither side nor the commission is refused with `case.not_party` in every state but
the first, in which no case is open and whoever speaks is the asking state."""


def page() -> str:
    """The whole page as Markdown."""
    return "\n\n".join([_INTRO, *map(_section, CaseState)]) + "\n"


def refused_with(state: CaseState) -> str:
    """The code with which a party's statement is refused that has no row in this state."""
    return "release.due" if state == CaseState.RELEASE_DUE else "case.not_possible"


def rows_of(state: CaseState, event: str, party: Party) -> list[Move]:
    """What this party may bring about by this statement, in the order in which it is tried."""
    return [row for row in TRANSITIONS[state] if row.event == event and row.by == party]


def _section(state: CaseState) -> str:
    events = list(dict.fromkeys(row.event for row in TRANSITIONS[state]))
    english = WORDS["case_state"][state.value]
    lines = [
        f"## {english} · {translator('ar').gettext(english)}",
        "",
        f"`{state.value}`",
        "",
        f"| Statement | {' | '.join(PARTIES.values())} |",
        "|---|---|---|---|",
        *(_line(state, event) for event in events),
        "",
        f"Every other statement ({len(CASE_TYPES) - len(events)} of {len(CASE_TYPES)}), and every —: refused, "
        f"`{refused_with(state)}`.",
    ]
    return "\n".join(lines)


def _line(state: CaseState, event: str) -> str:
    english = WORDS["event"][event]
    cells = ("<br>".join(_said(state, rows_of(state, event, party))) or "—" for party in PARTIES)
    return f"| {english} · {translator('ar').gettext(english)}<br>`{event}` | {' | '.join(cells)} |"


def _said(state: CaseState, rows: list[Move]) -> Iterator[str]:
    for row in rows:
        to = "(same)" if row.to == state else WORDS["case_state"][row.to.value]
        conditions = [f"outcome {row.when}"] if row.when else []
        conditions += [need.replace("_", " ") for need in row.needs]
        more = (f", if {'; '.join(conditions)}" if conditions else "") + (" *(happened)*" if row.happened else "")
        clocks = [*_named("starts", row.starts), *_named("stops", row.stops)]
        yield f"→ {to}{more}" + (f" [{', '.join(clocks)}]" if clocks else "")


def _named(verb: str, clocks: tuple[Clock, ...]) -> list[str]:
    """Most ends stop every clock; a list of all five would hide that."""
    return [f"{verb} every clock"] if set(clocks) == set(Clock) else [f"{verb} {clock.value}" for clock in clocks]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
