"""The systems that need no extra, on a handful of people, and the choice among all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.bench.peers import fts5, ourselves, scans
from mithaq.bench.peers.material import question, row
from mithaq.bench.peers.peer import Start
from mithaq.bench.peers.roster import OURS, PEERS, chosen
from mithaq.domain.errors import Refusal

ROWS = (
    row(3, "محمد عبد القادر الجزائري"),
    row(3, "Mohamed Abdelkader Djazairi"),
    row(5, "Fatima Zahra Benyoussef", "1980-05-01", "DZ"),
    row(9, "Tareq Mansour"),
)
STARTS: dict[str, Start] = {
    "fts5": fts5.start,
    "token_sort": scans.token_sort,
    "token_set": scans.token_set,
    "weighted": scans.weighted,
    "mithaq": ourselves.start,
}


@pytest.mark.parametrize("name", STARTS)
def test_each_finds_the_nearest_spelling_first(name: str, tmp_path: Path) -> None:
    peer = STARTS[name](ROWS, tmp_path)
    try:
        assert peer.find(question("Fatma Zahra Benyoussef", 5, "latin"))[0] == 5
        assert peer.find(question("Mohammed Abdelkader Djazairi", 3, "latin"))[0] == 3
    finally:
        peer.close()


@pytest.mark.parametrize("name", STARTS)
def test_a_question_without_letters_is_answered(name: str, tmp_path: Path) -> None:
    peer = STARTS[name](ROWS, tmp_path)
    try:
        for text in ("", "ً", "ab", '" OR *', "\0"):
            assert set(peer.find(question(text, -1, ""))) <= {3, 5, 9}
    finally:
        peer.close()


def test_all_are_chosen_by_default_and_mithaq_always() -> None:
    assert list(chosen("")) == list(PEERS)
    assert list(chosen("fts5-trigram")) == [OURS, "fts5-trigram"]
    assert list(chosen(" rapidfuzz-WRatio , pg_trgm-gin")) == [OURS, "pg_trgm-gin", "rapidfuzz-WRatio"]
    with pytest.raises(Refusal) as caught:
        chosen("fts5-trigram,elastic")
    assert (caught.value.code, caught.value.where) == ("bench.peer", "elastic")
