"""From every old schema to today's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.store import DATABASE, connect, version_of
from coach.store.migrations import MIGRATIONS, Migration

NEXT = Migration(MIGRATIONS[-1].number + 1, "a later one", ("ALTER TABLE fact ADD COLUMN note TEXT NOT NULL DEFAULT ''",))
BROKEN = Migration(MIGRATIONS[-1].number + 1, "a broken one", ("CREATE TABLE half (a)", "CREATE TABLE half (a)"))


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_numbers_run_from_one_without_a_gap() -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("old", range(1, len(MIGRATIONS) + 1))
def test_every_old_schema_becomes_todays(home: Path, tmp_path: Path, old: int) -> None:
    connect(home / DATABASE, MIGRATIONS[:old]).close()
    with closing(connect(home / DATABASE)) as upgraded, closing(connect(tmp_path / "new" / DATABASE)) as fresh:
        assert tables(upgraded) == tables(fresh)
        assert version_of(upgraded) == MIGRATIONS[-1].number


def test_each_step_leaves_its_record(home: Path) -> None:
    with closing(connect(home / DATABASE)) as connection:
        rows = connection.execute("SELECT number, name FROM migration").fetchall()
    assert rows == [(step.number, step.name) for step in MIGRATIONS]


def test_an_upgrade_backs_up_first_and_keeps_the_data(home: Path) -> None:
    with closing(connect(home / DATABASE)) as connection:
        connection.execute("INSERT INTO fact VALUES ('my_name', 'Ana', 'r', 'now')")
    with closing(connect(home / DATABASE, (*MIGRATIONS, NEXT))) as connection:
        assert connection.execute("SELECT value, note FROM fact").fetchall() == [("Ana", "")]
    (copy,) = (home / "backups").iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as old:
        assert version_of(old) == MIGRATIONS[-1].number
        assert old.execute("SELECT value FROM fact").fetchall() == [("Ana",)]


def test_a_new_file_needs_no_backup(home: Path) -> None:
    connect(home / DATABASE).close()
    assert not (home / "backups").exists()


def test_a_step_that_fails_changes_nothing(home: Path) -> None:
    with closing(connect(home / DATABASE)) as connection:
        before = tables(connection)
    with pytest.raises(StoreError):
        connect(home / DATABASE, (*MIGRATIONS, BROKEN))
    with closing(connect(home / DATABASE)) as connection:
        assert tables(connection) == before
        assert version_of(connection) == MIGRATIONS[-1].number
