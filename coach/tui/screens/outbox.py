"""The messages of a person and what came of each; a key notes the next thing, for today or an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from coach.conversation.facade import OutboxRow
from coach.domain.text import one_line

LONGEST_AGO: Final = 60
"""Days that a note can be dated back here; `/outbox 1 sent 3 March` goes back further."""
_NOTES: Final = (
    ("s", "sent", "Sent", "It went out, or a reminder did"),
    ("r", "replied", "Answered", "An answer came, of whatever kind"),
    ("y", "yes", "Yes", "They said yes"),
    ("n", "no", "No", "They said no"),
    ("t", "not now", "Not now", "They said not now"),
    ("w", "withdrawn", "Taken back", "I took the request back"),
    ("c", "closed", "Close", "Nothing more is to come of it"),
)


class OutboxScreen(Screen[str | None]):
    """A list; the result is the line to send, or None."""

    HELP = "The outbox"
    CSS_PATH = "outbox.tcss"
    AUTO_FOCUS = "OptionList"
    BINDINGS = [
        Binding(
            "enter", "say('')", "Look", id="outbox.open", key_display="Enter", priority=True, tooltip="All that is noted of it"
        ),
        Binding(
            "f", "say('follow')", "Write it", id="outbox.follow", tooltip="Write the message that is due, with what is known"
        ),
        *(
            Binding(key, f"note('{words}')", label, id=f"outbox.{words.replace(' ', '_')}", show=False, tooltip=tooltip)
            for key, words, label, tooltip in _NOTES
        ),
        Binding("u", "say('undo')", "Undo", id="outbox.undo", show=False, tooltip="Take back what was noted last"),
        Binding("l", "say('later')", "Put off", id="outbox.later", show=False, tooltip="Say it again in a week"),
        Binding("left", "day(1)", "Earlier", id="outbox.earlier", show=False, tooltip="Date the note a day earlier"),
        Binding("right", "day(-1)", "Later", id="outbox.nearer", show=False, tooltip="Date the note a day later"),
        Binding("escape", "back", "Back", id="outbox.back", key_display="Esc", tooltip="Back to the conversation"),
        Binding("j", "move(1)", "Down", id="outbox.down", show=False, tooltip="Go down"),
        Binding("k", "move(-1)", "Up", id="outbox.up", show=False, tooltip="Go up"),
    ]

    def __init__(self, rows: tuple[OutboxRow, ...]) -> None:
        super().__init__()
        self._rows = rows
        self._ago = 0

    def compose(self) -> ComposeResult:
        """Heading, list, the day, keys."""
        yield Static("Messages and what came of them", id="title", markup=False)
        yield OptionList(*self._options(), id="letters", markup=False)
        yield Static(id="moves", markup=False)
        yield Static(id="day", markup=False)
        yield Static("Coach sends nothing. It notes what you tell it.", id="promise", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin at what is due, else at the newest."""
        due = next((place for place, row in enumerate(self._rows) if row.now), len(self._rows) - 1)
        self.query_one(OptionList).highlighted = due
        self._show_day()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what may follow for the marked message."""
        row = self._row
        if row is None:
            return action in ("back", "day", "move")
        if action == "note":
            return str(parameters[0]) in {words for words, _ in row.moves}
        wanted = {"follow": bool(row.due), "later": bool(row.due), "undo": row.noted}
        return wanted.get(str(parameters[0]), True) if action == "say" else True

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Let the keys follow the mark."""
        event.stop()
        self.refresh_bindings()
        self._show_moves()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take Enter or a click in the list."""
        event.stop()
        self.action_say("")

    def action_say(self, words: str) -> None:
        """Return the line that does this with the marked message."""
        if self._row is not None:
            self.dismiss(f"/outbox {self._row.number} {words}".strip())

    def action_note(self, words: str) -> None:
        """Note what came of it."""
        self.action_say(f"{words} {_ago(self._ago) if self._ago else ''}".strip())

    def action_day(self, by: int) -> None:
        """Date the note a day earlier or later."""
        self._ago = min(max(self._ago + by, 0), LONGEST_AGO)
        self._show_day()

    def action_back(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Move the mark."""
        letters = self.query_one(OptionList)
        letters.action_cursor_down() if by > 0 else letters.action_cursor_up()

    @property
    def _row(self) -> OutboxRow | None:
        found = self.query("#letters").results(OptionList)
        place = next((letters.highlighted for letters in found), None)
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _show_day(self) -> None:
        day = Content.assemble(("Noted as of  ", "$quiet"), (_ago(self._ago), "bold"), ("   ← earlier  → later", "$quiet"))
        self.query_one("#day", Static).update(day)

    def _show_moves(self) -> None:
        """Spell out the keys for the marked message."""
        row = self._row
        legal = {words for words, _ in row.moves} if row is not None else set()
        keys = [(key, label) for key, words, label, _ in _NOTES if words in legal]
        if row is not None and row.noted:
            keys.append(("u", "Undo"))
        parts = [part for key, label in keys for part in ((f"{key} ", "bold $primary"), (f"{label.lower()}   ", ""))]
        self.query_one("#moves", Static).update(Content.assemble(*parts))

    def _options(self) -> Iterator[Option]:
        for row in self._rows:
            about = f"  “{one_line(row.about)}”" if row.about else ""
            parts: list[tuple[str, str]] = [(f" {row.number:>2}  ", "$quiet"), (one_line(row.to), "bold"), (about, "")]
            parts.append((f"\n     {one_line(row.state)}", "$quiet"))
            if row.due:
                parts.append((f"\n     {one_line(row.due)}", "bold $text-warning" if row.now else "$quiet"))
            yield Option(Content.assemble(*parts), id=str(row.number))


def _ago(days: int) -> str:
    return ("today", "yesterday")[days] if days < 2 else f"{days} days ago"
