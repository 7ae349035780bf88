"""The lexical index: SQLite FTS5 (BM25) over all cards, which also keeps the compiled cards.

A question never parses Markdown: `compile_cards` reads the card files once and writes one database beside its place,
then renames it. The database carries the fingerprint of the files it was made from; when they change it is made anew.
"""

from __future__ import annotations

import json
import math
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from coach.domain.library import Card, Source
from coach.guidance.outside import OutsideWords
from coach.guidance.shelf import Shelf

FORMAT: Final = "4"
COLUMNS: Final = ("title", "asks", "situation", "body")
COLUMN_WEIGHTS: Final = (2.0, 1.0, 1.0, 1.0)
POSTINGS: Final = 20_000
"""Cards that one question's words may touch together; beyond that its commonest words are left out, for speed."""
REMEMBERED: Final = 4096
_K1: Final = 1.2
_COMMON: Final = 1e-6
"""What FTS5 gives a word that stands in half of the cards or more; such words find nothing and are not searched for."""
_WORD: Final = re.compile(r"\w+")
_TOKENIZER: Final = "tokenize='porter unicode61'"


class LexicalIndex:
    """A compiled library: search by words, cards by id. Safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Wrap an open database that `compile_cards` filled."""
        self._db = connection
        self._lock = threading.Lock()
        self._known: dict[str, list[str]] = {}
        with self._lock:
            self._db.execute(f"CREATE VIRTUAL TABLE temp.scratch USING fts5(words, {_TOKENIZER})")
            self._db.execute("CREATE VIRTUAL TABLE temp.scratch_words USING fts5vocab(temp, scratch, row)")
            self.meta: Mapping[str, Any] = {key: json.loads(value) for key, value in self._db.execute("SELECT * FROM meta")}
            self.topics: Mapping[str, str] = dict(self._db.execute("SELECT id, topic FROM cards"))
            self.flows: Mapping[str, str] = dict(self._db.execute("SELECT id, json_extract(json, '$.flow') FROM cards"))
            self._outside = OutsideWords(self.meta.get("outside", ()))

    def search(self, question: str, limit: int) -> list[tuple[str, float]]:
        """Return the best cards for the words of `question`, best first, each with its share (0 to 1) of their weight.

        The share is the card's BM25 over the most that any card could reach, so that it compares across questions.
        """
        with self._lock:
            words, most = self._weigh(question)
            if not words:
                return []
            match = " OR ".join(f'"{word}"' for word in words)
            weights = ", ".join(str(weight) for weight in COLUMN_WEIGHTS)
            rows = self._db.execute(
                f"SELECT id, -bm25(words, {weights}) AS score FROM words JOIN cards ON cards.rowid = words.rowid "  # noqa: S608
                "WHERE words MATCH ? ORDER BY score DESC LIMIT ?",
                (match, limit),
            ).fetchall()
        return [(card, min(1.0, max(0.0, score / most))) for card, score in rows]

    def outside(self, question: str) -> float:
        """Return how much (0 to 1) the words of `question` are those of a question outside the subject."""
        with self._lock:
            return self._outside.share(self._stemmed(question))

    def idf(self, words: Iterable[str]) -> dict[str, float]:
        """Return how rare each word is among the cards; words are stemmed before they are looked up."""
        found: dict[str, float] = {}
        with self._lock:
            for word in words:
                stems = self._stems(word)
                found[word] = sum(self._rarity(self._frequency(stem)) for stem in stems)
        return found

    def card(self, card_id: str) -> Card | None:
        """Return a card by id, or None."""
        with self._lock:
            row = self._db.execute("SELECT json FROM cards WHERE id = ?", (card_id,)).fetchone()
        return _card(json.loads(row[0])) if row else None

    def cards(self) -> list[Card]:
        """Return all cards."""
        with self._lock:
            rows = self._db.execute("SELECT json FROM cards ORDER BY id").fetchall()
        return [_card(json.loads(row[0])) for row in rows]

    def own(self) -> frozenset[str]:
        """Return the ids of the person's own cards."""
        with self._lock:
            return frozenset(row[0] for row in self._db.execute("SELECT id FROM cards WHERE own"))

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._db.close()

    def _stems(self, text: str) -> list[str]:
        if text not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[text] = self._stemmed(text)
        return self._known[text]

    def _stemmed(self, text: str) -> list[str]:
        self._db.execute("DELETE FROM temp.scratch")
        self._db.execute("INSERT INTO temp.scratch VALUES (?)", (text,))
        return [row[0] for row in self._db.execute("SELECT term FROM temp.scratch_words")]

    def _frequency(self, stem: str) -> int:
        row = self._db.execute("SELECT cards FROM frequency WHERE stem = ?", (stem,)).fetchone()
        return int(row[0]) if row else 0

    def _rarity(self, frequency: int) -> float:
        cards = len(self.topics)
        return max(math.log((cards - frequency + 0.5) / (frequency + 0.5)), _COMMON)

    def _weigh(self, question: str) -> tuple[list[str], float]:
        """Return the words to search for and the weight that a card with all of the question's words tends to."""
        known: dict[str, tuple[int, str]] = {}
        most = 0.0
        for word in dict.fromkeys(_WORD.findall(question.casefold())):
            for stem in self._stems(word):
                if stem not in known:
                    known[stem] = (self._frequency(stem), word)
                    most += self._rarity(known[stem][0]) * (_K1 + 1)
        words: list[str] = []
        touched = 0
        for frequency, word in sorted(known.values()):
            touched += frequency
            if frequency and self._rarity(frequency) > _COMMON and (touched <= POSTINGS or not words):
                words.append(word)
        return words, max(most, 1e-6)


