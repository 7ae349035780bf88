"""The fine-tuned part of the encoder that routing uses: what changed in the top layers, shipped as differences.

`knowledge/models/routing.npz` holds, for each changed parameter of all-MiniLM-L6-v2, eight-bit numbers (`q:<name>`) and one
scale a row (`s:<name>`); `benchmarks/finetune_intents.py` writes it. The lower layers are those of the library's encoder, so
one ONNX graph gives both vectors of a text.
"""

from __future__ import annotations

import copy
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from coach.rendering import shipped

FILE: Final = Path("models") / "routing.npz"


def routing_path() -> Path | None:
    """Return where the shipped changes are, or None when none are shipped."""
    path = shipped("knowledge") / FILE
    return path if path.is_file() else None


@cache
def routing_key() -> str:
    """Return the first eight digits of the SHA-256 of the shipped changes, or nothing; an ONNX copy is stamped with it."""
    path = routing_path()
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8] if path is not None else ""


def routing_model(transformer: Any) -> Any:
    """Return a copy of a BERT transformer with the shipped changes in; unchanged layers are shared with the original.

    Raises KeyError when the changes belong to another architecture, FileNotFoundError when none are shipped.
    """
    import numpy as np
    import torch

    path = routing_path()
    if path is None:
        raise FileNotFoundError(FILE)
    with np.load(path) as data:
        changes = {name[2:]: data[name].astype(np.float32) for name in data.files if name.startswith("q:")}
        scales = {name[2:]: data[name] for name in data.files if name.startswith("s:")}
    router = copy.deepcopy(transformer)
    parameters = dict(router.named_parameters())
    with torch.no_grad():
        for name, change in changes.items():
            rows = change.reshape(len(change), -1) * scales[name][:, None]
            parameters[name] += torch.from_numpy(rows.reshape(change.shape))
    changed = {name.split(".")[2] for name in changes if name.startswith("encoder.layer.")}
    for number in range(len(router.encoder.layer)):
        if str(number) not in changed:
            router.encoder.layer[number] = transformer.encoder.layer[number]
    if not any(name.startswith("embeddings.") for name in changes):
        router.embeddings = transformer.embeddings
    return router
