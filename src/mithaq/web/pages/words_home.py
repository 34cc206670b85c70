"""Words of databases that stay at home. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

HOME_WORDS: Mapping[str, Mapping[str, str]] = {
    "event": {
        "database.declared": "Database connected, and declared",
        "database.withdrawn": "Database connected no more",
        "question.asked": "Question to databases that stay at home",
        "question.answered": "Question answered",
        "question.data_asked": "Core data asked for",
        "question.data_decided": "Core data decided on",
    },
    "done": {
        "question.asked": "The question is signed and on its way.",
        "question.judge": "It is written down. The answer leaves at its hour.",
        "question.data_asked": "The core data are asked for.",
        "question.data_decided": "The decision on core data is signed.",
    },
    "task": {
        "question.judge": "A question met somebody at home: say before its hour whether it may be told",
        "question.data_due": "Decide on core data within 48 hours",
        "question.data_overdue": "The time to decide on core data is over",
        "question.repeated": "Somebody was asked about again",
        "connected.damaged": "The index of a connected database cannot be asked: build it anew",
        "connected.stale": "The index of a connected database is missing or old: refresh it",
    },
    "home_match": {"possible": "Possible match", "strong": "Strong match"},
    "home_outcome": {"hit": "Hit", "no_hit": "No hit", "refused": "The question was not in order"},
    "home_data": {"given": "Core data given", "refused": "Core data refused"},
    "home_withheld": {
        "bureau": "The bureau said no",
        "never_to": "The database is never told to that state",
        "officer": "Nobody has said yes",
        "risk": "A flag of risk stands on that state",
        "protected": "This state protects the person",
    },
}
