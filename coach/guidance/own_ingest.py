"""Adding a person's own files: looked for, judged, read, cut into passages, embedded, and made findable a batch at a time.

Each batch is in the store before the next begins, so that stopping at any moment, or a power cut, leaves what was done.
A file is known by its path and its content: what has not changed is not read again, and of a file that has changed
only the passages with new words are embedded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from coach.domain.own import OwnDocument, OwnProblem, OwnProgress, OwnReport
from coach.errors import LibraryError
from coach.guidance.encoder import TextEncoder
from coach.guidance.own_chunks import Chunk, chunks
from coach.guidance.own_files import KINDS, find, judge, sha256
from coach.guidance.own_parse import Stopped, Unreadable, parse
from coach.guidance.own_store import FOLDER, OwnStore, passages_of
from coach.guidance.own_vectors import OwnVectors
from coach.guidance.places import is_locked, locked

BATCH: Final = 16
READING: Final = 0.2
"""The share of a file's time that reading it takes; embedding takes the rest."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: told how far it is, asked whether to stop, and gives the date."""

    progress: Callable[[OwnProgress], None] = lambda progress: None
    stopped: Callable[[], bool] = lambda: False
    today: Callable[[], date] = date.today


def ingest(home: Path, paths: Sequence[Path], encoder: TextEncoder | None, watch: Watch | None = None) -> OwnReport:
    """Add the files and folders `paths` to the own documents of `home`, and report how it went; no paths: look again at all known.

    Without an `encoder` what is added is found by its words only. A file that cannot be read is a problem in the report
    and stops nothing. Raises LibraryError when nothing can be written, or another addition is running.
    """
    folder = home / FOLDER
    lock = folder / "passages"
    if is_locked(lock):
        raise LibraryError("Documents are being added already.", "Wait for that to end, or stop it.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(lock):
        store = OwnStore(folder)
        vectors = None
        try:
            vectors = OwnVectors(store, encoder.info) if encoder is not None else None
            return _Ingestion(store, vectors, encoder, watch or Watch()).run(paths)
        finally:
            if vectors is not None:
                vectors.close()
            store.close()


@dataclass
class _Ingestion:
    """One addition in progress."""

    store: OwnStore
    vectors: OwnVectors | None
    encoder: TextEncoder | None
    watch: Watch
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    problems: list[OwnProblem] = field(default_factory=list)
    unchanged: int = 0
    passages: int = 0
    embedded: int = 0
    _before: float = 0.0
    _weight: float = 0.0
    _share: float = 0.0
    _file: str = ""

    def run(self, paths: Sequence[Path]) -> OwnReport:
        """Go through all files; a stop ends it after the batch at hand."""
        known = [Path(document.path) for document in self.store.documents()]
        found = find(paths or [path for path in known if path.exists()], self.store.folder)
        self.problems += found.problems
        weights = [max(1, _size(path)) for path in found.files]
        stopped = False
        try:
            if self.vectors is not None:
                self.vectors.reconcile(self.watch.stopped)
            if not paths:
                self._embed_kept()
            for path, weight in zip(found.files, weights, strict=True):
                self._file, self._weight = path.name, weight / sum(weights)
                self._step(0.0)
                self._take(path)
                self._before += self._weight
        except Stopped:
            stopped = True
        return OwnReport(
            added=tuple(self.added),
            changed=tuple(self.changed),
            unchanged=self.unchanged,
            problems=tuple(self.problems),
            others=found.others,
            passages=self.passages,
            embedded=self.embedded,
            stopped=stopped,
            by_words=self.encoder is None and self.passages > 0,
        )

    def _step(self, share: float) -> None:
        """Tell how far the file at hand is. Raises Stopped when that was asked for."""
        self._share = max(self._share, min(1.0, self._before + self._weight * share))
        self.watch.progress(OwnProgress(self._file, self._share, self.passages))
        if self.watch.stopped():
            raise Stopped

    def _take(self, path: Path) -> None:
        problem = judge(path)
        if problem is not None:
            self.problems.append(problem)
            return
        try:
            key = sha256(path)
            at, same, whole = self.store.known(str(path), key)
            if same is not None and not Path(same.path).exists():
                self.store.move(same.id, path)
                at, same, whole = self.store.known(str(path), key)
            if same is not None:
                self.problems.append(OwnProblem(path, "duplicate", same.name))
                self._forget(at)
            elif whole and at is not None and not self._lacks_vectors(at):
                self.unchanged += 1
            else:
                self._read(path, key, at)
        except Unreadable as error:
            self.problems.append(OwnProblem(path, error.fault, error.detail))
        except OSError as error:
            self.problems.append(OwnProblem(path, "unreadable", error.strerror or ""))

    def _embed_kept(self) -> None:
        """Embed what is kept without a vector of this encoder, from the text as it was read: the files may be gone."""
        if self.vectors is None or self.encoder is None:
            return
        kept = self.vectors.unembedded()
        for start in range(0, len(kept), BATCH):
            self._step(0.0)
            batch = kept[start : start + BATCH]
            chunks = [Chunk(text, tuple(json.loads(headings))) for _, headings, text, _ in batch]
            self.vectors.keep([digest for *_, digest in batch], self.encoder.encode([chunk.embedded for chunk in chunks]))
            self.vectors.put([(one, digest) for one, _, _, digest in batch])
            self.embedded += len(batch)

    def _forget(self, document: OwnDocument | None) -> None:
        """Take out what a file held before it became the same as another."""
        if document is not None:
            gone = self.store.remove([document.id])
            if self.vectors is not None and gone:
                self.vectors.drop(gone)

    def _lacks_vectors(self, document: OwnDocument) -> bool:
        return self.vectors is not None and bool(self.vectors.missing(list(passages_of(self.store, document.id))))

    def _read(self, path: Path, key: str, at: OwnDocument | None) -> None:
        def step(share: float) -> bool:
            self._step(share * READING)
            return False

        parsed = parse(path, step)
        cut = chunks(parsed.blocks)
        kind = KINDS[path.suffix.lower()]
        day = self.watch.today().isoformat()
        document = OwnDocument(0, str(path), path.name, kind, day, len(cut), parsed.pages)
        number = self.store.begin(document, key)
        (self.changed if at is not None else self.added).append(path.name)
        known = passages_of(self.store, number)
        for start in range(0, len(cut), BATCH):
            self._step(READING + (1 - READING) * start / len(cut))
            self._write(number, start, cut[start : start + BATCH], known)
        kept = {chunk.digest for chunk in cut}
        gone = [one for digest, one in known.items() if digest not in kept]
        self.store.finish(number, gone)
        if gone and self.vectors is not None:
            self.vectors.drop(gone)
        self._step(1.0)

    def _write(self, document: int, start: int, batch: Sequence[Chunk], known: dict[str, int]) -> None:
        texts = {chunk.digest: chunk.embedded for chunk in batch}
        new: list[str] = []
        if self.vectors is not None and self.encoder is not None:
            new = self.vectors.missing(list(texts))
            if new:
                self.vectors.keep(new, self.encoder.encode([texts[digest] for digest in new]))
        placed = self.store.put(document, list(enumerate(batch, start)), known)
        if self.vectors is not None:
            self.vectors.put([(one, digest) for one, digest in placed if digest not in known or digest in new])
        self.passages += sum(chunk.digest not in known for chunk in batch)
        self.embedded += len(new)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
