"""A whole federation in one process, by seed: real nodes and real SQLite, simulated clock, network and disk.

world = World(seed=1, nodes=("TN", "EG", "GS", "OC"))
world.skew("EG", hours=1)
world.net.cut("EG", world.nodes)
alert = acts.drafted(world, "TN")
world.restart("TN")
world.net.heal()
world.settle()
assert world.agree()
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from mithaq.app.digest import Digests, digests
from mithaq.app.duty import listed
from mithaq.app.node import Actor, Node
from mithaq.app.ports.peer import Peer
from mithaq.app.ports.store import Store
from mithaq.app.replicate import replicate
from mithaq.app.rosters import refresh
from mithaq.app.searching import Searching
from mithaq.app.serve import Served
from mithaq.app.watch import tick
from mithaq.documents.certificate import SealKey
from mithaq.documents.seal import PdfSealer
from mithaq.domain.instant import parse, text
from mithaq.domain.law import Law
from mithaq.domain.review.duty import OnDuty
from mithaq.interop.scan import scan
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import SignedRoster, founded, roster_of
from mithaq.journal.seal import SealKeys
from mithaq.law.load import load_law
from mithaq.ops.tables import census, scales
from mithaq.search.index import Index
from mithaq.store import SqliteStore, open_store
from mithaq.testing.clock import NodeClock, SimClock, SimEntropy
from mithaq.testing.disk import SimDisk
from mithaq.testing.net import SimNet
from mithaq.transport.memory import MemoryHub

DUTY = ((1, "DZ"), (2, "KW"))
"""Number and nationality of the reviewers on duty: two, from states that own no alert in a simulation, so that the lot can
only draw them, and a test knows whom."""
COMMISSIONERS = "BH"
"""Whose nationals commissioners are unless a test says otherwise: no owner of alerts in a simulation."""
ON_DUTY_UNTIL = "2190-01-01T00:00:00.000Z"

DEMO_MEMBERS = ("TN", "EG", "SA", "JO", "MA", "GS", "OC")


def seeded(*words: object) -> bytes:
    """32 bytes that depend on nothing but these words."""
    return hashlib.sha256(" ".join(map(str, words)).encode()).digest()


def sim_roster(seed: int, members: Sequence[str], law: Law) -> tuple[SignedRoster, dict[str, SigningKey]]:
    """The first version of a roster of these members, signed by them, and their keys, both from the seed."""
    keys = {code: SigningKey.from_seed(code, f"{code}-1", seeded(seed, "key", code)) for code in members}
    return founded((law.member_kind(code), keys[code]) for code in members), keys


def sim_seal_keys(seed: int) -> tuple[SealKeys, dict[str, X25519PrivateKey]]:
    """Keys of the commission and two auditors for sealing log lines."""
    names = ("commission", "auditor_a", "auditor_b")
    private = {name: X25519PrivateKey.from_private_bytes(seeded(seed, "seal", name)) for name in names}
    public = {name: key.public_key().public_bytes_raw() for name, key in private.items()}
    return SealKeys(public.pop("commission"), public), private


class World:
    """Nodes of several members, connected by a simulated network; their clocks follow one simulated time.

    `nodes`: the codes of the members, one node each. `demo`: whether they count as made by `mithaq demo`, and so admit
    batch reviews of persons. `hurried`: whether the synthetic rows of the law apply, among which are states' procedures and
    a commission that answers at once; without them its fixed hours have to come (`answered`). `duty`: which reviewers the
    Secretariat has on its roster (`actor`), if it has a node.
    """

    def __init__(
        self,
        seed: int = 0,
        nodes: Sequence[str] = DEMO_MEMBERS,
        *,
        loss: float = 0.0,
        noise: float = 0.0,
        demo: bool = True,
        hurried: bool = True,
        duty: Sequence[tuple[int, str]] = DUTY,
    ) -> None:
        self.seed = seed
        self.demo = demo
        self.law = load_law(demo=hurried)
        self.clock = SimClock()
        self.net = SimNet(seed, loss, noise)
        self.hub = MemoryHub(self.net.between)
        self.disks = {code: SimDisk() for code in nodes}
        self.anchor, self.keys = sim_roster(seed, nodes, self.law)
        self.roster = roster_of(self.anchor)
        self.seal_keys, self.seal_private = sim_seal_keys(seed)
        self.scales = scales()
        self.clocks = {code: NodeClock(self.clock) for code in nodes}
        self.entropy = {code: SimEntropy(f"{seed} {code}") for code in nodes}
        self.nodes = {code: self._node(code, open_store(None, self.disks[code])) for code in nodes}
        for code, node in self.nodes.items():
            self.attach(code, Served(node))
        if "GS" in self.nodes:
            for number, nationality in duty:
                self.put_on_duty(self.actor("GS", "reviewer", number, nationality))

    def put_on_duty(self, reviewer: Actor) -> None:
        """The Secretariat puts this reviewer on its roster."""
        node, administrator = self["GS"], self.actor("GS", "administrator")
        line = OnDuty(reviewer.id, reviewer.nationality, text(self.clock.now()), ON_DUTY_UNTIL)
        with node.write() as tx:
            listed(node, tx, administrator, line)

    def _node(self, code: str, store: Store) -> Node:
        return Node(
            member=code,
            store=store,
            key=self.keys[code],
            roster=self.roster,
            anchor=self.anchor,
            law=self.law,
            clock=self.clocks[code],
            entropy=self.entropy[code],
            searching=Searching(lambda _: Index.in_memory(scales())),
            scales=self.scales,
            census=census,
            seal_keys=self.seal_keys,
            log_secret=seeded(self.seed, "log", code),
            scratch=scratch,
            scan=scan,
            demo=self.demo,
            network=self.hub.seen_by(code),
            sealer=PdfSealer(SealKey.make(self.keys[code], seeded(self.seed, "document", code) * 2)),
        )

    def attach(self, code: str, served: Peer) -> None:
        """Put a node (or a stand-in that misbehaves) on the network."""
        self.hub.attach(code, served)

    def restart(self, code: str) -> Node:
        """The process of this member ends and starts anew on what is on its disk; whatever it only remembered is gone."""
        self.nodes[code] = self._node(code, self.nodes[code].store)
        refresh(self.nodes[code])
        self.attach(code, Served(self.nodes[code]))
        return self.nodes[code]

    def skew(self, code: str, **delta: float) -> None:
        """Let this member's clock be wrong by `timedelta(**delta)` from now on, ahead or behind."""
        self.clocks[code].skew = timedelta(**delta)

    def __getitem__(self, code: str) -> Node:
        return self.nodes[code]

    def step(self, codes: Iterable[str] = ()) -> int:
        """Every node, or these, takes over what is new and does what is due. Returns how much moved."""
        moved = 0
        for code in codes or self.nodes:
            moved += replicate(self.nodes[code], rounds=20)
            moved += tick(self.nodes[code]).moved
        return moved

    def settle(self, limit: int = 50) -> None:
        """Let everything run until nothing moves any more. Raises AssertionError after `limit` rounds."""
        for _ in range(limit):
            if self.step() == 0:
                return
        raise AssertionError("the federation does not come to rest")

    def answered(self, alert: str) -> None:
        """Let time pass until the commission has answered for what waits of this alert."""
        self.settle()
        for at in self._due(alert):
            self.clock.forward(seconds=max(0.0, (parse(at) - self.clock.now()).total_seconds()))
        self.settle()

    def _due(self, alert: str) -> list[str]:
        """When the commission answers for this alert; empty where nothing waits."""
        found = []
        for node in self.nodes.values():
            with node.store.read() as reader:
                found += [row.due_at for row in reader.shield.unanswered() if row.subject == alert]
        return found

    def digests(self) -> dict[str, Digests]:
        """The digests of all nodes."""
        return {code: digests(node) for code, node in self.nodes.items()}

    def agree(self) -> bool:
        """Whether all nodes show the same digests."""
        return len({(d.everything, d.circulated) for d in self.digests().values()}) == 1

    def actor(self, code: str, role: str, number: int = 1, nationality: str = "") -> Actor:
        """An officer of a member, by role; a higher `number` is another person, of another nationality if given. Of a
        commissioner there is always one.
        """
        nationality = nationality or (COMMISSIONERS if role == "commissioner" else "")
        pseudonym = f"o-{seeded(code, role, number).hex()[:16]}"
        login = f"{role}{number}@{code}"
        return Actor(pseudonym, login, role, f"{code}-{role.upper()}", f"{code}-{_AUTHORITY[role]}", nationality)

    def close(self) -> None:
        """Close all stores."""
        for node in self.nodes.values():
            node.store.close()


_AUTHORITY = {
    "border": "BORDER-POLICE",
    "bureau": "LIAISON",
    "prosecutor": "PROSECUTION",
    "judge": "COURT",
    "counsel": "BAR",
    "reviewer": "REVIEW",
    "commissioner": "COMMISSION",
    "clerk": "COMMISSION",
    "administrator": "ADMINISTRATION",
}


def scratch() -> SqliteStore:
    """An empty store for `fsck`."""
    return open_store(None)
