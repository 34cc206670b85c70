from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app import alerts, reviews
from mithaq.app.exchange import MAX_ASKED, PayloadRequest, Receipt, Wanted, signed
from mithaq.app.ports.rows import Stored
from mithaq.app.serve import Served
from mithaq.domain.instant import text
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.support import files
from tests.unit.app.asking import STATES, fold

ALL = ("EG", "GS", "JO", "OC")
PNG = files.png()


def gets(world: World, asker: str, subject: str, hash: str, holder: str = "TN") -> bool:
    """Whether the holder hands this payload to the asker now."""
    request = PayloadRequest(asker, holder, text(world.clock.now()), (Wanted(subject, hash),))
    (payload,) = Served(world[holder]).ask(signed(request, world.keys[asker]))
    return payload is not None


def readers(world: World, alert: str, hash: str = "", holder: str = "TN") -> list[str]:
    """Everybody else to whom the holder gives the newest version, or this payload."""
    version = fold(world, holder, alert).newest
    assert version is not None
    return [code for code in ALL if code != holder and gets(world, code, alert, hash or version.payload, holder)]


def test_the_audience_widens_with_each_stage_and_ends_with_the_end(world: World) -> None:
    alert = acts.drafted(world)
    assert readers(world, alert) == []
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    assert readers(world, alert) == ["GS", "OC"]
    world.settle()
    acts.accept(world, alert)
    acts.accept(world, alert, 2, "KW")
    world.settle()
    assert readers(world, alert) == ["GS", "OC"], "reviewed is not circulated"
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), alert)
    assert readers(world, alert) == ["EG", "GS", "JO", "OC"]
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    assert readers(world, alert) == []


def test_an_amendment_is_read_by_its_own_stage(world: World) -> None:
    alert = acts.circulated(world)
    old = fold(world, "TN", alert).current
    assert old is not None
    alerts.amend(world["TN"], world.actor("TN", "bureau"), alert, acts.person("TN", 2))
    assert readers(world, alert) == []
    assert readers(world, alert, old.payload) == ["EG", "GS", "JO", "OC"]


def test_a_diffusion_is_for_the_chosen(world: World) -> None:
    drafted = alerts.draft(world["TN"], world.actor("TN", "bureau"), "wanted", acts.person("TN"), chosen=("JO",))
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), drafted.subject, drafted.content)
    world.settle()
    for number, nationality in ((1, "DZ"), (2, "KW")):
        acts.accept(world, drafted.subject, number, nationality)
    world.settle()
    alerts.circulate(world["TN"], world.actor("TN", "bureau"), drafted.subject)
    assert readers(world, drafted.subject) == ["GS", "JO", "OC"]


def test_the_photo_goes_where_the_alert_goes(world: World) -> None:
    photo = alerts.add_photo(world["TN"], world.actor("TN", "bureau"), PNG)
    content = structs.replace(acts.person("TN"), identity=structs.replace(acts.person("TN").identity, photo=photo))
    alert = acts.drafted(world, content=content)
    assert readers(world, alert, photo) == []
    alerts.approve(world["TN"], world.actor("TN", "prosecutor"), alert, acts.newest(world, "TN", alert))
    assert readers(world, alert, photo) == ["GS", "OC"]
    assert not gets(world, "GS", "x-unattached", photo)


def test_a_refusals_reasons_are_for_owner_and_commission(world: World) -> None:
    alert = acts.approved(world)
    reviewer = world.actor("GS", "reviewer", 1, "DZ")
    content = acts.newest(world, "GS", alert)
    reasons = reviews.refuse(world["GS"], reviewer, alert, content, "private_dispute", "a quarrel").payload
    assert [code for code in (*STATES, "OC") if gets(world, code, alert, reasons, "GS")] == ["TN", "OC"]
    world.settle()
    for code, held in (("TN", True), ("OC", True), ("EG", False), ("JO", False)):
        with world[code].store.read() as reader:
            assert (reader.payloads.get(reasons) is not None) == held, code


