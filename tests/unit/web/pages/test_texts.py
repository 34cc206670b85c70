"""Every sentence of the console exists in Arabic and French, and every code has a word."""

from __future__ import annotations

import re
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal, get_args, get_origin

import pytest
from babel.messages.pofile import read_po
from msgspec import structs

from mithaq.app.officers import ROLES_OF
from mithaq.app.registry import TYPES
from mithaq.domain.case.events import CASE_TYPES
from mithaq.domain.case.rules import TESTS
from mithaq.domain.case.states import TRANSITIONS, CaseState
from mithaq.domain.hit import Basis, Hit, Reason
from mithaq.domain.instrument import Clock, Paper, Result
from mithaq.law.load import load_law
from mithaq.ops.texts import translator
from mithaq.search.explain import Line
from mithaq.web.pages.alerts import STATES
from mithaq.web.pages.words import WORDS
from tests.support.page_texts import messages

LAW = load_law()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    source = files("mithaq").joinpath("locale", f"pages.{language}.po").read_bytes()
    catalog = read_po(BytesIO(source), locale=language, abort_invalid=True)
    found = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalog if message.id}
    assert found == set(messages())
    empty = [message.id for message in catalog if message.id and not all(_strings(message.string))]
    assert empty == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_translation_names_the_same_values(language: str) -> None:
    source = files("mithaq").joinpath("locale", f"pages.{language}.po").read_bytes()
    for message in read_po(BytesIO(source), locale=language):
        asked = message.id if isinstance(message.id, str) else message.id[1]
        for string in _strings(message.string) if message.id else ():
            # a plural may say "one" or "two" in a word; nothing may ask for a value that is not given
            assert string.count("%(") <= asked.count("%("), asked
            if isinstance(message.id, str):
                assert sorted(_values(string)) == sorted(_values(asked))


def test_the_parts_of_the_catalogs_are_one() -> None:
    arabic = translator("ar")
    assert arabic.gettext("Sign in") == "تسجيل الدخول"
    assert arabic.refusal("not_found") != arabic.refusal("refused")


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("event", set(TYPES)),
        ("role", {role for roles in ROLES_OF.values() for role in roles} | {"operator", "node"}),
        ("alert_state", set(STATES)),
        ("hit_state", set(get_args(structs.fields(Hit)[10].type))),
        ("case_state", {state.value for state in CaseState}),
        ("clock", {clock.value for clock in Clock}),
        ("paper", set(get_args(Paper))),
        ("result", set(get_args(Result))),
        ("test", set(TESTS)),
        ("basis", set(get_args(Basis))),
        ("refute", set(get_args(Reason))),
        ("release_reason", {row.reason for rows in TRANSITIONS.values() for row in rows} - {""}),
        ("breach", {row.breach for rows in TRANSITIONS.values() for row in rows} - {""}),
        ("owner_learns", {kind.owner_learns for kind in LAW.kinds.values()}),
        ("do", {kind.action for kind in LAW.kinds.values()} | {"request", "hold", "locate_only"}),
        ("do_not", {kind.action for kind in LAW.kinds.values()} | {"request", "hold", "locate_only"}),
    ],
)
def test_every_code_has_a_word(kind: str, codes: set[str]) -> None:
    assert codes - set(WORDS[kind]) == set()


def test_every_line_of_an_explanation_has_a_word() -> None:
    codes: set[str] = set()
    for written in re.findall(r"``([a-z_.]+)``", Line.__doc__ or ""):  # ``.same_month`` goes on from ``birth.same_day``
        codes.add("birth" + written if written.startswith(".") else written)
    assert len(codes) > 20
    assert codes - {"code"} == set(WORDS["line"])


def test_every_field_and_choice_of_a_case_has_a_word() -> None:
    for type in CASE_TYPES.values():
        for field in structs.fields(type.body):
            assert field.name in WORDS["body"], field.name
            if get_origin(field.type) is Literal:
                assert set(get_args(field.type)) <= set(WORDS["option"]), field.name


def test_every_act_of_an_officer_has_a_word() -> None:
    by_officers = {grant.action for grant in LAW.access.grants if grant.role != "node"} & set(CASE_TYPES)
    assert by_officers - {"detention.requested"} <= set(WORDS["act"])


def _strings(string: Any) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def _values(text: str) -> list[str]:
    return [part.partition(")")[0] for part in text.split("%(")[1:]]
