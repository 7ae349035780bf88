"""The records as commands read them: all repositories over one connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coach.domain.events import DraftWritten, MarkTakenBack, MessageMarked
from coach.errors import StoreError
from coach.store.connection import connect, readable, transaction
from coach.store.conversations import ConversationRepository
from coach.store.folder import DATABASE
from coach.store.outbox import OutboxRepository
from coach.store.results import DocumentRepository, DraftRepository


class Records:
    """Conversations, documents and drafts of one data folder."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self.conversations = ConversationRepository(connection)
        self.documents = DocumentRepository(connection)
        self.drafts = DraftRepository(connection)
        self.outbox = OutboxRepository(connection)

    def note(self, event: MessageMarked | MarkTakenBack, at: str) -> None:
        """Note what became of a message, outside any conversation. Raises StoreError."""
        with transaction(self._connection):
            self.outbox.follow(event, at)

    def write_version(self, event: DraftWritten) -> None:
        """Add a version to a message, in the conversation that wrote it, so that it is the newest there too. Raises StoreError."""
        conversation = self.drafts.conversation_of(event.run)
        if conversation is None:
            raise StoreError("There is no such message.", "Run: coach versions")
        with transaction(self._connection):
            self.conversations.append(conversation, self.conversations.last_seq(conversation), [event], event.at)
            self.drafts.add(conversation, event)

    def verdict(self) -> str:
        """Return `ok`, or what SQLite finds wrong with the file."""
        with readable(self._path):
            return str(self._connection.execute("PRAGMA quick_check").fetchone()[0])


@contextmanager
def open_records(home: Path) -> Iterator[Records]:
    """Open the records of `home`, bringing them up to date, and close them afterwards. Raises StoreError or NewerStore."""
    path = home / DATABASE
    with closing(connect(path)) as connection, readable(path):
        yield Records(connection, path)