def compile_cards(path: Path | None, shelf: Shelf, meta: Mapping[str, Any]) -> LexicalIndex:
    """Write the cards of `shelf` with `meta` (plain data) to a database at `path`, or in memory, and open it."""
    if path is None:
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection, shelf, meta)
        return LexicalIndex(connection)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    beside.unlink(missing_ok=True)
    connection = sqlite3.connect(beside)
    try:
        _fill(connection, shelf, meta)
    finally:
        connection.close()
    beside.replace(path)
    return LexicalIndex(_connect(path))


def open_compiled(path: Path, fingerprint: str) -> LexicalIndex | None:
    """Open the database at `path` when it is whole and was made from files with this fingerprint; otherwise None."""
    if not path.is_file():
        return None
    connection: sqlite3.Connection | None = None
    with suppress(sqlite3.Error, ValueError):
        connection = _connect(path)
        index = LexicalIndex(connection)
        if index.meta.get("format") == FORMAT and index.meta.get("fingerprint") == fingerprint:
            return index
    if connection is not None:
        connection.close()
    return None


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _fill(db: sqlite3.Connection, shelf: Shelf, meta: Mapping[str, Any]) -> None:
    with db:
        db.execute("CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)")
        db.execute("CREATE TABLE cards (id TEXT UNIQUE, topic TEXT, own INTEGER, json TEXT)")
        db.execute("CREATE TABLE frequency (stem TEXT PRIMARY KEY, cards INTEGER) WITHOUT ROWID")
        db.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, {_TOKENIZER})")
        for row, card in enumerate(shelf.cards.values(), 1):
            plain = json.dumps(_plain(card), ensure_ascii=False)
            db.execute("INSERT INTO cards VALUES (?, ?, ?, ?)", (card.id, card.topic, card.id in shelf.own, plain))
            db.execute("INSERT INTO words (rowid, title, asks, situation, body) VALUES (?, ?, ?, ?, ?)", (row, *texts(card)))
        db.execute("CREATE VIRTUAL TABLE temp.every_word USING fts5vocab(main, words, row)")
        db.execute("INSERT INTO frequency SELECT term, doc FROM temp.every_word")
        everything = {**meta, "format": FORMAT, "outside": _outside_stems(db, meta)}
        db.executemany("INSERT INTO meta VALUES (?, ?)", [(key, json.dumps(value)) for key, value in everything.items()])


def _outside_stems(db: sqlite3.Connection, meta: Mapping[str, Any]) -> list[list[str]]:
    db.execute(f"CREATE VIRTUAL TABLE temp.outside USING fts5(question, {_TOKENIZER})")
    db.execute("CREATE VIRTUAL TABLE temp.outside_words USING fts5vocab(temp, outside, instance)")
    questions = meta.get("calibration", {}).get("outside", ())
    db.executemany("INSERT INTO temp.outside (rowid, question) VALUES (?, ?)", enumerate(questions))
    found: list[set[str]] = [set() for _ in questions]
    for row, stem in db.execute("SELECT doc, term FROM temp.outside_words"):
        found[row].add(stem)
    return [sorted(stems) for stems in found]


def texts(card: Card) -> Sequence[str]:
    """Return what is indexed of a card, in the order of the columns."""
    return card.title, "\n".join(card.asks), card.situation, "\n".join(card.sections.values())


def _plain(card: Card) -> dict[str, Any]:
    names = (
        "id",
        "title",
        "topic",
        "situation",
        "asks",
        "stage",
        "evidence",
        "flow",
        "reviewed",
        "stance",
        "counterpart",
        "seeds",
    )
    sources = [[s.id, s.title, s.kind, s.year, s.author, s.url] for s in card.sources]
    return {**{name: getattr(card, name) for name in names}, "sources": sources, "sections": dict(card.sections)}


def _card(plain: dict[str, Any]) -> Card:
    plain["sources"] = tuple(Source(*parts) for parts in plain["sources"])
    plain["sections"] = MappingProxyType(plain["sections"])
    plain["asks"], plain["seeds"] = tuple(plain["asks"]), tuple(plain["seeds"])
    return Card(**plain)
