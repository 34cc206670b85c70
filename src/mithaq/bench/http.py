"""`mithaq bench http`: whole checks over HTTP at a real node, each answered only once its line in the log is on disk.

A node is made, filled and served by `mithaq serve` in a process of its own; this process is the client. First as much as the
node takes, then `rate` checks a second whatever it takes. Then the node is killed, its log is read from the
disk, and each answered check must have its own line in an unbroken chain.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import msgspec
from msgspec import Struct

from mithaq.app.log import broken_at
from mithaq.app.ports.rows import LogRow
from mithaq.bench import http_node
from mithaq.bench.http_load import Loaded, closed_loop, open_loop
from mithaq.bench.http_proc import processor_seconds, resident
from mithaq.bench.http_wire import Reply, request
from mithaq.bench.http_writes import Written, writing
from mithaq.domain.errors import Refusal
from mithaq.home.open import opened
from mithaq.ops.tables import frequency_rows
from mithaq.testing.people import Crowd, questions

QUESTIONS = 20_000  # different ones; then they begin again
CONNECTIONS, DEPTH = 8, 2  # a border's programs keep a few connections open; as many checks at once as fill the node
HITS = 0.01  # of all checks; the Schengen system meets one hit in 37,800
WARM_SECONDS = 3.0
NOTE = "bench.json"  # in the node that is kept, which only its owner reads; written last, when the node is whole
TELL_EVERY = 1000  # persons
LINES = 10_000  # lines of the log read at a time
_LINE = re.compile(rb'"log_line":(\d+)')

Tell = Callable[[str, int, int], None]


class Plan(Struct, frozen=True):
    """What to measure. `rate` and `writes` a second; 0 writes: none. `hits`: share of the questions that are about somebody
    in the register, whose answer then has to be explained. `keep`: folder of a node that is filled once and asked again."""

    records: int
    rate: float = 1500.0
    seconds: float = 20.0
    hits: float = HITS
    writes: int = 0
    seed: int = 1
    keep: Path | None = None


class Kept(Struct, frozen=True):
    """Who is in a node that was kept, and its officers: login → password. They are nobody's but this measurement's."""

    records: int
    seed: int
    officers: dict[str, str]


class Proof(Struct, frozen=True):
    """What the log says after the node was killed. `sound`: a line for each answer, each its own, in an unbroken chain."""

    answered: int
    lines_named: int
    lines_on_disk: int
    sound: bool


class Measured(Struct, frozen=True):
    """The three loops, the seconds of processor time that the node took for the closed one, and its memory in MB then."""

    warm: Loaded
    full: Loaded
    open_: Loaded
    spent: float
    memory_mb: float

    @property
    def replies(self) -> list[Reply]:
        """All of them: each answered check is in the log, the first ones too."""
        return [*self.warm.replies, *self.full.replies, *self.open_.replies]

    @property
    def unanswered(self) -> int:
        """Requests that were sent and got no reply."""
        return self.warm.sent + self.full.sent + self.open_.sent - len(self.replies)


def http(plan: Plan, tell: Tell) -> dict[str, Any]:
    """Everything measured, as keys of JSON. Raises Refusal ``bench.not_served``, ``bench.kept``."""
    crowd = Crowd(plan.seed, frequency_rows())
    with TemporaryDirectory(prefix="mithaq-http-") as folder:
        began = perf_counter()
        home, officers = _filled(plan.keep or Path(folder), crowd, plan, tell)
        load_s = perf_counter() - began
        http_node.warm(home)
        with http_node.served(home) as (port, process):
            tokens = {login: http_node.signed_in(port, login, word) for login, word in officers.items()}
            asked = _requests(crowd, plan, tokens[f"border@{http_node.MEMBER}"])
            with writing(port, tokens[f"bureau@{http_node.MEMBER}"], plan.writes, process.pid) as written:
                measured = asyncio.run(_load(port, asked, plan, process.pid, tell))
        tell("log", 0, 1)
        proof = _proven(home, measured.replies)
    return _summary(plan, load_s, measured, proof, written)


def _filled(folder: Path, crowd: Crowd, plan: Plan, tell: Tell) -> tuple[Path, dict[str, str]]:
    """The home of a node with these persons, and its officers; one that was kept is taken as it is.

    Raises Refusal ``bench.kept`` where other persons than these were kept.
    """
    home = folder / "node"
    note = home / NOTE
    if note.exists():
        kept = msgspec.json.decode(note.read_bytes(), type=Kept)
        if (kept.records, kept.seed) != (plan.records, plan.seed):
            raise Refusal("bench.kept", "keep")
        return home, kept.officers
    persons = (person for chunk in crowd.persons(plan.records) for person in chunk)
    officers = http_node.make(home, _told(persons, plan.records, tell))
    note.write_bytes(msgspec.json.encode(Kept(plan.records, plan.seed, officers)))
    return home, officers


def _told(persons: Iterable[Any], total: int, tell: Tell) -> Iterable[Any]:
    for number, person in enumerate(persons):
        if number % TELL_EVERY == 0:
            tell("loading", number, total)
        yield person


def _requests(crowd: Crowd, plan: Plan, token: str) -> list[bytes]:
    """As many questions as are told apart, about people in the register and about others, in the share that is planned."""
    wanted = min(QUESTIONS, max(1000, plan.records))
    every = [one for batch in questions(crowd, plan.records, 4 * wanted, ("full",), nationality=True) for one in batch]
    known, strange = (iter([one for one in every if (one.gold is not None) is there]) for there in (True, False))
    due = 0.0
    found = []
    for _ in range(wanted):
        due += plan.hits
        one = next(known if due >= 1 else strange, None)
        due -= due >= 1
        if one is None:
            break
        asked = {"purpose": "border", "name": one.query.name, "birth": one.query.birth or "",
                 "nationality": one.query.nationality or ""}  # fmt: skip
        found.append(request("POST", "/api/check", msgspec.json.encode(asked), token))
    return found


async def _load(port: int, asked: Sequence[bytes], plan: Plan, process: int, tell: Tell) -> Measured:
    tell("warming", 0, 3)
    warm = await closed_loop(port, asked, CONNECTIONS, DEPTH, WARM_SECONDS)
    tell("closed_loop", 1, 3)
    before = processor_seconds(process)
    full = await closed_loop(port, asked, CONNECTIONS, DEPTH, plan.seconds)
    spent, memory = processor_seconds(process) - before, resident(process)
    tell("open_loop", 2, 3)
    open_ = await open_loop(port, asked, CONNECTIONS, plan.rate, plan.seconds)
    return Measured(warm, full, open_, spent, memory)


def _proven(home: Path, replies: Sequence[Reply]) -> Proof:
    named = {int(found[1]) for reply in replies if reply.status == 200 and (found := _LINE.search(reply.body))}
    answered = sum(reply.status == 200 for reply in replies)
    checks, broken = 0, None
    previous: LogRow | None = None
    with opened(home) as node, node.store.read() as reader:
        size, _ = reader.desk.log_head()
        for after in range(0, size, LINES):
            lines = reader.desk.log_lines(after, LINES)
            links = broken_at(lines, previous.hash, previous.number) if previous else broken_at(lines)
            broken = broken or links
            checks += sum(line.action == "check" and line.number in named for line in lines)
            previous = lines[-1]
    return Proof(answered, len(named), checks, broken is None and answered == len(named) == checks)


def _summary(plan: Plan, load_s: float, measured: Measured, proof: Proof, written: Written | None) -> dict[str, Any]:
    full, open_ = measured.full, measured.open_
    refused = Counter(str(reply.status) for reply in measured.replies if reply.status != 200)
    found: dict[str, Any] = {
        "records": plan.records, "load_s": round(load_s, 1), "hits": plan.hits,
        "checks_per_s": round(full.per_second, 1),
        "closed_p50_ms": full.percentile(0.5), "closed_p99_ms": full.percentile(0.99),
        "node_cpu_us": round(measured.spent / len(full.replies) * 1e6) if full.replies else 0,
        "node_memory_mb": measured.memory_mb,
        "rate": plan.rate, "open_checks_per_s": round(open_.per_second, 1),
        "p50_ms": open_.percentile(0.5), "p99_ms": open_.percentile(0.99), "p999_ms": open_.percentile(0.999),
        "unanswered": measured.unanswered, "refused": dict(refused), "log": msgspec.to_builtins(proof),
    }  # fmt: skip
    if written is not None:
        found["writes"] = msgspec.to_builtins(written)
    return found
