"""The one yearly number: what was made in the year, over all states, and nothing that only stands."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app import cases, reviews, sealed, watch
from mithaq.app.figures import figures
from mithaq.app.figures_table import COLUMNS, table
from mithaq.app.figures_watch import watch_figures
from mithaq.app.own_say import flags
from mithaq.app.shield import lodging
from mithaq.app.shield.figures import kept_apart, lodged
from mithaq.domain.instant import parse
from mithaq.domain.sealed import SIZE, FlagCount, decode, encode
from mithaq.domain.shield.lodging import Protection, ProtectionEnded
from mithaq.testing import acts
from mithaq.testing.world import World

YEAR = "2026"
GROUND = "political_matter"


def protect(world: World, number: int) -> str:
    said = Protection("granted", "state", acts.person("TN", number).identity)
    id = lodging.lodge(world["EG"], world.actor("EG", "prosecutor"), said)
    world.settle()
    return id


def barred(world: World, number: int) -> None:
    """An alert refused in review, which leaves a bar with the commission."""
    alert = acts.approved(world, content=acts.person("TN", number))
    by, nationality = acts.called(world, alert)[0]
    reviewer = world.actor("GS", "reviewer", by, nationality)
    reviews.refuse(world["GS"], reviewer, alert, acts.newest(world, "GS", alert), GROUND, "synthetic reasons")
    world.settle()


def flagged(world: World, count: int) -> None:
    """EG flags so many alerts of TN; both states are at work."""
    for code, towards in (("EG", "TN"), ("TN", "EG")):
        cases.state_bound(world[code], world.actor(code, "bureau"), acts.INSTRUMENT, towards)
    with world["EG"].store.write() as tx:
        for number in range(count):
            flags._count_up(tx, YEAR)
            assert flags.set_in(tx, YEAR) == number + 1


def new_year(world: World, days: int = 0) -> None:
    there = parse("2027-01-01T00:00:01.000Z") - world.clock.now()
    world.clock.forward(days=there.days + days, seconds=there.seconds)


def test_what_was_made_in_the_year_counts_whatever_stands_of_it(slow: World) -> None:
    ended = protect(slow, 2)
    protect(slow, 3)
    lodging.end(slow["EG"], slow.actor("EG", "prosecutor"), ProtectionEnded(ended))
    barred(slow, 4)
    published = flags.publish(slow["EG"], slow.actor("EG", "bureau"), "own_nationals")
    slow.settle()
    flags.withdraw(slow["EG"], slow.actor("EG", "bureau"), published.subject)
    slow.settle()
    assert kept_apart(slow["OC"], YEAR) == 2 + 1 + 1
    assert kept_apart(slow["OC"], "2025") == 0
    assert kept_apart(slow["EG"], YEAR) == 1, "nobody else has the registers: the published flag alone"


def test_the_node_states_the_number_by_itself_and_everybody_reads_it(slow: World) -> None:
    flagged(slow, 5)
    protect(slow, 2)
    barred(slow, 3)
    new_year(slow)
    slow.settle()
    assert not figures(slow["TN"], YEAR).merged_stated, "not before the states had their time"
    slow.clock.forward(days=31)
    slow.settle()
    found = figures(slow["TN"], YEAR)
    assert (found.merged, found.merged_stated) == (7, True)
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in table(found)]
    (row,) = [row for row in rows if row["figure"] == "protections_bars_flags"]
    assert (row["state"], row["code"], row["count"], row["withheld"]) == ("", "", "7", "no")
    assert watch_figures(slow["OC"], kept_apart) == 0, "once"
    assert slow.agree()


def test_a_small_number_is_stated_and_left_out(slow: World) -> None:
    protect(slow, 2)
    new_year(slow, days=31)
    watch.tick(slow["OC"])
    slow.settle()
    found = figures(slow["EG"], YEAR)
    assert (found.merged, found.merged_stated) == (None, True)


def test_what_a_state_lodges_is_read_by_the_commission_alone(slow: World) -> None:
    flagged(slow, 6)
    new_year(slow)
    slow.settle()
    held = {}
    for code in slow.nodes:
        with slow[code].store.read() as reader:
            held[code] = lodged(reader, YEAR)
    assert held["OC"] == {"EG": FlagCount(YEAR, 6), "TN": FlagCount(YEAR, 0)}, "also the state that set none"
    assert held["EG"] == {"EG": FlagCount(YEAR, 6)}
    assert (held["TN"], held["GS"]) == ({"TN": FlagCount(YEAR, 0)}, {})
    with slow["TN"].store.read() as reader:
        headers = [one.envelope.header for one in reader.journal.after("EG", 0, 10_000)]
        (header,) = [one for one in headers if one.type == "sealed.lodged"]
        assert header.payload is not None
        assert (header.body, header.payload.size, header.author.role) == ({}, SIZE, "node")
        assert reader.payloads.get(header.payload.hash) is None
    assert [one.said for one in sealed.lodged(slow["OC"], slow.actor("OC", "commissioner"))] == [None, None]
    slow.clock.forward(days=200)
    assert watch_figures(slow["EG"]) == 1, "its month; the count was lodged for the year"


@pytest.mark.parametrize("count", [1, 4])
def test_a_small_count_of_flags_is_left_out_before_it_is_lodged(slow: World, count: int) -> None:
    flagged(slow, count)
    new_year(slow)
    slow.settle()
    with slow["OC"].store.read() as reader:
        assert lodged(reader, YEAR)["EG"] == FlagCount(YEAR, None)
    assert kept_apart(slow["OC"], YEAR) == 0


@pytest.mark.parametrize("count", [None, 0, 7, 2**40])
def test_a_count_lodged_is_as_long_as_anything_lodged(count: int | None) -> None:
    raw = encode(FlagCount(YEAR, count))
    assert len(raw) == SIZE
    assert decode(raw) == FlagCount(YEAR, count)
    assert b"EG" not in msgspec.json.encode(raw.decode())
