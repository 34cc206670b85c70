"""R1 in short: SIGKILL at 100 random points of append and replicate. Nothing acknowledged is ever lost."""

from pathlib import Path

import pytest

from tests.fault.killing import kill_once, look

POINTS = 100
A_LIFE = 10  # kills that one pair of databases goes through, one after the other


@pytest.mark.parametrize("life", range(POINTS // A_LIFE))
def test_killed_and_killed_again(life: int, tmp_path: Path) -> None:
    acknowledged: dict[tuple[str, int], str] = {}
    for point in range(A_LIFE):
        kill_once(tmp_path, life * A_LIFE + point, acknowledged)
        look(tmp_path, acknowledged)
    assert acknowledged, "the victim never got as far as an acknowledgement"
