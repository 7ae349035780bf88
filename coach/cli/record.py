"""`coach record --scramble`: a stored conversation as a file that can be given away, for it holds none of its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.cli.main import PROBLEM
from coach.cli.open import settings_of, words
from coach.cli.parser import Wanted
from coach.errors import StoreError

if TYPE_CHECKING:
    from coach.conversation.recorded import Recording
    from coach.settings import Settings


def record(wanted: Wanted) -> int:
    """Write the recording, show what stands in it, and say where it lies; 1 when it does not take the course of the original.

    Raises StoreError when no such conversation was kept, ExportError when the file exists already.
    """
    from coach.bootstrap.parts import FileExporter
    from coach.bootstrap.recordings import as_text
    from coach.bootstrap.sessions import recorded, scrambled, stage

    settings = settings_of(wanted)
    with stage(settings) as at:
        events, known = _stored(settings, wanted["number"], at.tools.book)
        original = recorded(at, events, known)
        hidden, astray = scrambled(at, original)
    exporter = FileExporter(settings.home / "exports")
    path = exporter.write(wanted["out"] or exporter.suggest("session.json"), as_text(hidden))
    print(words(wanted, "recorded", path=str(path), lines=_lines(hidden), astray=astray))
    return PROBLEM if astray else 0


def _stored(settings: Settings, number: int, book: Any) -> tuple[list[Any], dict[str, str]]:
    """Return the events of the conversation with this number, the latest being 1, and what was known before it."""
    from coach.bootstrap.sessions import known_before
    from coach.domain.events import Said
    from coach.store import DATABASE, open_records

    if not (settings.home / DATABASE).is_file():
        raise StoreError("No conversation has been kept here.", "What is said off the record is never kept, nor recorded.")
    with open_records(settings.home) as records:
        talks = [one for one in records.conversations.all() if one.lines]
        if not 1 <= number <= len(talks):
            raise StoreError(
                f"There is no conversation {number}; {len(talks)} were kept.",
                "1 is the latest. What is said off the record is never kept, nor recorded.",
            )
        events = records.conversations.events(talks[number - 1].id)
        assert any(isinstance(event, Said) for event in events)
        return events, known_before(records.conversations, talks[number - 1].id, book)


def _lines(recording: Recording) -> list[dict[str, object]]:
    return [
        {
            "number": number,
            "text": turn.text if turn.edit is None else "\n".join(turn.edit),
            "command": turn.command.name if turn.command is not None else "edit",
            "step": turn.shape.step,
            "withheld": turn.withheld,
            "stored": turn.stored,
        }
        for number, turn in enumerate(recording.turns, 1)
    ]
