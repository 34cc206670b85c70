"""Papers inside a case file: each as it was lodged, named in the index, and the file still PDF/A."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any, cast

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.app import attachments
from mithaq.app.ports.rows import AttachmentRow
from mithaq.documents import inside
from mithaq.documents.blocks import Two
from mithaq.documents.inside import TOO_LARGE, Cited, Paper, chosen, put
from mithaq.documents.make import sealed, wish_for
from mithaq.documents.verify import Verdict, verify
from mithaq.domain.case.papers import ExtraditionFile, Note
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS
from tests.support.pdf_text import compact
from tests.unit.documents.conftest import resealed

Change = Callable[[pikepdf.Pdf], None]
WORDS_OF = {name: f"synthetic {name}".encode() for name in acts.FILE}


def scan(pages: int = 2) -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def filed(world: World) -> CaseActs:
    """A case with a file of six papers, of which the warrant is a PDF, and a message with one enclosure."""
    case = acts.case_until(world, acts.S.INFORMED)
    bureau = world.actor("TN", "bureau")
    warrant = attachments.keep(world["TN"], bureau, scan()).hash
    copies = (
        structs.replace(copy, attachment=warrant) if copy.paper == "warrant" else copy
        for copy in acts.file(world, "TN").papers
    )
    case.lodge(ExtraditionFile(tuple(copies)))
    case.act("TN", "bureau", "message.sent", {}, Note("see the enclosure", (acts.attached(world, "TN", "a plan"),)))
    return case


@pytest.fixture(scope="module")
def made(world: World, filed: CaseActs) -> bytes:
    return case_file(world, filed)


def case_file(world: World, case: CaseActs) -> bytes:
    node = world["TN"]
    return sealed(node, world.actor("TN", "prosecutor"), wish_for(node, case.id, "case-file"), WORDS)


def verdict(pdf: bytes, world: World) -> Verdict:
    return verify(pdf, lambda demo: load_law(demo=demo), WORDS, world.roster)


def files(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = {name: one.get_file().read_bytes() for name, one in opened.attachments.items()}
    return {name: data for name, data in found.items() if not name.endswith(".json")}


def test_each_paper_that_is_held_lies_inside_byte_for_byte(made: bytes, world: World) -> None:
    found = files(made)
    lodged = [*WORDS_OF.values(), b"a plan"]
    lodged[acts.FILE.index("warrant")] = scan()
    assert list(found.values()) == lodged
    assert list(found)[2] == f"03-warrant-{digest(scan())[:12]}.pdf"
    assert list(found)[-1] == f"07-enclosure-{digest(b'a plan')[:12]}.txt"
    told = verdict(made, world)
    assert (told.faults, told.pages, told.papers) == ((), "same", 7)
    assert list(told.anchor.inside) == [digest(data) for data in lodged]


def test_it_is_pdf_a_with_associated_files(made: bytes) -> None:
    """What ISO 19005-3, 6.8 asks of an embedded file: a name twice, a kind, a relationship, a place in the list."""
    with pikepdf.open(BytesIO(made)) as opened:
        with opened.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        root: Any = opened.Root
        names = [str(name) for name in list(root.Names.EmbeddedFiles.Names)[::2]]
        assert names == sorted(names)
        specs = list(root.Names.EmbeddedFiles.Names)[1::2]
        assert {one.objgen for one in specs} == {one.objgen for one in root.AF}
        warrant = next(one for one in specs if "-warrant-" in str(one.F))
        stream, data = warrant.EF.F, scan()
        assert (str(warrant.F), warrant.AFRelationship) == (str(warrant.UF), pikepdf.Name.Supplement)
        assert str(warrant.Desc) == "مذكرة القبض أو الحكم · Arrest warrant or judgment"
        assert (stream.Subtype, stream.Params.Size) == (pikepdf.Name("/application/pdf"), len(data))
        assert bytes(stream.Params.CheckSum) == hashlib.md5(data, usedforsecurity=False).digest()
        assert str(stream.Params.ModDate).startswith("D:2026")


def _added(opened: pikepdf.Pdf) -> None:
    opened.attachments["08-evidence.txt"] = pikepdf.AttachedFileSpec(opened, b"more", filename="08-evidence.txt")


def _removed(opened: pikepdf.Pdf) -> None:
    del opened.attachments[_warrant(opened)]


def _doubled(opened: pikepdf.Pdf) -> None:
    opened.attachments["08-evidence.pdf"] = pikepdf.AttachedFileSpec(opened, scan(), filename="08-evidence.pdf")


def _changed(opened: pikepdf.Pdf) -> None:
    opened.attachments[_warrant(opened)].get_file().obj.write(scan(3))


def _renamed(opened: pikepdf.Pdf) -> None:
    opened.attachments[_warrant(opened)].obj.UF = "03-photo.pdf"


def _loose(opened: pikepdf.Pdf) -> None:
    del opened.Root["/AF"]


def _warrant(opened: pikepdf.Pdf) -> str:
    return next(name for name in opened.attachments if "-warrant-" in name)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_added, "papers"), (_removed, "papers"), (_doubled, "papers"), (_changed, "papers"),
        (_renamed, "pages"), (_loose, "pages"),
    ],
)  # fmt: skip
def test_a_clerk_who_changes_the_papers_is_found_out(change: Change, fault: str, made: bytes, world: World) -> None:
    """Sealed anew with the true key."""
    assert verdict(resealed(world, made, change), world).faults == (fault,)


def test_the_papers_of_another_release_are_held_against_their_hashes_too(
    made: bytes, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mithaq.documents.verify.release", lambda: "another")
    assert (verdict(made, world).faults, verdict(made, world).pages) == ((), "other_release")
    assert verdict(resealed(world, made, _changed), world).faults == ("papers",)


def test_the_same_papers_give_the_same_bytes_and_none_changes_nothing(world: World) -> None:
    papers = [Paper("02-b.txt", "ب · B", "text/plain", b"two"), Paper("01-a.pdf", "أ · A", "application/pdf", scan())]
    with pikepdf.open(BytesIO(scan())) as plain:
        plain.Root.AF = pikepdf.Array()
        plain.save(out := BytesIO())
    once, again = (put(out.getvalue(), papers, world.clock.now()) for _ in range(2))
    assert once == again
    assert list(files(once)) == ["01-a.pdf", "02-b.txt"]
    assert put(out.getvalue(), [], world.clock.now()) == out.getvalue()


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans(), st.booleans()), max_size=12))
def test_no_paper_is_lost_and_the_limit_holds(known: list[tuple[int, bool, bool]]) -> None:
    """Sizes in thirtieths of the limit; whether it is held, and whether it was refused."""
    step = cast(Any, SimpleNamespace())
    asked = [Cited(f"{number:064x}", "evidence", Two("", ""), step) for number in range(len(known))]
    part = inside.MAX_PAPERS_BYTES // 30
    held = {
        one.hash: AttachmentRow(one.hash, "text/plain", size * part, "", "attachment.type" if refused else "")
        for one, (size, here, refused) in zip(asked, known, strict=True)
        if here
    }
    within, outside = chosen(held, asked)
    assert within.keys() | outside.keys() == held.keys()
    assert not within.keys() & outside.keys()
    assert sum(held[hash].size for hash in within) <= inside.MAX_PAPERS_BYTES
    assert all(why == (held[hash].refused or TOO_LARGE) for hash, why in outside.items())
    left = inside.MAX_PAPERS_BYTES - sum(held[hash].size for hash in within)
    assert all(held[hash].size > left for hash, why in outside.items() if why == TOO_LARGE)


def test_the_index_says_why_a_paper_is_not_inside(world: World, filed: CaseActs, made: bytes) -> None:
    assert compact(made).count("insidethisfile") == 7
    node = world["TN"]
    photo, warrant, evidence = digest(WORDS_OF["photo"]), digest(scan()), digest(WORDS_OF["evidence"])
    with node.store.read() as reader:
        kept = [found for hash in (photo, warrant) if (found := reader.attachments.get(hash))]
    with node.store.write() as tx:
        tx.attachments.drop([photo, warrant])
        tx.attachments.put(AttachmentRow(warrant, "", 0, "", "attachment.active_content"), b"")
    with pytest.MonkeyPatch.context() as few:
        others = sum(len(words) for name, words in WORDS_OF.items() if name not in ("photo", "warrant"))
        few.setattr(inside, "MAX_PAPERS_BYTES", others - 1)
        pdf = case_file(world, filed)
    with node.store.write() as tx:
        tx.attachments.drop([warrant])
        for row, data in kept:
            tx.attachments.put(row, data)
    text, told = compact(pdf), verdict(pdf, world)
    assert (told.faults, told.pages) == ((), "same")
    assert told.anchor.outside == {warrant: "attachment.active_content", evidence: TOO_LARGE}
    assert not {photo, warrant, evidence} & told.anchor.inside.keys()
    for why in ("itisnotheldhere", "refusedhere(attachment.active_content)", "withitthisfilewouldbetoolarge"):
        assert text.count(f"notinside:{why}") == 1
