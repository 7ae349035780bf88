"""Conversations and their events, and the search over what was said."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.events import Event, Said
from coach.store.codec import decode, encode

_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A line of a past conversation. `excerpt` is the part around the words that were searched."""

    conversation: int
    who: str
    at: str
    text: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class ConversationInfo:
    """A conversation as a list shows it; `opening` is the first line typed."""

    id: int
    started_at: str
    updated_at: str
    open: bool
    lines: int
    opening: str


class ConversationRepository:
    """Reads and writes conversations. Writing methods expect an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def latest_open(self) -> int | None:
        """Return the conversation to resume."""
        row = self._connection.execute(
            "SELECT id FROM conversation WHERE closed_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT 1"
        ).fetchone()
        return int(row[0]) if row else None

    def begin(self, at: str) -> int:
        """Add a conversation and return its id."""
        row = self._connection.execute("INSERT INTO conversation (started_at, updated_at) VALUES (?, ?)", (at, at))
        return int(row.lastrowid or 0)

    def close(self, conversation: int, at: str) -> None:
        """Put a conversation away."""
        self._connection.execute("UPDATE conversation SET closed_at = ? WHERE id = ?", (at, conversation))

    def last_seq(self, conversation: int) -> int:
        """Return the number of the last event; 0 when there is none."""
        row = self._connection.execute("SELECT max(seq) FROM event WHERE conversation = ?", (conversation,)).fetchone()
        return int(row[0] or 0)

    def events(self, conversation: int) -> list[Event]:
        """Return all events of a conversation, oldest first. Raises StoreError for one that cannot be read."""
        rows = self._connection.execute("SELECT body FROM event WHERE conversation = ? ORDER BY seq", (conversation,))
        return [decode(body) for (body,) in rows]

    def append(self, conversation: int, after: int, events: Sequence[Event], at: str) -> None:
        """Add events behind number `after`, and what was said to the search."""
        for seq, event in enumerate(events, after + 1):
            row = (conversation, seq, event.kind, encode(event))
            self._connection.execute("INSERT INTO event (conversation, seq, kind, body) VALUES (?, ?, ?, ?)", row)
            if isinstance(event, Said) and event.text.strip():
                line = (event.text, event.who, event.at, conversation, seq)
                self._connection.execute("INSERT INTO line (text, who, said_at, conversation, seq) VALUES (?, ?, ?, ?, ?)", line)
        self._connection.execute("UPDATE conversation SET updated_at = ? WHERE id = ?", (at, conversation))

    def branch(self, conversation: int, until: int, at: str) -> int:
        """Copy the events up to number `until` into a new conversation and return it; the search keeps the first copy."""
        copy = self.begin(at)
        self._connection.execute(
            "INSERT INTO event SELECT ?, seq, kind, body FROM event WHERE conversation = ? AND seq <= ?",
            (copy, conversation, until),
        )
        return copy

    def all(self) -> list[ConversationInfo]:
        """Return every conversation, the latest first."""
        rows = self._connection.execute(
            """SELECT c.id, c.started_at, c.updated_at, c.closed_at IS NULL,
                      (SELECT count(*) FROM event e WHERE e.conversation = c.id AND e.kind = 'said'),
                      coalesce((SELECT json_extract(e.body, '$.text') FROM event e WHERE e.conversation = c.id AND e.kind = 'said'
                                AND json_extract(e.body, '$.who') = 'you' ORDER BY e.seq LIMIT 1), '')
               FROM conversation c ORDER BY c.updated_at DESC, c.id DESC"""
        )
        return [ConversationInfo(row[0], row[1], row[2], bool(row[3]), row[4], row[5]) for row in rows]

    def told(self) -> list[dict[str, str]]:
        """Return the last given answers in words of every run of an interview, by slot."""
        rows = self._connection.execute(
            """SELECT json_extract(body, '$.run'), json_extract(body, '$.answer.slot'), json_extract(body, '$.answer.value')
               FROM event WHERE kind = 'answered' AND json_extract(body, '$.answer.status') = 'given'
                   AND json_type(body, '$.answer.value') = 'text'
               ORDER BY conversation, seq"""
        )
        runs: dict[str, dict[str, str]] = {}
        for run, slot, value in rows:
            runs.setdefault(run, {})[slot] = value
        return list(runs.values())

    def newest_run(self, flow: str) -> str | None:
        """Return the id of the interview of one kind that was opened last."""
        row = self._connection.execute(
            """SELECT json_extract(body, '$.run') FROM event WHERE kind = 'flow_opened' AND json_extract(body, '$.flow') = ?
               ORDER BY conversation DESC, seq DESC LIMIT 1""",
            (flow,),
        ).fetchone()
        return str(row[0]) if row is not None else None

    def search(self, text: str, limit: int = 20) -> list[SaidLine]:
        """Return lines with all words of `text`, the best first. Words may be beginnings; accents do not matter.

        A text of words that the index cannot cut (Chinese, Japanese) is looked for as it stands.
        """
        words = _WORD.findall(text)
        if not words:
            return []
        query = " ".join(f'"{word}"*' for word in words)
        rows = self._connection.execute(
            "SELECT conversation, who, said_at, text, snippet(line, 0, '', '', '…', 24) FROM line WHERE line MATCH ? ORDER BY rank LIMIT ?",
            (query, limit),
        ).fetchall()
        if not rows:
            rows = self._connection.execute(
                "SELECT conversation, who, said_at, text, substr(text, max(1, instr(text, ?) - 60), 160) FROM line"
                " WHERE instr(text, ?) LIMIT ?",
                (text.strip(), text.strip(), limit),
            ).fetchall()
        return [SaidLine(*row) for row in rows]
