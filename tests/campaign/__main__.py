"""The long runs: `make campaign`, or `python -m tests.campaign --only kill --points 500`.

Each run goes on where the last one stopped (`.campaign/NAME.json`) and prints its figures so far, also partial ones. A
failure is kept with its seed and ends that run.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mithaq.testing.postgres import Server
from tests.fault import damage, killing
from tests.fault import syscalls as faulty
from tests.fault.server_world import make_databases, strikes
from tests.simulation.convergence import run_seed
from tests.support.postgres import MEMORY_OR_DISK, QUICK

KEPT = Path(".campaign")
A_FEDERATION = 20  # kills that one federation lives through before the next begins


def kill(seed: int) -> int:
    """R1, R14: one federation killed twenty times."""
    with tempfile.TemporaryDirectory() as folder:
        return killing.strikes(Path(folder), f"campaign {seed}", A_FEDERATION)


def server(seed: int) -> int:
    """R1, R7: one PostgreSQL server killed twenty times under one federation."""
    found = Server(QUICK, under=MEMORY_OR_DISK)
    try:
        make_databases(found)
        with tempfile.TemporaryDirectory() as folder:
            strikes(found, Path(folder), f"campaign {seed}", A_FEDERATION)
    finally:
        found.stop()
    return A_FEDERATION


def simulation(seed: int) -> int:
    """R3, R4: one seed of the simulation."""
    run_seed(1000 + seed).world.close()
    return 1


def flips(seed: int) -> int:
    """R10: one flipped bit that fsck has to find."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "built"
        built.mkdir()
        damage.build(built)
        for number in range(A_FEDERATION):
            damage.trial(built, Path(folder) / f"flip{number}", seed * A_FEDERATION + number)
    return A_FEDERATION


def syscalls(seed: int) -> int | None:
    """R2: twenty system calls of one append and one admit, each failing in one way; none after the last."""
    strace = shutil.which("strace")
    fault = list(faulty.FAULTS)[seed % len(faulty.FAULTS)]
    points = faulty.campaign(seed // len(faulty.FAULTS))
    if not strace:
        raise SystemExit("needs the Debian package strace: make system-deps")
    if not points:
        return None
    with tempfile.TemporaryDirectory() as folder:
        template, target = Path(folder) / "template", Path(folder) / "points"
        target.mkdir()
        faulty.prepare(template)
        struck = faulty.inject(Path(strace), fault, template, target, points)
        for point in struck:
            faulty.judge_point(faulty.folder(target, point), fault, converge=True)
    return len(struck)


def network(seed: int) -> int:
    """The main path on seven processes, three NATS servers and PostgreSQL, as `make demo-net ONCE=1` plays it."""
    command = [sys.executable, "-m", "mithaq.cli.main", "demo-net", "--once", "--json"]
    played = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in played.stdout.splitlines()]
    assert played.returncode == 0, played.stderr[-300:]
    assert {line["step"] for line in lines[:-1]} == set(range(1, 15))
    assert "missing" not in [line["state"] for line in lines[:-1]]
    assert lines[-1]["verified"]
    assert lines[-1]["digests_equal"]
    return 1


RUNS: dict[str, tuple[Callable[[int], int | None], int]] = {
    "kill": (kill, 10_000),
    "postgres": (server, 1_000),
    "simulation": (simulation, 20_000),
    "flips": (flips, 1_000),
    "network": (network, 10),
    "syscalls": (syscalls, 456),  # a bound: the run ends after the last call that is really made
}


def run(name: str, points: int) -> bool:
    """Go on with one run for so many more points. Whether everything held."""
    function, goal = RUNS[name]
    file = KEPT / f"{name}.json"
    state: dict[str, Any] = (
        json.loads(file.read_text()) if file.exists() else {"done": 0, "seeds": 0, "failed": [], "seconds": 0.0}
    )
    until = min(goal, state["done"] + points)
    while state["done"] < until and not state.get("ended"):
        began = time.monotonic()
        try:
            made = function(state["seeds"])
        except AssertionError as problem:
            state["failed"].append({"seed": state["seeds"], "what": str(problem)[:300]})
            made = 0
        state["ended"] = made is None
        state["done"] += made or 0
        state["seeds"] += 1
        state["seconds"] += time.monotonic() - began
        file.write_text(json.dumps(state))
        print(f"{name}: {state['done']} of {goal}", file=sys.stderr, flush=True)
        if state["failed"]:
            break
    print(json.dumps({"run": name, "goal": goal, **state}), flush=True)
    return not state["failed"]


def main() -> int:
    """Every run, or the chosen one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", choices=sorted(RUNS))
    options.add_argument("--points", type=int, default=20_000, help="how many more points this time")
    chosen = options.parse_args()
    KEPT.mkdir(exist_ok=True)
    held = [run(name, chosen.points) for name in ([chosen.only] if chosen.only else RUNS)]
    return int(not all(held))


if __name__ == "__main__":
    raise SystemExit(main())
