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
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.bm25 import Words
from benchmarks.intents_data import ASKS_HELD, CACHE, is_held_out
from benchmarks.needs import Needs
from coach.domain.library import Answer
from coach.guidance.answers import SHOWN, Material, compose
from coach.guidance.calibration import Calibration, Weights, load_calibration
from coach.guidance.fusion import AROUND, FLOW_SHARE, Ranked
from coach.guidance.lexical import compile_cards
from coach.guidance.models import DEFAULT_KEY
from coach.guidance.onnx_copy import open_encoder
from coach.guidance.pieces import outside_pieces, pieces, text_digest
from coach.guidance.places import LibraryOptions
from coach.guidance.prepare import prepare
from coach.guidance.quotes import is_literal, question_words
from coach.guidance.semantic import NEAREST_OUTSIDE
from coach.guidance.shelf import load_shelf
from coach.guidance.vectors import FOLDER, Vectors
from coach.rendering.resources import shipped
from coach.understanding.intents import Prediction, load_intents

Array = Any
FLOORS: Final = {"full": (0.95, 0.985), "lexical": (0.85, 0.97)}
"""Shares of the outside questions that fall below the floors `nothing` and `weak`; words alone tell less apart."""
FOLDS: Final = 5
WEIGHTS: Final = Weights(passage=0.5, ask=0.4, asks=1.0, lexical=0.3, prior=0.03)
OUTSIDE: Final = {"full": ("outside", "outside_words", "refused"), "lexical": ("outside_words", "refused")}


class Bench:
    """The library in memory, with everything that the rows need."""

    def __init__(self, knowledge: Path) -> None:
        """Read cards, vectors and calibration from `knowledge`; vectors must be up to date (`coach check` says so)."""
        self.cards = list(load_shelf([knowledge]).cards.values())
        self.calibration: Calibration = load_calibration([knowledge])
        self.vectors = Vectors(DEFAULT_KEY).read(knowledge / FOLDER)
        self.known((*self.calibration.questions, *self.calibration.outside, "?"))
        cut = [list(pieces(card)) for card in self.cards]
        self.asks = [(n, piece.text) for n, found in enumerate(cut) for piece in found if piece.kind == "ask"]
        self.withheld = [k for k, (_, text) in enumerate(self.asks) if is_held_out(text, ASKS_HELD)]
        self.owner = np.array([n for n, _ in self.asks])
        passages = [piece for found in cut for piece in found if piece.kind == "passage"]
        self.passages = self._rows([p.text for p in passages]).reshape(len(self.cards), -1, self._rows(["?"]).shape[1])
        self.ask_rows = self._rows([text for _, text in self.asks])
        self.outside_rows = self._rows(self.calibration.outside)
        self.words = Words(self.cards, self.calibration.outside)
        self.intents = load_intents((knowledge,))
        self.index = compile_cards(None, load_shelf([knowledge]), {})

    def known(self, questions: Sequence[str]) -> Sequence[str]:
        """Return questions after making sure that their vectors are known."""
        wanted = outside_pieces(questions)
        if self.vectors.missing(wanted):
            prepare(LibraryOptions(CACHE))
            self.vectors.embed_missing(wanted, open_encoder(CACHE / "library" / "models", ""))
        return questions

    def all_features(self) -> list[dict[str, Array]]:
        """Return the features of the questions, of the withheld asks and of the questions outside the subject."""
        return [
            self.features(list(self.calibration.questions)),
            self.features([self.asks[k][1] for k in self.withheld], self.withheld),
            self.features(self.calibration.outside, outside=True),
        ]

    def answers(self, questions: Sequence[str], ranking: Array) -> list[Answer]:
        """Return what Coach would answer to each question, had it ranked the cards so and been sure of the best."""
        by_id = {card.id: card for card in self.cards}
        found = []
        for question, row in zip(questions, ranking, strict=True):
            best = [Ranked(self.cards[n].id, float(row[n]), 1.0) for n in np.argsort(-row)[:SHOWN]]
            material = Material(question, best, by_id.get, self.index.idf(question_words(question)), date.today())
            found.append(compose(material, self.calibration.full))
        return found

    def _likely(self, routed: Prediction) -> Array:
        """Return how likely routing holds each card's topic and flow, as `fusion.rank` adds them up."""
        topics, flows = dict(routed.topics), dict(routed.flows)
        return np.array([topics.get(card.topic, 0.0) + FLOW_SHARE * flows.get(card.flow, 0.0) for card in self.cards])

    def _rows(self, found: Sequence[str]) -> Array:
        return self.vectors.rows([text_digest(text) for text in found])

    def features(
        self, questions: Sequence[str], withheld: Sequence[int] | None = None, outside: bool = False
    ) -> dict[str, Array]:
        """Return, for each question and card, what each search gives; `withheld` are the asks to leave out, one a question."""
        rows = self._rows(questions)
        asks = rows @ self.ask_rows.T
        if withheld is not None:
            asks[np.arange(len(withheld)), withheld] = -1.0
        likeness = rows @ self.outside_rows.T
        if outside:
            np.fill_diagonal(likeness, -1.0)
        best = np.stack([np.sort(asks[:, self.owner == n], axis=1)[:, :-4:-1] for n in range(len(self.cards))], axis=1)
        owners = [None] * len(questions) if withheld is None else [int(self.owner[k]) for k in withheld]
        lexical = [self.words.shares(q, owner) for q, owner in zip(questions, owners, strict=True)]
        routed = [self.intents.predict(q, row) for q, row in zip(questions, rows, strict=True)]
        return {
            "likely": np.array([self._likely(one) for one in routed]),
            "refused": np.array([1.0 - one.scope for one in routed]),
            "passage": np.einsum("qd,cpd->qcp", rows, self.passages).max(axis=2),
            "ask": best[:, :, 0],
            "asks": best.mean(axis=2),
            "lexical": np.array(lexical),
            "outside": np.sort(likeness, axis=1)[:, -NEAREST_OUTSIDE:].mean(axis=1),
            "outside_words": np.array([self.words.outside(q, n if outside else None) for n, q in enumerate(questions)]),
        }


