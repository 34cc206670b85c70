"""The lines of a command in words of the reader's language. JSON says the same in codes.

One value a place, each between isolates, and no boxes: so an Arabic sentence with a Latin name in it reads in order on any
terminal that knows the bidirectional algorithm. Columns are measured in cells, not in characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from rich.cells import cell_len

from mithaq.cli.exits import Line
from mithaq.cli.words_doctor import VERDICTS, finding
from mithaq.law.load import load_law
from mithaq.names.namesakes import Namesakes
from mithaq.ops.texts import Texts, isolated
from mithaq.web.pages.namesakes import NamesakesSaid
from mithaq.web.pages.words import WORDS

MAX_NAMES = 6  # of one candidate; the list of the Security Council reaches 60
INDENT = "   "

LABELS = {
    "added": "Added",
    "administrators": "Administrators",
    "alert": "Alert",
    "alerts": "Alerts",
    "admitted": "Statements taken over",
    "applied": "Applied",
    "at": "At",
    "attachment": "Attachment",
    "attachments": "Attachments",
    "batches": "Batches",
    "bytes": "Bytes",
    "carrier": "Nothing is published",
    "changed": "Changed",
    "changed_at": "Last change",
    "checkpoint": "Checkpoint at",
    "content_hash": "Hash of the content",
    "event": "Statement",
    "events": "Statements",
    "fault": "Fault",
    "faults": "Faults",
    "file": "File",
    "flags": "Flags",
    "gaps": "Gaps",
    "generated": "List of",
    "hash": "Hash",
    "home": "Directory",
    "id": "Id",
    "individuals": "Individuals",
    "kind": "Kind",
    "log_lines": "Lines of the log",
    "media_type": "Kind of file",
    "member": "Member",
    "made_at": "Made at",
    "median_ms": "Milliseconds, median",
    "missing": "Missing",
    "owner": "Owner",
    "papers": "Papers inside",
    "password": "Password",
    "partner": "Other party",
    "pages": "Pages made again",
    "payloads": "Payloads",
    "place": "Statement at",
    "processor_ms": "Milliseconds of the processor, median",
    "proven": "With proof",
    "received_at": "Received",
    "role": "Role",
    "root": "Root",
    "seq": "Place in the journal",
    "shown": "Shown",
    "slowest_ms": "Milliseconds, the slowest",
    "skipped_entities": "Organisations skipped",
    "sound": "Sound",
    "state": "How it stands",
    "step": "Step",
    "by": "Said by",
    "entries": "Entries that can be found",
    "index_bytes": "Bytes of the index",
    "index_rows": "Rows of the index",
    "index_rows_unwritten": "Of these in memory only",
    "index_segments": "Segments",
    "index_unreadable": "Entries whose content is damaged",
    "index_unswept": "Departed, still to be swept out of the files",
    "holders": "Holders",
    "authority": "Office that answers for it",
    "purpose": "Held for",
    "expires_at": "Ends",
    "recalled_at": "Recalled at",
    "lives": "Living",
    "handed": "Handed out",
    "receipts": "Receipts",
    "genuine": "Signed by the holder",
    "receipt_due": "Receipt owed until",
    "late": "Late",
    "code": "Code, told once",
    "numbers": "Numbers in it",
    "age_seconds": "Age in seconds",
    "left_seconds": "Seconds left",
    "found": "Found",
    "test": "A test: nobody is sought",
    "action": "Act to take",
    "deleted": "Rows deleted",
    "lookups": "Look-ups made",
    "public": "Public key, to be told",
    "recognised": "Copies recognised",
    "files": "Files written",
    "heads": "Journals held",
    "held": "Held here",
    "signed_for": "Signed for there",
    "wanted": "Payloads still wanted",
    "last_contact": "Heard last",
    "moved": "Moved",
    "p50_seconds": "Seconds, median",
    "p99_seconds": "Seconds, 99 of 100",
    "most_seconds": "Seconds, at most",
    "processor_seconds": "Seconds of a processor",
    "events_a_second": "Events in a second",
    "seconds": "Seconds",
    "whole": "The very file",
    "marks": "Marks found",
    "name": "Code of the holder",
    "holder": "Holder",
    "subject": "About",
    "unconfirmed": "Rules to confirm against the official text",
    "trusted": "Verified against a roster of your own",
    "type": "Statement",
    "unchanged": "Unchanged",
    "unheard": "Not heard",
    "regained": "Own statements that came back",
    "erased": "Erased again",
    "earlier": "Earlier case of the same state",
    "requested": "Requested state",
    "held_seconds": "Seconds held",
    "same": "Surely the same person and facts",
    "without": "Goes on without",
    "url": "Address",
    "database": "Database",
    "databases": "Connected databases",
    "kind_of_data": "Kind of data",
    "rows_read": "Rows read",
    "duplicates": "References that stand twice",
    "unnamed_per_cent": "Per cent without a name",
    "unreadable_dates": "Dates that cannot be read",
    "finding": "Finding",
    "column": "Column",
    "stops": "Stops the index",
    "sample": "Sample, masked",
    "built_at": "Index built at",
    "skipped": "Rows that cannot be found",
    "refreshed": "Indexes built anew",
    "questions": "Questions",
    "answered": "Answered by",
    "met": "Records met",
    "outcome": "Answer",
    "verified": "Verified",
    "void": "Void",
    "waiting": "Waiting for earlier statements",
    "where": "Where",
    "withdrawn": "Entries withdrawn",
    "worst": "Worst of all",
}
WORK = {
    "reading": "Reading the list",
    "writing": "Writing",
    "events": "Statements",
    "payloads": "Payloads",
    "building": "Building the index",
    "printing": "Printing documents",
    "asking": "Asking",
    "ceiling": "Looking for namesakes",
    "loading": "Loading the persons",
    "warming": "Warming up",
    "closed_loop": "As many as it takes",
    "open_loop": "As many a second as asked",
    "log": "Reading the log",
    "preparing": "Preparing alerts",
    "circulating": "Circulating",
    "admitting": "Taking over",
}
_GROUPS = {"state": ("alert_state", "case_state"), "event": ("event",), "type": ("event",), "role": ("role",)}


class Words:
    """Lines in one language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._law = load_law()
        self._kinds: dict[str, Callable[[Line], str]] = {
            "why": lambda line: "\n".join(self._candidate(line)),
            "to_confirm": self._unsure,
            "standing": self._item,
            "verdict": lambda line: "\n".join(finding(self._texts, line)),
            "staleness": lambda line: "\n".join(self._answer(line)),
        }

    def of(self, line: Line) -> str:
        """One line of a command, on as many lines of the terminal as it needs."""
        for mark, say in self._kinds.items():
            if mark in line:
                return say(line)
        if line.get("message") == "import.entities_skipped":
            return self._texts.gettext("Organisations are no persons: %(n)s were skipped.", n=line["skipped_entities"])
        if any(_nested(value) for value in line.values()):
            return "\n".join(f"{self.label(path)}: {self._value(path, value)}" for path, value in _leaves(line))
        return self.columns(*(f"{self.label(key)}: {self._value(key, line[key])}" for key in line if _said(line[key])))

    def columns(self, *cells: str, width: int = 0) -> str:
        """Cells side by side, each but the last at least `width` cells of the terminal wide."""
        padded = [cell + " " * max(0, width - cell_len(cell)) for cell in cells[:-1]]
        return "  ".join([*padded, *cells[-1:]])

    def label(self, key: str) -> str:
        """What stands before a value; a field of JSON without a word of ours shows as it is."""
        return self._texts.gettext(LABELS[key]) if key in LABELS else isolated(key)

    def work(self, what: str) -> str:
        """What long work is at."""
        return self._texts.gettext(WORK.get(what, what))

    def klass(self, code: str) -> str:
        """The class of a match."""
        return self._word("klass", code)

    def _word(self, group: str, code: str) -> str:
        found = WORDS[group].get(code)
        return self._texts.gettext(found) if found else ""

    def _value(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return self._texts.gettext("yes") if value else self._texts.gettext("no")
        if isinstance(value, list | tuple):
            return ", ".join(isolated(one) for one in value)
        return self._coded(key, str(value))

    def _coded(self, key: str, code: str) -> str:
        if key == "worst":
            return self._texts.gettext(VERDICTS[code])
        if key == "carrier" and code:
            return f"{self._texts.refusal(code)} [{isolated(code)}]"
        word = next((found for group in _GROUPS.get(key, ()) if (found := self._word(group, code))), "")
        if key in ("member", "owner", "partner", "requested"):
            return self._member(code)
        if key == "kind" and code in self._law.kinds:
            return isolated(self._law.kinds[code].label.within(self._texts.language))
        return f"{word} ({isolated(code)})" if word else isolated(code)

    def _item(self, line: Line) -> str:
        """One item of what a request or a file lacks: how it stands, what it is, and why."""
        article = f" ({isolated(line['article'])})" if line["article"] else ""
        told = line["says"].get(self._texts.language, line["says"]["ar"])
        name = f"{self._word(line['item'], line['code'])}{article}"
        if line.get("house"):
            doubt = f" [{self._texts.gettext('house rule')}]"
        else:
            sure = line["confirmed"] or line["item"] == "form"  # how an authority wants its papers is its own word
            doubt = "" if sure else f" [{self._texts.gettext('confirm against the official text')}]"
        return self.columns(self._word("standing", line["standing"]), f"{name}: {told}{doubt}", width=18)

    def _unsure(self, line: Line) -> str:
        """A rule on which a case rests and that nobody confirmed."""
        pack = self._law.instruments.get(line["instrument"])
        name = pack.name.within(self._texts.language) if pack else isolated(line["instrument"])
        article = f" ({isolated(line['to_confirm'])})" if line["to_confirm"] else ""
        told = line["says"].get(self._texts.language, line["says"]["ar"])
        return f"{self._texts.gettext('confirm against the official text')}: {name}{article}: {told}"

    def _member(self, code: str) -> str:
        info = self._law.members.get(code)
        return f"{isolated(info.label.within(self._texts.language))} ({isolated(code)})" if info else isolated(code)

    def _candidate(self, line: Line) -> Iterator[str]:
        """Who or what, why, and what to do about it."""
        say = self._texts
        score = isolated(f"{line['score']:.2f}")
        yield self.columns(self._word("klass", line["class"]), score, self._word("matched_by", line["matched_by"]))
        names = [isolated(name) for name in line["names"]]
        if names:
            more = [say.gettext("and %(n)s more", n=len(names) - MAX_NAMES)] if len(names) > MAX_NAMES else []
            yield INDENT + " · ".join([*names[:MAX_NAMES], *more])
        for path, value in _leaves(line["object"] or {}):
            yield f"{INDENT}{self.label(path)}: {self._value(path, value)}"
        facts = [self._value("kind", line["kind"]), f"{self.label('owner')}: {self._member(line['owner'])}"]
        if line["births"]:
            facts.append(say.gettext("born %(births)s", births=", ".join(line["births"])))
        yield INDENT + self.columns(*facts)
        yield from self.evidence(line["why"])
        if names:
            yield from (INDENT + text for text in self._namesakes(line["namesakes"]))
        yield from (INDENT + text for group in ("do", "do_not") if (text := self._word(group, line["action"])))
        yield f"{INDENT}{self.label('alert')}: {isolated(line['alert'])}"

    def _namesakes(self, estimate: Line | None) -> Iterator[str]:
        """How many people bear so similar a name, what that means, and what it rests on."""
        said = NamesakesSaid(self._texts)
        found = msgspec.convert(estimate, Namesakes | None)
        if found is not None:
            info = self._law.members.get(found.state)
            yield said.how_many(found, info.label.within(self._texts.language) if info else "")
        yield said.meaning(found)
        if found is not None:
            yield said.basis(found)

    def evidence(self, why: list[Line]) -> Iterator[str]:
        """What speaks for and against, in bits: weight, reason, and the two things compared."""
        said = [self._word("line", one["code"]) or isolated(one["code"]) for one in why]
        width = max(map(cell_len, said), default=0)
        for one, reason in zip(why, said, strict=True):
            weight = isolated(f"{one['contribution']:+6.1f}")
            compared = " – ".join(isolated(one[side]) for side in ("left", "right") if one[side])
            yield f"{INDENT}{weight}  {self.columns(reason, compared, width=width)}".rstrip()

    def _answer(self, line: Line) -> Iterator[str]:
        """The class of the whole answer, and how fresh the data behind it are."""
        say = self._texts
        count = say.ngettext("%(n)s candidate", "%(n)s candidates", line["candidates"])
        klass = self._word("klass", line["class"])
        yield f"{klass}: {count}. {say.gettext('An officer compares and decides.')}" if line["candidates"] else klass
        if since := line.get("orders_not_current_since"):
            yield INDENT + (
                say.gettext("Orders of the commission and the Secretariat were never received here.")
                if since == "never"
                else say.gettext("Orders not current since %(at)s: a freeze may be missing here.", at=since)
            )
        for one in line["staleness"]:
            since = (
                say.gettext("last heard from at %(at)s", at=one["heard_at"])
                if one["heard_at"]
                else say.gettext("not heard from since this node was opened")
            )
            upto = say.gettext("up to statement %(seq)s", seq=one["seq"])
            yield f"{INDENT}{self._member(one['member'])}: {upto}, {since}"
        yield INDENT + say.gettext("Line %(number)s of the log.", number=line["log_line"])


def _nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list | tuple) and any(map(_nested, value)))


def _leaves(value: Line, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that says something, with its path."""
    for key, one in value.items():
        path = f"{before}.{key}" if before else key
        if isinstance(one, dict):
            yield from _leaves(one, path)
        elif _nested(one):
            for number, part in enumerate(one, 1):
                yield from _leaves({str(number): part}, path)
        elif _said(one):
            yield path, one


def _said(value: Any) -> bool:
    return value not in (None, "", [], ())
