"""Train the intent classifier from knowledge/utterances: `python -m benchmarks.train_intents`.

Writes knowledge/models/intents.npz and prints its cross-validated figures.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks.intents_data import UTTERANCES, Example, encode, read_examples
from coach.domain.labels import FLOWS, TOPICS
from coach.understanding.intents import FILE, FORMAT, ROUTING, Head, Labels, examples_hash

TARGET = UTTERANCES.parent / FILE
FOLDS = 5
REFUSED_AT_MOST = 0.03
"""Share of in-scope examples that the reject rule may refuse; issue 4 allows 0.06 on texts of others."""


@dataclass(frozen=True, slots=True)
class Held:
    """Scores of examples by models that had not seen them, with and without the sentence vector."""

    full: Any
    plain: Any


def answers(examples: Sequence[Example]) -> tuple[list[str], list[str]]:
    """Return the flows and the topics of examples."""
    return [e.flow for e in examples], [e.topic for e in examples]


def folds(flows: Sequence[str], count: int = FOLDS) -> list[tuple[list[int], list[int]]]:
    """Return (train, test) rows, stratified by flow, the same for the same examples in the same order."""
    from sklearn.model_selection import StratifiedKFold

    parts = StratifiedKFold(count, shuffle=True, random_state=0).split(np.zeros(len(flows)), flows)
    return [(train.tolist(), test.tolist()) for train, test in parts]


def fit_both(data: fit.Encoded, examples: Sequence[Example], labels: Labels) -> tuple[Any, Head, Head]:
    """Return (idf, head with the vector, head without)."""
    idf = fit.inverse_frequency(data.counts)
    wanted = answers(examples)
    return idf, fit.fit_head(data, idf, wanted, labels, True), fit.fit_head(data, idf, wanted, labels, False)


def held_out(data: fit.Encoded, examples: Sequence[Example], labels: Labels) -> Held:
    """Return cross-validated scores of all examples."""
    width = len(labels.flows) + len(labels.topics)
    full, plain = np.zeros((len(examples), width), np.float32), np.zeros((len(examples), width), np.float32)
    for train, test in folds(answers(examples)[0]):
        idf, with_vector, without = fit_both(data.take(train), [examples[i] for i in train], labels)
        full[test] = fit.raw_scores(data.take(test), idf, with_vector)
        plain[test] = fit.raw_scores(data.take(test), idf, without)
    return Held(full, plain)


def heats(scores: Any, examples: Sequence[Example], labels: Labels) -> tuple[float, float]:
    """Return the temperatures of the flow and topic scores."""
    return fit.joint_heats(scores, answers(examples), labels)


def tuned_head(delta: Path, plain: Head) -> tuple[Head, dict[str, Any]]:
    """Return the head for fine-tuned vectors (its own heads plus a share of the words' scores) and what it rests on."""
    with np.load(delta, allow_pickle=False) as data:
        meta = json.loads(str(data["meta"]))
        heads, bias = data["heads"], data["bias"]
    share, heated = float(meta["share"]), meta["heats"]
    head = Head(heads, share * plain.lexical, bias + share * plain.bias, heated[0], heated[1])
    return head, {
        "routing": hashlib.sha256(delta.read_bytes()).hexdigest(),
        "routing_examples": meta["examples"],
        "routing_cv": meta["held_out"],
    }


def reject_floor(chances: Any, flows: Sequence[str], labels: Labels) -> float:
    """Return the least scope at which no more than REFUSED_AT_MOST of the in-scope examples are refused; at most 0.5."""
    scope = 1 - chances[:, labels.flows.index("out_of_scope")]
    inside = np.sort(scope[[flow != "out_of_scope" for flow in flows]])
    return float(min(0.5, inside[int(REFUSED_AT_MOST * len(inside))]))


def trained_labels(examples: Sequence[Example]) -> Labels:
    """Return the labels with the pair weights of the examples."""
    empty = Labels(FLOWS, TOPICS, np.zeros((len(FLOWS), len(TOPICS)), np.float32))
    return Labels(FLOWS, TOPICS, fit.pair_weights(*answers(examples), empty))


def write(path: Path, labels: Labels, idf: Any, heads: dict[str, Head], meta: dict[str, Any]) -> int:
    """Write the artefact in half precision, small weights dropped. Returns its size in bytes."""
    arrays: dict[str, Any] = {"idf": idf.astype(np.float16), "pairs": labels.pairs.astype(np.float16)}
    for name, head in heads.items():
        lexical = np.where(np.abs(head.lexical) < 0.02, 0, head.lexical)
        arrays |= {
            f"{name}_dense": head.dense.astype(np.float16),
            f"{name}_lexical": lexical.astype(np.float16),
            f"{name}_bias": head.bias,
        }
    meta |= {
        "format": FORMAT,
        "flows": labels.flows,
        "topics": labels.topics,
        "heat": {n: [h.flow_heat, h.topic_heat] for n, h in heads.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, meta=np.array(json.dumps(meta)), **arrays)
    return path.stat().st_size


def train(examples: Sequence[Example], vectors: Any, path: Path, encoder: str) -> None:
    """Cross-validate, calibrate, fit on everything and write."""
    data, labels = fit.encoded([e.text for e in examples], vectors), trained_labels(examples)
    held = held_out(data, examples, labels)
    idf, full, plain = fit_both(data, examples, labels)
    heads = {
        "full": fit.with_heats(full, *heats(held.full, examples, labels)),
        "plain": fit.with_heats(plain, *heats(held.plain, examples, labels)),
    }
    flows, topics = fit.decoded(held.full, labels, heads["full"])
    wanted = answers(examples)
    right = [float(np.mean([labels.flows[i] == f for i, f in zip(flows.argmax(1), wanted[0], strict=True)])),
             float(np.mean([labels.topics[i] == t for i, t in zip(topics.argmax(1), wanted[1], strict=True)]))]  # fmt: skip
    meta = {"examples": examples_hash(UTTERANCES), "encoder": encoder, "count": len(examples), "floor": 0.0,
            "scope_floor": reject_floor(flows, wanted[0], labels), "cv": right}  # fmt: skip
    delta = path.parent / ROUTING.name
    if delta.is_file():
        heads["tuned"], about = tuned_head(delta, plain)
        meta |= about
    size = write(path, labels, idf, heads, meta)
    print(
        f"{len(examples)} examples; cross-validated flow {right[0]:.3f}, topic {right[1]:.3f}; scope floor {meta['scope_floor']:.2f}; {size / 1e6:.1f} MB"
    )


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    examples = read_examples()
    train(examples, encode([e.text for e in examples]), options.out, "all-MiniLM-L6-v2")


if __name__ == "__main__":
    main()
