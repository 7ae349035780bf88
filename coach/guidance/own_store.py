"""A person's own documents in `<home>/own/own.db`: the extracted text, its words, and its vectors, kept apart from the library.

Deleting `<home>/library` loses nothing of it, and deleting a document leaves nothing of it: freed pages are overwritten
and the file is packed. The folder is for its owner alone.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coach.domain.labels import USES, Use
from coach.domain.own import OwnDocument
from coach.errors import LibraryError

if TYPE_CHECKING:
    from coach.guidance.own_chunks import Chunk

FOLDER: Final = "own"
FILE: Final = "own.db"
FORMAT: Final = "1"
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
    sha256 TEXT NOT NULL, added TEXT NOT NULL, pages INTEGER NOT NULL DEFAULT 0, finished INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    place INTEGER NOT NULL, page INTEGER NOT NULL, headings TEXT NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_in_order ON passages (document, place);
CREATE INDEX IF NOT EXISTS passages_by_digest ON passages (digest);
CREATE TABLE IF NOT EXISTS vectors (digest TEXT NOT NULL, model TEXT NOT NULL, row BLOB NOT NULL, UNIQUE (digest, model));
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    headings, text, content='passages', content_rowid='id', tokenize='porter unicode61');
CREATE TRIGGER IF NOT EXISTS passage_in AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, headings, text) VALUES (new.id, new.headings, new.text); END;
CREATE TRIGGER IF NOT EXISTS passage_out AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, headings, text) VALUES ('delete', old.id, old.headings, old.text); END;
"""
_DOCUMENT: Final = """
SELECT d.id, d.path, d.name, d.kind, d.added, (SELECT count(*) FROM passages p WHERE p.document = d.id), d.pages, d.finished
FROM documents d"""


