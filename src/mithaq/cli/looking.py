"""`mithaq check`, `import`, `journal` and `fsck`: looking, taking over, and verifying."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from mithaq.cli.commands.registry import Call
from mithaq.cli.exits import DAMAGED, EXIT_CLASS
from mithaq.cli.exporting import write_export
from mithaq.cli.local import carry_out
from mithaq.cli.output import Output
from mithaq.cli.shared import node_options, officer_options, on_node, read_zone, who, written
from mithaq.home import directory
from mithaq.interop.bundle_file import verify_file
from mithaq.journal import histories
from mithaq.law.doubts import doubts
from mithaq.law.load import load_law
from mithaq.ops.texts import translator

PEEK = 2 * 1024 * 1024  # bytes: no proof of two histories is longer


@click.command()
@click.option("--name", default="", help="A name in Arabic or Latin script.")
@click.option("--birth", default="", help="Birth date, as far as known: 1980-05-01, 1980-05 or 1980.")
@click.option("--sex", default="", type=click.Choice(["", "male", "female"]))
@click.option("--nationality", default="", help="ISO code of two letters.")
@click.option("--document", default="", help="Number of a document.")
@click.option("--plate", default="")
@click.option("--serial", default="", help="Serial number of a firearm, or a vehicle identification number.")
@click.option("--clearance", default="", help="Number of a certificate that the traveller is another person.")
@click.option("--mrz", default="", help="Machine-readable zone, lines separated by a line break or a slash.")
@click.option("--mrz-file", type=click.Path(path_type=Path), help="The same from a file; - for standard input.")
@click.option("--exit-class", is_flag=True, help="Exit status 10 for a possible match, 11 for a strong one.")
@click.option("--purpose", default="", help="Why: border, police, document, registration, review, remedy.")
@officer_options
@node_options
@click.pass_context
def check(
    context: click.Context,
    /,
    home: Path,
    json: bool,
    officer: str,
    post: str,
    password_file: Path | None,
    mrz_file: Path | None,
    exit_class: bool,
    **asked: str,
) -> None:
    """Look for a person, document, vehicle or firearm. A check without a purpose is refused."""
    zone = read_zone(mrz_file) if mrz_file is not None else asked["mrz"].replace("/", "\n").replace("\\n", "\n")
    question = {**asked, "mrz": zone}
    last = on_node(context, home, "check", question, who(officer, post, password_file), json)
    if exit_class:
        context.exit(EXIT_CLASS[last["class"]])


@click.group(name="import")
def import_() -> None:
    """Take over lists of others."""


@import_.command(name="un")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@officer_options
@node_options
@click.pass_context
def import_un(
    context: click.Context,
    /,
    home: Path,
    json: bool,
    officer: str,
    post: str,
    password_file: Path | None,
    file: Path,
) -> None:
    """Import the UN Security Council's consolidated list (XML) as sanctions notices."""
    acting = who(officer, post, password_file)
    on_node(context, home, "import.un", {"file": str(file.resolve())}, acting, json)


@click.command()
@click.option("--repair", is_flag=True, help="First build the index anew from what is stored.")
@node_options
@click.pass_context
def fsck(context: click.Context, /, home: Path, json: bool, repair: bool) -> None:
    """Rebuild everything from the bytes and compare with what is stored."""
    on_node(context, home, "fsck", {"repair": repair}, None, json)


@click.command()
@click.option("--strict", is_flag=True, help="Exit status 12 also for what only needs a look.")
@node_options
@click.pass_context
def doctor(context: click.Context, /, home: Path, json: bool, strict: bool) -> None:
    """Looks at files, clock, disk, keys, peers, database, index and backups, and says what to do."""
    on_node(context, home, "doctor", {"home": str(home.resolve()), "strict": strict}, None, json)


@click.group()
def journal() -> None:
    """The signed statements."""


@journal.command(name="list")
@click.option("--member", default="", help="One member's journal, in order; default: the newest of all.")
@click.option("--after", default=0, help="After this place of the journal.")
@click.option("--limit", default=50)
@officer_options
@node_options
@click.pass_context
def journal_list(
    context: click.Context, /, home: Path, json: bool, officer: str, post: str, password_file: Path | None, **asked: Any
) -> None:
    """List statements."""
    on_node(context, home, "journal.list", asked, who(officer, post, password_file), json)


