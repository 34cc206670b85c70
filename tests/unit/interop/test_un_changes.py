"""A newer list updates, adds and withdraws; the same list changes nothing."""

from __future__ import annotations

from mithaq.domain.content import SanctionsNotice
from mithaq.interop.un import compare, fingerprint
from tests.unit.interop.sample import TEXT, altered, listed, person, read


def known(text: str) -> dict[str, str | SanctionsNotice]:
    return {notice.source_id: notice for notice in read(text).individuals}


def test_everything_is_new_at_first() -> None:
    changes = compare({}, read(TEXT))
    assert changes.added == read(TEXT).individuals
    assert (changes.changed, changes.withdrawn, changes.unchanged) == ((), (), ())


def test_the_same_list_changes_nothing() -> None:
    changes = compare(known(TEXT), read(TEXT))
    assert (changes.added, changes.changed, changes.withdrawn) == ((), (), ())
    assert changes.unchanged == ("9000001", "9000002")


def test_fingerprints_do_as_well_as_notices() -> None:
    prints = {notice.source_id: fingerprint(notice) for notice in read(TEXT).individuals}
    newer = read(altered(">NADIRA<", ">NADIRAH<"))
    assert compare(prints, newer) == compare(known(TEXT), newer)


def test_changed_added_withdrawn() -> None:
    newer = read(listed(person(number="9000002", name="<FIRST_NAME>NADIRAH</FIRST_NAME>"), person(number="7")))
    changes = compare(known(TEXT), newer)
    assert [notice.source_id for notice in changes.changed] == ["9000002"]
    assert [notice.source_id for notice in changes.added] == ["7"]
    assert changes.withdrawn == ("9000001",)
    assert changes.unchanged == ()


def test_a_date_of_delisting_withdraws() -> None:
    newer = read(altered("<SORT_KEY />", "<SORT_KEY /><DELISTED_ON>2026-02-28</DELISTED_ON>"))
    assert compare(known(TEXT), newer).withdrawn == ("9000001",)
