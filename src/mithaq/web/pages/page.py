"""One request of the console as a template sees it: who is signed in, in which language, at which instant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from mithaq.app.deadlines import OwedReleases, owed
from mithaq.domain.errors import Forbidden, NotFound, Refusal
from mithaq.ops.system import SystemEntropy
from mithaq.ops.texts import DEFAULT, LANGUAGES, Language, Texts, translator
from mithaq.web.federation import Federation
from mithaq.web.idempotency import FIELD
from mithaq.web.pages.namesakes import NamesakesSaid
from mithaq.web.pages.navigation import may, places
from mithaq.web.pages.rendering import ENVIRONMENT
from mithaq.web.pages.show import Show
from mithaq.web.session import CSRF_FIELD, Signed

LANGUAGE_COOKIE = "mithaq_lang"
LANGUAGE_QUERY = "lang"
_YEAR = 365 * 24 * 3600
_NAMES = {"ar": "العربية", "en": "English", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class Page:
    """`signed` is None on the sign-in page only."""

    request: Request[Any, Any, Any]
    federation: Federation
    signed: Signed | None
    texts: Texts

    def show(self, template: str, status: int = 200, **context: Any) -> Response[str]:
        """The page as HTML. `refusal`, if given, is explained at its top."""
        body = ENVIRONMENT.get_template(template).render(self._frame() | context)
        chosen = self.request.query_params.get(LANGUAGE_QUERY, "")
        cookies = [self._remembered(chosen)] if chosen in LANGUAGES else []
        headers = {"Content-Language": self.texts.language, "Vary": "Cookie"}
        return Response(body, status_code=status, media_type="text/html", cookies=cookies, headers=headers)

    def refused(self, template: str, refusal: Refusal, **context: Any) -> Response[str]:
        """The page again with what was typed, and why it was not done. What one may not see stays unseen."""
        if isinstance(refusal, NotFound | Forbidden) or refusal.code.startswith("idempotency."):
            raise refusal
        self.request.state.code = refusal.code
        return self.show(template, status=422, refusal=refusal, **context)

    def go(self, path: str, done: str = "") -> Response[bytes]:
        """On to another page after a write (303), with the code of what was done."""
        query = f"?{urlencode({'done': done})}" if done else ""
        return Response(b"", status_code=303, headers={"Location": path + query})

    def _frame(self) -> dict[str, Any]:
        signed, texts = self.signed, self.texts
        node = signed.node if signed else next(iter(self.federation.members.values()))
        show = Show(texts, self.federation.law, node.member)
        demo = self.federation.demo
        return {
            "_": texts.gettext,
            "n_": texts.ngettext,
            "texts": texts,
            "show": show,
            "word": show.word,
            "namesakes_said": NamesakesSaid(texts),
            "law": self.federation.law,
            "signed": signed,
            "member": node.member,
            "now": node.now(),
            "owed": owed(node, signed.actor) if signed else OwedReleases(),
            "may_open_cases": signed is not None and may(node, signed.actor.role, "case.list"),
            "places": places(node, signed.actor.role) if signed else (),
            "path": self.request.url.path,
            "takes_applications": any(node.kind == "commission" for node in self.federation.members.values()),
            "languages": [(code, _NAMES[code], self._switched(code)) for code in LANGUAGES],
            "demo": demo,
            "loading": demo.progress() if demo else None,
            "csrf": (CSRF_FIELD, signed.session.csrf if signed else ""),
            "once": lambda: (FIELD, SystemEntropy().token(16).hex()),
            "done": self.request.query_params.get("done", ""),
            "refusal": None,
            "given": {},
        }

    def _switched(self, language: str) -> str:
        """This page's query with another language."""
        kept = [(k, v) for k, v in self.request.query_params.multi_items() if k not in (LANGUAGE_QUERY, "done")]
        return "?" + urlencode([*kept, (LANGUAGE_QUERY, language)])

    def _remembered(self, language: str) -> Cookie:
        secure = self.request.url.scheme == "https"
        return Cookie(
            key=LANGUAGE_COOKIE, value=language, path="/", max_age=_YEAR, secure=secure, httponly=True, samesite="lax"
        )


def language_of(request: Request[Any, Any, Any]) -> Language:
    """Asked for in the address, else remembered in the cookie, else Arabic."""
    for value in (request.query_params.get(LANGUAGE_QUERY, ""), request.cookies.get(LANGUAGE_COOKIE, "")):
        for language in LANGUAGES:
            if value == language:
                return language
    return DEFAULT


def page(request: Request[Any, Any, Any], federation: NamedDependency[Federation]) -> Page:
    """The dependency `page` of every route of the console."""
    return page_of(request, federation)


def page_of(request: Request[Any, Any, Any], federation: Federation) -> Page:
    """The same, where there is no injection: in the handlers of errors."""
    return Page(request, federation, request.scope.get("user"), translator(language_of(request)))
