"""Train the intent classifier from knowledge/utterances: `python -m benchmarks.train_intents`.

Writes knowledge/models/intents.npz: the heads for flows and topics, and a safety check. Every example carries a wish or a
trouble, so the heads have nowhere to put a plain statement ("he stole the show at the panel"); the check has learnt
knowledge/safety/harmless.txt as well and holds the probability of harm down where it disagrees.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks.intents_data import ASKS_HELD, UTTERANCES, Example, encode, is_held_out, read_examples
from coach.domain.labels import FLOWS, TOPICS
from coach.guidance.lines import read_lines
from coach.guidance.models import DEFAULT_KEY
from coach.guidance.shelf import load_shelf
from coach.guidance.tuning import shipped_tuning
from coach.understanding.intents import FILE, FORMAT, HARMLESS, Check, Head, Labels, examples_hash

TARGET = UTTERANCES.parent / FILE
FOLDS = 5
HARMLESS_COUNTS = 3.0
"""How much a harmless line weighs beside an example, of which there are thirty times as many."""
ASK_COUNTS = 0.4
"""The same for the asks of cards and for lines, of which there are three times as many as examples."""
CHECK_STRENGTH = 2.0
LEAN = (0.2, 1.6)
"""What is added to the score of harm, with the vector and by words alone: a missed alarm is worse than a stop too many. Chosen on
tests/understanding/safety_corpus.yaml so that one harmless line in ten, at most, is stopped."""
REFUSED_AT_MOST = 0.03
"""Share of in-scope examples that the reject rule may refuse; issue 4 allows 0.06 on texts of others."""


def answers(examples: Sequence[Example]) -> tuple[list[str], list[str]]:
    """Return the flows and the topics of examples."""
    return [e.flow for e in examples], [e.topic for e in examples]


def folds(flows: Sequence[str], count: int = FOLDS) -> list[tuple[list[int], list[int]]]:
    """Return (train, test) rows, stratified by flow, the same for the same examples in the same order."""
    from sklearn.model_selection import StratifiedKFold

    parts = StratifiedKFold(count, shuffle=True, random_state=0).split(np.zeros(len(flows)), flows)
    return [(train.tolist(), test.tolist()) for train, test in parts]


def heats(scores: Any, examples: Sequence[Example], labels: Labels) -> tuple[float, float]:
    """Return the temperatures of the flow and topic scores."""
    return fit.joint_heats(scores, answers(examples), labels)


def head_scores(examples: Sequence[Example], parts: tuple[list[int], list[int]], vectors: Any | None = None) -> Any:
    """Return the scores that a head fitted on the first part of the rows gives the second: on words alone, or with `vectors`."""
    dense = vectors is not None
    data = fit.encoded([e.text for e in examples], vectors if dense else np.zeros((len(examples), 1)))
    seen = data.take(parts[0])
    idf = fit.inverse_frequency(seen.counts)
    head = fit.fit_head(seen, idf, answers([examples[i] for i in parts[0]]), trained_labels(examples), dense)
    return fit.raw_scores(data.take(parts[1]), idf, head)


def cross_validated(examples: Sequence[Example], vectors: Any | None = None) -> Any:
    """Return the scores of all examples by heads that had not seen them: on words alone, or with `vectors`."""
    scores = np.zeros((len(examples), len(FLOWS) + len(TOPICS)), np.float32)
    for parts in folds(answers(examples)[0]):
        scores[parts[1]] = head_scores(examples, parts, vectors)
    return scores


def tuned_head(tuning: Path, plain: Head) -> tuple[Head, dict[str, Any]]:
    """Return the head for vectors of the fine-tuned encoder (its own heads and a share of the words' scores) and its settings."""
    with np.load(tuning, allow_pickle=False) as data:
        meta = json.loads(str(data["meta"]))
        heads, bias = data["heads"], data["bias"]
    share, heated = float(meta["share"]), meta["heats"]
    return Head(heads, share * plain.lexical, bias + share * plain.bias, heated[0], heated[1]), meta


def reject_floor(chances: Any, flows: Sequence[str], labels: Labels) -> float:
    """Return the least scope at which no more than REFUSED_AT_MOST of the in-scope examples are refused; at most 0.5."""
    scope = 1 - chances[:, labels.flows.index("out_of_scope")]
    inside = np.sort(scope[[flow != "out_of_scope" for flow in flows]])
    return float(min(0.5, inside[int(REFUSED_AT_MOST * len(inside))]))


def trained_labels(examples: Sequence[Example]) -> Labels:
    """Return the labels with the pair weights of the examples."""
    empty = Labels(FLOWS, TOPICS, np.zeros((len(FLOWS), len(TOPICS)), np.float32))
    return Labels(FLOWS, TOPICS, fit.pair_weights(*answers(examples), empty))


def harmless_lines(folder: Path = UTTERANCES) -> list[str]:
    """Return the lines that must not stop coaching."""
    lines = (folder.parent / HARMLESS).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def card_asks() -> list[tuple[str, bool]]:
    """Return the asks of the shipped cards that may be learnt, and the lines, and whether the card is one about safety."""
    cards = load_shelf([UTTERANCES.parent]).cards
    asks = [(ask, card.topic) for card in cards.values() for ask in card.asks if not is_held_out(ask, ASKS_HELD)]
    lines = [(line.text, cards[line.card].topic) for line in read_lines(UTTERANCES.parent)]
    return [(text, topic == "safety") for text, topic in [*asks, *lines]]


def fit_checks(examples: Sequence[Example], harmless: Sequence[str], idf: Any) -> tuple[Check, Check]:
    """Return the safety checks, with the vector and by words alone. Bare questions about safety are on neither side.

    The asks of the cards and the lines beside them count too; a card that changes afterwards does not make the checks stale.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    kept = [e for e in examples if e.flow == "safety" or e.topic != "safety"]
    asks = card_asks()
    texts = [*(e.text for e in kept), *harmless, *(ask for ask, _ in asks)]
    wanted = np.array([*(e.flow == "safety" for e in kept), *([False] * len(harmless)), *(safety for _, safety in asks)])
    importance = np.array([1.0] * len(kept) + [HARMLESS_COUNTS] * len(harmless) + [ASK_COUNTS] * len(asks))
    vectors = encode(texts)
    words = fit.tfidf(fit.encoded(texts, vectors).counts, idf)
    found = []
    for lean, dense, features in (
        (LEAN[0], vectors, hstack([csr_matrix(vectors), words]).tocsr()),
        (LEAN[1], vectors[:, :0], words),
    ):
        model = LogisticRegression(C=CHECK_STRENGTH, max_iter=300, tol=1e-3).fit(features, wanted, importance)
        weights = model.coef_[0].astype(np.float32)
        found.append(Check(weights[: dense.shape[1]], weights[dense.shape[1] :], float(model.intercept_[0]) + lean))
    return found[0], found[1]


def write(path: Path, labels: Labels, idf: Any, heads: dict[str, tuple[Head, Check]], meta: dict[str, Any]) -> int:
    """Write the artefact in half precision, small weights dropped. Returns its size in bytes."""
    arrays: dict[str, Any] = {"idf": idf.astype(np.float16), "pairs": labels.pairs.astype(np.float16)}
    for name, (head, check) in heads.items():
        lexical = np.where(np.abs(head.lexical) < 0.02, 0, head.lexical)
        arrays |= {
            f"{name}_harm_dense": check.dense.astype(np.float16),
            f"{name}_harm_lexical": np.where(np.abs(check.lexical) < 0.02, 0, check.lexical).astype(np.float16),
            f"{name}_harm_bias": np.float32(check.bias),
        }
        arrays |= {
            f"{name}_dense": head.dense.astype(np.float16),
            f"{name}_lexical": lexical.astype(np.float16),
            f"{name}_bias": head.bias,
        }
    meta |= {
        "format": FORMAT,
        "flows": labels.flows,
        "topics": labels.topics,
        "heat": {n: [h.flow_heat, h.topic_heat] for n, (h, _) in heads.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, meta=np.array(json.dumps(meta)), **arrays)
    return path.stat().st_size


def train(examples: Sequence[Example], path: Path) -> None:
    """Fit the words' head on everything, take the fine-tuned head as it was learnt, and write both."""
    data, labels = fit.encoded([e.text for e in examples], np.zeros((len(examples), 1))), trained_labels(examples)
    idf = fit.inverse_frequency(data.counts)
    plain = fit.fit_head(data, idf, answers(examples), labels, False)
    held = cross_validated(examples)
    checks = fit_checks(examples, harmless_lines(), idf)
    tuning = shipped_tuning()
    if tuning is None:
        raise SystemExit("There is no fine-tuned encoder yet. Run: python -m benchmarks.finetune")
    full, settings = tuned_head(tuning, plain)
    heads = {"full": (full, checks[0]), "plain": (fit.with_heats(plain, *heats(held, examples, labels)), checks[1])}
    meta = {"examples": examples_hash(UTTERANCES), "encoder": DEFAULT_KEY, "count": len(examples), "floor": 0.0,
            "scope_floor": settings["scope_floor"], "held_out": settings["held_out"],
            "learnt": settings["examples"]}  # fmt: skip
    size = write(path, labels, idf, heads, meta)
    print(f"{len(examples)} examples; held-out flow and topic {settings['held_out']}; {size / 1e6:.1f} MB")


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    train(read_examples(), options.out)


if __name__ == "__main__":
    main()
