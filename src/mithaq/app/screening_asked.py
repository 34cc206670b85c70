"""The screening as a question: whoever reads it asks what is known of a person, and leaves a line as a check does.

It compares the alert with those of other states. Until a second person stands behind it, that would be a look-up of anybody
without a purpose, on one officer's word; so a draft is compared with the own state's alerts alone, and who wants more
before makes a check, with its purpose.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from mithaq.app.findable import findable
from mithaq.app.insiders.opening_lines import SCREENED
from mithaq.app.insiders.terms import name_terms, terms_of
from mithaq.app.log import Said, write_lines
from mithaq.app.node import Actor, Node
from mithaq.domain.alert import Version
from mithaq.domain.content import Content, identity_of
from mithaq.domain.instant import text
from mithaq.domain.screening.question import Known
from mithaq.search.rows import exact_keys_of

PURPOSE = "alert"
"""The purpose of `purposes.csv` for which a bureau asks: to prepare an alert."""
NOBODY = (
    "none"  # the class of the answer in the line: a finding is a reason to weigh, and nobody is opened or stopped on it
)
TODAY = "screened"


def stands(version: Version) -> bool:
    """Whether a second person stands behind this version: its approver, or a reviewer of a kind without approval."""
    return not version.refused and bool(version.approver or version.reviews)


def of_own(besides: Known, owner: str) -> Known:
    """What is known of the owner's own alerts; nothing of other states' alerts, nor of cases that may rest on them."""
    return structs.replace(besides, others=tuple(one for one in besides.others if one.owner == owner), judged=())


def write(node: Node, actor: Actor, subject: str, version: Version, said: Sequence[Content]) -> None:
    """Leave the line, once a day for each officer and version. Raises StoreFault, and then nothing is answered."""
    key, mark = f"{TODAY}:{actor.id}", f"{subject} {version.content}"
    today = text(node.now())[:10]
    with node.store.write() as tx:
        day, *seen = (tx.desk.meta(key) or "").split("\n")
        seen = seen if day == today else []
        if mark in seen:
            return
        tx.desk.put_meta(key, "\n".join((today, *seen, mark)))
        asking = Actor(actor.id, actor.login, actor.role, actor.post, actor.authority)  # a look spends no claim
        secret = {"asked": said, "version": version.content}
        write_lines(node, tx.desk, [Said(asking, SCREENED, PURPOSE, subject, tuple(_terms(said)), secret, NOBODY)])


def _terms(said: Sequence[Content]) -> list[str]:
    """As of a check by the first name and all numbers; the parts of the other names stand behind."""
    numbers = [value for one in said for _, value in exact_keys_of(findable(0, one))]
    people = [who for one in said if (who := identity_of(one)) is not None]
    first = people[0].primary.full if people else ""
    others = [part for who in people for name in who.names for part in name_terms(name.full)]
    return list(dict.fromkeys((*terms_of(first, numbers), *others)))
