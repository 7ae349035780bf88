"""The intent classifier on any labelled set: `python -m benchmarks.intents TRAIN.jsonl TEST.jsonl`.

Rows are {"text": ..., "label": ...}; the label `oos` means out of scope and may be in either file or in none. Prints
in-scope accuracy and out-of-scope recall. The same features and the same logistic head as Coach's own, with one head.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks.intents_data import encode

OOS = "oos"
REFUSED_AT_MOST = 0.05


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

    def __init__(self, texts: list[str], labels: list[str], vectors: Any) -> None:
        self.names = sorted(set(labels))
        data = fit.encoded(texts, vectors)
        self.idf = fit.inverse_frequency(data.counts)
        self.weights, self.bias = self._fit(data, labels, self.idf)
        self.floor = self._floor(data, labels)

    def _fit(self, data: fit.Encoded, labels: list[str], idf: Any) -> tuple[Any, Any]:
        return fit.logistic(self._features(data, idf), labels, self.names, fit.STRENGTH)

    def _features(self, data: fit.Encoded, idf: Any) -> Any:
        from scipy.sparse import csr_matrix, hstack

        return hstack([csr_matrix(data.vectors), fit.tfidf(data.counts, idf)]).tocsr()

    def _floor(self, data: fit.Encoded, labels: list[str]) -> float:
        """Return the confidence under which a line is out of scope: 5 % of held-out in-scope training lines lie under it."""
        order = np.random.default_rng(0).permutation(len(labels))
        held, kept = order[: len(order) // 5].tolist(), order[len(order) // 5 :].tolist()
        part = data.take(kept)
        idf = fit.inverse_frequency(part.counts)
        weights, bias = self._fit(part, [labels[i] for i in kept], idf)
        chances = _softmax(self._features(data.take(held), idf) @ weights + bias)
        inside = np.sort(chances.max(1)[[labels[i] != OOS for i in held]])
        return float(inside[int(REFUSED_AT_MOST * len(inside))]) if len(inside) else 0.0

    def predict(self, texts: list[str], vectors: Any) -> list[str]:
        """Return a label for each text; `oos` where the head says so or is not sure of anything."""
        chances = _softmax(self._features(fit.encoded(texts, vectors), self.idf) @ self.weights + self.bias)
        return [self.names[row.argmax()] if row.max() >= self.floor else OOS for row in chances]


def _softmax(scores: Any) -> Any:
    chances = np.exp(scores - scores.max(1, keepdims=True))
    return chances / chances.sum(1, keepdims=True)


def main() -> None:
    """Train on one file, measure on the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("test", type=Path)
    options = parser.parse_args()
    texts, labels = rows(options.train)
    tests, wanted = rows(options.test)
    model = Classifier(texts, labels, encode(texts))
    given = model.predict(tests, encode(tests))
    inside = [w == g for w, g in zip(wanted, given, strict=True) if w != OOS]
    outside = [g == OOS for w, g in zip(wanted, given, strict=True) if w == OOS]
    refused = [g == OOS for w, g in zip(wanted, given, strict=True) if w != OOS]
    print(f"trained on {len(texts)} rows, {len(set(labels))} labels; reject floor {model.floor:.3f}")
    print(
        f"in-scope accuracy {np.mean(inside):.4f} ({len(inside)} rows, {np.mean(refused):.4f} refused)"
        if inside
        else "no in-scope rows"
    )
    print(f"out-of-scope recall {np.mean(outside):.4f} ({len(outside)} rows)" if outside else "no out-of-scope rows")


if __name__ == "__main__":
    main()
