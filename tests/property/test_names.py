"""Whatever is typed as a name: bounded, symmetric, repeatable, and refused only with our own codes."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from mithaq.names.compare import compare
from mithaq.names.distance import likeness
from mithaq.names.fold import MAX_NAME_CHARS, NameTooLong, fold
from mithaq.names.keys import QUERY_KEYS_A_PART, STORED_KEYS_A_PART, query_keys, stored_keys
from mithaq.names.parts import parts, stored_parts

WORDS = (
    "محمد عبد الله عبدالله الدين نور أبو بن آل ال إلياس يس "
    "Abd Abdul al ud Din ullah Ben bin Sheikh M. Noureddine Abdelkader Ould"
).split()
NAMES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=8).map(" ".join)
ANYTHING = st.one_of(NAMES, st.text(max_size=MAX_NAME_CHARS), st.text("اأإآىيوةهلله ـًُْ", max_size=60))


@given(ANYTHING)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once[:MAX_NAME_CHARS]) == once[:MAX_NAME_CHARS].strip()


@given(st.text(max_size=3 * MAX_NAME_CHARS))
def test_only_our_own_refusals_come_out(text: str) -> None:
    for work in (fold, parts, query_keys):
        with suppress(NameTooLong):
            work(text)


@given(ANYTHING)
def test_stored_keys_are_few_and_never_refused(text: str) -> None:
    count = sum(map(len, stored_parts(text)))
    assert len(stored_keys(text)) <= STORED_KEYS_A_PART * count + 3 * len(stored_parts(text))


@given(NAMES)
def test_query_keys_are_bounded_and_meet_the_stored_ones(name: str) -> None:
    for query in query_keys(name):
        assert all(len(group) <= QUERY_KEYS_A_PART for group in query.groups)
        assert set(query.whole) <= set(stored_keys(name))
        assert all(set(group) & set(stored_keys(name)) for group in query.groups if group)


@given(NAMES, NAMES)
def test_comparison_is_symmetric_and_bounded(left: str, right: str) -> None:
    one, other = compare(left, right), compare(right, left)
    assert one.score == other.score
    assert 0.0 <= one.score <= 1.0
    assert all(0.0 <= pair.similarity <= 1.0 for pair in one.pairs)


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    if parts(name):
        assert compare(name, name).score == 1.0


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert 0.0 <= likeness(left, right) <= 1.0


@given(NAMES)
def test_parts_lie_in_what_was_written(name: str) -> None:
    assert all(part.original in name and part.core for part in parts(name))