def strength(found: dict[str, Array], weights: Weights) -> Array:
    """Return the strength of each card for each question, as `fusion.rank` computes it."""
    likely = found["likely"]
    plain = sum(getattr(weights, name) * found[name] for name in ("passage", "ask", "asks", "lexical"))
    return plain - weights.prior * (likely.max(axis=1, keepdims=True) - likely)


def reciprocal(found: dict[str, Array]) -> Array:
    """Return reciprocal rank fusion of passages, asks and words, with the constant that measured best here."""
    places = [np.argsort(np.argsort(-found[name], axis=1), axis=1) for name in ("passage", "asks", "lexical")]
    return sum(1.0 / (10 + place) for place in places)


def signals(found: dict[str, Array], strengths: Array, names: Sequence[str]) -> Array:
    """Return what the score is made of, for the best card of each question: strength, the `names` given, a constant."""
    best = -np.sort(-strengths, axis=1)[:, :AROUND]
    return np.column_stack([(best[:, 0] + best.mean(axis=1)) / 2, *(found[name] for name in names), np.ones(len(best))])


def fit(rows: Array, inside: Array, importance: Array) -> Array:
    """Return the weights of a logistic regression (Newton's method, a little ridge)."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -60, 60)))
        slope = rows.T @ (importance * (inside - chance)) - 0.01 * weights
        bend = (rows * (importance * chance * (1 - chance))[:, None]).T @ rows + 0.01 * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def calibrated(parts: Sequence[Array]) -> tuple[Array, list[Array]]:
    """Fit the score on (questions, withheld asks, outside) and return the weights and cross-validated scores of each."""
    rows = np.concatenate(parts)
    inside = np.concatenate([np.ones(len(parts[0])), np.ones(len(parts[1])), np.zeros(len(parts[2]))])
    sizes = [len(part) for part in parts]
    importance = np.repeat([1.0, sizes[0] / sizes[1], 1.0], sizes)
    scores = np.zeros(len(rows))
    fold = np.arange(len(rows)) % FOLDS
    for n in range(FOLDS):
        weights = fit(rows[fold != n], inside[fold != n], importance[fold != n])
        scores[fold == n] = 1 / (1 + np.exp(-rows[fold == n] @ weights))
    return fit(rows, inside, importance), list(np.split(scores, np.cumsum(sizes)[:-1]))


def passage_to_ask(bench: Bench, found: dict[str, Array]) -> tuple[float, float, float]:
    """Return slope, offset and correlation from passage to best ask of the right card, for withheld asks (`own.AS_ASK`)."""
    right = np.array([int(bench.owner[k]) for k in bench.withheld])
    passage, ask = (found[name][np.arange(len(right)), right] for name in ("passage", "ask"))
    slope, offset = np.polyfit(passage, ask, 1)
    return float(slope), float(offset), float(np.corrcoef(passage, ask)[0, 1])


def hits(scores: Array, right: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    """Return hit@1, hit@3 and nDCG@10 (one right card counts, the best placed)."""
    places = np.array([min((row > row[card]).sum() for card in cards) for row, cards in zip(scores, right, strict=True)])
    gain = np.where(places < 10, 1 / np.log2(places + 2), 0.0)
    return float((places < 1).mean()), float((places < 3).mean()), float(gain.mean())


def measure(bench: Bench, needs: Needs | None = None) -> list[list[str]]:
    """Return the rows of the table: a name and figures for each way of searching."""
    place = {card.id: n for n, card in enumerate(bench.cards)}
    right = [[place[i] for i in cards if i in place] for cards in bench.calibration.questions.values()]
    found, asked = bench.all_features(), bench.features(bench.known(needs.questions)) if needs else None
    ours = bench.calibration.full.weights
    ways = {
        "words only (BM25)": Weights(lexical=1.0),
        "words and outside words": Weights(lexical=1.0),
        "passages only": Weights(passage=1.0),
        "asks only (best one)": Weights(ask=1.0),
        "dense: passages and asks": Weights(passage=ours.passage, ask=ours.ask, asks=ours.asks),
        "fused by reciprocal rank": None,
        "fused by score": replace(ours, prior=0.0),
        "fused, and routing as prior (ours in full)": ours,
    }
    rows = []
    for name, weights in ways.items():
        scored = [reciprocal(part) if weights is None else strength(part, weights) for part in found]
        first = hits(scored[1], [[int(bench.owner[k])] for k in bench.withheld])
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


def calibrate(bench: Bench, path: Path) -> None:
    """Fit scores and floors for both modes and write them, and how they were measured, into the file at `path`."""
    found = bench.all_features()
    lines = [
        f"# Written by `python -m benchmarks.retrieval --calibrate` with {len(bench.cards)} cards and the model {DEFAULT_KEY}.",
        f"# Fitted on {len(bench.calibration.questions)} questions, {len(bench.withheld)} withheld asks (as heavy together) and "
        f"{len(bench.calibration.outside)} questions outside the subject;",
        f"# floors by {FOLDS}-fold cross-validation, so that these shares of the questions outside fall below them:",
        "# " + "; ".join(f"{mode}: nothing {low:.1%}, weak {high:.1%}" for mode, (low, high) in FLOORS.items()) + ".",
    ]
    for mode, weights in (("full", WEIGHTS), ("lexical", Weights(lexical=1.0, prior=0.25))):
        parts = [signals(part, strength(part, weights), OUTSIDE[mode]) for part in found]
        fitted, chance = calibrated(parts)
        nothing, weak = (float(np.quantile(chance[2], share)) for share in FLOORS[mode])
        shares = [
            f"{name} {(part < nothing).mean():.1%} and {(part < weak).mean():.1%}"
            for name, part in zip(("questions", "withheld asks"), chance, strict=False)
        ]
        values = {k: getattr(weights, k) for k in ("passage", "ask", "asks", "lexical", "prior")}
        half, *others = (round(float(value), 3) for value in (fitted[0] / 2, *fitted[1:]))
        values |= {"strength": half, "around": half, **dict(zip((*OUTSIDE[mode], "base"), others, strict=True))}
        lines += [f"# {mode}: below the floors fall of the {', of the '.join(shares)}.", f"{mode}:", "  weights:"]
        lines += [f"    {key}: {value}" for key, value in values.items()]
        lines += [f"  nothing: {nothing:.3f}", f"  weak: {weak:.3f}"]
    kept = path.read_text(encoding="utf-8")
    slope, offset, likeness = passage_to_ask(bench, found[1])
    print(f"from a passage to the best ask of its card: {slope:.2f} times and {offset:+.2f} (r = {likeness:.2f})")
    path.write_text("\n".join(lines) + kept[kept.index("\noutside:\n") :], encoding="utf-8")


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
