"""In which form a result is written, where, and what that does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from coach.domain.text import one_line

if TYPE_CHECKING:
    from coach.conversation.facade import ExportChoice

_FORMS: Final = {
    "markdown": ("Markdown", "opens in any editor"),
    "text": ("Plain text", "the bare words"),
    "eml": ("Mail draft", "opens in your mail program, unsent"),
    "mailto": ("Mail link", "opens a new mail; Ctrl+Y copies it"),
    "ics": ("Calendar", "when to remind them, and when to stop"),
}


@dataclass(frozen=True, slots=True)
class Saving:
    """What was chosen. `anyway` says that the notes of the review were read; with `copy` the link is copied and nothing is saved."""

    form: str
    path: str = ""
    anyway: bool = False
    copy: str = ""


class ExportWindow(ModalScreen[Saving | None]):
    """Ask for form and path. The result is what was chosen, or None."""

    HELP = "Saving to a file"
    CSS_PATH = "export.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("enter", "save", "Save", id="export.save", priority=True, tooltip="Write the file"),
        Binding(
            "ctrl+s",
            "save_anyway",
            "Save all the same",
            id="export.anyway",
            priority=True,
            tooltip="Write the file, also where the review holds it back",
        ),
        Binding("up", "form(-1)", "Form before", id="export.before", priority=True, show=False, tooltip="The form above"),
        Binding("down", "form(1)", "Next form", id="export.next", priority=True, show=False, tooltip="The form below"),
        Binding("ctrl+y", "copy", "Copy the link", id="export.copy", priority=True, tooltip="Copy the mail link instead"),
        Binding("escape", "cancel", "Cancel", id="export.cancel", key_display="Esc", tooltip="Write nothing"),
    ]

    def __init__(self, choices: Sequence[ExportChoice], path: str = "", form: str = "") -> None:
        """`choices` hold one form at least, `path` is where the person wants it, `form` the one to begin with."""
        super().__init__()
        self._choices = tuple(choices)
        ending = PurePath(path).suffix.lower()
        by_name = next((one for one in choices if one.form == form), None)
        by_path = next((one for one in choices if ending and PurePath(one.path).suffix == ending), None)
        self._chosen = by_name or by_path or self._choices[0]
        self._first = path or self._chosen.path

    def compose(self) -> ComposeResult:
        """Forms where there are several, path, notes of the review, consequence, keys."""
        with Vertical(id="window") as window:
            window.border_title = "Save to a file"
            if len(self._choices) > 1:
                forms = OptionList(*(Option(_row(one), id=one.form) for one in self._choices), id="forms", markup=False)
                forms.can_focus = False
                yield forms
            yield Input(self._first, select_on_focus=False, id="path")
            yield Static(id="held", markup=False)
            yield Static(id="consequence", markup=False)
            yield Static(self._keys(), classes="keys")

    def on_mount(self) -> None:
        """Mark the form, and say what saving does."""
        self._mark()
        self._explain()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say it for the new path."""
        event.stop()
        self._explain()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a click on a form."""
        event.stop()
        self._choose(self._choices[event.option_index])

    def action_form(self, by: int) -> None:
        """Take the form above or below."""
        place = self._choices.index(self._chosen) + by
        if 0 <= place < len(self._choices):
            self._choose(self._choices[place])

    def action_save(self) -> None:
        """Return form and path, unless the review holds it back."""
        if not self._chosen.held:
            self._take(anyway=False)

    def action_save_anyway(self) -> None:
        """Return form and path."""
        self._take(anyway=bool(self._chosen.held))

    def action_copy(self) -> None:
        """Return the link, where this form has one and the review holds nothing back."""
        if self._chosen.link and not self._chosen.held:
            self.dismiss(Saving(self._chosen.form, copy=self._chosen.link))

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def _take(self, *, anyway: bool) -> None:
        path = self.query_one(Input).value.strip()
        if path:
            self.dismiss(Saving(self._chosen.form, path, anyway))

    def _choose(self, choice: ExportChoice) -> None:
        """Take a form; a path of the person's own keeps its place and changes its ending."""
        box, before = self.query_one(Input), self._chosen
        typed = PurePath(box.value.strip())
        own = typed.name and str(typed) != before.path
        box.value = str(typed.with_suffix(PurePath(choice.path).suffix)) if own else choice.path
        box.cursor_position = len(box.value)
        self._chosen = choice
        self._mark()
        self._explain()

    def _mark(self) -> None:
        for forms in self.query(OptionList):
            for place, choice in enumerate(self._choices):
                forms.replace_option_prompt_at_index(place, _row(choice, choice is self._chosen))
            forms.highlighted = self._choices.index(self._chosen)

    def _explain(self) -> None:
        held = self.query_one("#held", Static)
        held.display = bool(self._chosen.held)
        if self._chosen.held:
            notes = "\n".join(f"! {one_line(note)}" for note in self._chosen.held)
            held.update(Content(f"The review holds this back:\n{notes}\nCtrl+S saves it all the same."))
        self.query_one("#consequence", Static).update(Content(_consequence(self.query_one(Input).value.strip())))

    def _keys(self) -> Content:
        forms = "[b $primary]↑ ↓[/] form   " if len(self._choices) > 1 else ""
        return Content.from_markup(f"{forms}[b $primary]Enter[/] save   [b $primary]Esc[/] cancel")


def _row(choice: ExportChoice, chosen: bool = False) -> Content:
    label, use = _FORMS.get(choice.form, (choice.form, ""))
    return Content.assemble(("› " if chosen else "  ", "bold $primary"), (f"{label:<12}", "bold"), (use, "$quiet"))


def _consequence(path: str) -> str:
    if not path:
        return "Type where to write it."
    try:
        target = Path(path).expanduser()
        if target.is_dir():
            return "This is a folder. Add the name of a file."
        if target.exists():
            return "A file of that name is there already. Choose another name; nothing is overwritten."
    except (OSError, ValueError, RuntimeError):
        return "This does not look like a path that can be written."
    return "A new file is written there. From then on anyone who can open that folder can read it."
