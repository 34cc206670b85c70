"""Calls to several nodes in threads of their own, with one limit for all: a line that hangs delays nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Thread


def within(calls: Mapping[str, Callable[[], bool]], seconds: float) -> Mapping[str, bool]:
    """What each call answered that came back in time. One that is late goes on in its thread and ends with the process; one
    that raised is as one that has not answered, and its fault is shown by the thread.
    """
    answers: dict[str, bool] = {}

    def ask(name: str, call: Callable[[], bool]) -> None:
        answers[name] = call()

    threads = [Thread(target=ask, args=item, name=f"to {item[0]}", daemon=True) for item in calls.items()]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return dict(answers)
