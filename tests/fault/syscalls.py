"""Faults at single system calls of one append and one admit, injected by strace.

strace counts the calls of each process by itself, and fails the `BURN`-th. A child that is to fail at its k-th call makes
`BURN - k` calls that do nothing before it begins. So one strace, over one warm process that forks, serves every k.

    python -m tests.fault.syscalls TEMPLATE TARGET pwrite64:1 pwrite64:21 fdatasync:3     (under strace)
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from mithaq.app.ports.faults import StoreFault
from tests.fault import warm
from tests.fault.deeds import READER, Deeds
from tests.fault.disk_world import DiskWorld
from tests.fault.judge import go_on
from tests.fault.ledger import Ledger

BURN = 1000  # more than the calls of any kind that one append and one admit make (about 110 pwrite64)
FAULTS = {"EIO": "error=EIO", "ENOSPC": "error=ENOSPC", "SIGKILL": "signal=SIGKILL"}
FOREIGN = 3  # how a child ends that met an exception which is not the store's own

LAST = {"pwrite64": 125, "fdatasync": 15, "ftruncate": 5, "unlink": 7}
"""A little beyond the calls of each kind that one append and one admit make, opening and closing included."""

Point = tuple[str, int]


def _nothing(fd: int) -> dict[str, Callable[[], object]]:
    """Calls without effect, each through the very system call that SQLite uses. It neither renames nor calls fsync here."""
    return {
        "pwrite64": lambda: os.pwrite(fd, b"", 0),
        "fdatasync": lambda: os.fdatasync(fd),
        "ftruncate": lambda: os.ftruncate(fd, 0),
        "unlink": lambda: Path(f"no-such-file-{fd}").unlink(missing_ok=True),
    }


CALLS = tuple(_nothing(0))


def prepare(template: Path) -> None:
    """A closed federation with a past, to be copied for each point."""
    world, ledger = DiskWorld(template, 1), Ledger(template / "ledger")
    deeds = Deeds(world, ledger, "syscalls")
    deeds.bulk()
    deeds.batch()
    world.settle()
    ledger.close()
    world.close()


def inject(strace: Path, fault: str, template: Path, target: Path, points: list[Point]) -> list[Point]:
    """Run all points of one fault; those where it really struck. Raises AssertionError for a foreign exception."""
    log = target / "strace.log"
    rules = [f"--inject={call}:{FAULTS[fault]}:when={BURN}" for call in CALLS]
    quick = [] if fault == "SIGKILL" else ["--seccomp-bpf"]  # with it strace (6.1) injects errors only, no signals
    command = [str(strace), "-f", *quick, "-qq", "-o", str(log), f"--trace={','.join(CALLS)}", *rules]
    names = [f"{call}:{number}" for call, number in points]
    command += [sys.executable, "-m", "tests.fault.syscalls", str(template), str(target), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    injected = {line.split(" ", 1)[0] for line in log.read_text().splitlines() if "(INJECTED)" in line}
    ended = [line.split() for line in done.stdout.splitlines()]  # process, name of the point, how it ended
    return [
        point
        for point, (pid, _, signalled) in zip(points, ended, strict=True)
        if pid in injected or signalled == "SIGKILL"
    ]


def judge_point(root: Path, fault: str, *, converge: bool) -> None:
    """What the child left behind is sound, and if it lived, it went on writing by itself."""
    ledger = Ledger(root / "ledger")
    mine = [line.kind for line in ledger.lines() if line.key.startswith("2-") or line.kind in {"held", "fault"}]
    ledger.close()
    if fault != "SIGKILL" and "fault" in mine:
        assert mine[-1] in {"done", "held"}, f"after the fault nothing could be written: {mine}"
    go_on(root, 3, converge=converge)


def campaign(number: int, size: int = 20) -> list[Point]:
    """The points of one block of the campaign, `size` of them; none after the last."""
    every = [(call, k) for call, last in LAST.items() for k in range(1, last + 1)]
    return every[number * size : (number + 1) * size]


def folder(target: Path, point: Point) -> Path:
    """Where the child of this point worked."""
    return target / f"{point[0]}-{point[1]}"


def _act(root: Path) -> None:
    """One append and one admit; after a fault the same once more."""
    try:
        world = DiskWorld(root, 2)
    except StoreFault:
        return
    ledger = Ledger(root / "ledger")
    deeds = Deeds(world, ledger, "under strace")
    before = len(ledger.lines())
    deeds.draft()
    deeds.replicate(READER)
    if any(line.kind == "fault" for line in ledger.lines()[before:]):
        deeds.draft()
        deeds.replicate(READER)
    world.close()


def _child(root: Path, call: str, number: int) -> None:
    code = FOREIGN
    try:
        burn = _nothing(os.memfd_create("burn"))[call]
        for _ in range(BURN - number):
            burn()
        with suppress(StoreFault):
            _act(root)
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it is what the test looks for
        traceback.print_exc()
    finally:
        os._exit(code)


def main(template: Path, target: Path, names: list[str]) -> int:
    """Fork a child for each point, one after the other; say which process served which point, and how it ended."""
    assert warm.READY
    foreign = 0
    for name in names:
        call, _, number = name.partition(":")
        root = folder(target, (call, int(number)))
        shutil.copytree(template, root)
        pid = os.fork()
        if pid == 0:
            _child(root, call, int(number))
        _, status = os.waitpid(pid, 0)
        foreign += os.WIFEXITED(status) and os.WEXITSTATUS(status) == FOREIGN
        print(pid, name, signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "ended", flush=True)
    return int(foreign > 0)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
