"""The roster of duty reviewers: signed in the Secretariat's journal, read the same way on every node."""

from __future__ import annotations

from datetime import timedelta

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.domain.countries import is_country
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import parse, text
from mithaq.domain.review.duty import Duty, OnDuty, duty_of, duty_subject, line_of
from mithaq.domain.review.events import ReviewerListed, ReviewerUnlisted

LONGEST = timedelta(days=366)  # a line of the roster is looked at again at least once a year


def list_reviewer(node: Node, actor: Actor, reviewer: str, since: str, until: str) -> Event:
    """Put a reviewer of this Secretariat on the roster from `since` until `until`, RFC 3339 instants.

    His state is the one that his account names. Raises NotFound for an officer who is none of ours or no reviewer,
    Refusal ``review.nationality`` or ``duty.time``.
    """
    require(node, actor, "reviewer.listed")
    start, end = parse(since, "since"), parse(until, "until")
    if not start < end <= start + LONGEST or end <= node.now():
        raise Refusal("duty.time", "until")
    with node.write() as tx:
        row = tx.store.desk.officer(reviewer)
        if row is None or row.role != "reviewer" or row.state != "active":
            raise NotFound("officer")
        return listed(node, tx, actor, OnDuty(reviewer, row.nationality, text(start), text(end)))


def listed(node: Node, tx: Transaction, actor: Actor, line: OnDuty) -> Event:
    """Sign one line of the roster, in an open transaction. Raises Refusal ``review.nationality``."""
    if not is_country(line.national_of):
        raise Refusal("review.nationality", "nationality")
    body = ReviewerListed(line.reviewer, line.national_of, line.since, line.until)
    return issue(node, tx, actor, Statement("reviewer.listed", duty_subject(node.member), body))


def unlist_reviewer(node: Node, actor: Actor, reviewer: str) -> Event:
    """Take a reviewer off the roster; where he was called, the next one is. Raises NotFound for one who is not on it."""
    require(node, actor, "reviewer.unlisted")
    with node.write() as tx:
        if line_of(duty_in(tx.store, node.member), reviewer) is None:
            raise NotFound("reviewer")
        return issue(
            node, tx, actor, Statement("reviewer.unlisted", duty_subject(node.member), ReviewerUnlisted(reviewer))
        )


def roster(node: Node, actor: Actor) -> Duty:
    """The roster as this node holds it now."""
    require(node, actor, "duty.list")
    with node.store.read() as reader:
        return duty_in(reader, secretariat(node))


def secretariat(node: Node) -> str:
    """The member that is the Secretariat; empty where the roster of nodes has none."""
    return next((one.code for one in node.roster.members if node.law.member_kind(one.code) == "secretariat"), "")


def duty_in(reader: Reader, member: str) -> Duty:
    """The roster that this member's journal says, as far as it is held here."""
    about = reader.journal.about(duty_subject(member))
    return duty_of(event_of(one.envelope) for one in about if one.applied and one.envelope.header.member == member)
