"""Each pattern is seen where it is, and what merely looks like it is not raised."""

from __future__ import annotations

import pytest

from mithaq.app.insiders.columns import Gathering
from mithaq.app.insiders.detect import detect
from tests.unit.app.insiders.story import LAW, OFFICERS, Story


@pytest.fixture
def story() -> Story:
    return Story()


def test_honest_work_raises_nothing(story: Story) -> None:
    assert story.signs() == []


def test_an_empty_log_raises_nothing() -> None:
    assert detect(Gathering(lambda number, klass: "", 30).columns(), {}, [], LAW.insider, {}) == []  # type: ignore[arg-type]  # no known people


def test_the_same_person_again_and_again(story: Story) -> None:
    for day in range(9):
        story.check("o-3", day, 10.1, "former wife", ("given", "family"))
    assert story.signs() == [("again", ("o-3",))]
    (sign,) = story.found()
    assert (sign.count, len(sign.lines)) == (9, 9)


def test_who_reads_the_screening_of_his_draft_again_and_again_asks_as_well(story: Story) -> None:
    for day in range(5):
        story.check("o-3", day, 10.1, "former wife", ("given", "family"))
    for day in range(5, 9):
        story.check("o-3", day, 10.1, "former wife", ("given", "family"), purpose="alert", action="screening.read")
    (sign,) = story.found()
    assert (sign.pattern, sign.count) == ("again", 9)


def test_who_crosses_each_day_before_everybody_is_no_sign(story: Story) -> None:
    for day in range(14):
        for who in OFFICERS[: 1 + day % 8]:
            story.check(who, day, 9.1, "commuter", ("given", "family"))
    assert story.signs() == []


def test_several_of_one_post(story: Story) -> None:
    for day in range(5):
        for who in ("o-1", "o-5"):
            story.check(who, day, 11.1, "neighbour", ("given", "family"))
    assert ("together", ("o-1", "o-5")) in story.signs()


def test_namesakes_are_told_apart_by_the_document(story: Story) -> None:
    for day in range(12):
        for turn, who in enumerate(OFFICERS):
            story.check(who, day, 9.1, "common name", ("given", "family", f"document {day} {turn}"))
    for day in range(9):
        story.check("o-3", day, 10.1, "common name", ("given", "family", "document of one"))
    (sign,) = story.found()
    assert (sign.pattern, sign.count, len(sign.lines)) == ("again", 9, 9)


def test_the_family_of_a_colleague(story: Story) -> None:
    story.families["o-6"] = "rare family"
    for day in range(8):
        story.check("o-2", day, 12.1, f"cousin {day}", (f"given {day}", "rare family"))
    assert story.signs() == [("colleague", ("o-2",))]


def test_a_common_family_name_is_no_sign_though_a_colleague_bears_it(story: Story) -> None:
    story.families["o-6"] = "common"
    for day in range(8):
        for turn, who in enumerate(OFFICERS):
            story.check(who, day, 12.1 + turn / 100, f"somebody {day} {who}", (f"given {day}", "common"))
    assert story.signs() == []


def test_a_family_that_travels_together_counts_once(story: Story) -> None:
    story.families["o-6"] = "rare family"
    for turn in range(12):
        story.check("o-2", 3, 12 + turn / 100, f"cousin {turn}", (f"given {turn}", "rare family"))
    assert story.signs() == []


def test_well_known_people(story: Story) -> None:
    story.known = tuple(f"star {number}" for number in range(40))
    for day in range(6):
        story.check("o-4", day, 13.1, f"star {day}", ("given", f"name {day}"))
    assert story.signs() == [("known", ("o-4",))]


def test_the_namesakes_of_a_well_known_person_are_no_sign(story: Story) -> None:
    story.known = ("star 1", "star 2")
    for day in range(14):
        for who in OFFICERS:
            story.check(who, day, 13.1, f"star {1 + day % 2}", (f"given {who} {day}",))
    assert ("known", ("o-4",)) not in story.signs()


def test_two_hundred_questions_on_one_name(story: Story) -> None:
    for turn in range(200):
        story.check("o-7", 5, 14 + turn / 100, f"guess {turn}", ("the name", f"given {turn}"))
    assert ("one_name", ("o-7",)) in story.signs()


