"""What a handler works with: the tools it may read, and the turn it is putting together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coach.conversation.judging import Judge, directly
from coach.conversation.ports import Clock, Exporter, Journal, Library, OwnDocuments
from coach.conversation.reading import Reading
from coach.conversation.state import State, apply
from coach.conversation.voice import Voice
from coach.domain.drafts import Draft
from coach.domain.events import Event
from coach.domain.exports import Exported, ExportWish
from coach.domain.helplines import HelpLine
from coach.domain.interview import FlowRun, Value
from coach.domain.labels import ExportForm
from coach.domain.library import Citation, Passage
from coach.domain.turn import Action
from coach.flows import FlowBook, FlowDef, active_values
from coach.flows.engine import Functions
from coach.relationship.pacing import DaysOff, ordinary


class Occasion(Protocol):
    """What is known of a kind of message."""

    @property
    def asks(self) -> bool:
        """Whether it asks for something, so that an answer is waited for."""
        ...


class Studio(Protocol):
    """Writes and reviews messages; `drafting` provides it."""

    def situation(self, situation: str) -> Occasion:
        """Return one kind of message. Raises RenderingError when there is none of that name."""
        ...

    def writable(self, situation: str, values: Mapping[str, Value]) -> bool:
        """Return whether the message could be written now, without writing it. Raises RenderingError for an unknown one."""
        ...

    def compose(self, situation: str, values: Mapping[str, Value]) -> Draft:
        """Write the message with channel and tone from `values`. Raises MissingValues."""
        ...

    def review(self, draft: Draft, values: Mapping[str, Value]) -> Draft:
        """Return the draft with its notes renewed."""
        ...


class Exports(Protocol):
    """Turns a message into a text, a file or a link; `drafting` provides it."""

    def forms(self, draft: Draft) -> tuple[ExportForm, ...]:
        """Return the forms that make sense for this message."""
        ...

    def export(self, draft: Draft, form: ExportForm, wish: ExportWish) -> Exported:
        """Return the message in a form. Raises ExportError where it does not fit."""
        ...


class Ears(Protocol):
    """Reads one line: acts, safety, slots, corrections and intent; `understanding` provides it."""

    def read(self, text: str) -> Reading:
        """Return everything that can be told from the line alone."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What handlers may read. Nothing here writes records."""

    library: Library
    ears: Ears
    book: FlowBook
    functions: Functions
    studio: Studio
    voice: Voice
    clock: Clock
    journal: Journal
    exporter: Exporter
    helplines: tuple[HelpLine, ...] = ()
    country: str = ""
    contacts: tuple[str, ...] = ()
    data_folder: str = ""
    days_off: DaysOff = ordinary
    own: OwnDocuments | None = None
    exports: Exports | None = None
    judge: Judge = directly

    def today(self) -> date:
        """Return the local date."""
        return self.clock.now().date()

    def now(self) -> str:
        """Return the local time as ISO text."""
        return self.clock.now().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Command:
    """What a line was understood to ask for. `name` picks the handler; `why` explains the choice."""

    name: str
    text: str = ""
    argument: str = ""
    flow: str = ""
    topic: str = ""
    confidence: float = 1.0
    why: str = ""


@dataclass(slots=True)
class Work:
    """A turn being put together: events are applied to the local `state` as they are emitted, nothing is saved here.

    `numbers_answer` says that the turn ends in a question which a bare number answers.
    """

    tools: Tools
    state: State
    reading: Reading
    command: Command
    events: list[Event] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    safety: str | None = None
    flow: str = ""
    topic: str = ""
    closed: bool = False
    show_result: bool = False
    preview: Draft | None = None
    numbers_answer: bool = False

    def emit(self, *events: Event) -> None:
        """Add events to the turn."""
        for event in events:
            self.events.append(event)
            self.state = apply(self.state, event)

    def say(self, name: str, **values: object) -> None:
        """Add a reply template to what is said."""
        self.parts.append(self.tools.voice.reply(name, **values))

    def show(self, result: str) -> None:
        """Add the text of a message or a sheet, which some front ends show in their own way."""
        self.parts.append(result)
        self.results.append(result)

    def offer(self, *actions: Action) -> None:
        """Add things that can be done next."""
        known = {action.id for action in self.actions}
        self.actions += [action for action in actions if action.id not in known]

    def definition(self, run: FlowRun) -> FlowDef:
        """Return the interview that a run follows."""
        return self.tools.book[run.flow]

    def values(self, run: FlowRun, *, shared: bool = False) -> dict[str, Value]:
        """Return the values of a run that count now."""
        return active_values(self.definition(run), run, self.tools.functions, shared=shared)
