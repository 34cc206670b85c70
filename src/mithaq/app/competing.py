"""Requests of several states for what may be one person, shown to the prosecutors of the state that has them all.

A suggestion for a person to decide: nothing is linked, nothing is signed, and no requesting state learns of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from mithaq.app import cases
from mithaq.app.case_reading import request_paper
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.app.same_facts import may_be_one, perhaps_one
from mithaq.domain.case.case import Case
from mithaq.domain.case.concurrent import Competing, Ranked, rank
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.case.table_beside import RANKED

EVERY = 10_000_000


class Competitors(Struct, frozen=True):
    """The cases that may be about the same person, this one among them, and what the pack says of their order.

    `same_offence`: whether the requests describe one act, as far as code, place and date tell. `instrument`: whose order it
    is, empty where the requests rest on several. `unsure`: those whose papers show no number, and no name with a birth date,
    that this case's show too: whether it is the same person, whoever ranks them says.
    """

    cases: tuple[Case, ...]
    ranked: Ranked
    same_offence: bool
    instrument: str = ""
    unsure: tuple[str, ...] = ()


def competing(node: Node, actor: Actor, subject: str, harmed: Iterable[str] = ()) -> Competitors | None:
    """The requests that compete with this one; None if there is none. `harmed`: the states whose interests the officer
    holds to be harmed; as long as he names none, that is not known.

    Raises NotFound for a foreign case, Forbidden for whoever may not compare requests.
    """
    page = cases.read(node, actor, subject)
    require(node, actor, "requests.compare", page.relation, str(page.case.state))
    with node.store.read() as reader:
        own = request_paper(reader, subject)
        if own is None:
            return None
        asked = list(_requests(node, reader))
    perhaps = perhaps_one(node.scales, own, [paper for _, paper in asked])
    found = [one for place, one in enumerate(asked) if place in perhaps]
    if len({case.requesting for case, _ in found}) < 2:
        return None
    acts = {(paper.offence.code, paper.offence.place, paper.offence.date) for _, paper in found}
    named = frozenset(harmed)
    requests = [_competing(case, paper, named) for case, paper in found]
    packs = {case.instrument for case, _ in found}
    pack = node.law.instruments.get(packs.pop()) if len(packs) == 1 else None  # two packs share no order
    ranked = rank(requests, pack.ranking if pack else None, same_offence=len(acts) == 1)
    unsure = tuple(case.id for case, paper in found if not may_be_one(own, paper))
    return Competitors(tuple(case for case, _ in found), ranked, len(acts) == 1, pack.id if pack else "", unsure)


def _requests(node: Node, reader: Reader) -> Iterator[tuple[Case, DetentionRequest]]:
    states = tuple(str(state) for state in RANKED)
    for row in reader.register.folds("case", party=node.member, states=states, limit=EVERY):
        case = decode_fold(row)
        if isinstance(case, Case) and case.requested == node.member:
            paper = request_paper(reader, case.id)
            if paper is not None:
                yield case, paper


def _competing(case: Case, paper: DetentionRequest, harmed: frozenset[str]) -> Competing:
    return Competing(
        case.id,
        case.requesting,
        case.requested_at,
        paper.offence_state,
        paper.identity.nationalities,
        case.requesting in harmed if harmed else None,
    )
