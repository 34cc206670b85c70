"""Taking over a list of the UN Security Council: what is new, what changed, what was delisted, in one transaction.

Each individual becomes a *sanctions notice*: it informs, it never asks for an arrest. A state's own import stays local;
the Secretariat's circulates after a second officer reviewed it, and then replaces local copies (`supersede`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node, Transaction, node_actor
from mithaq.app.ports.rows import FoldRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import AlertDiscontinued, AlertDrafted
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.errors import Refusal
from mithaq.journal.header import MAX_ITEMS

SEEN = "imports.seen"


class Held(Struct, frozen=True):
    """A notice that this member holds of its own: which batch, which item, what it says, when it was written."""

    alert: str
    item: str
    notice: SanctionsNotice
    at: str
    in_force: bool


class Imported(Struct, frozen=True):
    """What one import did, by number of individuals; `batches` are the ids of the new batches."""

    individuals: int
    added: int
    changed: int
    withdrawn: int
    unchanged: int
    batches: tuple[str, ...]


def import_notices(node: Node, actor: Actor, notices: Sequence[SanctionsNotice], file: str) -> Imported:
    """Bring this member's notices in line with the list whose SHA-256 is `file`. All or nothing.

    Importing the same list again changes nothing. Raises Refusal ``list.empty``: a list without anybody is more likely
    a broken file than the end of all sanctions.
    """
    require(node, actor, "list.import")
    if not notices:
        raise Refusal("list.empty", "file")
    local = node.kind != "secretariat"
    with node.write() as tx:
        held = _newest(own_notices(node, tx.store))
        circulated = set() if not local else _circulated_sources(node, tx.store)
        listed = {notice.source_id: notice for notice in notices}
        fresh = [n for n in notices if n.source_id not in held and n.source_id not in circulated]
        changed = [n for n in notices if n.source_id in held and held[n.source_id].notice != n]
        gone = [one for source, one in held.items() if source not in listed]
        replaced = [held[notice.source_id] for notice in changed] if local else []
        _end(node, tx, actor, gone, "delisted")
        _end(node, tx, actor, replaced, "superseded")
        batches = tuple(_draft(node, tx, actor, [*fresh, *changed], file, local))
    node.searching.catch_up(node.store)
    unchanged = len(notices) - len(fresh) - len(changed)
    return Imported(len(notices), len(fresh), len(changed), len(gone), unchanged, batches)


def supersede(node: Node) -> int:
    """End own notices that a newer circulated notice on the same source entry replaces. How many."""
    with node.store.read() as reader:
        seen = _seen(node, reader)
        if reader.desk.meta(SEEN) == seen:
            return 0
        newest: dict[str, str] = {}
        for one in notices_of(node, reader, secretariat=True):
            if one.in_force:
                newest[one.notice.source_id] = max(newest.get(one.notice.source_id, ""), one.at)
        # a register without circulated notices has nothing to replace, and its own may be a million
        own = [one for one in own_notices(node, reader) if one.in_force] if newest else []
        secretariat = node.kind == "secretariat"
        old = [
            one
            for one in own
            if one.notice.source_id in newest and (not secretariat or one.at < newest[one.notice.source_id])
        ]
    with node.write() as tx:
        _end(node, tx, node_actor(node), old, "superseded")
        tx.store.desk.put_meta(SEEN, _seen(node, tx.store))
    return len(old)


def _seen(node: Node, reader: Reader) -> str:
    """How far the journals go in which a notice could have changed. Without this every look would read every notice."""
    heads = reader.journal.heads()
    concerned = {node.member, *(code for code, info in node.law.members.items() if info.kind == "secretariat")}
    wanted = reader.payloads.wanted_count()
    return " ".join(f"{code}/{heads[code].seq}" for code in sorted(concerned) if code in heads) + f" {wanted}"


def own_notices(node: Node, reader: Reader) -> list[Held]:
    """Every notice of this member that has not ended, in force or on its way."""
    return list(_held(reader, reader.register.folds("alert", member=node.member, kind="sanctions", limit=100_000)))


def notices_of(node: Node, reader: Reader, *, secretariat: bool) -> list[Held]:
    """Every notice that the Secretariat circulated and this node holds."""
    members = [code for code, info in node.law.members.items() if (info.kind == "secretariat") == secretariat]
    rows = [
        row
        for code in members
        for row in reader.register.folds("alert", member=code, kind="sanctions", states=("circulated",), limit=100_000)
    ]
    return list(_held(reader, rows))


def _held(reader: Reader, rows: Sequence[FoldRow]) -> Iterator[Held]:
    for row in rows:
        alert = decode_fold(row)
        version = alert.newest if isinstance(alert, Alert) and not alert.ended else None
        if version is None or not isinstance(alert, Alert):
            continue
        live = {hash: item for item, hash in version.items.items() if item not in alert.ended_items}
        for hash, payload in reader.payloads.many(list(live), alert.id).items():
            content = contents.decode(payload.body)
            if isinstance(content, SanctionsNotice):
                yield Held(alert.id, live[hash], content, version.at, alert.current is not None)


def _newest(found: Sequence[Held]) -> dict[str, Held]:
    """The last written notice of each source entry."""
    newest: dict[str, Held] = {}
    for one in sorted(found, key=lambda held: held.at):
        newest[one.notice.source_id] = one
    return newest


def _circulated_sources(node: Node, reader: Reader) -> set[str]:
    return {one.notice.source_id for one in notices_of(node, reader, secretariat=True)}


def _end(node: Node, tx: Transaction, actor: Actor, ended: Sequence[Held], reason: str) -> None:
    by_alert: dict[str, list[str]] = {}
    for one in ended:
        by_alert.setdefault(one.alert, []).append(one.item)
    for alert, items in sorted(by_alert.items()):
        body = AlertDiscontinued(reason, tuple(sorted(items)))
        issue(node, tx, actor, Statement("alert.discontinued", alert, body))


def _draft(
    node: Node, tx: Transaction, actor: Actor, notices: Sequence[SanctionsNotice], file: str, local: bool
) -> Iterator[str]:
    for start in range(0, len(notices), MAX_ITEMS):
        part = notices[start : start + MAX_ITEMS]
        items = tuple((node.new_id("i"), contents.encode(notice)) for notice in part)
        body = AlertDrafted(kind="sanctions", file=file, local=local)
        event = issue(node, tx, actor, Statement("alert.drafted", node.new_id("b"), body, items=items))
        yield event.subject
