"""What interviews leave behind: goals and other sheets, messages with all their versions, and facts worth reusing."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from coach.domain.drafts import Draft
from coach.domain.events import Answered, DocumentWritten, DraftWritten
from coach.domain.versions import Version

GOAL: Final = "goal_interview"
"""The interview whose sheet is a goal."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A sheet as it stands. `shared` leaves out what is private; `kind` is the interview that wrote it."""

    id: int
    kind: str
    title: str
    body: str
    shared: str
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One version of a message. `run` is the interview that wrote it; versions count from 1."""

    run: str
    version: int
    situation: str
    channel: str
    tone: str
    to: str
    subject: str
    body: str
    edited: bool
    written_at: str
    how: str = "written"
    limit: int | None = None
    base_subject: str = ""
    base_body: str = ""

    def as_version(self) -> Version:
        """Return it as the conversation knows versions; the notes of its review are not kept."""
        d = Draft(self.situation, self.channel, self.tone, self.body, self.subject, self.to, self.limit, edited=bool(self.edited))  # type: ignore[arg-type]
        return Version(self.version, d, self.written_at, self.how, (self.base_subject, self.base_body))  # type: ignore[arg-type]


class DocumentRepository:
    """Sheets and plans, one for each run of an interview. Writing expects an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, conversation: int, event: DocumentWritten) -> None:
        """Add a sheet, or bring it up to date."""
        self._connection.execute(
            """INSERT INTO document (conversation, run, kind, title, body, shared, created_at, updated_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)
               ON CONFLICT (run) DO UPDATE SET title = excluded.title, body = excluded.body, shared = excluded.shared,
                   updated_at = excluded.updated_at""",
            (conversation, event.run, event.document, event.title, event.body, event.shared, event.at, event.at),
        )

    def all(self, kind: str = "") -> list[StoredDocument]:
        """Return the sheets of one kind, or all, the oldest first."""
        rows = self._connection.execute(
            "SELECT id, kind, title, body, shared, created_at, updated_at FROM document WHERE ? IN ('', kind) ORDER BY created_at, id",
            (kind,),
        )
        return [StoredDocument(*row) for row in rows]

    def goals(self) -> list[StoredDocument]:
        """Return the goals, the oldest first."""
        return self.all(GOAL)


class DraftRepository:
    """Messages; every version is kept. Writing expects an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, conversation: int, event: DraftWritten) -> None:
        """Add the next version of a run's message."""
        d = event.draft
        head = (conversation, event.run, d.situation, d.channel, d.tone, d.to, d.subject, d.body, d.edited, event.at)
        self._connection.execute(
            """INSERT INTO draft (conversation, run, version, situation, channel, tone, recipient, subject, body, edited, written_at,
                   how, base_subject, base_body, char_limit)
               SELECT ?, ?, 1 + coalesce(max(version), 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM draft WHERE run = ?""",
            (*head, event.how, *event.base, d.limit, event.run),
        )

    def versions(self, run: str) -> list[StoredDraft]:
        """Return every version of one message, the first first."""
        return self._read("WHERE run = ? ORDER BY version", (run,))

    def latest(self) -> list[StoredDraft]:
        """Return the last version of every message, the oldest message first."""
        return self._read(
            "WHERE version = (SELECT max(version) FROM draft other WHERE other.run = draft.run) ORDER BY written_at, id", ()
        )

    def conversation_of(self, run: str) -> int | None:
        """Return the conversation in which a message was written; None for an unknown one."""
        row = self._connection.execute("SELECT max(conversation) FROM draft WHERE run = ?", (run,)).fetchone()
        return int(row[0]) if row and row[0] is not None else None

    def _read(self, where: str, values: tuple[str, ...]) -> list[StoredDraft]:
        rows = self._connection.execute(
            f"""SELECT run, version, situation, channel, tone, recipient, subject, body, edited, written_at, how, char_limit,
                    base_subject, base_body
                FROM draft {where}""",  # noqa: S608
            values,
        )
        return [StoredDraft(*row) for row in rows]


class FactRepository:
    """The last answer given to each question whose answer later interviews may reuse. Writing expects a transaction."""

    def __init__(self, connection: sqlite3.Connection, reusable: Collection[str]) -> None:
        self._connection = connection
        self._reusable = frozenset(reusable)

    def learn(self, event: Answered, at: str) -> None:
        """Keep an answer in words to a reusable question; anything else is ignored."""
        answer = event.answer
        if answer.slot in self._reusable and answer.status == "given" and isinstance(answer.value, str):
            self._connection.execute(
                "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?)", (answer.slot, answer.value, event.run, at)
            )

    def known(self) -> dict[str, str]:
        """Return the facts by slot."""
        rows = self._connection.execute("SELECT slot, value FROM fact").fetchall()
        return {slot: value for slot, value in rows if slot in self._reusable}
