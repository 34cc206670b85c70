"""The bar: what the commission remembers of a refusal. Digests alone, made when the alert arrived; no name, no offence."""

from __future__ import annotations

from msgspec import structs

from mithaq.app.alert_reading import load
from mithaq.app.node import Node
from mithaq.app.ports.shield import ShieldRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.shield import forms, register
from mithaq.app.shield.forms import BYTES, Forms
from mithaq.app.shield.found import find
from mithaq.app.shield.looks import sources_in, sources_of
from mithaq.domain.alert import Alert
from mithaq.domain.instant import text
from mithaq.domain.shield.standing import Bar, remembered, said_in

AWAITED = "shield.unbarred"
"""Alert and content of bars that cannot be made yet: what was refused has not reached this node."""


def bar(node: Node, tx: Writer, alert: Alert, content: str, standing: Bar = "barred") -> bool:
    """Remember this content of this alert, which was refused, withdrawn or replaced in review, withheld or ordered erased.

    It is met by any later alert or case, of any state, kind or offence, and compared with what is on its way or in force
    already (`app.shield.later`): else one accusation in three alerts would survive the refusal of one. False if it is
    barred already, or if what it said is not here: then it is once it comes (`take_in`).
    """
    id = f"k-{content}"
    if tx.shield.entry(id) is not None:
        return False
    kept = _forms(node, tx, alert, content)
    if not kept.keys:
        if any(tx.payloads.is_wanted(hash, alert.id) for hash in said_in(alert, content)):
            register.add_to(tx, AWAITED, f"{alert.id} {content}")
        return False
    row = ShieldRow(id, "bar", standing, alert.owner, alert.id, text(node.now()), kept.parts)
    tx.shield.put(row, kept.keys)
    register.add_to(tx, register.FRESH, id)
    return True


def take_in(node: Node) -> int:
    """Make the bars whose content has come since; how many. What nobody will send any more is waited for no longer."""
    with node.store.read() as reader:
        waiting = register.listed(reader, AWAITED)
        ready = [one for one in waiting if not _is_awaited(reader, *one.split())]
    if not ready:
        return 0
    with node.write() as tx:
        register.put_list(tx.store, AWAITED, [one for one in register.listed(tx.store, AWAITED) if one not in ready])
        made = [_take(node, tx.store, *one.split()) for one in ready]
    return sum(made)


def lift_replaced(node: Node, tx: Writer, alert: Alert) -> None:
    """End the bar of a version amended under review once reviewers have accepted the same person: nobody escaped them."""
    current = alert.current
    if current is None or not current.full or alert.ended:
        return
    rows = [tx.shield.entry(f"k-{one.content}") for one in alert.replaced if one.at <= current.circulated_at]
    open_rows = {row.id: row for row in rows if row is not None and row.standing == "replaced"}
    sources = sources_of(tx, alert, current) if open_rows else None
    secret = forms.secret_of(node.log_secret)
    for source in (sources or {}).values():
        for one in find(tx.shield, source, secret):
            if (row := open_rows.pop(one.entry, None)) is not None:
                tx.shield.put(structs.replace(row, standing="ended", ended_at=text(node.now()), parts=0))
                tx.shield.drop_keys(row.id)


def _is_awaited(reader: Reader, alert: str, content: str) -> bool:
    fold = load(reader, alert)
    return fold is not None and any(reader.payloads.is_wanted(hash, alert) for hash in said_in(fold, content))


def _take(node: Node, tx: Writer, alert: str, content: str) -> bool:
    fold = load(tx, alert)
    standing = remembered(fold, node.law).get(content) if fold is not None else None
    return fold is not None and standing is not None and bar(node, tx, fold, content, standing)


def _forms(node: Node, reader: Reader, alert: Alert, content: str) -> Forms:
    """The digests of this content: those that the look at it kept, else those of what it said, if that is here."""
    look = reader.shield.look(content)
    if look is not None and look.forms:
        raw = look.forms
        return Forms(tuple(raw[at : at + BYTES] for at in range(0, len(raw), BYTES)), look.parts)
    sources = sources_in(reader, alert.id, said_in(alert, content)) or {}
    return forms.kept_of(sources.values(), forms.secret_of(node.log_secret))
