"""Goals, exports, search, backup, restore and wipe from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.store import DATABASE, SqliteJournal, connect
from tests.cli.run import Typed, coach
from tests.conftest import FixedClock
from tests.store.samples import draft, goal, said

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kept(home: Path, clock: FixedClock) -> Path:
    """A home with two goals, a message and a conversation."""
    journal = SqliteJournal(connect(home / DATABASE), clock.now)
    journal.save([said("my mentor 李雷 went quiet"), said("For how long?", "coach")])
    journal.save(
        [
            goal("Lead a project", shared="## Lead a project\n\nto show"),
            goal("Speak up", run="r9"),
            draft("Dear Nadia,\n\nmay I ask?"),
        ]
    )
    journal.close()
    return home


def test_goals_are_listed_by_number(capsys: Capture, kept: Path) -> None:
    ran = coach(capsys, "goals")
    assert ran.status == 0
    assert [line[:18] for line in ran.out.splitlines()] == ["1. Lead a project ", "2. Speak up (last "]


def test_without_goals_the_way_to_one_is_named(capsys: Capture) -> None:
    ran = coach(capsys, "goals", "list")
    assert ran.status == 0
    assert "/goal" in ran.out


def test_a_goal_is_shown_in_full_or_as_a_mentor_would_see_it(capsys: Capture, kept: Path) -> None:
    assert coach(capsys, "goals", "show", "1").out == "Lead a project\n\nprivate and all\n"
    assert coach(capsys, "goals", "show", "1", "--shared").out == "Lead a project\n\nto show\n"


def test_a_goal_that_does_not_exist_is_wrong_usage(capsys: Capture, kept: Path) -> None:
    ran = coach(capsys, "goals", "show", "3")
    assert (ran.status, ran.out) == (2, "")
    assert "number 2" in ran.err


def test_goals_are_exported_and_never_over_another_file(capsys: Capture, kept: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "goals.md"
    assert coach(capsys, "goals", "export", "--all", "--out", str(target)).status == 0
    assert "Lead a project" in target.read_text(encoding="utf-8")
    assert "Speak up" in target.read_text(encoding="utf-8")
    again = coach(capsys, "goals", "export", "1", "--out", str(target))
    assert again.status == 1
    assert "exists already" in again.err


def test_a_shared_export_holds_nothing_private(capsys: Capture, kept: Path) -> None:
    coach(capsys, "goals", "export", "--all", "--shared")
    text = (kept / "exports" / "goals-shared.md").read_text(encoding="utf-8")
    assert "to show" in text
    assert "private" not in text


@pytest.mark.parametrize(
    ("what", "there", "absent"),
    [
        ("--all", ["Lead a project", "Dear Nadia", "李雷"], []),
        ("--goal", ["Speak up"], ["Dear Nadia", "李雷"]),
        ("--draft", ["Dear Nadia", "Nadia O'Brien-Khoury", "Two questions"], ["Lead a project", "李雷"]),
        ("--conversation", ["李雷", "For how long?"], ["Dear Nadia"]),
    ],
)
def test_an_export_holds_what_was_asked_for(
    capsys: Capture, kept: Path, tmp_path: Path, what: str, there: list[str], absent: list[str]
) -> None:
    assert coach(capsys, "export", what, "--out", str(tmp_path / "out.md")).status == 0
    text = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert [word for word in there if word not in text] == []
    assert [word for word in absent if word in text] == []


def test_exports_go_to_a_new_file_each_time(capsys: Capture, kept: Path) -> None:
    coach(capsys, "export")
    coach(capsys, "export")
    assert sorted(path.name for path in (kept / "exports").iterdir()) == ["coach-all-2.md", "coach-all.md"]
    assert {path.stat().st_mode & 0o777 for path in (kept / "exports").iterdir()} == {0o600}


def test_nothing_to_export_is_a_problem(capsys: Capture) -> None:
    ran = coach(capsys, "export")
    assert (ran.status, ran.out) == (1, "")
    assert "nothing to export" in ran.err


def test_search_prints_who_said_it_and_when(capsys: Capture, kept: Path) -> None:
    ran = coach(capsys, "search", "mentor", "quiet")
    assert (ran.status, ran.out) == (0, "2026-11-21 you   my mentor 李雷 went quiet\n")
    nothing = coach(capsys, "search", "elephant")
    assert (nothing.status, nothing.out) == (1, "")
    assert "elephant" in nothing.err


def test_backup_wipe_restore_brings_everything_back(capsys: Capture, kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert coach(capsys, "backup", str(copy)).status == 0
    assert coach(capsys, "wipe", "--yes").status == 0
    assert not (kept / DATABASE).exists()
    assert "no goal yet" in coach(capsys, "goals").out
    assert coach(capsys, "restore", str(copy)).status == 0
    assert "Lead a project" in coach(capsys, "goals").out


@pytest.mark.parametrize(("answer", "gone"), [("delete", True), ("yes", True), ("no", False), ("", False)])
def test_wipe_asks_a_person(capsys: Capture, kept: Path, monkeypatch: pytest.MonkeyPatch, answer: str, gone: bool) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(b"", terminal=True))
    monkeypatch.setattr("builtins.input", lambda prompt: answer)
    ran = coach(capsys, "wipe")
    assert (kept / DATABASE).exists() is not gone
    assert ran.status == (0 if gone else 1)
    assert str(kept / DATABASE) in ran.out


def test_wipe_deletes_nothing_when_nobody_can_be_asked(capsys: Capture, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(b"yes\n"))
    ran = coach(capsys, "wipe")
    assert (ran.status, (kept / DATABASE).exists()) == (1, True)
    assert "--yes" in ran.err


def test_a_damaged_file_is_explained_on_standard_error(capsys: Capture, home: Path) -> None:
    home.mkdir()
    (home / DATABASE).write_bytes(b"rubbish" * 999)
    ran = coach(capsys, "goals")
    assert (ran.status, ran.out) == (1, "")
    assert "coach restore" in ran.err
    assert (home / DATABASE).read_bytes() == b"rubbish" * 999
