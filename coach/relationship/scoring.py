"""Weighted rules: each row says how much one answer speaks for one conclusion. Small enough to be read and argued with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from coach.domain.interview import Value

Row: TypeAlias = tuple[str, str, int]
"""A fact as `slot:value`, the conclusion it speaks for, and its points; negative points speak against it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusions with more than no points, best first, and for each the facts that spoke for it, strongest first."""

    ranked: tuple[tuple[str, int], ...]
    reasons: Mapping[str, tuple[str, ...]]

    @property
    def first(self) -> str | None:
        """The best conclusion, or None when nothing speaks for any."""
        return self.ranked[0][0] if self.ranked else None

    @property
    def second(self) -> str | None:
        """The runner-up, or None."""
        return self.ranked[1][0] if len(self.ranked) > 1 else None

    @property
    def lead(self) -> int:
        """How many points the best has more than the runner-up."""
        points = [score for _, score in self.ranked]
        return points[0] - (points[1] if len(points) > 1 else 0) if points else 0


def facts_of(values: Mapping[str, Value], slots: Iterable[str]) -> frozenset[str]:
    """Return the answers to choice questions as facts, `slot:value`, one for each value of a question with several."""
    found: set[str] = set()
    for slot in slots:
        value = values.get(slot)
        if value is not None:
            found |= {f"{slot}:{one}" for one in (value if isinstance(value, tuple) else (value,))}
    return frozenset(found)


def weigh(facts: frozenset[str], table: Sequence[Row], order: Sequence[str]) -> Verdict:
    """Add up the rows of `table` whose fact holds. Of equal conclusions, the one that stands first in `order` wins."""
    points = dict.fromkeys(order, 0)
    spoke: dict[str, list[tuple[int, str]]] = {name: [] for name in order}
    for fact, conclusion, score in table:
        if fact in facts:
            points[conclusion] += score
            if score > 0:
                spoke[conclusion].append((-score, fact))
    ranked = sorted(((name, score) for name, score in points.items() if score > 0), key=lambda pair: -pair[1])
    return Verdict(
        tuple(ranked), {name: tuple(fact for _, fact in sorted(rows, key=lambda row: row[0])) for name, rows in spoke.items()}
    )
