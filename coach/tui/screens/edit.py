"""The person's own wording of a message."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from coach.domain.drafts import Draft
from coach.domain.text import clean, one_line
from coach.tui.widgets.panels import counter

WITH_SUBJECT = ("email", "letter")


class EditWindow(ModalScreen[tuple[str, str] | None]):
    """Subject and body to change. The result is both, or None."""

    HELP = "Editing the message"
    CSS_PATH = "edit.tcss"
    AUTO_FOCUS = "TextArea"
    BINDINGS = [
        Binding("ctrl+s", "save", "Keep", id="edit.save", priority=True, tooltip="Keep this wording and have it reviewed"),
        Binding(
            "escape",
            "cancel",
            "Cancel",
            id="edit.cancel",
            key_display="Esc",
            priority=True,
            tooltip="Leave the message as it was",
        ),
    ]

    def __init__(self, draft: Draft, kept: tuple[str, str] | None = None) -> None:
        super().__init__()
        self._draft = draft
        self._kept = kept
        self._now = (draft.subject, draft.body)

    def compose(self) -> ComposeResult:
        """Subject where the channel has one, body, length, keys."""
        subject, body = self._kept or self._now
        with Vertical(id="window") as window:
            window.border_title = "Your wording"
            if self._draft.subject or self._draft.channel in WITH_SUBJECT:
                yield Input(one_line(subject), placeholder="Subject", select_on_focus=False, id="subject")
            area = TextArea(clean(body), soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, id="body")
            area.cursor_blink = False
            yield area
            yield Static(id="counter", markup=False)
            yield Static(Content.from_markup("[b $primary]Ctrl+S[/] keep   [b $primary]Esc[/] cancel"), classes="keys")

    def on_mount(self) -> None:
        """Go to the end of the body."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self._read()

    @property
    def changed(self) -> tuple[str, str] | None:
        """The wording in the window, where it differs from the message."""
        return self._now if self._now != (self._draft.subject, self._draft.body) else None

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Count along."""
        event.stop()
        self._read()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the subject."""
        event.stop()
        self._read()

    def action_save(self) -> None:
        """Return both, if there is a body."""
        self._read()
        if self._now[1].strip():
            self.dismiss(self._now)

    def action_cancel(self) -> None:
        """Return nothing."""
        self._read()
        self.dismiss(None)

    def _read(self) -> None:
        subjects = list(self.query("#subject").results(Input))
        body = self.query_one(TextArea).text
        self._now = (subjects[0].value if subjects else self._draft.subject, body)
        self.query_one("#counter", Static).update(counter(body, self._draft.limit))
