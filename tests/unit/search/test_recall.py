"""Recall: who is worth scoring, with bounded work."""

from __future__ import annotations

from mithaq.search.memory import ListPostings, person_keys
from mithaq.search.port import SearchPerson
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.recall import MAX_CANDIDATES, MAX_ROWS, birth_keys, candidates, document_keys
from tests.unit.search.people import LATIN, LONE, OUTIKI, REGISTER, crowd


class Counting(ListPostings):
    """A register that counts the rows read from it."""

    rows = 0

    def persons_with(self, keys: list[str], limit: int) -> list[tuple[int, int]]:
        found = super().persons_with(keys, limit)
        self.rows += len(found)
        return found


def recall(register: ListPostings, **asked: str) -> list[int]:
    return candidates(read_query(PersonQuery(**asked)), register)


def test_rare_parts_lead() -> None:
    assert recall(REGISTER, name="Mohamed Outiki")[0] == OUTIKI.number


def test_a_misspelt_rare_part_is_met_by_its_neighbours() -> None:
    assert LONE.number in recall(REGISTER, name="Yakutuna")
    assert LATIN.number in recall(REGISTER, name="Khalid Otaybl")


def test_word_breaks_do_not_matter() -> None:
    register = ListPostings([SearchPerson(1, ("Sidahmed Moulaykaid",)), *crowd(50)])
    assert 1 in recall(register, name="Sid Ahmed Moulay Kaid")


def test_documents_and_dates_are_keys() -> None:
    assert recall(REGISTER, document="Z 704215") == [OUTIKI.number]
    assert OUTIKI.number in recall(REGISTER, birth="1979-04-12")
    assert {"@1979-04-12", "#Z704215"} <= set(person_keys(OUTIKI))
    assert birth_keys(["1979", "1979-04", "bad"]) == ()
    assert document_keys(["", "--"]) == ()


def test_work_is_bounded() -> None:
    everywhere = [SearchPerson(n, ("محمد أحمد علي",)) for n in range(MAX_ROWS)]
    register = Counting([*everywhere, OUTIKI])
    assert len(recall(register, name="محمد أحمد علي")) <= MAX_CANDIDATES
    assert register.rows <= MAX_ROWS
    assert recall(register, name="محمد أحمد علي الأوتيكي")[0] == OUTIKI.number


def test_the_register_answers_like_its_contract() -> None:
    register = ListPostings([SearchPerson(2, ("علي",)), SearchPerson(1, ("علي حسن",))])
    assert register.counts(["L", "HSN", "XX"]) == {"L": 2, "HSN": 1}
    assert register.persons_with(["L", "HSN"], 5) == [(1, 2), (2, 1)]
    assert register.persons_with(["L", "HSN"], 1) == [(1, 2)]
    assert [person.number for person in register.persons([2, 9])] == [2]
