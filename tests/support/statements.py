"""One valid body for each statement there is, and envelopes correctly signed by whomever a test pleases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mithaq.app.admission import OPENING, owner_mark
from mithaq.app.registry import TYPES
from mithaq.app.replicate import Progress, take
from mithaq.app.view import View
from mithaq.domain.instant import text
from mithaq.journal.chain import next_header
from mithaq.journal.envelope import Envelope, sign, to_wire
from mithaq.journal.header import Author, Cite, Commitment, Item
from mithaq.journal.payload import Payload, commit
from mithaq.testing.world import World

HASH = "c0" * 32
AT = "2026-11-22T08:00:00.000Z"
PSEUDONYM = "o-0000000000000007"
ALERT = "a-544e00000000000000000001"
LISTED = {"id": ALERT, "content": HASH}
RIGHTS = {
    "informed_at": AT, "language": "ar", "language_understood": True, "interpreter": "present",
    "lawyer": "chosen", "reasons_told": True, "hearing_told": True,
}  # fmt: skip
REQUEST = {"requested": "EG", "instrument": "riyadh-1983", "alert": ALERT, "content": HASH, "circulated": HASH}
TRANSIT = {
    "requested": "EG", "instrument": "riyadh-1983", "main": ALERT.replace("a-", "c-"), "holder": "JO", "granted": HASH
}  # fmt: skip

PANEL = {
    "over": HASH, "pool": [{"id": "o-0000000000000007", "national_of": "BH"}],
    "heads": [{"member": "TN", "seq": 1, "hash": HASH}], "seats": ["o-0000000000000007"],
}  # fmt: skip

KEY = {
    "alg": "Ed25519", "from_seq": 1, "key_id": "TN-2", "member": "TN", "public": "A" * 43, "revoked_from": None,
    "until_seq": None,
}  # fmt: skip

BODIES: dict[str, Mapping[str, Any]] = {
    "alert.drafted": {"kind": "wanted"},
    "alert.amended": {},
    "alert.approved": {"content": HASH},
    "review.accepted": {"content": HASH, "national_of": "DZ"},
    "marker.confirmed": {"content": HASH, "national_of": "DZ", "marker": "armed"},
    "review.refused": {"content": HASH, "national_of": "DZ", "ground": "private_dispute"},
    "reviewer.listed": {"reviewer": PSEUDONYM, "national_of": "DZ", "since": AT, "until": "2027-11-22T08:00:00.000Z"},
    "reviewer.unlisted": {"reviewer": PSEUDONYM},
    "review.lot_sealed": {"content": HASH, "seal": HASH},
    "review.lot_answered": {"content": HASH, "value": HASH},
    "review.drawn": {"content": HASH, "value": HASH},
    "review.called": {"content": HASH, "reviewer": PSEUDONYM},
    "review.asked": {"content": HASH, "question": "facts"},
    "review.answered": {"content": HASH, "asked": HASH},
    "review.batch_accepted": {"national_of": "DZ", "alerts": [LISTED]},
    "commission.cleared": {"content": HASH},
    "commission.batch_cleared": {"alerts": [LISTED]},
    "commission.withheld": {"content": HASH},
    "alert.circulated": {"content": HASH},
    "alert.discontinued": {"reason": "found"},
    "erasure.confirmed": {"content": HASH},
    "log.rooted": {"hour": "2026-11-22T08", "size": 1, "head": HASH},
    "insider.raised": {},
    "insider.reviewed": {},
    "figures.stated": {"month": "2026-10", "hits": 12, "false_hits": None},
    "figures.merged": {"year": "2025", "total": 40},
    "database.declared": {
        "name": "TN-CRIMINAL-RECORDS",
        "kind": "criminal_record",
        "authority": "TN-JUSTICE",
        "mapping": HASH,
    },
    "database.withdrawn": {},
    "question.asked": {"to": ["TN"]},
    "question.answered": {},
    "question.data_asked": {"of": "TN"},
    "question.data_decided": {},
    "holder.opened": {
        "kind": "export",
        "name": "TN-COURT",
        "authority": "TN-JUSTICE",
        "purpose": "court_file",
        "expires_at": "2026-11-24T08:00:00.000Z",
        "receipt_key": "A" * 43,
    },
    "roster.signed": {"text": "{}"},
    "key.rotated": {"keys": [KEY], "proof": {"alg": "Ed25519", "key": "TN-2", "sig": "A" * 86}},
    "key.revoked": {"keys": [KEY], "proof": {"alg": "Ed25519", "key": "TN-2", "sig": "A" * 86}},
    "holder.renewed": {"expires_at": "2026-11-24T08:00:00.000Z"},
    "holder.recalled": {"reason": "copy_lost"},
    "holder.handed": {"what": "case_bundle", "items": 1, "sha256": HASH},
    "holder.receipted": {"deleted": 1, "deleted_at": AT, "lookups": 0, "log": HASH, "signature": "A" * 86},
    "hit.released": {"to": "TN", "reason": "identity_confirmed"},
    "bound.stated": {"instrument": "riyadh-1983", "towards": "TN"},
    "detention.requested": REQUEST,
    "detention.admitted": {},
    "detention.refused": {"ground": "own_national"},
    "person.arrested": {"held_from": AT, "arrested_at": AT},
    "rights.informed": RIGHTS,
    "warrant.lodged": {},
    "continuation.requested": {},
    "file.lodged": {"papers": ["identity"]},
    "lodgement.received": {"of": HASH, "received_at": AT},
    "detention.extended": {"ordered_at": AT, "until": "2026-12-22T08:00:00.000Z", "heard": True},
    "court.decided": {"outcome": "granted", "decided_at": AT, "heard": True},
    "appeal.lodged": {"lodged_at": AT},
    "appeal.decided": {"outcome": "confirmed", "decided_at": AT, "heard": True},
    "appeal.waived": {"waived_at": AT},
    "appeal.lapsed": {"lapsed_at": AT},
    "surrender.dated": {"day": "2026-11-30"},
    "person.surrendered": {"surrendered_at": AT},
    "surrender.received": {"received_at": AT},
    "speciality.undertaken": {},
    "person.released": {"released_at": AT, "ground": "request_withdrawn"},
    "detention.lapsed": {"clock": "detention", "due_at": AT},
    "release.noticed": {},
    "request.withdrawn": {},
    "person.removed": {"removed_at": AT, "to": "TN"},
    "message.sent": {},
    "case.closed": {},
    "speciality.consent_asked": {"of": HASH},
    "speciality.consent_given": {"of": HASH},
    "speciality.consent_refused": {"of": HASH, "ground": "consent_withheld"},
    "onward.asked": {"to": "JO"},
    "onward.consented": {"of": HASH},
    "onward.refused": {"of": HASH, "ground": "consent_withheld"},
    "charge.recharacterised": {},
    "release.final": {"released_at": AT, "free_to_leave": True},
    "stay.stated": {"how": "stayed", "stayed_at": AT},
    "speciality.breached": {"kind": "other_act"},
    "prosecution.undertaken": {},
    "prosecution.not_owed": {},
    "prosecution.reported": {"outcome": "convicted"},
    "paper.sent": {"of": HASH, "carrier": "courier"},
    "paper.received": {"of": HASH, "received_at": AT},
    "file.forwarded": {"of": HASH, "from_desk": "another_desk", "to_desk": "file"},
    "requests.ranked": {"place": 2, "among": 2},
    "counsel.named": {"counsel": "o-0000000000000007"},
    "counsel.relieved": {"counsel": "o-0000000000000007"},
    "filing.lodged": {},
    "filing.shared": {},
    "sealed.lodged": {},
    "transit.requested": TRANSIT,
    "transit.notified": TRANSIT,
    "transit.permitted": {},
    "transit.refused": {"ground": "wanted_here"},
    "transit.entered": {"entered_at": AT},
    "transit.left": {"left_at": AT},
    "landing.stated": {"landed_at": AT},
    "removal.reported": {"removed_at": AT, "to": "TN"},
    "removal.answered": {"of": HASH, "outcome": "found"},
    "cure.asked": {"papers": ["evidence"], "by_day": "2026-12-22"},
    "custody.reviewed": {"outcome": "upheld", "reviewed_at": AT, "heard": True},
    "consent.given": {"given_at": AT, "lawyer": "present", "interpreter": "not_needed", "speciality_kept": True},
    "consent.revoked": {"revoked_at": AT},
    "judge.heard": {"heard_at": AT, "lawyer": "present", "interpreter": "present"},
    "minister.decided": {"outcome": "granted", "decided_at": AT},
    "minister.not_foreseen": {},
    "detention.counted": {"held_elsewhere": 1_728_000},
    "rearrest.ordered": {"ordered_at": AT},
    "person.escaped": {"escaped_at": AT},
    "person.died": {"died_at": AT},
    "surrender.redate_proposed": {"day": "2026-11-30"},
    "surrender.redated": {"day": "2026-11-30"},
    "surrender.postponed": {"postponed_at": AT, "title": "serving"},
    "postponement.ended": {"ended_at": AT},
    "return.undertaken": {"day": "2026-11-30"},
    "temporary.agreed": {"day": "2026-11-30"},
    "person.lent": {"lent_at": AT},
    "person.lent_received": {"received_at": AT},
    "person.returned": {"returned_at": AT},
    "person.return_received": {"received_at": AT},
    "property.seized": {"seized_at": AT, "third_parties": "none_known"},
    "property.handed": {"handed_at": AT, "third_parties": "settled"},
    "property.received": {"received_at": AT},
    "custody.credited": {"credited_at": AT, "custody_days": 20},
    "assurance.asked": {"matter": "death_penalty"},
    "assurance.given": {"of": HASH},
    "assurance.declined": {"of": HASH},
    "minor.noted": {},
    "interest.weighed": {"outcome": "compatible", "weighed_at": AT, "heard": True},
    "risk.assessed": {"outcome": "excluded", "assessed_at": AT, "heard": True},
    "clearance.issued": {"until": "2028-11-22T08:00:00.000Z"},
    "clearance.withdrawn": {"ground": "clearance_lost"},
    "risk.flagged": {"state": "TN", "matter": "torture", "since": "2026-01-01"},
    "risk.lifted": {},
    "link.made": {"other": ALERT.replace("544e", "4547"), "basis": "document"},
    "link.undone": {"other": ALERT.replace("544e", "4547")},
    "hiding.authorised": {"content": HASH, "until": "2026-11-24T08:00:00.000Z"},
    "hiding.ended": {},
    "retention.reassessed": {"content": HASH, "ground": "still_sought"},
    "flag.published": {"covers": "own_nationals"},
    "flag.withdrawn": {},
    "thread.opened": {"form": "free_text", "to": "TN"},
    "reply.sent": {},
    "message.delivered": {"of": HASH},
    "message.read": {"of": HASH},
    "thread.closed": {},
    "alert.frozen": {},
    "panel.drawn": PANEL,
    "alert.unfrozen": {"freeze": HASH, "panel": HASH, "lifts": True},
    "hearing.asked": {"questions": ["ask_warrant"], "due_at": AT},
    "hearing.answered": {"of": HASH},
    "alert.suspended": {"of": HASH},
    "correction.ordered": {"fields": ["wrong_birth"]},
    "correction.accepted": {"of": HASH, "content": HASH},
    "erasure.ordered": {},
    "remedy.filed": {"asks": "access"},
    "identity.verified": {},
    "remedy.linked": {},
    "remedy.admitted": {},
    "remedy.rejected": {"ground": "no_power"},
    "remedy.extended": {"ground": "more_time_volume"},
    "remedy.seated": PANEL,
    "remedy.proposed": {"outcome": "granted", "ground": "data_wrong"},
    "remedy.voted": {"of": HASH, "agrees": True},
    "remedy.withdrawn": {},
}

_LETTERS = {"alert": "a", "case": "c", "hit": "h", "message": "m", "node": "n", "remedy": "p"}


def subject_for(type: str, member: str) -> str:
    """An id of the right sort; an opening statement begins something of its own member."""
    owner = member if type in OPENING else "TN"
    return f"{_LETTERS[TYPES[type].about]}-{owner_mark(owner)}{'0' * 19}1"


def signed(
    world: World,
    holder: str,
    member: str,
    role: str,
    type: str,
    *,
    body: Mapping[str, Any] | None = None,
    subject: str = "",
    cites: Sequence[Cite] = (),
    payload: bytes | None = None,
    items: Sequence[Item] = (),
    author: str = "",
    authority: str = "",
) -> Envelope:
    """The statement that continues the member's journal as `holder` has it, signed with the member's true key."""
    shape = TYPES.get(type)
    wanted = shape is not None and (shape.payload == "must" or (shape.payload == "items" and not items))
    says = payload if payload is not None else (b"synthetic" if wanted else None)
    held = Payload(b"\0" * 16, says) if says is not None else None
    with world[holder].store.read() as reader:
        header = next_header(
            View(reader.journal),
            member=member,
            type=type,
            at=text(world.clock.now()),
            author=Author(
                author or f"o-{role.encode().hex():0>16.16}",
                f"{member}-POST",
                role,
                authority or f"{member}-OFFICE",
                None,
            ),
            subject=subject or subject_for(type, member),
            body=dict(BODIES[type] if body is None else body),
            payload=Commitment("none", commit(held), len(held.body)) if held else None,
            items=tuple(items),
            cites=tuple(cites),
        )
    return sign(header, world.keys[member])


def delivered(world: World, holder: str, *envelopes: Envelope) -> Progress:
    """What `holder` makes of them when their origin hands them over."""
    return take(world[holder], envelopes[0].header.member, tuple(to_wire(one) for one in envelopes))
