"""Texts that belong to one card, for fine-tuning, and how well asks that were withheld find their card."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.floors import WEIGHTS
from benchmarks.intents_data import ASKS_HELD, is_held_out
from coach.guidance.calibration import load_calibration
from coach.guidance.fusion import BEST_ASKS
from coach.guidance.lines import read_lines
from coach.guidance.pieces import pieces
from coach.guidance.shelf import load_shelf

BATCH = 24
PASSAGE_SHARE = 0.3
"""How many batches pair asks with passages; the others pair two asks. Apart, because short texts beside long ones are mostly padding."""
LONGEST = 56
"""Words of a passage that are learnt from."""
PASSAGES = 2
"""Pairs take the situation and the answer of a card; the reasons are no better partner for a question."""


def _short(text: str) -> str:
    return " ".join(text.split()[:LONGEST])


class CardPairs:
    """The asks and passages of the shipped cards; one ask in five is left out of the pairs and used to measure."""

    def __init__(self, knowledge: Path) -> None:
        """Read the cards."""
        self.cards = list(load_shelf([knowledge]).cards.values())
        self.asks = [[ask for ask in card.asks if not is_held_out(ask, ASKS_HELD)] for card in self.cards]
        self.passages = [[piece.text for piece in pieces(card) if piece.kind == "passage"] for card in self.cards]
        place = {card.id: n for n, card in enumerate(self.cards)}
        self.lines = [(line.text, place[line.card]) for line in read_lines(knowledge)]
        self.questions = load_calibration([knowledge]).questions
        topics = sorted({card.topic for card in self.cards})
        self._topics = [[n for n, card in enumerate(self.cards) if card.topic == topic] for topic in topics]

    def batch(self, chance: random.Random) -> list[tuple[str, str]]:
        """Return pairs of different cards, half of them of one topic so that siblings are told apart."""
        topic = chance.choice(self._topics)
        chosen = chance.sample(topic, min(BATCH // 2, len(topic)))
        chosen += chance.sample([n for n in range(len(self.cards)) if n not in chosen], BATCH - len(chosen))
        second = self.passages if chance.random() < PASSAGE_SHARE else self.asks
        return [pair for n in chosen if (pair := self._pair(n, second, chance)) is not None]

    def kinds(self) -> list[tuple[str, int]]:
        """Return every ask that may be learnt, every line, and the first passages, each with the number of its card."""
        asks = [(ask, n) for n, found in enumerate(self.asks) for ask in found]
        return asks + self.lines + [(_short(text), n) for n, found in enumerate(self.passages) for text in found[:PASSAGES]]

    def _pair(self, card: int, second: list[list[str]], chance: random.Random) -> tuple[str, str] | None:
        ask = chance.choice(self.asks[card])
        others = second[card][:PASSAGES] if second is self.passages else second[card]
        others = [_short(text) for text in others if text != ask]
        return (ask, chance.choice(others)) if others else None

    def measure(self, encode: Callable[[Sequence[str]], Any], centres: Any) -> dict[str, float]:
        """Return the share of withheld asks, and of the calibration's questions, whose card is among the first 1, 3, 10."""
        asks = [ask for card in self.cards for ask in card.asks]
        owner = np.array([n for n, card in enumerate(self.cards) for _ in card.asks])
        rows, passages = encode(asks), encode([text for texts in self.passages for text in texts])
        from_card = np.array([n for n, texts in enumerate(self.passages) for _ in texts])
        tested = [k for k, ask in enumerate(asks) if is_held_out(ask, ASKS_HELD)]

        def places(vectors: Any, right: list[list[int]], without: list[int] | None) -> Any:
            near = vectors @ rows.T
            if without is not None:
                near[np.arange(len(without)), without] = -1.0
            far, table = vectors @ passages.T, WEIGHTS.centre * (vectors @ centres.T)
            for n in range(len(self.cards)):
                best = np.sort(near[:, owner == n], axis=1)[:, ::-1]
                table[:, n] += WEIGHTS.passage * far[:, from_card == n].max(1)
                table[:, n] += WEIGHTS.ask * best[:, 0] + WEIGHTS.asks * best[:, :BEST_ASKS].mean(1)
            return np.array([min((row > row[card]).sum() for card in cards) for row, cards in zip(table, right, strict=True)])

        place = {card.id: n for n, card in enumerate(self.cards)}
        known = {q: [place[i] for i in ids if i in place] for q, ids in self.questions.items()}
        found = {"questions": places(encode(list(known)), list(known.values()), None)}
        found["withheld asks"] = places(rows[tested], [[int(owner[k])] for k in tested], tested)
        return {f"{name} hit@{n}": float((at < n).mean()) for name, at in found.items() for n in (1, 3, 10)}
