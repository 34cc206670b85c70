"""An officer before the console without a browser: follows links, fills in the forms that a page really shows."""

from __future__ import annotations

from typing import Any

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from lxml import html

from tests.support.stage import PASSWORD, Stage


class Visitor:
    """One session. Forms are sent with the hidden fields that stood in the page."""

    def __init__(self, stage: Stage, login: str = "", language: str = "en") -> None:
        self.client: TestClient[Litestar] = TestClient(stage.app, raise_server_exceptions=False)
        self.client.cookies.set("mithaq_lang", language)
        if login:
            page = self.client.get("/sign-in")
            reply = self.send(page, "/sign-in", login=login, password=PASSWORD)
            assert reply.status_code == 303, reply.text

    def get(self, path: str) -> Response:
        """A page, without following redirects."""
        return self.client.get(path, follow_redirects=False)

    def send(self, page: Response, action: str, files: Any = None, **fields: Any) -> Response:
        """Fill in the form of the page that goes to `action` and send it."""
        data = form_of(page, action) | fields
        return self.client.post(action, data=data, files=files, follow_redirects=False)

    def do(self, path: str, action: str, files: Any = None, **fields: Any) -> Response:
        """Open the page, send its form, and go where that leads. The act has to succeed."""
        reply = self.send(self.get(path), action, files, **fields)
        assert reply.status_code == 303, text_of(reply)
        return self.get(reply.headers["location"])


def form_of(page: Response, action: str) -> dict[str, Any]:
    """The fields of a form as a browser would send them if nothing were typed."""
    for form in _tree(page).forms:
        if form.get("action") == action:
            found: dict[str, Any] = {}
            for name, value in form.form_values():
                found.setdefault(name, []).append(value)
            return found
    raise AssertionError(f"no form for {action} on {page.url}")


def links_of(page: Response, within: str) -> list[str]:
    """The addresses of the links in the part of the page with that class."""
    return [str(link.get("href")) for part in _tree(page).find_class(within) for link in part.iter("a")]


def _tree(page: Response) -> Any:
    return html.fromstring(page.text)


def text_of(page: Response) -> str:
    """The words of the page's main part, spaces folded."""
    return " ".join(_tree(page).get_element_by_id("main").text_content().split())
