"""The intent classifier on any labelled set: `python -m benchmarks.intents TRAIN.jsonl TEST.jsonl [--frozen]`.

Rows are {"text": ..., "label": ...}; the label `oos` means out of scope and may be in either file or in none. Prints
in-scope accuracy and out-of-scope recall. The same encoder, fine-tuned in the same way beside the same words as Coach's own,
with one head. A refused line in scope counts as wrong. `--frozen` leaves the encoder as it came: a minute instead of many.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks.intents_data import encode
from benchmarks.router import Lesson, Recipe, train

OOS = "oos"
REFUSED_AT_MOST = 0.02
HELD = 10
"""One in so many training rows is held out, to choose the share of words and the floor."""
SHARES = (0.0, 0.15, 0.25, 0.35, 0.5, 0.75)


def rows(path: Path) -> tuple[list[str], list[str]]:
    """Return the texts and the labels of a file. Stops with a message that names a bad line."""
    texts, labels = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            texts.append(str(row["text"]))
            labels.append(str(row["label"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SystemExit(f"{path}:{number}: each line needs a text and a label ({error}).") from error
    if not texts:
        raise SystemExit(f"{path}: there are no rows.")
    return texts, labels


class Classifier:
    """The head of one label set with its reject rule."""

    def __init__(self, texts: list[str], labels: list[str], recipe: Recipe | None) -> None:
        """Train on texts with one label each; without a `recipe` the encoder stays as it came."""
        self.names = sorted(set(labels))
        order = np.random.default_rng(0).permutation(len(labels))
        held, kept = order[: len(order) // HELD].tolist(), order[len(order) // HELD :].tolist()
        self._learn([texts[i] for i in kept], [labels[i] for i in kept], recipe)
        wanted = [labels[i] for i in held]
        self.share, self.floor = 0.0, 0.0
        scores, words = self._scores([texts[i] for i in held])
        self.share = max(SHARES, key=lambda share: np.mean(self._named(scores + share * words) == np.array(wanted)))
        self.floor = _floor(_softmax(scores + self.share * words), self.names, wanted)

    def _learn(self, texts: list[str], labels: list[str], recipe: Recipe | None) -> None:
        data = fit.encoded(texts, np.zeros((len(texts), 1)))
        self.idf = fit.inverse_frequency(data.counts)
        self.words = fit.logistic(fit.tfidf(data.counts, self.idf), labels, self.names, fit.ALONE)
        if recipe is None:
            self.router = None
            self.dense = fit.logistic(encode(texts, frozen=True), labels, self.names, fit.STRENGTH)
            return
        numbers = [[self.names.index(label)] for label in labels]
        self.router = train(Lesson(texts, numbers, (self.names,)), recipe, lambda n, _: print(f"epoch {n + 1}", flush=True))

    def _scores(self, texts: list[str]) -> tuple[Any, Any]:
        """Return the scores by the encoder and by the words."""
        counts = fit.encoded(texts, np.zeros((len(texts), 1))).counts
        words = fit.tfidf(counts, self.idf) @ self.words[0] + self.words[1]
        if self.router is None:
            return encode(texts, frozen=True) @ self.dense[0] + self.dense[1], words
        return self.router.raw(texts), words

    def _named(self, scores: Any) -> Any:
        return np.array(self.names)[scores.argmax(1)]

    def predict(self, texts: list[str]) -> list[str]:
        """Return a label for each text; `oos` where the head says so or is not sure of anything."""
        scores, words = self._scores(texts)
        chances = _softmax(scores + self.share * words)
        return [self.names[row.argmax()] if row.max() >= self.floor else OOS for row in chances]


def _floor(chances: Any, names: list[str], wanted: list[str]) -> float:
    """Return the confidence under which a line is out of scope.

    With such lines among the held-out ones, where the mean of in-scope accuracy and out-of-scope recall is best there;
    otherwise where a few of the lines in scope are refused.
    """
    sure, given = chances.max(1), np.array(names)[chances.argmax(1)]
    truth = np.array(wanted)
    outside = truth == OOS
    if not outside.any():
        return float(np.quantile(sure, REFUSED_AT_MOST)) if len(sure) else 0.0

    def mean(floor: float) -> float:
        refused = (sure < floor) | (given == OOS)
        return float(np.mean((given == truth)[~outside] & ~refused[~outside]) + np.mean(refused[outside]))

    return max((float(floor) for floor in np.arange(0.0, 0.96, 0.02)), key=mean)


def _softmax(scores: Any) -> Any:
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return chances / chances.sum(1, keepdims=True)


def main() -> None:
    """Train on one file, measure on the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("test", type=Path)
    parser.add_argument("--frozen", action="store_true", help="do not fine-tune the encoder")
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    options = parser.parse_args()
    texts, labels = rows(options.train)
    tests, wanted = rows(options.test)
    model = Classifier(texts, labels, None if options.frozen else Recipe(epochs=options.epochs))
    given = model.predict(tests)
    inside = [w == g for w, g in zip(wanted, given, strict=True) if w != OOS]
    outside = [g == OOS for w, g in zip(wanted, given, strict=True) if w == OOS]
    refused = [g == OOS for w, g in zip(wanted, given, strict=True) if w != OOS]
    print(
        f"trained on {len(texts)} rows, {len(set(labels))} labels; share of words {model.share}; reject floor {model.floor:.2f}"
    )
    print(
        f"in-scope accuracy {np.mean(inside):.4f} ({len(inside)} rows, {np.mean(refused):.4f} refused)"
        if inside
        else "no in-scope rows"
    )
    print(f"out-of-scope recall {np.mean(outside):.4f} ({len(outside)} rows)" if outside else "no out-of-scope rows")


if __name__ == "__main__":
    main()
