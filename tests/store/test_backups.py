"""Backup, restore, wipe."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import NewerStore, StoreError
from coach.store import DATABASE, SqliteJournal, backup, connect, record_files, restore, wipe
from tests.conftest import FixedClock
from tests.store.samples import draft, goal, said


def fill(home: Path, clock: FixedClock, text: str) -> None:
    journal = SqliteJournal(connect(home / DATABASE), clock.now)
    journal.new()
    journal.save([said(text), goal(text), draft(text)])
    journal.close()


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_restored_backup_equals_the_original(home: Path, tmp_path: Path, clock: FixedClock) -> None:
    fill(home, clock, "as it was")
    original = content(home / DATABASE)
    copy = backup(home, tmp_path / "copy.db")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert restore(tmp_path / "elsewhere", copy) is None
    assert content(tmp_path / "elsewhere" / DATABASE) == original


def test_restoring_keeps_the_present_records_aside(home: Path, tmp_path: Path, clock: FixedClock) -> None:
    fill(home, clock, "before")
    backup(home, tmp_path / "copy.db")
    wipe(home)
    fill(home, clock, "after")
    kept = restore(home, tmp_path / "copy.db")
    assert kept is not None
    assert any("after" in line for line in content(kept))
    assert any("before" in line for line in content(home / DATABASE))
    assert not any("after" in line for line in content(home / DATABASE))


def test_damaged_records_are_moved_aside_by_a_restore(home: Path, tmp_path: Path, clock: FixedClock) -> None:
    fill(home, clock, "whole")
    backup(home, tmp_path / "copy.db")
    (home / DATABASE).write_bytes(b"rubbish" * 1000)
    kept = restore(home, tmp_path / "copy.db")
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 1000
    assert any("whole" in line for line in content(home / DATABASE))


def test_a_backup_never_overwrites(home: Path, tmp_path: Path, clock: FixedClock) -> None:
    fill(home, clock, "one")
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        backup(home, tmp_path / "mine.txt")
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_without_records_there_is_nothing_to_back_up(home: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no records"):
        backup(home, tmp_path / "copy.db")
    assert not home.exists()


@pytest.mark.parametrize("content_of_file", [b"", b"no database" * 200])
def test_what_is_no_backup_changes_nothing(home: Path, tmp_path: Path, clock: FixedClock, content_of_file: bytes) -> None:
    fill(home, clock, "mine")
    before = content(home / DATABASE)
    (tmp_path / "bad.db").write_bytes(content_of_file)
    with pytest.raises(StoreError):
        restore(home, tmp_path / "bad.db")
    with pytest.raises(StoreError, match="no file"):
        restore(home, tmp_path / "absent.db")
    assert content(home / DATABASE) == before


def test_a_newer_backup_is_refused(home: Path, tmp_path: Path, clock: FixedClock) -> None:
    fill(home, clock, "mine")
    copy = backup(home, tmp_path / "copy.db")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(NewerStore):
        restore(home, copy)


def test_wipe_deletes_records_and_backups_and_nothing_else(home: Path, tmp_path: Path, clock: FixedClock) -> None:
    fill(home, clock, "secret words")
    backup(home, tmp_path / "copy.db")
    restore(home, tmp_path / "copy.db")
    (home / "exports").mkdir()
    (home / "exports" / "goal.md").write_text("kept")
    (home / "config.toml").write_text('country = "GB"\n')
    assert wipe(home)
    assert record_files(home) == []
    assert sorted(path.name for path in home.iterdir()) == ["config.toml", "exports"]
    assert wipe(home) == []
