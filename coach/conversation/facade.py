"""What a front end may ask of a conversation. The terminal app, the linear mode and JSON all use just this."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from coach.domain.library import Card, LibraryStatus
    from coach.domain.turn import Turn
    from coach.domain.versions import Version


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One question of the interview in progress. `state`: answered, skipped, doubtful, open (can be jumped to) or later."""

    step: str
    section: str
    label: str
    answer: str
    state: str


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """One slash word. `name` without the slash; `argument` describes what may follow it, empty when nothing does."""

    name: str
    label: str
    help: str
    argument: str = ""
    aliases: tuple[str, ...] = ()
    group: str = "conversation"


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message in the outbox. `state` says in words what became of it, `due` what is next; `now` when that is due today.

    `moves` are what may be noted, each as the words after `/outbox NUMBER` and its label; `noted` when something was.
    """

    number: int
    to: str
    about: str
    state: str
    due: str = ""
    now: bool = False
    moves: tuple[tuple[str, str], ...] = ()
    noted: bool = False


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """One form in which the result can be saved, and the new file it would go to. `held` are notes of the review because of
    which it is saved only when that is said explicitly; `link` is a link that can be copied instead of saved."""

    form: str
    path: str
    held: tuple[str, ...] = ()
    link: str = ""


class Dialogue(Protocol):
    """A conversation that takes lines and gives turns. Not thread-safe: one turn at a time."""

    def welcome(self) -> Turn:
        """Return the opening: what can be done, the unfinished interview first if there is one."""
        ...

    def turn(self, text: str) -> Turn:
        """Take one line as typed (cleaned here) and return the turn. Saves before it returns."""
        ...

    def edit_draft(self, subject: str, body: str) -> Turn:
        """Replace the current draft by the person's own wording, review it again, keep the earlier version."""
        ...

    def outline(self) -> tuple[OutlineItem, ...]:
        """Return the questions of the interview in progress, in order; empty when there is none."""
        ...

    def commands(self) -> tuple[CommandSpec, ...]:
        """Return the slash words, for hints, the palette and help."""
        ...

    def card(self, card_id: str) -> Card | None:
        """Return a card of the library, to show a citation in its context."""
        ...

    def export_choices(self, *, shared: bool = False) -> tuple[ExportChoice, ...]:
        """Return the forms in which the current result, or its version for a mentor, can be saved; empty when there is none."""
        ...

    def library_status(self) -> LibraryStatus:
        """Say what the library can do now."""
        ...

    def versions(self) -> tuple[Version, ...]:
        """Return the versions of the message that is shown, or was written last, the first first."""
        ...

    def outbox(self) -> tuple[OutboxRow, ...]:
        """Return all messages with what became of them, the oldest first."""
        ...
