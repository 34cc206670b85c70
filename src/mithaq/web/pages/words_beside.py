"""Words of what lies after and beside the main path of a case. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

BESIDE_WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {"counsel": "Counsel of the person"},
    "party": {"commission": "Oversight commission"},
    "case_state": {
        "transit_requested": "Transit requested",
        "transit_notified": "Passage by air notified",
        "transit_permitted": "Transit permitted",
        "transit_refused": "Transit refused",
        "transit_entered": "In transit",
        "transit_left": "Transit ended",
    },
    "release_reason": {"transit_only": "There was a passage only, and no basis to detain."},
    "breach": {"arrest_in_transit": "Arrested during a mere transit"},
    "event": {
        "transit.requested": "Transit requested",
        "transit.notified": "Passage by air notified",
        "transit.permitted": "Transit permitted",
        "transit.refused": "Transit refused",
        "transit.entered": "Transit begun",
        "transit.left": "Transit ended",
        "landing.stated": "Unscheduled landing",
        "removal.reported": "Counsel reported a removal",
        "removal.answered": "The commission answered on a removal",
    },
    "act": {
        "transit.requested": "Request transit",
        "transit.notified": "Notify passage by air",
        "transit.permitted": "Permit the transit",
        "transit.refused": "Refuse the transit",
        "transit.entered": "Record that the transit began",
        "transit.left": "Record that the transit ended",
        "landing.stated": "Record an unscheduled landing",
        "removal.reported": "Report a removal to the commission",
        "removal.answered": "Answer on a stated removal",
    },
    "body": {
        "main": "Case in which extradition was granted",
        "holder": "State that granted it",
        "granted": "Decision that granted it",
        "entered_at": "Time of entry",
        "left_at": "Time of departure",
        "landed_at": "Time of the landing",
    },
    "option": {
        "found": "Found to be so",
        "unfounded": "Not found to be so",
    },
    "task": {
        "removal.stated": "A removal outside procedure was stated",
    },
}