def test_a_list_worked_off_in_a_day_is_bulk(story: Story) -> None:
    for turn in range(300):
        story.check("o-0", 6, 9 + turn / 50, f"entry {turn}", (f"given {turn}",))
    assert ("bulk", ("o-0",)) in story.signs()


def test_at_night_off_duty(story: Story) -> None:
    for day in range(8):
        story.check("o-1", day, 2.5, f"at night {day}", (f"given {day}",))
    assert story.signs() == [("off_shift", ("o-1",))]


def test_matches_that_nobody_acted_on(story: Story) -> None:
    for day in range(14):
        for who in OFFICERS:
            story.check(who, day, 15.1, f"wanted {who} {day}", found="possible")
            if who != "o-5":
                story.check(who, day, 15.2, "", action="hit.open")
    assert story.signs() == [("unanswered", ("o-5",))]


def test_a_hit_that_is_opened_too_late_answers_nothing(story: Story) -> None:
    story.check("o-5", 1, 15.1, "wanted", found="strong")
    story.check("o-5", 1, 16.0, "", action="hit.open")
    columns = story.columns()
    assert columns.found.sum() == 2
    assert not columns.followed.any()


def test_a_purpose_unlike_the_posts(story: Story) -> None:
    for day in range(10):
        for turn in range(3):
            story.check("o-3", day, 9.1 + turn / 10, f"plate {day} {turn}", purpose="registration")
    assert story.signs() == [("purpose", ("o-3",))]


def test_days_at_a_lane_for_vehicles_are_no_purpose(story: Story) -> None:
    for number, who in enumerate(OFFICERS):
        for day in (number, number + 5, *((number + 2,) if who == "o-3" else ())):
            for turn in range(60):
                story.check(who, day, 8 + turn / 8, f"plate {who} {day} {turn}", purpose="registration")
    assert not [sign for sign in story.signs() if sign[0] == "purpose"]


def test_more_than_the_others_on_most_days(story: Story) -> None:
    for day in range(14):
        for turn in range(20):
            story.check("o-3", day, 8 + turn / 3, f"list {day} {turn}")
    assert story.signs() == [("pace", ("o-3",))]


def test_some_days_with_more_are_no_pace(story: Story) -> None:
    for day in (2, 5, 9, 11):
        for turn in range(60):
            story.check("o-3", day, 8 + turn / 8, f"lane {day} {turn}")
    assert story.signs() == []


def test_alerts_opened_one_after_the_other(story: Story) -> None:
    story.opens("o-2", 12)
    assert story.signs() == [("opened", ("o-2",))]
    (sign,) = story.found()
    assert (sign.count, len(sign.lines)) == (12, 12)


def test_one_alert_opened_again_and_again_is_one(story: Story) -> None:
    for _ in range(30):
        story.opens("o-2", 1)
    assert story.signs() == []


@pytest.mark.parametrize("why", ["met", "called"])
def test_what_own_work_asked_for_is_no_sign(story: Story, why: str) -> None:
    story.opens("o-2", 40, why)
    assert story.signs() == []


def test_whoever_acts_on_the_matter_opens_what_he_acts_on(story: Story) -> None:
    story.matters = {f"c-{turn}": f"a-{turn}" for turn in range(20)}
    story.opens("o-2", 20)
    for turn in range(20):
        story.check("o-2", 4, 9.1, "", action="detention.admitted", reference=f"c-{turn}")
    assert story.signs() == []


def test_cases_taken_away_count_like_openings(story: Story) -> None:
    story.opens("o-2", 12, action="case.export")
    assert story.signs() == [("opened", ("o-2",))]


def test_a_desk_where_everybody_opens_much_is_no_sign(story: Story) -> None:
    for who in OFFICERS:
        story.opens(who, 14)
    assert story.signs() == []


def test_openings_alone_are_looked_at_where_nobody_checks() -> None:
    story = Story(days=0)
    story.opens("o-2", 12)
    assert story.signs() == [("opened", ("o-2",))]
