"""The turn loop: text → reading → command → handler → events → reply → saved. Nothing else changes or saves a state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from coach.conversation import (
    afterwards,
    answering,
    arranging,
    correcting,
    exporting,
    guarding,
    hurrying,
    interviewing,
    outbox,
    own_answers,
    results,
    resuming,
    reviewing,
    small,
    versions,
)
from coach.conversation.capturing import gathered
from coach.conversation.following import beside
from coach.conversation.holding import CONFIRMED, route_held
from coach.conversation.reading import Reading
from coach.conversation.route import route
from coach.conversation.state import State, replay
from coach.conversation.telling import turn_of
from coach.conversation.views import Views
from coach.conversation.work import Command, Tools, Work
from coach.domain.events import ExportAsked, Offered, Said
from coach.domain.text import LONGEST_LINE, clean
from coach.domain.turn import Turn
from coach.errors import CoachError

Handler = Callable[[Work], None]

HANDLERS: Final[Mapping[str, Handler]] = {
    "keep": interviewing.keep,
    "answer": interviewing.answer,
    "open": interviewing.open_flow,
    "back": interviewing.back,
    "skip": interviewing.leave_open,
    "dont_know": interviewing.leave_open,
    "decline": interviewing.leave_open,
    "why": interviewing.why,
    "example": interviewing.example,
    "review": reviewing.show_review,
    "cancel": interviewing.cancel,
    "resume": resuming.resume,
    "restart": interviewing.restart,
    "enough": hurrying.finish_early,
    "facts": hurrying.facts_afterwards,
    "correct": correcting.correct_line,
    "set": correcting.set_answer,
    "whose_name": afterwards.ask_whose_name,
    "ask": answering.answer_question,
    "unsure": small.answer_or_clarify,
    "card": answering.show_card,
    "more": answering.more,
    "shorter": answering.shorter,
    "reasons": answering.reasons,
    "sources": answering.sources,
    "library": own_answers.library,
    "draft": results.show_draft,
    "goalsheet": results.show_draft,
    "tone": results.change_form,
    "channel": results.change_form,
    "share": results.share,
    "list": arranging.arrange,
    "export": exporting.export,
    "export_confirmed": exporting.export_confirmed,
    "export_declined": exporting.export_declined,
    "done": results.done,
    "sent": beside(outbox.sent),
    "replied": beside(outbox.replied),
    "outbox": beside(outbox.show_outbox),
    "later": beside(outbox.later),
    "reminders": beside(outbox.reminders),
    "versions": beside(versions.show_versions),
    "restore": beside(versions.restore),
    "safety": guarding.stop_and_help,
    "go_on": guarding.go_on,
    "ask_first": guarding.ask_first,
    "help": small.help_menu,
    "menu": small.menu,
    "smalltalk": small.smalltalk,
    "special": small.special,
    "out_of_scope": small.out_of_scope,
    "wait": small.wait,
    "repeat": small.repeat,
    "privacy": small.privacy,
    "offrecord": small.switch_record,
    "onrecord": small.switch_record,
    "unknown_word": small.unknown_word,
    "no_interview": small.no_interview,
    "welcome": small.welcome,
    "new": small.new_conversation,
    "quit": small.farewell,
}

_SURE_FACT: Final = 0.6
_WAITING: Final = ("export", "keep", "wait", "repeat", "privacy")
"""Commands after which a proposed file may still be confirmed."""


class Conversation(Views):
    """A conversation that takes lines and gives turns; satisfies `facade.Dialogue`. One turn at a time."""

    def __init__(self, tools: Tools) -> None:
        """Take up the journal's open conversation, or begin one."""
        self._tools = tools
        self._state = replay(tools.journal.load())
        self._before_off_record: State | None = None

    @property
    def state(self) -> State:
        """Where the conversation stands."""
        return self._state

    @property
    def off_record(self) -> bool:
        """Whether nothing is kept at present."""
        return self._state.off_record

    def welcome(self) -> Turn:
        """Return the opening; nothing is saved for it."""
        work = self._work(Reading(""), Command("welcome", flow="smalltalk", topic="smalltalk", why="the opening"))
        small.welcome(work)
        _keep_offers(work)
        self._state = work.state
        return turn_of(work, "")

    def turn(self, text: str) -> Turn:
        """Take one line and return the turn; it is saved before this returns.

        A CoachError in a handler becomes a reply that says what happened and what to do, and nothing of the turn is kept.
        """
        cut = len(text) > LONGEST_LINE
        line = clean(text[:LONGEST_LINE]).strip()
        reading = self._tools.ears.read(line)
        command = self._tools.judge(route_held, self._work(reading, Command("route")))
        if command.name == "open" and command.argument == CONFIRMED and command.text:
            reading = self._tools.ears.read(command.text)
        work = self._run(reading, command)
        if cut:
            work.parts.insert(0, self._tools.voice.reply("cut", limit=f"{LONGEST_LINE:,}"))
        return self._close(work, line)

    def ask_once(self, text: str) -> Turn:
        """Answer one question on its own: an interview that fits is offered, not begun. Nothing is saved."""
        line = clean(text[:LONGEST_LINE]).strip()
        reading = self._tools.ears.read(line)
        command = route(self._work(reading, Command("route")))
        if command.name in ("open", "unsure"):
            command = replace(command, name="ask")
        work = self._run(reading, command)
        turn = turn_of(work, line)
        facts = gathered(reading, command.flow)
        return replace(turn, slots={f.slot: f.value for f in facts if f.confidence >= _SURE_FACT})

    def edit_draft(self, subject: str, body: str) -> Turn:
        """Replace the current message by the person's own wording."""
        work = self._work(Reading(""), Command("edit", why="edited by hand"))
        results.edit_draft(work, clean(subject), clean(body))
        return self._close(work, "")

    def _work(self, reading: Reading, command: Command) -> Work:
        return Work(self._tools, self._state, reading, command, flow=command.flow, topic=command.topic)

    def _run(self, reading: Reading, command: Command) -> Work:
        work = self._work(reading, command)
        try:
            HANDLERS[command.name](work)
        except CoachError as error:
            work = self._work(reading, replace(command, why=f"{command.why}; failed: {error.title}"))
            work.say("error", title=error.title, what=error.what, remedy=error.remedy)
        _forget_proposal(self._state, work)
        _keep_offers(work)
        return work

    def _close(self, work: Work, line: str) -> Turn:
        turn = turn_of(work, line)
        _note_lines(work, "" if work.safety is not None else line, turn)
        if work.command.name == "new":
            self._tools.journal.new()
            work.state = State(off_record=self._state.off_record)
            self._before_off_record = None
            self._state = work.state
            return turn
        was_off, is_off = self._state.off_record, work.state.off_record
        if is_off and not was_off:
            self._before_off_record = self._state
        elif was_off and not is_off:
            work.state = self._before_off_record or State()
        elif not is_off:
            self._tools.journal.save(work.events)
        self._state = work.state
        return turn


def _forget_proposal(before: State, work: Work) -> None:
    """A file that was proposed is written on a yes to just that question; anything else takes the proposal back."""
    if before.export and work.state.export == before.export and work.command.name not in _WAITING:
        work.emit(ExportAsked(""))


def _keep_offers(work: Work) -> None:
    offered = tuple(a for a in work.actions if not a.id.isdecimal())
    before = work.state.offered
    question = before.question if before is not None and before.actions == offered else work.command.text
    if offered or before is not None:
        work.emit(Offered(offered, "" if work.safety else question, not work.numbers_answer))


def _note_lines(work: Work, said: str, turn: Turn) -> None:
    """Add both lines of the exchange; what raised a safety stop is kept without its words."""
    now = work.tools.now()
    work.emit(Said("you", said, now, turn.flow, turn.topic), Said("coach", turn.reply, now, turn.flow, turn.topic))
