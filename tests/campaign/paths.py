"""S12 whole: every statement of every party in every order, with all that the floor may add on the way.

    python -m tests.campaign.paths

Hundreds of thousands of places, many minutes. Prints one JSON line: places, how many of them with the requesting state, and
what of the floor was not kept there (nothing, or the run fails).
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from mithaq.domain.case.states import CaseState
from tests.support.case_walk import HANDED_OVER, WITH_FLOOR, floor_bodies, unkept, walk
from tests.unit.domain.case.story import Story


def main() -> None:
    """Walk, judge, print."""
    told = (Story().request(14), Story().transit(14), Story().transit(14, notified=True))
    found = walk(told, WITH_FLOOR, floor_bodies)
    arrived = [place for place in found if place.case.state in HANDED_OVER | {CaseState.LENT}]
    broken = Counter(name for place in arrived for name in unkept(place))
    print(json.dumps({"places": len(found), "with_the_requesting_state": len(arrived), "not_kept": broken}))
    if broken or not arrived:
        sys.exit(1)


if __name__ == "__main__":
    main()
