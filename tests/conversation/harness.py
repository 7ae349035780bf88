"""A conversation on fakes: the real turn loop, interviews, words and understanding; no encoder, Chroma or SQLite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from coach.conversation.ears import Listener
from coach.conversation.loop import Conversation
from coach.conversation.reading import Reading
from coach.conversation.voice import Voice
from coach.conversation.work import Tools
from coach.domain.events import Answered, DraftWritten, Event, FlowOpened, MarkTakenBack, MessageMarked, RemindersSwitched
from coach.domain.helplines import HelpLine
from coach.domain.interview import SlotAnswer
from coach.domain.library import Answer, Card, Citation, LibraryStatus, Passage, Source
from coach.domain.outbox import Letter, Mark
from coach.domain.versions import Version
from coach.drafting import Studio
from coach.drafting.export import Exports
from coach.errors import ExportError
from coach.flows import FlowBook, load_flows
from coach.relationship import FUNCTIONS
from coach.rendering import Renderer, shipped
from coach.understanding.intents import load_intents
from coach.understanding.safety import load_phrases

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


class FrozenClock:
    """Saturday 21 November 2026, ten in the morning."""

    def now(self) -> datetime:
        """Return the fixed time."""
        return NOW


def _card(card_id: str, topic: str, title: str, words: str) -> Card:
    sections = {
        "Answer": f"{title}: the answer, about {words}.",
        "Steps": "1. Do the first thing.\n2. Then the second.",
        "Words": "> A line to send, with [your fact].",
        "Why": "Practitioners say so.",
        "Avoid": "- Waiting for ever.",
        "Other help": "A coordinator.",
    }
    source = Source("s1", "A guide", "institutional", "2019", "A university")
    return Card(
        card_id, title, topic, f"About {words}", (words,), "running", "practitioner", (source,), "ask", "2026-11-21", sections
    )


CARDS = (
    _card("structure-how-often", "structure", "How often to meet", "how often meet rhythm every two to four weeks"),
    _card("stall-no-answer", "stall", "No answer for weeks", "answered weeks write again silent silence"),
    _card("appreciation-gifts", "appreciation", "Gifts", "gift buy christmas present"),
    _card("safety-overreacting", "safety", "Am I overreacting", "harassment touched threatened"),
)


class WordLibrary:
    """Answers from four cards by shared words; below one shared word it has nothing."""

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Return the card that shares most words with the question."""
        asked = set(question.lower().translate(str.maketrans("?()", "   ")).split())
        ranked = sorted(CARDS, key=lambda c: (-len(asked & set(c.asks[0].split())), -(prior or {}).get(c.topic, 0.0)))
        best = ranked[0]
        passages = tuple(Passage(c.id, c.title, c.topic, c.flow, 0.5) for c in ranked)
        if not asked & set(best.asks[0].split()) and not (prior or {}).get(best.topic, 0.0) >= 1.0:
            return Answer("nothing", question, None, passages, nearest=("stall", "structure"))
        citation = Citation(
            best.id, best.title, best.sections["Answer"], "A university, A guide (2019)", best.evidence, best.reviewed
        )
        return Answer("answer", question, best, passages, (citation, citation), confidence=0.8)

    def card(self, card_id: str) -> Card | None:
        """Return one of the four cards."""
        return next((card for card in CARDS if card.id == card_id), None)

    def status(self) -> LibraryStatus:
        """Say that it is ready."""
        return LibraryStatus("ready", cards=len(CARDS))


class NoEncoder:
    """No vectors: routing goes by the words alone."""

    def vector(self, text: str) -> None:
        """Return nothing."""


