"""The table of a case as a picture: `python -m mithaq.web.case_diagram docs/case-states.svg`.

Every row of `domain.case.states.TRANSITIONS` is on it: as an arrow with the number of its statement, as one arrow of the
frame where every state in custody has it, or as a mark in the corner of a state for what is possible almost everywhere.
A state that has no place here yet stands in the last line.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from mithaq.domain.case.states import CUSTODY, TRANSITIONS, CaseState
from mithaq.ops.texts import translator
from mithaq.web.pages.words import WORDS

S = CaseState
WIDTH, BOX, HIGH, STEP = 1560, 176, 50, 86
MAIN, NEAR, FAR, SIDE = 300, 640, 900, 40
# Where each state stands: left edge and row. Down the middle goes the ordinary path, at the bottom a transit.
PLACES: dict[CaseState, tuple[int, float]] = {
    S.NOT_OPEN: (MAIN, 0), S.REQUESTED: (MAIN, 1), S.ADMITTED: (MAIN, 2), S.ARRESTED: (MAIN, 3), S.INFORMED: (MAIN, 4),
    S.GRANTED: (MAIN, 5), S.APPEALED: (MAIN, 6), S.FINAL: (MAIN, 7), S.DATED: (MAIN, 8), S.SURRENDERED: (MAIN, 9),
    S.RECEIVED: (MAIN, 10), S.SPECIALITY: (MAIN, 11), S.UNFOUNDED: (SIDE, 0), S.REFUSED: (NEAR, 1),
    S.WITHDRAWN: (FAR, 9.4), S.RELEASED: (FAR, 2.4), S.ESCAPED: (NEAR, 5.7), S.RELEASE_DUE: (NEAR, 4),
    S.POSTPONED: (NEAR, 7.5), S.LENT: (FAR, 7.5), S.REMOVED: (NEAR, 9.4), S.DIED: (NEAR, 10.8), S.CLOSED: (FAR, 10.8),
    S.TRANSIT_REQUESTED: (SIDE, 12.6), S.TRANSIT_NOTIFIED: (SIDE, 14), S.TRANSIT_PERMITTED: (SIDE + 380, 12.6),
    S.TRANSIT_REFUSED: (SIDE + 380, 14), S.TRANSIT_ENTERED: (SIDE + 760, 12.6), S.TRANSIT_LEFT: (SIDE + 1140, 13.3),
}  # fmt: skip
# What is possible almost everywhere is a mark, not an arrow: the state it leads to, the mark, its colour.
MARKS = {
    S.CLOSED: ("■", "#53656c"), S.WITHDRAWN: ("◆", "#a5802d"), S.DIED: ("✕", "#16262c"), S.REMOVED: ("▲", "#9c2727"),
}  # fmt: skip
UNCARRIED = ("●", "#8a5a00")  # an arrest that nothing carries: kept, and the release is due
RELEASE = {S.RELEASE_DUE, S.RELEASED}
Edge = tuple[CaseState, CaseState]
Arrow = tuple[str, str]  # its line, which goes under the boxes, and its number, which goes over them


def drawing() -> str:
    """The whole picture as SVG text."""
    places = {**PLACES, **_unplaced()}
    numbers = {event: number for number, event in enumerate(_shown(), 1)}
    drawn = list(_arrows(places, numbers))
    height = int(max(row for _, row in places.values()) * STEP + HIGH + 110)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="\'IBM Plex Sans Arabic\', '
        f'\'Noto Sans Arabic\', system-ui, sans-serif" font-size="13">',
        "<title>States of a detention case · حالات قضية التوقيف والتسليم</title>",
        _ARROWS,
        f'<rect width="{WIDTH}" height="{height}" fill="#f6f4ee"/>',
        *_frame(),
        *(line for line, _ in drawn),
        *(_box(state, *place) for state, place in places.items()),
        *(badge for _, badge in drawn),
        *_key(numbers),
        "</svg>\n",
    ]
    return "\n".join(parts)


def edges() -> dict[Edge, list[str]]:
    """The statements of each arrow: rows that move a case, without those drawn as marks."""
    found: dict[Edge, list[str]] = defaultdict(list)
    for state, rows in TRANSITIONS.items():
        for row in rows:
            marked = row.to in MARKS or (row.happened and row.to == S.RELEASE_DUE)
            if row.to != state and not marked and row.event not in found[state, row.to]:
                found[state, row.to].append(row.event)
    return {edge: events for edge, events in found.items() if events}


def shared() -> dict[CaseState, list[str]]:
    """What every state in custody has in common, by where it leads: one arrow of the frame instead of six."""
    common: dict[CaseState, list[str]] = defaultdict(list)
    for row in TRANSITIONS[S.ARRESTED]:
        everywhere = all(any(r.event == row.event and r.to == row.to for r in TRANSITIONS[state]) for state in CUSTODY)
        if everywhere and row.to not in {*CUSTODY, *MARKS} and row.event not in common[row.to]:
            common[row.to].append(row.event)
    return {to: events for to, events in common.items() if events}


def marks(state: CaseState) -> Iterator[tuple[str, str]]:
    """The marks of a state: what it may come to almost as every other."""
    leads = {row.to for row in TRANSITIONS[state]} - {state}
    yield from (mark for to, mark in MARKS.items() if to in leads)
    if any(row.happened and row.to == S.RELEASE_DUE and row.event == "person.arrested" for row in TRANSITIONS[state]):
        yield UNCARRIED


def _shown() -> list[str]:
    """The statements that have a number, in the order in which the ordinary path meets them."""
    events = [event for found in edges().values() for event in found]
    return list(dict.fromkeys([*events, *(event for found in shared().values() for event in found)]))


def _unplaced() -> dict[CaseState, tuple[int, float]]:
    rest = [state for state in S if state not in PLACES]
    return {state: (SIDE + (number % 5) * (BOX + 40), 12.3 + number // 5) for number, state in enumerate(rest)}


def _top(row: float) -> float:
    return 70 + row * STEP


def _frame() -> list[str]:
    rows = [PLACES[state][1] for state in CUSTODY]
    top, high = _top(min(rows)) - 32, (max(rows) - min(rows)) * STEP + HIGH + 44
    return [
        f'<rect x="{MAIN - 150}" y="{top}" width="{BOX + 190}" height="{high}" rx="14" fill="#e4f0ec" stroke="#0d4f47" '
        'stroke-dasharray="2 5"/>',
        f'<text x="{MAIN - 138}" y="{top + 15}" font-size="11" fill="#0d4f47">Held by the requested state</text>',
        f'<text x="{MAIN + BOX + 30}" y="{top + 15}" font-size="11.5" fill="#0d4f47" text-anchor="end">'
        "لدى المطلوب إليها</text>",
    ]


def _box(state: CaseState, x: int, row: float) -> str:
    y = _top(row)
    held, release = state in CUSTODY, state in RELEASE
    line = "#9c2727" if release or state == S.REMOVED else "#0d4f47" if held or x == MAIN else "#c9a24b"
    english = WORDS["case_state"][state.value]
    arabic = translator("ar").gettext(english)
    signs = "".join(
        f'<text x="{x + BOX - 10 - 13 * n}" y="{y - 3}" font-size="11" fill="{colour}" text-anchor="middle">{sign}</text>'
        for n, (sign, colour) in enumerate(marks(state))
    )
    own = MARKS.get(state)
    if own:
        signs += f'<text x="{x + 12}" y="{y + 18}" font-size="14" fill="{own[1]}">{own[0]}</text>'
    return (
        f'<g><rect x="{x}" y="{y}" width="{BOX}" height="{HIGH}" rx="9" fill="#fff" stroke="{line}" stroke-width="1.6"/>'
        f'<text x="{x + BOX / 2}" y="{y + 20}" text-anchor="middle" font-weight="600" fill="#16262c">{escape(arabic)}</text>'
        f'<text x="{x + BOX / 2}" y="{y + 38}" text-anchor="middle" font-size="11.5" fill="#53656c">{escape(english)}</text>'
        f"{signs}</g>"
    )


def _arrows(places: dict[CaseState, tuple[int, float]], numbers: dict[str, int]) -> Iterator[Arrow]:
    common = shared()
    for (start, end), events in edges().items():
        own = [event for event in events if not (start in CUSTODY and event in common.get(end, ()))]
        if own:
            yield _arrow(places[start], places[end], "·".join(str(numbers[event]) for event in own), end)
    for end, events in common.items():
        row = (PLACES[end][1] + 5) / 2
        frame = (MAIN + 40, min(max(row, 3), 8))
        yield _arrow(frame, places[end], "·".join(str(numbers[event]) for event in events), end, wide=True)


def _arrow(start: tuple[int, float], end: tuple[int, float], label: str, to: CaseState, *, wide: bool = False) -> Arrow:
    """From one box to another: straight down, in a bow on the left within a column, or from side to side."""
    (x1, row1), (x2, row2) = start, end
    y1, y2 = _top(row1) + HIGH / 2, _top(row2) + HIGH / 2
    colour = "red" if to in RELEASE else "green" if x1 == x2 else "brass"
    if x1 == x2 and 0 < row2 - row1 <= 1:
        path = f"M{x1 + BOX / 2},{y1 + HIGH / 2} L{x1 + BOX / 2},{y2 - HIGH / 2 - 3}"
        middle = (x1 + BOX / 2, (y1 + y2) / 2)
    elif x1 == x2:
        bow, shift = 26 + 22 * abs(row2 - row1), 7 if row2 > row1 else -7
        path = f"M{x1},{y1 + shift} C{x1 - bow},{y1 + shift} {x1 - bow},{y2 - shift} {x1 - 3},{y2 - shift}"
        middle = (x1 - bow * 0.75, (y1 + y2) / 2)
        colour = "green" if row2 > row1 else "brass"
    else:
        right = x2 > x1
        a, b = (x1 + BOX, x2 - 3) if right else (x1, x2 + BOX + 3)
        shift = 9 if right else -9
        path = f"M{a},{y1 - shift} C{(a + b) / 2},{y1 - shift} {(a + b) / 2},{y2 - shift} {b},{y2 - shift}"
        middle = ((a + b) / 2, (y1 + y2) / 2 - shift)
    thick = 2.4 if wide else 1.5
    stroke = {"red": "#9c2727", "green": "#0d4f47", "brass": "#a5802d"}[colour]
    line = f'<path d="{path}" fill="none" stroke="{stroke}" stroke-width="{thick}" marker-end="url(#{colour})"/>'
    return line, _badge(*middle, label, stroke)


def _badge(x: float, y: float, label: str, colour: str) -> str:
    width = 10 + 7 * len(label)
    return (
        f'<rect x="{x - width / 2}" y="{y - 9}" width="{width}" height="18" rx="9" fill="#fff" stroke="{colour}"/>'
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" font-size="11" fill="{colour}">{label}</text>'
    )


def _key(numbers: dict[str, int]) -> Iterator[str]:
    """What the numbers and the marks say, in both languages."""
    left, right, arabic = 1130, WIDTH - 30, translator("ar").gettext
    yield f'<text x="{left}" y="44" font-size="17" font-weight="600" fill="#16262c">States of a detention case</text>'
    yield (
        f'<text x="{right}" y="44" font-size="17" font-weight="600" fill="#16262c" text-anchor="end">'
        "حالات القضية</text>"
    )
    y = 74
    for event, number in numbers.items():
        english = WORDS["event"][event]
        yield _badge(left + 12, y - 4, str(number), "#53656c")
        yield f'<text x="{left + 34}" y="{y}" font-size="11.5" fill="#16262c">{escape(english)}</text>'
        yield f'<text x="{right}" y="{y}" font-size="12" fill="#16262c" text-anchor="end">{escape(arabic(english))}</text>'
        y += 23
    y += 8
    said = [(*mark, WORDS["case_state"][state.value]) for state, mark in MARKS.items()]
    for sign, colour, english in (*said, (*UNCARRIED, WORDS["case_state"]["release_due"])):
        yield f'<text x="{left + 6}" y="{y}" fill="{colour}">{sign}</text>'
        yield f'<text x="{left + 34}" y="{y}" font-size="11.5" fill="#16262c">{escape(english)}</text>'
        yield f'<text x="{right}" y="{y}" font-size="12" fill="#16262c" text-anchor="end">{escape(arabic(english))}</text>'
        y += 22
    for line, start, anchor in (
        (
            "A mark over a state: it may come to this (● by an arrest without basis)",
            left,
            "start",
        ),
        ("العلامة فوق الحالة: قد تنتهي القضية منها إلى ذلك (● بقبض لا سند له)", right, "end"),
    ):
        yield f'<text x="{start}" y="{y}" font-size="11.5" fill="#53656c" text-anchor="{anchor}">{line}</text>'
        y += 20


_ARROWS = "<defs>" + "".join(
    f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    f'<path d="M0,0 L8,4 L0,8 Z" fill="{colour}"/></marker>'
    for name, colour in (("green", "#0d4f47"), ("red", "#9c2727"), ("brass", "#a5802d"))
) + "</defs>"  # fmt: skip


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(drawing(), "utf-8")
