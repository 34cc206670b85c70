"""Officers who speak HTTP with their own member's node, as a national system would."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.client import HTTPException
from itertools import count
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from mithaq.demo.federation import PASSWORD
from mithaq.domain.errors import Refusal

SECONDS = 300.0  # where machine code is not there yet, the first question makes it
JSON = "application/json"


def answers(url: str) -> bool:
    """Whether the node at this address is up."""
    try:
        with urlopen(f"{url}/api/health", timeout=SECONDS) as reply:  # noqa: S310 - our own address
            return bool(reply.status == 200)
    except (OSError, HTTPException):
        return False


class Speaking:
    """Requests in the name of demo officers; `url` says where a member's node is."""

    def __init__(self, url: Callable[[str], str]) -> None:
        self._url = url
        self._tokens: dict[str, str] = {}
        self._keys = count(1)

    def get(self, login: str, path: str) -> Any:
        """What stands there. Raises Refusal with the code of the problem."""
        return self._spoken(login, "GET", path, None, JSON)

    def post(self, login: str, path: str, body: Any = None) -> Any:
        """One act, under an idempotency key of its own. Raises as `get`."""
        return self._spoken(login, "POST", path, json.dumps(body or {}).encode(), JSON)

    def put_file(self, login: str, path: str, data: bytes, media_type: str) -> Any:
        """The same for the bytes of a file."""
        return self._spoken(login, "POST", path, data, media_type)

    def _spoken(self, login: str, method: str, path: str, body: bytes | None, media_type: str) -> Any:
        """As the officer, who signs in anew where the clock has ended the session."""
        key = f"demo-net-{next(self._keys):08d}"
        for _ in range(2):
            if login not in self._tokens:
                self._tokens[login] = self._sign_in(login)
            headers = {
                "Authorization": f"Bearer {self._tokens[login]}",
                "Idempotency-Key": key,
                "Content-Type": media_type,
            }
            try:
                return self._sent(self._url_of(login) + path, method, body, headers)
            except Refusal as refusal:
                if refusal.code != "session.required":
                    raise
                del self._tokens[login]
        raise Refusal("session.required", login)

    def _sign_in(self, login: str) -> str:
        body = json.dumps({"login": login, "password": PASSWORD}).encode()
        reply = self._sent(f"{self._url_of(login)}/api/session", "POST", body, {"Content-Type": JSON})
        return str(reply["token"])

    def _url_of(self, login: str) -> str:
        return self._url(login.partition("@")[2])

    def _sent(self, url: str, method: str, body: bytes | None, headers: dict[str, str]) -> Any:
        request = Request(url, body, headers, method=method)  # noqa: S310 - our own address
        try:
            with urlopen(request, timeout=SECONDS) as reply:  # noqa: S310 - the same
                return json.loads(reply.read() or b"null")
        except HTTPError as problem:
            raise _refusal(problem) from None
        except (URLError, OSError, HTTPException):
            raise Refusal("demo.start", url) from None


def _refusal(problem: HTTPError) -> Refusal:
    said = json.loads(problem.read() or b"{}")
    return Refusal(
        str(said.get("code", problem.code)), str(said.get("where", "")), missing=tuple(said.get("missing", ()))
    )
