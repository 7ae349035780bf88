"""An encoder with linear heads on its unit vector, and how both learn. Used by `finetune` and `intents`.

Three lessons are learnt at once: labels of lines (cross-entropy, one head a group of labels); pairs of texts that belong
together (every other text of the batch is a wrong partner; "multiple negatives ranking", Henderson and others 2017); and texts of
many kinds, each with a unit vector that its texts are drawn to (normalised softmax, Zhai and Wu 2019).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.intents_data import default_model
from coach.guidance.tuning import tune

Pairs = Sequence[tuple[str, str]]
PAIR_SCALE = 20.0
"""What cosines are multiplied by before the softmax over partners; the usual figure of sentence-transformers."""
KIND_SCALE = 25.0
"""The same for the softmax over kinds."""
KIND_LABEL = 0.5
"""How much the label of a kind weighs beside the kind itself."""
KIND_SAMPLE = 6
"""Texts of each kind whose mean is its first unit vector."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fine-tune. `layers` counts from the top, `pair_share` of the steps also learn from pairs."""

    epochs: int = 4
    batch: int = 32
    rate: float = 8e-5
    head_rate: float = 2e-3
    layers: int = 6
    max_len: int = 128
    smoothing: float = 0.1
    decay: float = 0.01
    heat: float = 16.0
    pair_weight: float = 1.0
    pair_share: float = 0.25
    kind_batch: int = 96
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """What to learn from: texts with one label number a group, the names of the labels, a source of pairs, and kinds.

    `start` is a file of differences to learn on from, in the place of the weights as they came.
    """

    texts: Sequence[str]
    labels: Sequence[Sequence[int]]
    groups: tuple[Sequence[str], ...]
    pairs: Callable[[random.Random], Pairs] | None = None
    kinds: KindTexts | None = None
    start: Path | None = None


@dataclass(frozen=True, slots=True)
class KindTexts:
    """Texts with the number of their kind, counted from 0; `labels` gives for each kind a label number of the last group."""

    texts: Sequence[tuple[str, int]]
    labels: Sequence[int]


class Router:
    """MiniLM with a linear head for each group of labels on its unit vector. `centres` are the unit vectors of kinds, once learnt."""

    def __init__(self, recipe: Recipe, groups: tuple[Sequence[str], ...]) -> None:
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.manual_seed(recipe.seed)
        random.seed(recipe.seed)
        self.recipe, self.sizes = recipe, [len(group) for group in groups]
        self.centres: Any = None
        folder = str(default_model())
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.heads = torch.nn.Linear(self.encoder.config.hidden_size, sum(self.sizes))
        torch.nn.init.zeros_(self.heads.weight)
        torch.nn.init.zeros_(self.heads.bias)
        self.lower = self.encoder.encoder.layer[: 6 - recipe.layers]
        self.upper = self.encoder.encoder.layer[6 - recipe.layers :]
        for part in (self.encoder.embeddings, self.lower):
            part.requires_grad_(False)

    def start_from(self, tuning: Path) -> None:
        """Take weights and heads from a file of differences, to learn on from there."""
        import torch

        tune(self.encoder, tuning)
        with np.load(tuning, allow_pickle=False) as data, torch.no_grad():
            self.heads.weight.copy_(torch.tensor(data["heads"].T / self.recipe.heat))
            self.heads.bias.copy_(torch.tensor(data["bias"]))

    def learn(self, on: bool) -> None:
        """Switch dropout of the layers that learn on or off; the frozen ones have none."""
        self.encoder.eval()
        self.upper.train(on)

    def vectors(self, texts: list[str]) -> Any:
        """Return unit vectors of a batch, with gradients where training is on."""
        import torch

        batch = self.tokenizer(texts, padding=True, truncation=True, max_length=self.recipe.max_len, return_tensors="pt")
        mask = batch["attention_mask"].bool()
        with torch.no_grad():
            hidden = self.encoder.embeddings(input_ids=batch["input_ids"], token_type_ids=batch["token_type_ids"])
            for layer in self.lower:
                hidden = layer(hidden, mask[:, None, None, :])
        for layer in self.upper:
            hidden = layer(hidden, mask[:, None, None, :])
        weights = mask.unsqueeze(-1).float()
        return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=1)

    def scores(self, vectors: Any) -> Any:
        """Return the raw scores of all groups side by side."""
        return self.heads(vectors * self.recipe.heat)

    def encode(self, texts: Sequence[str]) -> Any:
        """Return unit vectors as a float32 array of shape (len(texts), dimension)."""
        import torch

        self.learn(False)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        found = np.zeros((len(texts), self.encoder.config.hidden_size), np.float32)
        with torch.no_grad():
            for start in range(0, len(order), 64):
                part = order[start : start + 64]
                found[part] = self.vectors([texts[i] for i in part]).numpy()
        return found

    def raw(self, texts: Sequence[str]) -> Any:
        """Return the raw scores of texts as a numpy array."""
        import torch

        with torch.no_grad():
            return self.scores(torch.tensor(self.encode(texts))).numpy()


