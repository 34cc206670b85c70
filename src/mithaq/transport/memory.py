"""The carrier inside one process: every member's node reachable by a call. Faults are put in front of it by tests."""

from __future__ import annotations

from collections.abc import Callable

from mithaq.app.ports.peer import Peer, PeerDown


class MemoryHub:
    """Where the nodes of one process find each other.

    `wrap` stands between two members: it gets (asker, member, peer) and answers the peer to use, or raises PeerDown. A
    simulated network loses, delays and repeats there.
    """

    def __init__(self, wrap: Callable[[str, str, Peer], Peer] = lambda asker, member, peer: peer) -> None:
        self._served: dict[str, Peer] = {}
        self._wrap = wrap

    def attach(self, member: str, served: Peer) -> None:
        """Make a node reachable; a second attach replaces the first, as after a restart."""
        self._served[member] = served

    def detach(self, member: str) -> None:
        """The node is gone."""
        self._served.pop(member, None)

    def seen_by(self, asker: str) -> MemoryNetwork:
        """The network as one member sees it."""
        return MemoryNetwork(self, asker)

    def reach(self, asker: str, member: str) -> Peer:
        """The other side of a call. Raises PeerDown."""
        served = self._served.get(member)
        if served is None:
            raise PeerDown(member)
        return self._wrap(asker, member, served)


class MemoryNetwork:
    """`app.ports.peer.Network` for one member."""

    def __init__(self, hub: MemoryHub, asker: str) -> None:
        self._hub = hub
        self._asker = asker

    def peer(self, member: str) -> Peer:
        """The node of that member. Raises PeerDown."""
        return self._hub.reach(self._asker, member)
