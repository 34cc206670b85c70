"""Each week a node looks through its own look-up log and reports to the commission, also that it found nothing.

The keys of terms change with the month, so a report reads the lines of one month; the last of a month is made when the
next has begun. What was raised once in a month is not raised again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import msgspec
from msgspec import Struct, structs

from mithaq.app.foreign import EVERY, resting
from mithaq.app.insiders.columns import Columns, Gathering, hashes
from mithaq.app.insiders.detect import detect
from mithaq.app.insiders.lot import drawn
from mithaq.app.insiders.opening_lines import ASKING, OPENING
from mithaq.app.insiders.signs import Sign
from mithaq.app.insiders.staff import Person
from mithaq.app.insiders.terms import family_term, name_terms, whole_term
from mithaq.app.issue import Statement, issue, require
from mithaq.app.log import SEALED_IN, keyed, marking, write_line
from mithaq.app.node import Actor, Node, node_actor
from mithaq.app.openings import openings
from mithaq.app.ports.rows import LogRow
from mithaq.app.ports.store import Reader
from mithaq.domain import insider
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.insider import Finding, InsiderRaised, Line, Report
from mithaq.domain.instant import parse, text

PAGE = 20_000
PERIOD = timedelta(days=7)
LOOKED, KNOWN = "insider.looked", "insider.known"
THROWS = 20  # for each line that is wanted: most lines of a log are checks
MOST_KNOWN = 5_000  # names on the list of well-known people


class Looked(Struct, frozen=True):
    """Where the last look ended. `start`: the last line before the month; `size`: the last line that was looked at."""

    at: str
    month: str
    start: int
    size: int
    raised: tuple[tuple[str, ...], ...] = ()


def look_if_due(node: Node) -> Event | None:
    """Report if a week has passed since the last report, or a month has ended that was not reported to its end."""
    now = text(node.now())
    with node.store.read() as reader:
        last = _last(reader) or _beginning(reader)
    if last is None or (last.month == now[:7] and node.now() < parse(last.at) + PERIOD):
        return None
    return look(node)


def look(node: Node) -> Event:
    """Look through the lines of the month that is not reported to its end, and report."""
    now = text(node.now())
    with node.store.read() as reader:
        size, head = reader.desk.log_head()
        last = _last(reader) or _beginning(reader) or Looked(now, now[:7], 0, 0)
        found, upto, ended = _signs(node, reader, last, size)
        report = _report(node, reader, last, found, upto, head)
    raised = (*last.raised, *((one.pattern, *one.officers) for one in report.findings))
    after = structs.replace(last, at=now, size=upto, raised=raised)
    if ended or last.month != now[:7]:
        after = Looked(now, ended or now[:7], upto, upto)
    with node.write() as tx:
        tx.store.desk.put_meta(LOOKED, msgspec.json.encode(after).decode())
        statement = Statement(insider.RAISED, node.new_id("n"), InsiderRaised(), insider.encode(report))
        return issue(node, tx, node_actor(node), statement)


def enter_known(node: Node, actor: Actor, names: tuple[str, ...]) -> int:
    """The well-known people whose look-ups are counted, in place of those entered before; how many there are.

    The names stay at this node and are never sent. Raises Forbidden, Refusal ``insider.known`` for too many or an empty one.
    """
    require(node, actor, "insider.known")
    wanted = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    if len(wanted) > MOST_KNOWN or not all(name_terms(name) for name in wanted):
        raise Refusal("insider.known", "names")
    with node.write() as tx:
        tx.store.desk.put_meta(KNOWN, msgspec.json.encode(wanted).decode())
        write_line(node, tx.store.desk, actor, "insider.known", secret=len(wanted))
    return len(wanted)


def _last(reader: Reader) -> Looked | None:
    raw = reader.desk.meta(LOOKED)
    return msgspec.json.decode(raw, type=Looked) if raw else None


def _beginning(reader: Reader) -> Looked | None:
    """Before the first report: nothing was looked at since the log began."""
    first = reader.desk.log_lines(0, 1)
    return Looked(first[0].at, first[0].at[:7], 0, 0) if first else None


def _signs(node: Node, reader: Reader, last: Looked, size: int) -> tuple[list[tuple[Sign, Finding]], int, str]:
    """What is found in the month's lines, where they end, and which month begins there if one does."""
    numbers = {code: one.number for code, one in node.law.insider_settings.items()}
    gathering = Gathering(marking(node.log_secret, last.month), numbers["follow"], _matters(node, reader))
    gathering.add([row for row in _chained(reader) if row.at[:7] == last.month])
    upto, ended = last.start, ""
    for page in _pages(reader, last.start, size):
        rows = [row for row in page if row.at[:7] == last.month]
        gathering.add(rows)
        upto += len(rows)
        if len(rows) < len(page):
            ended = page[len(rows)].at[:7]
            break
    columns = gathering.columns()
    known = hashes([keyed(node.log_secret, last.month, whole_term(name_terms(name))) for name in _known(reader)])
    signs = detect(columns, _people(node, reader, last.month), known, node.law.insider, numbers)
    return [(sign, _finding(columns, sign)) for sign in signs], upto, ended


