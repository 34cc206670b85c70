"""Words of the review before circulation and of what becomes known of a hit. Merged into `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

REVIEW_WORDS: Mapping[str, Mapping[str, str]] = {
    "review_stage": {
        "none": "Not under review",
        "drawing": "Reviewers are being drawn by lot",
        "waiting": "Waiting for a reviewer",
        "done": "Reviewers have answered",
    },
    "seat": {
        "waiting": "A reviewer was called",
        "late": "A reviewer is late: the next one is called",
        "paused": "The clock stands still for a question",
        "replaced": "No answer in time: the next one was called",
        "accepted": "A reviewer accepted",
    },
    "hit_state": {"withheld": "Withheld from the owner for good", "let_go": "Let go: the alert stood no longer"},
    "event": {
        "reviewer.listed": "Reviewer put on the duty roster",
        "reviewer.unlisted": "Reviewer taken off the duty roster",
        "review.lot_sealed": "Lot of reviewers begun",
        "review.lot_answered": "Owner's node added to the lot",
        "review.drawn": "Reviewers drawn by lot",
        "review.called": "A reviewer called",
        "review.asked": "A reviewer asked the owner",
        "review.answered": "The owner answered the reviewer",
    },
    "done": {
        "reviewer.listed": "The reviewer is on the roster.",
        "reviewer.unlisted": "The reviewer is off the roster.",
        "review.asked": "Your question is signed. The clock stands still until the answer.",
        "review.answered": "Your answer is signed. The clock goes on.",
        "hit.withhold": "The owner never learns of this hit.",
    },
    "task": {
        "review.asked": "A reviewer of the Secretariat asks about an alert",
        "review.passed_over": "Reviewers were passed over without a reason in the alert",
        "review.seated_wrongly": "A national of a state concerned was called as reviewer",
        "review.nobody_left": "No reviewer on duty may be called: put others on the roster",
    },
}
