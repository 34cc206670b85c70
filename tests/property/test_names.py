"""Whatever is typed as a name: bounded, symmetric, repeatable, and refused only with our own codes."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from mithaq.names.distance import likeness
from mithaq.names.fold import MAX_NAME_CHARS, NameTooLong, fold
from mithaq.names.keys import KEYS_A_WORD, skeletons
from mithaq.names.parts import Kind, parts, stored_parts
from mithaq.ops.tables import scales
from mithaq.search.kernels.distance import SAME
from mithaq.search.pair import match_names

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
    for work in (fold, parts):
        with suppress(NameTooLong):
            work(text)


@given(ANYTHING)
def test_what_is_stored_is_never_refused_and_has_few_keys(text: str) -> None:
    for read in stored_parts(text):
        assert all(1 <= len(skeletons(part.core)) <= KEYS_A_WORD for part in read)


@given(NAMES, NAMES)
def test_matching_is_symmetric_and_bounded(left: str, right: str) -> None:
    one, other = match_names(left, right, scales()), match_names(right, left, scales())
    assert (one.bits, one.fit, one.klass) == (other.bits, other.fit, other.klass)
    assert 0.0 <= one.score <= 1.0
    assert 0 <= one.fit <= SAME


@given(NAMES)
def test_a_name_fits_itself(name: str) -> None:
    kinds = {part.kind for part in parts(name)}
    if kinds and Kind.INITIAL not in kinds:
        assert match_names(name, name, scales()).fit == SAME


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_symmetric_and_bounded(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert 0.0 <= likeness(left, right) <= 1.0


@given(NAMES)
def test_parts_lie_in_what_was_written(name: str) -> None:
    assert all(part.original in name and part.core for part in parts(name))
