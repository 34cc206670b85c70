"""R2, R8: EIO, ENOSPC and SIGKILL at the system calls of one append and one admit; fsck is clean every time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.fault.syscalls import FAULTS, Point, folder, inject, judge_point, prepare

# Some of the calls that write, make durable, cut and remove. The campaign takes every single one.
POINTS: list[Point] = [
    *[("pwrite64", number) for number in range(1, 110, 18)],
    *[("fdatasync", number) for number in range(1, 9, 2)],
    *[("ftruncate", 1), ("unlink", 1), ("unlink", 2)],
]


@pytest.fixture(scope="module")
def tracer(strace: Path) -> Path:
    """strace, if this machine lets it trace."""
    tried = subprocess.run([strace, "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode != 0:
        pytest.skip("strace may not trace here (ptrace is not permitted)")
    return strace


@pytest.mark.strace
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_any_system_call_leaves_a_sound_store(tracer: Path, tmp_path: Path, fault: str) -> None:
    template, target = tmp_path / "template", tmp_path / "points"
    target.mkdir()
    prepare(template)
    struck = inject(tracer, fault, template, target, POINTS)
    assert len(struck) >= len(POINTS) - 2, "the points are calls that are really made"
    for number, point in enumerate(struck):
        judge_point(folder(target, point), fault, converge=number % 5 == 0)
