"""The demonstration: seven nodes in one process, each with its own keys and its own database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mithaq.app.duty import listed
from mithaq.app.node import Actor, Node, node_actor
from mithaq.app.officers import NewOfficer, actor_of, new_row
from mithaq.app.ports.chance import Clock, Entropy
from mithaq.app.replicate import replicate
from mithaq.app.serve import Served
from mithaq.app.watch import tick
from mithaq.demo.cast import cast
from mithaq.documents.tongues import Dictionary
from mithaq.domain.errors import Refusal
from mithaq.domain.review.duty import OnDuty
from mithaq.home import directory
from mithaq.home.open import opened
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import founded
from mithaq.law.load import load_law
from mithaq.ops.passwords import hashed
from mithaq.ops.system import SystemEntropy
from mithaq.transport.memory import MemoryHub

MEMBERS = ("TN", "EG", "SA", "JO", "MA", "GS", "OC")
PASSWORD = "mithaq-demo"  # noqa: S105 - synthetic officers of a demonstration; it is printed for everybody to see
ON_DUTY = ("2026-01-01T00:00:00.000Z", "2036-01-01T00:00:00.000Z")  # as long as anybody plays a demonstration
READY = "ready"  # marks a directory whose seven nodes were all made


@dataclass(frozen=True)
class Federation:
    """Seven open nodes that reach each other through memory."""

    members: Mapping[str, Node]

    def officer(self, login: str) -> Actor:
        """A demo officer by login, such as ``border@TN``. Raises Refusal ``officer.unknown``."""
        node = self.members[login.partition("@")[2]]
        with node.store.read() as reader:
            row = reader.desk.officer_by_login(login)
        if row is None:
            raise Refusal("officer.unknown", "login")
        return actor_of(row)

    def step(self) -> int:
        """Every node takes over what is new and does what is due; how much moved."""
        moved = 0
        for node in self.members.values():
            moved += replicate(node)
            moved += tick(node).moved
        return moved

    def settle(self) -> None:
        """Until nothing moves any more."""
        while self.step():
            pass


def build(root: Path, entropy: Entropy | None = None, databases: Mapping[str, str] = {}) -> None:
    """Make seven node directories under `root` with one roster, and their officers. Half-made ones are made anew.

    `databases`: connection strings by member, for nodes whose store is no file in their directory.
    """
    if (root / READY).exists():
        return
    for member in MEMBERS:
        shutil.rmtree(root / member, ignore_errors=True)
    chance, law = entropy or SystemEntropy(), load_law()
    keys = {member: SigningKey.from_seed(member, f"{member}-1", chance.token(32)) for member in MEMBERS}
    roster = founded((law.member_kind(member), keys[member]) for member in MEMBERS)
    private = {name: X25519PrivateKey.from_private_bytes(chance.token(32)) for name in directory.AUDITORS}
    seal = directory.public_halves(private)
    for member in MEMBERS:
        database = databases.get(member, "")
        directory.create(root / member, member, keys[member], roster, seal, chance, demo=True, database=database)
    shutil.rmtree(root / "auditors", ignore_errors=True)
    directory.hand_over(root / "auditors", private)
    secret = hashed(PASSWORD)
    for member in MEMBERS:
        with opened(root / member) as node:
            _engage(node, secret)
    (root / READY).touch()


def _engage(node: Node, secret: str) -> None:
    """The officers of one member, one hash of the one demo password for all; the Secretariat's reviewers are on duty."""
    duty: list[OnDuty] = []
    by = node_actor(node)
    with node.write() as tx:
        for part in cast():
            if part.member == node.member:
                new = NewOfficer(
                    part.login, part.name_ar, part.name_en, part.role, part.post,  # type: ignore[arg-type]  # the cast names roles
                    part.authority, part.nationality, secret,
                )  # fmt: skip
                row = new_row(node, new)
                tx.store.desk.put_officer(row)
                if part.role == "administrator":
                    by = actor_of(row)
                if part.role == "reviewer":
                    duty.append(OnDuty(row.id, row.nationality, *ON_DUTY))
        for line in duty:
            listed(node, tx, by, line)


@contextmanager
def opened_federation(root: Path, clock: Clock | None = None, words: Dictionary | None = None) -> Iterator[Federation]:
    """All seven nodes under their locks, connected. `words`: as `home.opened` takes them."""
    hub = MemoryHub()
    with ExitStack() as stack:
        members = {}
        for member in MEMBERS:
            home = root / member
            node = stack.enter_context(opened(home, clock=clock, network=hub.seen_by(member), words=words))
            hub.attach(member, Served(node))
            members[member] = node
        yield Federation(members)
