"""The plays of abuse as a document for lawyers; `python -m tests.abuse.told` writes it.

What stands in it is read from the tests: their sentences, what they rest on, and the codes that they expect.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from mithaq.journal.errors import RefusalCode
from mithaq.law.load import load_law
from mithaq.ops.texts import translator

HERE = Path(__file__).resolve().parent
DOCUMENT = HERE.parents[1] / "docs" / "abuse.md"
PAIRS = "test_shield_pairs"
NOT_PLAYS = {"test_told", PAIRS, "test_withheld_answers"}

HEAD = """# Plays of abuse

Each row is played at every test on real nodes, through the doors that an abuser has: the API of his own node, or statements
that his node signs with its true key though ours would not (*on the wire*). Either it is refused, with the code that is
named and with nothing changed and nothing sent, or the commission sees it on its own page. Persons are invented.

This page is made from the tests (`tests/abuse`): `python -m tests.abuse.told`. Reading the protection register by wording,
hours, counts and sizes is played apart, over many pairs: `tests/abuse/test_shield_pairs.py`, [protection.md](protection.md).
So is telling a withheld hit from none: `tests/abuse/test_withheld_answers.py`, [databases-at-home.md](databases-at-home.md).
"""

_CODE = re.compile(r'"([a-z_]+\.[a-z_]+|[a-z_]+)"')
_WITHHELD = re.compile(r"\bwithheld\(")
PLAIN = {"forbidden", "withheld", *(str(code.value) for code in RefusalCode)}
"""Codes of one word: those of roles, of the commission, and of the admission to a journal."""


def document() -> str:
    """The whole page."""
    return "\n".join((HEAD, *(_section(module) for module in modules()))) + "\n"


def modules() -> Iterator[ModuleType]:
    """The files of plays, in the order of their names."""
    for path in sorted(HERE.glob("test_*.py")):
        if path.stem not in NOT_PLAYS:
            yield import_module(f"tests.abuse.{path.stem}")


def plays(module: ModuleType) -> list[tuple[str, Callable[..., object]]]:
    """The plays of one file, in their order."""
    return [(name, found) for name, found in vars(module).items() if name.startswith("test_")]


def codes(play: Callable[..., object]) -> tuple[str, ...]:
    """The codes of refusals and the rules of the screening that the play expects to be answered with."""
    known = {rule.id for rule in load_law().screening.rules}
    told = dict.fromkeys(_CODE.findall(inspect.getsource(play)))
    if _WITHHELD.search(inspect.getsource(play)):
        told["withheld"] = None
    return tuple(code for code in told if code in known | PLAIN or ("." in code and _is_refusal(code)))


def _is_refusal(code: str) -> bool:
    return translator("en").refusal(code) != translator("en").refusal("no.such_code")


def _section(module: ModuleType) -> str:
    title, _, rest = (module.__doc__ or "").partition(":")
    told = f"{rest.strip()[:1].upper()}{rest.strip()[1:]}"
    rows = "\n".join(_row(module, name, play) for name, play in plays(module))
    return f"## {title.strip()}\n{told}\n\n| play | what happens | answer | rests on |\n|---|---|---|---|\n{rows}\n"


def _row(module: ModuleType, name: str, play: Callable[..., object]) -> str:
    words = name.removeprefix("test_").replace("_", " ")
    says = " ".join((play.__doc__ or "").split())
    answer = ", ".join(f"`{code}`" for code in codes(play)) or "seen"
    return f"| {words} (`{module.__name__.rpartition('.')[2]}`) | {says} | {answer} | {rests_on(play)} |"


def rests_on(play: Callable[..., object]) -> str:
    """The article or rule that the play names."""
    return str(getattr(play, "rests_on", ""))


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
