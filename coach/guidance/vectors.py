"""Vectors that have been worked out before, kept under the hash of their text.

Those of the shipped cards lie in `knowledge/vectors/<model key>.npz`, so that a first run embeds nothing; those of the
person's own cards in `<home>/library/vectors/`. Half precision halves the file; see benchmarks/retrieval for its cost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from coach.guidance.calibration import FILE as CALIBRATION
from coach.guidance.calibration import load_calibration
from coach.guidance.encoder import TextEncoder
from coach.guidance.pieces import Piece, all_pieces, outside_pieces
from coach.guidance.shelf import load_shelf

FOLDER: Final = "vectors"
BATCH: Final = 128


class Vectors:
    """Vectors of one model by the hash of their text."""

    def __init__(self, key: str) -> None:
        """`key` is the model's; files of another model are never read."""
        self.key = key
        self._rows: dict[str, Any] = {}

    def __len__(self) -> int:
        """Return how many vectors there are."""
        return len(self._rows)

    def __contains__(self, digest: str) -> bool:
        """True when the text with this hash has a vector."""
        return digest in self._rows

    def digests(self) -> set[str]:
        """Return the hashes of all texts that have a vector."""
        return set(self._rows)

    def read(self, folder: Path) -> Vectors:
        """Add the vectors kept in `folder`, and return self. A missing or broken file adds none: they can be made again."""
        import numpy as np

        try:
            with vector_file(folder, self.key).open("rb") as file, np.load(file, allow_pickle=False) as found:
                digests, rows = found["digests"], found["rows"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return self
        self._rows.update(zip((digest.decode() for digest in digests), rows, strict=True))
        return self

    def add(self, digests: Sequence[str], rows: Any) -> None:
        """Add vectors under the hashes of their texts."""
        self._rows.update(zip(digests, rows.astype("float16"), strict=True))

    def write(self, folder: Path, digests: Iterable[str]) -> None:
        """Write the vectors with these hashes to `folder`, beside first and then renamed."""
        import numpy as np

        kept = sorted(set(digests) & self._rows.keys())
        path = vector_file(folder, self.key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.stem}.{os.getpid()}.new.npz")
        rows = np.array([self._rows[digest] for digest in kept], dtype=np.float16)
        np.savez(beside, digests=np.array(kept, dtype="S16"), rows=rows)
        beside.replace(path)

    def rows(self, digests: Sequence[str]) -> Any:
        """Return the float32 vectors, of length 1, of texts that are known. Raises KeyError for one that is not."""
        import numpy as np

        found = np.array([self._rows[digest] for digest in digests], dtype=np.float32)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)

    def missing(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Return the pieces whose text has no vector yet."""
        return [piece for piece in pieces if piece.digest not in self._rows]

    def embed_missing(
        self, pieces: Sequence[Piece], encoder: TextEncoder, progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Embed the pieces that have no vector and return how many there were; `progress` gets done and total."""
        texts = {piece.digest: piece.text for piece in self.missing(pieces)}
        digests = list(texts)
        for start in range(0, len(digests), BATCH):
            batch = digests[start : start + BATCH]
            self.add(batch, encoder.encode([texts[digest] for digest in batch]))
            if progress is not None:
                progress(start + len(batch), len(digests))
        return len(digests)


def vector_file(folder: Path, key: str) -> Path:
    """Return the file in `folder` that keeps the vectors of the model with this key."""
    return folder / f"{key}.npz"


def embed_missing(knowledge: Path, encoder: TextEncoder, progress: Callable[[int, int], None] | None = None) -> int:
    """Bring the shipped vectors in `knowledge/vectors` up to date and return how many texts were embedded.

    For authors, after cards were written or changed: only texts without a vector are embedded, and vectors that no
    card uses any more are dropped.
    """
    wanted = shipped_pieces(knowledge)
    vectors = Vectors(encoder.info.key).read(knowledge / FOLDER)
    before = len(vectors)
    done = vectors.embed_missing(wanted, encoder, progress)
    digests = {piece.digest for piece in wanted}
    if done or len(digests) != before:
        vectors.write(knowledge / FOLDER, digests)
    return done


def cards_without_vectors(knowledge: Path, key: str) -> list[str]:
    """Return the ids of the shipped cards with a text whose vector is not shipped; for `coach check`.

    The calibration file is named too when the vectors of its questions are not shipped.
    """
    vectors = Vectors(key).read(knowledge / FOLDER)
    return sorted({piece.card or CALIBRATION for piece in vectors.missing(shipped_pieces(knowledge))})


def shipped_pieces(knowledge: Path) -> list[Piece]:
    """Return every piece whose vector is shipped: those of the cards, and the questions outside the subject."""
    return all_pieces(load_shelf([knowledge]).cards.values()) + outside_pieces(load_calibration([knowledge]).outside)