def test_the_papers_of_a_case_are_for_its_parties_and_the_commission(world: World) -> None:
    case = acts.CaseActs(world, acts.circulated(world))
    with world["TN"].store.read() as reader:
        papers = list(reader.payloads.of(case.id))
    assert papers
    for paper in papers:
        assert [code for code in ALL if gets(world, code, case.id, paper)] == ["EG", "OC"]


def test_a_commitment_is_served_only_under_its_own_alert(world: World) -> None:
    """Naming an alert that one may read does not open the payload of one that one may not."""
    open_one, secret = acts.circulated(world), acts.drafted(world, content=acts.person("TN", 2))
    version = fold(world, "TN", secret).newest
    assert version is not None
    assert not gets(world, "EG", open_one, version.payload)
    assert not gets(world, "EG", "a-unknown", version.payload)


def refusal(world: World, request: PayloadRequest, signer: str) -> RefusalCode:
    with pytest.raises(Refused) as refused:
        Served(world["TN"]).ask(signed(request, world.keys[signer]))
    return refused.value.code


def test_nobody_asks_in_anothers_name(world: World) -> None:
    at = text(world.clock.now())
    assert refusal(world, PayloadRequest("GS", "TN", at, ()), "EG") == RefusalCode.KEY_UNKNOWN
    stranger = World(99, ("GS",)).keys["GS"]
    world.keys["XX"] = stranger
    assert refusal(world, PayloadRequest("GS", "TN", at, ()), "XX") == RefusalCode.BAD_SIGNATURE
    assert refusal(world, PayloadRequest("SA", "TN", at, ()), "EG") == RefusalCode.ORIGIN_UNKNOWN


def test_a_request_to_another_or_for_too_much_is_refused(world: World) -> None:
    at = text(world.clock.now())
    assert refusal(world, PayloadRequest("EG", "JO", at, ()), "EG") == RefusalCode.NOT_AUDIENCE
    wants = tuple(Wanted("a-" + "0" * 20, "0" * 64) for _ in range(MAX_ASKED + 1))
    assert refusal(world, PayloadRequest("EG", "TN", at, wants), "EG") == RefusalCode.NOT_AUDIENCE


def newest_event(world: World, code: str) -> Stored:
    with world[code].store.read() as reader:
        head = reader.journal.head(code)
        assert head is not None
        stored = reader.journal.at(code, head.seq)
    assert stored is not None
    return stored


def test_the_outbox_is_cleared_by_receipts_of_all_and_nothing_else(world: World) -> None:
    acts.drafted(world)
    said, node = newest_event(world, "TN").envelope, world["TN"]
    for number, code in enumerate(ALL):
        with node.store.read() as reader:
            assert reader.journal.outbox() == (1, 1), f"after {number} of {len(ALL)}"
        receipt = Receipt(code, "TN", said.header.seq, said.hash, text(world.clock.now()))
        Served(node).deliver_receipt(signed(receipt, world.keys[code]))
    with node.store.read() as reader:
        assert reader.journal.outbox() == (0, 0)


@pytest.mark.parametrize(
    ("journal", "seq", "hash", "signer", "code"),
    [
        ("EG", 1, "", "EG", RefusalCode.NOT_AUDIENCE),
        ("TN", 1, "ab" * 32, "EG", RefusalCode.FORK),
        ("TN", 2, "", "EG", RefusalCode.FORK),
        ("TN", 1, "", "JO", RefusalCode.KEY_UNKNOWN),
    ],
)
def test_a_receipt_for_what_was_not_said_is_refused(
    world: World, journal: str, seq: int, hash: str, signer: str, code: RefusalCode
) -> None:
    acts.drafted(world)
    said = newest_event(world, "TN").envelope
    receipt = Receipt("EG", journal, seq, hash or said.hash, text(world.clock.now()))
    with pytest.raises(Refused) as refused:
        Served(world["TN"]).deliver_receipt(signed(receipt, world.keys[signer]))
    assert refused.value.code == code
    with world["TN"].store.read() as reader:
        assert reader.journal.receipts() == []
        assert reader.journal.outbox() == (1, 1)
