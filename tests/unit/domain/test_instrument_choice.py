"""Which instrument governs, and why; of several limits the shortest; Riyadh 69 changes nothing of it."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.domain.earlier import EarlierDays
from mithaq.domain.instrument import Clock, Instrument, OffenceClass, PartyRow
from mithaq.domain.instrument_choice import Choice, choose
from mithaq.domain.law import Law
from mithaq.law.load import load_law

LAW = load_law()
ON = date(2026, 3, 2)
STATES = sorted(code for code, member in LAW.members.items() if member.kind == "state")
CLASSES: list[OffenceClass | None] = [None, *get_args(OffenceClass)]


def found(choice: Choice) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.instrument: (one.result, one.why) for one in choice.candidates}


def limit(choice: Choice, clock: Clock) -> tuple[int, str]:
    return next((one.days, one.instrument) for one in choice.limits if one.clock == clock)


def with_rows(*rows: PartyRow, packs: dict[str, Instrument] | None = None) -> Law:
    return structs.replace(LAW, parties=(*LAW.parties, *rows), instruments={**LAW.instruments, **(packs or {})})


def party(instrument: str, state: str, since: str = "1990-01-01", *, confirmed: bool = True) -> PartyRow:
    return PartyRow(instrument, state, since, "", (), confirmed, "")


def test_two_confirmed_deposits_and_an_older_agreement_that_gives_way() -> None:
    choice = choose(LAW, ("IQ", "JO"), ON, "ordinary")
    assert (choice.governs, choice.result, choice.why) == ("riyadh-1983", "met", ("only_one",))
    assert found(choice) == {
        "riyadh-1983": ("met", ("bound",)),
        "arab-league-1952": ("not_met", ("date_unknown", "yields")),
        "arab-terrorism-1998": ("not_met", ("unconfirmed", "class_not_covered")),
        "arab-cyber-2010": ("not_met", ("unconfirmed", "class_not_covered")),
        "reciprocity": ("not_met", ("never_for_state",)),
        "un-model": ("not_met", ("template",)),
    }
    assert (limit(choice, Clock.DOCUMENT), limit(choice, Clock.DETENTION)) == ((30, "riyadh-1983"), (60, "riyadh-1983"))


@pytest.mark.parametrize(
    ("on", "governs"), [(date(1986, 1, 16), "arab-league-1952"), (date(1986, 1, 17), "riyadh-1983")]
)
def test_the_day_decides(on: date, governs: str) -> None:
    assert choose(LAW, ("IQ", "JO"), on, "ordinary").governs == governs


def test_where_the_newer_one_is_unconfirmed_the_older_may_have_to_give_way_and_its_shorter_limit_holds() -> None:
    choice = choose(LAW, ("EG", "JO"), ON, "ordinary")
    assert (choice.governs, choice.result) == ("riyadh-1983", "arguable")
    assert choice.why == ("other_may_yield", "shortest_limit_holds", "needs_statement")
    assert found(choice)["arab-league-1952"] == ("arguable", ("date_unknown", "may_yield"))
    assert limit(choice, Clock.DOCUMENT) == (18, "arab-league-1952")
    assert limit(choice, Clock.COLLECTION_MUST) == (20, "arab-league-1952")


def test_the_requested_states_word_puts_its_instrument_first() -> None:
    choice = choose(LAW, ("EG", "JO"), ON, "ordinary", stated=["arab-league-1952"])
    assert (choice.governs, choice.result) == ("arab-league-1952", "arguable")
    assert choice.why == ("stated_first", "shortest_limit_holds")
    assert choose(LAW, ("TN", "JO"), ON, "ordinary", stated=["riyadh-1983"]).why == ("only_one",)


@pytest.mark.parametrize(
    ("klass", "instrument", "others"),
    [("terrorism", "arab-terrorism-1998", "arab-cyber-2010"), ("cyber", "arab-cyber-2010", "arab-terrorism-1998")],
)
def test_conventions_for_some_offences_are_for_these_only(klass: OffenceClass, instrument: str, others: str) -> None:
    choice = found(choose(LAW, ("TN", "JO"), ON, klass))
    assert choice[instrument] == ("arguable", ("unconfirmed", "class_covered"))
    assert choice[others] == ("not_met", ("unconfirmed", "class_not_covered"))


def test_of_equal_limits_the_confirmed_ones_govern() -> None:
    choice = choose(LAW, ("TN", "JO"), ON, "terrorism")
    assert (choice.governs, choice.why[0]) == ("riyadh-1983", "confirmed_first")
    assert limit(choice, Clock.DETENTION) == (60, "riyadh-1983")
    assert limit(choice, Clock.COLLECTION_MUST) == (20, "arab-terrorism-1998")


@pytest.mark.parametrize(("on", "days"), [(date(2026, 3, 9), 15), (date(2026, 3, 10), 30)])
def test_the_limits_shown_are_those_of_the_day_of_the_request(on: date, days: int) -> None:
    pack = LAW.instruments["riyadh-1983"]
    was = structs.replace(pack.clocks[Clock.DOCUMENT], earlier=(EarlierDays(date(2026, 3, 10), 15),))
    law = with_rows(packs={pack.id: structs.replace(pack, clocks={**pack.clocks, Clock.DOCUMENT: was})})
    assert limit(choose(law, ("IQ", "JO"), on, "ordinary"), Clock.DOCUMENT) == (days, "riyadh-1983")
    # 18 days elsewhere: which of the two is the shorter, and governs, depends on the day
    governs = {15: "riyadh-1983", 30: "arab-cyber-2010"}
    assert choose(law, ("TN", "JO"), on, "cyber").governs == governs[days]


def test_the_shorter_time_without_the_warrant_governs() -> None:
    choice = choose(LAW, ("TN", "JO"), ON, "cyber")
    assert (choice.governs, choice.why[0]) == ("arab-cyber-2010", "shortest_first")


def test_speech_is_never_terrorism_and_under_others_a_person_decides() -> None:
    choice = choose(LAW, ("IQ", "JO"), ON, "excluded")
    assert found(choice)["arab-terrorism-1998"] == ("not_met", ("unconfirmed", "offence_excluded"))
    assert found(choice)["riyadh-1983"] == ("arguable", ("bound", "offence_excluded"))
    assert choice.why[-1] == "person_decides"


def test_an_offence_that_the_catalogue_does_not_know() -> None:
    choice = choose(LAW, ("IQ", "JO"), ON, None)
    assert choice.governs == "riyadh-1983"
    assert found(choice)["arab-cyber-2010"] == ("arguable", ("unconfirmed", "class_unknown"))


@pytest.mark.parametrize(("state", "why"), [("KM", "not_bound"), ("LB", "doubtful")])
def test_no_instrument_no_request(state: str, why: str) -> None:
    choice = choose(LAW, ("TN", state), ON, "ordinary")
    assert (choice.governs, choice.result, choice.why, choice.limits) == ("", "not_met", ("none_binds",), ())
    assert found(choice)["riyadh-1983"] == ("not_met", (why,))


def test_before_a_convention_was_in_force_it_binds_nobody() -> None:
    for on, result in ((date(1999, 5, 6), "not_met"), (date(1999, 5, 7), "arguable")):
        assert found(choose(LAW, ("TN", "JO"), on, "terrorism"))["arab-terrorism-1998"][0] == result


def test_reciprocity_is_off_and_switched_on_only_case_by_case() -> None:
    assert found(choose(LAW, ("TN", "EG"), ON, "ordinary"))["reciprocity"] == ("not_met", ("off_by_default",))
    rows = [party("reciprocity", state) for state in ("TN", "EG", "JO")]
    assert found(choose(with_rows(*rows), ("TN", "EG"), ON, "ordinary"))["reciprocity"] == (
        "arguable",
        ("case_by_case",),
    )
    assert found(choose(with_rows(*rows), ("TN", "JO"), ON, "ordinary"))["reciprocity"] == (
        "not_met",
        ("never_for_state",),
    )


def test_the_surest_goes_first_whatever_its_limits() -> None:
    rows = [party("arab-terrorism-1998", state) for state in ("TN", "JO")]
    choice = choose(with_rows(*rows), ("TN", "JO"), ON, "terrorism")
    assert (choice.governs, choice.result, choice.why[0]) == ("arab-terrorism-1998", "met", "surest")


def test_a_first_day_that_counts_is_shorter_than_one_that_does_not() -> None:
    riyadh, other = LAW.instruments["riyadh-1983"], LAW.instruments["arab-terrorism-1998"]
    later = structs.replace(riyadh.clocks[Clock.DOCUMENT], first_day_counts=False)
    longer = structs.replace(riyadh, clocks={**riyadh.clocks, Clock.DOCUMENT: later})
    choice = choose(with_rows(packs={riyadh.id: longer}), ("TN", "JO"), ON, "terrorism")
    assert limit(choice, Clock.DOCUMENT) == (30, other.id)
    assert choice.governs == other.id


def test_article_69_stands_beside_and_only_where_it_binds() -> None:
    assert [one.instrument for one in choose(LAW, ("TN", "JO"), ON, "ordinary").beside] == ["riyadh-69-1997"]
    assert choose(LAW, ("QA", "JO"), ON, "ordinary").beside == ()
    assert choose(LAW, ("KM", "JO"), ON, "ordinary").beside == ()


pairs = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda pair: pair[0] != pair[1])
days = st.dates(date(1950, 1, 1), date(2080, 1, 1))


@given(pairs, days, st.sampled_from(CLASSES))
def test_article_69_lengthens_nothing_and_weakens_nothing(
    pair: tuple[str, str], on: date, klass: OffenceClass | None
) -> None:
    without = structs.replace(
        LAW, instruments={id: pack for id, pack in LAW.instruments.items() if pack.id != "riyadh-69-1997"}
    )
    assert structs.replace(choose(LAW, pair, on, klass), beside=()) == choose(without, pair, on, klass)


@given(pairs, days, st.sampled_from(CLASSES), st.sets(st.sampled_from(sorted(LAW.instruments))))
def test_every_choice_is_explained_and_its_limits_are_the_shortest(
    pair: tuple[str, str], on: date, klass: OffenceClass | None, stated: set[str]
) -> None:
    choice = choose(LAW, pair, on, klass, stated)
    codes = {*choice.why, *(code for one in choice.candidates for code in one.why)}
    assert codes <= set(LAW.reasons)
    assert all(one.why for one in choice.candidates)
    applying = [LAW.instruments[one.instrument] for one in choice.candidates if one.result != "not_met"]
    assert bool(choice.governs) == bool(applying)
    for one in choice.limits:
        assert one.days == min(pack.clocks[one.clock].days for pack in applying)


def test_every_reason_has_a_use_and_words() -> None:
    source = set(LAW.reasons)
    used = {
        "template", "off_by_default", "never_for_state", "case_by_case", "not_in_force", "not_bound", "doubtful",
        "unconfirmed", "date_unknown", "bound", "stated", "class_covered", "class_not_covered", "class_unknown",
        "offence_excluded", "yields", "may_yield", "none_binds", "only_one", "surest", "stated_first",
        "other_may_yield", "shortest_first", "confirmed_first", "by_name", "shortest_limit_holds", "needs_statement",
        "person_decides", "reserved", "reservations_apply",
    }  # fmt: skip
    assert source == used
    assert all(reason.label.ar and reason.label.en and reason.label.fr for reason in LAW.reasons.values())
