"""Fine-tune the encoder for routing: `python -m benchmarks.finetune_intents`.

All transformer layers (or the top ones, `--layers`) learn from the example utterances with a flow head and a topic head
side by side on the unit vector; embeddings stay. What changed is written as `knowledge/models/routing.npz`, eight bits a
number with one scale a row, to be added to the weights of all-MiniLM-L6-v2. `--folds N` measures by cross-validation
and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks import train_intents as base
from benchmarks.intents_data import CACHE, UTTERANCES, Example, default_model, encode, read_examples
from benchmarks.intents_router import Recipe, Router, train
from coach.domain.labels import FLOWS, TOPICS
from coach.understanding.intents import ROUTING, examples_hash

os.environ.setdefault("HF_HUB_OFFLINE", "1")


def accuracy(router: Router, examples: list[Example]) -> tuple[float, float]:
    """Return the share of right flows and of right topics, by the heads alone."""
    import torch

    with torch.no_grad():
        scores = router.scores(torch.tensor(router.encode([e.text for e in examples]))).numpy()
    cut = len(FLOWS)
    flows = [FLOWS[i] == e.flow for i, e in zip(scores[:, :cut].argmax(1), examples, strict=True)]
    topics = [TOPICS[i] == e.topic for i, e in zip(scores[:, cut:].argmax(1), examples, strict=True)]
    return float(np.mean(flows)), float(np.mean(topics))


def cross_validate(examples: list[Example], recipe: Recipe, count: int, first: int) -> None:
    """Print accuracy after each epoch, fold by fold; keep vectors and scores of the test folds for the comparison."""
    for number, (train_on, test_on) in enumerate(base.folds(base.answers(examples)[0], count)[:first]):
        tested, start = [examples[i] for i in test_on], time.time()

        def watch(epoch: int, router: Router, tested: list[Example] = tested, start: float = start, number: int = number) -> None:
            flow, topic = accuracy(router, tested)
            print(f"fold {number} epoch {epoch + 1}: flow {flow:.3f} topic {topic:.3f} ({time.time() - start:.0f} s)", flush=True)

        router = train([examples[i] for i in train_on], recipe, watch)
        CACHE.mkdir(parents=True, exist_ok=True)
        vectors = router.encode([e.text for e in examples])
        weights, bias = router.heads.weight.detach().numpy() * recipe.heat, router.heads.bias.detach().numpy()
        np.savez(
            CACHE / f"fold-{number}.npz",
            vectors=vectors,
            weights=weights,
            bias=bias,
            train=train_on,
            test=test_on,
            texts=[e.text for e in examples],
        )


def save_delta(router: Router, path: Path, settings: dict[str, Any]) -> int:
    """Write what changed against the base weights, eight bits a number, and the heads. Returns the bytes written."""
    from transformers import AutoModel

    base = AutoModel.from_pretrained(str(default_model())).state_dict()
    held: dict[str, Any] = {}
    for name, tensor in router.encoder.state_dict().items():
        change = (tensor - base[name]).numpy().astype(np.float32) if tensor.is_floating_point() else None
        if change is None or not np.abs(change).max() > 0:
            continue
        rows = change.reshape(len(change), -1)
        scale = np.abs(rows).max(1) / 127 + 1e-12
        held[f"q:{name}"] = np.rint(rows / scale[:, None]).astype(np.int8).reshape(change.shape)
        held[f"s:{name}"] = scale.astype(np.float32)
    heads = router.heads.weight.detach().numpy().T * router.recipe.heat
    meta = settings | {
        "recipe": {k: getattr(router.recipe, k) for k in Recipe.__slots__},
        "base": "all-MiniLM-L6-v2",
    }
    np.savez_compressed(
        path, meta=np.array(json.dumps(meta)), heads=heads.astype(np.float32), bias=router.heads.bias.detach().numpy(), **held
    )
    return path.stat().st_size


SHARES = (0.0, 0.15, 0.25, 0.35, 0.5, 0.75)
"""How much the words' own scores may weigh beside those of the fine-tuned heads."""


def held_out_settings(examples: list[Example]) -> dict[str, Any]:
    """Return share, temperatures and accuracy, chosen on the fold that `cross_validate` left in the cache."""
    with np.load(CACHE / "fold-0.npz", allow_pickle=False) as kept:
        if kept["texts"].tolist() != [e.text for e in examples]:
            raise SystemExit("The examples changed while the fold was trained; run this again.")
        train_on, test_on = kept["train"].tolist(), kept["test"].tolist()
        scores = kept["vectors"][test_on] @ kept["weights"].T + kept["bias"]
    labels = base.trained_labels(examples)
    data = fit.encoded([e.text for e in examples], np.zeros((len(examples), 1)))
    seen, tested = data.take(train_on), [examples[i] for i in test_on]
    idf = fit.inverse_frequency(seen.counts)
    plain = fit.fit_head(seen, idf, base.answers([examples[i] for i in train_on]), labels, False)
    words = fit.raw_scores(data.take(test_on), idf, plain)
    best: dict[str, Any] = {}
    for share in SHARES:
        both = scores + share * words
        heats = base.heats(both, tested, labels)
        by_flow, by_topic = fit.decoded(both, labels, fit.with_heats(plain, *heats))
        flow = float(np.mean([labels.flows[i] == e.flow for i, e in zip(by_flow.argmax(1), tested, strict=True)]))
        topic = float(np.mean([labels.topics[i] == e.topic for i, e in zip(by_topic.argmax(1), tested, strict=True)]))
        print(f"share of words {share}: held-out flow {flow:.3f} topic {topic:.3f}", flush=True)
        if flow + topic > sum(best.get("held_out", (0.0, 0.0))):
            best = {"share": share, "heats": heats, "held_out": (flow, topic)}
    return best


def finish(examples: list[Example], recipe: Recipe) -> None:
    """Measure on one fold, choose the share of words and the temperatures there, train on everything, write both artefacts."""
    cross_validate(examples, recipe, 5, 1)
    settings = held_out_settings(examples)
    router = train(examples, recipe)
    path = base.TARGET.parent / ROUTING.name
    size = save_delta(router, path, settings | {"examples": examples_hash(UTTERANCES)})
    print(f"{path.name}: {size / 1e6:.1f} MB", flush=True)
    base.train(examples, encode([e.text for e in examples]), base.TARGET, "all-MiniLM-L6-v2")


def main() -> None:
    """Read the options, then measure or train."""
    import torch

    torch.set_num_threads(int(os.environ.get("COACH_BENCH_THREADS", "2")))
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in ((f, getattr(Recipe(), f)) for f in Recipe.__slots__):
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--first", type=int, default=99, help="run only the first N folds")
    options = parser.parse_args()
    recipe = Recipe(**{f: getattr(options, f) for f in Recipe.__slots__})
    examples = read_examples()
    if options.folds:
        cross_validate(examples, recipe, options.folds, options.first)
        return
    finish(examples, recipe)


if __name__ == "__main__":
    main()
