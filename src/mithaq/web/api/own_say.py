"""/api/alerts/… and /api/flags: what a state says itself of alerts, its own and those that reach its territory."""

from __future__ import annotations

from typing import Annotated

from litestar.di import NamedDependency
from msgspec import Meta, Struct

from mithaq.app.own_say import flags, hiding, keeping, links
from mithaq.app.own_say.flags import Flagged
from mithaq.app.own_say.links import Linked
from mithaq.domain.alert_events import Code, Id
from mithaq.domain.own_say.events import Basis
from mithaq.domain.own_say.flag import LocalFlag, PublishedFlag
from mithaq.domain.own_say.hiding import Authorisation
from mithaq.web.api.commission import Order, shown
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, Shape, issued
from mithaq.web.routes import read, write

TAGS = ["own say"]


class Linking(Shape, frozen=True):
    """Another alert on the same person, and on what it rests that it is one."""

    other: Id
    basis: Basis


class Unlinking(Shape, frozen=True):
    """The other alert of the link."""

    other: Id


class Hiding(Shape, frozen=True):
    """The judge's decision: which court, under which number, of which day."""

    authority: Annotated[str, Meta(min_length=1, max_length=200)]
    number: Annotated[str, Meta(min_length=1, max_length=200)]
    date: Annotated[str, Meta(pattern="^2[0-9]{3}-[01][0-9]-[0-3][0-9]$")]


class Weighing(Shape, frozen=True):
    """Why the alert is kept for another term: a coded ground, and the reasons in words for the commission."""

    ground: Code
    words: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Flagging(Shape, frozen=True):
    """A coded ground: of ``flag`` to set one, of ``unflag`` to lift it."""

    ground: Code


class Publishing(Shape, frozen=True):
    """A class of `flag_classes.csv`."""

    covers: Code


class Links(Struct, frozen=True):
    """The alerts that are linked with one, as far as this officer may read them."""

    links: tuple[Linked, ...]


class Classes(Struct, frozen=True):
    """The published flags of all states that stand."""

    flags: tuple[PublishedFlag, ...]


@read("/alerts/{subject:str}/links", "alert.read", tags=TAGS)
def alert_links(signed: Who, subject: Subject) -> Links:
    """Other alerts on the same person, by their owners' word. A link moves the effect of none."""
    return Links(links.of_alert(signed.node, signed.actor, subject))


@write("/alerts/{subject:str}/links", "link.made", Linking, tags=TAGS)
def link_alerts(signed: Who, subject: Subject, asked: NamedDependency[Linking]) -> Issued:
    """Link an own alert with another on the same person. Relatives are refused."""
    return issued(links.make(signed.node, signed.actor, subject, asked.other, asked.basis))


@write("/alerts/{subject:str}/links/undo", "link.undone", Unlinking, tags=TAGS)
def unlink_alerts(signed: Who, subject: Subject, asked: NamedDependency[Unlinking]) -> Issued:
    """Undo a link of an own alert, whoever made it."""
    return issued(links.undo(signed.node, signed.actor, subject, asked.other))


@write("/alerts/{subject:str}/hiding", "hiding.authorised", Hiding, tags=TAGS)
def hide_alert(signed: Who, subject: Subject, asked: NamedDependency[Hiding]) -> Order:
    """Hide an own alert for a running operation, or renew that, as a judge."""
    paper = Authorisation(asked.authority, asked.number, asked.date)
    return shown(hiding.hide(signed.node, signed.actor, subject, paper))


@write("/alerts/{subject:str}/hiding/end", "hiding.ended", tags=TAGS)
def show_alert(signed: Who, subject: Subject) -> Order:
    """Show it again before the time is over."""
    return shown(hiding.show(signed.node, signed.actor, subject))


@write("/alerts/{subject:str}/reassessment", "retention.reassessed", Weighing, tags=TAGS)
def reassess_alert(signed: Who, subject: Subject, asked: NamedDependency[Weighing]) -> Issued:
    """Keep an own alert for another term, between the warning and the end of its retention."""
    return issued(keeping.reassess(signed.node, signed.actor, subject, asked.ground, asked.words))


@write("/alerts/{subject:str}/flag", "flag.set", Flagging, tags=TAGS)
def set_flag(signed: Who, subject: Subject, asked: NamedDependency[Flagging]) -> LocalFlag:
    """In this state nobody is arrested on this alert. The flag stays on this node: it says where the person is."""
    return flags.set_flag(signed.node, signed.actor, subject, asked.ground)


@write("/alerts/{subject:str}/flag/lift", "flag.lift", Flagging, tags=TAGS)
def lift_flag(signed: Who, subject: Subject, asked: NamedDependency[Flagging]) -> LocalFlag:
    """Lift this state's flag on the alert."""
    return flags.lift_flag(signed.node, signed.actor, subject, asked.ground)


@read("/flags", "flag.list", tags=TAGS)
def own_flags(signed: Who) -> Flagged:
    """This state's flags on single alerts, newest first, lifted ones too."""
    return flags.listed(signed.node, signed.actor)


@read("/flags/classes", "flag.classes", tags=TAGS)
def published_flags(signed: Who) -> Classes:
    """The published flags of all states: classes of cases on which nobody is arrested there."""
    return Classes(flags.classes(signed.node, signed.actor))


@write("/flags/classes", "flag.published", Publishing, tags=TAGS)
def publish_flag(signed: Who, asked: NamedDependency[Publishing]) -> Issued:
    """Publish a flag for a class of cases."""
    return issued(flags.publish(signed.node, signed.actor, asked.covers))


@write("/flags/classes/{subject:str}/withdraw", "flag.withdrawn", tags=TAGS)
def withdraw_flag(signed: Who, subject: Subject) -> Issued:
    """Withdraw a published flag of this state."""
    return issued(flags.withdraw(signed.node, signed.actor, subject))


ROUTES = (
    alert_links, link_alerts, unlink_alerts, hide_alert, show_alert, reassess_alert, set_flag, lift_flag, own_flags,
    published_flags, publish_flag, withdraw_flag,
)  # fmt: skip
