"""A query as the kernels read it: what is laid out is what was heard."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.parts import Part, parts
from mithaq.search.asked import Question
from mithaq.search.births import Birth
from mithaq.search.kernels.question import DAY, KEYS, MONTH, MOST_PARTS, PARTS, SEX, STATE, STATES, UNTIL, YEAR
from mithaq.search.kernels.shapes import Asked, Words
from mithaq.search.rows import state_bits, state_column
from mithaq.search.words import Word, hear, words
from tests.support.segments import SCALES, crowd, word_of

NAMES = st.sampled_from([person.names[0] for person in crowd(200)])
ODD = st.text("محمدهعاء thgvcw'-.", max_size=40)


def laid_out(asked: Asked) -> list[Word]:
    """The parts that a kernel sees, without what is left of a longer question."""
    whole, count = asked.words, int(asked.facts[PARTS])
    forms = int(whole.first_form[count])
    cut = Words(
        first_form=whole.first_form[: count + 1],
        kind=whole.kind[:count],
        rarity=whole.rarity[:count],
        key=whole.key[:count],
        form_start=whole.form_start[: forms + 1],
        form_role=whole.form_role[:forms],
        form_mask=whole.form_mask[:forms],
        form_consonants=whole.form_consonants[:forms],
        sounds=whole.sounds[: whole.form_start[forms]],
    )
    return list(words(cut))


def assert_laid_out(asked: Asked, read: tuple[Part, ...]) -> None:
    heard = [hear(part) for part in read[:MOST_PARTS]]
    assert laid_out(asked) == [word_of(part) for part in read[:MOST_PARTS]]
    for at, one in enumerate(heard):
        assert asked.keys[KEYS * at :][: asked.key_count[at]].tolist() == [*one.keys]
        assert int(asked.masks[at]) == one.mask


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(NAMES, ODD), min_size=1, max_size=5))
def test_one_question_after_the_other_is_laid_out_as_heard(names: list[str]) -> None:
    question = Question(SCALES.rows)
    for read in filter(None, map(parts, names)):
        assert_laid_out(question.ask(read, None, "", ""), read)


def test_a_part_has_one_name_and_two_parts_have_two() -> None:
    question = Question(SCALES.rows)
    first = question.ask(parts("محمد علي محمد"), None, "", "").name[:3].tolist()
    second = question.ask(parts("حسن محمد"), None, "", "").name[:2].tolist()
    assert first[0] == first[2] == second[1]
    assert len({*first, *second}) == 3
    assert 0 not in first


def test_the_facts_and_what_is_not_known() -> None:
    question = Question(SCALES.rows)
    facts = question.ask(parts("علي"), Birth(1980, 1980, 5, 1), "Male", "tn").facts
    assert facts[[YEAR, UNTIL, MONTH, DAY, SEX]].tolist() == [1980, 1980, 5, 1, 1]
    assert facts[[STATES, STATE]].tolist() == [state_bits(("TN",)), state_column("TN")]
    facts = question.ask(parts("علي"), Birth(1960, 1965), "", "").facts
    assert facts[[YEAR, UNTIL, MONTH, DAY, SEX, STATES]].tolist() == [1960, 1965, 0, 0, 0, 0]
    assert facts[STATE] == state_column(None)
    assert question.ask(parts("علي"), None, "?", "").facts[[YEAR, UNTIL, SEX]].tolist() == [0, 0, 0]
