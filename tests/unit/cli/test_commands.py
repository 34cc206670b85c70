"""The commands as a person types them, one after the other on one node."""

import io
import json
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest

from mithaq.cli.main import main
from tests.support.demo_home import as_demo

LIST = Path(__file__).parents[2] / "vectors" / "un"


def run(*arguments: str, cwd: Path, status: int = 0, lang: str = "en") -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    argv = ["mithaq", "--lang", lang, *arguments]
    said = redirect_stdout(out), redirect_stderr(err)
    with chdir(cwd), said[0], said[1], patch.object(sys, "argv", argv), pytest.raises(SystemExit) as ended:
        main()
    assert "Traceback" not in err.getvalue()
    assert (ended.value.code or 0) == status, out.getvalue() + err.getvalue()
    return out.getvalue(), err.getvalue()


def lines(output: str) -> list[dict]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli") / "node"
    run("init", str(place), "--state", "TN", cwd=place.parent)
    return as_demo(place)


@pytest.fixture(scope="module")
def imported(home: Path) -> Path:
    found = sorted(LIST.glob("*.xml"))
    out, _ = run("import", "un", str(found[0]), "--json", cwd=home)
    assert lines(out)[-1]["added"] == lines(out)[-1]["individuals"] > 0
    return found[0]


def test_importing_twice_changes_nothing(home: Path, imported: Path) -> None:
    out, _ = run("import", "un", str(imported), "--json", cwd=home)
    last = lines(out)[-1]
    assert (last["added"], last["changed"], last["withdrawn"]) == (0, 0, 0)
    assert last["unchanged"] == last["individuals"]


def test_a_check_without_a_purpose_is_refused(home: Path) -> None:
    _, err = run("check", "--name", "anybody", cwd=home, status=1)
    assert "check.no_purpose" in err


def test_the_refusal_is_arabic_where_arabic_is_asked_for(home: Path) -> None:
    _, err = run("check", "--name", "anybody", cwd=home, status=1, lang="ar")
    assert "الغرض" in err


def test_a_check_that_finds_nobody_is_done(home: Path) -> None:
    out, _ = run("check", "--name", "Zzyzx Qwrtp", "--purpose", "border", "--json", cwd=home)
    assert lines(out)[-1]["class"] == "none"


@pytest.mark.parametrize("broken", ["<CONSOLIDATED_LIST><INDIVIDUALS>", "<OTHER/>", "not xml", ""])
def test_a_broken_list_names_its_line_and_changes_nothing(home: Path, tmp_path: Path, broken: str) -> None:
    file = tmp_path / "list.xml"
    file.write_text(broken, "utf-8")
    before, _ = run("journal", "list", "--json", cwd=home)
    _, err = run("import", "un", str(file), cwd=home, status=1)
    assert "list." in err
    after, _ = run("journal", "list", "--json", cwd=home)
    assert before == after


def test_the_operator_may_not_draft(home: Path, tmp_path: Path) -> None:
    content = {"kind": "firearm", "serial": "X1", "country": "TN", "report_number": "1"}
    file = tmp_path / "alert.json"
    file.write_text(json.dumps({**content}), "utf-8")
    _, err = run("alert", "approve", "a-0000000000000000", cwd=home, status=4)
    assert "not_found" in err
    _, err = run(
        "alert", "draft", str(file), "--officer", "nobody@TN", "--password-file", str(file), cwd=home, status=3
    )
    assert "officer.sign_in" in err


def test_fsck_and_verify_say_sound(home: Path, imported: Path) -> None:
    assert lines(run("fsck", "--json", cwd=home)[0])[-1]["sound"] is True
    assert lines(run("journal", "verify", "--json", cwd=home)[0])[-1]["verified"] is True


def test_a_flipped_bit_is_found(tmp_path: Path) -> None:
    home = tmp_path / "node"
    run("init", str(home), "--state", "EG", cwd=tmp_path)
    run("import", "un", str(sorted(LIST.glob("*.xml"))[0]), cwd=home)
    database = home / "mithaq.db"
    data = bytearray(database.read_bytes())
    place = data.rfind(b"mithaq") if b"sanctions" not in data else data.rfind(b"sanctions")
    data[place] ^= 1
    database.write_bytes(bytes(data))
    (home / "mithaq.db-wal").unlink(missing_ok=True)
    out, err = run("fsck", "--json", cwd=home, status=6)
    assert '"sound":false' in out or "store.corrupt" in out + err


def test_no_node_here(tmp_path: Path) -> None:
    _, err = run("check", "--name", "x", "--purpose", "border", cwd=tmp_path, status=1)
    assert "home.none" in err


def test_init_twice_is_refused(home: Path) -> None:
    _, err = run("init", str(home), "--state", "TN", cwd=home, status=1)
    assert "home.exists" in err


def test_an_unknown_state_is_refused(tmp_path: Path) -> None:
    _, err = run("init", str(tmp_path / "x"), "--state", "ZZ", cwd=tmp_path, status=1)
    assert "member.unknown" in err
