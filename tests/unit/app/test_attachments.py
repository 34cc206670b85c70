from __future__ import annotations

import hashlib

import pytest

from mithaq.app import attachments, cases, fetch_files, lists, messages
from mithaq.app.attached import check_room
from mithaq.app.erase import erase_due
from mithaq.app.exchange import PayloadRequest, Wanted, signed
from mithaq.app.fsck import fsck
from mithaq.app.node import Actor
from mithaq.app.ports.store import Reader
from mithaq.app.serve import Served
from mithaq.domain import attachment as limits
from mithaq.domain.attachment import Scanned
from mithaq.domain.case.papers import CasePaper, ExtraditionFile, Note, PaperCopy, WarrantPaper, encode
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.domain.message.sheets import Sheet
from mithaq.journal.errors import Refused
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs, attached, case_until
from mithaq.testing.world import World
from tests.support import files
from tests.unit.app.test_watch import case_at

WORDS = b"synthetic words"


def bureau(world: World, code: str = "TN") -> Actor:
    return world.actor(code, "bureau")


def sent(case: CaseActs, member: str = "TN", *hashes: str) -> str:
    """A message that cites these files."""
    return case.act(member, "bureau", "message.sent", {}, Note("synthetic", hashes))


def holders(world: World, hash: str) -> list[str]:
    found = []
    for code, node in world.nodes.items():
        with node.store.read() as reader:
            row = reader.attachments.about([hash]).get(hash)
        found += [code] if row is not None and not row.refused else []
    return found


def refusal(world: World, code: str, hash: str) -> str:
    with world[code].store.read() as reader:
        return reader.attachments.about([hash])[hash].refused


def gets(world: World, asker: str, subject: str, hash: str, holder: str = "TN") -> bool:
    request = PayloadRequest(asker, holder, text(world.clock.now()), (Wanted(subject, hash),))
    return Served(world[holder]).ask_attachment(signed(request, world.keys[asker])) is not None


def test_a_file_reaches_whoever_may_read_the_paper_that_cites_it_and_nobody_else(world: World) -> None:
    case = case_until(world, CaseState.REQUESTED)
    hash = attachments.keep(world["TN"], bureau(world), WORDS).hash
    assert hash == hashlib.sha256(WORDS).hexdigest()
    assert holders(world, hash) == ["TN"]
    sent(case, "TN", hash)
    assert holders(world, hash) == ["TN", "EG", "OC"]
    for code, role in (("TN", "judge"), ("EG", "prosecutor"), ("OC", "commissioner")):
        row, data = attachments.read(world[code], world.actor(code, role), hash)
        assert (row.media_type, data) == ("text/plain", WORDS)
        assert hash in attachments.of_case(world[code], world.actor(code, role), case.id)
    for code, role in (("JO", "bureau"), ("GS", "reviewer")):
        with pytest.raises(NotFound):
            attachments.read(world[code], world.actor(code, role), hash)
    with pytest.raises(Forbidden):
        attachments.read(world["EG"], world.actor("EG", "border"), hash)
    for node in world.nodes.values():
        assert fsck(node).faults == ()
    assert world.agree()


def test_who_reads_a_file_is_written_down(world: World) -> None:
    case = case_until(world, CaseState.REQUESTED)
    sent(case, "TN", attached(world, "TN", "words"))
    hash = next(iter(attachments.of_case(world["EG"], bureau(world, "EG"), case.id)))
    attachments.read(world["EG"], bureau(world, "EG"), hash)
    with world["EG"].store.read() as reader:
        size, _ = reader.desk.log_head()
        (line,) = reader.desk.log_lines(size - 1, 1)
    assert (line.action, line.reference, line.officer) == ("attachment.read", case.id, bureau(world, "EG").id)


def test_a_file_that_nothing_cites_is_read_by_nobody_and_goes_after_a_day(world: World) -> None:
    hash = attached(world, "TN", "words")
    with pytest.raises(NotFound):
        attachments.read(world["TN"], bureau(world), hash)
    world.clock.forward(days=1, milliseconds=-1)
    attachments.sweep(world["TN"])
    assert holders(world, hash) == ["TN"]
    world.clock.forward(hours=1)
    erase_due(world["TN"])
    assert holders(world, hash) == []
    assert fsck(world["TN"]).sound


def test_a_cited_file_stays_as_long_as_the_paper(world: World) -> None:
    case = case_until(world, CaseState.REQUESTED)
    hash = attached(world, "TN", "words")
    sent(case, "TN", hash)
    world.clock.forward(days=400)
    world.settle()
    assert holders(world, hash) == ["TN", "EG", "OC"]
    with world["EG"].store.write() as tx:
        tx.payloads.erase([one.payload for one in tx.attachments.citations(of=hash)])
    world.clock.forward(hours=1)
    erase_due(world["EG"])
    assert holders(world, hash) == ["TN", "OC"]
    assert fsck(world["EG"]).sound


