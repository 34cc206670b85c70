"""The statements about a case, from the request to the last decision. Headers only: codes, dates, instants, ids and
hashes.

What people write to each other travels in the payload (`papers.py`). `moment` names the field that holds the
legal instant of the act, as the signing state recorded it; clocks look at that and at the instant of signing,
whichever is later, so that an act recorded too late cannot undo a release that was due.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from mithaq.domain.alert_events import Code, Hash, Id, Member
from mithaq.domain.case.bodies import CaseBody, Codes, Instant, Language
from mithaq.domain.events import Body, EventType
from mithaq.domain.instrument import Paper


class BoundStated(Body, frozen=True):
    """A state says that it considers itself bound by this instrument towards that state (law.md,
    *Instruments*, H).

    About the pair and not about one case: a request over an unconfirmed pair cites it.
    """

    instrument: Code
    towards: Member


class DetentionRequested(CaseBody, frozen=True):
    """Provisional detention requested (Riyadh 43). `circulated`: hash of the `alert.circulated` that is
    cited, `content` the content it circulated; `bound`: hash of the cited `bound.stated`, where the pair is
    not confirmed. `earlier`: cases on the same person and facts, by their ids; what was held then counts.
    """

    requested: Member
    instrument: Code
    alert: Id
    content: Hash
    circulated: Hash
    bound: Hash | Literal[""] = ""
    earlier: Annotated[tuple[Id, ...], Meta(max_length=20)] = ()


class DetentionAdmitted(CaseBody, frozen=True):
    """A prosecutor of the requested state admits the request. `decided`: the arguable tests that he decided
    himself. `held_before`: seconds that the person was held already for this requester and these facts, in any
    case, alert or arrest (law.md, the two gates). `also`: other instruments that apply; of several limits the shortest
    holds, and this shortens only.
    """

    decided: Codes = ()
    held_before: Annotated[int, Meta(ge=0, le=3_200_000_000)] = 0  # a century at most: more is a misprint
    also: Codes = ()


class DetentionRefused(CaseBody, frozen=True):
    """A prosecutor of the requested state refuses on a coded ground; the reasons are the payload (Riyadh
    48).
    """

    ground: Code


class PersonArrested(CaseBody, frozen=True):
    """The arrest. `held_from`: the first moment the person was not free to leave, also at a border post. `alert`: how the
    alert stood in the register of the state that arrests: in force, ended since the arrest, or ended before it.
    """

    moment: ClassVar[str] = "arrested_at"
    held_from: Instant
    arrested_at: Instant
    alert: Literal["in_force", "ended_since", "ended"] = "in_force"

    @property
    def outcome_code(self) -> str:
        """Empty for an arrest on an alert in force."""
        return "" if self.alert == "in_force" else self.alert


# The instant of one right; empty where it was told together with the others, at `informed_at`.
Told = Instant | Literal[""]


class RightsInformed(CaseBody, frozen=True):
    """What the person was told, in which language, each right with its own instant. Consular notice only if the
    person asks (Vienna Convention 36). The lawyer's name travels in the payload.
    """

    moment: ClassVar[str] = "informed_at"
    informed_at: Instant
    language: Language
    language_understood: bool
    interpreter: Literal["present", "not_needed"]
    lawyer: Literal["chosen", "appointed"]
    reasons_told: bool
    hearing_told: bool
    consul_asked: bool = False
    consul_notified: bool = False
    language_at: Told = ""
    interpreter_at: Told = ""
    lawyer_at: Told = ""
    reasons_at: Told = ""
    hearing_at: Told = ""
    consul_asked_at: Told = ""
    consul_notified_at: Told = ""

    @property
    def rights(self) -> dict[str, str]:
        """Each right that was given effect, by name, with its instant."""
        given = {
            "language": self.language_understood,
            "interpreter": self.interpreter == "present",
            "lawyer": True,
            "reasons": self.reasons_told,
            "hearing": self.hearing_told,
            "consul_asked": self.consul_asked,
            "consul_notified": self.consul_notified,
        }
        return {name: getattr(self, f"{name}_at") or self.informed_at for name, given in given.items() if given}


class WarrantLodged(CaseBody, frozen=True):
    """The art. 42(b) document: warrant or judgment, original or certified copy, as a payload."""


class ContinuationRequested(CaseBody, frozen=True):
    """طلب استمرار التوقيف: the requesting state asks to continue the detention (Riyadh 44)."""


class FileLodged(CaseBody, frozen=True):
    """The complete extradition file (Riyadh 42). `papers`: which papers its payload holds, certified where it
    must be.
    """

    papers: Annotated[tuple[Paper, ...], Meta(max_length=20)]


class LodgementReceived(CaseBody, frozen=True):
    """The requested state's node has it: `of` is the hash of the lodging statement. `missing`: what a file lacks.

    `electronic`: whether that counts, or only paper does (`authorities.csv`). It stands in the statement, so that every
    node folds alike.
    """

    moment: ClassVar[str] = "received_at"
    of: Hash
    received_at: Instant
    missing: Annotated[tuple[Paper, ...], Meta(max_length=20)] = ()
    electronic: Literal["counts", "paper"] = "counts"


class DetentionExtended(CaseBody, frozen=True):
    """A court of the requested state orders detention beyond the limit, with reasons (payload), up to `until`, after it
    heard the person.
    """

    moment: ClassVar[str] = "ordered_at"
    ordered_at: Instant
    until: Instant
    heard: bool


class CourtDecided(CaseBody, frozen=True):
    """The decision on extradition; the reasons are the payload. `heard`: the person was heard or, asked by the
    court, declined. `body`: whether a court decided, or a body that is none; where nobody says, the table
    of procedures does.
    """

    moment: ClassVar[str] = "decided_at"
    outcome: Literal["granted", "refused"]
    decided_at: Instant
    heard: bool
    ground: Code | Literal[""] = ""
    body: Literal["court", "other", "not_known"] = "not_known"

    @property
    def outcome_code(self) -> str:
        """The decision itself."""
        return self.outcome


class AppealLodged(CaseBody, frozen=True):
    """The person appeals against the decision to grant."""

    moment: ClassVar[str] = "lodged_at"
    lodged_at: Instant


class AppealDecided(CaseBody, frozen=True):
    """The decision on appeal; the reasons are the payload."""

    moment: ClassVar[str] = "decided_at"
    outcome: Literal["confirmed", "reversed"]
    decided_at: Instant
    heard: bool
    ground: Code | Literal[""] = ""

    @property
    def outcome_code(self) -> str:
        """The decision itself."""
        return self.outcome


class AppealWaived(CaseBody, frozen=True):
    """The person gave up the appeal before a judge."""

    moment: ClassVar[str] = "waived_at"
    waived_at: Instant


class AppealLapsed(CaseBody, frozen=True):
    """The time to appeal under the requested state's law ended unused."""

    moment: ClassVar[str] = "lapsed_at"
    lapsed_at: Instant


