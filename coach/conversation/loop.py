"""The turn loop: text → reading → command → handler → events → reply → saved. Nothing else changes or saves a state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from coach.conversation import answering, correcting, guarding, hurrying, interviewing, results, reviewing, small
from coach.conversation.capturing import gathered
from coach.conversation.commands import COMMANDS
from coach.conversation.facade import CommandSpec, OutlineItem
from coach.conversation.reading import Reading
from coach.conversation.route import route
from coach.conversation.state import State, replay
from coach.conversation.telling import turn_of
from coach.conversation.work import Command, Tools, Work
from coach.domain.events import ExportAsked, Offered, Said
from coach.domain.library import Card, LibraryStatus
from coach.domain.text import LONGEST_LINE, clean
from coach.domain.turn import Turn
from coach.errors import CoachError
from coach.flows import review

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
    "resume": interviewing.resume,
    "restart": interviewing.restart,
    "enough": hurrying.finish_early,
    "facts": hurrying.facts_afterwards,
    "correct": correcting.correct_line,
    "set": correcting.set_answer,
    "ask": answering.answer_question,
    "unsure": small.answer_or_clarify,
    "card": answering.show_card,
    "more": answering.more,
    "shorter": answering.shorter,
    "reasons": answering.reasons,
    "sources": answering.sources,
    "draft": results.show_draft,
    "goalsheet": results.show_draft,
    "tone": results.change_form,
    "channel": results.change_form,
    "share": results.share,
    "export": results.export,
    "export_confirmed": results.export_confirmed,
    "export_declined": results.export_declined,
    "done": results.done,
    "safety": guarding.stop_and_help,
    "go_on": guarding.go_on,
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


class Conversation:
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
        command = route(self._work(reading, Command("route")))
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

    def outline(self) -> tuple[OutlineItem, ...]:
        """Return the questions of the interview on top, in order."""
        return outline_of(self._tools, self._state)

    def commands(self) -> tuple[CommandSpec, ...]:
        """Return the slash words."""
        return COMMANDS

    def card(self, card_id: str) -> Card | None:
        """Return a card of the library."""
        return self._tools.library.card(card_id)

    def suggested_path(self, *, shared: bool = False) -> str:
        """Return where `/export`, or `/export share`, would write; empty when there is nothing to export."""
        name, text = results.result_text(self._work(Reading(""), Command("export")), shared=shared)
        return str(self._tools.exporter.suggest(name)) if text else ""

    def library_status(self) -> LibraryStatus:
        """Say what the library can do now."""
        return self._tools.library.status()

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


def outline_of(tools: Tools, state: State) -> tuple[OutlineItem, ...]:
    """Return the questions of the interview on top, in order, with their answers so far."""
    run = state.top
    if run is None:
        return ()
    flow = tools.book[run.flow]
    items: list[OutlineItem] = []
    for ask, given in review(flow, run, tools.functions):
        standing = "open" if given is None else "doubtful" if given.doubt else "answered" if given.usable else "skipped"
        shown = tools.voice.answer_line(ask, given)
        items.append(OutlineItem(ask.slot, flow.sections.get(ask.section, ""), ask.label, shown, standing))
    return tuple(items)


def _note_lines(work: Work, said: str, turn: Turn) -> None:
    """Add both lines of the exchange; what raised a safety stop is kept without its words."""
    now = work.tools.now()
    work.emit(Said("you", said, now, turn.flow, turn.topic), Said("coach", turn.reply, now, turn.flow, turn.topic))
