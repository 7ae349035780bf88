"""Opening `coach.db`: the one place that sets pragmas, file modes and the guard against damaged or newer files."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coach.errors import StoreError
from coach.store.folder import private_folder
from coach.store.migrations import MIGRATIONS, Migration, check_version, migrate

BUSY_MS: Final = 5000


def connect(path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> sqlite3.Connection:
    """Open the records at `path` (created for the owner alone when absent) and bring them up to date.

    Raises NewerStore, leaving the file untouched, when a newer Coach wrote it; StoreError when it is damaged or cannot
    be opened. A damaged file is never deleted.
    """
    private_folder(path.parent)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path} cannot be opened: {error}.", "Check the folder's rights, or use --home DIR.") from error
    try:
        with readable(path):
            check_version(connection, path, migrations)
            _set_pragmas(connection)
            migrate(connection, path, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_pragmas(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into a StoreError that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        locked = "locked" in str(error)
        remedy = "Close the other Coach and try again." if locked else "Run: coach doctor"
        raise StoreError(f"{path} cannot be read or written: {error}.", remedy) from error
    except sqlite3.DatabaseError as error:
        remedy = "It was left as it is. Run: coach restore BACKUP, or move the file away to begin with empty records."
        raise StoreError(f"{path} is damaged: {error}.", remedy) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Run a block as one transaction: all of it is kept, or nothing. SQLite's errors come out as StoreError."""
    with readable(_path(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _path(connection: sqlite3.Connection) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2] or "records")
