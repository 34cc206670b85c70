"""Erasure, shown on seven nodes with files: whichever way an alert ends, no byte of it is left in any file of any of them.

Three alerts on three people, each with a word that stands nowhere else, in Arabic and Latin, in the name, the photograph and
the papers of a case. One is discontinued, one runs out, one the commission has erased.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from mithaq.app import alerts, commission, erasures, searching
from mithaq.app.erase import erase_due
from mithaq.app.fsck import fsck
from mithaq.app.node import Node
from mithaq.app.ports.rows import ReplyRow
from mithaq.app.restored import honour
from mithaq.cli.commands.verifying import Nothing, verify
from mithaq.cli.officer import Who
from mithaq.documents.erasure_letter import sealed_erasure
from mithaq.documents.verify import verify as verify_document
from mithaq.domain.content import Wanted
from mithaq.domain.identity import PersonName
from mithaq.domain.instant import text
from mithaq.domain.remedy.order_events import ErasureOrdered
from mithaq.home.searchable import FOLDER
from mithaq.law.load import load_law
from mithaq.ops.tables import scales
from mithaq.search.index import Index
from mithaq.testing import acts
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.testing.world import DEMO_MEMBERS
from mithaq.web.pages.words import WORDS
from tests.support.places import Places, forms, packed, spilled
from tests.unit.app.asking import ask, fold

STATES = ("TN", "EG", "SA", "JO", "MA")
SEVEN = {*STATES, "GS", "OC"}


class Canary(NamedTuple):
    """A person of ours, and the words and the picture that stand nowhere else."""

    latin: str
    arabic: str
    number: int

    @property
    def picture(self) -> bytes:
        return demo_photo(900 + self.number)

    @property
    def needles(self) -> frozenset[bytes]:
        part = self.picture[400:448]
        return frozenset({*forms(self.latin), *forms(self.arabic), part, *packed(part)})

    def content(self, photo: str) -> Wanted:
        """What the alert says."""
        said = acts.person("TN", self.number)
        names = (PersonName(f"{self.arabic} {said.identity.names[0].full}"), PersonName(f"{self.latin} Mansuri Haddad"))
        identity = msgspec.structs.replace(said.identity, names=(*names, *said.identity.names), photo=photo)
        return msgspec.structs.replace(said, identity=identity, comment=f"{self.latin} {self.arabic}")


CEASED, EXPIRED, ORDERED = (
    Canary("Zerzurakanari", "زرزوراكناري", 2), Canary("Wuqwaqmarjani", "وقواقمرجاني", 3),
    Canary("Hudhudyaquti", "هدهدياقوتي", 4),
)  # fmt: skip


@pytest.fixture(autouse=True)
def every_row_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of the index is written down at once, not with a thousand others: else there were no file to search."""
    monkeypatch.setattr(searching, "WORTH_WRITING", 1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Places]:
    found = Places(tmp_path / "nodes")
    yield found
    found.close()


def circulated(world: Places, who: Canary, *, urgent: str = "") -> str:
    """The alert in force on every node, its photograph held by all."""
    photo = alerts.add_photo(world["TN"], world.actor("TN", "bureau"), who.picture)
    return acts.circulated(world, content=who.content(photo), urgent=urgent)


def refused_case(world: Places, alert: str, who: Canary) -> acts.CaseActs:
    """A case on it with a file that holds the word, refused in the end; and a letter about it with another file."""
    case = acts.CaseActs(world, alert, content=who.content(""))
    case.admit()
    case.arrest()
    case.inform()
    paper = acts.attached(world, "TN", f"a paper of {who.latin} and {who.arabic} " * 40)
    schedule = acts.file(world, "TN")
    first = msgspec.structs.replace(schedule.papers[0], attachment=paper)
    case.lodge(msgspec.structs.replace(schedule, papers=(first, *schedule.papers[1:])))
    case.message("TN", f"a note on {who.latin}")
    case.withdraw()
    case.release()
    return case


def replied(world: Places, alert: str, who: Canary) -> None:
    """The owner's node keeps what it answered to a request that may be repeated, as it does for a day."""
    body = msgspec.json.encode({"alert": alert, "content": who.content("")})
    row = ReplyRow("key-of-a-request", "o-1", "digest", 201, body, text(world.clock.now()))
    with world["TN"].store.write() as tx:
        tx.desk.put_reply(row)


def holders(world: Places, who: Canary) -> set[str]:
    """The nodes in whose files anything of this person is found."""
    return {name.partition("/")[0] for name in spilled(world.root, who.needles)}


def written(world: Places) -> None:
    """Every index writes down what it holds, and lies in files."""
    for node in world.nodes.values():
        node.searching.catch_up(node.store)


def findable(world: Places, code: str) -> int:
    """How many rows the files of an index hold, read anew."""
    return len(Index.open(world.root / code / FOLDER, scales()))


