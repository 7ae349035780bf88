"""Search in own passages by words. Words weigh what they weigh among the cards, so that both kinds of score compare.

SQLite's BM25 picks the candidates; their share of the question's weight is then worked out as `lexical` does it for
cards, with the rarity that each word has there. Three notes are then searched as soundly as a hundred thousand passages.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from coach.guidance.own_store import OwnStore

CANDIDATES: Final = 30
POSTINGS: Final = 6_000
"""Passages that one question's words may touch together; beyond that its commonest words are left out, for speed."""
REMEMBERED: Final = 4096
NOTHING: Final = 0.01
"""A word below this rarity stands in half of the cards and says nothing."""
LENGTH: Final = 110.0
"""Words of a usual passage, for BM25."""
_K1: Final = 1.2
_B: Final = 0.75
_WORD: Final = re.compile(r"\w+")
_OPEN: Final = "\x02"
_SHUT: Final = "\x03"
_MARKED: Final = re.compile(f"{_OPEN}([^{_SHUT}]*){_SHUT}")

Rarity = Callable[[Iterable[str]], Mapping[str, float]]


class OwnWords:
    """The words of one store."""

    def __init__(self, store: OwnStore) -> None:
        """Prepare to count words; nothing is read yet."""
        self._store = store
        self._stems = Stems()
        self._frequency: dict[str, int] = {}
        with store.lock:
            store.db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.own_words USING fts5vocab(main, words, row)")

    def forget(self) -> None:
        """Count anew: the store has changed."""
        self._frequency.clear()

    def search(self, question: str, rarity: Rarity) -> list[tuple[int, float]]:
        """Return the best passages for the words of `question`, best first, each with its share (0 to 1) of their weight."""
        weights, words = self._weigh(question, rarity)
        most = sum(weights.values()) * (_K1 + 1)
        if not words or most <= 0:
            return []
        sql = "SELECT rowid, highlight(words, 0, ?, ?), highlight(words, 1, ?, ?) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
        match = " OR ".join(f'"{word}"' for word in words)
        rows = self._store.rows(sql, (_OPEN, _SHUT, _OPEN, _SHUT, match, CANDIDATES))
        found = [(int(one), min(1.0, self._score(f"{headings}\n{text}", weights) / most)) for one, headings, text in rows]
        return sorted(found, key=lambda hit: -hit[1])

    def _score(self, marked: str, weights: Mapping[str, float]) -> float:
        count: dict[str, int] = {}
        for word in _MARKED.findall(marked):
            for stem in self._stems.of(word.casefold()):
                count[stem] = count.get(stem, 0) + 1
        around = _K1 * (1 - _B + _B * marked.count(" ") / LENGTH)
        return sum(weights.get(stem, 0.0) * times * (_K1 + 1) / (times + around) for stem, times in count.items())

    def _weigh(self, question: str, rarity: Rarity) -> tuple[dict[str, float], list[str]]:
        """Return the weight of each stem of the question, and the words to search for."""
        words = list(dict.fromkeys(_WORD.findall(question.casefold())))
        rare = rarity(words)
        weights: dict[str, float] = {}
        known: dict[str, tuple[int, str]] = {}
        for word in words:
            for stem in self._stems.of(word):
                if stem not in weights:
                    weights[stem] = rare.get(word, 0.0)
                    if weights[stem] > NOTHING and (frequency := self._count(stem)):
                        known[stem] = (frequency, word)
        chosen: list[str] = []
        touched = 0
        for frequency, word in sorted(known.values()):
            touched += frequency
            if touched <= POSTINGS or not chosen:
                chosen.append(word)
        return weights, chosen

    def _count(self, stem: str) -> int:
        if stem not in self._frequency:
            if len(self._frequency) >= REMEMBERED:
                self._frequency.clear()
            rows = self._store.rows("SELECT doc FROM temp.own_words WHERE term = ?", (stem,))
            self._frequency[stem] = int(rows[0][0]) if rows else 0
        return self._frequency[stem]


class Stems:
    """The stems of words, as FTS5 makes them; remembers what it was asked."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False)
        self._db.execute("CREATE VIRTUAL TABLE scratch USING fts5(words, tokenize='porter unicode61')")
        self._db.execute("CREATE VIRTUAL TABLE scratch_words USING fts5vocab(scratch, row)")
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Return the stems of a word; more than one where it is divided, none where it holds no letter."""
        if word not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._db.execute("DELETE FROM scratch")
            self._db.execute("INSERT INTO scratch VALUES (?)", (word,))
            self._known[word] = tuple(row[0] for row in self._db.execute("SELECT term FROM scratch_words"))
        return self._known[word]
