"""Each story is played, and told in a document that a lawyer can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mithaq.law.load import load_law
from mithaq.ops.texts import translator
from tests.acceptance.player import Player
from tests.acceptance.scenario import BEGINNINGS, Step, all_files, read, written
from tests.acceptance.told import ARTICLES, DOCUMENT, document

FILES = all_files()
ALL = [*FILES.values(), *BEGINNINGS.glob("*.yaml")]
ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]")


@pytest.mark.parametrize("name", FILES)
def test_the_story_ends_as_the_law_says(name: str) -> None:
    player = Player(read(FILES[name]))
    try:
        player.play()
    finally:
        player.world.close()


def test_the_document_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run: python -m tests.acceptance.told"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_lawyer_can_read_it_in_both_languages(path: Path) -> None:
    told = written(path)
    for ar, en in ((told.title.ar, told.title.en), *((step.ar, step.en) for step in told.steps)):
        assert ARABIC.search(ar)
        assert not LATIN.search(ar)
        assert LATIN.search(en)
        assert not ARABIC.search(en)
    for code in (code for step in told.steps for code in refusals(step)):
        assert translator("ar").knows(code), code


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_articles_it_names_are_in_the_pack(path: Path) -> None:
    pack = load_law(demo=True).instruments["riyadh-1983"]
    articles = (*(rule.article for rule in pack.rules), *(paper.article for paper in pack.file))
    known = {number for article in articles for number in re.findall(r"\d+", article)}
    known |= {clock.article for clock in pack.clocks.values()}
    told = written(path)
    assert told.articles
    for article in told.articles:
        assert article in ARTICLES or article.removeprefix("Riyadh ") in known, article


def test_nodes_restart_and_lines_are_cut_in_several_of_them() -> None:
    steps = {name: written(path).steps for name, path in FILES.items()}
    assert len(steps) >= 14
    assert sum(any(step.restart for step in story) for story in steps.values()) >= 3
    assert sum(any(step.cut for step in story) for story in steps.values()) >= 3


def test_what_is_no_scenario_is_refused_by_name(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("title: {ar: أ, en: a}\narticles: []\nsteps: [{ar: أ, en: a, says: x}]\n", "utf-8")
    with pytest.raises(ValueError, match=r"wrong\.yaml: .*says"):
        read(wrong)


def refusals(step: Step) -> list[str]:
    """The codes that this step has refused."""
    told = (step.ask, step.transit, *step.say)
    return [one.refused for one in told if one is not None and one.refused]
