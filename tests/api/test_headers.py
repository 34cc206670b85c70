"""What every response carries, success or not."""

from __future__ import annotations

import pytest

from tests.support.federation import Federation


@pytest.mark.parametrize("path", ["/api/health", "/api/session", "/api/nowhere", "/api/openapi.json"])
def test_every_response_is_closed(busy: Federation, path: str) -> None:
    headers = busy.client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_https_is_remembered(busy: Federation) -> None:
    assert "strict-transport-security" not in busy.client.get("/api/health").headers
    reply = busy.client.get("https://testserver.local/api/health")
    assert "max-age" in reply.headers["strict-transport-security"]


def test_health_tells_the_members_and_no_figures(busy: Federation) -> None:
    health = busy.client.get("/api/health").json()
    assert health["alive"] is True
    assert [member["code"] for member in health["members"]] == ["EG", "GS", "OC", "TN"]
    assert set(health) == {"alive", "version", "members"}
