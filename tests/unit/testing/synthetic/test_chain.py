"""The chain of four, written as each state writes it."""

from __future__ import annotations

from random import Random

import pytest

from mithaq.testing.synthetic.chain import Chain, draw_chain
from mithaq.testing.synthetic.customs import CUSTOMS
from mithaq.testing.synthetic.names import NamePart, Pool, StateNames

SON = Chain(
    "male",
    NamePart("سعد", ("Saad",)),
    NamePart("علي", ("Ali",)),
    NamePart("حسن", ("Hassan",)),
    NamePart("المصري", ("Al-Masri",)),
)
DAUGHTER = Chain("female", NamePart("ريم", ("Reem",)), SON.father, SON.grandfather, SON.family)


@pytest.mark.parametrize(
    ("state", "chain", "arabic", "latin"),
    [
        ("TN", SON, "سعد بن علي بن حسن المصري", "Saad Ben Ali Al-Masri"),
        ("MA", DAUGHTER, "ريم بنت علي بن حسن المصري", "Reem Bent Ali Al-Masri"),
        ("EG", SON, "سعد علي حسن المصري", "Saad Ali Hassan Al-Masri"),
        ("SA", DAUGHTER, "ريم بنت علي بن حسن المصري", "Reem bint Ali bin Hassan Al-Masri"),
        ("JO", SON, "سعد بن علي بن حسن المصري", "Saad Ali Hassan Al-Masri"),
    ],
)
def test_written_as_the_state_writes_it(state: str, chain: Chain, arabic: str, latin: str) -> None:
    custom = CUSTOMS[state]
    assert chain.arabic(custom) == arabic
    assert chain.latin(custom, chain.latin_parts(Random(1))) == latin


def test_a_chain_with_both_planted_names_is_drawn_again() -> None:
    both = [(NamePart("محمد", ("Mohamed",)), 1.0), (NamePart("عبد القادر", ("Abdelkader",)), 1.0)]
    men = Pool([*both, (NamePart("سالم", ("Salem",)), 0.5)])
    names = StateNames(men, men, Pool([(SON.family, 1.0)]))
    random = Random(1)
    for _ in range(200):
        chain = draw_chain(random, names, women=0.0)
        carried = {chain.given.arabic, chain.father.arabic, chain.grandfather.arabic}
        assert not {"محمد", "عبد القادر"} <= carried
        assert chain.given.arabic != chain.father.arabic
