"""Sessions that are run again: from the records, to write a recording, and from a recording, to see whether it still goes that way."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from coach import __version__
from coach.bootstrap.workplace import Workplace
from coach.conversation.reading import Reading
from coach.conversation.recorded import RecordedTurn, Recording, Shape
from coach.conversation.recording import Notes, NotingEars, NotingLibrary, noting_tools, shape_of
from coach.conversation.replaying import Script, scripted_tools
from coach.conversation.state import State, apply
from coach.conversation.veiling import veil
from coach.domain.events import Answered, AnswerGiven, DraftWritten, Event, SafetyRaised, Said
from coach.domain.library import Answer
from coach.settings import Settings
from coach.store import DATABASE, ConversationRepository, SqliteJournal, connect

if TYPE_CHECKING:
    from coach.conversation.loop import Conversation
    from coach.conversation.work import Tools
    from coach.domain.turn import Turn
    from coach.flows import FlowBook

WITHHELD: Final = "…"
"""Stands for a line whose words were never kept."""
_TRIES: Final = 4
"""Keys that are tried until the scrambled session takes the same course: a number may end up beyond a limit."""
_WEEKS: Final = (20, 400)


@dataclass(slots=True)
class HeldClock:
    """A clock that stands at noon of the day it was set to; satisfies the Clock port."""

    day: str = "2000-01-01"

    def now(self) -> datetime:
        """Return noon."""
        return datetime.combine(datetime.fromisoformat(self.day).date(), time(12), UTC)


class _NoFiles:
    """Writes nothing; satisfies the Exporter port."""

    def suggest(self, name: str) -> Path:
        return Path(name)

    def write(self, path: Path, content: str) -> Path:
        return path


class _KnowingJournal(SqliteJournal):
    """Records of a moment, which begin with what earlier interviews had told."""

    before: dict[str, str] = {}

    def known(self) -> dict[str, str]:
        """Return facts by slot."""
        return {**self.before, **super().known()}


@dataclass(frozen=True, slots=True)
class Moment:
    """One turn as the records hold it."""

    day: str
    text: str
    events: tuple[Event, ...]
    edit: tuple[str, str] | None = None

    @property
    def alarm(self) -> str:
        """The safety category for which the words were not kept, or nothing."""
        return "" if self.text else next((e.category for e in self.events if isinstance(e, SafetyRaised) and e.category), "")


def moments(events: Iterable[Event]) -> Iterator[Moment]:
    """Cut the events of a conversation into its turns; each ends with what Coach said."""
    turn: list[Event] = []
    for event in events:
        turn.append(event)
        if isinstance(event, Said) and event.who == "coach":
            line = next((e.text for e in turn if isinstance(e, Said) and e.who == "you"), "")
            by_hand = next((e.draft for e in turn if isinstance(e, DraftWritten) and e.how == "edited"), None)
            yield Moment(event.at[:10], line, tuple(turn), (by_hand.subject, by_hand.body) if by_hand is not None else None)
            turn = []


def known_before(conversations: ConversationRepository, conversation: int, book: FlowBook) -> dict[str, str]:
    """Return the facts that earlier conversations had told when this one began. Raises StoreError."""
    reusable = {ask.slot for flow in book.flows.values() for ask in flow.asks() if ask.reuse}
    known: dict[str, str] = {}
    for earlier in sorted(one.id for one in conversations.all() if one.id < conversation):
        for event in conversations.events(earlier):
            match event:
                case Answered(_, answer) if (
                    answer.slot in reusable and answer.status == "given" and isinstance(answer.value, str)
                ):
                    known[answer.slot] = answer.value
    return known


@dataclass(frozen=True, slots=True)
class Stage:
    """Where sessions are run again: the parts of a conversation, and the clock that they go by."""

    tools: Tools
    clock: HeldClock

    @contextmanager
    def session(self, known: Mapping[str, str], adapt: Callable[[Tools], Tools]) -> Iterator[Conversation]:
        """Open a conversation that keeps its records for this moment only, and writes no files."""
        from coach.conversation.loop import Conversation

        reusable = {ask.slot for flow in self.tools.book.flows.values() for ask in flow.asks() if ask.reuse}
        with TemporaryDirectory(prefix="coach-session-") as folder:
            journal = _KnowingJournal(connect(Path(folder) / DATABASE), self.clock.now, reusable)
            journal.before = dict(known)
            with closing(journal):
                parts = replace(self.tools, journal=journal, exporter=_NoFiles(), own=None, clock=self.clock)
                yield Conversation(adapt(parts))


@contextmanager
def stage(settings: Settings) -> Iterator[Stage]:
    """Open the real parts for `settings`. Raises CoachError when the words of Coach cannot be read."""
    clock, caught = HeldClock(), list["Tools"]()

    def catch(tools: Tools) -> Tools:
        caught.append(tools)
        return tools

    with closing(Workplace(settings, ephemeral=True, clock=clock)) as place:
        place.warm_up()
        place.build(catch)
        yield Stage(caught[0], clock)


def recorded(at: Stage, events: Iterable[Event], known: Mapping[str, str]) -> Recording:
    """Run a stored conversation again and return what was understood, decided and said, words included. Raises CoachError."""
    notes, turns, state = Notes(), list[RecordedTurn](), State()
    parts: list[tuple[NotingEars, NotingLibrary]] = []

    def noting(tools: Tools) -> Tools:
        noted, ears, library = noting_tools(tools, notes)
        parts.append((ears, library))
        return noted

    with at.session(known, noting) as talker:
        for moment in moments(events):
            at.clock.day = moment.day
            if not turns:
                talker.welcome()
            for event in moment.events:
                state = apply(state, event)
            _tell(*parts[0], moment, talker)
            notes.clear()
            turn = _say(talker, moment.text or (WITHHELD if moment.alarm else ""), moment.edit)
            turns.append(_turn(moment, notes, shape_of(talker, turn, notes.replies), _stored(state, talker.state)))
    return Recording(__version__, tuple(turns), dict(known), at.tools.country)


def _tell(ears: NotingEars, library: NotingLibrary, moment: Moment, talker: Conversation) -> None:
    """Have a line whose words were not kept understood, and answered, as it was then."""
    ears.instead = library.instead = None
    if not moment.alarm:
        return
    ears.instead = Reading("", alarm=moment.alarm, flows=(("safety", 1.0),), topics=(("safety", 1.0),))
    given = next((e for e in moment.events if isinstance(e, AnswerGiven)), None)
    card = talker.card(given.card) if given is not None else None
    if given is not None and card is not None:
        library.instead = Answer("answer", "", card, given.passages, given.citations)


def _say(talker: Conversation, text: str, edit: tuple[str, str] | None) -> Turn:
    return talker.edit_draft(*edit) if edit is not None else talker.turn(text)


def _turn(moment: Moment, notes: Notes, shape: Shape, stored: tuple[str, ...]) -> RecordedTurn:
    return RecordedTurn(
        day=moment.day,
        text=moment.text or (WITHHELD if moment.alarm else ""),
        reading=notes.reading,
        shape=shape,
        edit=moment.edit,
        withheld=bool(moment.alarm),
        judged=tuple(notes.judged),
        reckoned=tuple(notes.reckoned),
        looked=tuple(notes.looked),
        stored=stored,
    )


def _stored(then: State, now: State) -> tuple[str, ...]:
    """Return where the records say otherwise than a run of today."""
    pairs = {
        "stack": ([run.flow for run in then.stack], [run.flow for run in now.stack]),
        "step": (then.pending or "", now.pending or ""),
        "slots": (sorted(then.top.answers) if then.top else [], sorted(now.top.answers) if now.top else []),
        "safety": (then.safety, now.safety),
    }
    return tuple(name for name, (here, there) in pairs.items() if here != there)


def played(at: Stage, recording: Recording) -> tuple[Shape, ...]:
    """Run a recording through the real turn loop and return what comes of each turn today. Raises CoachError."""
    notes, script, shapes = Notes(), Script(), list[Shape]()
    with at.session(recording.known, lambda tools: scripted_tools(tools, script, notes)) as talker:
        for turn in recording.turns:
            at.clock.day = turn.day
            if not shapes:
                talker.welcome()
            script.play(turn)
            notes.clear()
            said = _say(talker, turn.text, turn.edit)
            shapes.append(shape_of(talker, said, notes.replies))
    return tuple(shapes)


def scrambled(at: Stage, recording: Recording) -> tuple[Recording, tuple[int, ...]]:
    """Return the recording with all words scrambled, and the turns (from 1) that do not take the same course without them.

    What a later `played` is compared with is what came of each turn with its words. Raises CoachError.
    """
    best: tuple[Recording, tuple[int, ...]] | None = None
    for _ in range(_TRIES):
        days = -7 * (_WEEKS[0] + secrets.randbelow(_WEEKS[1]))
        hidden = veil(recording, at.tools.book, secrets.token_bytes(32), days)
        pairs = zip(hidden.turns, played(at, hidden), strict=True)
        wrong = tuple(n for n, (turn, shape) in enumerate(pairs, 1) if turn.shape != shape)
        if best is None or len(wrong) < len(best[1]):
            best = hidden, wrong
        if not wrong:
            break
    assert best is not None
    return best