class OwnStore:
    """The documents, their passages and vectors. Safe to use from several threads; each write is one transaction."""

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`, making both when they are not there. Raises LibraryError when it cannot be used."""
        self.folder = folder
        self.lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            (folder / FILE).touch(0o600)
            self.db = sqlite3.connect(folder / FILE, check_same_thread=False, isolation_level=None, timeout=10.0)
            for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL"):
                self.db.execute(f"PRAGMA {pragma}")
            self.db.executescript(_SCHEMA)
            if not self._meta("format"):
                self.db.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (FORMAT,))
        except (OSError, sqlite3.Error) as error:
            what = f"Your own documents in {folder} cannot be opened: {error}."
            raise LibraryError(what, "Move the folder away and add the documents again.") from error
        if self._meta("format") != FORMAT:
            self.db.close()
            raise LibraryError("Your own documents were added with a newer Coach.", "Install that version again.")

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self.db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make one transaction. Raises LibraryError when the disk is full or another program holds the file."""
        with self.lock:
            try:
                self.db.execute("BEGIN IMMEDIATE")
                try:
                    yield self.db
                except BaseException:
                    self.db.execute("ROLLBACK")
                    raise
                self.db.execute("COMMIT")
            except sqlite3.Error as error:
                what = f"Your own documents cannot be written: {error}."
                raise LibraryError(what, "What was added before stays. Make room and try again.") from error

    def version(self) -> int:
        """Return a number that changes when another connection has written."""
        with self.lock:
            return int(self.db.execute("PRAGMA data_version").fetchone()[0])

    @property
    def use(self) -> Use:
        """Return whether answers draw on these documents."""
        found = self._meta("use")
        return next((use for use in USES if use == found), "with")

    @use.setter
    def use(self, use: Use) -> None:
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('use', ?)", (use,))

    def documents(self) -> list[OwnDocument]:
        """Return all documents, the first added first."""
        return [_document(row) for row in self.rows(f"{_DOCUMENT} ORDER BY d.id")]

    def known(self, path: str, sha256: str) -> tuple[OwnDocument | None, OwnDocument | None, bool]:
        """Return the document at `path`, another with the same content, and whether the first has that content in full."""
        at = self.rows(f"{_DOCUMENT} WHERE d.path = ?", (path,))
        same = self.rows(f"{_DOCUMENT} WHERE d.sha256 = ? AND d.path <> ? AND d.finished", (sha256, path))
        whole = self.rows("SELECT 1 FROM documents WHERE path = ? AND sha256 = ? AND finished", (path, sha256))
        return (_document(at[0]) if at else None), (_document(same[0]) if same else None), bool(whole)

    def move(self, document: int, path: Path) -> None:
        """Note that a document lies elsewhere now."""
        with self.writing() as db:
            db.execute("UPDATE documents SET path = ?, name = ? WHERE id = ?", (str(path), path.name, document))

    def begin(self, document: OwnDocument, sha256: str) -> int:
        """Enter a document that is about to be read, or take up the one at its path, and return its id."""
        with self.writing() as db:
            db.execute(
                "INSERT INTO documents (path, name, kind, sha256, added, pages) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) "
                "DO UPDATE SET sha256 = excluded.sha256, added = excluded.added, pages = excluded.pages, finished = 0",
                (document.path, document.name, document.kind, sha256, document.added, document.pages),
            )
            return int(db.execute("SELECT id FROM documents WHERE path = ?", (document.path,)).fetchone()[0])

    def put(self, document: int, placed: Sequence[tuple[int, Chunk]], known: Mapping[str, int]) -> list[tuple[int, str]]:
        """Write passages at their places and return the id and digest of each; those that are `known` only move."""
        found: list[tuple[int, str]] = []
        with self.writing() as db:
            for place, chunk in placed:
                if chunk.digest in known:
                    db.execute("UPDATE passages SET place = ?, page = ? WHERE id = ?", (place, chunk.page, known[chunk.digest]))
                    found.append((known[chunk.digest], chunk.digest))
                    continue
                row = (document, place, chunk.page, json.dumps(chunk.headings, ensure_ascii=False), chunk.text, chunk.digest)
                sql = "INSERT INTO passages (document, place, page, headings, text, digest) VALUES (?, ?, ?, ?, ?, ?)"
                found.append((int(db.execute(sql, row).lastrowid or 0), chunk.digest))
        return found

    def finish(self, document: int, gone: Sequence[int]) -> None:
        """Mark a document as read to its end, and delete the passages that are no longer in it."""
        with self.writing() as db:
            db.executemany("DELETE FROM passages WHERE id = ?", [(one,) for one in gone])
            if gone:
                db.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT digest FROM passages)")
            db.execute("UPDATE documents SET finished = 1 WHERE id = ?", (document,))

    def remove(self, documents: Sequence[int]) -> list[int]:
        """Delete documents with everything that was made of them, pack the file, and return the ids of their passages."""
        ids: list[int] = []
        with self.writing() as db:
            for document in documents:
                ids += [row[0] for row in db.execute("SELECT id FROM passages WHERE document = ?", (document,))]
                db.execute("DELETE FROM passages WHERE document = ?", (document,))
                db.execute("DELETE FROM documents WHERE id = ?", (document,))
            db.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT digest FROM passages)")
            db.execute("INSERT INTO words (words) VALUES ('optimize')")
        with self.lock:
            self.db.execute("VACUUM")
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return ids

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return what a query finds."""
        with self.lock:
            return self.db.execute(sql, values).fetchall()

    def _meta(self, key: str) -> str:
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else ""


def passages_of(store: OwnStore, document: int) -> dict[str, int]:
    """Return the ids of a document's passages by their digest."""
    return dict(store.rows("SELECT digest, id FROM passages WHERE document = ?", (document,)))


def _document(row: Sequence[Any]) -> OwnDocument:
    number, path, name, kind, added, passages, pages, finished = row
    return OwnDocument(number, path, name, kind, added, passages, pages, bool(finished))


def has_documents(folder: Path) -> bool:
    """True when there is a store in `folder`; nothing is opened or made."""
    return (folder / FILE).is_file()
