"""The log of what became of messages: threads, their marks, and whether the person wants to be reminded."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from coach.domain.events import Answered, MarkTakenBack, MessageMarked, RemindersSwitched
from coach.domain.interview import SlotAnswer
from coach.domain.outbox import Letter, Mark
from coach.store.codec import decode

_REMINDERS: Final = "reminders"


class OutboxRepository:
    """Messages with what became of them. Writing expects an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def follow(self, event: MessageMarked | MarkTakenBack | RemindersSwitched, at: str) -> None:
        """Take over what an event says."""
        match event:
            case MessageMarked():
                self._mark(event, at)
            case MarkTakenBack(letter):
                self._take_back(letter)
            case RemindersSwitched(off):
                row = (_REMINDERS, "off" if off else "on")
                self._connection.execute("INSERT OR REPLACE INTO preference VALUES (?, ?)", row)

    def letters(self) -> list[Letter]:
        """Return all messages, sent or not, the oldest first; a reminder is part of the thread it belongs to.

        A message written again and again is one message, with the heading of its last version; numbers stay as they are.
        """
        marks = self._marks()
        heads = {row[0]: row[1:] for row in self._connection.execute("SELECT id, recipient, channel, asks, earlier FROM letter")}
        inside = {mark.run for log in marks.values() for mark in log if mark.run} - set(heads)
        rows = self._connection.execute(
            """SELECT d.run, d.recipient, d.situation, d.channel, d.subject, substr(first.written_at, 1, 10)
               FROM draft d JOIN draft first ON first.run = d.run AND first.version = 1
               WHERE d.version = (SELECT max(version) FROM draft other WHERE other.run = d.run) ORDER BY first.id"""
        ).fetchall()
        found: list[Letter] = []
        for number, (run, to, situation, channel, subject, written) in enumerate(rows, 1):
            if run not in inside:
                to, channel, asks, earlier = heads.get(run, (to, channel, True, 0))
                found.append(
                    Letter(run, number, to, situation, channel, subject, written, bool(asks), earlier, marks.get(run, ()))
                )
        return found

    def reminders_off(self) -> bool:
        """Return whether the person does not want to be told on opening what is due."""
        row = self._connection.execute("SELECT value FROM preference WHERE name = ?", (_REMINDERS,)).fetchone()
        return row is not None and row[0] == "off"

    def answers(self, run: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of an interview by slot, so that a reminder asks nothing again."""
        rows = self._connection.execute(
            "SELECT body FROM event WHERE kind = 'answered' AND json_extract(body, '$.run') = ? ORDER BY conversation, seq",
            (run,),
        )
        events = (decode(body) for (body,) in rows)
        return {event.answer.slot: event.answer for event in events if isinstance(event, Answered)}

    def _marks(self) -> dict[str, tuple[Mark, ...]]:
        found: dict[str, tuple[Mark, ...]] = {}
        for letter, what, day, run, until, final in self._connection.execute(
            "SELECT letter, what, day, run, until, final FROM mark ORDER BY letter, seq"
        ):
            found[letter] = (*found.get(letter, ()), Mark(what, day, run, until, bool(final)))
        return found

    def _mark(self, event: MessageMarked, at: str) -> None:
        head = (event.letter, event.to, event.channel, event.asks, event.earlier)
        self._connection.execute("INSERT OR IGNORE INTO letter VALUES (?, ?, ?, ?, ?)", head)
        m = event.mark
        self._connection.execute(
            "INSERT INTO mark SELECT ?, 1 + coalesce(max(seq), 0), ?, ?, ?, ?, ?, ? FROM mark WHERE letter = ?",
            (event.letter, m.what, m.on, m.run, m.until, m.final, at, event.letter),
        )

    def _take_back(self, letter: str) -> None:
        last = "SELECT max(seq) FROM mark WHERE letter = ?"
        self._connection.execute(f"DELETE FROM mark WHERE letter = ? AND seq = ({last})", (letter, letter))  # noqa: S608
        self._connection.execute(
            "DELETE FROM letter WHERE id = ? AND NOT EXISTS (SELECT 1 FROM mark WHERE letter = ?)", (letter, letter)
        )
