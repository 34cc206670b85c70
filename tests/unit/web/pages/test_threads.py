"""Messages between bureaux from form to form, as two bureaux and the commission meet them."""

from __future__ import annotations

import pytest

from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of, links_of, text_of

NEW = "/threads/new/free_text"
WORDS = "كلمات مصطنعة"


def _sent(stage: Stage, by: str = "bureau@TN", to: str = "EG", **fields: object) -> str:
    """The path of a thread that this officer opened in free text."""
    page = Visitor(stage, by).do(NEW, NEW, to=to, **{"f.text": WORDS}, **fields)
    assert "The message is signed and on its way." in text_of(page)
    stage.world.settle()
    return page.url.path


def test_sent_opened_answered_and_closed(stage: Stage) -> None:
    path = _sent(stage)
    writer, reader = Visitor(stage, "bureau@TN"), Visitor(stage, "bureau@EG")
    assert "Delivered" in text_of(writer.get(path))
    assert "Not read yet" in text_of(writer.get(path))
    assert path in reader.get("/").text, "the task of today leads there"
    assert "not opened" in text_of(reader.get("/threads?box=in"))
    assert "not opened" not in text_of(reader.get("/threads?box=out"))
    assert WORDS not in reader.get(path).text
    opened = reader.do(path, f"{path}/read")
    assert WORDS in text_of(opened)
    reader.do(path, f"{path}/reply", text="جواب مصطنع")
    stage.world.settle()
    assert "جواب" in text_of(writer.do(path, f"{path}/read"))
    assert "This thread is closed." in text_of(writer.do(path, f"{path}/close"))
    stage.world.settle()
    assert "جواب" in text_of(Visitor(stage, "commissioner@OC").get(path))
    assert "Closed" in text_of(reader.get("/threads"))


def test_an_urgent_message_owes_its_answer_at_once(stage: Stage) -> None:
    path = _sent(stage, urgent="vulnerable")
    reader = Visitor(stage, "bureau@EG")
    assert "An answer is owed at once" in text_of(reader.get(path))
    assert "A vulnerable person" in text_of(reader.get(path))
    assert "at once" in text_of(reader.get("/threads"))
    assert "An answer is overdue" in text_of(reader.get("/"))


def test_every_form_is_offered_and_can_be_filled_in(stage: Stage) -> None:
    visitor = Visitor(stage, "bureau@TN")
    forms = links_of(visitor.get("/threads/new"), "choose")
    assert len(forms) == len(stage.world.law.forms)
    for path in forms:
        assert visitor.get(path).status_code == 200
        fields = form_of(visitor.get(path), path)
        form = stage.world.law.forms[path.rpartition("/")[2]]
        assert {f"f.{field.code}" for field in form.fields if field.widget != "choices"} <= set(fields)
    assert visitor.get("/threads/new/no_such_form").status_code == 404


def test_wrong_data_from_the_alert_to_the_agreement(stage: Stage) -> None:
    alert = stage.circulated()
    hit = stage.hit(alert)  # another state's alert is opened by whoever met it
    finder, owner = Visitor(stage, "bureau@EG"), Visitor(stage, "bureau@TN")
    (link,) = [one for one in links_of(finder.get(f"/alerts/{alert}"), "side") if one.startswith("/threads/new")]
    (form,) = [one for one in links_of(finder.get(link), "choose") if "wrong_data" in one]
    page = finder.get(form)
    wrong = {"f.field": "birth", "f.right": "1980", "f.evidence": WORDS}
    sent = finder.send(page, "/threads/new/wrong_data", **wrong)
    path = sent.headers["location"].partition("?")[0]
    stage.world.settle()
    assert "says that this alert holds wrong data" in text_of(owner.get(f"/alerts/{alert}"))
    assert "this alert holds wrong data" in text_of(Visitor(stage, "border@EG").get(f"/hits/{hit}"))
    owner.do(path, f"{path}/read")
    owner.do(path, f"{path}/reply", text="نعم", outcome="agreed")
    stage.world.settle()
    assert "holds wrong data" not in text_of(finder.get(f"/alerts/{alert}"))
    assert "Agreed" in text_of(finder.get(path))


def test_a_question_about_an_alert_stands_there_for_both_only(stage: Stage) -> None:
    alert, question = stage.circulated(), "/threads/new/supplementary"
    stage.hit(alert)
    asker = Visitor(stage, "bureau@EG")
    page = asker.get(f"{question}?about={alert}&to=TN")
    path = asker.send(page, question, **{"f.questions": ["photo", "warrant"]}).headers["location"].partition("?")[0]
    stage.world.settle()
    assert path in asker.get(f"/alerts/{alert}").text
    owner = Visitor(stage, "bureau@TN")
    assert path not in owner.get(f"/alerts/{alert}").text, "not opened yet"
    assert "Photograph or fingerprints" in text_of(owner.do(path, f"{path}/read"))
    assert path in owner.get(f"/alerts/{alert}").text
    assert path not in Visitor(stage, "commissioner@OC").get("/").text
    assert Visitor(stage, "reviewer@GS").get(path).status_code == 404


