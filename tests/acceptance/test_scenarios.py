"""Each story is played, and told in a document that a lawyer can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.player import Player
from tests.acceptance.scenario import all_scenarios, read

SCENARIOS = all_scenarios()


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_story_ends_as_the_law_says(name: str) -> None:
    player = Player(SCENARIOS[name])
    try:
        player.play()
    finally:
        player.world.close()


def test_what_is_no_scenario_is_refused_by_name(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("title: {ar: أ, en: a}\narticles: []\nsteps: [{ar: أ, en: a, says: x}]\n", "utf-8")
    with pytest.raises(ValueError, match=r"wrong\.yaml: .*says"):
        read(wrong)
