"""What the conversation needs from the rest of Coach, as small Protocols that `bootstrap` plugs in.

Vectors are float32 arrays of shape (n, dimension), rows of length 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from coach.domain.events import Event
from coach.domain.interview import SlotAnswer
from coach.domain.labels import Use
from coach.domain.library import Answer, Card, LibraryStatus
from coach.domain.outbox import Letter
from coach.domain.own import OwnProgress, OwnReport, OwnShelf
from coach.domain.versions import Version


class Library(Protocol):
    """The guidance library. All methods may be called while it is still being prepared."""

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Answer one question; `prior` maps topics, and flows as `flow:<name>`, to what routing thinks of them."""
        ...

    def card(self, card_id: str) -> Card | None:
        """Return a card by id."""
        ...

    def status(self) -> LibraryStatus:
        """Say what the library can do now."""
        ...


class OwnDocuments(Protocol):
    """A person's own documents. Each method raises LibraryError where it cannot."""

    def shelf(self) -> OwnShelf:
        """Return what has been added, and how it is used."""
        ...

    def use(self, use: Use) -> None:
        """Draw answers on them beside the cards, on them only, or not at all."""
        ...

    def add(self, paths: Sequence[str], progress: Callable[[OwnProgress], None] | None = None) -> OwnReport:
        """Add files and folders; without any, look again at all that are known. May take minutes."""
        ...

    def stop(self) -> None:
        """Ask an addition on another thread to end; what it has done stays."""
        ...

    def remove(self, documents: Sequence[int]) -> int:
        """Remove documents by their ids, and return how many are left."""
        ...


class Encoder(Protocol):
    """Turns text into the vectors that routing was trained on."""

    def vector(self, text: str) -> Any | None:
        """Return one row of shape (dimension,), or None while the encoder is not ready."""
        ...


class Journal(Protocol):
    """Where conversations are kept. One call to `save` is one transaction."""

    def load(self) -> Sequence[Event]:
        """Return the events of the conversation to resume, oldest first; empty when there is none."""
        ...

    def save(self, events: Sequence[Event]) -> None:
        """Append the events of one turn, and what follows from them (goals, drafts, known facts), or nothing at all."""
        ...

    def new(self) -> None:
        """Close the current conversation; the next `save` begins another."""
        ...

    def known(self) -> Mapping[str, str]:
        """Return facts that earlier interviews gave and that later ones need not ask again, by slot."""
        ...

    def answers(self, run: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of one interview by slot, also of one in an earlier conversation; empty for an unknown one."""
        ...

    def latest(self, flow: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of the newest interview of one kind, by slot; empty when there was none."""
        ...

    def versions(self, run: str) -> Sequence[Version]:
        """Return every saved version of one message, the first first."""
        ...

    def letters(self) -> Sequence[Letter]:
        """Return all messages with what became of them, the oldest first; what is off the record is not among them."""
        ...

    def reminders_off(self) -> bool:
        """Return whether the person does not want to be told on opening what is due."""
        ...


class Exporter(Protocol):
    """Writes results where the person asked."""

    def suggest(self, name: str) -> Path:
        """Return where a result called `name` (with its ending) would go; never an existing file."""
        ...

    def write(self, path: Path, content: str) -> Path:
        """Write UTF-8 text; refuses to overwrite. Raises ExportError."""
        ...


class Clock(Protocol):
    """The time, so that tests can hold it still."""

    def now(self) -> datetime:
        """Return the local time, with zone."""
        ...
