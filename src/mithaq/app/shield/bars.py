"""The bar: what the commission remembers of a refusal. Digests alone, made when the alert arrived; no name, no offence."""

from __future__ import annotations

from mithaq.app.node import Node
from mithaq.app.ports.shield import ShieldRow
from mithaq.app.ports.store import Writer
from mithaq.app.shield import forms, register
from mithaq.app.shield.forms import BYTES, Forms
from mithaq.domain.alert import Alert
from mithaq.domain.instant import text


def bar(node: Node, tx: Writer, alert: Alert, content: str) -> bool:
    """Remember this content of this alert, which was refused, withdrawn in review, withheld or ordered to be erased.

    It is met by any later alert or case, of any state, kind or offence, and compared with what is on its way or in force
    already (`app.shield.later`): else one accusation in three alerts would survive the refusal of one. False if it is
    barred already, or if the commission never held what it said: then there is nothing to remember.
    """
    id = f"k-{content}"
    kept = forms_of(tx, content)
    if not kept.keys or tx.shield.entry(id) is not None:
        return False
    row = ShieldRow(id, "bar", "barred", alert.owner, alert.id, text(node.now()), kept.parts)
    tx.shield.put(row, kept.keys)
    register.add_to(tx, register.FRESH, id)
    return True


def forms_of(tx: Writer, content: str) -> Forms:
    """The digests that the look at this content kept."""
    look = tx.shield.look(content)
    if look is None:
        return Forms((), 0)
    raw = look.forms
    return forms.Forms(tuple(raw[at : at + BYTES] for at in range(0, len(raw), BYTES)), look.parts)
