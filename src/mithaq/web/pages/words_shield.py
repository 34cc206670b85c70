"""Words of protection, bars and the commission's answers. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

SHIELD_WORDS: Mapping[str, Mapping[str, str]] = {
    "shield": {
        "granted": "Protection granted",
        "pending": "Claim pending",
        "ended": "Ended",
        "barred": "Refused before",
        "replaced": "Amended away under review",
        "protection": "Protection",
        "bar": "Bar",
        "by_state": "The state itself",
        "by_unhcr": "UNHCR",
        "by_unrwa": "UNRWA",
        "by_counsel": "Counsel",
        "by_person": "The person",
        "arrival": "Before circulation",
        "later": "In force already",
        "case": "A request in a case",
        "clear": "Somebody else, or no obstacle: clear it",
        "stop": "It stays stopped",
        "cleared": "Cleared",
        "withheld": "Not processed, reason withheld",
        "kept": "Nothing said; it goes on",
        "moot": "Ended before the answer",
        "document": "Same document number",
        "warrant": "Same warrant",
        "name_and_birth": "Name that sounds alike, year of birth fits",
        "name": "Name that sounds alike, year of birth unknown",
        "facts": "Same day of the act, name that sounds alike",
        "in_force": "Found by the search",
    },
}
SHIELD_EVENT_WORDS = {
    "commission.cleared": "Cleared by the commission",
    "commission.batch_cleared": "Cleared by the commission in a batch",
    "commission.withheld": "Not processed, reason withheld",
}
SHIELD_TASK_WORDS = {"shield.met": "Somebody was met: decide before the hour of the answer"}
SHIELD_DONE_WORDS = {
    "protection.lodge": "It is lodged with the commission alone.",
    "shield.decide": "The decision is written down. The answer follows at its hour.",
}
