"""What a message can become outside Coach, and what is known about that before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Final, Literal

from coach.domain.drafts import Draft
from coach.domain.labels import ExportForm

ENDINGS: Final[dict[ExportForm, str]] = {
    "text": ".txt",
    "markdown": ".md",
    "eml": ".eml",
    "mailto": ".txt",
    "ics": ".ics",
    "json": ".json",
}
"""How the name of a file of each form ends."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One planned step after a message: a reminder, the last note, or closing the thread without one."""

    day: date
    step: Literal["reminder", "last", "close", "again"]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What the person wants besides the form. `now` has a zone; everything else may stay empty.

    `to` and `sender` are mail addresses as typed, `steps` what a calendar is to hold, `at` the time of day (None takes the
    table's), `all_day` leaves it out, `zone` an IANA name (empty takes the computer's).
    """

    now: datetime
    to: str = ""
    sender: str = ""
    steps: tuple[FollowUp, ...] = ()
    at: time | None = None
    all_day: bool = False
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export: the name for a file, what stands in it, and notes to read before it is used."""

    form: ExportForm
    name: str
    content: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One entry of a calendar: all day where `at` is None. `key` makes it the same entry when it is written again."""

    day: date
    title: str
    notes: str
    key: str
    at: time | None = None
    minutes: int = 15


def message_text(draft: Draft) -> str:
    """Return a message as it would be sent, the subject first where there is one."""
    return f"Subject: {draft.subject}\n\n{draft.body}" if draft.subject else draft.body


def form_of(path: str) -> ExportForm | None:
    """Return the form that the ending of a file's name asks for; None where it asks for none."""
    ending = PurePath(path).suffix.lower()
    return next((form for form, own in ENDINGS.items() if own == ending), None)
