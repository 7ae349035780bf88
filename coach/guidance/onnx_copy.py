"""The ONNX copy of the encoder: made once from the sentence-transformers model, compared with it, then used every day.

Exporting takes about 14 s on two cores. The copy is built beside its place and renamed, so that a crash leaves either
no copy or a whole one.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from coach.errors import WeightsError
from coach.guidance.encoder import (
    ONNX,
    TOKENIZER,
    EncoderInfo,
    OnnxEncoder,
    SentenceTransformersEncoder,
    TextEncoder,
    read_info,
    write_info,
)
from coach.guidance.models import DEFAULT_KEY, is_default, locate, model_slug

PREPARE: Final = "Run: coach library prepare"
UNCOPIED: Final = "use-the-model-itself"
LEAST_COSINE: Final = 0.9999
POOLINGS: Final = ("mean", "cls")
PROBES: Final = (
    "mentor never answered",
    "My supervisor said yes in March and we have not met since; should I write again or let it go?",
    "She reads my drafts on the train and answers with one word. " * 30,
    "¿Cómo le digo a mi tutora que no estoy de acuerdo?",
)


def copy_folder(models: Path, name: str) -> Path | None:
    """Return the folder below `models` that holds the ONNX copy of the model called `name`, or None."""
    if is_default(name):
        folder = models / DEFAULT_KEY
        return folder if _whole(folder, None) else None
    for folder in sorted(models.glob(f"{model_slug(name)}-*")):
        if _whole(folder, name):
            return folder
    return None


def open_encoder(models: Path, name: str) -> TextEncoder:
    """Open the everyday encoder of the model called `name`: its ONNX copy below `models`.

    A model that cannot be copied is used itself, slower. Raises WeightsError when nothing has been prepared.
    """
    folder = copy_folder(models, name)
    if folder is not None:
        return OnnxEncoder(folder)
    for marker in sorted(models.glob(f"*/{UNCOPIED}")):
        if marker.read_text(encoding="utf-8") == name:
            return SentenceTransformersEncoder(locate(name))
    raise WeightsError("The encoder has not been prepared, so questions are answered by their words.", PREPARE)


def mark_uncopied(models: Path, encoder: SentenceTransformersEncoder) -> None:
    """Note that the model of `encoder` cannot be copied and is to be used itself."""
    folder = models / encoder.info.key
    folder.mkdir(parents=True, exist_ok=True)
    (folder / UNCOPIED).write_text(encoder.info.name, encoding="utf-8")


def export(encoder: SentenceTransformersEncoder, folder: Path, progress: Callable[[int], None]) -> OnnxEncoder:
    """Write the ONNX copy of `encoder` to `folder` and return it opened; `progress` is called with 1, 2 and 3.

    Raises WeightsError when the model's shape is not one that the copy can follow (pooling other than mean or cls), or
    when the copy's vectors differ from the model's by more than a cosine of 0.9999 on any probe.
    """
    info = encoder.info
    if info.pooling not in POOLINGS:
        raise WeightsError(f"The model {info.name} cannot be copied.", "Questions are answered with the model itself, slower.")
    beside = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        progress(1)
        _export_graph(encoder, beside / ONNX)
        progress(2)
        encoder.model.tokenizer.backend_tokenizer.save(str(beside / TOKENIZER))
        write_info(beside, info)
        _compare(encoder, OnnxEncoder(beside))
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    progress(3)
    return OnnxEncoder(folder)


def least_cosine(first: Any, second: Any) -> float:
    """Return the smallest cosine between the same rows of two arrays whose rows have length 1."""
    return float((first * second).sum(axis=1).min())


def _whole(folder: Path, name: str | None) -> bool:
    try:
        info: EncoderInfo = read_info(folder)
    except WeightsError:
        return False
    return (folder / ONNX).is_file() and (folder / TOKENIZER).is_file() and name in (None, info.name)


def _compare(encoder: SentenceTransformersEncoder, copy: OnnxEncoder) -> None:
    cosine = least_cosine(encoder.encode(PROBES), copy.encode(PROBES))
    if cosine < LEAST_COSINE:
        what = f"The copy of {encoder.info.name} differs from the model (cosine {cosine:.5f})."
        raise WeightsError(what, "Questions are answered with the model itself, slower.")


def _export_graph(encoder: SentenceTransformersEncoder, path: Path) -> None:
    import logging

    import torch

    logging.getLogger("torch.onnx").setLevel(logging.ERROR)

    transformer = encoder.model[0].auto_model.eval()

    class Hidden(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        """The transformer with its inputs by position and its last hidden state as the only output."""

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            """Return the last hidden state."""
            return wrapped(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    wrapped = transformer
    module = Hidden()
    module.transformer = transformer
    tokens = torch.ones((2, 16), dtype=torch.int64)
    names = {0: torch.export.Dim("texts", min=1, max=4096), 1: torch.export.Dim("tokens", min=2, max=encoder.info.max_tokens)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            (tokens, tokens.clone()),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["last_hidden_state"],
            dynamic_shapes={"input_ids": names, "attention_mask": names},
            dynamo=True,
            external_data=False,
            verbose=False,
        )
