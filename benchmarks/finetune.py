"""Fine-tune the encoder for routing and for finding cards: `python -m benchmarks.finetune`.

The layers learn the flow and topic of the example utterances, which of a card's `asks` and passages belong together, and which
card an ask, a line (`knowledge/lines`) or a passage belongs to, all at once; embeddings stay. A tenth of the utterances and a fifth of the asks, chosen by a hash of
their text, are never learnt: temperatures and the share of words are chosen on them, and every figure that is reported comes from them. What changed
is written as `knowledge/models/tuning-<key>.npz`, eight bits a number with one scale a row, and the vector that each card's texts were drawn to as
`centres-<key>.npz`. Afterwards run `python -m benchmarks.train_intents`, `coach library rebuild`, `coach library embed` and
`python -m benchmarks.retrieval --calibrate`. Takes about an hour on two cores that nothing else uses.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import intents_fit as fit
from benchmarks import train_intents as base
from benchmarks.card_pairs import CardPairs
from benchmarks.intents_data import UTTERANCES, UTTERANCES_HELD, Example, default_model, is_held_out, read_examples
from benchmarks.router import KindTexts, Lesson, Recipe, Router, train
from coach.domain.labels import FLOWS, TOPICS
from coach.guidance.centres import centre_file, write_centres
from coach.guidance.tuning import PATTERN, shipped_tuning, tuned_name, tuning_key
from coach.rendering import shipped
from coach.understanding.intents import Head, Labels, examples_hash

os.environ.setdefault("HF_HUB_OFFLINE", "1")

SHARES = (0.0, 0.15, 0.25, 0.35, 0.5, 0.75)
"""How much the words' own scores may weigh beside those of the fine-tuned heads."""


def lesson(examples: list[Example], pairs: CardPairs, start: Path | None) -> Lesson:
    """Return what is to be learnt from examples and cards, beginning with the tuning `start` or with the weights as they came."""
    labels = [(FLOWS.index(e.flow), TOPICS.index(e.topic)) for e in examples]
    kinds = KindTexts(pairs.kinds(), [TOPICS.index(card.topic) for card in pairs.cards])
    return Lesson([e.text for e in examples], labels, (FLOWS, TOPICS), pairs.batch, kinds, start)


def accuracy(scores: Any, examples: list[Example]) -> tuple[float, float]:
    """Return the share of right flows and of right topics, by the heads alone."""
    cut = len(FLOWS)
    flows = [FLOWS[i] == e.flow for i, e in zip(scores[:, :cut].argmax(1), examples, strict=True)]
    topics = [TOPICS[i] == e.topic for i, e in zip(scores[:, cut:].argmax(1), examples, strict=True)]
    return float(np.mean(flows)), float(np.mean(topics))


def split(examples: list[Example]) -> tuple[list[int], list[int]]:
    """Return the rows to learn from and the rows held out."""
    held = [n for n, e in enumerate(examples) if is_held_out(e.text, UTTERANCES_HELD)]
    return sorted(set(range(len(examples))) - set(held)), held


def learn(examples: list[Example], recipe: Recipe, start: Path | None) -> Path:
    """Train, measure on what was held out after each epoch, choose the settings there, and write the differences."""
    parts, pairs, begun = split(examples), CardPairs(shipped("knowledge")), time.time()
    tested = [examples[i] for i in parts[1]]

    def watch(epoch: int, router: Router) -> None:
        flow, topic = accuracy(router.raw([e.text for e in tested]), tested)
        print(f"epoch {epoch + 1}: flow {flow:.3f} topic {topic:.3f} ({time.time() - begun:.0f} s)", flush=True)

    router = train(lesson([examples[i] for i in parts[0]], pairs, start), recipe, watch)
    found = pairs.measure(router.encode, router.centres)
    print(" ".join(f"{name} {share:.3f}" for name, share in found.items()), flush=True)
    settings = {"retrieval": found, "start": tuning_key(start)} | chosen(examples, parts, router.raw([e.text for e in tested]))
    path = save_tuning(router, base.TARGET.parent, settings | {"examples": examples_hash(UTTERANCES), "count": len(parts[0])})
    write_centres(centre_file(shipped("knowledge"), tuning_key(path)), [card.id for card in pairs.cards], router.centres)
    return path


