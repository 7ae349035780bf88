"""Results that can be used: a message, a goal sheet, a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from coach.domain.text import clean, one_line
from coach.tui.widgets.sources import CardLink

if TYPE_CHECKING:
    from coach.domain.drafts import Draft, Issue
    from coach.domain.turn import Document

COPY: Final = Binding("y", "copy", "Copy", id="result.copy", tooltip="Put it on the clipboard")
SAVE: Final = Binding("x", "save", "Save", id="result.save", tooltip="Write it to a file, after you confirm where")
EDIT: Final = Binding("e", "edit", "Edit", id="result.edit", tooltip="Change the subject and the wording yourself")

_MARKS: Final = {
    "stop": ("!", "bold $text-error"),
    "advice": ("·", "bold $text-warning"),
    "good": ("✓", "bold $text-success"),
}


class ResultPanel(Vertical, can_focus=True):
    """A framed result with keys of its own."""

    HELP = "The result"
    BINDINGS = [COPY, SAVE]

    class Copied(Message):
        """The result is to be copied."""

        def __init__(self, panel: ResultPanel) -> None:
            super().__init__()
            self.panel = panel

    class Saved(Message):
        """The result is to be written to a file."""

    @property
    def text(self) -> str:
        """The result as plain text or Markdown, for the clipboard."""
        raise NotImplementedError

    def action_copy(self) -> None:
        """Ask for a copy."""
        self.post_message(self.Copied(self))

    def action_save(self) -> None:
        """Ask for a file."""
        self.post_message(self.Saved())


class DraftPanel(ResultPanel, inherit_bindings=False):
    """A message as it stands, its length against the limit, and the notes of its review."""

    HELP = "The message"
    BINDINGS = [EDIT, COPY, SAVE]

    class Edited(Message):
        """The message is to be edited by hand."""

        def __init__(self, draft: Draft) -> None:
            super().__init__()
            self.draft = draft

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft
        channel = draft.channel.replace("_", " ")
        self.border_title = Content(f"Message · {channel} · {draft.tone}" + (" · edited by you" if draft.edited else ""))
        self.border_subtitle = Content("e edit · y copy · x save")

    def compose(self) -> ComposeResult:
        """Head, body, length, notes."""
        draft = self.draft
        if draft.to:
            yield Static(Content.assemble(("To  ", "$quiet"), one_line(draft.to)), classes="head")
        if draft.subject:
            yield Static(Content.assemble(("Subject  ", "$quiet"), (one_line(draft.subject), "bold")), classes="head")
        yield Static(Content(clean(draft.body)), classes="body")
        yield Static(counter(draft.body, draft.limit), classes="counter")
        yield from self._notes()

    def _notes(self) -> ComposeResult:
        """What the review says, with a line before what matters less."""
        issues = self.draft.issues
        notes = [issue for issue in issues if issue.level != "good"]
        first = max(_NOTES_FIRST, sum(issue.level == "stop" for issue in issues))
        for issue in issues:
            if issue in notes[first : first + 1]:
                yield Static(Content.styled("Smaller things, if you like", "$quiet"), classes="head")
            yield _note(issue)

    @property
    def text(self) -> str:
        """Subject and body, as they would be sent."""
        return "\n\n".join(part for part in (self.draft.subject, self.draft.body) if part)

    @property
    def excess(self) -> int:
        """How many characters the body has too many; 0 where it fits."""
        return max(0, len(self.draft.body) - self.draft.limit) if self.draft.limit else 0

    def action_edit(self) -> None:
        """Ask for the edit window."""
        self.post_message(self.Edited(self.draft))


class DocumentPanel(ResultPanel):
    """A finished piece in Markdown."""

    HELP = "The sheet"

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.border_title = Content(one_line(document.title))
        self.border_subtitle = Content("y copy · x save")

    def compose(self) -> ComposeResult:
        """The piece itself."""
        from textual.widgets import Markdown

        yield Markdown(clean(self.document.body), open_links=False)

    @property
    def text(self) -> str:
        """The piece as Markdown."""
        return self.document.body


def counter(body: str, limit: int | None) -> Content:
    """Say how long a message is, against its limit where it has one."""
    if limit is None:
        words = len(body.split())
        return Content.styled(f"{words} word{'' if words == 1 else 's'}", "$quiet")
    size = len(body)
    over = f"  {size - limit} too many" if size > limit else ""
    style = "bold $text-error" if size > limit else "$text-warning" if size > limit * 0.9 else "$quiet"
    return Content.styled(f"{size}/{limit}{over}", style)


_NOTES_FIRST: Final = 3
"""So many notes are shown before the smaller ones; more at once discourages."""


def _note(issue: Issue) -> Widget:
    mark, style = _MARKS[issue.level]
    text = Content(one_line(issue.text))
    if issue.card:
        return CardLink(Content.styled(mark, style), text, issue.card)
    return Horizontal(Static(Content.styled(mark, style), classes="mark"), Static(text, classes="line"), classes="note")