def train(lesson: Lesson, recipe: Recipe, watch: Callable[[int, Router], None] | None = None) -> Router:
    """Return a router trained on the lesson. `watch` is called after each epoch."""
    import torch

    router = Router(recipe, lesson.groups)
    if lesson.start is not None:
        router.start_from(lesson.start)
    kinds = Kinds(router, lesson.kinds) if lesson.kinds is not None else None
    wanted = torch.tensor([list(row) for row in lesson.labels])
    body = [p for p in router.encoder.parameters() if p.requires_grad]
    heads = [*router.heads.parameters(), *([kinds.weight] if kinds else [])]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=recipe.decay,
    )
    total = -(-len(lesson.texts) // recipe.batch) * recipe.epochs
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / (0.1 * total)) * max(0.02, 1 - s / total))
    chance = random.Random(recipe.seed)
    for epoch in range(recipe.epochs):
        router.learn(True)
        for part in _batches(lesson.texts, recipe.batch):
            loss = _label_loss(router, router.vectors([lesson.texts[i] for i in part]), wanted[part])
            if lesson.pairs is not None and chance.random() < recipe.pair_share:
                loss = loss + recipe.pair_weight * _pair_loss(router, lesson.pairs(chance))
            if kinds is not None:
                loss = loss + kinds.loss(router)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            plan.step()
        if kinds is not None:
            router.centres = kinds.centres().detach().numpy()
        if watch:
            watch(epoch, router)
    return router


class Kinds:
    """Texts of many kinds and one unit vector a kind; the vectors begin as means and learn with the encoder."""

    def __init__(self, router: Router, lesson: KindTexts) -> None:
        import torch

        self._lesson, self._waiting = lesson, list[list[int]]()
        samples: dict[int, list[str]] = {}
        for text, kind in lesson.texts:
            samples.setdefault(kind, []).append(text)
        means = [router.encode(samples[kind][:KIND_SAMPLE]).mean(0) for kind in range(len(samples))]
        self.weight = torch.nn.Parameter(torch.tensor(np.stack(means)))

    def centres(self) -> Any:
        """Return the unit vector of each kind."""
        import torch

        return torch.nn.functional.normalize(self.weight, dim=1)

    def loss(self, router: Router) -> Any:
        """Return how far the texts of the next batch are from their kinds; each text comes once before any comes again."""
        import torch

        cross = torch.nn.functional.cross_entropy
        if not self._waiting:
            self._waiting = _batches([text for text, _ in self._lesson.texts], router.recipe.kind_batch)
        part = self._waiting.pop()
        vectors = router.vectors([self._lesson.texts[i][0] for i in part])
        likeness = KIND_SCALE * vectors @ self.centres().T
        kinds = [self._lesson.texts[i][1] for i in part]
        labels = torch.tensor([self._lesson.labels[kind] for kind in kinds])
        loss = cross(likeness, torch.tensor(kinds), label_smoothing=router.recipe.smoothing)
        return loss + KIND_LABEL * cross(torch.split(router.scores(vectors), router.sizes, dim=1)[-1], labels)


def _batches(texts: Sequence[str], size: int) -> list[list[int]]:
    """Shuffle, sort by length inside pools of 20 batches so that padding stays small, and shuffle the batches."""
    order = list(range(len(texts)))
    random.shuffle(order)
    pools = [sorted(order[i : i + 20 * size], key=lambda j: len(texts[j])) for i in range(0, len(order), 20 * size)]
    parts = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    random.shuffle(parts)
    return parts


def _label_loss(router: Router, vectors: Any, wanted: Any) -> Any:
    import torch

    scores = torch.split(router.scores(vectors), router.sizes, dim=1)
    smoothing = router.recipe.smoothing
    cross = torch.nn.functional.cross_entropy
    return sum(cross(part, wanted[:, n], label_smoothing=smoothing) for n, part in enumerate(scores))


def _pair_loss(router: Router, pairs: Pairs) -> Any:
    import torch

    first, second = (router.vectors([pair[side] for pair in pairs]) for side in (0, 1))
    likeness = first @ second.T * PAIR_SCALE
    right = torch.arange(len(pairs))
    cross = torch.nn.functional.cross_entropy
    return (cross(likeness, right) + cross(likeness.T, right)) / 2
