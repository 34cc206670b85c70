"""Words of the roster of members and their keys."""

from __future__ import annotations

from collections.abc import Mapping

TRUST_WORDS: Mapping[str, Mapping[str, str]] = {
    "event": {
        "roster.signed": "Version of the roster of members",
        "key.rotated": "Member signs with another key",
        "key.revoked": "Member's key revoked",
    },
}