class DetentionLapsed(CaseBody, frozen=True):
    """The requested state's node signs that a clock has run out: the release is due since then."""

    clock: Code  # of the treaty, or of the requested state's own law
    due_at: Instant


class RequestWithdrawn(CaseBody, frozen=True):
    """سحب الطلب: the requesting state withdraws its request; the person is to be released."""


class MessageSent(CaseBody, frozen=True):
    """A message between the parties; its text is the payload."""


EVENTS_BEFORE: tuple[EventType, ...] = (
    EventType("bound.stated", BoundStated, "node"),
    EventType("detention.requested", DetentionRequested, "case", "must"),
    EventType("detention.admitted", DetentionAdmitted, "case", "may"),
    EventType("detention.refused", DetentionRefused, "case", "must"),
    EventType("person.arrested", PersonArrested, "case", "may"),
    EventType("rights.informed", RightsInformed, "case", "may"),
    EventType("warrant.lodged", WarrantLodged, "case", "must"),
    EventType("continuation.requested", ContinuationRequested, "case", "may"),
    EventType("file.lodged", FileLodged, "case", "must"),
    EventType("lodgement.received", LodgementReceived, "case"),
    EventType("detention.extended", DetentionExtended, "case", "must"),
    EventType("court.decided", CourtDecided, "case", "must"),
    EventType("appeal.lodged", AppealLodged, "case", "may"),
    EventType("appeal.decided", AppealDecided, "case", "must"),
    EventType("appeal.waived", AppealWaived, "case", "may"),
    EventType("appeal.lapsed", AppealLapsed, "case"),
    EventType("detention.lapsed", DetentionLapsed, "case"),
    EventType("request.withdrawn", RequestWithdrawn, "case", "may"),
    EventType("message.sent", MessageSent, "case", "must"),
)
