"""`mithaq serve` as a process: it answers HTTP and the command line, holds its directory, and ends when told."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import httpx
import pytest

from mithaq.home.directory import create_alone
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from tests.support.demo_home import as_demo

MITHAQ = [sys.executable, "-m", "mithaq.cli.main"]
PATIENCE = 60  # seconds until the test gives up, not a figure to be reached


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("serve") / "node"
    create_alone(place, "TN", load_law(), SystemEntropy())
    return as_demo(place)


@pytest.fixture(scope="module")
def figures() -> int:
    """A free port for figures."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def serving(home: Path, figures: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A serving process and its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*MITHAQ, "serve", "--node", str(home), "--port", str(port), "--metrics", str(figures), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = json.loads(process.stdout.readline())["url"]
            _wait_for(url)
            yield process, url
        finally:
            process.kill()


def _wait_for(url: str) -> None:
    for _ in range(PATIENCE * 10):
        try:
            httpx.get(f"{url}/api/health")
        except httpx.TransportError:
            sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def typed(home: Path, *arguments: str, status: int = 0) -> list[dict[str, Any]]:
    done = subprocess.run(
        [*MITHAQ, *arguments, "--node", str(home), "--json"],
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_answers_both_until_it_is_told_to_end(
    serving: tuple[subprocess.Popen[str], str], home: Path, figures: int
) -> None:
    process, url = serving
    assert httpx.get(f"{url}/health/ready").json() == {"ready": True}
    assert httpx.get(f"{url}/metrics").status_code == 404, "officers do not reach the figures"
    assert "mithaq_index_records 0.0" in httpx.get(f"http://127.0.0.1:{figures}/metrics").text
    found = {line["check"]: line for line in typed(home, "doctor", status=12) if "check" in line}
    assert found["config.address"] == {"check": "config.address", "verdict": "ok", "address": "127.0.0.1"}
    assert httpx.get(f"{url}/api/health").status_code == 200
    assert typed(home, "check", "--name", "محمد", "--purpose", "border")[-1]["class"] == "none"
    (line,) = typed(home, "check", "--name", "محمد", status=1)
    assert line["error"] == "check.no_purpose"
    (line,) = typed(home, "alert", "list", status=3)
    assert line["error"] == "forbidden"
    (line,) = typed(home, "serve", "--port", "1", status=5)
    assert line["error"] == "home.busy"
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert not (home / "serve.json").exists()
    summary = typed(home, "fsck")[-1]
    assert summary["sound"] is True
    assert summary["log_lines"] >= 1, "the check was written down by the process that answered it"
