"""Opening the records: pragmas, modes, damaged and newer files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import NewerStore, StoreError
from coach.store import DATABASE, LATEST, connect, private_folder
from coach.store.connection import transaction


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_connection_has_every_pragma(home: Path) -> None:
    with closing(connect(home / DATABASE)) as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "synchronous") == 2
        assert pragma(connection, "busy_timeout") == 5000
        assert pragma(connection, "user_version") == LATEST


def test_folder_and_files_are_for_the_owner_alone(home: Path) -> None:
    with closing(connect(home / DATABASE)):
        modes = {path.name: path.stat().st_mode & 0o777 for path in home.iterdir()}
    assert home.stat().st_mode & 0o777 == 0o700
    assert modes[DATABASE] == 0o600
    assert set(modes.values()) == {0o600}


def test_a_folder_that_holds_other_files_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    (shared / "thesis.txt").touch()
    private_folder(shared)
    assert shared.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_the_library_made_first_becomes_private(tmp_path: Path) -> None:
    (tmp_path / "home" / "library").mkdir(parents=True)
    (tmp_path / "home").chmod(0o755)
    private_folder(tmp_path / "home")
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_a_file_in_place_of_the_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="--home"):
        connect(tmp_path / "file" / DATABASE)


def test_a_newer_file_is_refused_untouched(home: Path) -> None:
    path = home / DATABASE
    connect(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute(f"PRAGMA user_version = {LATEST + 1}")
    before = path.read_bytes()
    with pytest.raises(NewerStore, match="Update Coach"):
        connect(path)
    assert path.read_bytes() == before
    assert [p.name for p in home.iterdir()] == [DATABASE]


def test_another_programs_database_is_refused_untouched(home: Path) -> None:
    path = private_folder(home) / DATABASE
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        connect(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_named_and_kept(home: Path, content: bytes) -> None:
    path = private_folder(home) / DATABASE
    path.write_bytes(content)
    with pytest.raises(StoreError, match="coach restore") as caught:
        connect(path)
    assert str(path) in caught.value.what
    assert path.read_bytes() == content


def test_a_file_cut_in_the_middle_is_named_and_kept(home: Path) -> None:
    path = home / DATABASE
    connect(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError), closing(connect(path)) as connection, transaction(connection):
        connection.execute("INSERT INTO fact VALUES ('a', 'b', 'c', 'd')")
        connection.execute("SELECT count(*) FROM event").fetchone()
    assert path.stat().st_size >= len(whole) // 2


def test_a_transaction_keeps_all_or_nothing(home: Path) -> None:
    with closing(connect(home / DATABASE)) as connection:
        with pytest.raises(RuntimeError, match="half way"), transaction(connection):
            connection.execute("INSERT INTO fact VALUES ('my_name', 'Ana', 'r', 'now')")
            raise RuntimeError("half way")
        assert connection.execute("SELECT count(*) FROM fact").fetchone() == (0,)


def test_two_programs_wait_for_each_other_and_then_say_so(home: Path) -> None:
    with closing(connect(home / DATABASE)) as first, closing(connect(home / DATABASE)) as second:
        second.execute("PRAGMA busy_timeout = 1")
        with transaction(first), pytest.raises(StoreError, match="other Coach"), transaction(second):
            pass
