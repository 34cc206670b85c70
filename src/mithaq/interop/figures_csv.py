"""The public figures as CSV (RFC 4180), in UTF-8 with a header row."""

from __future__ import annotations

import csv
from io import StringIO

from mithaq.app.figures import Figures
from mithaq.app.figures_table import COLUMNS, table

MEDIA_TYPE = "text/csv"


def to_csv(found: Figures) -> str:
    """The whole table as text."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(table(found))
    return text.getvalue()
