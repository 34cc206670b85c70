"""Words of oversight: public figures, and look-ups under review. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

OVERSIGHT_WORDS: Mapping[str, Mapping[str, str]] = {
    "figure": {
        "submitted": "Submitted",
        "refused": "Refused",
        "urgent": "Urgent",
        "lapsed": "Release due on lapse",
        "hits": "Hits confirmed",
        "false_hits": "Somebody or something else",
        "months": "Months published",
        "months_withheld": "Months with a count too small",
        "filed": "Filed",
        "decided": "Decided",
        "days": "Days to the decision, median",
        "removals_stated": "Removals stated",
        "removals_unanswered": "Not answered by the commission yet",
        "removals_found": "Found to be so",
        "removals_unfounded": "Not found to be so",
    },
    "remedy_asks": {
        "access": "What is held",
        "correction": "Correction",
        "erasure": "Erasure",
        "review": "Review",
        "not_me": "Not this person",
    },
    "insider_outcome": {
        "opened": "Line handed out to be opened",
        "explained": "Explained",
        "to_supervisor": "Handed to the officer's supervisor",
        "misuse": "Misuse",
    },
}
OVERSIGHT_EVENT_WORDS: Mapping[str, str] = {
    "insider.raised": "Report on look-ups to the commission",
    "insider.reviewed": "The commission dealt with a report on look-ups",
    "figures.stated": "Counts of a month published",
    "figures.merged": "Protections, bars and flags of a year published in one number",
}
OVERSIGHT_DONE_WORDS: Mapping[str, str] = {"insider.reviewed": "What came of it is signed."}
