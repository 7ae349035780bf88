"""Where lines are typed: Enter sends, Ctrl+J adds a line, earlier lines come back with the arrows."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import TextArea

from coach.domain.text import clean

KEPT_LINES = 200


class Composer(TextArea):
    """A text box that grows. It knows nothing of commands: it asks whoever holds it whether a key is wanted there."""

    HELP = "Writing"
    BINDINGS = [
        Binding(
            "enter",
            "send",
            "Send",
            id="composer.send",
            priority=True,
            key_display="Enter",
            tooltip="Send what you have written",
        ),
        Binding(
            "ctrl+j,shift+enter",
            "newline",
            "New line",
            id="composer.newline",
            priority=True,
            key_display="^J",
            tooltip="Begin a new line without sending (Ctrl+J or Shift+Enter)",
        ),
        Binding(
            "up",
            "older",
            "Earlier line",
            id="composer.older",
            show=False,
            tooltip="In the first line: what you sent before",
        ),
        Binding(
            "down",
            "newer",
            "Later line",
            id="composer.newer",
            show=False,
            tooltip="In the last line: towards what you were writing",
        ),
        Binding("ctrl+shift+z", "redo", "Redo", id="composer.redo", show=False, tooltip="Take back an undo"),
    ]

    class Entered(Message):
        """Enter was pressed; the holder decides whether the text goes."""

    class Leafed(Message):
        """The first or last line was left with an arrow; `by` is -1 for up, 1 for down."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__(
            soft_wrap=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
            compact=True,
            placeholder="Say what is on your mind, or type / for commands",
        )
        self.cursor_blink = False
        self._sent: list[str] = []
        self._place: int | None = None
        self._unsent = ""

    def take(self) -> str:
        """Empty the box, remember its text among the sent lines, and return it."""
        text = self.text
        if text.strip() and self._sent[-1:] != [text]:
            self._sent = [*self._sent, text][-KEPT_LINES:]
        self._place = None
        self.put("")
        return text

    def put(self, text: str) -> None:
        """Replace the text and go to its end; undo can bring the old text back."""
        self.replace(text, (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    def leaf(self, by: int) -> None:
        """Go to an earlier or later sent line; past the latest the unsent text is back."""
        place = len(self._sent) if self._place is None else self._place
        target = place + by
        if not 0 <= target <= len(self._sent):
            return
        if self._place is None:
            self._unsent = self.text
        self._place = target if target < len(self._sent) else None
        self.put(self._unsent if self._place is None else self._sent[target])

    def action_send(self) -> None:
        """Ask for the text to be sent."""
        self.post_message(self.Entered())

    def action_newline(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    def action_older(self) -> None:
        """Move up; from the first line on, leave it."""
        if self._row == 0:
            self.post_message(self.Leafed(-1))
        else:
            self.action_cursor_up()

    def action_newer(self) -> None:
        """Move down; from the last line on, leave it."""
        if self._row >= self.wrapped_document.height - 1:
            self.post_message(self.Leafed(1))
        else:
            self.action_cursor_down()

    @property
    def _row(self) -> int:
        """The line on screen of the cursor; a long line has several."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    async def _on_paste(self, event: events.Paste) -> None:
        """Paste without terminal escapes. Terminals send a carriage return for a line break."""
        event.prevent_default()
        event.stop()
        self.receive(event.text)

    def receive(self, text: str) -> None:
        """Insert text from outside at the cursor."""
        self.insert(clean(text))
