"""One name in two scripts is one term; the whole does not depend on the order of its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mithaq.app.insiders.terms import family_term, name_terms, terms_of, whole_term


def test_the_whole_comes_first() -> None:
    assert terms_of("محمد الأحمد", ["Z1"]) == ["=HMD MHMD", "MHMD", "HMD", "Z1"]
    assert terms_of("", ["", "Z1"]) == ["=Z1", "Z1"]
    assert terms_of("", []) == []


def test_scripts_and_order_do_not_matter() -> None:
    assert terms_of("Mohamed Al-Ahmad", [])[0] == terms_of("الأحمد محمد", [])[0]
    assert family_term("Karim Mansouri") == family_term("كريم منصوري") != ""


def test_what_holds_no_letter_has_no_terms() -> None:
    assert name_terms("؟ 🙂") == []
    assert family_term("") == ""


@given(st.text(max_size=600))
def test_any_text_has_terms_or_none(name: str) -> None:
    """What a question may say, a line must hold; nothing here refuses or raises."""
    parts = name_terms(name)
    assert len(parts) == len(set(parts))
    assert whole_term(parts) == whole_term(reversed(parts))
