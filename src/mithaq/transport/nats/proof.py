"""What has to be proved of the broker before a node trusts it to carry: its version, that it syncs each write to the disk,
TLS on the line, and three copies of the own stream.

The servers say so themselves, through a service that their system account lends to the members' account (`config`). A
published analysis of NATS 2.12.1 lost acknowledged messages with the default, which syncs every two minutes.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct
from nats.errors import Error as NatsError

from mithaq.app.ports.peer import PeerDown
from mithaq.domain.errors import Refusal
from mithaq.transport.nats import names
from mithaq.transport.nats.line import Line

OLDEST = (2, 14)
UNPROVED = "carrier.unproved"
WAIT_SECONDS = 1.0  # for all servers to answer; the first does in milliseconds


class Terms(Struct, frozen=True):
    """What this node demands of the broker. `relaxed`: nothing is proved, for tests alone. `patience`: seconds that a start
    waits for the broker, before the node goes on without."""

    replicas: int = names.REPLICAS
    relaxed: bool = False
    patience: float = 10.0


class Server(Struct, frozen=True):
    """What one server says of itself."""

    name: str
    version: str
    synced: bool
    cluster: int


def prove(line: Line, terms: Terms) -> tuple[Server, ...]:
    """What answered. Raises Refusal ``carrier.tls``, ``carrier.version``, ``carrier.sync``, ``carrier.replicas`` or
    ``carrier.unproved``, and PeerDown while no server can be reached.

    One server of three may be down, for a node has to start then too; most of them have to answer, and each that does as
    it must.
    """
    if terms.relaxed:
        return ()
    if not line.secure:
        raise Refusal("carrier.tls", "nats")
    if terms.replicas != names.REPLICAS:
        raise Refusal("carrier.replicas", "nats")
    servers = line.run(_servers(line), WAIT_SECONDS + 5)
    if not servers:
        raise Refusal(UNPROVED, "nats")
    for server in servers:
        check_server(server)
    if 2 * len(servers) <= max(names.REPLICAS, *(server.cluster for server in servers)):
        raise Refusal(UNPROVED, "nats")
    return servers


def check_server(server: Server) -> None:
    """Raises Refusal."""
    if _version(server.version) < OLDEST:
        raise Refusal("carrier.version", server.name)
    if not server.synced:
        raise Refusal("carrier.sync", server.name)


def check_stream(line: Line, member: str, terms: Terms) -> None:
    """The own stream as it is, whoever made it. Raises Refusal ``carrier.replicas``, and PeerDown."""
    info = line.run(line.client.jetstream(domain=names.DOMAIN).stream_info(names.stream(member)), WAIT_SECONDS + 5)
    if not terms.relaxed and (info.config.num_replicas or 0) < names.REPLICAS:
        raise Refusal("carrier.replicas", names.stream(member))


def said(answer: bytes) -> Server:
    """A server's answer to JSZ. Raises PeerDown for one that is none."""
    try:
        found: dict[str, Any] = json.loads(answer)
        about, data = found["server"], found["data"]
        config = data.get("config") or {}
        size = int((data.get("meta_cluster") or {}).get("cluster_size", 1))
        return Server(str(about["name"]), str(about["ver"]), config.get("sync_always") is True, size)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PeerDown("nats") from None


async def _servers(line: Line) -> tuple[Server, ...]:
    inbox = line.client.new_inbox()
    subscription = await line.client.subscribe(inbox)
    await line.client.publish(names.SERVERS, b'{"config":true}', reply=inbox)
    found: dict[str, Server] = {}
    end = line.loop.time() + WAIT_SECONDS
    try:
        while (left := end - line.loop.time()) > 0:
            message = await subscription.next_msg(timeout=left)
            if (message.headers or {}).get("Status"):
                break  # nobody there answers for the servers
            server = said(message.data)
            found[server.name] = server
            if len(found) >= max(server.cluster, names.REPLICAS):
                break
    except (TimeoutError, NatsError):
        pass
    finally:
        await subscription.unsubscribe()
    return tuple(found.values())


def _version(text: str) -> tuple[int, ...]:
    numbers = text.split("-", maxsplit=1)[0].split(".")
    return tuple(int(number) if number.isdigit() else 0 for number in numbers[:2])