@pytest.mark.parametrize("type", ["message.sent", "warrant.lodged", "file.lodged"])
def test_nobody_signs_for_a_file_that_he_does_not_hold(world: World, type: str) -> None:
    case = case_until(world, CaseState.INFORMED)
    unknown = "ab" * 32
    warrant = acts.person("TN").warrant
    copy = PaperCopy("warrant", unknown, original=True)
    papers: dict[str, CasePaper] = {
        "message.sent": Note("synthetic", (unknown,)),
        "warrant.lodged": WarrantPaper(warrant, copy),
        "file.lodged": ExtraditionFile((copy,)),
    }
    body = {"papers": ["warrant"]} if type == "file.lodged" else {}
    with pytest.raises(Refusal) as refused:
        cases.act(world["TN"], bureau(world), case.id, type, body, encode(papers[type]))
    expected = ("file.incomplete", "42") if type == "file.lodged" else ("attachment.not_held", unknown)
    assert (refused.value.code, refused.value.where) == expected


def test_a_file_is_looked_through_before_it_is_kept(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        attachments.keep(world["TN"], bureau(world), files.zipped())
    assert refused.value.code == "attachment.type"
    with pytest.raises(Forbidden):
        attachments.keep(world["TN"], world.actor("TN", "border"), WORDS)
    with world["TN"].store.read() as reader:
        assert reader.attachments.hashes() == []


def test_a_desk_full_of_files_that_nothing_cites_takes_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MAX_LOOSE_BYTES", 10)
    attached(world, "TN", "12345")
    attached(world, "TN", "54321")
    with pytest.raises(Refusal) as refused:
        attached(world, "TN", "x")
    assert refused.value.code == "attachment.desk_full"


def test_a_case_is_full_at_its_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_until(world, CaseState.REQUESTED)
    monkeypatch.setattr("mithaq.app.attached.MAX_CASE_FILES", 2)
    sent(case, "TN", attached(world, "TN", "one"), attached(world, "TN", "two"))
    third = attached(world, "TN", "three")
    with pytest.raises(Refusal) as refused:
        sent(case, "TN", third)
    assert refused.value.code == "attachment.case_full"
    monkeypatch.setattr("mithaq.app.attached.MAX_CASE_FILES", limits.MAX_CASE_FILES)
    monkeypatch.setattr("mithaq.app.attached.MAX_CASE_BYTES", 6)
    with pytest.raises(Refusal):
        sent(case, "TN", third)


def test_one_side_that_fills_its_room_leaves_the_other_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_until(world, CaseState.REQUESTED)
    monkeypatch.setattr("mithaq.app.attached.MAX_CASE_FILES", 2)
    sent(case, "EG", attached(world, "EG", "one"), attached(world, "EG", "two"))
    hash = attached(world, "TN", "three")
    sent(case, "TN", hash)
    assert holders(world, hash) == ["TN", "EG", "OC"]
    with pytest.raises(Refusal, match=r"attachment\.case_full"):
        sent(case, "EG", attached(world, "EG", "four"))


def test_a_file_for_which_one_case_had_no_room_is_taken_for_another(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text of the law goes with every file: one full case must not make it missing in all others."""
    full = case_until(world, CaseState.INFORMED)
    other = case_until(world, CaseState.INFORMED, content=acts.person("TN", 2))
    room = check_room

    def no_room(reader: Reader, subject: str, member: str, more: dict[str, int]) -> None:
        if subject == full.id:
            raise Refusal("attachment.case_full", "attachment")
        room(reader, subject, member, more)

    monkeypatch.setattr(fetch_files, "check_room", no_room)
    hash = attached(world, "TN", "the law")
    sent(full, "TN", hash)
    assert refusal(world, "EG", hash) == "attachment.case_full"
    warrant = WarrantPaper(acts.person("TN").warrant, PaperCopy("warrant", hash, original=True))
    other.act("TN", "bureau", "warrant.lodged", {}, warrant)
    assert holders(world, hash) == ["TN", "EG", "OC"]
    assert case_at(world, "EG", other.id).lodged[-1].received_at
    assert fsck(world["EG"]).sound


def test_what_the_other_side_sends_is_looked_through_again_and_its_refusal_is_told(world: World) -> None:
    """TN's node let through what EG's does not take: it is not kept, not asked for again, and EG's bureau learns."""
    case = case_until(world, CaseState.INFORMED)
    world["TN"].scan = lambda data: Scanned("text/plain")
    hash = attachments.keep(world["TN"], bureau(world), files.zipped()).hash
    warrant = WarrantPaper(acts.person("TN").warrant, PaperCopy("warrant", hash, original=True))
    case.act("TN", "bureau", "warrant.lodged", {}, warrant)
    assert holders(world, hash) == ["TN"]
    assert refusal(world, "EG", hash) == refusal(world, "OC", hash) == "attachment.type"
    with world["EG"].store.read() as reader:
        assert reader.payloads.wanted_count() == 0
    codes = [task.code for task in lists.tasks(world["EG"], bureau(world, "EG")) if task.subject == case.id]
    assert codes == ["attachment.refused"]
    assert case_at(world, "EG", case.id).lodged[-1].received_at == "", "a warrant nobody can open has not been received"
    with pytest.raises(NotFound):
        attachments.read(world["EG"], bureau(world, "EG"), hash)
    assert fsck(world["EG"]).sound


def test_a_paper_whose_file_was_refused_is_missing_from_the_file(world: World) -> None:
    case = case_until(world, CaseState.INFORMED)
    really = world["EG"].scan

    def picky(data: bytes) -> Scanned:
        if data == b"synthetic provisions":
            raise Refusal("attachment.damaged", "pdf")
        return really(data)

    world["EG"].scan = picky
    case.lodge()
    (row,) = case_at(world, "TN", case.id).lodged
    assert row.missing == ("provisions",)


def test_a_file_still_on_the_way_is_not_signed_for(world: World) -> None:
    case = case_until(world, CaseState.INFORMED)

    class WithoutFiles(Served):
        def ask_attachment(self, request: bytes) -> bytes | None:
            return None

    world.attach("TN", WithoutFiles(world["TN"]))
    case.lodge()
    assert case_at(world, "EG", case.id).lodged[-1].received_at == ""
    assert fsck(world["EG"]).sound, "what is still wanted is wanted after rebuilding too"
    world.attach("TN", Served(world["TN"]))
    world.settle()
    assert case_at(world, "EG", case.id).lodged[-1].missing == ()


def test_another_file_than_was_asked_for_is_not_taken(world: World) -> None:
    case = case_until(world, CaseState.REQUESTED)

    class Liar(Served):
        def ask_attachment(self, request: bytes) -> bytes | None:
            return b"other words"

    world.attach("TN", Liar(world["TN"]))
    hash = attached(world, "TN", "words")
    sent(case, "TN", hash)
    assert holders(world, hash) == ["TN"]
    world.attach("TN", Served(world["TN"]))
    world.settle()
    assert holders(world, hash) == ["TN", "EG", "OC"]


def test_a_holder_hands_out_only_what_its_own_papers_cite(world: World) -> None:
    """EG holds a file of TN's case. JO, party of another case of EG, cites its hash there to get hold of it: in vain."""
    first = case_until(world, CaseState.REQUESTED)
    hash = attached(world, "EG", "words")
    sent(first, "EG", hash)
    assert gets(world, "TN", first.id, hash, "EG")
    assert gets(world, "OC", first.id, hash, "EG")
    assert not gets(world, "JO", first.id, hash, "EG")
    second = case_until(world, CaseState.REQUESTED, "JO", "EG")
    attached(world, "JO", "words")
    sent(second, "JO", hash)
    with world["JO"].store.write() as tx:
        tx.attachments.drop([hash])
    assert holders(world, hash) == ["TN", "EG", "OC"]
    assert not gets(world, "JO", second.id, hash, "EG")
    assert not gets(world, "JO", first.id, hash, "EG")


def test_a_request_for_files_names_one_and_the_right_holder(world: World) -> None:
    case = case_until(world, CaseState.REQUESTED)
    hash = attached(world, "TN", "words")
    sent(case, "TN", hash)
    one = Wanted(case.id, hash)
    for request in (
        PayloadRequest("EG", "JO", text(world.clock.now()), (one,)),
        PayloadRequest("EG", "TN", text(world.clock.now()), (one, one)),
    ):
        with pytest.raises(Refused):
            Served(world["TN"]).ask_attachment(signed(request, world.keys["EG"]))
    with pytest.raises(Refused):
        Served(world["TN"]).ask_attachment(b"{}")


def test_fsck_finds_a_file_that_is_damaged_or_lost(world: World) -> None:
    case = case_until(world, CaseState.REQUESTED)
    damaged, lost = attached(world, "TN", "damaged"), attached(world, "TN", "lost")
    sent(case, "TN", damaged, lost)
    node = world["TN"]
    with node.store.write() as tx:
        row, _ = tx.attachments.get(damaged) or pytest.fail("not kept")
        tx.attachments.put(row, b"flipped")
        tx.attachments.drop([lost])
    found = {(fault.code, fault.where) for fault in fsck(node).faults}
    assert found == {("attachment.damaged", damaged), ("attachment.lost", lost)}


def test_a_message_between_bureaux_brings_its_file_and_takes_it_along_when_it_is_erased(world: World) -> None:
    hash = attached(world, "TN", "words")
    sheet = Sheet({"text": "synthetic"}, attachments=(hash,))
    thread = messages.open_thread(world["TN"], bureau(world), "free_text", "EG", sheet).subject
    world.settle()
    assert holders(world, hash) == ["TN", "EG", "OC"]
    assert attachments.read(world["EG"], bureau(world, "EG"), hash)[1] == b"words"
    with pytest.raises(NotFound):
        attachments.read(world["JO"], bureau(world, "JO"), hash)
    assert fsck(world["EG"]).sound
    with world["EG"].store.write() as tx:
        tx.payloads.erase(list(tx.payloads.of(thread)))
    world.clock.forward(days=1, hours=1)
    erase_due(world["EG"])
    assert "EG" not in holders(world, hash)
    unknown = Sheet({"text": "synthetic"}, attachments=("cd" * 32,))
    with pytest.raises(Refusal) as refused:
        messages.open_thread(world["TN"], bureau(world), "free_text", "EG", unknown)
    assert refused.value.code == "attachment.not_held"
