"""What can happen in a conversation. Events are the only thing that is saved; the state is what they add up to.

Each has a literal `kind`, so that a stored line can be read back. New fields need a default: old records stay readable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from coach.domain.drafts import Draft
from coach.domain.interview import SlotAnswer
from coach.domain.library import Citation, Passage
from coach.domain.outbox import Mark
from coach.domain.turn import Action


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the transcript, from the mentee (`you`) or from `coach`."""

    who: Literal["you", "coach"]
    text: str
    at: str
    flow: str = ""
    topic: str = ""
    kind: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class FlowOpened:
    """An interview began, above whatever was open."""

    run: str
    flow: str
    at: str
    kind: Literal["flow_opened"] = "flow_opened"


@dataclass(frozen=True, slots=True)
class Answered:
    """A slot got an answer, or a new one."""

    run: str
    answer: SlotAnswer
    kind: Literal["answered"] = "answered"


@dataclass(frozen=True, slots=True)
class CursorMoved:
    """The interview asks `step` next although it may have an answer; None returns to the first open question."""

    run: str
    step: str | None
    kind: Literal["cursor_moved"] = "cursor_moved"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question was put. `shown` is the progress displayed, `misses` the failed tries at it, `eased` the easier wordings used."""

    run: str
    step: str
    shown: float
    misses: int = 0
    eased: tuple[str, ...] = ()
    kind: Literal["asked"] = "asked"


@dataclass(frozen=True, slots=True)
class FlowFinished:
    """An interview has all its answers; it stays open for changes until it is closed."""

    run: str
    kind: Literal["flow_finished"] = "flow_finished"


@dataclass(frozen=True, slots=True)
class FlowClosed:
    """An interview left the stack. `cancelled` ones can be resumed."""

    run: str
    how: Literal["completed", "cancelled", "replaced"]
    kind: Literal["flow_closed"] = "flow_closed"


@dataclass(frozen=True, slots=True)
class FlowResumed:
    """A cancelled interview came back to the top."""

    run: str
    kind: Literal["flow_resumed"] = "flow_resumed"


@dataclass(frozen=True, slots=True)
class DraftWritten:
    """A version of a message exists. Every version is kept.

    `how` it came about: written from the answers, edited by hand, merged (written afresh, with the edits by hand put in), or
    restored. Of a version with edits by hand `base` is the message from which they began, as subject and body.
    """

    run: str
    draft: Draft
    at: str
    how: Literal["written", "edited", "merged", "restored"] = "written"
    base: tuple[str, str] = ("", "")
    kind: Literal["draft_written"] = "draft_written"


@dataclass(frozen=True, slots=True)
class DocumentWritten:
    """A sheet or plan exists, in full and as it would be shared."""

    run: str
    document: str
    title: str
    body: str
    shared: str
    at: str
    kind: Literal["document_written"] = "document_written"


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """The library answered a question; kept so that its sources can be shown again."""

    question: str
    card: str
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    kind: Literal["answer_given"] = "answer_given"


@dataclass(frozen=True, slots=True)
class Offered:
    """Choices were put to the mentee; a label picks one, and a number too unless it answers an open question.

    `question` is what they are about.
    """

    actions: tuple[Action, ...]
    question: str = ""
    numbered: bool = True
    kind: Literal["offered"] = "offered"


@dataclass(frozen=True, slots=True)
class Missed:
    """A line was not understood outside an interview (`count` in a row); 0 after one that was."""

    count: int
    kind: Literal["missed"] = "missed"


@dataclass(frozen=True, slots=True)
class SafetyRaised:
    """Coaching stopped because of a safety signal; empty when the mentee chose to go on. `turns` counts earlier stops in a row."""

    category: str
    turns: int = 0
    kind: Literal["safety_raised"] = "safety_raised"


@dataclass(frozen=True, slots=True)
class RecordSwitched:
    """The mentee went off the record, or back on it."""

    off: bool
    kind: Literal["record_switched"] = "record_switched"


@dataclass(frozen=True, slots=True)
class ExportAsked:
    """A file is about to be written to `path`, once confirmed; empty when that was settled."""

    path: str
    kind: Literal["export_asked"] = "export_asked"


@dataclass(frozen=True, slots=True)
class MessageMarked:
    """The person said what became of a message: sent, answered and how, closed. `letter` is the thread, named by its first run.

    `to`, `channel`, `asks` and `earlier` describe a thread that begins with this mark (see `Letter`).
    """

    letter: str
    mark: Mark
    at: str
    to: str = ""
    channel: str = ""
    asks: bool = True
    earlier: int = 0
    kind: Literal["message_marked"] = "message_marked"


@dataclass(frozen=True, slots=True)
class MarkTakenBack:
    """The last mark of a thread was a mistake."""

    letter: str
    kind: Literal["mark_taken_back"] = "mark_taken_back"


@dataclass(frozen=True, slots=True)
class RemindersSwitched:
    """The person does not want to be told on opening what is due, or wants it again."""

    off: bool
    kind: Literal["reminders_switched"] = "reminders_switched"


Event: TypeAlias = (
    Said
    | FlowOpened
    | Answered
    | CursorMoved
    | Asked
    | FlowFinished
    | FlowClosed
    | FlowResumed
    | DraftWritten
    | DocumentWritten
    | AnswerGiven
    | Offered
    | Missed
    | SafetyRaised
    | RecordSwitched
    | ExportAsked
    | MessageMarked
    | MarkTakenBack
    | RemindersSwitched
)
