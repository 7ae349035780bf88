"""Scores by words for cards and questions in memory, as SQLite's FTS5 computes them (BM25), for `benchmarks.retrieval`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from coach.domain.library import Card
from coach.guidance.lexical import COLUMN_WEIGHTS, compile_cards, texts
from coach.guidance.outside import OutsideWords
from coach.guidance.shelf import load_shelf

Array = Any


class Words:
    """BM25 as SQLite's FTS5 computes it, with the possibility of leaving one ask of one card out."""

    def __init__(self, cards: Sequence[Card], outside: Sequence[str]) -> None:
        """Index `cards` and questions `outside` with the stems that FTS5 makes of their words."""
        self._scratch = compile_cards(None, load_shelf([]), {})
        self._stem: dict[str, str] = {}
        self._outside = OutsideWords([self.stems(question) for question in outside])
        columns = [[Counter(self.stems(text)) for text in texts(card)] for card in cards]
        names = sorted({stem for card in columns for column in card for stem in column})
        self._column = {stem: n for n, stem in enumerate(names)}
        self._counts = np.zeros((len(COLUMN_WEIGHTS), len(cards), len(names)), dtype=np.float32)
        for n, card in enumerate(columns):
            for c, column in enumerate(card):
                for stem, count in column.items():
                    self._counts[c, n, self._column[stem]] = count
        self._lengths = self._counts.sum(axis=(0, 2))

    def stems(self, text: str) -> list[str]:
        """Return the stems of the words of `text`, in order."""
        found: list[str] = []
        for word in re.findall(r"\w+", text.casefold()):
            if word not in self._stem:
                self._stem[word] = " ".join(self._scratch._stems(word))
            found += self._stem[word].split()
        return found

    def outside(self, question: str, without: int | None) -> float:
        """Return the question's likeness to questions outside the subject, but for the one with the number `without`."""
        return self._outside.share(self.stems(question), without)

    def shares(self, question: str, without: int | None) -> Array:
        """Return each card's share of the question's weight; `without` is the card whose ask the question is."""
        stems = self.stems(question)
        mine, lengths, cards = Counter(stems), self._lengths.copy(), self._counts.shape[1]
        if without is not None:
            lengths[without] -= len(stems)
        scores, most = np.zeros(cards), 0.0
        for stem in mine:
            counts = np.zeros((len(COLUMN_WEIGHTS), cards), dtype=np.float32)
            if stem in self._column:
                counts = self._counts[:, :, self._column[stem]].copy()
            if without is not None:
                counts[1, without] -= mine[stem]
            frequency = int((counts.sum(axis=0) > 0).sum())
            rarity = max(np.log((cards - frequency + 0.5) / (frequency + 0.5)), 1e-6)
            weighed = (np.array(COLUMN_WEIGHTS)[:, None] * counts).sum(axis=0)
            scores += rarity * weighed * 2.2 / (weighed + 1.2 * (0.25 + 0.75 * lengths / lengths.mean()))
            most += rarity * 2.2
        return np.clip(scores / max(most, 1e-6), 0.0, 1.0)
