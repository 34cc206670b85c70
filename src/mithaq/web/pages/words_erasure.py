"""Words of erasure: by what an alert ended, how a receipt stands, and what it does not reach. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

ERASURE_WORDS: Mapping[str, Mapping[str, str]] = {
    "erasure_way": {
        "running": "It has not ended",
        "discontinued": "The owner discontinued it",
        "expired": "Its time ran out",
        "ordered": "The commission ordered erasure",
        "refused": "It was refused in review",
    },
    "erasure_standing": {
        "not_due": "Not due yet",
        "awaited": "Awaited",
        "late": "Late",
        "confirmed": "Erased and signed",
    },
    "erasure_outside": {
        "printed": "Sheets that were printed, files that were exported, and what somebody wrote down.",
        "systems": "What a member took over into other systems of its own before the end.",
        "other_channels": "Requests about the same person that went another way, such as INTERPOL.",
        "log": "The sealed log of look-ups: three years, opened by the commission's key together with an auditor's alone.",
        "backups": "Backups until they run out; whoever restores one erases again before anything is answered.",
        "cases": "Papers of cases that rest on this alert, while a case runs and for its time after the end.",
        "bar": "Keyed digests at the commission, by which it meets a new alert on the same person. They name nobody.",
        "application": "The application at the commission, which no state reads.",
    },
}
