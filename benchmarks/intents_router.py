"""The encoder with a flow head and a topic head on its unit vector, and how it learns. Used by finetune_intents."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.intents_data import Example, default_model
from coach.domain.labels import FLOWS, TOPICS


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fine-tune."""

    epochs: int = 4
    batch: int = 32
    rate: float = 8e-5
    head_rate: float = 2e-3
    layers: int = 3
    max_len: int = 128
    smoothing: float = 0.1
    contrast: float = 0.0
    decay: float = 0.01
    heat: float = 16.0
    seed: int = 7


class Router:
    """MiniLM with two linear heads on its unit vector. `labels` are flows and topics."""

    def __init__(self, recipe: Recipe, labels: tuple[Sequence[str], Sequence[str]]) -> None:
        import torch
        from transformers import AutoModel, AutoTokenizer

        torch.manual_seed(recipe.seed)
        random.seed(recipe.seed)
        self.recipe, self.labels = recipe, labels
        folder = str(default_model())
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.heads = torch.nn.Linear(self.encoder.config.hidden_size, len(labels[0]) + len(labels[1]))
        torch.nn.init.zeros_(self.heads.weight)
        torch.nn.init.zeros_(self.heads.bias)
        self.lower = self.encoder.encoder.layer[: 6 - recipe.layers]
        self.upper = self.encoder.encoder.layer[6 - recipe.layers :]
        self._kept: dict[str, Any] = {}
        for part in (self.encoder.embeddings, self.lower):
            part.requires_grad_(False)

    def learn(self, on: bool) -> None:
        """Switch dropout of the layers that learn on or off; the frozen ones have none."""
        self.encoder.eval()
        self.upper.train(on)

    def vectors(self, texts: list[str]) -> Any:
        """Return unit vectors of a batch, with gradients where training is on."""
        import torch

        rows = [self._kept[text] for text in texts] if all(text in self._kept for text in texts) else self._below(texts)
        hidden = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True).float()
        lengths = torch.tensor([len(row) for row in rows])
        mask = torch.arange(hidden.shape[1])[None, :] < lengths[:, None]
        for layer in self.upper:
            hidden = layer(hidden, mask[:, None, None, :])
        weights = mask.unsqueeze(-1).float()
        return torch.nn.functional.normalize((hidden * weights).sum(1) / weights.sum(1), dim=1)

    def _below(self, texts: list[str]) -> list[Any]:
        """Return what the frozen part makes of texts, one array of tokens each, in half precision."""
        import torch

        batch = self.tokenizer(texts, padding=True, truncation=True, max_length=self.recipe.max_len, return_tensors="pt")
        mask = batch["attention_mask"].bool()
        with torch.no_grad():
            hidden = self.encoder.embeddings(input_ids=batch["input_ids"], token_type_ids=batch["token_type_ids"])
            for layer in self.lower:
                hidden = layer(hidden, mask[:, None, None, :])
        return [row[kept].half() for row, kept in zip(hidden, mask, strict=True)]

    def remember(self, texts: list[str]) -> None:
        """Keep what the frozen part makes of these texts, so that each epoch runs the learning layers only."""
        order = sorted(set(texts), key=len)
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            self._kept.update(zip(part, self._below(part), strict=True))

    def scores(self, vectors: Any) -> Any:
        """Return the raw scores of flows and topics side by side."""
        return self.heads(vectors * self.recipe.heat)

    def encode(self, texts: list[str]) -> Any:
        """Return unit vectors as a numpy array."""
        import torch

        self.learn(False)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows: dict[int, Any] = {}
        with torch.no_grad():
            for start in range(0, len(order), 64):
                part = order[start : start + 64]
                found = self.vectors([texts[i] for i in part]).numpy()
                rows.update(zip(part, found, strict=True))
        return np.stack([rows[i] for i in range(len(texts))])


def train(examples: list[Example], recipe: Recipe, watch: Callable[[int, Router], None] | None = None) -> Router:
    """Return a router trained on the examples. `watch` is called after each epoch."""
    import torch

    labels = (FLOWS, TOPICS)
    router = Router(recipe, labels)
    router.remember([e.text for e in examples])
    flows = torch.tensor([FLOWS.index(e.flow) for e in examples])
    topics = torch.tensor([TOPICS.index(e.topic) for e in examples])
    body = [p for p in router.encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": router.heads.parameters(), "lr": recipe.head_rate}],
        weight_decay=recipe.decay,
    )
    batches = -(-len(examples) // recipe.batch)
    total = batches * recipe.epochs
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / (0.1 * total)) * max(0.02, 1 - s / total))
    for epoch in range(recipe.epochs):
        router.learn(True)
        for part in _batches(examples, recipe.batch):
            vectors = router.vectors([examples[i].text for i in part])
            loss = _loss(router, vectors, flows[part], topics[part])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            plan.step()
        if watch:
            watch(epoch, router)
    return router


def _batches(examples: list[Example], size: int) -> list[list[int]]:
    """Shuffle, sort by length inside pools of 20 batches so that padding stays small, and shuffle the batches."""
    order = list(range(len(examples)))
    random.shuffle(order)
    pools = [sorted(order[i : i + 20 * size], key=lambda j: len(examples[j].text)) for i in range(0, len(order), 20 * size)]
    parts = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    random.shuffle(parts)
    return parts


def _loss(router: Router, vectors: Any, flows: Any, topics: Any) -> Any:
    import torch

    scores, cut = router.scores(vectors), len(FLOWS)
    cross = torch.nn.functional.cross_entropy
    smoothing = router.recipe.smoothing
    loss = cross(scores[:, :cut], flows, label_smoothing=smoothing) + cross(scores[:, cut:], topics, label_smoothing=smoothing)
    if router.recipe.contrast:
        loss = loss + router.recipe.contrast * _contrast(vectors, flows * len(TOPICS) + topics)
    return loss


def _contrast(vectors: Any, labels: Any) -> Any:
    """Supervised contrastive loss: lines of the same flow and topic draw together."""
    import torch

    alike = (labels[:, None] == labels[None, :]).float()
    alike.fill_diagonal_(0)
    close = vectors @ vectors.T / 0.1
    close = close - torch.eye(len(labels)) * 1e9
    logs = torch.log_softmax(close, dim=1)
    counts = alike.sum(1)
    return -((logs * alike).sum(1)[counts > 0] / counts[counts > 0]).mean() if (counts > 0).any() else vectors.sum() * 0