def _finding(columns: Columns, sign: Sign) -> Finding:
    """What is told of a sign. Openings of the commission stand in a chain of their own, and so show no line of the log."""
    among = columns.opened if sign.pattern == "opened" else columns
    return Finding(
        "", sign.pattern, tuple(columns.officers[one] for one in sign.officers),
        columns.posts[among.post[sign.lines[0]]], sign.count, round(sign.surprise, 1),
        tuple(number for number in among.number[sign.lines].tolist() if number),
    )  # fmt: skip


def _matters(node: Node, reader: Reader) -> dict[str, str]:
    """The alert on which each hit and each case of this member rests."""
    hits = {row.id: row.alert for row in reader.desk.hits(limit=EVERY)}
    return hits | dict(resting(node, reader))


def _chained(reader: Reader) -> Iterator[LogRow]:
    """The commission's openings, which stand in no log that others count, as lines of one; number 0."""
    for one in openings(reader.desk):
        if not one.sha256:  # else a document was handed out
            yield LogRow(0, one.at, one.officer, one.post, OPENING, one.why, one.subject, (), b"", "", "")


def _pages(reader: Reader, after: int, size: int) -> Iterator[list[LogRow]]:
    while after < size and (page := reader.desk.log_lines(after, min(PAGE, size - after))):
        yield page
        after = page[-1].number


def _report(
    node: Node, reader: Reader, last: Looked, found: list[tuple[Sign, Finding]], upto: int, head: str
) -> Report:
    """What is new, with some of its lines, and the lines drawn by lot since the last report."""
    numbers = {code: one.number for code, one in node.law.insider_settings.items()}
    before = set(last.raised)
    fresh = [finding for _, finding in found if (finding.pattern, *finding.officers) not in before]
    findings = tuple(
        structs.replace(one, id=f"f-{at}", lines=_spread(one.lines, numbers["shown"]))
        for at, one in enumerate(fresh, 1)
    )
    rows = _drawn(reader, head, last.size, upto, numbers)
    shown = {number: row for one in findings for number in one.lines if (row := _row(reader, number)) is not None}
    lines = tuple(_line(reader, row) for _, row in sorted((shown | rows).items()))
    return Report(node.member, text(node.now()), last.month, upto, head, findings, tuple(rows), lines)


def _drawn(reader: Reader, head: str, after: int, upto: int, numbers: Mapping[str, int]) -> dict[int, LogRow]:
    """The checks that the lot chose of the lines since the last report; other lines that it hit are passed over."""
    lines = upto - after
    wanted = min(numbers["sample_most"], -(-lines * numbers["sample"] // 1000))
    found: dict[int, LogRow] = {}
    for number in drawn(head, after, upto, wanted * THROWS):
        row = _row(reader, number)
        if row is not None and row.action in ASKING and len(found) < wanted:
            found[number] = row
    return found


def _spread(lines: tuple[int, ...], most: int) -> tuple[int, ...]:
    """Some of many, from the first to the last."""
    if len(lines) <= most:
        return lines
    return tuple(dict.fromkeys(lines[at * (len(lines) - 1) // (most - 1)] for at in range(most)))


def _row(reader: Reader, number: int) -> LogRow | None:
    found = reader.desk.log_lines(number - 1, 1)
    return found[0] if found else None


def _line(reader: Reader, row: LogRow) -> Line:
    """The line with what opens its group: itself, or an earlier one."""
    carrier = row
    if row.reference.startswith(SEALED_IN):
        carrier = _row(reader, int(row.reference.removeprefix(SEALED_IN))) or row
    return Line(row.number, row.at, row.officer, row.post, row.purpose, row.sealed, carrier.sealed)


def _people(node: Node, reader: Reader, month: str) -> dict[str, Person]:
    """Role and family name of each officer; the name in both scripts, as either may be asked for."""
    return {
        row.id: Person(
            row.role, tuple(keyed(node.log_secret, month, term) for term in _families(row.name_ar, row.name_latin))
        )
        for row in reader.desk.officers()
    }


def _families(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for name in names if (term := family_term(name))))


def _known(reader: Reader) -> tuple[str, ...]:
    raw = reader.desk.meta(KNOWN)
    return msgspec.json.decode(raw, type=tuple[str, ...]) if raw else ()
