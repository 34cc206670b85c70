"""R3, R4, R9 in short: any loss, repetition, order, partition and wrong clock, and everybody agrees in the end."""

from __future__ import annotations

from collections import Counter

import pytest

from mithaq.law.load import load_law
from tests.simulation.convergence import run_seed
from tests.simulation.play import FEW


@pytest.mark.parametrize("seed", range(40))
def test_the_federation_agrees_after_the_storm(seed: int) -> None:
    run_seed(seed).world.close()


def test_all_members_agree_after_the_storm() -> None:
    """The 22 states, the Secretariat and the commission; states act that have people of their own in the generator."""
    members = load_law(demo=True).members
    run_seed(7, acts=100, nodes=(*FEW, *sorted(set(members) - set(FEW)))).world.close()


def test_the_storm_was_one() -> None:
    """The seeds reach what matters; otherwise they would show nothing."""
    said: Counter[str] = Counter()
    refused = voids = 0
    for seed in range(100, 112):
        play = run_seed(seed, acts=180)
        refused += play.refused
        with play.world["OC"].store.read() as reader:
            for member in FEW:
                said.update(stored.envelope.header.type for stored in reader.journal.after(member, 0, 10_000))
            voids += sum(b'"voids"' in fold for _, fold in reader.register.fold_states())
        play.world.close()
    wanted = {
        "alert.circulated", "alert.amended", "alert.discontinued", "review.refused", "erasure.confirmed", "hit.released",
        "detention.requested", "detention.admitted", "person.arrested", "rights.informed", "file.lodged",
        "lodgement.received", "court.decided", "detention.lapsed", "request.withdrawn", "person.released", "message.sent",
        "log.rooted",
    }  # fmt: skip
    assert wanted <= set(said), wanted - set(said)
    assert refused > 0
    assert voids > 0
