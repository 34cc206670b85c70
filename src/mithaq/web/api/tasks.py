"""GET /api/tasks: what waits for officers of this role."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app import lists
from mithaq.app.ports.rows import TaskRow
from mithaq.web.api.parameters import Who
from mithaq.web.routes import read


class TaskList(Struct, frozen=True):
    """Open tasks."""

    tasks: tuple[TaskRow, ...]


@read("/tasks", "task.list")
def tasks(signed: Who) -> TaskList:
    """What waits for officers of this role, at this member."""
    return TaskList(tuple(lists.tasks(signed.node, signed.actor)))
