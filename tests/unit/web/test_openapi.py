"""The description of the API is complete: every route, its shapes, its problems, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from mithaq.testing.world import World
from mithaq.web.app import create_app
from mithaq.web.openapi import document


@pytest.fixture(scope="module")
def described() -> Any:
    world = World(1, ("TN", "GS"))
    yield document(create_app(world.nodes))
    world.close()


def _operations(described: Any) -> list[tuple[str, str, Any]]:
    return [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_openapi_3_1_and_names_no_other_site(described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    assert "http://" not in json.dumps(described)
    assert "https://" not in json.dumps(described)


def test_every_reference_leads_somewhere(described: Any) -> None:
    known = described["components"]["schemas"]
    names = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described))
    assert names
    assert sorted(set(names) - set(known)) == []


def test_every_write_needs_a_key_and_says_what_a_repetition_gets(described: Any) -> None:
    free = {"/api/session", "/api/check", "/api/names/suggestions"}
    free.add("/api/remedies/{subject}/code")  # a kept reply would hold the code; asked twice, the second one counts
    for path, method, operation in _operations(described):
        names = {parameter["name"] for parameter in operation.get("parameters", ())}
        assert ("Idempotency-Key" in names) == (method == "post" and path not in free), path
        if "Idempotency-Key" in names:
            assert {"200", "201"} <= set(operation["responses"])


def test_every_operation_names_its_problems_and_who_may_ask(described: Any) -> None:
    public = {("/api/health", "get"), ("/api/session", "post"), ("/api/figures", "get"), ("/api/figures.csv", "get")}
    public |= {("/health/live", "get"), ("/health/ready", "get")}
    for path, method, operation in _operations(described):
        assert {"400", "500", "503"} <= set(operation["responses"])
        if (path, method) not in public:
            assert operation["security"]
            assert {"401", "403"} <= set(operation["responses"]), path


def test_bodies_are_closed(described: Any) -> None:
    shapes = described["components"]["schemas"]
    for path, _, operation in _operations(described):
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        for name in re.findall(r"#/components/schemas/(\w+)", json.dumps(content or {})):
            assert shapes[name]["additionalProperties"] is False, (path, name)
