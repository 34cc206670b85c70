"""What lies beside the payloads at one node alone goes with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec import structs

from mithaq.app import alerts
from mithaq.app.alerts import UNATTACHED
from mithaq.app.erase import erase_due
from mithaq.app.forget import forget
from mithaq.app.fsck import fsck
from mithaq.app.ports.rows import ReplyRow
from mithaq.domain.instant import text
from mithaq.domain.remedy.order_events import ErasureOrdered
from mithaq.testing import acts
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.testing.world import World
from tests.unit.app.test_commission import order

WORDS = "كلمات المفوض"


@pytest.fixture
def world() -> Iterator[World]:
    found = World(19, ("TN", "EG", "GS", "OC"))
    yield found
    found.close()


def test_of_a_kept_reply_only_the_id_stays_and_its_key_stays_taken(world: World) -> None:
    node, at = world["TN"], text(world.clock.now())
    rows = {
        "about": ReplyRow("about", "o-1", "digest", 201, b'{"id": "a-12", "name": "x"}', at),
        "other": ReplyRow("other", "o-1", "digest", 200, b'{"id": "a-34", "name": "y"}', at),
        "page": ReplyRow("page", "o-1", "digest", 303, b"/alerts/a-12", at),
    }
    with node.store.write() as tx:
        for row in rows.values():
            tx.desk.put_reply(row)
        forget(node, tx, "a-12")
        left = {key: tx.desk.reply(key, "o-1") for key in rows}
    about = left["about"]
    assert about is not None
    assert (about.status, about.body, about.request) == (0, b"a-12", "digest")
    assert (left["other"], left["page"]) == (rows["other"], rows["page"])


def test_a_portrait_that_no_alert_took_goes_after_a_day_and_one_that_an_alert_took_stays(world: World) -> None:
    node, bureau = world["TN"], world.actor("TN", "bureau")
    loose = alerts.add_photo(node, bureau, demo_photo(1))
    erase_due(node)  # an hour's round has seen it
    world.clock.forward(hours=23)
    erase_due(node)
    with node.store.read() as reader:
        assert loose in reader.payloads.of(UNATTACHED)
    world.clock.forward(hours=1)
    erase_due(node)
    with node.store.read() as reader:
        assert reader.payloads.of(UNATTACHED) == {}
        assert not reader.payloads.held([loose])
    assert fsck(node).sound


def test_the_commissions_words_go_and_its_bar_keeps_its_digests(world: World) -> None:
    alert = acts.circulated(world)
    node = world["OC"]
    with node.store.read() as reader:
        look = next(row for row in (reader.shield.look(hash) for hash in _contents(world, alert)) if row is not None)
    with node.store.write() as tx:
        tx.shield.put_look(
            structs.replace(look, decision="clear", decided_by="o-1", decided_at=text(world.clock.now()), reasons=WORDS)
        )
    order(world, alert, "erasure.ordered", ErasureOrdered())
    world.settle()
    with node.store.read() as reader:
        after = reader.shield.look(look.id)
        assert after is not None
        assert (after.reasons, after.decision) == ("", "clear")
        assert after.forms == look.forms != b""
        assert reader.shield.entry(f"k-{look.content}") is not None


def _contents(world: World, alert: str) -> list[str]:
    with world["OC"].store.read() as reader:
        fold = alerts.load(reader, alert)
    assert fold is not None
    return [version.content for version in (fold.current, fold.pending) if version is not None]
