"""The vector index in Chroma: two collections, `passages` and `asks`, filled with our own vectors.

Chroma's default embedder is never used and its telemetry is off. Each collection is stamped with model, dimension and
metric; one that was built otherwise is refused. The key of the content goes in last, so that an index which a crash
left half done is noticed and completed.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args
from urllib.parse import urlsplit

from coach.errors import LibraryError, LibraryMismatch
from coach.guidance.pieces import Kind, Piece, card_of
from coach.guidance.vectors import Vectors

METRIC: Final = "cosine"
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
BATCH: Final = 1000
PENDING: Final = 100
"""Pieces that Chroma keeps in its log before it writes the graph. It replays them at the first query of every start:
0.16 s with its own value of 1000, 0.03 s with this. A larger library uses a fortieth of its size, to be filled faster."""
REBUILD: Final = "Run: coach library rebuild"
INSTEAD: Final = "The library on this machine is used. Check COACH_CHROMA_URL."
SPOKEN: Final = "1"
"""The version of Chroma's own language between client and server; all of Chroma 1.x speak it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built with."""

    model: str
    dimension: int
    metric: str = METRIC


class VectorIndex:
    """One library of vectors in a Chroma client. `label` sets libraries that share one server apart."""

    def __init__(self, client: Any, stamp: Stamp, label: str = "local", expected: int = 0) -> None:
        """Open or make the collections, for about `expected` pieces. Raises LibraryMismatch if built with another model."""
        self._client = client
        self._pending = max(PENDING, expected // 40)
        self._stamp = stamp
        self._collections = {kind: self._open(f"coach-{kind}s-{label}") for kind in KINDS}

    @property
    def content(self) -> str:
        """Return the key of the content, empty while the index is incomplete."""
        keys = {str((found.metadata or {}).get("content", "")) for found in self._collections.values()}
        return keys.pop() if len(keys) == 1 else ""

    def sync(self, pieces: Sequence[Piece], vectors: Vectors, content: str) -> int:
        """Bring the index to hold exactly `pieces`, whose vectors are known, and return how many were written.

        Pieces whose text has not changed stay; those that are gone are deleted. `content` is the key of all pieces.
        """
        written = 0
        for kind, collection in self._collections.items():
            self._mark(collection, "")
            found = collection.get(include=["metadatas"])
            before = {i: (m or {}).get("digest") for i, m in zip(found["ids"], found["metadatas"] or [], strict=True)}
            wanted = {piece.id: piece for piece in pieces if piece.kind == kind}
            stale = [piece for piece in wanted.values() if before.get(piece.id) != piece.digest]
            gone = [piece_id for piece_id in before if piece_id not in wanted]
            for start in range(0, len(gone), BATCH):
                collection.delete(ids=gone[start : start + BATCH])
            for start in range(0, len(stale), BATCH):
                self._write(collection, stale[start : start + BATCH], vectors)
            written += len(stale)
        for collection in self._collections.values():
            self._mark(collection, content)
        return written

    def nearest(self, rows: Any, kind: Kind, limit: int) -> list[list[tuple[str, float]]]:
        """Return, for each of `rows`, the cards of the nearest pieces of one kind with their cosine, nearest first.

        A card comes as often as it has pieces among the nearest.
        """
        found = self._collections[kind].query(query_embeddings=rows, n_results=limit, include=["distances"])
        return [
            [(card_of(piece_id), 1.0 - float(far)) for piece_id, far in zip(ids, distances, strict=True)]
            for ids, distances in zip(found["ids"], found["distances"] or [], strict=True)
        ]

    def count(self) -> int:
        """Return how many pieces the index holds."""
        return sum(int(collection.count()) for collection in self._collections.values())

    def close(self) -> None:
        """Let go of the client's files."""
        self._client.close()

    def _open(self, name: str) -> Any:
        from chromadb.errors import NotFoundError

        metadata = {"model": self._stamp.model, "dimension": self._stamp.dimension, "metric": self._stamp.metric, "content": ""}
        try:
            collection = self._client.get_collection(name, embedding_function=None)
        except NotFoundError:
            hnsw = {"space": METRIC, "ef_construction": 200, "ef_search": 200, "sync_threshold": self._pending}
            return self._client.create_collection(name, embedding_function=None, metadata=metadata, configuration={"hnsw": hnsw})
        for key in ("model", "dimension", "metric"):
            if (collection.metadata or {}).get(key) != metadata[key]:
                built = (collection.metadata or {}).get(key)
                raise LibraryMismatch(f"The library was built with the {key} {built}, not {metadata[key]}.", REBUILD)
        return collection

    def _mark(self, collection: Any, content: str) -> None:
        collection.modify(metadata={**(collection.metadata or {}), "content": content})

    def _write(self, collection: Any, pieces: Sequence[Piece], vectors: Vectors) -> None:
        collection.upsert(
            ids=[piece.id for piece in pieces],
            embeddings=vectors.rows([piece.digest for piece in pieces]),
            metadatas=[{"card": piece.card, "digest": piece.digest} for piece in pieces],
        )


def embedded_client(folder: Path) -> Any:
    """Open the embedded Chroma in `folder`; one that cannot be opened is deleted and begun anew, as nothing is lost."""
    import chromadb
    from chromadb.api.client import Client

    folder.mkdir(parents=True, exist_ok=True)
    try:
        return chromadb.PersistentClient(str(folder), settings=_settings())
    except BaseException as error:  # a broken file makes the Rust core panic, which is no Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        Client.clear_system_cache()  # Chroma keeps the failed opening and would give it out again
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(str(folder), settings=_settings())


def server_client(url: str) -> Any:
    """Reach the Chroma server at `url`. Raises LibraryError when there is none, or one of another version."""
    import chromadb

    parts = urlsplit(url if "//" in url else f"//{url}")
    secure = parts.scheme == "https"
    host, port = parts.hostname or "localhost", 443 if secure else 8000
    try:
        port = parts.port or port
        client = chromadb.HttpClient(host=host, port=port, ssl=secure, settings=_settings())
        client.heartbeat()
        version = str(client.get_version())
    except Exception as error:  # chromadb wraps network errors in ValueError and others
        what = "is no Chroma server, or one of another version" if _was_answered(error) else "does not answer"
        raise LibraryError(f"The shared library at {url} {what}.", INSTEAD) from error
    if version.partition(".")[0] != SPOKEN:
        what = f"The shared library at {url} speaks version {version} of Chroma's language, and Coach version {SPOKEN}."
        raise LibraryError(what, INSTEAD)
    return client


def _was_answered(error: BaseException | None) -> bool:
    """True when something did answer, though not as a Chroma server of our version does."""
    while error is not None:
        if type(error).__name__ in ("HTTPStatusError", "JSONDecodeError", "KeyError", "TypeError"):
            return True
        error = error.__cause__ or error.__context__
    return False


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
