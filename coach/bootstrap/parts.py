"""The small real parts: the clock, the writer of files, and the journal of a session that leaves nothing behind."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import ExportError

if TYPE_CHECKING:
    from coach.conversation.ports import Encoder
    from coach.domain.events import Event
    from coach.domain.interview import SlotAnswer
    from coach.domain.outbox import Letter
    from coach.domain.versions import Version


class SystemClock:
    """The computer's clock; satisfies the Clock port."""

    def now(self) -> datetime:
        """Return the local time, with zone."""
        return datetime.now().astimezone()


class NoVectors:
    """Gives no vectors, so that routing rests on words; satisfies the Encoder port."""

    def vector(self, text: str) -> None:
        """Return None for any text."""
        return


def routing_vectors(library: Encoder, model: str) -> Encoder:
    """Return who gives the vectors that routing was trained on: those of another `model` look alike and mean something else."""
    from coach.guidance.models import is_default

    return library if is_default(model) else NoVectors()


class ForgetfulJournal:
    """Keeps nothing; satisfies the Journal port."""

    def load(self) -> Sequence[Event]:
        """Return nothing to resume."""
        return ()

    def save(self, events: Sequence[Event]) -> None:
        """Forget the events."""

    def new(self) -> None:
        """Begin another conversation."""

    def known(self) -> Mapping[str, str]:
        """Return no facts."""
        return {}

    def answers(self, run: str) -> Mapping[str, SlotAnswer]:
        """Return no answers."""
        return {}

    def latest(self, flow: str) -> Mapping[str, SlotAnswer]:
        """Return no answers."""
        return {}

    def versions(self, run: str) -> Sequence[Version]:
        """Return no versions."""
        return ()

    def letters(self) -> Sequence[Letter]:
        """Return no messages."""
        return ()

    def reminders_off(self) -> bool:
        """Nothing is due here."""
        return True


class FileExporter:
    """Writes results as files for their owner alone; never over another file. Satisfies the Exporter port."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where results go unless another place is named; made when first needed."""
        self._folder = folder

    def suggest(self, name: str) -> Path:
        """Return a path in the folder that does not exist yet: `goal.md`, then `goal-2.md`."""
        safe = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "coach.md"
        path, number = self._folder / safe, 1
        while path.exists():
            number += 1
            path = self._folder / f"{Path(safe).stem}-{number}{Path(safe).suffix}"
        return path

    def write(self, path: Path, content: str) -> Path:
        """Write `content` to a new file, whole or not at all, and return its absolute path. Raises ExportError."""
        target = path.expanduser().absolute()
        beside = target.with_name(f".{target.name}.{os.getpid()}.new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_private(beside, content)
            try:
                _put_in_place(beside, target)
            except FileExistsError as error:
                raise ExportError(f"{target} exists already.", "Nothing was overwritten; choose another name.") from error
            finally:
                beside.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise ExportError(f"{target} cannot be written: {reason}.", "Choose another place.") from error
        return target


def _write_private(path: Path, content: str) -> None:
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8", errors="replace", newline=""
    ) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(beside: Path, target: Path) -> None:
    """Give the finished file its name, unless the name is taken. A hard link does both at once; some drives have none."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(str(target)) from None
        beside.rename(target)
