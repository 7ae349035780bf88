"""The numbered steps from an empty file to today's schema. Each is one transaction together with its record."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach.errors import NewerStore, StoreError

APPLICATION_ID: Final = 0x436F6163
"""`Coac` in the file's header, so that another program's database is never taken for Coach's."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step. `statements` run in order inside its transaction; a shipped step is never changed afterwards."""

    number: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS: Final[tuple[Migration, ...]] = (
    Migration(
        1,
        "conversations, results, facts",
        (
            """CREATE TABLE conversation (
                id INTEGER PRIMARY KEY,
                started_at TEXT NOT NULL,
                updated_at TEXT NOT NULL,
                closed_at TEXT
            )""",
            """CREATE TABLE event (
                conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                seq INTEGER NOT NULL,
                kind TEXT NOT NULL,
                body TEXT NOT NULL,
                PRIMARY KEY (conversation, seq)
            ) WITHOUT ROWID""",
            """CREATE TABLE document (
                id INTEGER PRIMARY KEY,
                conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                run TEXT NOT NULL UNIQUE,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                shared TEXT NOT NULL,
                created_at TEXT NOT NULL,
                updated_at TEXT NOT NULL
            )""",
            """CREATE TABLE draft (
                id INTEGER PRIMARY KEY,
                conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                run TEXT NOT NULL,
                version INTEGER NOT NULL,
                situation TEXT NOT NULL,
                channel TEXT NOT NULL,
                tone TEXT NOT NULL,
                recipient TEXT NOT NULL,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                edited INTEGER NOT NULL,
                written_at TEXT NOT NULL,
                UNIQUE (run, version)
            )""",
            """CREATE TABLE fact (
                slot TEXT PRIMARY KEY,
                value TEXT NOT NULL,
                run TEXT NOT NULL,
                learnt_at TEXT NOT NULL
            ) WITHOUT ROWID""",
            """CREATE VIRTUAL TABLE line USING fts5 (
                text, who UNINDEXED, said_at UNINDEXED, conversation UNINDEXED, seq UNINDEXED,
                tokenize = 'unicode61 remove_diacritics 2'
            )""",
            "CREATE INDEX document_kind ON document (kind, updated_at)",
        ),
    ),
    Migration(
        2,
        "versions know where they come from; what became of messages",
        (
            "ALTER TABLE draft ADD COLUMN how TEXT NOT NULL DEFAULT 'written'",
            "ALTER TABLE draft ADD COLUMN base_subject TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE draft ADD COLUMN base_body TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE draft ADD COLUMN char_limit INTEGER",
            "UPDATE draft SET how = 'edited' WHERE edited",
            """CREATE TABLE letter (
                id TEXT PRIMARY KEY,
                recipient TEXT NOT NULL,
                channel TEXT NOT NULL,
                asks INTEGER NOT NULL,
                earlier INTEGER NOT NULL
            ) WITHOUT ROWID""",
            """CREATE TABLE mark (
                letter TEXT NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
                seq INTEGER NOT NULL,
                what TEXT NOT NULL,
                day TEXT NOT NULL,
                run TEXT NOT NULL,
                until TEXT NOT NULL,
                final INTEGER NOT NULL,
                noted_at TEXT NOT NULL,
                PRIMARY KEY (letter, seq)
            ) WITHOUT ROWID""",
            "CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            "CREATE INDEX event_kind ON event (kind)",
        ),
    ),
)

LATEST: Final = MIGRATIONS[-1].number


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that a file has; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise NewerStore for a file of a newer Coach and StoreError for another program's; only reads."""
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != APPLICATION_ID and (owner or tables):
        raise StoreError(f"{path} belongs to another program.", "It was left as it is. Use another folder with --home DIR.")
    version, latest = version_of(connection), migrations[-1].number
    if version > latest:
        what = f"{path} has schema {version}; this Coach knows {latest}."
        raise NewerStore(what, "Nothing was changed. Update Coach, or use another folder with --home DIR.")


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Run the steps that the file does not have yet; before the first of them an existing file is backed up."""
    version = version_of(connection)
    missing = [step for step in migrations if step.number > version]
    if version and missing:
        from coach.store.backups import backup_folder, copy_to

        copy_to(connection, backup_folder(path) / f"before-schema-{missing[-1].number}-{_stamp()}.db")
    for step in missing:
        _run(connection, step)


def _run(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) < step.number:
            _apply(connection, step)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, run_at TEXT NOT NULL)"
    )
    for statement in step.statements:
        connection.execute(statement)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO migration VALUES (?, ?, ?)", (step.number, step.name, now))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {step.number}")


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
