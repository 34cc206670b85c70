"""A sealed document carries its proof inside, so it is a copy that leaves: each leaves a line, before it is given out.

It goes to whoever asked and was let in, a party, counsel, the commission, or an applicant by his code, and not to a holder
of copies: nobody can be made to give a letter back. So the line says who took which document about what, for whom it is, and
the SHA-256 of the very file. The commission's stand in its own chain, because the length of a log is published.
"""

from __future__ import annotations

import hashlib

from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, node_actor
from mithaq.app.openings import chain

ACTION = "document.handed"
APPLICANT = "applicant"


def handed(node: Node, actor: Actor | None, subject: str, kind: str, data: bytes) -> bytes:
    """The document, once it is written down that it leaves. `actor`: None for the applicant, who shows a code and has no
    login. Raises StoreFault, and then it does not leave.
    """
    to = actor.role if actor is not None else APPLICANT
    sha256 = hashlib.sha256(data).hexdigest()
    who = actor if actor is not None else node_actor(node)
    with node.store.write() as tx:
        if node.kind == "commission":
            chain(node, tx.desk, who, subject, kind, to, sha256)
        else:
            taking = Actor(who.id, who.login, who.role, who.post, who.authority)  # reading a paper spends no claim
            write_line(node, tx.desk, taking, ACTION, purpose=kind, reference=f"{subject} {to} {sha256}")
    return data
