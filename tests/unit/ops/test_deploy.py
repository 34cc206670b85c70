"""What stands in deploy/ names commands and options that there are, and gives no more rights than are needed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import click
import pytest

from mithaq.cli.main import mithaq
from mithaq.home.serving import WHERE
from mithaq.ops import settings

DEPLOY = Path(__file__).parents[3] / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
TIMERS = sorted(DEPLOY.glob("*.timer"))
PROGRAM = re.compile(r"(/\w+)+/mithaq/bin/mithaq")
NEEDED = {
    "ProtectSystem": "strict", "ProtectHome": "yes", "NoNewPrivileges": "yes", "PrivateTmp": "yes", "UMask": "0077",
    "User": "mithaq", "LoadCredential": "mithaq-passphrase:/etc/mithaq/passphrase", "CapabilityBoundingSet": "",
}  # fmt: skip


def unit(file: Path) -> RawConfigParser:
    found = RawConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment,method-assign]  # names of systemd keep their capitals
    found.read_string(file.read_text("utf-8"))
    return found


def typed(line: str) -> list[str]:
    """What follows `mithaq` in a line that starts it, as systemd and the shell would hand it over."""
    words = shlex.split(line)
    if words[0] == "/bin/sh":
        words = shlex.split(words[2].replace("$$", "$").replace("%%", "%"))[1:]
    assert PROGRAM.fullmatch(words[0])
    return words[1:]


def parsed(words: list[str]) -> None:
    """The command line understands this. Raises click.UsageError."""
    command: click.Command = mithaq
    context = click.Context(mithaq)
    while isinstance(command, click.Group):
        name, found, words = command.resolve_command(context, words)
        assert found is not None
        command, context = found, click.Context(found, parent=context, info_name=name)
    command.parse_args(context, words)


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_a_unit_starts_a_command_that_there_is_with_few_rights(file: Path) -> None:
    service = unit(file)["Service"]
    assert {name: service.get(name) for name in NEEDED} == NEEDED
    assert "MemoryDenyWriteExecute" not in service, "numba writes machine code and runs it"
    parsed(typed(service["ExecStart"]))
    assert "passphrase" not in service["ExecStart"]


def test_a_word_that_no_command_knows_is_found() -> None:
    with pytest.raises(click.UsageError):
        parsed(["serve", "--no-such-option"])


@pytest.mark.parametrize("file", TIMERS, ids=lambda file: file.name)
def test_a_timer_has_its_service(file: Path) -> None:
    assert file.with_suffix(".service") in SERVICES
    assert unit(file)["Timer"]["OnCalendar"]


def test_the_credential_is_the_one_that_the_program_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = NEEDED["LoadCredential"].partition(":")[0]
    (tmp_path / name).write_text("words")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.delenv("MITHAQ_PASSPHRASE_FILE", raising=False)
    assert settings.passphrase_files() == [str(tmp_path / name)]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_them(tmp_path: Path) -> None:
    """With a program that is there in place of ours, and without the pages that only an installation has."""
    for file in (*SERVICES, *TIMERS):
        text = PROGRAM.sub("/bin/true", file.read_text("utf-8"))
        (tmp_path / file.name).write_text(re.sub(r"(?m)^(User|Group|Documentation)=.*\n", "", text))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "mithaq" in line]
    assert ours == []
    assert done.returncode == 0, done.stderr


def test_the_container_runs_as_nobody_in_particular_and_serves_what_there_is() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line and not line.startswith("#")]
    last = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM")) :]
    assert "USER 10001:10001" in last
    assert "VOLUME /var/lib/mithaq" in last
    assert last.index("USER 10001:10001") < next(n for n, line in enumerate(last) if line.startswith("ENTRYPOINT"))
    (command,) = [line.removeprefix("CMD ") for line in last if line.startswith("CMD ")]
    parsed(re.findall(r'"([^"]*)"', command))
    assert "--require-hashes" in text
    assert "--read-only" in text
    for word in re.findall(r"COPY (?!--from)(.*)", text):
        for name in word.split()[:-1]:
            assert (DEPLOY.parent / name).exists(), name
    assert WHERE not in text
