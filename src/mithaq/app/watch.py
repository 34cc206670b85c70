"""What a node does by itself, without a person: acknowledge what came, sign what lapsed, erase what is due, root its log.

It never decides anything about a person; it states facts that the clocks and the law already decided.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.agenda import ALL
from mithaq.app.case_reading import load
from mithaq.app.cases import say
from mithaq.app.child_watch import watch_children
from mithaq.app.clearance_watch import watch_clearances
from mithaq.app.connected.watch import question_round
from mithaq.app.elsewhere_watch import watch_elsewhere
from mithaq.app.erase import erase_due
from mithaq.app.figures_watch import watch_figures
from mithaq.app.holders import watch_holders
from mithaq.app.imports import supersede
from mithaq.app.insider_watch import look_if_due
from mithaq.app.issue import Statement, issue
from mithaq.app.lodgements import lacking, tell
from mithaq.app.log_keeping import prune
from mithaq.app.lot import advance
from mithaq.app.message_watch import watch_messages
from mithaq.app.node import Node, node_actor
from mithaq.app.notices import make_notices
from mithaq.app.noticing import keep_deadlines, notice
from mithaq.app.own_say.keeping import warn_owners
from mithaq.app.own_say.pending import warn_of_pending
from mithaq.app.person_watch import watch_person
from mithaq.app.refusals import catch_up
from mithaq.app.relay import relay
from mithaq.app.remedy_watch import watch_remedies
from mithaq.app.restored import honour
from mithaq.app.rosters import watch_roster
from mithaq.app.shield.figures import kept_apart
from mithaq.app.shield.watch import shield_round
from mithaq.app.witness import keep_cosigned
from mithaq.domain.alert_events import LogRoot
from mithaq.domain.case.agenda import LAPSE, LODGED, SIGN
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.directory import electronic
from mithaq.domain.case.events import DetentionLapsed, LodgementReceived
from mithaq.domain.case.view import due_lapses
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text


class Done(Struct, frozen=True):
    """What one round did: receipts for lodgements, cases in which a detention elsewhere was counted, lapses and release
    notices signed, notices replaced by newer ones,
    alerts and threads erased, whether the log was rooted, messages signed for as delivered, steps of lots, finds passed on,
    alerts that the commission answered for,
    silences of owners stated,
    whether look-ups were reported on, public figures stated, certificates that an alert contradicts asked about,
    owners warned that a retention ends or what they did not circulate, holders whose receipt is late, children on whom no
    authority is known to have decided in time, steps of questions to databases that stay at home.
    """

    received: int = 0
    counted: int = 0
    lapsed: int = 0
    noticed: int = 0
    superseded: int = 0
    erased: int = 0
    rooted: bool = False
    delivered: int = 0
    drawn: int = 0
    passed_on: int = 0
    answered: int = 0
    silent: int = 0
    reported: bool = False
    figures: int = 0
    uncleared: int = 0
    warned: int = 0
    owed: int = 0
    children: int = 0
    asked: int = 0

    @property
    def moved(self) -> int:
        """All of it together: nothing is left to do where a round moved nothing."""
        return sum(int(getattr(self, name)) for name in self.__struct_fields__)


def tick(node: Node) -> Done:
    """One round of everything that is due now. A node that was restored first hears the others, and does nothing before."""
    if node.unheard:
        honour(node)
    if node.unheard:
        return Done()
    watch_roster(node)
    watch_person(node)
    counted = watch_elsewhere(node)  # before the sweep: it may show that a limit has passed
    received, lapsed = sweep(node)
    answered = shield_round(node)  # before anything is erased: a bar is compared with whom it was about
    done = Done(
        received=received,
        counted=counted,
        lapsed=lapsed,
        noticed=make_notices(node),
        superseded=supersede(node),
        erased=erase_due(node),
        rooted=root_log(node),
        delivered=watch_messages(node),
        drawn=advance(node),
        passed_on=relay(node),
        answered=answered,
        silent=watch_remedies(node),
        reported=look_if_due(node) is not None,
        figures=watch_figures(node, kept_apart),
        uncleared=watch_clearances(node),
        warned=warn_owners(node) + warn_of_pending(node),
        owed=watch_holders(node),
        children=watch_children(node),
        asked=question_round(node),
    )
    catch_up(node)
    prune(node)
    keep_cosigned(node)
    node.searching.catch_up(node.store)
    return done


def sweep(node: Node) -> tuple[int, int]:
    """All clocks: sign what was lodged and what lapsed, raise what has come; how many receipts and lapses were signed.

    Only what has come is looked at: ten thousand clocks that run cost nothing.
    """
    keep_deadlines(node)
    now = text(node.now())
    with node.store.read() as reader:
        lodged = reader.register.deadlines((LODGED,), partner=node.member, until=now, limit=ALL)
        over = reader.register.deadlines((LAPSE, SIGN), partner=node.member, until=now, limit=ALL)
        cases = [load(reader, row.subject) for row in lodged]
    received = sum(_acknowledge(node, case) for case in cases if case is not None)
    lapsed = sum(_sign_lapse(node, subject) for subject in dict.fromkeys(row.subject for row in over))
    notice(node)
    return received, lapsed


def _acknowledge(node: Node, case: Case) -> int:
    """Sign for what the requesting state lodged, from the moment this node holds it: only that stops a clock."""
    count = 0
    for row in case.lodged:
        if row.received_at or row.electronic_at:
            continue
        try:
            count += _receive(node, case.id, row)
        except Refusal:
            continue  # the case has ended meanwhile; nothing waits for this receipt, and nothing of it was kept
    return count


def _receive(node: Node, subject: str, row: Lodged) -> int:
    with node.write() as tx:
        case = load(tx.store, subject)
        lacks = lacking(node, tx.store, case, row) if case is not None else None
        if case is None or lacks is None:
            return 0  # its payload, or a file that this cites, is still on the way
        body = LodgementReceived(row.hash, text(node.now()), lacks, electronic(node.law, case, row.event))
        say(node, tx, node_actor(node), case, "lodgement.received", body)
        tell(tx, node, case, row, lacks, text(node.now()))
        return 1


def _sign_lapse(node: Node, subject: str) -> int:
    """On the last day the custodian's node says so itself: the release is due, and when is in the journal."""
    with node.write() as tx:
        case = load(tx.store, subject)
        runs = due_lapses(case, node.now()) if case is not None else ()
        for run in runs:
            if case is not None:
                say(
                    node,
                    tx,
                    node_actor(node),
                    case,
                    "detention.lapsed",
                    DetentionLapsed(run.clock, run.due_at),
                )
        return len(runs)


def root_log(node: Node) -> bool:
    """Publish the head of the look-up log once an hour, so that it cannot be rewritten unseen."""
    hour = text(node.now())[:13]
    with node.store.read() as reader:
        size, head = reader.desk.log_head()
        last = reader.desk.meta("log.rooted") or ""
    if size == 0 or last[:13] == hour or last.endswith(head):
        return False
    with node.write() as tx:
        body = LogRoot(hour, size, head)
        issue(node, tx, node_actor(node), Statement("log.rooted", node.new_id("l"), body))
        _, after = tx.store.desk.log_head()
        tx.store.desk.put_meta("log.rooted", f"{hour} {after}")
    return True
