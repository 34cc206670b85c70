"""Guessing gets slower and slower, per login, and is forgotten in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mithaq.web.throttle import FREE_FAILURES, LONGEST_WAIT, MAX_LOGINS, Throttle

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def _failed(times: int, at: datetime = NOW) -> Throttle:
    throttle = Throttle()
    for _ in range(times):
        throttle.failed("somebody@TN", at)
    return throttle


def test_a_few_mistakes_are_free() -> None:
    assert _failed(FREE_FAILURES - 1).wait("somebody@TN", NOW) == 0


def test_the_wait_doubles_up_to_a_limit() -> None:
    waits = [_failed(FREE_FAILURES + more).wait("somebody@TN", NOW) for more in range(20)]
    assert waits[:3] == [30, 60, 120]
    assert max(waits) == LONGEST_WAIT.total_seconds()
    assert waits == sorted(waits)


def test_others_do_not_wait() -> None:
    assert _failed(50).wait("another@TN", NOW) == 0


def test_waiting_and_success_end_it() -> None:
    throttle = _failed(FREE_FAILURES)
    assert throttle.wait("somebody@TN", NOW + timedelta(seconds=29.5)) == 1
    assert throttle.wait("somebody@TN", NOW + timedelta(seconds=30)) == 0
    throttle.succeeded("somebody@TN")
    throttle.failed("somebody@TN", NOW)
    assert throttle.wait("somebody@TN", NOW) == 0


def test_old_failures_are_forgotten() -> None:
    throttle = _failed(FREE_FAILURES)
    later = NOW + timedelta(hours=2)
    throttle.failed("somebody@TN", later)
    assert throttle.wait("somebody@TN", later) == 0


def test_a_flood_of_logins_does_not_fill_the_memory() -> None:
    throttle = Throttle()
    for number in range(MAX_LOGINS + 10):
        throttle.failed(f"{number}@TN", NOW)
    assert len(throttle._failures) == MAX_LOGINS
