"""Words of the list of what a request or a file lacks."""

from __future__ import annotations

from collections.abc import Mapping

FILE_WORDS: Mapping[str, Mapping[str, str]] = {
    "standing": {
        "present": "Here",
        "missing": "Not here",
        "arguable": "A person decides",
        "curable": "Can be cured",
        "not_met": "Not met",
    },
    "item": {
        "test": "Tests of the treaty",
        "statement": "Statements of this request",
        "paper": "Papers of the file",
        "form": "Form in which the authority wants them",
    },
    "statement": {
        "document_exists": "A warrant or judgment exists",
        "extradition_follows": "A request for extradition will follow",
        "offence": "The offence",
        "place": "Place of the act",
        "date": "Date of the act",
        "penalty": "The penalty",
    },
    "form": {
        "electronic": "Electronic papers",
        "languages": "Language of the papers",
        "legalisation": "Legalisation",
    },
    "counts": {
        "calendar": "calendar days",
        "working": "working days",
        "hours": "hours",
        "until": "to the instant that a court ordered",
    },
    "cure": {
        "not_asked": "Not asked for yet",
        "waiting": "Asked for, not answered yet",
        "answered": "Answered with a file",
        "passed": "The date has passed without an answer",
    },
    "electronic": {
        "original": "count as the original",
        "paper_to_follow": "count while their paper follows",
        "no": "do not count: only paper does",
    },
}
