"""Links between alerts on one person. A link is information: no rule reads it to decide what an alert allows.

The fold of one alert cannot know who owns the other. So each keeps what was said of it, and a link *stands* where the
word of an owner stands in the fold of his own alert, which is the only place where it can be checked, and neither owner
has undone it there.
"""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.alert_shape import Alert, void
from mithaq.domain.events import Event
from mithaq.domain.law import Law
from mithaq.domain.own_say.events import LinkMade, LinkUndone
from mithaq.domain.own_say.shape import Link, Undone

MAX_LINKS = 20  # that one member states on one alert: more states than that hardly look for one person


def linkable(alert: Alert, law: Law) -> bool:
    """Whether this is a circulated alert on one person."""
    kind = law.kinds.get(alert.kind)
    current = alert.current
    return kind is not None and kind.person and current is not None and not (alert.local or current.items)


def linked(alert: Alert, event: Event, body: LinkMade, law: Law) -> Alert:
    """The alert after this word about it and another."""
    own = event.subject == alert.id
    other = body.other if own else event.subject
    if own and event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    if other == alert.id or not linkable(alert, law):
        return void(alert, event, "link.not_linkable")
    said = [one for one in alert.own_say.links if one.by == event.member and one.own == own]
    if any(one.other == other for one in said):
        return _again(alert, event, other, own=own)
    if len(said) >= MAX_LINKS:
        return void(alert, event, "link.too_many")
    link = Link(other, event.member, event.at, body.basis, own)
    undone = tuple(one for one in alert.own_say.undone if not (own and one.other == other))
    links = (*alert.own_say.links, link)
    return structs.replace(alert, own_say=structs.replace(alert.own_say, links=links, undone=undone))


def _again(alert: Alert, event: Event, other: str, *, own: bool) -> Alert:
    """Said before: no news for the other's alert; for the owner's own it stands already."""
    return void(alert, event, "link.stands") if own else alert


def unlinked(alert: Alert, event: Event, body: LinkUndone) -> Alert:
    """The alert after its owner, or the other one's, undid a link. Only the fold of the owner's own alert can tell that
    it is he; the other keeps nothing of it, and `stands` asks both.
    """
    if event.subject != alert.id:
        return alert
    if event.member != alert.owner:
        return void(alert, event, "alert.not_owner")
    say = alert.own_say
    if _is_undone(alert, body.other) or not any(one.other == body.other for one in say.links):
        return void(alert, event, "link.none")
    kept = tuple(one for one in say.links if one.other != body.other or not one.own)
    undone = (*say.undone, Undone(body.other, event.at))
    return structs.replace(alert, own_say=structs.replace(say, links=kept, undone=undone))


def stands(one: Alert, other: Alert) -> Link | None:
    """The link between these two, as its maker said it; None where there is none, it was undone, or one has ended."""
    if one.ended or other.ended or _is_undone(one, other.id) or _is_undone(other, one.id):
        return None
    return _own_word(one, other.id) or _own_word(other, one.id)


def named(alert: Alert) -> tuple[str, ...]:
    """The alerts of which anybody said that they are about the same person: candidates for `stands`."""
    return tuple(dict.fromkeys(one.other for one in alert.own_say.links))


def _is_undone(alert: Alert, other: str) -> bool:
    return any(one.other == other for one in alert.own_say.undone)


def _own_word(alert: Alert, other: str) -> Link | None:
    return next((one for one in alert.own_say.links if one.other == other and one.own), None)
