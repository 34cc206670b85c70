"""Papers behind a case file: only PDFs that do nothing, within the limits."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pikepdf
import pytest

from mithaq.app import attachments
from mithaq.documents import append
from mithaq.documents.append import Paper, appended, passing
from mithaq.documents.make import sealed, wish_for
from mithaq.documents.verify import verify
from mithaq.domain.case.papers import ExtraditionFile, PaperCopy
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World
from mithaq.web.pages.words import WORDS


def paper(pages: int = 1, *, action: str = "", encrypted: bool = False) -> bytes:
    out = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        if action == "open":
            made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        elif action == "annotation":
            link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
                                      A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"))  # fmt: skip
            made.pages[0].obj.Annots = pikepdf.Array([link])
        elif action == "file":
            made.attachments["x.exe"] = b"MZ"
        made.save(out, encryption=pikepdf.Encryption(owner="a", user="b") if encrypted else None)
    return out.getvalue()


def named(data: bytes) -> Paper:
    return Paper("مستند · Paper", hashlib.sha256(data).hexdigest(), data)


def test_a_plain_paper_passes() -> None:
    one = named(paper(3))
    assert passing([one]) == [one]


@pytest.mark.parametrize(
    "data",
    [
        paper(action="open"), paper(action="annotation"), paper(action="file"), paper(encrypted=True), paper(0),
        b"", b"GIF89a", b"%PDF-1.7 nothing follows", paper(2)[:200],
    ],
)  # fmt: skip
def test_what_could_act_or_cannot_be_read_stays_outside(data: bytes) -> None:
    assert passing([named(data)]) == []


def test_the_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "MAX_PAGES", 3)
    first, second, third = named(paper(2)), named(paper(2)), named(paper(1))
    assert passing([first, second, third]) == [first, third]


def test_the_whole_no_longer_says_that_it_is_pdf_a_and_has_bookmarks(world: World, whole: CaseActs) -> None:
    node = world["TN"]
    base = sealed(node, world.actor("TN", "prosecutor"), wish_for(node, whole.id, "case-file"), WORDS)
    joined = appended(base, [named(paper(2))])
    with pikepdf.open(BytesIO(base)) as before, pikepdf.open(BytesIO(joined)) as after:
        assert len(after.pages) == len(before.pages) + 2
        with after.open_metadata() as meta, after.open_outline() as outline:
            assert "pdfaid:part" not in meta
            assert outline.root[-1].title == "مستند · Paper"
    assert appended(base, []) == base


def test_a_case_file_ends_with_the_papers_that_are_held_and_are_pdf(world: World) -> None:
    case = acts.case_until(world, acts.S.INFORMED)
    node, bureau = world["TN"], world.actor("TN", "bureau")
    warrant = attachments.keep(node, bureau, paper(2)).hash
    others = tuple(copy for copy in acts.file(world, "TN").papers if copy.paper != "warrant")
    schedule = ExtraditionFile((PaperCopy("warrant", warrant, original=True), *others))
    papers = ["warrant", "identity", "memorandum", "provisions", "evidence"]
    case.act("TN", "bureau", "file.lodged", {"papers": papers}, schedule)
    pdf = sealed(node, world.actor("TN", "prosecutor"), wish_for(node, case.id, "case-file"), WORDS)
    found = verify(pdf, lambda demo: load_law(demo=demo), WORDS, world.roster)
    assert (found.faults, found.pages) == ((), "with_papers")
    assert found.anchor.appended == (warrant,)
