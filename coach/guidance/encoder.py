"""Text to vectors: sentence-transformers for the library, ONNX Runtime on the same weights for everyday questions.

Measured on two cores: importing sentence-transformers takes about 9 s and a query 20 ms; the ONNX copy loads in 0.3 s
and answers in 5 ms. Both give float32 rows of length 1.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from coach.errors import WeightsError
from coach.guidance.models import ModelFiles
from coach.guidance.tuning import tune

COPY: Final = "encoder.json"
ONNX: Final = "model.onnx"
TOKENIZER: Final = "tokenizer.json"
BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class EncoderInfo:
    """What an encoder is: the model's name in the settings and its key, its dimension, and how it reads a text."""

    name: str
    key: str
    dimension: int
    max_tokens: int = 256
    pooling: str = "mean"


class TextEncoder(Protocol):
    """Turns texts into vectors."""

    @property
    def info(self) -> EncoderInfo:
        """Return what this encoder is."""
        ...

    def encode(self, texts: Sequence[str]) -> Any:
        """Return a float32 array of shape (len(texts), dimension) whose rows have length 1."""
        ...


class SentenceTransformersEncoder:
    """The reference encoder. Making one imports torch and takes seconds; `coach library` commands and `prepare` do."""

    def __init__(self, files: ModelFiles) -> None:
        """Load the model whose files have been located and checked. Raises WeightsError when they cannot be used."""
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            self.model: Any = SentenceTransformer(str(files.folder), device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            raise WeightsError(f"The model {files.name} cannot be loaded: {error}.", "Check the model's folder.") from error
        if files.tuning is not None:
            tune(self.model[0].auto_model, files.tuning)
        longest = int(self.model.max_seq_length or 256)
        self.info = EncoderInfo(files.name, files.key, _dimension(self.model), longest, _pooling(self.model))

    def encode(self, texts: Sequence[str]) -> Any:
        """Return the vectors of `texts`."""
        found = self.model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return found.astype("float32").reshape(len(texts), self.info.dimension)


class OnnxEncoder:
    """The everyday encoder: the ONNX copy that `onnx_copy.export` made, on two threads."""

    def __init__(self, folder: Path) -> None:
        """Open the copy in `folder`. Raises WeightsError when it is absent or broken."""
        self.info = read_info(folder)
        try:
            from onnxruntime import InferenceSession, SessionOptions
            from tokenizers import Tokenizer

            options = SessionOptions()
            options.intra_op_num_threads = 2
            options.inter_op_num_threads = 1
            # Threads that spin while they wait cost twice the processor time and, on busy cores, 50 ms at the 95th percentile.
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            options.log_severity_level = 3
            self._session = InferenceSession(str(folder / ONNX), options, providers=["CPUExecutionProvider"])
            self._tokenizer: Any = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # onnxruntime and tokenizers raise bare exceptions of their own
            raise WeightsError(f"The encoder's copy in {folder} is broken.", "Run: coach library rebuild") from error
        self._tokenizer.enable_truncation(self.info.max_tokens)
        self._tokenizer.enable_padding(pad_id=self._tokenizer.token_to_id("[PAD]") or 0)
        self._inputs = [given.name for given in self._session.get_inputs()]

    def encode(self, texts: Sequence[str]) -> Any:
        """Return the vectors of `texts`, in batches of texts of like length so that little is padded."""
        import numpy as np

        found = np.zeros((len(texts), self.info.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found[batch] = self._batch([texts[n] for n in batch])
        return found

    def _batch(self, texts: list[str]) -> Any:
        import numpy as np

        encoded = self._tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([row.ids for row in encoded], dtype=np.int64),
            "attention_mask": np.array([row.attention_mask for row in encoded], dtype=np.int64),
            "token_type_ids": np.array([row.type_ids for row in encoded], dtype=np.int64),
        }
        (hidden,) = self._session.run(None, {name: given[name] for name in self._inputs})
        if self.info.pooling == "cls":
            pooled = hidden[:, 0]
        else:
            mask = given["attention_mask"][..., None].astype(np.float32)
            pooled = (hidden * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1e-9)
        return pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)


def read_info(folder: Path) -> EncoderInfo:
    """Return what the ONNX copy in `folder` is. Raises WeightsError when there is none."""
    try:
        return EncoderInfo(**json.loads((folder / COPY).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise WeightsError("The encoder has not been prepared.", "Run: coach library prepare") from error


def write_info(folder: Path, info: EncoderInfo) -> None:
    """Write beside the ONNX copy what it is."""
    (folder / COPY).write_text(json.dumps(asdict(info)), encoding="utf-8")


def _dimension(model: Any) -> int:
    """Ask for the width by its new name (sentence-transformers 5.4 and later) or the old one."""
    ask = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
    return int(ask())


def _pooling(model: Any) -> str:
    """Name the pooling when the model is a transformer, one pooling and at most a normalisation; otherwise nothing."""
    kinds = [type(module).__name__ for module in model]
    if kinds[:2] != ["Transformer", "Pooling"] or kinds[2:] not in ([], ["Normalize"]):
        return ""
    pooling = model[1]
    return str(getattr(pooling, "pooling_mode", None) or pooling.get_pooling_mode_str())
