"""The example utterances and their vectors, for training and measuring the intent classifier."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from coach.domain.labels import FLOWS, TOPICS
from coach.errors import ContentError
from coach.guidance.encoder import SentenceTransformersEncoder
from coach.guidance.models import DEFAULT_MODEL, DEFAULT_SHA256, locate, model_key
from coach.rendering import shipped

UTTERANCES = shipped("knowledge") / "utterances"
UTTERANCES_HELD, ASKS_HELD = 10, 5
"""One in so many utterances, and asks of cards, is never learnt by the fine-tuned encoder, so that it can be measured on them."""
CACHE = Path(os.environ.get("COACH_BENCH_CACHE", "/tmp/coach-bench"))


@dataclass(frozen=True, slots=True)
class Example:
    """One example utterance with its labels."""

    text: str
    flow: str
    topic: str


def read_examples(folder: Path = UTTERANCES) -> list[Example]:
    """Return the examples of `<flow>.txt` files (`topic | text`, `#` comments). Raises ContentError for a bad line."""
    found: dict[str, Example] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.stem not in FLOWS:
            raise ContentError(path, None, f"There is no flow {path.stem!r}.", "Name the file after a flow.")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            topic, bar, text = (part.strip() for part in line.partition("|"))
            if not bar or topic not in TOPICS or not text:
                raise ContentError(path, number, f"This is not `topic | text`: {line[:60]!r}.", "Write a topic, a bar, a text.")
            found.setdefault(" ".join(text.lower().split()), Example(text, path.stem, topic))
    return list(found.values())


def is_held_out(text: str, one_in: int) -> bool:
    """Return whether a text belongs to the part that is never learnt; the same text always does or never."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4]) % one_in == 0


def encode(texts: list[str], frozen: bool = False) -> Any:
    """Return unit vectors of the texts by the encoder that Coach uses, kept in a cache by content.

    `frozen` takes all-MiniLM-L6-v2 as it came, to compare.
    """
    files = locate(DEFAULT_MODEL)
    files = replace(files, key=model_key(files.name, DEFAULT_SHA256), tuning=None) if frozen else files
    path = CACHE / f"vectors-{files.key}.npz"
    known: dict[str, Any] = {}
    if path.is_file():
        with np.load(path) as data:
            known = dict(zip(data["keys"].tolist(), data["rows"], strict=True))
    keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known.update(zip(missing, SentenceTransformersEncoder(files).encode(list(missing.values())), strict=True))
        CACHE.mkdir(parents=True, exist_ok=True)
        np.savez(path, keys=np.array(list(known)), rows=np.stack(list(known.values())))
    return np.stack([known[key] for key in keys]).astype(np.float32)


def default_model() -> Path:
    """Return the folder of the encoder that comes with Coach, as it came."""
    return locate(DEFAULT_MODEL).folder
