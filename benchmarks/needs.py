"""How much of what people need an answer conveys: `python -m benchmarks.needs FILE.jsonl`.

Rows are {"query": ..., "needs": [...]}: what a good answer, with the passages it cites, must contain. For several ways of
searching, the share of needs that the first screen of the best card conveys, and that its cited passages do. A need
counts as conveyed where a sentence of the text, or two neighbouring ones, lies within a cosine of it, by the encoder as it came
(not the fine-tuned one, which chose the card). This is a proxy: it orders ways of searching; what share a reader would find
conveyed is for readers to say.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.intents_data import encode
from benchmarks.retrieval import WEIGHTS, Bench, strength
from coach.domain.library import Card
from coach.guidance.calibration import Weights
from coach.guidance.quotes import sentences
from coach.rendering.resources import shipped

NEAR: Final = 0.45
"""The cosine from which a sentence is taken to convey a need."""
FIRST_SCREEN: Final = ("Answer", "Steps")
WAYS: Final = {
    "words only (BM25)": Weights(lexical=1.0),
    "dense: passages and asks": Weights(passage=WEIGHTS.passage, ask=WEIGHTS.ask, asks=WEIGHTS.asks),
    "ours in full": WEIGHTS,
}


def windows(card: Card, sections: tuple[str, ...]) -> list[str]:
    """Return the sentences of some sections of a card, alone and with the next one."""
    found = [sentence for name in sections for sentence in sentences(card.sections.get(name, ""))]
    return found + [f"{first} {second}" for first, second in itertools.pairwise(found)]


def conveyed(needs: list[str], texts: list[str]) -> list[bool]:
    """Return for each need whether one of the texts conveys it."""
    near: Any = encode(needs, frozen=True) @ encode(texts, frozen=True).T
    return [bool(row.max() >= NEAR) for row in near]


def main() -> None:
    """Print one row for each way of searching."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().file.read_text(encoding="utf-8").splitlines() if line.strip()]
    bench = Bench(shipped("knowledge"))
    found = bench.features(bench.known([row["query"] for row in rows]))
    print(f"{'':<28}{'first screen':>14}{'best of three':>15}   ({sum(len(row['needs']) for row in rows)} needs)")
    for name, weights in WAYS.items():
        order = np.argsort(-strength(found, weights), axis=1)
        best = [[bench.cards[n] for n in places[:3]] for places in order]
        one = [
            hit for row, cards in zip(rows, best, strict=True) for hit in conveyed(row["needs"], windows(cards[0], FIRST_SCREEN))
        ]
        three = [
            hit
            for row, cards in zip(rows, best, strict=True)
            for hit in conveyed(row["needs"], [text for card in cards for text in windows(card, FIRST_SCREEN)])
        ]
        print(f"{name:<28}{np.mean(one):>14.3f}{np.mean(three):>15.3f}")


if __name__ == "__main__":
    main()
