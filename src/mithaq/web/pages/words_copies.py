"""Words of copies and their holders. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

COPIES_WORDS: Mapping[str, Mapping[str, str]] = {
    "event": {
        "holder.opened": "Holder of copies named",
        "holder.renewed": "Holder's end put off",
        "holder.recalled": "Copies recalled from a holder",
        "holder.handed": "Handed to a holder",
        "holder.receipted": "Holder's own receipt entered",
    },
    "done": {
        "holder.opened": "The holder is named.",
        "holder.renewed": "The new end is signed.",
        "holder.recalled": "The recall is signed.",
        "holder.receipted": "The receipt is signed for.",
    },
    "task": {"holder.receipt_late": "A holder's receipt for a deleted copy is late"},
}
