"""R3, R4 in short: any loss, repetition, order and partition, and everybody agrees in the end."""

import pytest

from tests.simulation.convergence import run_seed


@pytest.mark.parametrize("seed", range(40))
def test_the_federation_agrees_after_the_storm(seed: int) -> None:
    run_seed(seed).world.close()


def test_the_storm_was_one() -> None:
    """The seeds reach circulated and ended alerts, refusals, and lost calls; otherwise they would show nothing."""
    states: dict[str, int] = {}
    refused = 0
    for seed in range(100, 106):
        play = run_seed(seed, acts=160)
        refused += play.refused
        with play.world["TN"].store.read() as reader:
            for row in reader.register.folds("alert", limit=1000):
                states[row.state] = states.get(row.state, 0) + 1
        play.world.close()
    assert {"circulated", "discontinued", "drafted", "approved"} <= set(states), states
    assert refused > 0
