"""The screening at work: before an alert is submitted, before a reviewer accepts it, and beside every request.

Findings are never stored. Each node works them out anew from what it holds, so the Secretariat does not rely on what the
owner's node found. A stop keeps the owner's node from approving and the Secretariat's from accepting; a concern has to
be named, with a coded reason, by every reviewer who accepts (docs/screening.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from msgspec import Struct, structs

from mithaq.app import screening_asked as asking
from mithaq.app.alert_reading import content_in, load, visible
from mithaq.app.another_person import is_about_another
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.refusals import lately
from mithaq.app.screening_known import changed_before, known
from mithaq.app.screening_question import question_of, question_of_request
from mithaq.domain import content as contents
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import LookedAt
from mithaq.domain.case.papers import DetentionRequest
from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.screening.finding import Finding, stops, to_look_at, worst
from mithaq.domain.screening.question import Known
from mithaq.domain.screening.rule import Result
from mithaq.domain.screening.screen import screen


class Screened(Struct, frozen=True):
    """What the screening says of one version: the gravest result, what stops it, what a reviewer has to name, and all.
    `own_only`: it was compared with the alerts of its owner alone.
    """

    content: str
    result: Result
    stops: tuple[str, ...]
    to_look_at: tuple[str, ...]
    findings: tuple[Finding, ...]
    own_only: bool = False


def screened(node: Node, actor: Actor, subject: str) -> Screened:
    """The findings on the newest version of an alert, for those who may read it and work on it. At its owner a line in the
    look-up log comes first, and a version behind which no second person stands is compared with own alerts alone
    (`app.screening_asked`).

    Raises NotFound, Forbidden; Refusal ``review.payload_not_here`` where nothing is held that could be screened; StoreFault.
    """
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        require(node, actor, "screening.read", relation_to(node.member, alert.owner), alert.state)
    asked(node, actor, subject)
    version = alert.newest
    found = newly(node, subject, own=node.kind == "state" and (version is None or not asking.stands(version)))
    if found is None:
        raise Refusal("review.payload_not_here", "payload")
    return found


def asked(node: Node, actor: Actor, subject: str, content: str = "") -> None:
    """Leave the line of a question at a state's own node: what another member says was opened with a line of its own."""
    if node.kind != "state":
        return
    with node.store.read() as reader:
        alert = load(reader, subject)
        version = _version(alert, content)
        said = _said(reader, alert, version) if alert is not None and version is not None else ()
    if version is not None and said:
        asking.write(node, actor, subject, version, said)


def newly(node: Node, subject: str, content: str = "", *, own: bool = False) -> Screened | None:
    """The findings on the version with that content hash (the newest, if none is named), worked out now. `own`: nothing of
    other states' alerts is looked at.

    None where the version, or what it says, is not held here. Nobody may hold a snapshot of the store who asks this.
    """
    with node.store.read() as reader:
        alert = load(reader, subject)
        version = _version(alert, content)
        said = _said(reader, alert, version) if alert is not None and version is not None else ()
        changed = changed_before(reader, subject, version.content) if version is not None else 0
        refusals = lately(node, reader, alert.owner, subject) if alert is not None else {}
        moved = alert is not None and version is not None and is_about_another(node, reader, alert, version, said)
    if alert is None or version is None or not said:
        return None
    urgent = version.urgent and not version.full
    findings: dict[str, Finding] = {}
    for one in said:
        besides = known(node, subject, one, urgent=urgent, changed=changed, refusals=refusals, moved=moved)
        besides = asking.of_own(besides, alert.owner) if own else besides
        for finding in screen(question_of(node.law, alert.kind, alert.owner, one, today(node, alert.owner), besides)):
            held = findings.get(finding.rule)
            if held is None or worst((finding, held)) != held.result:
                findings[finding.rule] = finding
    every = _for_this_node(node, tuple(findings.values()))
    return Screened(version.content, worst(every), stops(every, urgent=urgent), to_look_at(every), every, own)


def of_request(node: Node, requesting: str, alert: str, request: DetentionRequest, memorandum: str = "") -> Screened:
    """The findings on a request for detention, with the memorandum of its file once there is one."""
    told = question_of_request(node.law, requesting, request, today(node, requesting), Known(), memorandum)
    besides = known(node, alert, told.content)
    every = _for_this_node(node, screen(structs.replace(told, known=besides)))
    return Screened("", worst(every), stops(every), to_look_at(every), every)


def check_request(screened: Screened) -> None:
    """Refuse to send what is stopped. Raises Refusal ``request.stopped`` with the rules."""
    if screened.stops:
        raise Refusal("request.stopped", "paper", missing=screened.stops)


def check_file(screened: Screened | None, acknowledged: Sequence[str]) -> None:
    """Refuse to send a file that is stopped, or has concerns that the sender has not named one by one.

    Raises Refusal ``request.stopped`` or ``file.not_acknowledged`` with the rules; ``review.payload_not_here`` where the
    request is not held, and nothing could be screened.
    """
    if screened is None:
        raise Refusal("review.payload_not_here", "payload")
    check_request(screened)
    if left := tuple(rule for rule in screened.to_look_at if rule not in acknowledged):
        raise Refusal("file.not_acknowledged", "acknowledged", missing=left)


def check_submission(screened: Screened | None) -> None:
    """Refuse to approve what must not circulate. Raises Refusal ``screening.stopped`` with the rules."""
    if screened is not None and screened.stops:
        raise Refusal("screening.stopped", "content", missing=screened.stops)


def check_review(node: Node, screened: Screened | None, looked_at: Sequence[LookedAt]) -> None:
    """Refuse to accept what is stopped, or what has concerns that the reviewer has not named with a reason that fits.

    Raises Refusal ``screening.stopped``, ``screening.not_looked_at`` with the rules, ``screening.reason``; and
    ``alert.other_content`` where there is nothing under that hash that could be screened.
    """
    if screened is None:
        raise Refusal("alert.other_content", "content")
    check_submission(screened)
    named = {one.rule: one.reason for one in looked_at}
    if left := tuple(rule for rule in screened.to_look_at if rule not in named):
        raise Refusal("screening.not_looked_at", "looked_at", missing=left)
    reasons = node.law.screening.looked
    for one in screened.findings:
        if one.rule in screened.to_look_at:
            reason = reasons.get(named[one.rule])
            if reason is None or reason.lifts != one.lifted:
                raise Refusal("screening.reason", "looked_at", missing=(one.rule,))


def today(node: Node, member: str = "") -> date:
    """The day of the member's own legal time (of this node's, if none is named)."""
    return node.now().astimezone(ZoneInfo(node.law.zones[member or node.member])).date()


def _for_this_node(node: Node, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Without what is for the review alone, at a state: not even that it was asked and found nothing."""
    if node.kind != "state":
        return findings
    reserved = {rule.id for rule in node.law.screening.rules if rule.for_review}
    return tuple(one for one in findings if one.rule not in reserved)


def _version(alert: Alert | None, content: str) -> Version | None:
    versions = (alert.pending, alert.current) if alert is not None else ()
    return next((one for one in versions if one is not None and content in ("", one.content)), None)


def _said(reader: Reader, alert: Alert, version: Version) -> tuple[Content, ...]:
    """What the version says: its content, or that of each object of a batch; empty where it is not held here."""
    if not version.items:
        content = content_in(reader, alert, version)
        return (content,) if content is not None else ()
    held = reader.payloads.many(list(version.items.values()), alert.id)
    return tuple(contents.decode(payload.body) for payload in held.values())
