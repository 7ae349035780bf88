"""Copies of the records: backup, restore, wipe. SQLite's own backup interface makes each copy whole."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from coach.errors import StoreError
from coach.store.connection import connect, readable
from coach.store.folder import DATABASE, private_folder
from coach.store.migrations import APPLICATION_ID, check_version


def backup_folder(database: Path) -> Path:
    """Return the folder for copies that Coach makes by itself."""
    return database.parent / "backups"


def copy_to(connection: sqlite3.Connection, target: Path) -> Path:
    """Write a whole copy of open records to `target`, for the owner alone. Raises StoreError; never overwrites."""
    private_folder(target.parent)
    try:
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise StoreError(f"{target} exists already.", "Choose another name; nothing was overwritten.") from error
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.", "Choose another place.") from error
    with readable(target), closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    return target


def backup(home: Path, target: Path) -> Path:
    """Copy the records of `home` to `target` and return it. Raises StoreError when there are none."""
    if not (home / DATABASE).exists():
        raise StoreError(f"There are no records in {home} yet.", "Use Coach first, or name another folder with --home DIR.")
    with closing(connect(home / DATABASE)) as connection:
        return copy_to(connection, target)


def restore(home: Path, source: Path) -> Path | None:
    """Replace the records of `home` by the backup `source`, whole or not at all.

    Returns where the records that were there before are kept, None when there were none. An older backup is brought
    up to date; damaged records are moved aside. Raises StoreError or NewerStore for a `source` that cannot be used.
    """
    _check_source(source)
    database = home / DATABASE
    kept = _put_aside(database) if database.exists() else None
    private_folder(home)
    with readable(database), closing(_bare(database)) as target, closing(_read_only(source)) as given:
        given.backup(target)
    connect(database).close()
    return kept


def _check_source(source: Path) -> None:
    if not source.is_file():
        raise StoreError(f"There is no file {source}.", "Name the file that coach backup wrote.")
    with readable(source), closing(_read_only(source)) as given:
        check_version(given, source)
        if given.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreError(f"{source} is no backup of Coach.", "Name the file that coach backup wrote.")
        verdict = given.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise StoreError(f"{source} is damaged: {verdict}.", "Use another backup; your records were not changed.")


def _put_aside(database: Path) -> Path:
    """Keep the present records: a copy of sound ones, the very files of damaged ones."""
    target = backup_folder(database) / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.db"
    try:
        with closing(connect(database)) as connection:
            return copy_to(connection, target)
    except StoreError:
        private_folder(target.parent)
        for suffix in ("", "-wal", "-shm"):
            file = database.with_name(database.name + suffix)
            if file.exists():
                file.rename(target.with_name(target.name + suffix))
        return target


def _bare(database: Path) -> sqlite3.Connection:
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
    return sqlite3.connect(database, timeout=5)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def record_files(home: Path) -> list[Path]:
    """Return every file with a person's records in `home`: the database, its side files, the automatic backups."""
    database = home / DATABASE
    own = [database.with_name(database.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]
    return [path for path in [*own, *sorted(backup_folder(database).glob("*"))] if path.is_file()]


def wipe(home: Path) -> list[Path]:
    """Delete the records of `home` and their automatic backups, and return what was deleted.

    Exported files, the person's own cards and templates, settings and the prepared library stay.
    Raises StoreError when a file cannot be deleted.
    """
    gone = record_files(home)
    try:
        for path in gone:
            path.unlink()
        folder = backup_folder(home / DATABASE)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    except OSError as error:
        raise StoreError(
            f"{error.filename} cannot be deleted: {error.strerror}.", "Close Coach elsewhere and try again."
        ) from error
    return gone
