"""Messages that a person has sent by their own hand, and what came of each. Coach sends nothing; it keeps the log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, get_args

Outcome = Literal["sent", "replied", "accepted", "declined", "not_now", "withdrawn", "closed"]
"""What can be noted of a message. A second `sent` is a reminder in the same thread."""

OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
ANSWERS: Final[tuple[Outcome, ...]] = ("replied", "accepted", "declined", "not_now")
"""Outcomes that are an answer of the other person."""

Status = Literal["draft", "sent", "replied", "accepted", "declined", "not_now", "withdrawn", "closed"]

_TITLES: Final = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "rev"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry of the log. `on` is an ISO date; `run` the interview whose message was sent; `final` says that the message called
    itself the last one. `later` puts the next step off until `until`."""

    what: Outcome | Literal["later"]
    on: str
    run: str = ""
    until: str = ""
    final: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with its log. `id` is the interview that wrote the first message of the thread, `number` its place in the list,
    which stays. `asks` says that it asks for something; `earlier` counts messages of the thread that were never in Coach."""

    id: str
    number: int
    to: str
    situation: str
    channel: str
    subject: str = ""
    written_on: str = ""
    asks: bool = True
    earlier: int = 0
    marks: tuple[Mark, ...] = ()

    @property
    def status(self) -> Status:
        """What was noted last; `draft` before it was sent."""
        return next((mark.what for mark in reversed(self.marks) if mark.what != "later"), "draft")

    @property
    def sent_on(self) -> tuple[str, ...]:
        """The dates of everything sent in this thread, as noted, oldest first."""
        return tuple(mark.on for mark in self.marks if mark.what == "sent")

    @property
    def waiting(self) -> bool:
        """True when it was sent and nothing came of it yet."""
        return self.status == "sent"

    @property
    def answered(self) -> bool:
        """True when the other person ever answered."""
        return any(mark.what in ANSWERS for mark in self.marks)


def same_person(one: str, other: str) -> bool:
    """Return whether two names can mean one person: all words of the shorter stand in the longer, titles aside."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", name.casefold()) if word not in _TITLES}
