"""Every command that can run on a node, by name, with the shape of its arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from mithaq.app.holders import Opening, SignedDeletion
from mithaq.app.node import Node
from mithaq.cli.commands import (
    acts,
    backups,
    checking,
    connected,
    copies,
    doctoring,
    importing,
    networking,
    oversight,
    own_say,
    trusting,
    verifying,
)
from mithaq.cli.commands.telling import Tell, nobody
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who
from mithaq.domain.errors import Refusal

Run = Callable[..., Iterator[Line]]

COMMANDS: dict[str, tuple[Run, type[Struct]]] = {
    "check": (checking.check, checking.CheckArgs),
    "import.un": (importing.import_un, importing.ImportArgs),
    "journal.list": (verifying.journal_list, verifying.ListArgs),
    "journal.show": (verifying.journal_show, verifying.ShowArgs),
    "journal.export": (verifying.export, verifying.ExportArgs),
    "journal.import": (importing.import_bundle, importing.ImportArgs),
    "journal.verify": (verifying.verify, verifying.Nothing),
    "fsck": (verifying.fsck, verifying.FsckArgs),
    "doctor": (doctoring.doctor, doctoring.DoctorArgs),
    "net.sync": (networking.sync, networking.Nothing),
    "net.status": (networking.status, networking.Nothing),
    "insiders.look": (oversight.insiders_look, oversight.LookArgs),
    "insiders.known": (oversight.insiders_known, oversight.KnownArgs),
    "figures": (oversight.figures, oversight.FiguresArgs),
    "holders.list": (copies.holders_list, copies.NoArgs),
    "holders.show": (copies.holders_show, copies.HolderArgs),
    "holders.open": (copies.holders_open, Opening),
    "holders.renew": (copies.holders_renew, copies.HolderArgs),
    "holders.recall": (copies.holders_recall, copies.HolderArgs),
    "holders.receipt": (copies.holders_receipt, SignedDeletion),
    "offline.make": (copies.offline_make, copies.HolderArgs),
    "backup.make": (backups.backup_make, backups.MakeArgs),
    "backup.accept": (backups.backup_accept, backups.AcceptArgs),
    "roster.show": (trusting.roster_show, trusting.Nothing),
    "roster.export": (trusting.roster_export, trusting.FileArgs),
    "roster.propose": (trusting.roster_propose, trusting.ProposeArgs),
    "roster.sign": (trusting.roster_sign, trusting.FileArgs),
    "roster.submit": (trusting.roster_submit, trusting.FileArgs),
    "keys.rotate": (trusting.keys_rotate, trusting.RotateArgs),
    "keys.revoke": (trusting.keys_revoke, trusting.RevokeArgs),
    "join.request": (trusting.join_request, trusting.RequestArgs),
    "join.snapshot": (trusting.join_snapshot, trusting.FileArgs),
    "journal.caught": (trusting.journal_caught, trusting.CaughtArgs),
    "canary.look": (copies.canary_look, copies.LookArgs),
    "connect.declare": (connected.connect_declare, connected.DeclareArgs),
    "connect.withdraw": (connected.connect_withdraw, connected.SubjectArgs),
    "connect.status": (connected.connect_status, connected.Nothing),
    "question.ask": (connected.question_ask, connected.AskArgs),
    "question.list": (connected.question_list, connected.Nothing),
    "question.show": (connected.question_show, connected.SubjectArgs),
    "question.judge": (connected.question_judge, connected.JudgeArgs),
    "question.data": (connected.question_data, connected.DataArgs),
    "question.decide": (connected.question_decide, connected.DecideArgs),
    "alert.list": (acts.alert_list, acts.ListArgs),
    "alert.show": (acts.alert_show, acts.Subject),
    "alert.draft": (acts.alert_draft, acts.DraftArgs),
    "alert.approve": (acts.alert_approve, acts.Subject),
    "alert.review": (acts.alert_review, acts.ReviewArgs),
    "alert.circulate": (acts.alert_circulate, acts.Subject),
    "alert.discontinue": (acts.alert_discontinue, acts.ReasonArgs),
    "alert.erasure": (acts.alert_erasure, acts.CertificateArgs),
    "alert.link": (own_say.link, own_say.LinkArgs),
    "alert.unlink": (own_say.unlink, own_say.UnlinkArgs),
    "alert.hide": (own_say.hide, own_say.HideArgs),
    "alert.unhide": (own_say.unhide, own_say.SubjectArgs),
    "alert.keep": (own_say.keep, own_say.KeepArgs),
    "flag.list": (own_say.flag_list, own_say.Nothing),
    "flag.set": (own_say.flag_set, own_say.FlagArgs),
    "flag.lift": (own_say.flag_lift, own_say.FlagArgs),
    "flag.publish": (own_say.flag_publish, own_say.ClassArgs),
    "flag.withdraw": (own_say.flag_withdraw, own_say.SubjectArgs),
    "case.list": (acts.case_list, acts.ListArgs),
    "case.show": (acts.case_show, acts.Subject),
    "case.check": (acts.case_check, acts.Subject),
    "case.request": (acts.case_request, acts.RequestArgs),
    "case.attach": (acts.case_attach, acts.FileArgs),
    "case.act": (acts.case_act, acts.ActArgs),
    "case.document": (acts.case_document, acts.DocumentArgs),
}

LONG = frozenset({"import.un", "fsck"})  # these say how far they are


class Call(Struct, frozen=True, forbid_unknown_fields=True):
    """One command as it crosses the local socket."""

    command: str
    args: dict[str, Any]
    who: Who = Who()


def run(node: Node, call: Call, tell: Tell = nobody) -> Iterator[Line]:
    """Carry out a call. Raises Refusal ``command.unknown`` or ``command.args``, and whatever the command refuses."""
    found = COMMANDS.get(call.command)
    if found is None:
        raise Refusal("command.unknown", "command")
    function, shape = found
    try:
        args = msgspec.convert(call.args, shape)
    except msgspec.ValidationError:
        raise Refusal("command.args", call.command) from None
    return function(node, call.who, args, tell) if call.command in LONG else function(node, call.who, args)
