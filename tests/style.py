"""House style that no linter knows; `python -m tests.style` prints the figures and fails on a complaint."""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400  # a file that long hides a second idea
MAX_MEDIAN = 130  # the aim is about 100; the rest is room for a file that is still being split

PROSE = {".py", ".md", ".toml"}
TEXT = PROSE | {"", ".in", ".lock", ".csv", ".yaml", ".html", ".css", ".js", ".po", ".json"}
# Vendored files are not ours to style, and this file has to spell what it looks for.
LEFT_OUT = ("src/mithaq/web/static/vendor/", "tests/style.py")

STUBS = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|NotImplementedError|for now|simplified|placeholder|dummy|not implemented yet)\b"
)
# Roots of one machine's folders (after a word they are addresses, like /api/work/), and registry hosts.
MACHINE = re.compile(r"(?<![\w.}])/(work|root|home|farm|opt|tmp|Users)/|pypi\.org|pythonhosted\.org|npmjs\.(org|com)")
EXCEPTION = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?P<codes>:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[\w, -]+\])?(?P<reason>.*)$"
)
CORE_EXCEPTION = re.compile(r"noqa:.*TID251")


def files() -> Iterator[Path]:
    """Every text file of the project but `LEFT_OUT`, in stable order."""
    tops = [path for path in ROOT.iterdir() if path.is_file()]
    trees = [path for name in ("src", "tests", "docs", ".ci") for path in (ROOT / name).rglob("*")]
    for path in sorted(tops + trees):
        if path.is_file() and path.suffix in TEXT and not name_of(path).startswith(LEFT_OUT):
            yield path


def name_of(path: Path) -> str:
    """Path below the project's root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def line_counts() -> dict[str, int]:
    """Lines of each Python file that is not empty."""
    counts = {name_of(path): len(_lines(path)) for path in files() if path.suffix == ".py"}
    return {name: count for name, count in counts.items() if count}


def too_long() -> list[str]:
    """Python files of more than `MAX_LINES` lines."""
    return [f"{name}: {count} lines" for name, count in line_counts().items() if count > MAX_LINES]


def median_too_high() -> list[str]:
    """One complaint if the median file is longer than `MAX_MEDIAN` lines."""
    median = statistics.median(line_counts().values())
    return [f"median of {median:g} lines is over {MAX_MEDIAN}"] if median > MAX_MEDIAN else []


def hidden_stubs() -> list[str]:
    """Lines with a word that promises work instead of doing it."""
    return _matches(STUBS, PROSE)


def machine_paths() -> list[str]:
    """Lines that name a folder of one machine or the host of a package registry."""
    return _matches(MACHINE, TEXT)


def exceptions_without_reason() -> list[str]:
    """Lint and type exceptions with no word of why; `# noqa: S603 - the command is ours` has one."""
    return [f"{place}: {found.group()}" for place, found in _found(EXCEPTION, {".py"}) if not is_reasoned(found)]


def is_reasoned(exception: re.Match[str]) -> bool:
    """Whether a match of `EXCEPTION` names its code and says why in more than a word."""
    return bool(exception["codes"]) and len(exception["reason"].strip(" -#()")) >= 8


def core_exceptions() -> list[str]:
    """Product files that excuse themselves from the ban on clock, chance and environment."""
    return [place for place, _ in _found(CORE_EXCEPTION, {".py"}) if place.startswith("src/")]


COMPLAINTS = (
    too_long,
    median_too_high,
    hidden_stubs,
    machine_paths,
    exceptions_without_reason,
    core_exceptions,
)


def _matches(pattern: re.Pattern[str], suffixes: set[str]) -> list[str]:
    return [f"{place}: {found.group()}" for place, found in _found(pattern, suffixes)]


def _found(pattern: re.Pattern[str], suffixes: set[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """(file:line, match) of the first match on each line."""
    for path in files():
        if path.suffix in suffixes:
            for number, line in enumerate(_lines(path), 1):
                if found := pattern.search(line):
                    yield f"{name_of(path)}:{number}", found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def main() -> int:
    """Print the figures and every complaint; 0 if there is none."""
    counts = line_counts()
    longest = max(counts, key=lambda name: counts[name])
    median = statistics.median(counts.values())
    print(f"style: {len(counts)} Python files, median {median:g} lines, longest {counts[longest]} ({longest})")
    complaints = [line for complain in COMPLAINTS for line in complain()]
    for line in complaints:
        print(f"style: {line}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
