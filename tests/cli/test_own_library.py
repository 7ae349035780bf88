"""`coach library add`, `list`, `update`, `remove` and `use`, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli import library as module

from .run import coach


@pytest.fixture(autouse=True)
def unprepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not prepare a library: words find what is added."""
    monkeypatch.setattr(module, "make_ready", lambda place: None)


def test_a_document_comes_and_goes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "rules.md").write_text("# Rules\n\nWe meet on the first Tuesday of a month.\n", encoding="utf-8")
    (tmp_path / "scan.txt").write_bytes(b"\x00\x01\x02\x03")
    ran = coach(capsys, "library", "add", str(tmp_path))
    assert ran.status == 0
    assert "Added: rules.md (1 new passage)." in ran.out
    assert "scan.txt holds no text, whatever its name says." in ran.out
    assert "rules.md" in ran.err
    listed = coach(capsys, "library", "list").out
    assert "1. rules.md: 1 passage, added" in listed
    assert str(tmp_path / "rules.md") in listed
    assert "Unchanged: 1 file." in coach(capsys, "library", "update").out
    assert "alone" in coach(capsys, "library", "use", "only").out
    wrong = coach(capsys, "library", "remove", "1", "7")
    assert (wrong.status, wrong.err) == (1, "There is no document 7. To see their numbers: coach library list\n")
    assert "Taken out: rules.md." in coach(capsys, "library", "remove", "1").out
    assert "no documents yet" in coach(capsys, "library", "list").out


def test_nothing_that_could_be_added_is_a_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = coach(capsys, "library", "add", str(tmp_path / "absent.pdf"))
    assert ran.status == 1
    assert "absent.pdf is not there. Check the path." in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "name a file or a folder"),
        (["remove"], "give numbers"),
        (["remove", "1", "--all"], "give numbers"),
        (["use", "some"], "choose one of with, only, without"),
        (["list", "x"], "takes nothing after it"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = coach(capsys, "library", *arguments)
    assert ran.status == 2
    assert said in ran.err