@journal.command(name="show")
@click.argument("member")
@click.argument("seq", type=int)
@officer_options
@node_options
@click.pass_context
def journal_show(
    context: click.Context, /, home: Path, json: bool, officer: str, post: str, password_file: Path | None, **asked: Any
) -> None:
    """Show one statement as it was signed, and the proof that it stands in its journal."""
    on_node(context, home, "journal.show", asked, who(officer, post, password_file), json)


@journal.command(name="export")
@click.argument("subject")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--holder", default="", help="Who takes the copy: the id of a holder (`mithaq holders list`).")
@click.option(
    "--whole",
    is_flag=True,
    help="With everything needed to import it elsewhere: the headers of all journals.",
)
@officer_options
@node_options
@click.pass_context
def journal_export(
    context: click.Context,
    /,
    home: Path,
    json: bool,
    officer: str,
    post: str,
    password_file: Path | None,
    out: Path,
    **asked: Any,
) -> None:
    """Write all statements about an alert or case, with proofs and a case's files, to one file that verifies offline."""
    call = Call("journal.export", asked, who(officer, post, password_file))
    output = Output(translator(context.obj), json=json)
    output.line(write_export(carry_out(home, written(call)), out, archived=asked["subject"].startswith("c-")))
    context.exit(output.exit)


@journal.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@officer_options
@node_options
@click.pass_context
def journal_import(
    context: click.Context,
    /,
    home: Path,
    json: bool,
    officer: str,
    post: str,
    password_file: Path | None,
    file: Path,
) -> None:
    """Take over an exported file that was carried here by hand; what is here already stays as it is."""
    on_node(context, home, "journal.import", {"file": str(file.resolve())}, who(officer, post, password_file), json)


@journal.command(name="caught")
@click.option("--out", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder for the proofs.")
@officer_options
@node_options
@click.pass_context
def journal_caught(context: click.Context, /, home: Path, json: bool, out: Path | None, **asked: Any) -> None:
    """Which members have signed two histories, with the proof of each, which verifies anywhere (journal verify FILE)."""
    acting = who(asked["officer"], asked["post"], asked["password_file"])
    on_node(context, home, "journal.caught", {"out": str(out.resolve()) if out else ""}, acting, json)


def _is_proof(file: Path) -> bool:
    with file.open("rb") as stream:
        return histories.is_proof(stream.read(PEEK))


def _verify_proof(context: click.Context, file: Path, roster: Path | None, *, json: bool) -> None:
    """Who is proved to have signed two histories. Raises Refused for a file that proves nothing."""
    trusted = directory.read_roster(roster) if roster is not None else None
    caught = histories.verify(file.read_bytes(), trusted)
    output = Output(translator(context.obj), json=json)
    for one in caught.witnesses:
        output.line({"witness": one.witness, "at": one.at})
    output.line({
        "verified": True, "trusted": trusted is not None, "two_histories": caught.member, "older": caught.older,
        "newer": caught.newer,
    })  # fmt: skip
    context.exit(output.exit)


@journal.command(name="verify")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An exported file.")
@click.option("--roster", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Whom to trust.")
@node_options
@click.pass_context
def journal_verify(
    context: click.Context, /, home: Path, json: bool, file: Path | None, bundle: Path | None, roster: Path | None
) -> None:
    """Verify the node's journals, or offline a FILE: an exported bundle, or the proof that a member signed two histories."""
    bundle = file or bundle
    if bundle is not None and _is_proof(bundle):
        _verify_proof(context, bundle, roster, json=json)
        return
    if bundle is None:
        on_node(context, home, "journal.verify", {}, None, json)
        return
    trusted = directory.read_roster(roster) if roster is not None else None
    with bundle.open("rb") as stream:
        found = verify_file(stream, trusted)
    report = found.report
    output = Output(translator(context.obj), json=json)
    for fault in found.faults:
        output.line({"fault": fault.code, "where": fault.where})
    packs = load_law().instruments
    unsure = [one for id in found.instruments if id in packs for one in doubts(packs[id])]
    for one in unsure:
        output.line({"to_confirm": one.article, "instrument": one.instrument, "says": msgspec.to_builtins(one.says)})
    output.line(
        {
            "verified": found.ok,
            "trusted": report.trusted,
            "events": report.events,
            "payloads": report.payloads,
            "attachments": found.attachments,
            "proven": report.proven,
            "gaps": report.gaps,
            "faults": len(found.faults),
            "unconfirmed": len(unsure),
            "exit": 0 if found.ok else DAMAGED,
        }
    )
    context.exit(output.exit)
