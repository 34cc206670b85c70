"""Who gets to which page: through the table, with the session's own CSRF value, once a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.web.guard import actions
from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of, links_of, text_of

LOGINS = (
    "border@EG", "bureau@TN", "prosecutor@TN", "judge@EG", "administrator@TN", "reviewer@GS", "commissioner@OC",
)  # fmt: skip
PUBLIC = ("session.open", "figures.read", "remedy.apply", "remedy.look")  # pages that nobody has to sign in for
_SOME = {"{subject:str}": "a-0123456789abcdef01234567", "{member:str}": "TN", "{seq:int}": "1", "{kind:str}": "vehicle"}


def _pages(visitor: Visitor) -> Iterator[tuple[str, str, str]]:
    """(method, path, action) of every page of the console."""
    for route, action in actions(visitor.client.app):
        method, _, path = route.partition(" ")
        if not path.startswith(("/api", "/health/", "/static")):
            for name, value in _SOME.items():
                path = path.replace(name, value)
            yield method, path.replace("{entry:str}", "a-0123456789abcdef01234567").replace("{type:str}", "x.y"), action


def test_nobody_sees_a_page_without_signing_in(full: Stage) -> None:
    visitor = Visitor(full)
    for method, path, action in _pages(visitor):
        if action in PUBLIC:
            continue
        reply = visitor.client.request(method, path, follow_redirects=False)
        assert (reply.status_code, reply.headers.get("location")) == (303, "/sign-in"), path


def test_everybody_sees_the_public_pages(full: Stage) -> None:
    visitor = Visitor(full)
    seen = {path for method, path, action in _pages(visitor) if action in PUBLIC and method == "GET"}
    assert {"/sign-in", "/remedy", "/remedy/status"} <= seen
    for path in seen:
        assert visitor.client.get(path, follow_redirects=False).status_code == 200, path


@pytest.mark.parametrize("login", LOGINS)
def test_each_role_opens_the_pages_of_its_rows_only(full: Stage, login: str) -> None:
    visitor = Visitor(full, login)
    node, role = full.world[login[-2:]], full.officers[login].role
    for method, path, action in _pages(visitor):
        if method != "GET" or action in PUBLIC:
            continue
        status = visitor.get(path).status_code
        may = node.law.access.may_issue(action, role, node.kind)
        assert (status == 403) == (not may), (path, status)
        assert status < 500, path


@pytest.mark.parametrize("login", LOGINS)
def test_the_menu_holds_what_may_be_opened(full: Stage, login: str) -> None:
    visitor = Visitor(full, login)
    start = visitor.get("/")
    assert start.status_code == 200
    for link in links_of(start, "menu"):
        assert visitor.get(link).status_code == 200, link


def test_a_foreign_alert_is_not_found_in_the_same_words(full: Stage) -> None:
    visitor = Visitor(full, "bureau@EG")
    foreign, unknown = visitor.get(f"/alerts/{full.drafted}"), visitor.get("/alerts/a-00000000000000000000")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert text_of(foreign) == text_of(unknown)


def test_a_post_without_the_csrf_value_is_refused(full: Stage) -> None:
    visitor = Visitor(full, "bureau@TN")
    fields = form_of(visitor.get("/alerts/new/vehicle"), "/alerts/new/vehicle") | {"csrf": "x" * 32}
    assert visitor.client.post("/alerts/new/vehicle", data=fields).status_code == 403
    del fields["csrf"]
    assert visitor.client.post("/alerts/new/vehicle", data=fields).status_code == 403


def test_a_form_without_its_key_is_refused(full: Stage) -> None:
    visitor = Visitor(full, "bureau@TN")
    fields = form_of(visitor.get("/alerts/new/vehicle"), "/alerts/new/vehicle")
    del fields["idempotency_key"]
    assert visitor.client.post("/alerts/new/vehicle", data=fields).status_code == 400


def test_a_double_click_acts_once(stage: Stage) -> None:
    visitor = Visitor(stage, "bureau@TN")
    page = visitor.get("/alerts/new/vehicle")
    fields = form_of(page, "/alerts/new/vehicle") | {"plate": "123 TUN 4567", "country": "TN", "report_number": "R-1"}
    first, second = (visitor.client.post("/alerts/new/vehicle", data=fields, follow_redirects=False) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert "1 alert" in text_of(visitor.get("/alerts")).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("login", ["", *LOGINS])
def test_every_page_is_whole_in_every_language(full: Stage, login: str, language: str) -> None:
    visitor = Visitor(full, login, language)
    paths = ["/sign-in"] if not login else [path for method, path, _ in _pages(visitor) if method == "GET"]
    paths = [path for path in paths if path != "/owed"]  # a part of a page
    paths += [f"/alerts/{full.alert}", f"/alerts/{full.review}", f"/cases/{full.case}", f"/reviews/{full.review}"]
    paths += [f"/cases/new/{full.alert}", f"/alerts/{full.drafted}/amend", "/journal?digest=1", "/journal?member=TN"]
    for path in paths:
        page = visitor.get(path)
        assert page.status_code < 500, path
        if not page.headers.get("content-type", "").startswith("text/html") or page.status_code == 303:
            continue
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
        assert "style=" not in page.text
        assert "<script>" not in page.text
        assert " onclick=" not in page.text


def test_a_language_is_remembered(full: Stage) -> None:
    visitor = Visitor(full, language="")
    assert 'lang="ar"' in visitor.get("/sign-in").text
    assert 'lang="fr"' in visitor.get("/sign-in?lang=fr").text
    assert 'lang="fr"' in visitor.get("/sign-in").text
    assert 'lang="fr"' in visitor.get("/sign-in?lang=xx").text


def test_a_wrong_password_gets_one_calm_sentence(full: Stage) -> None:
    visitor = Visitor(full)
    wrong = visitor.send(visitor.get("/sign-in"), "/sign-in", login="bureau@TN", password="no")
    nobody = visitor.send(visitor.get("/sign-in"), "/sign-in", login="nobody@XX", password="no")
    assert (wrong.status_code, nobody.status_code) == (401, 401)
    assert text_of(wrong) == text_of(nobody)


def test_after_signing_out_the_pages_are_closed(full: Stage) -> None:
    visitor = Visitor(full, "bureau@TN")
    assert visitor.send(visitor.get("/"), "/sign-out").headers["location"] == "/sign-in"
    assert visitor.get("/alerts").headers["location"] == "/sign-in"


def test_only_shipped_files_are_served(full: Stage) -> None:
    visitor = Visitor(full)
    styles = visitor.get("/static/mithaq.css")
    assert styles.headers["content-type"].startswith("text/css")
    assert "max-age" in styles.headers["cache-control"]
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/vendor/README.md",
        "/static/no.css",
        "/static/",
    ):
        assert visitor.get(path).status_code == 404, path
