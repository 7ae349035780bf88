"""What fine-tuning changed in the default encoder: shipped as differences, added to the weights when they are loaded.

`knowledge/models/tuning-<key>.npz` holds, for each weight that learned, eight-bit numbers (`q:<name>`) and one scale a row
(`s:<name>`); the key is the beginning of the file's SHA-256. `python -m benchmarks.finetune` writes it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from coach.errors import WeightsError
from coach.rendering import shipped

PATTERN: Final = "models/tuning-*.npz"
KEY_LENGTH: Final = 8
_REMEDY: Final = "Reinstall Coach."


def shipped_tuning() -> Path | None:
    """Return the file of shipped differences, or None when none is shipped."""
    return next(iter(sorted(shipped("knowledge").glob(PATTERN))), None)


def tuning_key(path: Path | None) -> str:
    """Return the key that a file of differences carries in its name, or nothing."""
    return path.stem.partition("-")[2] if path is not None else ""


def tuned_name(content: bytes) -> str:
    """Return the name under which differences with this content are shipped."""
    return f"tuning-{hashlib.sha256(content).hexdigest()[:KEY_LENGTH]}.npz"


def tune(transformer: Any, path: Path) -> None:
    """Add the differences in `path` to the weights of a transformer, in place.

    Raises WeightsError when the file is not the one its name promises, or belongs to a model of another shape.
    """
    import io

    import numpy as np
    import torch

    content = _checked(path)
    parameters = dict(transformer.named_parameters())
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as data, torch.no_grad():
            for name in (file[2:] for file in data.files if file.startswith("q:")):
                change = data[f"q:{name}"].astype(np.float32)
                rows = change.reshape(len(change), -1) * data[f"s:{name}"][:, None]
                parameters[name] += torch.from_numpy(rows.reshape(change.shape))
    except (KeyError, ValueError, RuntimeError) as error:
        raise WeightsError(f"The encoder's tuning does not fit the model: {error}.", _REMEDY) from error


def _checked(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"The encoder's tuning cannot be read: {error}.", _REMEDY) from error
    if tuned_name(content) != path.name:
        raise WeightsError("The encoder's tuning is not the one expected.", _REMEDY)
    return content
