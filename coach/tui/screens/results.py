"""What a person does with a result: copy, edit, save, look at the answers behind it, read the source."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.widget import Widget

from coach.domain.labels import EXPORT_FORMS
from coach.domain.text import one_line
from coach.tui import clipboard
from coach.tui.screens.loop import TurnLoop
from coach.tui.widgets.blocks import Block
from coach.tui.widgets.panels import DraftPanel, ResultPanel
from coach.tui.widgets.sources import CardLink

if TYPE_CHECKING:
    from coach.conversation.facade import ExportChoice, OutlineItem
    from coach.domain.drafts import Draft
    from coach.domain.library import Card


class Results(TurnLoop):
    """The windows that open over the conversation, and the clipboard."""

    BINDINGS = [
        Binding("f2", "edit", "Edit message", id="chat.edit", show=False, tooltip="Edit the newest message yourself"),
        Binding(
            "f3",
            "review",
            "Answers",
            id="chat.review",
            show=False,
            tooltip="All answers of this interview, each to change",
        ),
        Binding("ctrl+s", "save", "Save", id="chat.save", show=False, priority=True, tooltip="Write the result to a file"),
        Binding(
            "ctrl+y",
            "copy",
            "Copy",
            id="chat.copy",
            show=False,
            priority=True,
            tooltip="Copy the message, the sheet or the reply",
        ),
    ]

    _dropped: tuple[Draft, tuple[str, str]] | None = None
    _copying: tuple[str, bool] = ("", False)
    _warned: Draft | None = None

    def action_copy(self) -> None:
        """Copy what has the focus; else the newest reply's result; else its text.

        Why the review holds a message back is shown once; the second time its writer has seen it.
        """
        what, text, panel = self._target()
        if isinstance(panel, DraftPanel) and panel.excess:
            self.notify(
                f"The message is {panel.excess} characters over its limit. Shorten it first: F2 edits it.",
                title="Not copied",
                severity="warning",
            )
            return
        if not text.strip():
            self.prompt.note("There is nothing to copy yet.")
            return
        held = _held(panel.draft) if isinstance(panel, DraftPanel) and panel.draft != self._warned else ""
        if held and isinstance(panel, DraftPanel):
            self._warned = panel.draft
            self.notify(held, title="Not copied", severity="warning", markup=False)
            return
        self._copy(what, text, panel is not None)

    def action_edit(self) -> None:
        """Edit the newest message."""
        panels = list(self.query(DraftPanel))
        if panels:
            self._edit(panels[-1].draft)
        else:
            self.prompt.note("There is no message to edit yet.")

    def action_review(self) -> None:
        """Look at all answers."""
        self.ask("outline", lambda dialogue: dialogue.outline())

    def action_save(self, path: str = "") -> None:
        """Ask how and where to write the result; `share` before the path, or alone, means the version for a mentor, the name of
        a form that form."""
        word, _, rest = path.partition(" ")
        shared, form = word == "share", word if word in EXPORT_FORMS else ""
        place = rest.strip() if shared or form else path.removeprefix("anyway ").strip()
        self.ask("path", lambda dialogue: (place, form, dialogue.export_choices(shared=shared), shared))

    def on_draft_panel_edited(self, event: DraftPanel.Edited) -> None:
        """Edit the message that asked."""
        self._edit(event.draft)

    def on_result_panel_copied(self, event: ResultPanel.Copied) -> None:
        """Copy the result that asked; it has the focus."""
        self.action_copy()

    def on_result_panel_saved(self, event: ResultPanel.Saved) -> None:
        """Ask where to write it."""
        self.action_save()

    def on_card_link_opened(self, event: CardLink.Opened) -> None:
        """Fetch the card."""
        card, quote = event.card, event.quote
        self.ask("card", lambda dialogue: (dialogue.card(card), quote))

    def landed(self, group: str, result: Any) -> None:
        """Open the window that a job was for."""
        match group:
            case "outline":
                self._review(result)
            case "path":
                self._save(*result)
            case "card":
                self._read(*result)
            case "copy":
                what, can_save = self._copying
                title = "Copied" if result else "Sent" if clipboard.terminal_listens() else "Not copied"
                self.notify(clipboard.report(what, result, can_save), title=title, markup=False)
            case _:
                super().landed(group, result)

    def _copy(self, what: str, text: str, can_save: bool) -> None:
        self.app.copy_to_clipboard(text)
        self._copying = (what, can_save)
        self.run_job("copy", partial(clipboard.to_system, text), thread=True)

    def _target(self) -> tuple[str, str, ResultPanel | None]:
        """What would be copied: its name, its text, and its panel if it has one."""
        focused = self.focused
        around: list[Widget] = [node for node in focused.ancestors_with_self if isinstance(node, Widget)] if focused else []
        block = next((node for node in around if isinstance(node, Block)), self.transcript.newest)
        panel = next((node for node in around if isinstance(node, ResultPanel)), None)
        if panel is None and block is not None and block is not focused:
            panels = list(block.query(ResultPanel))
            panel = panels[-1] if panels else None
        if panel is not None:
            return ("The message" if isinstance(panel, DraftPanel) else "The sheet"), panel.text, panel
        return "The text", block.text if block is not None else "", None

    def _edit(self, draft: Draft) -> None:
        from coach.tui.screens.edit import EditWindow

        kept = self._dropped[1] if self._dropped is not None and self._dropped[0] == draft else None
        window = EditWindow(draft, kept)

        def done(result: tuple[str, str] | None) -> None:
            changed = window.changed
            self._dropped = (draft, changed) if result is None and changed is not None else None
            if self._dropped is not None:
                self.prompt.note("Not changed. F2 brings your wording back.")
            if result is not None:
                subject, body = result
                self.send(lambda dialogue: dialogue.edit_draft(subject, body), "I changed the message.")

        self.app.push_screen(window, done)

    def _review(self, outline: tuple[OutlineItem, ...]) -> None:
        from coach.tui.screens.review import ReviewScreen

        def done(number: int | None) -> None:
            if number is not None:
                self.say(f"/review {number}", f"Change: {outline[number - 1].label}")

        if outline:
            self.app.push_screen(ReviewScreen(outline), done)
        else:
            self.say("/review")

    def _save(self, path: str, form: str, choices: tuple[ExportChoice, ...], shared: bool) -> None:
        from coach.tui.screens.export import ExportWindow, Saving

        def done(chosen: Saving | None) -> None:
            if chosen is None:
                return
            if chosen.copy:
                self._copy("The link", chosen.copy, can_save=True)
                return
            how = "share" if shared else f"anyway {chosen.form}" if chosen.anyway else chosen.form
            self.say(f"/export! {how} {chosen.path}", f"Save to {chosen.path}")

        if choices:
            self.app.push_screen(ExportWindow(choices, path, form), done)
        else:
            self.say("/export")

    def _read(self, card: Card | None, quote: str) -> None:
        from coach.tui.screens.passage import PassageScreen

        if card is None:
            self.notify("This card is not in the library any more.", severity="warning")
        else:
            self.app.push_screen(PassageScreen(card, quote))


def _held(draft: Draft) -> str:
    """Say why the review holds a message back; nothing where it does not."""
    notes = "".join(f"! {one_line(issue.text)}\n" for issue in draft.issues if issue.level == "stop")
    return f"{notes}Copy again to take it all the same." if notes else ""
