"""Figures of the intent classifier: `python -m benchmarks.quality_intents [--dev FILE] [--curve]`.

Cross-validated accuracy by flow and topic, the pairs most often confused, calibration, refusals, and with `--curve` the
accuracy by number of training examples. `--dev` measures the shipped model on labelled lines it was not trained on
(rows with text, label, flow and secondary).
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks.intents_data import Example, encode, read_examples
from benchmarks.train_intents import TARGET, answers, fit_both, folds, heats, held_out, trained_labels
from coach.understanding.intents import Head, IntentModel, Labels


def shares(named: str, wanted: Sequence[str], given: Sequence[str]) -> None:
    """Print recall and precision by label."""
    print(f"\n{named:<18}{'n':>6}{'recall':>9}{'precision':>11}")
    for label in sorted(set(wanted)):
        rows = [g == label for w, g in zip(wanted, given, strict=True) if w == label]
        claimed = [w == label for w, g in zip(wanted, given, strict=True) if g == label]
        print(f"{label:<18}{len(rows):>6}{np.mean(rows):>9.3f}{np.mean(claimed) if claimed else 0:>11.3f}")
    print(f"{'all':<18}{len(wanted):>6}{np.mean([w == g for w, g in zip(wanted, given, strict=True)]):>9.3f}")


def confusions(wanted: Sequence[str], given: Sequence[str], most: int = 15) -> None:
    """Print the pairs most often confused."""
    pairs = Counter((w, g) for w, g in zip(wanted, given, strict=True) if w != g)
    print("\nmost often confused (wanted -> given)")
    for (w, g), count in pairs.most_common(most):
        print(f"  {count:>4}  {w} -> {g}")


def calibration(chances: Any, right: Any) -> None:
    """Print how often answers of each confidence are right."""
    print(f"\nconfidence   share   right    (expected calibration error {fit.calibration_error(chances, right):.3f})")
    sure = chances.max(1)
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}{inside.mean():>11.3f}{right[inside].mean():>8.3f}")


def cross_validated(examples: list[Example], vectors: Any) -> None:
    """Print everything that cross-validation tells."""
    labels = trained_labels(examples)
    data = fit.encoded([e.text for e in examples], vectors)
    held = held_out(data, examples, labels)
    flows, topics = answers(examples)
    empty = Head(np.zeros((1, 0)), None, None, 1.0, 1.0)
    for name, scores in (("with the sentence vector", held.full), ("words alone", held.plain)):
        print(f"\n== {name}, {len(examples)} examples, 5 folds")
        by_flow, by_topic = fit.decoded(scores, labels, fit.with_heats(empty, *heats(scores, examples, labels)))
        given = [labels.flows[i] for i in by_flow.argmax(1)], [labels.topics[i] for i in by_topic.argmax(1)]
        shares("flow", flows, given[0])
        shares("topic", topics, given[1])
        confusions(flows, given[0])
        confusions(topics, given[1])
        calibration(by_flow, np.array([w == g for w, g in zip(flows, given[0], strict=True)]))


def curve(examples: list[Example], vectors: Any, labels: Labels) -> None:
    """Print accuracy on one held-out fold by number of training examples."""
    data = fit.encoded([e.text for e in examples], vectors)
    train, test = folds([e.flow for e in examples])[0]
    random.Random(0).shuffle(train)
    tested = [examples[i] for i in test]
    print("\nexamples   flow   topic   (one fold)")
    for count in sorted({400, 800, 1600, 3200, len(train)}):
        part = train[:count]
        idf, head, _ = fit_both(data.take(part), [examples[i] for i in part], labels)
        scores = fit.raw_scores(data.take(test), idf, head)
        by_flow, by_topic = fit.decoded(scores, labels, head)
        flow = np.mean([labels.flows[i] == e.flow for i, e in zip(by_flow.argmax(1), tested, strict=True)])
        topic = np.mean([labels.topics[i] == e.topic for i, e in zip(by_topic.argmax(1), tested, strict=True)])
        print(f"{count:>8}{flow:>8.3f}{topic:>8.3f}")


def on_others(path: Path, model: IntentModel) -> None:
    """Print the accuracy of the shipped model on labelled lines of others."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [model.predict(row["text"], vector) for row, vector in zip(rows, encode([row["text"] for row in rows]), strict=True)]
    topics = [p.topics[0][0] for p in found]
    flows = [p.flows[0][0] for p in found]
    print(f"\n== {path}: {len(rows)} lines")
    for name, key, given in (("topic", "label", topics), ("flow", "flow", flows)):
        exact = np.mean([g == row[key] for g, row in zip(given, rows, strict=True)])
        lenient = np.mean([g in (row[key], *row["secondary"]) for g, row in zip(given, rows, strict=True)])
        print(f"{name} {exact:.3f}, with secondary {lenient:.3f}")
    inside = [p for p, r in zip(found, rows, strict=True) if r["flow"] != "out_of_scope"]
    outside = [p for p, r in zip(found, rows, strict=True) if r["flow"] == "out_of_scope"]
    print(
        f"in-scope refused {np.mean([not p.accepted for p in inside]):.3f}, out-of-scope recall {np.mean([not p.accepted for p in outside]):.3f}"
    )


def main() -> None:
    """Read the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--curve", action="store_true")
    options = parser.parse_args()
    examples = read_examples()
    vectors = encode([e.text for e in examples])
    cross_validated(examples, vectors)
    if options.curve:
        curve(examples, vectors, trained_labels(examples))
    if options.dev:
        on_others(options.dev, IntentModel.load(TARGET))


if __name__ == "__main__":
    main()
