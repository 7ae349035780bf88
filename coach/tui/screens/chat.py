"""The conversation: the one screen that is always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.widget import Widget

from coach.domain.text import clean
from coach.tui import words
from coach.tui.screens.outgoing import Outgoing
from coach.tui.screens.owning import open_window
from coach.tui.screens.results import Results
from coach.tui.widgets.actions import NUMBERED, ActionRow
from coach.tui.widgets.prompt import Prompt
from coach.tui.widgets.statusline import StatusLine
from coach.tui.widgets.stepbar import StepBar
from coach.tui.widgets.transcript import Transcript

if TYPE_CHECKING:
    from textual.widgets import Markdown


class ChatScreen(Outgoing, Results):
    """Keys, and what is typed. The app loads chat.tcss: Textual reads no sheet of a first screen."""

    HELP = "In the conversation"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    AUTO_FOCUS = None
    BINDINGS = [
        Binding("escape", "back", "Back to writing", id="chat.back", show=False, tooltip="One level back: to the box"),
        Binding("tab", "stop(1)", "Next", id="chat.next", show=False, tooltip="Go round: box, sources, results, buttons"),
        Binding("shift+tab", "stop(-1)", "Previous", id="chat.previous", show=False, tooltip="The same, the other way"),
        Binding("alt+up", "block(-1)", "Block before", id="chat.older", show=False, tooltip="Move the block cursor up"),
        Binding("alt+down", "block(1)", "Block after", id="chat.newer", show=False, tooltip="Move the block cursor down"),
        Binding("pageup", "read(-1)", "Page up", id="chat.pageup", show=False, priority=True, tooltip="Read further up"),
        Binding(
            "pagedown",
            "read(1)",
            "Page down",
            id="chat.pagedown",
            show=False,
            priority=True,
            tooltip="Read further down",
        ),
        Binding(
            "f4",
            "progress",
            "Progress",
            id="chat.progress",
            show=False,
            tooltip="Show or hide how far the interview is",
        ),
        *(
            Binding(
                f"alt+{n}",
                f"choose({n})",
                f"Choose {n}",
                id=f"chat.choose.{n}",
                show=False,
                priority=True,
                tooltip="Choose what to do next by its number, from anywhere",
                group=Binding.Group("Choose by number"),
            )
            for n in range(1, NUMBERED + 1)
        ),
    ]

    def submit(self, text: str, shown: str | None = None) -> None:
        """Carry out the screen's own words; send everything else as it is."""
        word, rest = words.split(text.strip(), self.commands)
        if word == "copy":
            self.action_copy()
        elif word == "edit":
            self.action_edit()
        elif word == "library" and self.options.own is not None and rest.partition(" ")[0] in ("", "add"):
            open_window(self, self.options.own, rest.removeprefix("add").strip())
        elif word == "review" and not rest:
            self.action_review()
        elif word == "outbox" and not rest:
            self.action_outbox()
        elif word == "versions" and not rest:
            self.action_versions()
        elif word == "export":
            self.action_save(rest)
        elif text.strip() or self.query_one(StepBar).step is not None:
            self.say(text, shown)

    def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        """A line was sent."""
        self.submit(event.text)

    def on_action_row_chosen(self, event: ActionRow.Chosen) -> None:
        """A button was chosen; the conversation shows its label."""
        self.prompt.composer.focus()
        self.submit(event.action.id, event.action.label)

    def on_transcript_moved(self, event: Transcript.Moved) -> None:
        """Say whether there is more to read."""
        self.query_one(StatusLine).below = event.below

    def on_key(self, event: events.Key) -> None:
        """Typing anywhere returns to the box, except for keys that mean something where they are typed.

        The box may have the focus by now: a key typed at the first paint is on its way when the focus moves there.
        """
        composer = self.prompt.composer
        if not event.is_printable or event.character is None or event.key in self.active_bindings:
            return
        event.stop()
        composer.focus()
        composer.insert(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Pasting anywhere goes to the box."""
        event.stop()
        self.prompt.composer.focus()
        self.prompt.composer.receive(event.text)

    def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """Show where a link leads; opening it would leave this computer."""
        event.stop()
        self.notify(clean(event.href), title="Coach opens no links", markup=False)

    def action_back(self) -> None:
        """Go back to the box; during a turn, say that it is still running."""
        if self.prompt.composer.has_focus and self.prompt.held:
            self.prompt.note(self.prompt.held)
        self.prompt.composer.focus()

    def action_stop(self, by: int) -> None:
        """Go round the box and what the newest reply offers."""
        ring: list[Widget] = [self.prompt.composer, *self.transcript.stops]
        here = next((i for i, widget in enumerate(ring) if widget.has_focus), None)
        target = ring[0] if here is None else ring[(here + by) % len(ring)]
        target.focus()

    def action_block(self, by: int) -> None:
        """Move the block cursor; below the newest block is the box."""
        blocks = self.transcript.blocks
        if by > 0 and (not blocks or blocks[-1].has_focus_within or self.prompt.composer.has_focus):
            self.prompt.composer.focus()
        else:
            self.transcript.step(by)

    def action_read(self, by: int) -> None:
        """Read a page further without leaving the box."""
        move = self.transcript.scroll_page_up if by < 0 else self.transcript.scroll_page_down
        move(animate=False)

    def action_choose(self, number: int) -> None:
        """Choose one of the newest actions."""
        rows = list(self.query(ActionRow))
        if not rows or not rows[-1].action_choose(number):
            self.prompt.note(f"There is no number {number} here.")

    def action_progress(self) -> None:
        """Show or hide the share of the interview."""
        bar = self.query_one(StepBar)
        bar.show_progress = not bar.show_progress
