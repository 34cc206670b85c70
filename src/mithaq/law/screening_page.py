"""Writes the table of rules anew at the end of a page: `python -m mithaq.law.screening_page docs/screening.md`."""

from __future__ import annotations

import sys
from pathlib import Path

from mithaq.domain.law import Law
from mithaq.law.load import load_law
from mithaq.law.rulebook_screening import rules
from mithaq.law.rulebook_words import Says

MARK = "<!-- The table below is made from the files: python -m mithaq.law.screening_page docs/screening.md -->"


def with_table(page: str, law: Law) -> str:
    """The page up to the mark, and behind it the table of rules in English. Raises ValueError for a page without a mark."""
    words, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError("the page has no mark")
    return "\n".join([words + mark, "", *rules(law, Says("en", law))]).rstrip("\n") + "\n"


def main(path: Path) -> None:
    """Rewrite the page at `path`."""
    path.write_text(with_table(path.read_text("utf-8"), load_law()), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
