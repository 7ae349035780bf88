"""The conversation's journal on SQLite. One `save` is one transaction, so a killed process leaves whole turns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from coach.domain.events import Answered, DocumentWritten, DraftWritten, Event, MarkTakenBack, MessageMarked, RemindersSwitched
from coach.domain.interview import SlotAnswer
from coach.domain.outbox import Letter
from coach.domain.versions import Version
from coach.store.connection import transaction
from coach.store.conversations import ConversationRepository
from coach.store.outbox import OutboxRepository
from coach.store.results import DocumentRepository, DraftRepository, FactRepository


class SqliteJournal:
    """Keeps conversations and what follows from them; satisfies `conversation.ports.Journal`.

    It belongs to the thread that made its connection.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        now: Callable[[], datetime],
        reusable: Collection[str] = (),
    ) -> None:
        """`now` tells the time; `reusable` are the slots whose answers later interviews may take over."""
        self._connection = connection
        self._now = now
        self.conversations = ConversationRepository(connection)
        self.documents = DocumentRepository(connection)
        self.drafts = DraftRepository(connection)
        self.outbox = OutboxRepository(connection)
        self._facts = FactRepository(connection, reusable)
        self._conversation: int | None = None
        self._seq = 0

    def load(self) -> Sequence[Event]:
        """Return the events of the conversation to resume. Raises StoreError when they cannot be read."""
        with transaction(self._connection):
            self._conversation = self.conversations.latest_open()
            events = self.conversations.events(self._conversation) if self._conversation is not None else []
        self._seq = len(events)
        return events

    def save(self, events: Sequence[Event]) -> None:
        """Append the events of one turn with what follows from them, or nothing at all. Raises StoreError.

        When another Coach went on with the same conversation meanwhile, both go on: this one in a copy of its own.
        """
        if not events:
            return
        at = self._time()
        with transaction(self._connection):
            conversation = self._own(at)
            self.conversations.append(conversation, self._seq, events, at)
            for event in events:
                self._follow(conversation, event, at)
        self._conversation, self._seq = conversation, self._seq + len(events)

    def new(self) -> None:
        """Put the current conversation away; the next `save` begins another."""
        if self._conversation is not None:
            with transaction(self._connection):
                self.conversations.close(self._conversation, self._time())
        self._conversation, self._seq = None, 0

    def known(self) -> Mapping[str, str]:
        """Return facts that earlier interviews gave, by slot."""
        return self._facts.known()

    def told(self) -> list[dict[str, str]]:
        """Return the last answers in words of every interview ever run, by slot."""
        return self.conversations.told()

    def versions(self, run: str) -> Sequence[Version]:
        """Return every version of one message, the first first."""
        return [one.as_version() for one in self.drafts.versions(run)]

    def answers(self, run: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of one interview by slot."""
        return self.outbox.answers(run)

    def latest(self, flow: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of the newest interview of one kind, by slot."""
        run = self.conversations.newest_run(flow)
        return self.outbox.answers(run) if run is not None else {}

    def letters(self) -> Sequence[Letter]:
        """Return all messages with what became of them, the oldest first."""
        return self.outbox.letters()

    def reminders_off(self) -> bool:
        """Return whether the person does not want to be told on opening what is due."""
        return self.outbox.reminders_off()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _own(self, at: str) -> int:
        if self._conversation is None:
            return self.conversations.begin(at)
        if self.conversations.last_seq(self._conversation) != self._seq:
            return self.conversations.branch(self._conversation, self._seq, at)
        return self._conversation

    def _follow(self, conversation: int, event: Event, at: str) -> None:
        match event:
            case Answered():
                self._facts.learn(event, at)
            case DocumentWritten():
                self.documents.put(conversation, event)
            case DraftWritten():
                self.drafts.add(conversation, event)
            case MessageMarked() | MarkTakenBack() | RemindersSwitched():
                self.outbox.follow(event, at)

    def _time(self) -> str:
        return self._now().isoformat(timespec="microseconds")
