"""One vector a card, learnt with the encoder: what all ways to put its situation have in common.

While the encoder is fine-tuned, each card has a vector to which its asks and lines are drawn ("proxies": Movshovitz-Attias and others,
2017). They are kept in `knowledge/models/centres-<key>.npz`, the key being that of the tuning they were learnt with. A card that
was not there then, or is the person's own, is given the mean of its asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

FOLDER: Final = "models"
PATTERN: Final = "centres-*.npz"


@dataclass(frozen=True, slots=True)
class Centres:
    """The ids of cards and their centres, unit rows of a float32 array of shape (cards, dimension)."""

    cards: tuple[str, ...]
    rows: Any

    def nearest(self, rows: Any, limit: int) -> list[list[tuple[str, float]]]:
        """Return, for each of `rows`, the `limit` cards whose centres are nearest, with their cosine, nearest first."""
        import numpy as np

        near = rows @ self.rows.T
        order = np.argsort(-near, axis=1)[:, :limit]
        return [[(self.cards[n], float(line[n])) for n in best] for line, best in zip(near, order, strict=True)]


def centre_file(knowledge: Path, tuning: str) -> Path:
    """Return the file of the centres that were learnt with the tuning of this key."""
    return knowledge / FOLDER / f"centres-{tuning}.npz"


def write_centres(path: Path, cards: Sequence[str], rows: Any) -> None:
    """Write the centres of cards in half precision, in the place of older ones."""
    import numpy as np

    for old in path.parent.glob(PATTERN):
        old.unlink()
    np.savez(path, cards=np.array(cards, dtype="S64"), rows=rows.astype(np.float16))


def read_centres(path: Path) -> dict[str, Any]:
    """Return the learnt centres by card; none when the file is missing or broken, since means of asks can stand in."""
    import numpy as np

    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return dict(zip((card.decode() for card in found["cards"]), found["rows"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def gather(cards: Sequence[str], learnt: dict[str, Any], asks: Callable[[Sequence[str]], Sequence[Any]]) -> Centres:
    """Return the centres of `cards`: learnt ones, and for others the mean of what `asks` gives, the rows of each card's asks."""
    import numpy as np

    others = [card for card in cards if card not in learnt]
    means = {card: rows.mean(axis=0) for card, rows in zip(others, asks(others), strict=True)} if others else {}
    rows = np.array([learnt[card] if card in learnt else means[card] for card in cards], dtype=np.float32)
    return Centres(tuple(cards), rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12))
