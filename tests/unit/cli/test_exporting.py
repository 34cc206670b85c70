"""A case on its way from one node to another on a disk, by the commands that a person types."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.app.ports.faults import StoreFault
from mithaq.cli.commands.registry import Call, run
from mithaq.cli.exits import Line
from mithaq.cli.exporting import write_export
from mithaq.cli.officer import Who
from mithaq.domain.errors import Refusal
from mithaq.interop.bundle_file import verify_file
from mithaq.testing import acts
from tests.support.case_story import CaseStory
from tests.support.federation import PASSWORD, Federation, federation

BUNDLE = {"bundle": base64.b64encode(b"{}").decode(), "bytes": 2}


@pytest.fixture
def fed() -> Iterator[Federation]:
    found = federation()
    yield found
    found.close()


def test_a_case_is_exported_verified_and_taken_over_elsewhere(fed: Federation, tmp_path: Path) -> None:
    case = CaseStory(fed)
    fed.world.net.cut("EG", fed.world.nodes)
    hash = case.attach("bureau@TN", "synthetic words")
    fed.done("bureau@TN", f"/api/cases/{case.id}/messages", {"text": "synthetic", "attachments": [hash]})
    holder = acts.holder(fed.world)
    call = Call("journal.export", {"subject": case.id, "holder": holder, "whole": True}, Who("bureau@TN", "", PASSWORD))
    out = tmp_path / "case.zip"
    said = write_export(run(fed["TN"], call), out, archived=True)
    assert said == {"bytes": out.stat().st_size, "attachments": 1, "file": str(out)}
    with out.open("rb") as stream:
        assert verify_file(stream, fed.world.roster).ok
    taken = Call("journal.import", {"file": str(out)})
    (first,), (again,) = list(run(fed["EG"], taken)), list(run(fed["EG"], taken))
    assert (first["waiting"], first["payloads"], first["attachments"]) == (0, 1, 1)
    assert set(again.values()) == {0}
    assert fed.get("judge@EG", f"/api/attachments/{hash}").content == b"synthetic words"
    steps = fed.get("judge@EG", f"/api/cases/{case.id}/messages").json()["messages"]
    assert [step["paper"]["attachments"] for step in steps] == [[hash]]


def test_the_file_of_a_case_that_turns_up_is_known_by_the_bundle_in_it(fed: Federation, tmp_path: Path) -> None:
    case, holder, out = CaseStory(fed), acts.holder(fed.world), tmp_path / "case.zip"
    who = Who("bureau@TN", "", PASSWORD)
    write_export(
        run(fed["TN"], Call("journal.export", {"subject": case.id, "holder": holder}, who)), out, archived=True
    )
    fed.settle()
    key = base64.b64encode(fed.world.seal_private["commission"].private_bytes_raw()).decode()

    def known(path: Path) -> list[Line]:
        look = Call("canary.look", {"file": str(path), "key": key}, Who("commissioner@OC", "", PASSWORD))
        *found, _ = run(fed["OC"], look)
        return found

    (line,) = known(out)
    assert (line["member"], line["holder"], line["whole"]) == ("TN", holder, True)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(out.read_bytes()[:-9])
    assert known(broken) == []


def test_a_file_that_is_no_bundle_is_refused_by_its_code(fed: Federation, tmp_path: Path) -> None:
    for name, data, code in (
        ("a.zip", b"PK\x03\x04", "bundle.unreadable"),
        ("b.json", b"{}", "bundle.not_verified"),
        ("no such file", None, "file.unreadable"),
    ):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(Refusal) as refusal:
            list(run(fed["EG"], Call("journal.import", {"file": str(path)})))
        assert refusal.value.code == code


def test_the_answer_of_a_node_that_refuses_is_passed_on_and_no_file_is_made(tmp_path: Path) -> None:
    error = {"error": "not_found", "exit": 4}
    assert write_export(iter([error]), tmp_path / "out", archived=True) == error
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_not_written_to_its_end_is_taken_away_again(tmp_path: Path) -> None:
    error = {"error": "store.corrupt", "exit": 6}
    assert write_export(iter([BUNDLE, error]), tmp_path / "out", archived=True) == error

    def broken() -> Iterator[Line]:
        yield BUNDLE
        raise StoreFault("store.corrupt", "attachments")

    with pytest.raises(StoreFault):
        write_export(broken(), tmp_path / "out", archived=True)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        write_export(iter([BUNDLE]), tmp_path, archived=False)
    assert refusal.value.code == "file.unwritable"
    assert tmp_path.is_dir()
