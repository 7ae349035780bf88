"""Looking at own documents, removing them, and saying how far they are used."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from coach.domain.labels import Use
from coach.domain.own import OwnShelf
from coach.errors import LibraryError, WeightsError
from coach.guidance.encoder import EncoderInfo, read_info
from coach.guidance.onnx_copy import copy_folder
from coach.guidance.own_store import FOLDER, OwnStore, has_documents
from coach.guidance.own_vectors import CHROMA, OwnVectors
from coach.guidance.places import is_locked, locked


def look(home: Path, model: str) -> OwnShelf:
    """Return the own documents of `home`, and how many passages have no vector of the encoder `model`. Raises LibraryError."""
    folder = home / FOLDER
    if not has_documents(folder):
        return OwnShelf(folder=str(folder))
    store = OwnStore(folder)
    try:
        documents = tuple(store.documents())
        info = _info(home, model)
        sql = "SELECT count(*) FROM passages WHERE digest NOT IN (SELECT digest FROM vectors WHERE model = ?)"
        (waiting,) = store.rows(sql, (info.key if info is not None else "",))[0]
        gone = frozenset(document.id for document in documents if not Path(document.path).exists())
        return OwnShelf(documents, store.use, str(folder), int(waiting), gone)
    finally:
        store.close()


def set_use(home: Path, use: Use) -> None:
    """Say whether answers draw on own documents beside the cards, on them only, or not at all. Raises LibraryError."""
    if not has_documents(home / FOLDER):
        raise LibraryError("You have added no documents yet.", "Run: coach library add FILE")
    store = OwnStore(home / FOLDER)
    try:
        store.use = use
    finally:
        store.close()


def remove(home: Path, documents: Sequence[int], model: str) -> int:
    """Delete own documents with everything that was made of them; return how many are left. The files themselves stay.

    When none is left the folder goes, too. Raises LibraryError, also while documents are being added.
    """
    folder = home / FOLDER
    lock = folder / "passages"
    if not has_documents(folder):
        return 0
    if is_locked(lock):
        raise LibraryError("Documents are being added at the moment.", "Wait for that to end, or stop it.")
    with locked(lock):
        store = OwnStore(folder)
        try:
            ids = store.remove(documents)
            left = len(store.documents())
            if left and ids and (folder / CHROMA).is_dir():
                _take_out(store, ids, _info(home, model))
        finally:
            store.close()
        if not left:
            shutil.rmtree(folder, ignore_errors=True)
    return left


def _take_out(store: OwnStore, ids: Sequence[int], info: EncoderInfo | None) -> None:
    if info is None:
        shutil.rmtree(store.folder / CHROMA, ignore_errors=True)
        return
    vectors = OwnVectors(store, info)
    try:
        vectors.drop(ids)
    finally:
        vectors.close()


def _info(home: Path, model: str) -> EncoderInfo | None:
    """Return what the prepared encoder is, without loading it; None while there is none."""
    folder = copy_folder(home / "library" / "models", model)
    try:
        return read_info(folder) if folder is not None else None
    except WeightsError:
        return None
