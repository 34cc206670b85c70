"""How the journal says no.

Every refusal has one stable code, and every code belongs to one of the nine numbered admission checks
(docs/wire-format.md). Check 9 (time sanity) raises a flag and never refuses, so no code belongs to it.
"""

from __future__ import annotations

from enum import StrEnum

CHECK_COUNT = 9
"""Number of admission checks; check 9 only flags."""


class RefusalCode(StrEnum):
    """One way to refuse. `check` is the admission check it belongs to, `says` a sentence for a person."""

    check: int
    says: str

    def __new__(cls, value: str, check: int, says: str) -> RefusalCode:
        code = str.__new__(cls, value)
        code._value_ = value
        code.check = check
        code.says = says
        return code

    TOO_LARGE = "too_large", 1, "larger than the limit"
    TOO_DEEP = "too_deep", 1, "nested deeper than the limit"

    BAD_ENCODING = "bad_encoding", 2, "not well-formed"
    NOT_CANONICAL = "not_canonical", 2, "well-formed but not in canonical form"
    DUPLICATE_KEY = "duplicate_key", 2, "the same key occurs twice in one object"
    BAD_FIELD = "bad_field", 2, "a field is missing, unknown or has a value outside its grammar"
    VERSION_UNKNOWN = "version_unknown", 2, "written in a format version that this program does not read"

    ORIGIN_UNKNOWN = "origin_unknown", 3, "the roster does not list this member"
    KEY_UNKNOWN = "key_unknown", 3, "no signature names a key that the roster lists for this member"
    KEY_NOT_VALID = "key_not_valid", 3, "the key is not valid at this point of the journal"
    KEY_REVOKED = "key_revoked", 3, "the key is revoked from an earlier point of the journal"
    MEMBER_CLOSED = "member_closed", 3, "the roster has closed this journal from this or an earlier place on"
    KEYS_ALTERED = "keys_altered", 3, "a key or member of before is missing, altered or reaches further"
    ROSTER_PREVIOUS = "roster_previous", 3, "this version does not follow the last one of the roster"
    ROSTER_QUORUM = "roster_quorum", 3, "fewer members of the version before have signed than it asks for"
    ROSTER_COMMISSION = "roster_commission", 3, "the commission has not signed what is changed about it"
    ROSTER_NOTICE = "roster_notice", 3, "the commission's keys or seats change without thirty days' notice"
    ROSTER_EXPIRED = "roster_expired", 3, "the roster has expired, and no newer version is known"
    ALG_MISMATCH = "alg_mismatch", 3, "the signature names another algorithm than the roster does for its key"

    BAD_SIGNATURE = "bad_signature", 4, "the signature does not verify"

    GAP = "gap", 5, "events before this one are missing"
    FORK = "fork", 5, "another event is held at the same place of the same journal"
    PREV_MISMATCH = "prev_mismatch", 5, "it does not follow the event held before it"
    LAMPORT_NOT_GREATER = (
        "lamport_not_greater",
        5,
        "its Lamport time does not exceed that of an earlier event",
    )
    CITE_MISMATCH = "cite_mismatch", 5, "it cites an event whose hash is not that of the event held"
    TWO_HISTORIES = "two_histories", 5, "its member has signed another history of the same journal"
    PROOF_MISMATCH = "proof_mismatch", 5, "the Merkle proof does not lead to the checkpoint's root"

    COMMITMENT_MISMATCH = "commitment_mismatch", 6, "the payload is not the one that the event commits to"
    NOT_AUDIENCE = "not_audience", 6, "this node is not in the audience of the payload"

    SCHEMA = "schema", 7, "the content does not have the form that its type requires"

    NOT_ALLOWED = "not_allowed", 8, "this member and role may not issue this event"


class Refused(Exception):
    """Bytes from outside were refused.

    `where` is the path of the offending field (`author.id`, `cites[2].hash`), or empty for the whole. Neither
    it nor the message ever contains a value taken from the refused bytes, so both may be logged.
    """

    def __init__(self, code: RefusalCode, where: str = "") -> None:
        self.code = code
        self.where = where
        place = f" (at {where})" if where else ""
        super().__init__(f"refused at check {code.check}, {code.value}: {code.says}{place}")

    @property
    def check(self) -> int:
        """Number of the admission check that refused, 1 to 8."""
        return self.code.check

    def under(self, place: str) -> Refused:
        """The same refusal, located inside `place` (an event's address, a member of a bundle)."""
        joint = "" if not self.where or self.where.startswith("[") else "."
        return Refused(self.code, f"{place}{joint}{self.where}")


class KeyFileError(Exception):
    """A private key file cannot be used. `code` is `not_a_key`, `passphrase_needed`, `passphrase_wrong` or
    `wrong_algorithm`.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"private key file: {code.replace('_', ' ')}")
