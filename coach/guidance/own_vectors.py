"""The vectors of own passages: kept in the store under the hash of their text, searched in a Chroma of their own.

A filtered query slows down with the size of a collection (80 ms at 100,000 vectors, where an unfiltered one takes 5),
so own passages share no collection with the cards, and with a Chroma server they stay on this machine. Chroma holds
numbers only; when it is lost or of another model it is filled again from the store.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from coach.guidance.encoder import EncoderInfo
from coach.guidance.index import METRIC, embedded_client
from coach.guidance.own_store import OwnStore

CHROMA: Final = "chroma"
BATCH: Final = 2000
PENDING: Final = 2000
"""Vectors that Chroma keeps in its log before it writes the graph: it replays them at the first query of a start, in 0.3 s
at most, and writes the whole graph, 160 MB for 100,000 passages, each time it is full."""
FEW: Final = 2000
"""Vectors that may be put in when the library opens; more wait for a command of the person's."""


class OwnVectors:
    """The vectors of one model over one store."""

    def __init__(self, store: OwnStore, info: EncoderInfo) -> None:
        """Open the collection for this model, making it when there is none."""
        self._store = store
        self._model = info.key
        self._client = embedded_client(store.folder / CHROMA)
        self._name = f"coach-own-{info.key}"
        self._collection = self._open()

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()

    def count(self) -> int:
        """Return how many vectors can be searched."""
        return int(self._collection.count())

    def nearest(self, rows: Any, limit: int) -> list[list[tuple[int, float]]]:
        """Return, for each of `rows`, the nearest passages with their cosine, nearest first."""
        found = self._collection.query(query_embeddings=rows, n_results=limit, include=["distances"])
        return [
            [(int(one), 1.0 - float(far)) for one, far in zip(ids, distances, strict=True)]
            for ids, distances in zip(found["ids"], found["distances"] or [], strict=True)
        ]

    def missing(self, digests: Sequence[str]) -> list[str]:
        """Return those of `digests` that have no vector of this model, each once, in their order."""
        have: set[str] = set()
        for batch in _batches(digests, 500):
            marks = ",".join("?" * len(batch))
            sql = f"SELECT digest FROM vectors WHERE model = ? AND digest IN ({marks})"  # noqa: S608
            have.update(row[0] for row in self._store.rows(sql, (self._model, *batch)))
        return [digest for digest in dict.fromkeys(digests) if digest not in have]

    def unembedded(self) -> list[tuple[int, str, str, str]]:
        """Return id, headings, text and digest of the passages that have no vector of this model."""
        sql = (
            "SELECT id, headings, text, digest FROM passages "
            "WHERE digest NOT IN (SELECT digest FROM vectors WHERE model = ?) ORDER BY id"
        )
        return self._store.rows(sql, (self._model,))

    def keep(self, digests: Sequence[str], rows: Any) -> None:
        """Keep vectors under the hashes of their texts."""
        pairs = [(digest, self._model, row.tobytes()) for digest, row in zip(digests, rows.astype("float16"), strict=True)]
        with self._store.writing() as db:
            db.executemany("INSERT OR REPLACE INTO vectors (digest, model, row) VALUES (?, ?, ?)", pairs)

    def put(self, passages: Sequence[tuple[int, str]]) -> None:
        """Make passages, given by id and digest, findable; those without a kept vector are passed over."""
        import numpy as np

        for batch in _batches(passages, 500):
            marks = ",".join("?" * len(batch))
            sql = f"SELECT digest, row FROM vectors WHERE model = ? AND digest IN ({marks})"  # noqa: S608
            kept = dict(self._store.rows(sql, (self._model, *(digest for _, digest in batch))))
            there = [(one, kept[digest]) for one, digest in batch if digest in kept]
            if there:
                rows = np.array([np.frombuffer(row, dtype=np.float16) for _, row in there]).astype(np.float32)
                rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
                self._collection.upsert(ids=[str(one) for one, _ in there], embeddings=rows)

    def drop(self, passages: Sequence[int]) -> None:
        """Take passages out. What stays is put into a new collection where it is small, so that no trace is left."""
        if 0 < self.count() - len(passages) <= FEW or self.count() <= len(passages):
            self.refill()
            return
        for batch in _batches(passages, BATCH):
            self._collection.delete(ids=[str(one) for one in batch])

    def refill(self) -> None:
        """Begin the files of the index anew and fill them with every passage that has a vector."""
        self._client.close()
        shutil.rmtree(self._store.folder / CHROMA, ignore_errors=True)
        self._client = embedded_client(self._store.folder / CHROMA)
        self._collection = self._open()
        self.put(self._store.rows("SELECT id, digest FROM passages ORDER BY id"))

    def reconcile(self, stopped: Callable[[], bool] = lambda: False, most: int | None = None) -> None:
        """Bring the index into step with the store, unless more than `most` vectors would have to be put in."""
        (total,) = self._store.rows("SELECT count(*) FROM passages")[0]
        if total == self.count() or (most is not None and abs(int(total) - self.count()) > most):
            return
        there = {int(one) for one in self._collection.get(include=[])["ids"]}
        wanted = dict(self._store.rows("SELECT id, digest FROM passages"))
        gone = [one for one in there if one not in wanted]
        for batch in _batches(gone, BATCH):
            self._collection.delete(ids=[str(one) for one in batch])
        new = sorted((one, digest) for one, digest in wanted.items() if one not in there)
        for batch in _batches(new, BATCH):
            if stopped():
                return
            self.put(batch)

    def _open(self) -> Any:
        from chromadb.errors import NotFoundError

        for other in self._client.list_collections():
            if other.name != self._name:
                with suppress(NotFoundError):
                    self._client.delete_collection(other.name)
        try:
            return self._client.get_collection(self._name, embedding_function=None)
        except NotFoundError:
            hnsw = {"space": METRIC, "ef_construction": 100, "ef_search": 100, "sync_threshold": PENDING}
            return self._client.create_collection(self._name, embedding_function=None, configuration={"hnsw": hnsw})


def _batches(found: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for start in range(0, len(found), size):
        yield found[start : start + size]
