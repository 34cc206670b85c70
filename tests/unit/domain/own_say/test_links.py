"""A link stands on an owner's own word in his own alert, and falls with either owner's."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.alert import Alert, evolve
from mithaq.domain.own_say.links import MAX_LINKS, named, stands
from tests.support.alert_stories import LAW, Told, said

ONE, OTHER = "TN", "EG"


def out(owner: str, kind: str = "wanted") -> Alert:
    return Told(owner, kind).approve().accept("DZ", "KW").clear().circulate().alert


def both(*statements: tuple[str, str, str, str]) -> tuple[Alert, Alert]:
    """Two alerts after these statements: (type, member, subject, other), each folded into both."""
    one, other = out(ONE), out(OTHER)
    ids = {ONE: one.id, OTHER: other.id}
    for type, member, subject, about in statements:
        body = {"other": ids[about]} | ({"basis": "document"} if type == "link.made" else {})
        event = said(type, member, ids[subject], body)
        after = evolve(one, event, LAW), evolve(other, event, LAW)
        assert after[0] is not None
        assert after[1] is not None
        one, other = after[0], after[1]
    return one, other


def test_one_owners_word_links_and_both_show_it() -> None:
    one, other = both(("link.made", ONE, ONE, OTHER))
    link = stands(one, other)
    assert link is not None
    assert stands(other, one) == link
    assert (link.by, link.basis) == (ONE, "document")
    assert (named(one), named(other)) == ((other.id,), (one.id,))


def test_either_owner_undoes_it_and_only_he_can_say_it_again() -> None:
    made, undone = ("link.made", ONE, ONE, OTHER), ("link.undone", OTHER, OTHER, ONE)
    assert stands(*both(made, undone)) is None
    assert stands(*both(made, ("link.undone", ONE, ONE, OTHER))) is None
    assert stands(*both(made, undone, made)) is None, "the other owner's no holds"
    assert stands(*both(made, undone, ("link.made", OTHER, OTHER, ONE))) is not None
    assert stands(*both(made, ("link.undone", ONE, ONE, OTHER), made)) is not None


def test_a_stranger_neither_links_nor_undoes() -> None:
    for subject, about in ((ONE, OTHER), (OTHER, ONE)):
        assert stands(*both(("link.made", "JO", subject, about))) is None
        one, other = both(("link.made", ONE, ONE, OTHER), ("link.undone", "JO", subject, about))
        assert stands(one, other) is not None
    crossed = both(("link.made", "JO", ONE, OTHER), ("link.made", "MA", OTHER, ONE))
    assert stands(*crossed) is None, "two strangers' words, each in the other's alert, are nobody's"


def test_one_owner_does_not_speak_for_the_others_alert() -> None:
    assert stands(*both(("link.made", OTHER, ONE, OTHER))) is None
    assert stands(*both(("link.made", OTHER, ONE, OTHER), ("link.made", OTHER, OTHER, ONE))) is not None


def test_only_a_bureau_links() -> None:
    alert = out(ONE)
    for role in ("prosecutor", "judge", "border", "node"):
        event = said("link.made", ONE, alert.id, {"other": out(OTHER).id, "basis": "photo"}, role=role)
        after = evolve(alert, event, LAW)
        assert after is not None
        assert after.voids[-1] == (event.hash, "forbidden")


def test_what_is_no_circulated_person_is_never_linked() -> None:
    draft = Told(ONE).alert
    event = said("link.made", ONE, draft.id, {"other": out(OTHER).id, "basis": "photo"})
    after = evolve(draft, event, LAW)
    assert after is not None
    assert after.voids == ((event.hash, "link.not_linkable"),)
    alert = out(ONE)
    event = said("link.made", ONE, alert.id, {"other": alert.id, "basis": "photo"})
    again = evolve(alert, event, LAW)
    assert again is not None
    assert again.voids[-1][1] == "link.not_linkable"


def test_nobody_grows_anothers_state_without_end() -> None:
    alert = out(ONE)
    for number in range(MAX_LINKS + 3):
        event = said("link.made", "JO", f"a-4a4f{number:020x}", {"other": alert.id, "basis": "photo"})
        after = evolve(alert, event, LAW)
        assert after is not None
        alert = after
    assert len(alert.own_say.links) == MAX_LINKS
    assert {code for _, code in alert.voids} == {"link.too_many"}


def test_a_link_with_what_has_ended_does_not_stand() -> None:
    one, other = both(("link.made", ONE, ONE, OTHER))
    assert stands(structs.replace(one, ended="found"), other) is None
    assert stands(one, structs.replace(other, ended="found")) is None


def test_a_link_changes_nothing_else() -> None:
    one, other = both(("link.made", ONE, ONE, OTHER))
    bare = Alert(one.id, one.owner, one.kind)
    for alert in (one, other):
        assert alert.voids == ()
        assert structs.replace(alert, own_say=bare.own_say) == structs.replace(
            both()[0] if alert is one else both()[1], current=alert.current, own_say=bare.own_say
        )
        assert alert.in_force is not None
        assert alert.state == "circulated"
