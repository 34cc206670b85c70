"""Ready configuration for the servers: three hub servers in a cluster, and a leaf server beside each member's node.

Who may publish and read what is written down here from the same names that the nodes use (`names`). docs/network.md shows
the layout and what each line is for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from mithaq.transport.nats import names

HUBS = ("hub1", "hub2", "hub3")
JSZ = "$SYS.REQ.SERVER.PING.JSZ"


class Hub(Struct, frozen=True):
    """One hub server: its name, the host it listens on, and its three ports."""

    name: str
    host: str = "0.0.0.0"  # noqa: S104 - a server listens for other machines; TLS decides who may come in
    client: int = 4222
    cluster: int = 6222
    leaf: int = 7422


class Leaf(Struct, frozen=True):
    """One member's leaf server, which its node alone talks to."""

    member: str
    host: str = "127.0.0.1"
    client: int = 4222


def hub_text(hub: Hub, hubs: Sequence[tuple[str, int]], members: Iterable[str], folder: Path, store: str) -> str:
    """The file of one hub server; `hubs` are the addresses of the cluster, `folder` where its TLS files lie."""
    known = sorted(members)
    routes = ", ".join(f'"tls://{host}:{port}"' for host, port in hubs)
    space = (len(known) + 1) * names.STREAM_BYTES
    return f"""# A hub server of Mithaq. Version 2.14 or later; docs/network.md.
server_name: {hub.name}
listen: "{hub.host}:{hub.client}"
max_payload: {names.MAX_MESSAGE}
max_connections: 1000
{_tls(folder, hub.name, "verify_and_map: true")}

jetstream {{
  domain: {names.DOMAIN}
  store_dir: "{store}"
  sync_interval: always  # what is acknowledged is on the disk; nodes refuse a server without it
  max_file_store: {space}
  max_memory_store: 0
}}

cluster {{
  name: mithaq
  listen: "{hub.host}:{hub.cluster}"
  routes: [{routes}]
  no_advertise: true
  {_tls(folder, hub.name, "verify: true")}
}}

leafnodes {{
  listen: "{hub.host}:{hub.leaf}"
  no_advertise: true
  {_tls(folder, hub.name, "verify_and_map: true")}
}}

accounts {{
  SYS {{ exports: [{{ service: "{JSZ}", response_type: stream, accounts: [{names.ACCOUNT}] }}] }}
  {names.ACCOUNT} {{
    jetstream: enabled
    imports: [{{ service: {{ account: SYS, subject: "{JSZ}" }}, to: "{names.SERVERS}" }}]
    users: [
{_users(known, known)}
    ]
  }}
}}
system_account: SYS
"""


def leaf_text(leaf: Leaf, hubs: Sequence[tuple[str, int]], folder: Path) -> str:
    """The file of one leaf server: no JetStream of its own, the hub's through it, with the member's own certificate."""
    urls = ", ".join(f'"tls://{host}:{port}"' for host, port in hubs)
    member = leaf.member
    return f"""# The leaf server beside the node of {member}. Version 2.14 or later; docs/network.md.
server_name: leaf-{member}
listen: "{leaf.host}:{leaf.client}"
max_payload: {names.MAX_MESSAGE}
{_tls(folder, member, "verify_and_map: true")}

leafnodes {{
  no_advertise: true
  remotes: [{{
    urls: [{urls}]
    account: {names.ACCOUNT}
    {_tls(folder, member)}
  }}]
}}

accounts {{
  {names.ACCOUNT} {{
    users: [
{_users([member], [member])}
    ]
  }}
}}
"""


def _tls(folder: Path, name: str, more: str = "") -> str:
    return (
        f'tls {{ cert_file: "{folder / name}.pem", key_file: "{folder / name}.key", ca_file: "{folder / "ca.pem"}", '
        f"{more}{', ' if more else ''}timeout: 5 }}"
    )


def _users(members: Sequence[str], everybody: Sequence[str]) -> str:
    return "\n".join(_user(member, everybody) for member in members)


def _user(member: str, everybody: Sequence[str]) -> str:
    """A member's user is the subject of its certificate."""
    allow, deny, read = (
        _listed(known)
        for known in (names.may_publish(member), names.may_not_publish(member, everybody), names.may_subscribe(member))
    )
    return (
        f'      {{ user: "CN={member}", permissions: {{\n'
        f"          publish: {{ allow: [{allow}],\n"
        f"                     deny: [{deny}] }},\n"
        f"          subscribe: {{ allow: [{read}] }} }} }}"
    )


def _listed(subjects: Iterable[str]) -> str:
    return ", ".join(f'"{subject}"' for subject in subjects)
