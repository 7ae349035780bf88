"""The composer in its frame, with the hints for slash words that float above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static, TextArea

from coach.tui import words
from coach.tui.widgets.composer import Composer

if TYPE_CHECKING:
    from coach.conversation.facade import CommandSpec

ROWS = 8
NOTE_SECONDS = 4.0


class Hints(Static):
    """The words that the typed beginning may become. It floats, so that the conversation does not jump."""

    matches: reactive[tuple[CommandSpec, ...]] = reactive(())
    chosen: reactive[int] = reactive(0)

    class Picked(Message):
        """A hint was clicked."""

    def watch_matches(self, matches: tuple[CommandSpec, ...]) -> None:
        """Begin at the best match."""
        self.display = bool(matches)
        self.chosen = 0
        self._draw()

    def watch_chosen(self) -> None:
        """Move the mark."""
        self._draw()

    @property
    def current(self) -> CommandSpec | None:
        """The marked word."""
        return self.matches[self.chosen] if self.matches else None

    def step(self, by: int) -> None:
        """Move the mark, round and round."""
        self.chosen = (self.chosen + by) % len(self.matches)

    def on_click(self, event: events.Click) -> None:
        """Take a click on a line as choosing it."""
        row = self._first + event.y - self.content_region.y + self.region.y
        if 0 <= row < len(self.matches):
            self.chosen = row
            self.post_message(self.Picked())

    @property
    def _first(self) -> int:
        return max(0, min(self.chosen - ROWS // 2, len(self.matches) - ROWS))

    def _draw(self) -> None:
        first = self._first
        lines = [_hint(spec, first + n == self.chosen) for n, spec in enumerate(self.matches[first : first + ROWS])]
        self.update(Content("\n").join(lines))
        self.styles.offset = (0, -(len(lines) + 3))


class Prompt(Vertical):
    """Frame, composer, hints and the word on what is going on."""

    HELP = "Writing"
    BINDINGS = [
        Binding(
            "tab",
            "complete",
            "Complete",
            id="prompt.complete",
            show=False,
            tooltip="Complete the marked slash word; without one, go on to sources, results and buttons",
        ),
        Binding("escape", "dismiss", "Back", id="prompt.dismiss", show=False, tooltip="Close the hints; the text stays"),
    ]

    commands: reactive[tuple[CommandSpec, ...]] = reactive(())
    held: reactive[str] = reactive("")
    """Why a line cannot go now, in words; empty when it can."""

    class Submitted(Message):
        """A line is to be sent. It has left the box already."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__()
        self.hints = Hints()
        self.composer = Composer()
        self._closed_for: str | None = None
        self._note: Timer | None = None

    def compose(self) -> ComposeResult:
        """Hints first: they are drawn above."""
        yield self.hints
        yield self.composer

    def note(self, text: str) -> None:
        """Say something in the frame for a few seconds."""
        self.border_subtitle = Content(text)
        if self._note is not None:
            self._note.stop()
        self._note = self.set_timer(NOTE_SECONDS, self._unnote)

    def think(self, on: bool) -> None:
        """Say in the frame that an answer is on its way."""
        self.border_title = Content("thinking…" if on else "")
        if not on:
            self._unnote()
        self.set_class(on, "-thinking")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Find the hints for what is typed."""
        event.stop()
        text = self.composer.text
        if text != self._closed_for:
            self._closed_for = None
        self.hints.matches = () if self._closed_for == text else words.beginning(text, self.commands)

    def on_composer_entered(self, event: Composer.Entered) -> None:
        """Send the line, a marked hint first completed, unless an answer is still on its way."""
        event.stop()
        if self.held:
            self.note(self.held)
            return
        if (spec := self.hints.current) is not None and (self.hints.chosen or not self._is_word()):
            self.composer.put(f"/{spec.name}")
        self._closed_for = None
        self.hints.matches = ()
        self.post_message(self.Submitted(self.composer.take()))

    def on_composer_leafed(self, event: Composer.Leafed) -> None:
        """Move in the hints while they are open, otherwise in the sent lines."""
        event.stop()
        if self.hints.matches:
            self.hints.step(event.by)
            return
        self.composer.leaf(event.by)
        self._closed_for = self.composer.text
        self.hints.matches = ()

    def on_hints_picked(self, event: Hints.Picked) -> None:
        """Complete what was clicked."""
        event.stop()
        self.action_complete()

    def action_complete(self) -> None:
        """Complete the marked word, ready for what may follow it."""
        spec = self.hints.current
        if spec is None:
            raise SkipAction
        self.composer.put(f"/{spec.name} " if spec.argument else f"/{spec.name}")
        self.composer.focus()
        self._closed_for = self.composer.text
        self.hints.matches = ()

    def action_dismiss(self) -> None:
        """Close the hints until the text changes."""
        if not self.hints.matches:
            raise SkipAction
        self._closed_for = self.composer.text
        self.hints.matches = ()

    def _is_word(self) -> bool:
        typed = self.composer.text[1:].lower()
        return any(typed in (spec.name, *spec.aliases) for spec in self.hints.matches)

    def _unnote(self) -> None:
        self.border_subtitle = Content("")


def _hint(spec: CommandSpec, chosen: bool) -> Content:
    name = f"/{spec.name}"
    line = Content.assemble(
        (f" {name:<14}", "bold $primary"),
        (f"{spec.label:<28}", "$foreground"),
        (f" {spec.argument}" if spec.argument else "", "$quiet"),
    )
    return line.stylize("on $panel") if chosen else line