def erased(world: Places) -> None:
    """What is due goes from every node; the search comes before anything else is written."""
    for node in world.nodes.values():
        erase_due(node)


def certified(world: Places, alert: str, way: str) -> None:
    """Seven receipts, a certificate that verifies, and journals that still do."""
    assert set(fold(world, "EG", alert).receipts) == SEVEN
    view = erasures.read(world["TN"], world.actor("TN", "bureau"), alert)
    assert (view.erasure.way, view.complete, len(view.erasure.answers)) == (way, True, len(SEVEN))
    file = sealed_erasure(world["TN"], world.actor("TN", "bureau"), alert, WORDS, "fr")
    verdict = verify_document(file, lambda demo: load_law(demo=demo), WORDS, world.roster)
    assert (verdict.trusted, verdict.pages, verdict.faults) == (True, "same", ())
    for node in world.nodes.values():
        *_, last = verify(node, Who(), Nothing())
        assert last == {"verified": True, "exit": 0}


def test_no_byte_is_left_on_seven_nodes_whichever_way_it_ended(world: Places) -> None:
    ceased, ordered = circulated(world, CEASED), circulated(world, ORDERED)
    expired = circulated(world, EXPIRED, urgent=acts.URGENT)
    refused_case(world, ordered, ORDERED)
    replied(world, ordered, ORDERED)
    written(world)
    before = {code: findable(world, code) for code in SEVEN}
    assert all(before.values())
    for who in (CEASED, EXPIRED, ORDERED):
        assert holders(world, who) == SEVEN, "else the search below would find nothing to begin with"
        assert ask(world, "JO", name=who.latin + " Mansuri Haddad").candidates

    commission.order(
        world["OC"], world.actor("OC", "commissioner"), "erasure.ordered", ordered,
        lambda _tx, _alert: ErasureOrdered(),
    )  # fmt: skip
    erased(world)
    assert spilled(world.root, ORDERED.needles) == {}, "the commission's decision: at once, papers of the case too"
    assert all(findable(world, code) < before[code] for code in SEVEN), (
        "the rows by which it was found are in no file of the index"
    )
    world.settle()
    certified(world, ordered, "ordered")
    assert holders(world, CEASED) == SEVEN, "and nothing else went"

    world.clock.forward(hours=73)
    erased(world)
    assert spilled(world.root, EXPIRED.needles) == {}, "an urgent alert without a full review: at its end"
    world.settle()
    certified(world, expired, "expired")

    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), ceased, "found")
    world.settle()
    world.clock.forward(days=31)
    erased(world)
    assert spilled(world.root, CEASED.needles) == {}, "discontinued: after its retention"
    world.settle()
    certified(world, ceased, "discontinued")
    for who in (CEASED, EXPIRED, ORDERED):
        assert spilled(world.root, who.needles) == {}, "and what was signed since holds nothing of it either"
    assert {findable(world, code) for code in SEVEN} == {0}
    assert world.agree()
    assert {code: fsck(node).faults for code, node in world.nodes.items()} == dict.fromkeys(DEMO_MEMBERS, ())


def test_a_restored_node_erases_again_before_it_answers(tmp_path: Path) -> None:
    """The backup is older than the end of the alert: the others' journals say what has to go, and nothing is signed."""
    world = Places(tmp_path / "nodes", ("TN", "EG", "GS", "OC"))
    alert = circulated(world, CEASED)
    written(world)
    world.shut("EG")
    shutil.copytree(world.root / "EG", tmp_path / "backup")
    world.reopen("EG")
    alerts.discontinue(world["TN"], world.actor("TN", "bureau"), alert, "found")
    world.settle()
    world.clock.forward(days=31)
    world.settle()
    assert spilled(world.root, CEASED.needles) == {}

    heads = lengths(world["EG"])
    world.shut("EG")
    shutil.rmtree(world.root / "EG")
    shutil.copytree(tmp_path / "backup", world.root / "EG")
    node = world.reopen("EG")
    assert holders(world, CEASED) == {"EG"}
    assert "EG" not in lengths(node)
    done = honour(node)
    assert (done.erased, done.unheard, done.regained) == (1, (), heads["EG"])
    assert spilled(world.root, CEASED.needles) == {}
    assert not ask(world, "EG", name=CEASED.latin + " Mansuri Haddad").candidates
    assert lengths(node)["EG"] == heads["EG"], "what it signed since the backup came back, and nothing was signed"
    world.close()


def test_a_restored_node_that_hears_nobody_says_whom(tmp_path: Path) -> None:
    world = Places(tmp_path / "nodes", ("TN", "EG", "GS", "OC"))
    world.net.cut("EG", world.nodes)
    assert honour(world.reopen("EG")).unheard == ("GS", "OC", "TN")
    world.close()


def lengths(node: Node) -> dict[str, int]:
    """How long each journal is that a node holds."""
    with node.store.read() as reader:
        return {member: head.seq for member, head in reader.journal.heads().items()}
