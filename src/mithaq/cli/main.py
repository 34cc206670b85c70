"""The command `mithaq`."""

from __future__ import annotations

import os
import sys
import traceback
from io import TextIOWrapper
from typing import Any

import click

from mithaq.cli import exits
from mithaq.cli.lazy import Lazy
from mithaq.cli.output import Output
from mithaq.ops import settings
from mithaq.ops.release import release
from mithaq.ops.texts import LANGUAGES, translator

EPILOG = """Exit codes: 0 done · 1 refused · 2 wrong usage · 3 not allowed · 4 not found · 5 node busy or store not
writable · 6 damaged, or faults found · 10 and 11 the class of a check, if asked for · 12 doctor: something
to act on · 70 unexpected fault. See docs/cli.md."""


COMMANDS = {
    "init": "making:init",
    "serve": "making:serve",
    "demo": "demo:demo",
    "demo-net": "demo_net:demo_net",
    "net": "net:net",
    "check": "looking:check",
    "import": "looking:import_",
    "journal": "looking:journal",
    "fsck": "looking:fsck",
    "doctor": "looking:doctor",
    "alert": "own_say:alert",
    "flag": "own_say:flag",
    "case": "acting:case",
    "document": "documents:document",
    "insiders": "oversight:insiders",
    "figures": "oversight:figures",
    "audit": "oversight:audit",
    "holders": "copies:holders",
    "offline": "copies:offline",
    "backup": "backups:backup",
    "canary": "copies:canary",
    "roster": "trusting:roster",
    "keys": "trusting:keys",
    "join": "trusting:join_",
    "connect": "connect:connect",
    "question": "connect:question",
    "match": "commands.matching:match",
    "suggest": "commands.suggesting:suggest",
    "rulebook": "commands.rulebook:rulebook",
    "bench": "commands.bench:bench",
}


@click.group(cls=Lazy, places=COMMANDS, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(release(), prog_name="mithaq")
@click.option("--lang", type=click.Choice(["ar", "en", "fr"]), help="Language of the texts; default: the locale's.")
@click.pass_context
def mithaq(context: click.Context, lang: Any) -> None:
    """ميثاق: a shared register of wanted persons and stolen objects, checked at the border, with rights built in."""
    context.obj = lang or settings.language()


def main() -> None:
    """Run the command line; every problem becomes one line and an exit code, never a stack trace."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # JSON lines and Arabic in any locale
    try:
        sys.exit(mithaq(standalone_mode=False) or exits.DONE)  # click hands back the status of `context.exit`
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more at its end
        sys.exit(exits.DONE)  # the reader has seen enough
    except Exception as problem:  # noqa: BLE001 - the outermost guard: one line, one code
        if settings.debug() and not isinstance(problem, exits.EXPECTED):
            traceback.print_exc()
        _say(exits.described(problem))
        sys.exit(exits.status(problem))


def _say(line: exits.Line) -> None:
    """Where no command is left to ask, the command line itself says how to say it."""
    arguments = sys.argv[1:]
    pairs = zip([*arguments, ""], [*arguments[1:], "", ""], strict=False)
    asked = next((value for name, value in pairs if name == "--lang"), "")
    asked = next((one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")), asked)
    language = next((code for code in LANGUAGES if code == asked), settings.language())
    Output(translator(language), json="--json" in arguments).line(line)


if __name__ == "__main__":
    main()