@dataclass
class ListJournal:
    """Keeps events in a list that outlives a conversation, as the database would."""

    events: list[Event] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def load(self) -> Sequence[Event]:
        """Return everything saved."""
        return list(self.events)

    def save(self, events: Sequence[Event]) -> None:
        """Append."""
        self.events += events

    def new(self) -> None:
        """Forget."""
        self.events.clear()

    def known(self) -> Mapping[str, str]:
        """Return the facts of earlier interviews."""
        return self.facts

    def answers(self, run: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of one interview."""
        return {e.answer.slot: e.answer for e in self.events if isinstance(e, Answered) and e.run == run}

    def latest(self, flow: str) -> Mapping[str, SlotAnswer]:
        """Return the last answers of the newest interview of one kind."""
        runs = [e.run for e in self.events if isinstance(e, FlowOpened) and e.flow == flow]
        return self.answers(runs[-1]) if runs else {}

    def versions(self, run: str) -> Sequence[Version]:
        """Return every version of one message."""
        written = [e for e in self.events if isinstance(e, DraftWritten) and e.run == run]
        return [Version(n, e.draft, e.at, e.how, e.base) for n, e in enumerate(written, 1)]

    def letters(self) -> Sequence[Letter]:
        """Return all messages with what became of them."""
        return letters_of(self.events)

    def reminders_off(self) -> bool:
        """Return what was switched last."""
        return next((e.off for e in reversed(self.events) if isinstance(e, RemindersSwitched)), False)


def letters_of(events: Sequence[Event]) -> list[Letter]:
    """Add up the log of messages, as the database does."""
    drafts: dict[str, list[DraftWritten]] = {}
    heads: dict[str, MessageMarked] = {}
    marks: dict[str, tuple[Mark, ...]] = {}
    for event in events:
        match event:
            case DraftWritten():
                drafts.setdefault(event.run, []).append(event)
            case MessageMarked():
                heads.setdefault(event.letter, event)
                marks[event.letter] = (*marks.get(event.letter, ()), event.mark)
            case MarkTakenBack(letter):
                marks[letter] = marks.get(letter, ())[:-1]
                if not marks[letter]:
                    heads.pop(letter, None)
    inside = {mark.run for log in marks.values() for mark in log} - set(heads)
    found = []
    for number, (run, written) in enumerate(drafts.items(), 1):
        draft, head = written[-1].draft, heads.get(run)
        if run not in inside:
            to, channel = (head.to, head.channel) if head else (draft.to, draft.channel)
            asks, earlier = (head.asks, head.earlier) if head else (True, 0)
            day = written[0].at[:10]
            found.append(Letter(run, number, to, draft.situation, channel, draft.subject, day, asks, earlier, marks.get(run, ())))
    return found


@dataclass
class FolderExporter:
    """Writes into one folder and nowhere else; never over an existing file."""

    folder: Path

    def suggest(self, name: str) -> Path:
        """Return the path in the folder."""
        return self.folder / name

    def write(self, path: Path, content: str) -> Path:
        """Write the text."""
        if not path.is_relative_to(self.folder) or not self.folder.is_dir():
            raise ExportError(f"{path} is not in the folder of this test.", "Choose another place.")
        if path.exists():
            raise ExportError(f"{path} exists already.", "Choose another name.")
        path.write_text(content, encoding="utf-8")
        return path


@cache
def book() -> FlowBook:
    """The shipped interviews."""
    return load_flows((shipped("prompts"),))


@cache
def renderer() -> Renderer:
    """The shipped words."""
    return Renderer((shipped("prompts"),))


@cache
def listener() -> Listener:
    """The real understanding, without an encoder."""
    knowledge = shipped("knowledge")
    return Listener(load_intents((knowledge,)), NoEncoder(), load_phrases((knowledge,)))


@dataclass
class RememberingListener:
    """The same listener, for tests that type the same lines thousands of times: what it made of a line is kept."""

    seen: dict[str, Reading] = field(default_factory=dict)

    def read(self, text: str) -> Reading:
        """Return everything that can be told from the line alone."""
        if text not in self.seen:
            self.seen[text] = listener().read(text)
        return self.seen[text]


@cache
def studio() -> Studio:
    """The real writer of messages."""
    return Studio((shipped("prompts"),), renderer())


@cache
def exports() -> Exports:
    """The real maker of files."""
    return Exports((shipped("prompts"),), renderer())


def tools(journal: ListJournal | None = None, folder: Path = Path("/nonexistent")) -> Tools:
    """Everything a conversation needs."""
    lines = (
        HelpLine("GB", "Samaritans", "116 123", "call", "24 h", ("crisis",)),
        HelpLine("GB", "Emergency", "999", "call", "", ("emergency",)),
    )
    return Tools(
        library=WordLibrary(),
        ears=listener(),
        book=book(),
        functions=FUNCTIONS,
        studio=studio(),
        voice=Voice(renderer()),
        clock=FrozenClock(),
        journal=journal or ListJournal(),
        exporter=FolderExporter(folder),
        helplines=lines,
        country="GB",
        data_folder=str(folder),
        exports=exports(),
    )


def talk(journal: ListJournal | None = None, folder: Path = Path("/nonexistent")) -> Conversation:
    """Begin, or take up, a conversation."""
    return Conversation(tools(journal, folder))
