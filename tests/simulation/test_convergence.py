"""R3, R4 in short: any loss, repetition, order and partition, and everybody agrees in the end."""

from collections import Counter

import pytest

from tests.simulation.convergence import NODES, run_seed


@pytest.mark.parametrize("seed", range(60))
def test_the_federation_agrees_after_the_storm(seed: int) -> None:
    run_seed(seed).world.close()


def test_the_storm_was_one() -> None:
    """The seeds reach circulation, refusal, the end and erasure; otherwise they would show nothing."""
    said: Counter[str] = Counter()
    refused = 0
    for seed in range(100, 112):
        play = run_seed(seed, acts=160)
        refused += play.refused
        with play.world["OC"].store.read() as reader:
            for member in NODES:
                said.update(stored.envelope.header.type for stored in reader.journal.after(member, 0, 10_000))
        play.world.close()
    wanted = {"alert.circulated", "alert.amended", "alert.discontinued", "review.refused", "erasure.confirmed"}
    assert wanted <= set(said), said
    assert refused > 0
