"""What can be told from one line alone, before the state of the conversation is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from coach.understanding.corrections import Correction
from coach.understanding.found import Found

Ranked: TypeAlias = tuple[tuple[str, float], ...]
"""Labels with their probabilities, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line as understood.

    `acts` are dialogue acts (cancel, skip, dont_know, greeting, …); `loose` are facts that count
    only while facts are being gathered; `alarm` is a safety category or empty; `feeling`
    is what the line says of the person's mood, or empty; `flows` and
    `topics` are ranked with calibrated probabilities; `scope` is the probability that Coach is for this at all;
    `question` says that the line asks something.
    """

    text: str
    acts: frozenset[str] = frozenset()
    found: tuple[Found, ...] = ()
    loose: tuple[Found, ...] = ()
    correction: Correction | None = None
    alarm: str = ""
    feeling: str = ""
    flows: Ranked = ()
    topics: Ranked = ()
    scope: float = 1.0
    question: bool = False
    why: str = ""

    @property
    def flow(self) -> str:
        """The likeliest flow."""
        return self.flows[0][0] if self.flows else "ask"

    @property
    def topic(self) -> str:
        """The likeliest topic."""
        return self.topics[0][0] if self.topics else "goals"

    @property
    def confidence(self) -> float:
        """The probability of the likeliest flow."""
        return self.flows[0][1] if self.flows else 0.0

    def chance(self, flow: str) -> float:
        """The probability of one flow."""
        return dict(self.flows).get(flow, 0.0)

    def prior(self) -> dict[str, float]:
        """What a search may expect: topics, and flows as `flow:<name>`, with their probabilities."""
        return {**dict(self.topics), **{f"flow:{flow}": p for flow, p in self.flows}}
