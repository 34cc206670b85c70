"""`mithaq flag` and what a state says of an alert, as a person types it."""

from __future__ import annotations

from pathlib import Path

from tests.unit.cli.test_acts import drafted, staffed
from tests.unit.cli.typed import Terminal

__all__ = ["drafted", "staffed"]
BUREAU = ("--officer", "bureau@TN")
PROSECUTOR = ("--officer", "prosecutor@TN", "--post", "TN-PROSECUTION")


def test_a_flag_is_published_listed_and_withdrawn(terminal: Terminal, staffed: Path) -> None:
    (event,) = terminal.lines("flag", "publish", "own_nationals", *PROSECUTOR)
    assert event["event"] == "flag.published"
    terminal.run("flag", "publish", "own_nationals", *BUREAU, status=1)
    row, summary = terminal.lines("flag", "list", *BUREAU)
    assert (row["state"], row["covers"], summary["published"], summary["local"]) == ("TN", "own_nationals", 1, 0)
    terminal.run("flag", "withdraw", event["id"], *PROSECUTOR)
    (summary,) = terminal.lines("flag", "list", *BUREAU)
    assert summary["published"] == 0
    terminal.run("flag", "list", status=3)


def test_what_does_not_fit_is_refused_with_its_code(terminal: Terminal, drafted: str) -> None:
    hide = ("alert", "hide", drafted, "--authority", "court", "--number", "1", "--date", "2026-11-20")
    for command, status in (
        (("flag", "set", drafted, "--ground", "flag_judge", *BUREAU), 1),
        (("flag", "lift", drafted, "--ground", "unflag_gone", *BUREAU), 1),
        (("alert", "link", drafted, drafted, "--basis", "document", *BUREAU), 3),
        (("alert", "unlink", drafted, drafted, *BUREAU), 3),
        ((*hide, *BUREAU), 3),
        (("alert", "unhide", drafted, *BUREAU), 3),
        (("alert", "keep", drafted, "--ground", "still_sought", "--reasons", "words", *PROSECUTOR), 3),
    ):
        terminal.run(*command, status=status)
