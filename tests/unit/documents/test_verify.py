"""What a sealed document shows by itself, and that no change to it goes unseen."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tracemalloc
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from mithaq.documents.certificate import SealKey
from mithaq.documents.seal import PdfSealer
from mithaq.documents.verify import Verdict, verify
from mithaq.domain.errors import Refusal
from mithaq.journal.bundled import MAX_BUNDLE_BYTES
from mithaq.journal.roster_document import roster_of
from mithaq.journal.trust import Roster
from mithaq.law.load import load_law
from mithaq.testing.acts import CaseActs
from mithaq.testing.world import World, seeded, sim_roster
from mithaq.web.pages.words import WORDS
from tests.unit.documents.conftest import Make, resealed


def verdict(pdf: bytes, roster: Roster | None = None) -> Verdict:
    return verify(pdf, lambda demo: load_law(demo=demo), WORDS, roster)


def _faults(pdf: bytes) -> tuple[str, ...]:
    """The faults; a file that cannot be read any more counts as one whose seal is broken."""
    try:
        return verdict(pdf).faults
    except Refusal as refused:
        return ("seal",) if refused.code == "document.unreadable" else (refused.code,)


@pytest.fixture(scope="module")
def sound(whole: CaseActs, make: Make) -> bytes:
    return make(whole, "surrender-record")


@pytest.mark.parametrize("kind", ["detention-request", "rights-letter", "decision", "surrender-record", "case-file"])
def test_a_sound_document_proves_itself(kind: str, whole: CaseActs, make: Make, world: World) -> None:
    found = verdict(make(whole, kind, "fr"), world.roster)
    assert (found.faults, found.pages, found.trusted) == ((), "same", True)
    assert found.proven == found.events > 0
    assert found.anchor.case == whole.id


def test_without_a_roster_of_ones_own_it_is_not_trusted(sound: bytes) -> None:
    assert not verdict(sound).trusted


def test_another_federation_does_not_vouch_for_it(sound: bytes, world: World) -> None:
    other, _ = sim_roster(99, tuple(world.nodes), world.law)
    assert set(verdict(sound, roster_of(other)).faults) == {"seal_key", "proof"}


def test_pyhanko_and_the_standard_agree_that_the_seal_is_sound(sound: bytes) -> None:
    (seal,) = PdfFileReader(BytesIO(sound)).embedded_signatures
    context = ValidationContext(trust_roots=list(seal.other_embedded_certs), allow_fetching=False)
    status = validate_pdf_signature(seal, context)
    assert status.bottom_line
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_one_changed_byte_is_seen(data: st.DataObject, sound: bytes) -> None:
    place = data.draw(st.integers(0, len(sound) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(sound)
    changed[place] ^= 1 << bit
    assert "seal" in _faults(bytes(changed))


@pytest.mark.parametrize("more", [b" ", b"\n%%EOF\n"])
def test_nothing_may_follow_the_seal(sound: bytes, more: bytes) -> None:
    assert "seal" in verdict(sound + more).faults


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"\0" * 100, b"{}", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_document_is_refused(junk: bytes) -> None:
    with pytest.raises(Refusal, match=r"document\.unreadable"):
        verdict(junk)


def test_a_pdf_of_somebody_else_is_refused() -> None:
    out = BytesIO()
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(out)
    with pytest.raises(Refusal, match=r"document\.unreadable"):
        verdict(out.getvalue())


def test_pages_that_say_something_else_are_found_out(sound: bytes, world: World) -> None:
    """A dishonest clerk of the sealing state changes a page and seals it anew with the true key."""
    changed = resealed(world, sound, lambda opened: opened.pages[0].contents_add(b" "))
    assert verdict(changed, world.roster).faults == ("pages",)


def test_a_seal_of_another_member_does_not_pass_for_this_one(sound: bytes, world: World) -> None:
    assert "seal_key" in verdict(resealed(world, sound, lambda _: None, "EG"), world.roster).faults


def test_pyhanko_is_loaded_with_the_first_seal_only() -> None:
    asked = "import sys, mithaq.home.open; print('pyhanko' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True).stdout == "False\n"


def test_a_revision_slipped_in_before_the_seal_is_found_out(sound: bytes, world: World) -> None:
    """The first revision is what was printed, byte for byte; another one behind it empties a page."""
    printed = sound[: sound.index(b"%%EOF") + len(b"%%EOF")]
    writer: Any = IncrementalPdfFileWriter(BytesIO(printed))
    reference = writer.root["/Pages"]["/Kids"].raw_get(0)
    page = reference.get_object()
    del page["/Contents"]  # an empty page
    writer.mark_update(reference)
    out = BytesIO()
    writer.write(out)
    sealer = PdfSealer(SealKey.make(world.keys["TN"], seeded("another") * 2))
    found = verdict(sealer.seal(out.getvalue(), world.clock.now()), world.roster)
    assert found.faults == ("pages",)


def test_papers_lie_in_a_case_file_only(whole: CaseActs, make: Make, world: World) -> None:
    """Another kind that lists one, and holds it, is not what its proof gives."""

    def change(opened: pikepdf.Pdf) -> None:
        told = opened.attachments["document.json"].get_file().read_bytes()
        told = told.replace(
            b'"inside":{}', b'"inside":{"' + hashlib.sha256(b"x").hexdigest().encode() + b'":"text/plain"}'
        )
        opened.attachments["document.json"] = pikepdf.AttachedFileSpec(opened, told, filename="document.json")
        add(opened, b"x")

    assert verdict(resealed(world, make(whole, "decision"), change), world.roster).faults == ("pages",)


def add(opened: pikepdf.Pdf, data: bytes) -> None:
    """Slip a file in."""
    opened.attachments["01-warrant.txt"] = pikepdf.AttachedFileSpec(opened, data, filename="01-warrant.txt")


def _with_proof(sound: bytes, raw: bytes, filters: Any) -> bytes:
    """The document with these raw bytes for its proof."""
    out = BytesIO()
    with pikepdf.open(BytesIO(sound)) as opened:
        opened.attachments["proof.json"].get_file().obj.write(raw, filter=filters)
        opened.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


@pytest.mark.parametrize("twice", [False, True])
def test_a_proof_that_explodes_is_not_unpacked(sound: bytes, *, twice: bool) -> None:
    """A few kilobytes that would be 300 MiB; packed twice it is a few hundred bytes."""
    packer, deflated = zlib.compressobj(1), pikepdf.Name.FlateDecode
    raw = b"".join([*(packer.compress(bytes(2**20)) for _ in range(300)), packer.flush()])
    bomb = _with_proof(sound, zlib.compress(raw), [deflated, deflated]) if twice else _with_proof(sound, raw, deflated)
    tracemalloc.start()
    with pytest.raises(Refusal, match=r"document\.unreadable"):
        verdict(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MAX_BUNDLE_BYTES
