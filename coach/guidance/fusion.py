"""One ranking out of several: passages, asks and centres by meaning, words by BM25, topics by routing.

The method is a weighted sum of scores that are comparable across questions (cosines, and BM25 as a share of what the
question allows). Reciprocal rank fusion, the usual choice, was measured too and ranked worse (benchmarks/retrieval),
and it gives no score to hold against a floor. Asks point at their card; the best three of a card count.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from coach.domain.library import Card
from coach.guidance.calibration import Weights

BEST_ASKS: Final = 3
AROUND: Final = 5
WHOLE: Final = 0.6
SAME_WORDS: Final = 0.8

Hits = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What each kind of search found for one question: cards with a score, best first; a card may come often in asks.

    `outside` and `outside_words` are the question's likeness to questions outside the subject, 0 when not known.
    """

    passages: Hits = ()
    asks: Hits = ()
    centres: Hits = ()
    lexical: Hits = ()
    outside: float = 0.0
    outside_words: float = 0.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """One card in the ranking. `strength` orders the cards of one question, `score` (0 to 1) compares across questions."""

    card: str
    strength: float
    score: float


@dataclass
class _Parts:
    passage: float
    centre: float
    asks: list[float] = field(default_factory=list)
    lexical: float = 0.0


FLOW_SHARE = 0.6
"""How much the flow that routing expects weighs beside its topic, so that cards of one topic that answer different wishes (a
reminder, a mistake in a message sent) are told apart. Chosen by reading answers to the 30 dev questions, not fitted."""


def rank(
    searches: Sequence[Evidence],
    weights: Weights,
    topics: Mapping[str, str],
    prior: Mapping[str, float] | None = None,
    flows: Mapping[str, str] | None = None,
) -> list[Ranked]:
    """Return every card that was found, best first, one entry a card.

    `searches` holds the evidence for the whole question and then for each of its sentences, if it has several; a card
    counts with what its best sentence says and a little of the whole. `topics` gives the topic of each card, `prior`
    the probability of each topic and, as `flow:<name>`, of each flow; cards that are less likely than the likeliest lose a
    little, so that a prior alone lifts no score.
    """
    strengths = _combined([_strengths(evidence, weights) for evidence in searches])
    known, wanted = prior or {}, flows or {}
    likely = {
        card: known.get(topics.get(card, ""), 0.0) + FLOW_SHARE * known.get(f"flow:{wanted.get(card, '')}", 0.0)
        for card in strengths
    }
    ceiling = max(likely.values(), default=0.0)
    ordered = [(card, strength - weights.prior * (ceiling - likely[card])) for card, strength in strengths.items()]
    ordered.sort(key=lambda item: (-item[1], item[0]))
    best = [strength for _, strength in ordered[:AROUND]]
    common = weights.base + weights.around * (sum(best) / len(best) if best else 0.0)
    common += weights.refused * known.get("flow:out_of_scope", 0.0)
    common += weights.outside * _outside([evidence.outside for evidence in searches])
    common += weights.outside_words * _outside([evidence.outside_words for evidence in searches])
    return [Ranked(card, strength, _logistic(weights.strength * strength + common)) for card, strength in ordered]


def _strengths(evidence: Evidence, weights: Weights) -> tuple[dict[str, float], float]:
    """Return the strength of each card that was found, and that of a card which was not.

    A card that one kind of search did not return is given the weakest score that this search did return: it cannot be
    better than that.
    """
    passage, ask, centre = (hits[-1][1] if hits else 0.0 for hits in (evidence.passages, evidence.asks, evidence.centres))
    found: dict[str, _Parts] = {}

    def parts(card: str) -> _Parts:
        return found.setdefault(card, _Parts(passage, centre))

    for card, score in evidence.passages:
        parts(card).passage = max(parts(card).passage, score)
    for card, score in evidence.asks:
        parts(card).asks.append(score)
    for card, score in evidence.lexical:
        parts(card).lexical = score
    for card, score in evidence.centres:
        parts(card).centre = score
    return {card: _strength(one, ask, weights) for card, one in found.items()}, _strength(_Parts(passage, centre), ask, weights)


def _strength(parts: _Parts, weakest: float, weights: Weights) -> float:
    asks = (sorted(parts.asks, reverse=True) + [weakest] * BEST_ASKS)[:BEST_ASKS]
    return (
        weights.passage * parts.passage
        + weights.centre * parts.centre
        + weights.ask * asks[0]
        + weights.asks * sum(asks) / BEST_ASKS
        + weights.lexical * parts.lexical
    )


def _combined(searches: Sequence[tuple[dict[str, float], float]]) -> dict[str, float]:
    (whole, weakest), *sentences = searches
    if not sentences:
        return whole
    cards = set(whole).union(*(found for found, _ in sentences))
    return {
        card: WHOLE * whole.get(card, weakest) + (1 - WHOLE) * max(found.get(card, least) for found, least in sentences)
        for card in cards
    }


def _outside(values: Sequence[float]) -> float:
    """Return the likeness of the whole, or its mean with that of the likest sentence: a story must not hide the question."""
    return values[0] if len(values) == 1 else (values[0] + max(values[1:])) / 2


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, value))))


def thin(cards: Iterable[Card]) -> list[Card]:
    """Put a card whose answer nearly repeats that of a better one behind all others; the order stays otherwise."""
    kept: list[Card] = []
    repeated: list[Card] = []
    seen: list[set[str]] = []
    for card in cards:
        words = set(re.findall(r"\w+", (card.sections.get("Answer") or card.body).casefold()))
        if any(_alike(words, other) for other in seen):
            repeated.append(card)
        else:
            kept.append(card)
            seen.append(words)
    return kept + repeated


def _alike(first: set[str], second: set[str]) -> bool:
    return len(first & second) >= SAME_WORDS * max(1, len(first | second))
