"""Figures of the intent classifier: `python -m benchmarks.quality_intents [--dev FILE]`.

On the tenth of the examples that the fine-tuned encoder never learnt: accuracy by flow and topic beside simpler classifiers
on the same lines, the pairs most often confused, calibration, and accuracy by number of examples. Cross-validated over all
examples: the simpler classifiers (fine-tuning five times would take hours). `--dev` measures the shipped model on labelled
lines of others (rows with text, label, flow and secondary).
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
from benchmarks.finetune import split
from benchmarks.intents_data import Example, encode, read_examples
from benchmarks.train_intents import TARGET, answers, cross_validated, head_scores, heats, trained_labels
from coach.guidance.tuning import shipped_tuning
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


def report(named: str, scores: Any, tested: list[Example], labels: Labels, full: bool) -> None:
    """Print accuracy of one classifier on held-out lines, and with `full` everything else."""
    empty = Head(np.zeros((1, 0)), None, None, 1.0, 1.0)
    by_flow, by_topic = fit.decoded(scores, labels, fit.with_heats(empty, *heats(scores, tested, labels)))
    given = [labels.flows[i] for i in by_flow.argmax(1)], [labels.topics[i] for i in by_topic.argmax(1)]
    flows, topics = answers(tested)
    right = [np.array([w == g for w, g in zip(*pair, strict=True)]) for pair in ((flows, given[0]), (topics, given[1]))]
    print(
        f"{named:<42}{len(tested):>7}{right[0].mean():>8.3f}{right[1].mean():>8.3f}{fit.calibration_error(by_flow, right[0]):>8.3f}"
    )
    if full:
        for name, wanted, found in (("flow", flows, given[0]), ("topic", topics, given[1])):
            shares(name, wanted, found)
            confusions(wanted, found)
        calibration(by_flow, right[0])


def held_out_scores(tested: list[Example], words: Any) -> Any:
    """Return the scores of the fine-tuned classifier for lines that the encoder has not seen, nor whatever scored their `words`."""
    tuning = shipped_tuning()
    if tuning is None:
        raise SystemExit("There is no fine-tuned encoder. Run: python -m benchmarks.finetune")
    with np.load(tuning, allow_pickle=False) as data:
        heads, bias, meta = data["heads"], data["bias"], json.loads(str(data["meta"]))
    return encode([e.text for e in tested]) @ heads + bias + meta["share"] * words


def held_out(examples: list[Example]) -> None:
    """Print the figures on the lines that were held out, the simpler classifiers first."""
    labels, parts = trained_labels(examples), split(examples)
    tested = [examples[i] for i in parts[1]]
    print(f"{'held-out lines':<42}{'n':>7}{'flow':>8}{'topic':>8}{'ECE':>8}")
    words = head_scores(examples, parts)
    report("words alone", words, tested, labels, False)
    frozen = encode([e.text for e in examples], frozen=True)
    for count in (400, 800, 1600, 3200, 6400, len(parts[0])):
        some = sorted(random.Random(0).sample(parts[0], min(count, len(parts[0]))))
        scores = head_scores(examples, (some, parts[1]), frozen)
        report(f"frozen encoder and words, {len(some)} examples", scores, tested, labels, False)
    report(f"fine-tuned and words (ours), {len(parts[0])} examples", held_out_scores(tested, words), tested, labels, True)


def over_all(examples: list[Example]) -> None:
    """Print what five-fold cross-validation over all examples says of the simpler classifiers."""
    labels, frozen = trained_labels(examples), encode([e.text for e in examples], frozen=True)
    print(f"\n{'five-fold cross-validation':<42}{'n':>7}{'flow':>8}{'topic':>8}{'ECE':>8}")
    report("words alone", cross_validated(examples), examples, labels, False)
    report("frozen encoder and words", cross_validated(examples, frozen), examples, labels, False)


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
    options = parser.parse_args()
    examples = read_examples()
    held_out(examples)
    over_all(examples)
    if options.dev:
        on_others(options.dev, IntentModel.load(TARGET))


if __name__ == "__main__":
    main()
