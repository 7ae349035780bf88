"""How much of what people need an answer conveys, for the table of `benchmarks.retrieval`.

Rows are {"query": ..., "needs": [...]}: what a good answer, with the passages it cites, must contain. A need counts as conveyed where a
sentence of the answer, or two neighbouring ones, lies within a cosine of it, by the encoder as it came (not the fine-tuned one,
which chose the card). This is a proxy: it orders ways of searching; what share a reader would find conveyed is for readers to say.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.intents_data import encode
from coach.domain.library import Answer
from coach.guidance.quotes import sentences

NEAR: Final = 0.45
"""The cosine from which a sentence is taken to convey a need."""
FIRST_SCREEN: Final = ("Answer", "Steps")


@dataclass(frozen=True, slots=True)
class Needs:
    """Questions, and for each what an answer must contain."""

    questions: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, path: Path) -> Needs:
        """Read a file of JSON lines. Raises KeyError where a row lacks `query` or `needs`."""
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return cls(tuple(row["query"] for row in rows), tuple(tuple(row["needs"]) for row in rows))

    def covered(self, answers: Sequence[Answer]) -> float:
        """Return the share of all needs that the answers, with what they quote, convey."""
        pairs = zip(self.needs, answers, strict=True)
        return float(np.mean([hit for needs, answer in pairs for hit in conveyed(needs, windows(answer))]))


def windows(answer: Answer) -> list[str]:
    """Return the sentences of an answer and of its quotes, alone and with the next one."""
    card = answer.card
    found = [text for name in FIRST_SCREEN for text in sentences(card.sections.get(name, ""))] if card else []
    found += [citation.quote for citation in answer.citations if citation.quote not in found]
    return found + [f"{first} {second}" for first, second in itertools.pairwise(found)]


def conveyed(needs: Sequence[str], texts: Sequence[str]) -> list[bool]:
    """Return for each need whether one of the texts conveys it."""
    if not texts:
        return [False] * len(needs)
    near: Any = encode(list(needs), frozen=True) @ encode(list(texts), frozen=True).T
    return [bool(row.max() >= NEAR) for row in near]
