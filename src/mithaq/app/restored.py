"""A node that was restored from a backup erases again before it answers: what went since then must not come back.

The backup holds what was erased after it was made. Its own rows do not know that, the journals of the others do: so the
orders and endings that a node missed are heard first, commission and Secretariat before all others, then what they say has
to go goes, and only then anybody is answered. What this member signed itself after the backup has to be back in its journal
before (reliability.md, R11); nothing is signed here, so that no place of it is used twice.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.erase import erase_only, look_again
from mithaq.app.node import Node
from mithaq.app.replicate import replicate


class Honoured(Struct, frozen=True):
    """How many aggregates were erased again, and which members could not be heard: of what they ended since the backup this
    node knows nothing yet, and its answers say since when (`app.orders_current`).
    """

    erased: int
    unheard: tuple[str, ...]


def honour(node: Node) -> Honoured:
    """Hear what is new and erase what has to go, before the first answer. Raises StoreFault: then nobody is answered."""
    before = dict(node.last_contact)
    replicate(node)
    unheard = tuple(code for code in node.peers if node.last_contact.get(code, "") == before.get(code, ""))
    look_again(node)
    return Honoured(erase_only(node), unheard)
