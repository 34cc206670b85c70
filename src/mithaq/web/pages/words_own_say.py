"""Words of states' own say. Names of grounds and classes are law, and stand in its tables."""

from __future__ import annotations

from collections.abc import Mapping

OWN_SAY_WORDS: Mapping[str, Mapping[str, str]] = {
    "basis_of_link": {
        "document": "The same document",
        "national_number": "The same national number",
        "fingerprints": "Fingerprints",
        "photo": "Photographs compared",
        "owners_agree": "Both owners have compared their files",
    },
    "event": {
        "link.made": "Linked with another alert on the same person",
        "link.undone": "Link with another alert undone",
        "hiding.authorised": "Hidden for a running operation, on a judge's authorisation",
        "hiding.ended": "Shown again before the time",
        "retention.reassessed": "Reassessed and kept for another term",
        "flag.published": "Flag published for a class of cases",
        "flag.withdrawn": "Published flag withdrawn",
    },
    "done": {
        "link.made": "The link is signed; both alerts show it.",
        "link.undone": "The link is undone.",
        "hiding.authorised": "The alert is hidden. A node that is away hides it when it is back.",
        "hiding.ended": "The alert is shown again.",
        "retention.reassessed": "The reassessment is signed; the alert is kept for another term.",
        "flag.set": "The flag is set. It stays on this node.",
        "flag.lift": "The flag is lifted.",
        "flag.published": "The flag is published.",
        "flag.withdrawn": "The flag is withdrawn.",
    },
    "task": {
        "retention.ends": "This alert will be deleted at the end of its retention unless it is reassessed",
        "pending.ends": "What was written and not circulated will be deleted soon: circulate it, or let it go",
    },
}
