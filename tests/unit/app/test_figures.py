"""The public figures: from what was signed before this month, alike on every node, and without small counts."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app import alerts, hits, reviews
from mithaq.app.figures import Figures, figures, keep
from mithaq.app.figures_remedies import remedies
from mithaq.app.figures_table import COLUMNS, table
from mithaq.app.figures_tally import ORDINARY, URGENT, counted, owner_of
from mithaq.app.figures_watch import watch_figures
from mithaq.app.issue import Statement, issue
from mithaq.app.node import node_actor
from mithaq.app.ports.rows import FoldRow
from mithaq.domain.content import SanctionsNotice
from mithaq.domain.errors import NotFound
from mithaq.domain.identity import Identity, PersonName
from mithaq.domain.instant import text
from mithaq.domain.shield.statements import CommissionWithheld
from mithaq.interop.figures_csv import to_csv
from mithaq.testing import acts
from mithaq.testing.acts import person
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World

GROUND = "debt_or_cheque"
COUNTED = (
    ("alerts", "TN", "submitted"),
    ("alerts", "TN", "refused"),
    ("refusals", "TN", GROUND),
    ("refusals", "", GROUND),
)


def refused(world: World, number: int, ground: str = GROUND) -> None:
    id = acts.approved(world, content=person("TN", number))
    world.settle()
    number, nationality = acts.called(world, id)[0]
    reviewer = world.actor("GS", "reviewer", number, nationality)
    reviews.refuse(world["GS"], reviewer, id, acts.newest(world, "GS", id), ground, "synthetic reasons in words")
    world.settle()


def of(found: Figures, figure: str, state: str, code: str) -> str:
    """The count as it stands in the table; `-` for one that is left out."""
    for row in table(found):
        said = dict(zip(COLUMNS, row, strict=True))
        if (said["figure"], said["state"], said["code"]) == (figure, state, code):
            return "-" if said["withheld"] == "yes" else said["count"]
    return ""


def decide(world: World, right: int, wrong: int) -> None:
    """Hits of EG that its officers decided."""
    alert, officer = acts.circulated(world), world.actor("EG", "border")
    for turn in range(right + wrong):
        now = text(world.clock.now())
        hit = stopped_on(world["EG"], officer, alert, now, now)
        if turn < right:
            hits.confirm(world["EG"], officer, hit.id, "document")
        else:
            hits.refute(world["EG"], officer, hit.id, "other_photo")


def test_refusals_by_state_and_ground_alike_on_every_node(world: World) -> None:
    for number in range(1, 7):
        refused(world, number)
    assert of(figures(world["TN"]), "alerts", "TN", "submitted") == "0", "nothing of this month"
    world.clock.forward(days=10)
    world.settle()
    every = [figures(node, "2026") for node in world.nodes.values()]
    assert len({msgspec.json.encode(one) for one in every}) == 1
    found = every[0]
    assert of(found, "alerts", "TN", "submitted") == "6"
    assert of(found, "alerts", "TN", "refused") == "6"
    assert of(found, "alerts", "EG", "refused") == "0"
    assert of(found, "refusals", "TN", GROUND) == "6"
    assert of(found, "refusals", "", GROUND) == "6"
    assert found.until == "2026-12"


def test_what_was_submitted_counts_once_and_a_draft_not_at_all(world: World) -> None:
    bureau = world.actor("TN", "bureau")
    for number in range(1, 6):
        acts.approved(world, content=person("TN", number), urgent=acts.URGENT if number == 1 else "")
    for number in range(6, 8):
        acts.drafted(world, content=person("TN", number))
    amended = acts.drafted(world, content=person("TN", 8))
    alerts.amend(world["TN"], bureau, amended, person("TN", 9))
    assert _submitted(world) == (5, 1), "what nobody stood behind was not submitted"
    for comment in ("once", "twice"):
        alerts.amend(world["TN"], bureau, amended, msgspec.structs.replace(person("TN", 9), comment=comment))
        seen = acts.newest(world, "TN", amended)
        alerts.approve(world["TN"], world.actor("TN", "prosecutor"), amended, seen)
    assert _submitted(world) == (6, 1), "once, however often it was written and approved anew"


def _submitted(world: World) -> tuple[int, int]:
    with world["TN"].store.read() as reader:
        acts_of = counted(reader, world.law, "2027").acts
    urgent = acts_of.get(("2026-11", "TN", URGENT), 0)
    return acts_of.get(("2026-11", "TN", ORDINARY), 0) + urgent, urgent


def test_what_needs_no_approval_is_submitted_by_its_draft(world: World) -> None:
    notice = SanctionsNotice(Identity((PersonName("synthetic person"),)), "1", "QDi.1", "QD", "2020-01-01")
    alerts.draft_batch(world["GS"], world.actor("GS", "reviewer", 1, "DZ"), "sanctions", [notice])
    with world["GS"].store.read() as reader:
        assert counted(reader, world.law, "2027").acts == {("2026-11", "GS", ORDINARY): 1}


def test_small_counts_are_left_out_and_nothing_gives_them_away(world: World) -> None:
    for number in range(1, 7):
        refused(world, number, GROUND if number < 6 else "political_matter")
    world.clock.forward(days=10)
    found = figures(world["EG"], "2026")
    assert of(found, "refusals", "TN", "political_matter") == "-"
    assert of(found, "refusals", "", "political_matter") == "-", "no other state has any"
    assert of(found, "refusals", "TN", GROUND) == of(found, "alerts", "TN", "refused") == "5", "no total counts it"


def test_the_sixth_refusal_is_not_published_a_month_after_the_fifth(world: World) -> None:
    for number in range(1, 6):
        refused(world, number)
    world.clock.forward(days=10)
    before = [of(figures(world["EG"], "2026"), *cell) for cell in COUNTED]
    refused(world, 6)
    world.clock.forward(days=31)
    after = [of(figures(world["EG"], "2026"), *cell) for cell in COUNTED]
    assert before == after == ["5"] * len(COUNTED)


def test_what_the_commission_withholds_and_what_is_withdrawn_in_review_counts_as_refused(world: World) -> None:
    for number in range(1, 6):
        alert = acts.approved(world, content=person("TN", number))
        alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "entered_in_error")
    for number in range(6, 8):
        alert = acts.drafted(world, content=person("TN", number))
        alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "entered_in_error")
    circulated = acts.circulated(world, content=person("TN", 8))
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), circulated, "found")
    refused(world, 9)
    for number in range(10, 15):
        withheld(world, acts.approved(world, content=person("TN", number)))
    with world["EG"].store.read() as reader:
        found = counted(reader, world.law, "2027").grounds
    assert found == {
        ("2026-11", "TN", "withdrawn_in_review"): 5, ("2026-11", "TN", "withheld"): 5, ("2026-11", "TN", GROUND): 1,
    }  # fmt: skip
    world.clock.forward(days=10)
    assert of(figures(world["EG"]), "alerts", "TN", "refused") == "10"


def withheld(world: World, alert: str) -> None:
    """The commission says so; nobody learns on which ground."""
    body = CommissionWithheld(acts.newest(world, "OC", alert))
    with world["OC"].write() as tx:
        issue(world["OC"], tx, node_actor(world["OC"]), Statement("commission.withheld", alert, body))
    world.settle()


def test_a_refusal_without_effect_is_not_counted(world: World) -> None:
    for number in range(1, 7):
        refused(world, number)
    with world["EG"].store.read() as reader:
        row = next(row for row in reader.register.folds("alert", member="TN"))
        stored = next(one for one in reader.journal.about(row.id) if one.envelope.header.type == "review.refused")
    fold = msgspec.json.decode(row.fold)
    fold["voids"] = [[stored.envelope.hash, "review.again"]]
    with world["EG"].store.write() as tx:
        tx.register.put_fold(msgspec.structs.replace(row, fold=msgspec.json.encode(fold)))
    world.clock.forward(days=10)
    assert of(figures(world["EG"], "2026"), "alerts", "TN", "refused") == "5"


def test_a_year_of_which_nothing_is_known_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        figures(world["EG"], "1999")


def test_a_state_publishes_its_own_month_once(world: World) -> None:
    decide(world, right=7, wrong=6)
    world.settle()
    assert watch_figures(world["EG"]) == 0, "the month is not over"
    world.clock.forward(days=10)
    assert watch_figures(world["EG"]) == 1
    assert watch_figures(world["EG"]) == 0
    world.settle()
    found = figures(world["TN"], "2026")
    assert of(found, "checks", "EG", "hits") == "7"
    assert of(found, "checks", "EG", "false_hits") == "6"
    assert of(found, "checks", "TN", "hits") == "0", "TN published that there was none"
    assert world.agree()


def test_a_small_month_is_left_out_before_it_is_signed(world: World) -> None:
    decide(world, right=2, wrong=0)
    world.clock.forward(days=10)
    world.settle()
    with world["TN"].store.read() as reader:
        bodies = [one.envelope.header.body for one in reader.journal.after("EG", 0, 1000)]
    assert {"month": "2026-11", "hits": None, "false_hits": 0} in bodies
    (one,) = [one for one in figures(world["JO"], "2026").checks if one.state == "EG"]
    assert (one.hits, one.withheld, one.months) == (0, 1, 1)


def test_the_commission_states_one_number_a_year_if_it_is_told(world: World) -> None:
    node = world["OC"]
    acts.circulated(world)
    assert not figures(node).merged_stated
    assert watch_figures(node, lambda node, year: 40) == 0, "nobody worked in 2025"
    world.clock.forward(days=60)
    assert watch_figures(node, lambda node, year: 40) == 0, "what states lodge at the end of a year is on its way"
    world.clock.forward(days=20)
    assert watch_figures(node) == 0
    assert watch_figures(node, lambda node, year: 40 if year == "2026" else 0) == 1
    assert watch_figures(node, lambda node, year: 41) == 0, "once"
    world.clock.forward(days=400)
    assert watch_figures(node, lambda node, year: 3) == 1
    with world["OC"].store.read() as reader:
        bodies = [one.envelope.header.body for one in reader.journal.after("OC", 0, 1000)]
    assert {"year": "2026", "total": 40} in bodies
    assert {"year": "2027", "total": None} in bodies, "a small number stays out"


def test_the_tally_is_kept_for_a_day(world: World) -> None:
    assert keep(world["TN"])
    assert not keep(world["TN"])
    before = figures(world["TN"])
    world.clock.forward(days=1)
    assert keep(world["TN"])
    assert figures(world["TN"]) == before


def test_remedies_and_their_days(world: World) -> None:
    with world["OC"].store.write() as tx:
        for number in range(12):
            asks, ended = ("access", "2026-03-11T00:00:00.000Z") if number < 6 else ("erasure", "")
            fold = {"id": f"r{number}", "asks": asks, "filed_at": "2026-03-01T00:00:00.000Z", "ended_at": ended}
            row = FoldRow(
                f"r{number}", "bond", "remedy", "filed", "OC", "", "", (1, "OC", number), msgspec.json.encode(fold)
            )
            tx.register.put_fold(row)
    with world["OC"].store.read() as reader:
        access, erasure = remedies(reader, "2026", "2026-04", 5)
        assert remedies(reader, "2025", "2026-04", 5) == ()
        early = remedies(reader, "2026", "2026-03-05", 5)
    assert (access.asks, access.filed, access.decided, access.days) == ("access", 6, 6, 10)
    assert (erasure.filed, erasure.decided, erasure.days) == (6, 0, None)
    assert early[0].decided == 0


def test_neither_one_decision_nor_one_that_waits_can_be_worked_out(world: World) -> None:
    """Six decided in March, one more in May: the number and the median stay. Of seven, six: one would wait."""
    decided = [f"2026-03-{11 + n}T00:00:00.000Z" for n in range(6)] + ["2026-05-01T00:00:00.000Z"]
    with world["OC"].store.write() as tx:
        for number in range(30):
            asks, ended = ("access", decided[number] if number < 7 else "") if number < 23 else ("erasure", decided[0])
            ended = "" if number == 29 else ended
            fold = {"id": f"r{number}", "asks": asks, "filed_at": "2026-03-01T00:00:00.000Z", "ended_at": ended}
            raw = msgspec.json.encode(fold)
            row = FoldRow(f"r{number}", "bond", "remedy", "filed", "OC", "", "", (1, "OC", number), raw)
            tx.register.put_fold(row)
    with world["OC"].store.read() as reader:
        before, after = remedies(reader, "2026", "2026-04", 5), remedies(reader, "2026", "2026-06", 5)
    assert before == after
    access, erasure = before
    assert (access.filed, access.decided, access.days) == (23, 6, 12)
    assert (erasure.filed, erasure.decided, erasure.days) == (7, None, None)


def test_the_table_as_csv(world: World) -> None:
    lines = to_csv(figures(world["TN"])).split("\r\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[-1] == ""
    assert all(line.count(",") == len(COLUMNS) - 1 for line in lines[:-1])


def test_an_id_says_whose_it_is(world: World) -> None:
    alert = acts.drafted(world)
    assert owner_of(world["EG"].law, alert) == "TN"
    assert owner_of(world["EG"].law, "a-unknown") == ""
