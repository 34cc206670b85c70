from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.alert_events import MAX_FINDINGS, LookedAt
from mithaq.domain.errors import Refusal
from mithaq.domain.review import looked

codes = st.text("abcdefghijklmnopqrstuvwxyz._-0123456789", min_size=1, max_size=60)
findings = st.lists(st.builds(LookedAt, codes, codes), max_size=MAX_FINDINGS).map(tuple)


@given(findings)
def test_every_payload_says_what_was_said_and_is_as_long_as_any_other(said: tuple[LookedAt, ...]) -> None:
    body = looked.encode(said)
    assert len(body) == looked.LENGTH
    assert looked.decode(body) == said


def test_more_findings_than_there_are_rules_are_refused() -> None:
    with pytest.raises(Refusal, match="content"):
        looked.encode([LookedAt("a", "b")] * (MAX_FINDINGS + 1))


def test_what_is_no_such_payload_is_refused() -> None:
    for body in (b"", b"\xff", b'[{"rule": 1}]', b"[" * 100_000):
        with pytest.raises(Refusal, match="content"):
            looked.decode(body)
