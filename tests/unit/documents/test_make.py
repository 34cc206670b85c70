"""Every kind of document, in both pairs of languages, from the statements of a case."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace
from typing import cast

import pikepdf
import pytest
from msgspec import structs

from mithaq.app.bundles import proof_for
from mithaq.app.ports.faults import StoreFault
from mithaq.documents import press
from mithaq.documents.decision import ground
from mithaq.documents.kinds import FORMS
from mithaq.documents.make import anchored, sealed, wish_for, written
from mithaq.documents.source import Source
from mithaq.documents.verify import verify
from mithaq.domain.case.papers import Note
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound, Refusal
from mithaq.journal.envelope import sign
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.support.pdf_text import compact
from tests.support.statements import delivered, signed
from tests.unit.documents.conftest import Make, another

TITLES = {"en": "Letterofrights", "fr": "Déclarationdesdroits"}


@pytest.mark.parametrize("other", ["en", "fr"])
@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind != "release-notice"])
def test_each_kind_is_pdf_a_with_its_proof_inside(kind: str, other: str, whole: CaseActs, make: Make) -> None:
    with pikepdf.open(BytesIO(make(whole, kind, other))) as opened:
        with opened.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        papers = {name for name in opened.attachments if not name.endswith(".json")}
        assert set(opened.attachments) - papers == {"proof.json", "document.json"}
        assert bool(papers) == (kind == "case-file"), "the papers lie in the case file alone"
        assert {str(one.obj["/AFRelationship"]) for one in opened.attachments.values()} == {"/Data", "/Supplement"}
        assert opened.Root["/MarkInfo"]["/Marked"]
        assert opened.Root["/Lang"]


def test_who_took_which_document_stands_in_the_log_with_its_hash(whole: CaseActs, make: Make, world: World) -> None:
    pdf = make(whole, "case-file")
    with world["TN"].store.read() as reader:
        (line,) = reader.desk.log_lines(reader.desk.log_head()[0] - 1, 1)
    taker = world.actor("TN", "prosecutor")
    assert (line.action, line.purpose, line.officer, line.post) == (
        "document.handed", "case-file", taker.id, taker.post,
    )  # fmt: skip
    assert line.reference == f"{whole.id} prosecutor {sha256(pdf).hexdigest()}"


def test_what_cannot_be_written_down_does_not_leave(whole: CaseActs, make: Make, world: World) -> None:
    world.disks["TN"].fail("begin")
    with pytest.raises(StoreFault):
        make(whole, "decision")


def test_an_alert_is_no_case_of_which_a_document_is_made(whole: CaseActs, world: World) -> None:
    with pytest.raises(NotFound):
        proof_for(world["TN"], world.actor("TN", "prosecutor"), whole.alert)


def test_both_languages_stand_in_it(whole: CaseActs, make: Make) -> None:
    text = compact(make(whole, "detention-request"))
    assert "Requestforprovisionaldetention" in text
    assert "Confirmagainsttheofficialtext." in text
    assert "oursummary,nottheofficialtext" in text
    french = compact(make(whole, "detention-request", "fr"))
    assert "Demandededétentionprovisoire" in french
    assert "Àvérifiersurletexteofficiel." in french


def test_what_is_not_stated_is_said_to_be_not_stated(whole: CaseActs, make: Make) -> None:
    assert "notstated" in compact(make(whole, "detention-request"))


def test_the_schedule_names_each_paper_by_its_hash(whole: CaseActs, make: Make) -> None:
    text = compact(make(whole, "extradition-request"))
    assert text.count("copycertifiedby") == 6
    assert "TN-COURT" in text


def test_a_release_notice_says_why(freed: CaseActs, make: Make) -> None:
    text = compact(make(freed, "release-notice"))
    assert "istobereleasedatonce.Nolaterstatementreversesthis." in text
    assert "Therequestwaswithdrawn." in text


def test_after_a_lapse_the_notice_names_the_clock_and_its_article() -> None:
    world = World(seed=8, nodes=("TN", "EG", "GS", "OC"))
    case = acts.case_until(world, CaseState.INFORMED, content=another())
    world.clock.forward(days=31)
    world.settle()
    node = world["EG"]
    text = compact(sealed(node, world.actor("EG", "judge"), wish_for(node, case.id, "release-notice"), WORDS))
    world.close()
    assert "42(b)documentorrequesttocontinue" in text
    assert "22December2026·00:00" in text
    assert "Lapsesignedbytheholdingstate" in text
    assert "alarmed(houseruleofMithaq)" in text


def test_no_release_notice_where_no_release_is_due(whole: CaseActs, make: Make) -> None:
    with pytest.raises(Refusal, match=r"document\.not_yet"):
        make(whole, "release-notice")


def test_the_case_file_has_a_bookmark_for_each_statement(whole: CaseActs, make: Make, world: World) -> None:
    with pikepdf.open(BytesIO(make(whole, "case-file"))) as opened, opened.open_outline() as outline:
        titles = [[child.title for child in item.children] for item in outline.root]
    assert max(len(children) for children in titles) == 12


def test_one_of_several_decisions_can_be_chosen(freed: CaseActs, whole: CaseActs, make: Make) -> None:
    assert "Courtdecided" in compact(make(whole, "decision"))
    assert "Requestadmitted" in compact(make(freed, "decision"))


def test_a_refusal_frees_the_person_only_where_he_is_held(world: World, whole: CaseActs, make: Make) -> None:
    order = "Thepersonistobereleasedatonce."
    refused = acts.case_until(world, CaseState.REFUSED, content=another())
    assert order not in compact(make(refused, "decision"))
    held = acts.case_until(world, CaseState.INFORMED, content=another())
    held.lodge()
    held.court("refused", ground="political_offence")
    text = compact(make(held, "decision"))
    assert order in text
    assert "Politicaloffence" in text
    assert "Article41(a)" in text
    assert "amandatoryground" in text


def test_the_commission_reads_every_case_and_seals_in_its_own_name(whole: CaseActs, world: World) -> None:
    node = world["OC"]
    proof = proof_for(node, world.actor("OC", "commissioner"), whole.id)
    anchor, _, _ = anchored(proof, wish_for(node, whole.id, "case-file"), world.law, node.now())
    assert anchor.by == "OC"


@pytest.mark.parametrize(
    ("kind", "other", "place", "code"),
    [
        ("passport", "en", "", "document.kind_unknown"),
        ("", "en", "", "document.kind_unknown"),
        ("decision", "de", "", "document.language"),
        ("decision", "en", "TN/999", "document.not_yet"),
        ("decision", "en", "nonsense", "document.not_yet"),
    ],
)
def test_what_is_refused(kind: str, other: str, place: str, code: str, whole: CaseActs, make: Make) -> None:
    with pytest.raises(Refusal) as refused:
        make(whole, kind, other, place)
    assert refused.value.code == code


def test_a_foreign_state_sees_no_case(whole: CaseActs, world: World, make: Make) -> None:
    with pytest.raises(NotFound):
        make(whole, "case-file", by="GS")


def test_a_node_without_a_seal_makes_no_document(whole: CaseActs, world: World, make: Make) -> None:
    kept, world["TN"].sealer = world["TN"].sealer, None
    try:
        with pytest.raises(Refusal, match=r"document\.no_seal"):
            make(whole, "decision")
    finally:
        world["TN"].sealer = kept


@pytest.mark.parametrize("kind", ["rights-letter", "case-file"])
def test_the_same_case_at_the_same_instant_gives_the_same_bytes(kind: str, whole: CaseActs, world: World) -> None:
    node, now = world["TN"], world["TN"].now()
    proof = proof_for(node, world.actor("TN", "prosecutor"), whole.id)
    anchor, page, proof = anchored(proof, wish_for(node, whole.id, kind), node.law, now)
    document = written(anchor, page, node.law, WORDS)
    assert press.pdf(document, proof, now) == press.pdf(document, proof, now)


def test_threads_print_at_the_same_time(whole: CaseActs, world: World) -> None:
    node, now = world["TN"], world["TN"].now()
    wishes = [wish_for(node, whole.id, kind) for kind in ("decision", "rights-letter")] * 4
    exported = proof_for(node, world.actor("TN", "prosecutor"), whole.id)

    def printed(number: int) -> bytes:
        anchor, page, proof = anchored(exported, wishes[number], node.law, now)
        return press.pdf(written(anchor, page, node.law, WORDS), proof, now)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(printed, range(len(wishes))))
    assert len(set(found[::2])) == len(set(found[1::2])) == 1
    assert found[0] != found[1]


def test_the_qr_code_says_what_the_page_rests_on(whole: CaseActs, world: World) -> None:
    node = world["TN"]
    proof = proof_for(node, world.actor("TN", "prosecutor"), whole.id)
    anchor, _, _ = anchored(proof, wish_for(node, whole.id, "decision"), node.law, node.now())
    form, version, kind, place, digest, case, how = anchor.qr.split(":")
    assert (form, version, kind.lower(), place) == ("MITHAQ", "1", "decision", f"{anchor.member}/{anchor.seq}")
    assert (digest.lower(), case.lower()) == (anchor.hash, whole.id)
    assert how == "VERIFY WITH MITHAQ DOCUMENT VERIFY"
    assert press.qr_code(anchor.qr).startswith("<svg")


def test_a_ground_has_no_article_of_a_treaty_that_does_not_govern(world: World) -> None:
    node = world["EG"]
    tongues = SimpleNamespace(say=lambda word, **put: word % put, ground=lambda key: key, other="en")
    case = SimpleNamespace(instrument="riyadh-1983")
    source = cast(Source, SimpleNamespace(tongues=tongues, law=node.law, case=case))
    assert "Article 41(a)" in [str(word) for word in ground(source, "political_offence")]
    case.instrument = "arab-terrorism-1998"
    told = [str(word) for word in ground(source, "political_offence")]
    assert not any("41" in word for word in told)
    assert "confirm against the official text" in told


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z"])
def test_a_statement_signed_in_no_year_of_ours_can_be_printed(at: str) -> None:
    """Its signer writes down any time; the letter shows it as it was written."""
    world = World(seed=9, nodes=("TN", "EG", "GS", "OC"))
    case = acts.case_until(world, CaseState.ARRESTED)
    lodged = signed(world, "EG", "TN", "bureau", "file.lodged", subject=case.id)
    said = sign(structs.replace(lodged.header, at=at), world.keys["TN"])
    assert delivered(world, "EG", said).admitted == 1
    wish = wish_for(world["EG"], case.id, "extradition-request")
    made = sealed(world["EG"], world.actor("EG", "prosecutor"), wish, WORDS)
    assert verify(made, lambda demo: load_law(demo=demo), WORDS).faults == ()
    world.close()


def test_a_flood_of_lines_stops_at_the_case_file_and_no_other_document() -> None:
    """Empty lines cost next to nothing to send and a gigabyte to print."""
    world = World(seed=10, nodes=("TN", "EG", "GS", "OC"))
    case = acts.case_until(world, CaseState.ARRESTED)
    for _ in range(3):
        case.act("EG", "bureau", "message.sent", {}, Note("x\n" * 9_000))
    node, actor = world["TN"], world.actor("TN", "prosecutor")
    with pytest.raises(Refusal, match=r"document\.too_large"):
        sealed(node, actor, wish_for(node, case.id, "case-file"), WORDS)
    assert sealed(node, actor, wish_for(node, case.id, "detention-request"), WORDS)
    world.close()
