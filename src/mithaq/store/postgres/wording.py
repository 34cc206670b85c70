"""The SQL of `queries` and `sql`, which is SQLite's, in PostgreSQL's words: every difference in one table."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count

# Numbers of entries come from a sequence, which gives none twice, also where a transaction is rolled back. SQLite keeps the
# same in a table, and raises it by itself when a row comes.
_WORDS = tuple(
    (re.compile(ours), theirs)
    for ours, theirs in (
        (
            r"SELECT coalesce\(max\(seq\), 0\) FROM sqlite_sequence WHERE name = 'entries' AND \? > 0",
            "SELECT setval('entries_number_seq', nextval('entries_number_seq') + ?1 - 1) - ?1",
        ),
        (
            r"SELECT max\(seq\) FROM sqlite_sequence WHERE name = 'entries'",
            "SELECT last_value FROM entries_number_seq",
        ),
        (r"lower\(hex\((\w+)\)\)", r"encode(\1, 'hex')"),
        (r"x'([0-9a-f]*)'", r"'\\x\1'::bytea"),
        (r"SELECT value FROM json_each\((\?\d)\)", r"SELECT json_array_elements_text(CAST(\1 AS json))"),
        (r"instr\((\w+), (\?\d)\)", r"position(\2 IN \1)"),
    )
)  # fmt: skip
_MARK = re.compile(r"\?(\d*)")


@lru_cache(maxsize=4096)
def worded(query: str) -> bytes:
    """The statement as the server reads it; `?` and `?2` become `$1` and `$2`."""
    for ours, theirs in _WORDS:
        query = ours.sub(theirs, query)
    number = count(1)
    return _MARK.sub(lambda mark: f"${mark[1] or next(number)}", query).encode()
