"""Telling by words alone that a question lies outside the subject: its likeness to questions known to lie there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence


class OutsideWords:
    """Questions outside the subject as sets of stems."""

    def __init__(self, questions: Iterable[Sequence[str]]) -> None:
        """`questions` are given by their stems."""
        self._questions = [frozenset(stems) for stems in questions]
        self._frequency = Counter(stem for stems in self._questions for stem in stems)

    def share(self, stems: Iterable[str], without: int | None = None) -> float:
        """Return how much (0 to 1) of a question's weight the likest outside question holds; rare stems weigh more.

        `without` leaves one outside question out, when that one is asked for a measurement.
        """
        asked = set(stems)
        weight = {stem: self._rarity(stem, without) for stem in asked}
        most = sum(weight.values())
        if most <= 0.0 or not self._questions:
            return 0.0
        return max(sum(weight[s] for s in asked & known) for n, known in enumerate(self._questions) if n != without) / most

    def _rarity(self, stem: str, without: int | None) -> float:
        asked = without is not None and stem in self._questions[without]
        frequency = self._frequency[stem] - asked
        return math.log(1.0 + (len(self._questions) - frequency + 0.5) / (frequency + 0.5))