def chosen(examples: list[Example], parts: tuple[list[int], list[int]], scores: Any) -> dict[str, Any]:
    """Return the share of words, the temperatures and the scope floor that are best on the held-out lines."""
    labels, tested = base.trained_labels(examples), [examples[i] for i in parts[1]]
    words = base.head_scores(examples, parts)
    best: dict[str, Any] = {}
    for share in SHARES:
        both = scores + share * words
        heats = base.heats(both, tested, labels)
        found, floor = _decoded(both, tested, labels, heats)
        print(f"share of words {share}: held-out flow {found[0]:.3f} topic {found[1]:.3f}", flush=True)
        if sum(found) > sum(best.get("held_out", (0.0, 0.0))):
            best = {"share": share, "heats": heats, "held_out": found, "scope_floor": floor}
    return best


def _decoded(scores: Any, tested: list[Example], labels: Labels, heats: tuple[float, float]) -> tuple[tuple[float, float], float]:
    """Return accuracy of flows and topics, and the least scope that refuses few of the lines in scope."""
    head = Head(np.zeros((0, 1)), None, None, *heats)
    by_flow, by_topic = fit.decoded(scores, labels, head)
    flows, topics = base.answers(tested)
    right = (
        float(np.mean([labels.flows[i] == flow for i, flow in zip(by_flow.argmax(1), flows, strict=True)])),
        float(np.mean([labels.topics[i] == topic for i, topic in zip(by_topic.argmax(1), topics, strict=True)])),
    )
    return right, base.reject_floor(by_flow, flows, labels)


def save_tuning(router: Router, folder: Path, settings: dict[str, Any]) -> Path:
    """Write what changed against the base weights and the heads, in the place of older files. Returns the path."""
    from transformers import AutoModel

    base_weights = AutoModel.from_pretrained(str(default_model())).state_dict()
    held: dict[str, Any] = {}
    for name, tensor in router.encoder.state_dict().items():
        change = (tensor - base_weights[name]).numpy().astype(np.float32) if tensor.is_floating_point() else None
        if change is None or not np.abs(change).max() > 0:
            continue
        rows = change.reshape(len(change), -1)
        scale = np.abs(rows).max(1) / 127 + 1e-12
        held[f"q:{name}"] = np.rint(rows / scale[:, None]).astype(np.int8).reshape(change.shape)
        held[f"s:{name}"] = scale.astype(np.float32)
    meta = settings | {"recipe": {k: getattr(router.recipe, k) for k in Recipe.__slots__}, "base": "all-MiniLM-L6-v2"}
    heads = router.heads.weight.detach().numpy().T * router.recipe.heat
    buffer = io.BytesIO()
    bias = router.heads.bias.detach().numpy()
    np.savez_compressed(buffer, meta=np.array(json.dumps(meta)), heads=heads.astype(np.float32), bias=bias, **held)
    for old in folder.parent.glob(PATTERN):
        old.unlink()
    path = folder / tuned_name(buffer.getvalue())
    path.write_bytes(buffer.getvalue())
    return path


def main() -> None:
    """Read the options, then measure and train."""
    import torch

    torch.set_num_threads(int(os.environ.get("COACH_BENCH_THREADS", "2")))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in ((f, getattr(Recipe(), f)) for f in Recipe.__slots__):
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    parser.add_argument("--go-on", action="store_true", help="begin with the shipped tuning, not with the weights as they came")
    options = parser.parse_args()
    recipe = Recipe(**{f: getattr(options, f) for f in Recipe.__slots__})
    examples = read_examples()
    path = learn(examples, recipe, shipped_tuning() if options.go_on else None)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB. Now run: python -m benchmarks.train_intents", flush=True)


if __name__ == "__main__":
    main()
