"""The API against its own description, as each role: no 5xx, no answer that the schema does not allow (S4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from mithaq.web.app import create_app
from tests.support import story
from tests.support.federation import Federation, federation

LOGINS = (
    "border@EG", "bureau@TN", "prosecutor@TN", "judge@EG", "reviewer@GS", "commissioner@OC", "administrator@TN", "",
)  # fmt: skip
EXAMPLES = 4  # of each operation as each role: a first line; a campaign takes hundreds
WALKS = 10
# What is well-formed may still be refused by the rules (422), which no schema can say.
_CONFIG = {
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "400", "401", "403", "404", "409", "413", "422", "429"],
        },
        "unsupported_method": {"enabled": False},  # asks with TRACE, which the test client does not carry
    }
}
_ID = re.compile("[a-z]-[0-9a-f]{16,32}")


class Site:
    """A federation with something of everything in it, and the ids of these things by the kind of their address."""

    def __init__(self) -> None:
        self.fed = federation()
        ids = story.everything(self.fed)
        self.ids = {"alerts": (ids["alert"], ids["draft"], ids["review"], ids["batch"]), "hits": (ids["hit"],)}
        self.ids["cases"] = (ids["case"],)
        self.ids["threads"] = (ids["thread"],)

    def real(self, path: str, subject: str) -> str:
        """Every second time the id of something that is there, else the one that was made up."""
        kind = path.split("/")[2]
        known = self.ids.get(kind, ())
        number = int(subject[-4:], 16) if _ID.fullmatch(subject) else 1
        return known[number // 2 % len(known)] if known and number % 2 == 0 else subject


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One site for all roles: what one of them enters, the others meet."""
    found = Site()
    yield found
    found.fed.close()


@pytest.fixture(scope="module")
def described(site: Site) -> Any:
    """The API as it describes itself."""
    config = SchemathesisConfig.from_dict(_CONFIG)
    app = create_app(site.fed.world.nodes)  # of its own: a second client must not start the first one's application
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, config=config)


@pytest.mark.parametrize("login", LOGINS)
def test_each_operation_as(login: str, site: Site, described: Any) -> None:
    for found in described.get_all_operations():
        operation = found.ok()
        good = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
        bad = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

        @given(case=good | bad)
        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
        def probe(case: schemathesis.Case) -> None:
            if "subject" in case.path_parameters:
                case.path_parameters["subject"] = site.real(case.path, str(case.path_parameters["subject"]))
            case.call_and_validate(headers=_headers(site.fed, login, case))

        probe()


def _headers(fed: Federation, login: str, case: schemathesis.Case) -> dict[str, str]:
    if not login:
        return {}
    if case.method.upper() == "DELETE":  # signing out must not sign out everybody who comes after
        fed.forget(login)
    headers = {"Authorization": f"Bearer {fed.token(login)}"}
    if case.method.upper() == "DELETE":
        fed.forget(login)
    return headers


@pytest.mark.parametrize("login", ["bureau@TN", "administrator@TN"])
def test_walks_along_the_links_as(login: str, site: Site, described: Any) -> None:
    """What one request entered, the next ones are about."""
    headers = _headers

    class Walk(described.as_state_machine()):  # type: ignore[misc]  # made at run time from the description
        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return {"headers": headers(site.fed, login, case)}

    Walk.run(settings=settings(max_examples=WALKS, stateful_step_count=5, suppress_health_check=list(HealthCheck)))
