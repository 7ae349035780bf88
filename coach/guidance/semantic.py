"""Search by meaning: the encoder and the vector index or indexes, kept in step with the cards.

With a Chroma server, the shipped cards are shared there under the key of their content, so that different versions do
not disturb each other; the person's own cards never leave this machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final

from coach.errors import LibraryError
from coach.guidance.calibration import from_json
from coach.guidance.centres import Centres, centre_file, gather, read_centres
from coach.guidance.encoder import TextEncoder
from coach.guidance.fusion import Evidence
from coach.guidance.index import Stamp, VectorIndex, embedded_client, server_client
from coach.guidance.lexical import LexicalIndex
from coach.guidance.models import DEFAULT_KEY
from coach.guidance.pieces import Kind, Piece, all_pieces, outside_pieces, pieces
from coach.guidance.places import LibraryOptions, locked
from coach.guidance.tuning import shipped_tuning, tuning_key
from coach.guidance.vectors import FOLDER, Vectors

ASKS: Final = 300
PASSAGES: Final = 100
CENTRES: Final = 80
NEAREST_OUTSIDE: Final = 3
PIECES_A_CARD: Final = 38
SHARED: Final = "The library on this machine is used. Ask whoever keeps the shared one, or check COACH_CHROMA_URL."

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Semantic:
    """A ready search by meaning. `note` says in words what is not as asked for, such as a server that is away."""

    indexes: tuple[VectorIndex, ...]
    centres: Centres
    outside: Any
    note: str = ""
    remedy: str = ""
    shared: bool = False

    def evidence(self, rows: Any, by_words: Sequence[Evidence]) -> list[Evidence]:
        """Return what the search finds for the vectors of a question and its sentences, with what their words found."""
        passages, asks = self._nearest(rows, "passage", PASSAGES), self._nearest(rows, "ask", ASKS)
        centres = self.centres.nearest(rows, CENTRES)
        return [
            replace(words, passages=passages[n], asks=asks[n], centres=centres[n], outside=self._outside(rows[n]))
            for n, words in enumerate(by_words)
        ]

    def count(self) -> int:
        """Return how many pieces can be found."""
        return sum(index.count() for index in self.indexes)

    def close(self) -> None:
        """Let go of the files, and of a server."""
        for index in self.indexes:
            with suppress(Exception):  # a server that is gone cannot be told
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

    Raises LibraryMismatch when the index on this machine was built with another model. A server that is away, of another
    version or filled with another model is noted, and the library on this machine opened instead.
    """
    if options.root is None:
        raise LibraryError("Without a folder of its own Coach searches by words only.", "Give it one with --home.")
    keeper = _Keeper(options.root, Vectors(encoder.info.key).read(options.folders[-1] / FOLDER), encoder, progress)
    stamp = Stamp(encoder.info.key, encoder.info.dimension)
    server, note, remedy = _server(options.chroma_url)
    indexes: tuple[VectorIndex, ...] = ()
    if server is not None:
        try:
            indexes = _shared(options.root, server, stamp, cards, keeper)
        except Exception as error:  # of another model, or away in the middle; chromadb raises many kinds
            what = error.what if isinstance(error, LibraryError) else f"It stopped answering ({type(error).__name__})."
            with suppress(Exception):
                server.close()
            server, note, remedy = None, f"The shared library at {options.chroma_url} cannot be used. {what}", SHARED
    if server is None:
        local = VectorIndex(embedded_client(options.root / "chroma"), stamp, expected=PIECES_A_CARD * len(cards.topics))
        keeper.fill(local, str(cards.meta["content"]), cards.cards)
        indexes = (local,)
    outside = keeper.rows(outside_pieces(from_json(cards.meta["calibration"]).outside))
    return Semantic(indexes, _centres(options, cards, keeper), outside, note, remedy, server is not None)


def instead_of_shared(options: LibraryOptions, cards: LexicalIndex, encoder: TextEncoder | None) -> Semantic | None:
    """Open the library on this machine in the place of a shared one that is gone; None where that cannot be done."""
    if encoder is None or options.root is None:
        return None
    try:
        with locked(options.root):
            found = open_semantic(replace(options, chroma_url=""), cards, encoder)
    except Exception:  # whatever is wrong here, words still answer
        return None
    return replace(found, note=f"The shared library at {options.chroma_url} stopped answering.", remedy=SHARED)


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


def _centres(options: LibraryOptions, cards: LexicalIndex, keeper: _Keeper) -> Centres:
    own = cards.own()
    ours = keeper.encoder.info.key == DEFAULT_KEY
    learnt = read_centres(centre_file(options.folders[-1], tuning_key(shipped_tuning()))) if ours else {}
    known = {card: row for card, row in learnt.items() if card not in own}

    def asks(wanted: Sequence[str]) -> list[Any]:
        found = [card for card in map(cards.card, wanted) if card is not None]
        return [keeper.rows([piece for piece in pieces(card) if piece.kind == "ask"]) for card in found]

    return gather(sorted(cards.topics), known, asks)


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
