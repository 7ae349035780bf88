"""Two versions of a message side by side, with the words that differ marked; one of them can be made the newest again."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from coach.domain.text import clean, one_line
from coach.domain.versions import Piece, Version, differences

_MADE: Final = {
    "written": "from your answers",
    "edited": "edited by you",
    "merged": "with your changes",
    "restored": "taken again",
}
_GONE: Final = "strike $text-error"
_NEW: Final = "underline $text-success"


class VersionsScreen(Screen[int | None]):
    """Compare two versions. The result is the number of the one to take again, or None."""

    HELP = "The versions of the message"
    CSS_PATH = "versions.tcss"
    AUTO_FOCUS = "#columns"
    BINDINGS = [
        Binding("left", "older(-1)", "Left older", id="versions.left_older", tooltip="An older version on the left"),
        Binding("right", "older(1)", "Left newer", id="versions.left_newer", tooltip="A newer version on the left"),
        Binding(
            "shift+left,h", "newer(-1)", "Right older", id="versions.right_older", show=False, tooltip="An older one on the right"
        ),
        Binding(
            "shift+right,l", "newer(1)", "Right newer", id="versions.right_newer", show=False, tooltip="A newer one on the right"
        ),
        Binding(
            "r", "restore", "Take the left one", id="versions.restore", tooltip="Make the version on the left the newest again"
        ),
        Binding("escape", "back", "Back", id="versions.back", key_display="Esc", tooltip="Back to the conversation"),
        Binding("j,down", "move(1)", "Down", id="versions.down", show=False, tooltip="Scroll down"),
        Binding("k,up", "move(-1)", "Up", id="versions.up", show=False, tooltip="Scroll up"),
    ]

    def __init__(self, versions: tuple[Version, ...]) -> None:
        super().__init__()
        self._versions = versions
        self._left = max(0, len(versions) - 2)
        self._right = len(versions) - 1

    def compose(self) -> ComposeResult:
        """Two columns and what is marked."""
        with VerticalScroll(id="columns", can_focus=True), Horizontal(id="pair"):
            yield Static(id="left", markup=False)
            yield Static(id="right", markup=False)
        legend = Content.assemble(("words that went", _GONE), "   ", ("words that came", _NEW))
        yield Static(legend, id="legend", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the last two."""
        self._show()

    def action_older(self, by: int) -> None:
        """Take another version on the left."""
        self._left = min(max(self._left + by, 0), len(self._versions) - 1)
        self._show()

    def action_newer(self, by: int) -> None:
        """Take another version on the right."""
        self._right = min(max(self._right + by, 0), len(self._versions) - 1)
        self._show()

    def action_restore(self) -> None:
        """Return the number of the version on the left."""
        self.dismiss(self._versions[self._left].number)

    def action_back(self) -> None:
        """Return nothing."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Scroll both."""
        self.query_one("#columns", VerticalScroll).scroll_relative(y=2 * by, animate=False)

    def _show(self) -> None:
        old, new = self._versions[self._left], self._versions[self._right]
        subject = differences(one_line(old.draft.subject), one_line(new.draft.subject))
        body = differences(clean(old.draft.body), clean(new.draft.body))
        self.query_one("#left", Static).update(self._page(old, subject, body, ("gone", _GONE)))
        self.query_one("#right", Static).update(self._page(new, subject, body, ("new", _NEW)))

    def _page(self, version: Version, subject: tuple[Piece, ...], body: tuple[Piece, ...], mark: tuple[str, str]) -> Content:
        draft, newest = version.draft, version.number == self._versions[-1].number
        head = f"Version {version.number} of {len(self._versions)}" + (", the newest" if newest else "")
        facts = f"{draft.channel.replace('_', ' ')}, {draft.tone}, {_MADE[version.how]}, {version.at[:10]}"
        parts: list[tuple[str, str]] = [(f"{head}\n", "bold $primary"), (f"{facts}\n\n", "$quiet")]
        if draft.subject:
            parts += [("Subject  ", "$quiet"), *_side(subject, mark), ("\n\n", "")]
        return Content.assemble(*parts, *_side(body, mark))


def _side(pieces: tuple[Piece, ...], mark: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what stands in one of the two versions, with its own words marked."""
    kind, style = mark
    return [(piece.text, style if piece.kind == kind else "") for piece in pieces if piece.kind in ("same", kind)]
