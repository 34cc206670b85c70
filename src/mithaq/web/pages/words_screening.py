"""Words of the screening, and of the fields of an alert that it asks for."""

from __future__ import annotations

from collections.abc import Mapping

SCREENING_WORDS: Mapping[str, Mapping[str, str]] = {
    "event": {"marker.confirmed": "Evidence for a warning confirmed"},
    "done": {"marker.confirmed": "Your confirmation is signed. Posts see the warning while it is fresh."},
    "screened": {"clear": "Nothing found", "concern": "A person must look", "stop": "Must not circulate"},
    "marker": {"terrorism": "Terrorism", "armed": "Armed", "dangerous": "Dangerous"},
    "penalty": {
        "term": "A term of months",
        "discretionary": "Left to the court",
        "life": "Imprisonment for life",
        "death": "Death",
    },
    "earlier_place": {
        "interpol": "INTERPOL",
        "court": "A court",
        "mithaq": "This system",
        "other": "Elsewhere",
    },
    "earlier_outcome": {
        "published": "Published",
        "pending": "Not decided yet",
        "refused": "Refused",
        "deleted": "Deleted",
    },
    "field": {
        "offence.maximum_months": "The maximum penalty, or that the law leaves it to the court",
        "offence.remaining_months": "What is left to serve of the sentence",
        "births": "Date or year of birth",
        "sex": "Sex",
    },
}
