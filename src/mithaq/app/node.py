"""A node: one member's keys, its store, the law it applies, and the peers it knows. Everything else is functions on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from mithaq.app.admission import AdmissionRules, owner_mark
from mithaq.app.ports.chance import Clock, Entropy
from mithaq.app.ports.home import HomeSearch
from mithaq.app.ports.peer import Network
from mithaq.app.ports.sealing import Sealer
from mithaq.app.ports.store import Store, Writer
from mithaq.app.ports.together import Together, in_turn
from mithaq.app.project import Projection
from mithaq.app.searching import Searching
from mithaq.domain.access import MemberKind
from mithaq.domain.attachment import Scanned
from mithaq.domain.instant import Instant
from mithaq.domain.law import Law
from mithaq.journal.checkpoint import Checkpoint
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Frontier
from mithaq.journal.roster_document import SignedRoster, unsigned
from mithaq.journal.rosters import Trust, check_first, in_force
from mithaq.journal.seal import SealKeys
from mithaq.journal.trust import Roster
from mithaq.names.census import Census
from mithaq.search.scales import Scales

OPERATOR = "operator"


class Actor:
    """Who acts, as the node knows them. `login` never leaves the node; `id` is the pseudonym that travels.

    `claim` is the idempotency key of the request that is being carried out, with the hash of that request: the act
    and the claim stand in one transaction, so a retried request cannot act twice (R14).
    """

    __slots__ = ("authority", "claim", "id", "login", "nationality", "post", "role")

    def __init__(self, id: str, login: str, role: str, post: str, authority: str, nationality: str = "") -> None:
        self.id = id
        self.login = login
        self.role = role
        self.post = post
        self.authority = authority
        self.nationality = nationality
        self.claim: tuple[str, str] | None = None


@dataclass(frozen=True)
class Transaction:
    """One write: the open store transaction and the projection that goes with it."""

    store: Writer
    projection: Projection


@dataclass(eq=False)
class Node:
    """Everything that a use case needs. Made once at the rim (`cli`, `demo`, `testing`), passed to every function.

    `demo` is true only for nodes that `mithaq demo` or a simulation made: such a node admits batch reviews of persons.
    `last_contact` and `signed_for` say, by member, when it was last heard and up to which seq a receipt has arrived there;
    `stumbled` names the fault of this program that an origin's range met, for health to show;
    after a restart receipts are simply sent once more. `census` gives the counts behind estimates of namesakes, and is read
    when the first match needs it. `log_secret` keys the hashes of looked-up terms; `scratch` makes an empty store for
    `fsck` to rebuild into; `scan` looks a file through before it is kept, and refuses what is no plain document; `sealer`
    seals documents in the member's name; `release_notice` makes the sealed notice for a case whose release is owed.
    `anchor`: the first version of the roster, signed; without one the `roster` given is believed as it is. `trust`: what
    follows from it and from what is held (`app.rosters`). `keep_key`: puts a new signing key where the node's keys lie.
    `compared`: by member, the notes it showed that were looked at; `trees`, `roots`: as far as they were;
    `cosigned`: the own journal's note as others have signed it (`app.witness`).
    `orders_heard`: when the journal of each member that gives orders was last heard to its end; `together` makes
    several calls at the same time. `unheard`: whom a node that was restored has to hear yet (`app.unheard`). `own_note`: the
    last checkpoint of its own journal, with the signed note. `not_carried`: the code of why the carrier publishes nothing
    of this node, for people to look at. `home`: the databases that stay here and answer questions.
    `checked`: how many checks were answered, by class, for figures.
    """

    member: str
    store: Store
    key: SigningKey
    roster: Roster
    law: Law
    clock: Clock
    entropy: Entropy
    searching: Searching
    scales: Scales
    census: Callable[[], Census]
    seal_keys: SealKeys
    log_secret: bytes
    scratch: Callable[[], Store]
    scan: Callable[[bytes], Scanned]
    demo: bool = False
    network: Network | None = None
    sealer: Sealer | None = None
    release_notice: Callable[[Node, str], bytes] | None = None
    last_contact: dict[str, str] = field(default_factory=dict)
    signed_for: dict[str, int] = field(default_factory=dict)
    stumbled: dict[str, str] = field(default_factory=dict)
    orders_heard: dict[str, str] = field(default_factory=dict)
    together: Together = in_turn
    unheard: tuple[str, ...] = ()
    own_note: tuple[Checkpoint, str] | None = None
    anchor: SignedRoster | None = None
    compared: dict[str, frozenset[str]] = field(default_factory=dict)
    trees: dict[str, Frontier] = field(default_factory=dict)
    roots: dict[str, dict[int, bytes]] = field(default_factory=dict)
    cosigned: str = ""
    kept_cosigned: str = ""
    kept_at: str = ""
    keep_key: Callable[[SigningKey], None] | None = None
    home: HomeSearch | None = None
    checked: dict[str, int] = field(default_factory=dict)
    not_carried: str = ""
    first: SignedRoster = field(init=False)
    trust: Trust = field(init=False)

    def __post_init__(self) -> None:
        """What counts before the store was read. Raises Refused for an anchor that is not signed as it has to be."""
        if self.anchor is not None:
            check_first(self.anchor)
        self.first = self.anchor or unsigned(self.roster)
        now = in_force((self.first,), self.now())
        self.trust = Trust((self.first,), now, now.roster)
        self.roster = now.roster

    @property
    def kind(self) -> MemberKind:
        """State, secretariat or commission."""
        return self.law.member_kind(self.member)

    @property
    def rules(self) -> AdmissionRules:
        """What admission asks the law."""
        return AdmissionRules(self.law, self.demo)

    @property
    def peers(self) -> tuple[str, ...]:
        """The other members of the roster that are active."""
        return tuple(code for code in self.others if code not in self.trust.closed)

    @property
    def others(self) -> tuple[str, ...]:
        """The other members of the roster, also those that left or are suspended: what they said before still counts."""
        return tuple(entry.code for entry in self.roster.members if entry.code != self.member)

    def now(self) -> Instant:
        """This instant by the node's clock."""
        return self.clock.now()

    def new_id(self, letter: str) -> str:
        """A random id such as ``a-544e3f…``: what kind of thing it is, whose (the member's code in hex), and chance."""
        return f"{letter}-{owner_mark(self.member)}{self.entropy.token(10).hex()}"

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """One transaction with its projection. On leaving: folds are written, then all is committed with fsync."""
        with self.store.write() as tx:
            projection = Projection(tx, self.member, self.law)
            yield Transaction(tx, projection)
            projection.finish()


def node_actor(node: Node) -> Actor:
    """The node itself, for the statements it makes without a person: receipts, lapses, log roots."""
    return Actor("o-0000000000000000", "node", "node", f"{node.member}-NODE", f"{node.member}-NODE")


def operator_actor(node: Node) -> Actor:
    """The local operator that `init` creates: imports lists and keeps the node; of a demonstration he may also check. He is
    whoever sits at the machine, and nobody in particular."""
    return Actor("o-0000000000000001", "operator", OPERATOR, f"{node.member}-OPERATOR", f"{node.member}-OPERATOR")


Members = Mapping[str, Node]
