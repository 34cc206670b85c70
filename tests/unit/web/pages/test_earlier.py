"""Earlier cases on one person in the console: what the form states by itself, what it asks, and what the other side sees."""

from __future__ import annotations

from msgspec import structs

from mithaq.app import case_reading, cases
from mithaq.cli.commands.acts import Subject, case_show
from mithaq.cli.officer import Who
from mithaq.domain.case.papers import Note
from mithaq.domain.content import Wanted
from mithaq.domain.instant import text
from mithaq.testing import acts
from mithaq.testing.acts import INSTRUMENT
from tests.support.stage import PASSWORD, Stage
from tests.support.visitor import Visitor, form_of, text_of
from tests.unit.web.pages.test_beside import final
from tests.unit.web.pages.test_case_acts import Told


def released(stage: Stage) -> tuple[str, Wanted]:
    """A case in which the person of TN's first alert was held in Egypt and let go after a withdrawal."""
    content = stage.today()
    assert isinstance(content, Wanted)
    case = stage.arrested(stage.circulated(content))
    stage.say("prosecutor@TN", case, "request.withdrawn")
    stage.say("bureau@EG", case, "person.released", released_at=now_of(stage), ground="request_withdrawn")
    return case, content


def now_of(stage: Stage) -> str:
    return text(stage.world.clock.now())


def asked_on(stage: Stage, content: Wanted, *, same_act: bool, **more: str) -> tuple[str, str]:
    """A second request on another alert of that person: the form as it is shown, and the id of the case."""
    other = acts.person("TN", 4)
    said = structs.replace(other, identity=content.identity, offence=content.offence if same_act else other.offence)
    path = f"/cases/new/{stage.circulated(said)}"
    prosecutor = Visitor(stage, "prosecutor@TN")
    shown = prosecutor.get(path)
    page = prosecutor.do(path, path, requested="EG", document_exists="yes", extradition_follows="yes", **more)
    stage.world.settle()
    return shown.text, page.url.path.rpartition("/")[2]


def earlier_of(stage: Stage, subject: str) -> tuple[str, ...]:
    with stage.world["TN"].store.read() as reader:
        case = case_reading.load(reader, subject)
    assert case is not None
    return case.earlier


def test_a_case_on_the_same_act_is_stated_by_the_form_itself(stage: Stage) -> None:
    first, content = released(stage)
    shown, second = asked_on(stage, content, same_act=True)
    assert "stated in this request" in shown
    assert f"/cases/{first}" in shown
    assert earlier_of(stage, second) == (first,)
    theirs = text_of(Visitor(stage, "prosecutor@EG").get(f"/cases/{second}"))
    assert "Other cases of the same state on this person" in theirs
    assert "the same facts" in theirs


def test_of_another_act_the_officer_says_whether_it_is_the_same(stage: Stage) -> None:
    first, content = released(stage)
    shown, second = asked_on(stage, content, same_act=False)
    assert f'name="earlier" value="{first}"' in shown
    assert earlier_of(stage, second) == ()
    visitor = Visitor(stage, "prosecutor@EG")
    page = visitor.get(f"/cases/{second}")
    assert "another person or other facts, perhaps" in page.text
    assert 'value="earlier_detention"' in page.text
    with stage.world["EG"].store.read() as reader:
        known = case_reading.load(reader, first)
    held = known.own_seconds(now_of(stage)) if known is not None else 0
    listed = {"requested": "EG", "state": "released", "held_seconds": held, "same": False}
    assert held
    assert visitor.get(f"/api/cases/{second}").json()["earlier"] == [{"id": first, **listed}]
    assert Visitor(stage, "prosecutor@TN").get(f"/api/cases/{second}").json()["earlier"] == []
    typed = list(case_show(stage.world["EG"], Who("prosecutor@EG", password=PASSWORD), Subject(second)))
    assert {"earlier": first, **listed} in typed
    refused = visitor.send(page, f"/cases/{second}/acts/detention.admitted")
    assert refused.status_code == 422
    assert "Another case of the same state may be about this person" in text_of(refused)
    stage.say("prosecutor@TN", second, "request.withdrawn")
    shown, third = asked_on(stage, content, same_act=False, earlier=first)
    assert first in earlier_of(stage, third)


def test_what_was_held_on_the_way_stands_with_the_days_to_deduct(stage: Stage) -> None:
    told = Told(stage)
    final(told)
    world = stage.world
    cases.state_bound(world["JO"], world.actor("JO", "bureau"), INSTRUMENT, "TN")
    world.settle()
    path = f"/cases/{told.case}/transit"
    page = Visitor(stage, "prosecutor@TN").do(path, path, requested="JO", notified="yes")
    passage = page.url.path.rpartition("/")[2]
    told.say("prosecutor@EG", "surrender.dated", day=world.clock.now().date().isoformat())
    told.say("bureau@EG", "person.surrendered", custody_days="4")
    stage.say("bureau@JO", passage, "landing.stated", landed_at=now_of(stage))
    world.clock.forward(hours=5)
    stage.say("bureau@JO", passage, "transit.left", left_at=now_of(stage))
    told.say("bureau@TN", "surrender.received")
    shown = Visitor(stage, "prosecutor@TN").get(f"/cases/{told.case}")
    assert "Held on the way in" in text_of(shown)
    credit = form_of(shown, f"/cases/{told.case}/acts/custody.credited")
    with world["TN"].store.read() as reader:
        main, on_the_way = case_reading.load(reader, told.case), case_reading.load(reader, passage)
    assert main is not None
    assert on_the_way is not None
    held = main.held_seconds(now_of(stage)) + on_the_way.own_seconds(now_of(stage))
    assert credit["custody_days"] == [str(-(-held // 86_400))]
    assert "Held on the way in" not in text_of(Visitor(stage, "prosecutor@EG").get(f"/cases/{told.case}"))


def test_what_egypt_held_since_stands_in_the_case_of_jordan(stage: Stage) -> None:
    world, content = stage.world, stage.today()
    assert isinstance(content, Wanted)
    alert = stage.circulated(content)
    first, second = (acts.CaseActs(world, alert, "TN", asked, content) for asked in ("EG", "JO"))
    first.admit()
    second.admit()
    first.arrest()
    world.clock.forward(days=2)
    stage.say("bureau@EG", first.id, "person.released", released_at=now_of(stage), ground="with_measures")
    path, bureau = f"/cases/{second.id}", Visitor(stage, "bureau@JO")
    shown = bureau.get(path)
    assert "Other cases of the same state on this person" in text_of(shown)
    assert "Detention in other cases counted" in text_of(shown)
    assert "Days held in other cases for the same facts, in all: 2." in text_of(shown)
    arrested = now_of(stage)
    page = bureau.send(shown, f"{path}/acts/person.arrested")
    assert "a new arrest needs the complete file and a new court order" in text_of(page)
    stage.say("bureau@JO", second.id, "person.arrested", Note("taken before it was known"),
              held_from=arrested, arrested_at=arrested)  # fmt: skip
    assert "without a court's new order" in text_of(bureau.get(path))
    told = Visitor(stage, "bureau@TN").get("/")
    assert "A detention in another case was counted: limits end earlier" in text_of(told)
