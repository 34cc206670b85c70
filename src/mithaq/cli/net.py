"""`mithaq net`: configuration for the servers, and how this node stands with the others."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.output import Output
from mithaq.cli.shared import json_option, node_options, on_node
from mithaq.domain.errors import Refusal
from mithaq.law.load import load_law
from mithaq.ops.system import SystemClock
from mithaq.ops.texts import translator
from mithaq.transport.nats.certificates import Authority
from mithaq.transport.nats.config import HUBS, Hub, Leaf, hub_text, leaf_text


@click.group()
def net() -> None:
    """The network between the members: servers, and how far everybody has heard everybody."""


@net.command()
@click.option("--members", required=True, help="Codes with commas between them: TN,EG,…,GS,OC; or 'all'.")
@click.option("--hosts", default=",".join(HUBS), help="Names of the three hub servers in the network.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder for the files; made if needed.")
@click.option(
    "--tls", type=click.Path(path_type=Path), default="/etc/mithaq/nats/tls", help="Where certificates will lie."
)
@click.option("--store", default="/var/lib/mithaq/nats", help="Where the hub servers keep their streams.")
@click.option("--demo-ca", is_flag=True, help="Also make certificates into OUT/tls, for a demonstration alone.")
@json_option
@click.pass_context
def config(
    context: click.Context, /, members: str, hosts: str, out: Path, tls: Path, store: str, demo_ca: bool, json: bool
) -> None:
    """Write ready configuration: three hub servers, and a leaf server a member (docs/network.md)."""
    known, hubs = _members(members), tuple(hosts.split(","))
    if len(hubs) != len(HUBS) or not all(hubs):
        raise Refusal("net.hosts", "hosts")
    folder = out.resolve() / "tls" if demo_ca else tls
    out.mkdir(parents=True, exist_ok=True)
    routes = [(host, Hub("").cluster) for host in hubs]
    leaves = [(host, Hub("").leaf) for host in hubs]
    for name in HUBS:
        (out / f"{name}.conf").write_text(hub_text(Hub(name), routes, known, folder, store), encoding="utf-8")
    for member in known:
        (out / f"leaf-{member}.conf").write_text(leaf_text(Leaf(member), leaves, folder), encoding="utf-8")
    if demo_ca:
        _certificates(folder, known, hubs)
    Output(translator(context.obj), json=json).line({"files": len(HUBS) + len(known), "directory": str(out)})


@net.command()
@node_options
@click.pass_context
def sync(context: click.Context, /, home: Path, json: bool) -> None:
    """Ask every member now and take over what is new, without waiting for the next round."""
    on_node(context, home, "net.sync", {}, None, json)


@net.command()
@node_options
@click.pass_context
def status(context: click.Context, /, home: Path, json: bool) -> None:
    """How much of every journal is here, and how much of this one the others signed for."""
    on_node(context, home, "net.status", {}, None, json)


def _members(members: str) -> tuple[str, ...]:
    """Raises Refusal for a code that the law does not know."""
    law = load_law()
    known = tuple(law.members) if members == "all" else tuple(code.strip().upper() for code in members.split(","))
    for code in known:
        law.member_kind(code)
    return known


def _certificates(folder: Path, members: tuple[str, ...], hosts: tuple[str, ...]) -> None:
    authority = Authority(folder, SystemClock().now())
    for name, host in zip(HUBS, hosts, strict=True):
        authority.issue(name, (host, "localhost", "127.0.0.1"))
    for member in members:
        authority.issue(member)
