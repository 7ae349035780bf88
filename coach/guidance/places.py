"""Where the library's files lie, and opening the compiled cards. Everything below `<home>/library` can be deleted.

knowledge/vectors/<model>.npz     shipped vectors (in the package, read only)
<home>/library/cards.db           compiled cards and lexical index
<home>/library/vectors/           vectors of the person's own cards
<home>/library/models/<model>/    the ONNX copy of the encoder
<home>/library/chroma/            the vector index
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from coach.errors import ContentError
from coach.guidance.calibration import load_calibration
from coach.guidance.lexical import LexicalIndex, compile_cards, open_compiled
from coach.guidance.models import DEFAULT_MODEL
from coach.guidance.pieces import all_pieces, pieces_key
from coach.guidance.shelf import fingerprint, load_shelf
from coach.rendering.resources import content_folders

LOCK: Final = "library.lock"


@dataclass(frozen=True, slots=True)
class LibraryOptions:
    """Which library to open. `home` None keeps nothing on disk and searches by words only.

    `model` is a sentence-transformers name or folder, `chroma_url` a Chroma server to share, empty for none.
    `knowledge` overrides the folders of cards, the person's own first, and `place` the folder of prepared files.
    """

    home: Path | None
    model: str = DEFAULT_MODEL
    chroma_url: str = ""
    knowledge: tuple[Path, ...] = ()
    place: Path | None = None

    @property
    def root(self) -> Path | None:
        """The folder of everything that is prepared."""
        return self.place or (self.home / "library" if self.home is not None else None)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The knowledge folders, the person's own first, the shipped one last."""
        return self.knowledge or content_folders("knowledge", self.home)

    def at(self, place: Path) -> LibraryOptions:
        """Return the same library prepared in another folder."""
        return replace(self, place=place)


def open_cards(options: LibraryOptions) -> LexicalIndex:
    """Open the compiled cards, compiling them first when they are absent, broken or older than a card file.

    Where nothing can be written they are compiled into memory. Raises ContentError when the calibration is broken.
    """
    mark = fingerprint(options.folders)
    path = options.root / "cards.db" if options.root is not None else None
    if path is not None:
        found = open_compiled(path, mark)
        if found is not None:
            return found
    shelf = load_shelf(options.folders)
    shipped = [card for card in shelf.cards.values() if card.id not in shelf.own]
    meta = {
        "fingerprint": mark,
        "content": pieces_key(all_pieces(shelf.cards.values())),
        "shipped": pieces_key(all_pieces(shipped)),
        "calibration": load_calibration(options.folders).to_json(),
        "problems": [[str(p.path), p.line, p.what, p.remedy] for p in shelf.problems],
    }
    try:
        return compile_cards(path, shelf, meta)
    except (OSError, sqlite3.Error):
        return compile_cards(None, shelf, meta)


def content_problems(cards: LexicalIndex) -> tuple[ContentError, ...]:
    """Return the faults that were met when the cards were compiled."""
    return tuple(ContentError(*problem) for problem in cards.meta["problems"])


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the lock of the prepared files; another process that prepares waits. Released when this process dies.

    Where no file can be written there is nothing to protect, and nothing is locked.
    """
    with ExitStack() as stack:
        with suppress(OSError):
            root.parent.mkdir(parents=True, exist_ok=True)
            _lock(stack.enter_context((root.parent / LOCK).open("a+b")), wait=True)
        yield


def is_locked(root: Path) -> bool:
    """True while another process (or another opening in this one) prepares the library."""
    path = root.parent / LOCK
    if not path.is_file():
        return False
    try:
        with path.open("a+b") as file:
            return not _lock(file, wait=False)
    except OSError:
        return False


def _lock(file: Any, wait: bool) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: two processes that prepare at once redo the same work and rename over each other
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
