"""Where a result is written, and what that does."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static


class ExportWindow(ModalScreen[str | None]):
    """Ask for a path. The result is the path, or None."""

    HELP = "Saving to a file"
    CSS_PATH = "export.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS = [
        Binding("enter,ctrl+s", "save", "Save", id="export.save", priority=True, tooltip="Write the file"),
        Binding("escape", "cancel", "Cancel", id="export.cancel", key_display="Esc", tooltip="Write nothing"),
    ]

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def compose(self) -> ComposeResult:
        """Path, consequence, keys."""
        with Vertical(id="window") as window:
            window.border_title = "Save to a file"
            yield Input(self._path, select_on_focus=False, id="path")
            yield Static(id="consequence", markup=False)
            yield Static(Content.from_markup("[b $primary]Enter[/] save   [b $primary]Esc[/] cancel"), classes="keys")

    def on_mount(self) -> None:
        """Say what saving does."""
        self._explain()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say it for the new path."""
        event.stop()
        self._explain()

    def action_save(self) -> None:
        """Return the path."""
        path = self.query_one(Input).value.strip()
        if path:
            self.dismiss(path)

    def action_cancel(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def _explain(self) -> None:
        self.query_one("#consequence", Static).update(Content(_consequence(self.query_one(Input).value.strip())))


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
