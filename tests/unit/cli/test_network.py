"""`mithaq net config`, and the clock of a demonstration."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from mithaq.cli.main import mithaq
from mithaq.cli.network import demo_clock
from mithaq.domain.errors import Refusal
from mithaq.home.directory import create_alone
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from mithaq.testing.clock import START, SharedClock
from tests.support.demo_home import as_demo


def test_it_writes_a_file_a_server_and_the_certificates_of_a_demonstration(tmp_path: Path) -> None:
    arguments = ["net", "config", "--members", "tn,GS,OC", "--out", str(tmp_path), "--demo-ca", "--json"]
    done = CliRunner().invoke(mithaq, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    assert sorted(file.name for file in tmp_path.glob("*.conf")) == [
        "hub1.conf", "hub2.conf", "hub3.conf", "leaf-GS.conf", "leaf-OC.conf", "leaf-TN.conf",
    ]  # fmt: skip
    assert (tmp_path / "tls" / "TN.key").stat().st_mode & 0o077 == 0
    with pytest.raises(Refusal):
        CliRunner().invoke(mithaq, [*arguments, "--hosts", "one,two"], catch_exceptions=False)


def test_a_demonstrations_clock_is_for_its_nodes_alone(tmp_path: Path) -> None:
    driver = SharedClock.make(tmp_path / "clock")
    home = tmp_path / "node"
    create_alone(home, "TN", load_law(), SystemEntropy())
    with pytest.raises(Refusal) as problem:
        demo_clock(home, tmp_path / "clock")
    assert problem.value.code == "serve.demo_clock"
    shown = demo_clock(as_demo(home), tmp_path / "clock")
    driver.forward(days=1, milliseconds=7)
    assert shown.now() == START + timedelta(days=1, milliseconds=7)
    with pytest.raises(ValueError, match="back"):
        driver.forward(seconds=-1)
