"""Two written names, and nothing else known: what `mithaq match` and the labelled pairs ask."""

from __future__ import annotations

from mithaq.search.evidence_of import Explained, explain
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.search.scales import Scales


def match_names(left: str, right: str, scales: Scales) -> Explained:
    """The evidence that two names are one person's. Either may list several spellings; the best pair counts.

    Raises Refusal ``name.too_long``.
    """
    return explain(PersonQuery(name=left), SearchPerson(1, (right,)), scales)