def test_the_parties_of_a_case_write_from_its_page(stage: Stage) -> None:
    case = stage.requested(stage.circulated())
    bureau = Visitor(stage, "bureau@TN")
    (link,) = [one for one in links_of(bureau.get(f"/cases/{case}"), "side") if one.startswith("/threads/new")]
    (form,) = [one for one in links_of(bureau.get(link), "choose") if "surrender" in one]
    plan = {"f.place": "مطار", "f.day": "2026-12-20", "f.escort": "اثنان", "f.documents": "جواز"}
    files = {"attachment.1": ("plan.txt", b"synthetic", "text/plain")}
    sent = bureau.send(bureau.get(form), "/threads/new/surrender", files, **plan)
    page = bureau.get(sent.headers["location"])
    assert "20 December 2026" in text_of(page)
    assert "Attachments by fingerprint" in text_of(page)
    (saved,) = [one for one in links_of(page, "hashes") if one.startswith("/api/attachments/")]
    assert bureau.get(saved).content == b"synthetic"
    assert page.url.path in bureau.get(f"/cases/{case}").text


def test_a_hit_is_written_about_once_the_owner_was_told(stage: Stage) -> None:
    alert = stage.circulated()
    hit = stage.hit(alert)
    bureau, report = Visitor(stage, "bureau@EG"), "/threads/new/hit_report"
    assert "/threads/new" not in bureau.get(f"/hits/{hit}").text
    bureau.do(f"/hits/{hit}", f"/hits/{hit}/release", reason="identity_confirmed")
    (link,) = [one for one in links_of(bureau.get(f"/hits/{hit}"), "side") if one.startswith("/threads/new")]
    (form,) = [one for one in links_of(bureau.get(link), "choose") if "hit_report" in one]
    fields = form_of(bureau.get(form), report)
    assert (fields["about"], fields["f.alert"], fields["to"]) == ([hit], [alert], ["TN"])
    assert bureau.send(bureau.get(form), report, **{"f.asked": "still_valid"}).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"to": "EG", "f.text": " "}, "The form lacks required fields."),
        ({"to": "TN", "f.text": WORDS}, "This member cannot receive messages from you."),
        ({"to": "EG", "f.text": WORDS, "about": "c-0123456789abcdef01234567"}, "does not fit what the message is about"),
        ({"to": "EG", "f.text": WORDS, "about": "nonsense"}, "does not fit what the message is about"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_explained_and_nothing_typed_is_lost(stage: Stage, fields: dict[str, str], said: str) -> None:
    visitor = Visitor(stage, "bureau@TN")
    reply = visitor.send(visitor.get(NEW), NEW, **fields)
    assert reply.status_code == 422
    assert said in text_of(reply)
    assert form_of(reply, NEW)["f.text"] == [fields["f.text"]]


def test_what_a_form_lacks_has_the_names_of_its_fields(stage: Stage) -> None:
    path = "/threads/new/surrender"
    visitor = Visitor(stage, "bureau@TN", "fr")
    reply = visitor.send(visitor.get(path), path, to="EG", about=stage.requested(stage.circulated()))
    assert reply.status_code == 422
    assert "Lieu de la remise" in text_of(reply).partition("Code")[0]


def test_a_time_that_is_none_is_explained(stage: Stage) -> None:
    path = "/threads/new/wrong_data"
    visitor = Visitor(stage, "bureau@EG")
    reply = visitor.send(visitor.get(path), path, to="TN", noticed_at="yesterday")
    assert (reply.status_code, "noticed_at" in reply.text) == (422, True)


def test_nobody_answers_without_having_opened(stage: Stage) -> None:
    path = _sent(stage)
    reader = Visitor(stage, "bureau@EG")
    key = form_of(reader.get(path), f"{path}/read")
    reply = reader.client.post(f"{path}/reply", data=key | {"text": "x"}, follow_redirects=False)
    assert reply.status_code == 422
    assert "open it, then answer" in text_of(reply)


def test_a_clock_that_ran_out_is_red_for_both(stage: Stage) -> None:
    alert, path = stage.circulated(), "/threads/new/wrong_data"
    finder = Visitor(stage, "bureau@EG")
    page = finder.get(f"{path}?about={alert}&to=TN")
    wrong = {"f.field": "birth", "f.right": "1980", "f.evidence": WORDS}
    thread = finder.send(page, path, **wrong).headers["location"].partition("?")[0]
    stage.world.settle()
    assert "overdue" not in text_of(finder.get(thread))
    stage.world.clock.forward(days=7)
    stage.world.settle()
    for login in ("bureau@EG", "bureau@TN"):
        assert "An answer is overdue" in text_of(Visitor(stage, login).get(thread))
        assert "An answer is overdue" in text_of(Visitor(stage, login).get("/"))


def test_a_question_about_an_alert_for_arrest_is_owed_at_once(stage: Stage) -> None:
    alert = stage.circulated()
    asker, path = Visitor(stage, "bureau@EG"), "/threads/new/supplementary"
    page = asker.get(f"{path}?about={alert}&to=TN")
    thread = asker.send(page, path, **{"f.questions": "photo"}).headers["location"].partition("?")[0]
    stage.world.settle()
    for login in ("bureau@EG", "bureau@TN"):
        assert "An answer is owed at once" in text_of(Visitor(stage, login).get(thread))
        assert "An answer is overdue" in text_of(Visitor(stage, login).get("/"))
