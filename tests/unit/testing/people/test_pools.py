"""Names are drawn as often as the table says."""

from __future__ import annotations

import numpy as np
import pytest

from mithaq.ops.tables import FrequencyRow, frequency_rows
from mithaq.testing.people.dice import Dice
from mithaq.testing.people.pools import INVENTED, MAN, PARTICLES, WOMAN, Lexicon
from mithaq.testing.people.states import STATES

MANY = 40_000
DICE = Dice(4, np.arange(MANY, dtype=np.uint64))
CODES = [state.code for state in STATES]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(frequency_rows())


@pytest.mark.parametrize("code", ["EG", "SA", "DZ", "KM"])
def test_the_commonest_names_of_a_state_have_their_shares(lexicon: Lexicon, code: str) -> None:
    drawn = lexicon.given.draw(DICE, "given", np.full(MANY, CODES.index(code)), len(lexicon.names))
    counts = np.bincount(drawn)
    rows = [row for row in frequency_rows() if row.country == code and row.role == "given"][:5]
    for row in rows:
        share = counts[lexicon.names.index(row.name)] / MANY
        assert abs(share - row.share) < 0.01 + 0.4 * row.share  # the rest of a short table goes to everybody's names


def test_a_few_names_are_invented(lexicon: Lexicon) -> None:
    drawn = lexicon.given.draw(DICE, "given", np.full(MANY, CODES.index("EG")), len(lexicon.names))
    rare = drawn[drawn >= len(lexicon.names)]
    assert abs(len(rare) / MANY - INVENTED) < 0.0015
    assert all(lexicon.arabic(int(number)) for number in rare)


def test_nobody_is_called_son_of_and_nothing_else(lexicon: Lexicon) -> None:
    states = np.arange(MANY) % len(STATES)
    for pool in (lexicon.given, lexicon.fathers, lexicon.families):
        drawn = {lexicon.arabic(int(number)) for number in np.unique(pool.draw(DICE, "x", states, len(lexicon.names)))}
        assert not drawn & PARTICLES


def test_no_father_has_a_womans_name(lexicon: Lexicon) -> None:
    states = np.arange(MANY) % len(STATES)
    drawn = lexicon.fathers.draw(DICE, "father", states, len(lexicon.names))
    assert not (lexicon.sex[np.minimum(drawn, len(lexicon.names))] == WOMAN).any()
    given = lexicon.given.draw(DICE, "given", states, len(lexicon.names))
    sexes = lexicon.sex[np.minimum(given, len(lexicon.names))]
    assert 0.04 < float((sexes == WOMAN).mean()) < float((sexes == MAN).mean())


def test_spellings_are_those_of_states_that_write_alike_and_slips_are_left_out() -> None:
    latin = (("Mohamed", 90), ("Mohmed", 3))
    rows = [
        FrequencyRow("EG", "given", "محمد", 0.5, latin), FrequencyRow("TN", "given", "محمد", 0.5, (("Mohamed", 2),)),
        FrequencyRow("DZ", "given", "محمد", 0.5, (("Mohammed", 1),)), FrequencyRow("EG", "surname", "الحربي", 1.0, ()),
    ]  # fmt: skip
    assert Lexicon(rows).seen == {(0, 1): (("Mohamed", 90),), (0, 3): (("Mohamed", 2), ("Mohammed", 1))}
