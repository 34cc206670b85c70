"""OpenAPI links: what was just entered is what the next requests are about, so that a client can walk the main path."""

from __future__ import annotations

from typing import Any

_CREATED = "201"
# Where an address gives out ids that another one takes, and under which name the answer holds the id.
_FROM = {
    "/api/alerts": ("/api/alerts/{subject}", "subject"),
    "/api/batches": ("/api/alerts/{subject}", "subject"),
    "/api/hits": ("/api/hits/{subject}", "id"),
    "/api/cases": ("/api/cases/{subject}", "subject"),
    "/api/questions": ("/api/questions/{subject}", "subject"),
    "/api/threads": ("/api/threads/{subject}", "subject"),
    "/api/officers/changes": ("/api/officers/changes/{subject}", "id"),
}


def add_links(paths: dict[str, Any]) -> None:
    """Link each entering operation to all that take the id it answers with. Changes `paths`."""
    for path, (beginning, field) in _FROM.items():
        links = {
            operation["operationId"]: {
                "operationId": operation["operationId"], "parameters": {"subject": f"$response.body#/{field}"},
            }
            for taker, operations in paths.items()
            if taker.startswith(beginning)
            for operation in operations.values()
        }  # fmt: skip
        paths[path]["post"]["responses"][_CREATED]["links"] = links
