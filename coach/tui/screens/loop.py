"""The turn loop of the screen: a line goes to the desk, a turn comes back, and is shown.

Every call runs in a named worker and comes back as Textual's own message; one handler takes all results and failures.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.app import ComposeResult
from textual.containers import Center
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Footer
from textual.worker import Worker, WorkerState

from coach.tui import words
from coach.tui.desk import Desk, Opening, Seen, in_background
from coach.tui.options import TuiOptions
from coach.tui.problems import Problem, describe
from coach.tui.widgets.prompt import Prompt
from coach.tui.widgets.statusline import StatusLine
from coach.tui.widgets.stepbar import StepBar
from coach.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from coach.conversation.facade import CommandSpec, Dialogue
    from coach.domain.turn import Turn

Job = Callable[[], Coroutine[Any, Any, Any]] | Callable[[], Any]
"""A function, not a coroutine: one that never starts must not be left half made."""

PATIENCE: Final = 0.15
"""Seconds before a turn in progress is shown as such; most are over sooner, and a flash would only disturb."""
WATCH_LIBRARY: Final = 1.0
OPENING: Final = "Still opening. Your line stays here."
WORKING: Final = "Still working. Your line stays here."
SHUT: Final = "Coach could not open. Ctrl+Q leaves."


class Jobs(Screen[None]):
    """Runs named jobs. Each ends in one of two places."""

    def run_job(self, group: str, job: Job, *, thread: bool = False) -> None:
        """Run a job; an error in it ends in `failed`, not in the end of the app."""
        self.run_worker(job, name=f"coach-{group}", group=group, exit_on_error=False, thread=thread)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take every result and every failure."""
        worker = event.worker
        if event.state is WorkerState.SUCCESS:
            self.landed(worker.group, worker.result)
        elif event.state is WorkerState.ERROR and worker.error is not None:
            self.failed(worker.group, worker.error)

    def landed(self, group: str, result: Any) -> None:
        """Take what a job brought."""

    def failed(self, group: str, error: BaseException) -> None:
        """Take what went wrong in a job."""


class TurnLoop(Jobs):
    """Sends, waits without blocking, shows."""

    def __init__(self, desk: Desk, options: TuiOptions, prepare: Callable[[], None] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.options = options
        self.commands: tuple[CommandSpec, ...] = ()
        self.prompt = Prompt()
        self.transcript = Transcript()
        self._prepare = prepare
        self._sent = ""
        self._patience: Timer | None = None

    def compose(self) -> ComposeResult:
        """Bar, conversation, box, facts, keys."""
        yield StepBar()
        yield self.transcript
        with Center():
            yield self.prompt
        yield StatusLine(self.options.network, self.options.data_folder)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the box at once; everything slow begins after the first paint."""
        self._watch = self.set_interval(WATCH_LIBRARY, self._look, pause=True)
        bar = self.query_one(StepBar)
        bar.display = False
        bar.show_progress = self.options.show_progress
        self.prompt.held = OPENING
        self.call_after_refresh(self.prompt.composer.focus)
        self.call_after_refresh(self._start, "open", self.desk.open)

    def say(self, text: str, shown: str | None = None) -> None:
        """Send a line as a turn; `shown` is what the conversation shows instead of it."""
        self.send(lambda dialogue: dialogue.turn(text), text if shown is None else shown, text if shown is None else "")

    def send(self, call: Callable[[Dialogue], Turn], shown: str, back: str = "") -> None:
        """Run a turn; `back` is what returns to the box when it fails."""
        if self.prompt.held:
            self.prompt.note(self.prompt.held)
            return
        self._sent = back
        self.transcript.say(shown if shown.strip() else "↵")
        self.prompt.held = WORKING
        self._start("turn", partial(self.desk.turn, call))

    def ask(self, group: str, call: Callable[[Dialogue], Any]) -> None:
        """Ask the dialogue something that is no turn; refused during one, because it would have to wait."""
        if self.prompt.held:
            self.prompt.note(self.prompt.held)
        else:
            self.run_job(group, partial(self.desk.ask, call))

    def landed(self, group: str, result: Any) -> None:
        """Show what a job brought."""
        if group == "open" and isinstance(result, Opening):
            self._settle()
            self.commands = words.with_own(result.commands)
            self.prompt.commands = self.commands
            self._show(result.seen, opening=True)
            if self._prepare is not None:
                self._watch.resume()
                self.run_job("prepare", partial(in_background, self._prepare))
        elif group == "turn" and isinstance(result, Seen):
            self._settle()
            self._show(result)
        elif group == "prepare":
            self._watch.pause()
            self._look()
        elif group == "status":
            self.query_one(StatusLine).library = result

    def _start(self, group: str, job: Job) -> None:
        self._patience = self.set_timer(PATIENCE, self._show_patience)
        self.run_job(group, job)

    def _show_patience(self) -> None:
        self.prompt.think(True)
        self.transcript.think(self.prompt.held == WORKING)

    def _settle(self) -> None:
        if self._patience is not None:
            self._patience.stop()
        self.prompt.held = ""
        self.prompt.think(False)
        self.transcript.think(False)

    def _show(self, seen: Seen, *, opening: bool = False) -> None:
        turn = seen.turn
        if turn.closed:
            self.app.exit()
            return
        self.transcript.reply(turn, opening=opening)
        self.query_one(StepBar).step = turn.step
        status = self.query_one(StatusLine)
        word, _ = words.split(self._sent, self.commands)
        if seen.off_record is not None:
            status.off_record = seen.off_record
        elif word in ("offrecord", "onrecord"):
            status.off_record = word == "offrecord"
        broke = seen.library.state == "broken" and (status.library is None or status.library.state != "broken")
        status.library = seen.library
        if broke and seen.library.message:
            self.transcript.fail(Problem("The guidance library", seen.library.message, seen.library.remedy))

    def failed(self, group: str, error: BaseException) -> None:
        """Show an error where the conversation is, and give the line back."""
        if group == "prepare":
            self._watch.pause()
        if group in ("turn", "open"):
            self._settle()
        self.transcript.fail(describe(error))
        if group == "open":
            self.prompt.held = SHUT
            self.query_one(StatusLine).waiting = "not open"
        elif group == "turn" and self._sent and not self.prompt.composer.text:
            self.prompt.composer.put(self._sent)

    def _look(self) -> None:
        """Ask how far the library is, between turns."""
        if not self.prompt.held:
            self.ask("status", lambda dialogue: dialogue.library_status())
