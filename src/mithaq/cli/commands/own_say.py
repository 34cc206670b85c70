"""`mithaq alert link | unlink | hide | unhide | keep` and `mithaq flag`: a state's own say."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from mithaq.app.node import Node
from mithaq.app.own_say import flags, hiding, keeping, links
from mithaq.app.urgent import Pushed
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.events import Event
from mithaq.domain.own_say.events import Basis
from mithaq.domain.own_say.flag import LocalFlag
from mithaq.domain.own_say.hiding import Authorisation


class LinkArgs(Struct, frozen=True):
    """An own alert, another on the same person, and on what it rests that it is one."""

    id: str
    other: str
    basis: Basis


class UnlinkArgs(Struct, frozen=True):
    """An own alert, and the other of the link."""

    id: str
    other: str


class HideArgs(Struct, frozen=True):
    """The alert, and the judge's decision."""

    id: str
    authority: str
    number: str
    date: str


class SubjectArgs(Struct, frozen=True):
    """The id of an alert, or of a published flag."""

    id: str


class KeepArgs(Struct, frozen=True):
    """A coded ground of the reassessment, and the reasons in words."""

    id: str
    ground: str
    words: str


class FlagArgs(Struct, frozen=True):
    """An alert, and a coded ground."""

    id: str
    ground: str


class ClassArgs(Struct, frozen=True):
    """A class of `flag_classes.csv`."""

    covers: str


class Nothing(Struct, frozen=True):
    """No arguments."""


def link(node: Node, who: Who, args: LinkArgs) -> Iterator[Line]:
    """Link an own alert with another on the same person."""
    yield _event(links.make(node, acting(node, who), args.id, args.other, args.basis))


def unlink(node: Node, who: Who, args: UnlinkArgs) -> Iterator[Line]:
    """Undo a link of an own alert."""
    yield _event(links.undo(node, acting(node, who), args.id, args.other))


def hide(node: Node, who: Who, args: HideArgs) -> Iterator[Line]:
    """Hide an own alert for a running operation, as a judge; the nodes that have signed for it, and the others."""
    paper = Authorisation(args.authority, args.number, args.date)
    ordered = hiding.hide(node, acting(node, who), args.id, paper)
    yield {**_event(ordered.event), **_pushed(ordered.pushed)}


def unhide(node: Node, who: Who, args: SubjectArgs) -> Iterator[Line]:
    """Show it again before the time is over."""
    ordered = hiding.show(node, acting(node, who), args.id)
    yield {**_event(ordered.event), **_pushed(ordered.pushed)}


def keep(node: Node, who: Who, args: KeepArgs) -> Iterator[Line]:
    """Keep an own alert for another term, with the reasons."""
    yield _event(keeping.reassess(node, acting(node, who), args.id, args.ground, args.words))


def flag_list(node: Node, who: Who, args: Nothing) -> Iterator[Line]:
    """The published flags of all states, then this state's own on single alerts."""
    actor = acting(node, who)
    published, mine = flags.classes(node, actor), flags.listed(node, actor).flags
    for one in published:
        yield {"state": one.member, "covers": one.covers, "id": one.id, "at": one.at}
    yield from map(_flag, mine)
    yield {"published": len(published), "local": len(mine)}


def flag_set(node: Node, who: Who, args: FlagArgs) -> Iterator[Line]:
    """In this state nobody is arrested on that alert. Nothing of it leaves this node."""
    yield _flag(flags.set_flag(node, acting(node, who), args.id, args.ground))


def flag_lift(node: Node, who: Who, args: FlagArgs) -> Iterator[Line]:
    """Lift that flag."""
    yield _flag(flags.lift_flag(node, acting(node, who), args.id, args.ground))


def flag_publish(node: Node, who: Who, args: ClassArgs) -> Iterator[Line]:
    """Publish a flag for a class of cases."""
    yield _event(flags.publish(node, acting(node, who), args.covers))


def flag_withdraw(node: Node, who: Who, args: SubjectArgs) -> Iterator[Line]:
    """Withdraw a published flag of this state."""
    yield _event(flags.withdraw(node, acting(node, who), args.id))


def _event(event: Event) -> Line:
    return {"event": event.type, "id": event.subject, "at": event.at}


def _pushed(pushed: Pushed) -> Line:
    return {"confirmed": list(pushed.confirmed), "missing": list(pushed.missing)}


def _flag(flag: LocalFlag) -> Line:
    return dict(msgspec.to_builtins(flag))
