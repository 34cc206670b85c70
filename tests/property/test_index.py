"""Whatever happens to an index, and in whatever order, it finds those who are there and nobody else."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from mithaq.ops.tables import scales
from mithaq.search.contents import contents_of
from mithaq.search.index import Index
from mithaq.search.joining import Joining
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery

NAMES = ("سلمى العوتيقي", "Nourredine Gharbawi", "حسن البنزرتي", "Fawzia Zeghoud", "عبد الحكيم المصمودي")
PLATES = ("1TUN1", "2TUN2", "3TUN3")


class Registers(RuleBasedStateMachine):
    """A register as plain lists, and an index of it in a folder, which a second one shares."""

    people = Bundle("people")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.entered: list[SearchPerson | SearchThing] = []
        self.departed: list[int] = []
        self.indexes = [Index.open(self.folder, scales()), Index.open(self.folder, scales()), Index.in_memory(scales())]
        self.joining: list[Joining | None] = [None, None, None]

    @rule(target=people, name=st.sampled_from(NAMES), document=st.sampled_from(("", "X1", "X2")))
    def enter_person(self, name: str, document: str) -> int:
        number = len(self.entered) + 1
        self.entered.append(SearchPerson(number, (name,), ("1980-05-01",), documents=(document,) if document else ()))
        return number

    @rule(target=people, plate=st.sampled_from(PLATES))
    def enter_thing(self, plate: str) -> int:
        number = len(self.entered) + 1
        self.entered.append(SearchThing(number, (("plate", plate),)))
        return number

    @rule(number=people)
    def leave(self, number: int) -> None:
        if number not in self.departed:
            self.departed.append(number)

    @rule(at=st.sampled_from((0, 1, 2)), sweep=st.booleans())
    def begin_to_write(self, at: int, sweep: bool) -> None:
        if self.joining[at] is None:
            self.told(at)
            self.joining[at] = self.indexes[at].join(sweep=sweep)

    @rule(at=st.sampled_from((0, 1, 2)))
    def end_writing(self, at: int) -> None:
        joining, self.joining[at] = self.joining[at], None
        if joining is not None:
            joining.run()
            self.indexes[at].take(joining)

    @rule(at=st.sampled_from((0, 1, 2)))
    def compact(self, at: int) -> None:
        if self.joining[at] is None:
            self.told(at).compact()

    @rule(at=st.sampled_from((0, 1, 2)))
    def sweep(self, at: int) -> None:
        if self.joining[at] is None and self.told(at).sweep():
            assert self.indexes[at].unswept == 0

    @rule(at=st.sampled_from((0, 1)))
    def start_anew(self, at: int) -> None:
        """A process is killed, and another starts."""
        self.joining[at] = None
        self.indexes[at] = Index.open(self.folder, scales())
        self.indexes[at].verify()

    @rule(at=st.sampled_from((0, 1, 2)))
    def clear(self, at: int) -> None:
        if self.joining[at] is None:
            self.indexes[at].clear()

    @rule(at=st.sampled_from((0, 1, 2)), name=st.sampled_from(NAMES))
    def find(self, at: int, name: str) -> None:
        found = {one.number for one in self.told(at).find(PersonQuery(name=name), top=len(self.entered) + 1)}
        assert found == {one.number for one in self.there() if isinstance(one, SearchPerson) and name in one.names}

    @rule(at=st.sampled_from((0, 1, 2)))
    def look_up(self, at: int) -> None:
        index = self.told(at)
        for plate in PLATES:
            holders = [
                one.number for one in self.there() if isinstance(one, SearchThing) and one.keys == (("plate", plate),)
            ]
            assert index.exact("plate", plate) == holders
        for document in ("X1", "X2"):
            bearers = [
                one.number for one in self.there() if isinstance(one, SearchPerson) and document in one.documents
            ]
            assert index.exact("document", document) == bearers

    @invariant()
    def all_hold_the_same(self) -> None:
        for at, index in enumerate(getattr(self, "indexes", ())):
            self.told(at)
            assert contents_of(*index.held()).differences(index.told(self.there())) == []

    def told(self, at: int) -> Index:
        """The index, as whoever owns the register brings it up to date."""
        index = self.indexes[at]
        index.refresh()
        news = [number for number in self.departed[index.departed :] if number <= index.last]
        index.remove(news, len(self.departed))
        index.add(one for one in self.there() if one.number > index.last)
        return index

    def there(self) -> list[SearchPerson | SearchThing]:
        return [one for one in self.entered if one.number not in self.departed]

    def teardown(self) -> None:
        shutil.rmtree(getattr(self, "folder", ""), ignore_errors=True)


TestRegisters = Registers.TestCase
TestRegisters.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
