"""Search by meaning: the encoder and the vector index or indexes, kept in step with the cards.

With a Chroma server, the shipped cards are shared there under the key of their content, so that different versions do
not disturb each other; the person's own cards never leave this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

from coach.errors import LibraryError
from coach.guidance.calibration import from_json
from coach.guidance.encoder import TextEncoder
from coach.guidance.fusion import Evidence
from coach.guidance.index import Stamp, VectorIndex, embedded_client, server_client
from coach.guidance.lexical import LexicalIndex
from coach.guidance.pieces import Kind, Piece, all_pieces, outside_pieces
from coach.guidance.places import LibraryOptions
from coach.guidance.vectors import FOLDER, Vectors

ASKS: Final = 200
PASSAGES: Final = 100
NEAREST_OUTSIDE: Final = 3
PIECES_A_CARD: Final = 13

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Semantic:
    """A ready search by meaning. `note` says in words what is not as asked for, such as a server that is away."""

    indexes: tuple[VectorIndex, ...]
    outside: Any
    note: str = ""
    remedy: str = ""

    def evidence(self, rows: Any, by_words: Sequence[Evidence]) -> list[Evidence]:
        """Return what the search finds for the vectors of a question and its sentences, with what their words found."""
        passages, asks = self._nearest(rows, "passage", PASSAGES), self._nearest(rows, "ask", ASKS)
        return [
            replace(words, passages=passages[n], asks=asks[n], outside=self._outside(rows[n])) for n, words in enumerate(by_words)
        ]

    def count(self) -> int:
        """Return how many pieces can be found."""
        return sum(index.count() for index in self.indexes)

    def close(self) -> None:
        """Let go of the files."""
        for index in self.indexes:
            index.close()

    def _nearest(self, rows: Any, kind: Kind, limit: int) -> list[list[tuple[str, float]]]:
        first, *others = [index.nearest(rows, kind, limit) for index in self.indexes]
        if not others:
            return first
        merged = [list(chain.from_iterable(found)) for found in zip(first, *others, strict=True)]
        return [sorted(found, key=lambda hit: -hit[1])[:limit] for found in merged]

    def _outside(self, vector: Any) -> float:
        if not len(self.outside):
            return 0.0
        import numpy as np

        return float(np.sort(self.outside @ vector)[-NEAREST_OUTSIDE:].mean())


def open_semantic(
    options: LibraryOptions, cards: LexicalIndex, encoder: TextEncoder, progress: Progress | None = None
) -> Semantic:
    """Open the vector index, bringing it up to date with the cards first; only texts without a vector are embedded.

    Raises LibraryMismatch when the index was built with another model. A server that is away is noted, not raised.
    """
    if options.root is None:
        raise LibraryError("Without a folder of its own Coach searches by words only.", "Give it one with --home.")
    keeper = _Keeper(options.root, Vectors(encoder.info.key).read(options.folders[-1] / FOLDER), encoder, progress)
    stamp = Stamp(encoder.info.key, encoder.info.dimension)
    server, note, remedy = _server(options.chroma_url)
    if server is None:
        local = VectorIndex(embedded_client(options.root / "chroma"), stamp, expected=PIECES_A_CARD * len(cards.topics))
        keeper.fill(local, str(cards.meta["content"]), cards.cards)
        indexes: tuple[VectorIndex, ...] = (local,)
    else:
        indexes = _shared(options.root, server, stamp, cards, keeper)
    return Semantic(indexes, keeper.rows(outside_pieces(from_json(cards.meta["calibration"]).outside)), note, remedy)


def _server(url: str) -> tuple[Any, str, str]:
    if not url:
        return None, "", ""
    try:
        return server_client(url), "", ""
    except LibraryError as error:
        return None, error.what, error.remedy


def _shared(root: Path, server: Any, stamp: Stamp, cards: LexicalIndex, keeper: _Keeper) -> tuple[VectorIndex, ...]:
    own = cards.own()
    content = str(cards.meta["shipped"])
    shared = VectorIndex(server, stamp, label=content, expected=PIECES_A_CARD * (len(cards.topics) - len(own)))
    keeper.fill(shared, content, lambda: [card for card in cards.cards() if card.id not in own])
    if not own:
        return (shared,)
    local = VectorIndex(embedded_client(root / "chroma"), stamp, label="own", expected=PIECES_A_CARD * len(own))
    keeper.fill(local, f"own-{cards.meta['content']}", lambda: [card for card in cards.cards() if card.id in own])
    return shared, local


@dataclass
class _Keeper:
    """Fills an index from vectors that are known, and embeds and keeps those that are not."""

    root: Path
    shipped: Vectors
    encoder: TextEncoder
    progress: Progress | None

    def fill(self, index: VectorIndex, content: str, cards: Callable[[], Sequence[Any]]) -> None:
        """Bring `index` to hold the pieces of `cards`, unless it does already."""
        if index.content == content:
            return
        pieces = all_pieces(cards())
        index.sync(pieces, self._vectors(pieces), content)

    def rows(self, pieces: Sequence[Piece]) -> Any:
        """Return the vectors of pieces that are not indexed."""
        return self._vectors(pieces).rows([piece.digest for piece in pieces]) if pieces else ()

    def _vectors(self, pieces: Sequence[Piece]) -> Vectors:
        unknown = self.shipped.missing(pieces)
        if unknown:
            self.shipped.read(self.root / FOLDER)
            if self.shipped.embed_missing(unknown, self.encoder, self.progress):
                kept = Vectors(self.shipped.key).read(self.root / FOLDER)
                kept.add([piece.digest for piece in unknown], self.shipped.rows([piece.digest for piece in unknown]))
                kept.write(self.root / FOLDER, kept.digests())
        return self.shipped
