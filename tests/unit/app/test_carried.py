from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from mithaq.app import bundles
from mithaq.app.carried import Taken, take_bundle
from mithaq.app.fsck import fsck
from mithaq.app.node import operator_actor
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.interop import archive
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from tests.unit.app.test_watch import case_at

NOTHING = Taken(0, 0, 0, 0)


def carried(world: World, case: CaseActs, by: str = "TN", *, whole: bool = True) -> archive.Archive:
    """What a prosecutor of that state takes along on a disk."""
    node, prosecutor = world[by], world.actor(by, "prosecutor")
    bundle = bundles.export(node, prosecutor, case.id, acts.holder(world, by), whole=whole)
    pieces = archive.packed(bundle, bundles.files(node, prosecutor, case.id))
    return archive.opened(io.BytesIO(b"".join(pieces)))


def taken(world: World, code: str, found: archive.Archive, file: Callable[[str], bytes | None] | None = None) -> Taken:
    return take_bundle(world[code], operator_actor(world[code]), found.bundle, file or found.file)


def test_a_node_that_is_cut_off_takes_over_a_whole_case_by_hand(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    world.net.cut("EG", world.nodes)
    case.lodge()
    assert case_at(world, "EG", case.id).lodged == ()
    found = carried(world, case)
    done = taken(world, "EG", found)
    assert (done.waiting, done.payloads, done.attachments) == (0, 1, len(acts.FILE))
    assert done.admitted >= 1
    (lodged,) = case_at(world, "EG", case.id).lodged
    assert lodged.papers
    assert fsck(world["EG"]).sound
    assert taken(world, "EG", found) == NOTHING, "once more, nothing is new"
    world.net.heal()
    world.settle()
    assert world.agree()


def test_an_excerpt_waits_for_what_is_missing_before_it_and_brings_its_papers_later(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    world.net.cut("EG", world.nodes)
    acts.drafted(world, "TN", acts.person("TN", 2))
    case.lodge()
    found = carried(world, case, whole=False)
    assert taken(world, "EG", found) == Taken(0, 1, 0, 0)
    assert fsck(world["EG"]).sound


def test_a_node_that_has_the_statement_and_not_its_papers_takes_those(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    world.net.cut("EG", world.nodes)
    case.lodge()
    found = carried(world, case)
    without = taken(world, "EG", found, lambda hash: None)
    assert (without.payloads, without.attachments) == (1, 0)
    altered = taken(world, "EG", found, lambda hash: b"other words")
    assert altered == NOTHING
    assert taken(world, "EG", found) == Taken(0, 0, 0, len(acts.FILE))


def test_who_is_no_party_takes_over_the_headers_and_no_paper(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    world.net.cut("JO", world.nodes)
    case.lodge()
    done = taken(world, "JO", carried(world, case))
    assert done.admitted >= 1
    assert (done.payloads, done.attachments) == (0, 0)
    with world["JO"].store.read() as reader:
        assert reader.attachments.hashes() == []
        assert reader.payloads.of(case.id) == {}


def test_a_bundle_that_does_not_verify_brings_nothing(world: World) -> None:
    case = acts.case_until(world, CaseState.INFORMED)
    world.net.cut("EG", world.nodes)
    case.lodge()
    found = carried(world, case)
    place = found.bundle.rindex(b'"body":"') + 12
    flipped = (
        found.bundle[:place] + (b"A" if found.bundle[place : place + 1] != b"A" else b"B") + found.bundle[place + 1 :]
    )
    other = World(99, ("TN", "EG", "GS", "OC"))
    stranger = carried(other, acts.case_until(other, CaseState.REQUESTED))
    for data in (flipped, found.bundle[:-1], b"", b"{}", stranger.bundle):
        with pytest.raises(Refusal) as refusal:
            take_bundle(world["EG"], operator_actor(world["EG"]), data, found.file)
        assert refusal.value.code == "bundle.not_verified"
    assert case_at(world, "EG", case.id).lodged == ()
    other.close()


def test_taking_over_is_for_bureau_and_operator(world: World) -> None:
    case = acts.case_until(world, CaseState.REQUESTED)
    acts.holder(world)
    world.settle()
    found = carried(world, case)
    for role in ("border", "prosecutor", "judge", "administrator"):
        with pytest.raises(Forbidden):
            take_bundle(world["EG"], world.actor("EG", role), found.bundle, found.file)
    assert take_bundle(world["EG"], world.actor("EG", "bureau"), found.bundle, found.file) == NOTHING
