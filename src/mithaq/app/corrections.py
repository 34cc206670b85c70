"""An order to correct binds: the alert stays suspended until a commissioner has found the new version to be as ordered.

The commission's node holds what was said when the order was made, as digests in the order's own paper, and refuses to
accept a version that says it still (`app.correction_watch`).
"""

from __future__ import annotations

from mithaq.app.alert_reading import content_in
from mithaq.app.commission import Ordered, order
from mithaq.app.concerned import states_concerned
from mithaq.app.correction_watch import unmet
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.recusal import check_sits
from mithaq.domain.alert import Alert
from mithaq.domain.audience import versions
from mithaq.domain.content import Content
from mithaq.domain.countries import is_country
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Body
from mithaq.domain.remedy.order_events import CorrectionAccepted
from mithaq.domain.remedy.orders import Correction


def accept(node: Node, actor: Actor, subject: str, content: str) -> Ordered:
    """The version of this content hash, which the commissioner has read, is as it was ordered. Once the owner has circulated
    it, or had, the suspension is over.

    Raises NotFound, Forbidden, Refusal ``panel.recused``, ``correction.national`` for a national of a state concerned,
    ``correction.none``, ``alert.other_content`` for a version that was not written after the order,
    ``correction.unread`` where it is not here yet, ``correction.unchanged`` with the fields that did not change.
    """

    def body(tx: Transaction, alert: Alert) -> Body:
        check_sits(node, tx.store, actor, alert.id)
        if not is_country(actor.nationality) or actor.nationality in states_concerned(tx.store, alert):
            raise Refusal("correction.national", "state")
        one, said = to_accept(tx.store, alert, content)
        if left := unmet(tx.store, alert, one, said):
            raise Refusal("correction.unchanged", "content", missing=left)
        return CorrectionAccepted(one.hash, content)

    return order(node, actor, "correction.accepted", subject, body)


def to_accept(reader: Reader, alert: Alert, content: str) -> tuple[Correction, Content]:
    """The oldest order that waits for a word on this version, and what the version says. Raises Refusal as `accept`."""
    waiting = [one for one in alert.orders.corrections if not one.done_at and one.accepted != content]
    if not waiting:
        raise Refusal("correction.none", "state")
    version = next((one for one in versions(alert) if one.content == content), None)
    if version is None or waiting[0].amended != content:
        raise Refusal("alert.other_content", "content")
    said = content_in(reader, alert, version)
    if said is None:
        raise Refusal("correction.unread", "content")
    return waiting[0], said
