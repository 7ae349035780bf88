"""How well the library finds the right card: `python -m benchmarks.retrieval [--calibrate] [--needs FILE.jsonl]`.

Two sets of questions. *Withheld asks*: the asks that the fine-tuned encoder never learnt (one in five), each in its turn taken
out of the ask index and out of the lexical index and asked; its own card is right. *Questions*: those in knowledge/calibration.yaml, written from the situations of the cards without looking at the asks.
Questions outside the subject, in the same file, measure refusal; `--needs` adds what the answers to other questions must contain
(`benchmarks.needs`). `--calibrate` fits weights and floors and writes them
there. All rows are computed exactly in memory; nothing here is asserted by a test.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.floors import FLOORS, OUTSIDE, calibrate, calibrated, signals
from benchmarks.library import Array, Bench, reciprocal, strength
from benchmarks.needs import Needs
from coach.domain.library import Answer
from coach.guidance.calibration import Weights
from coach.guidance.quotes import is_literal
from coach.rendering.resources import shipped


def hits(scores: Array, right: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Return hit@1, hit@3 and nDCG@10 (one right card counts, the best placed)."""
    places = np.array([min((row > row[card]).sum() for card in cards) for row, cards in zip(scores, right, strict=True)])
    gain = np.where(places < 10, 1 / np.log2(places + 2), 0.0)
    return float((places < 1).mean()), float((places < 3).mean()), float(gain.mean())


def measure(bench: Bench, needs: Needs | None = None) -> list[list[str]]:
    """Return the rows of the table: a name and figures for each way of searching."""
    place = {card.id: n for n, card in enumerate(bench.cards)}
    right = [[place[i] for i in cards if i in place] for cards in bench.calibration.questions.values()]
    own = [[int(bench.owner[k])] for k in bench.withheld]
    found, asked = bench.all_features(), bench.features(bench.known(needs.questions)) if needs else None
    ours = bench.calibration.full.weights
    ways = {
        "words only (BM25)": Weights(lexical=1.0),
        "words and outside words": Weights(lexical=1.0),
        "passages only": Weights(passage=1.0),
        "asks only (best one)": Weights(ask=1.0),
        "centres only": Weights(centre=1.0),
        "dense: passages, asks and centres": replace(ours, lexical=0.0, prior=0.0),
        "fused by reciprocal rank": None,
        "fused by score": replace(ours, prior=0.0),
        "fused, and routing as prior (ours in full)": ours,
    }
    rows = []
    for name, weights in ways.items():
        scored = [reciprocal(part) if weights is None else strength(part, weights) for part in found]
        first = hits(scored[1], own)
        second = hits(scored[0], right)
        names = OUTSIDE["full"] if "ours" in name else ("outside_words",) if "and outside" in name else ()
        chance = calibrated([signals(part, score, names) for score, part in zip(scored, found, strict=True)])[1]
        floor = np.quantile(chance[2], FLOORS["full"][0])
        lost = [float((part < floor).mean()) for part in chance]
        given = bench.answers(list(bench.calibration.questions), scored[0])
        figures = [*first, *second, lost[2], lost[0], lost[1], literal_rate(bench, given)]
        if needs is not None and asked is not None:
            ranking = reciprocal(asked) if weights is None else strength(asked, weights)
            figures.append(needs.covered(bench.answers(needs.questions, ranking)))
        rows.append([name, *(f"{value:.3f}" for value in figures)])
    return rows


def literal_rate(bench: Bench, answers: Sequence[Answer]) -> float:
    """Return the share of the quotes of answers that stand in their card character by character."""
    by_id = {card.id: card for card in bench.cards}
    return float(np.mean([is_literal(one.quote, by_id[one.card]) for answer in answers for one in answer.citations]))


def main() -> None:
    """Print the table, or calibrate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calibrate", action="store_true", help="fit weights and floors and write them to the file")
    parser.add_argument("--needs", type=Path, help="questions with what an answer must contain, as JSON lines")
    given = parser.parse_args()
    bench = Bench(shipped("knowledge"))
    if given.calibrate:
        calibrate(bench, shipped("knowledge") / "calibration.yaml")
        bench = Bench(shipped("knowledge"))
    found, needs = bench.calibration, Needs.read(given.needs) if given.needs else None
    print(f"{len(bench.cards)} cards, {len(bench.asks)} asks of which {len(bench.withheld)} are withheld in turn, ", end="")
    print(f"{len(found.questions)} questions, {len(found.outside)} outside the subject")
    head = ["", "withheld asks hit@1", "hit@3", "nDCG@10", "questions hit@1", "hit@3", "nDCG@10"]
    head += ["refused: outside", "questions", "asks", "literal quotes", *(["needs conveyed"] if needs else [])]
    rows = [head, *measure(bench, needs)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(head))]
    for row in rows:
        print(row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)), sep="  ")


if __name__ == "__main__":
    main()
