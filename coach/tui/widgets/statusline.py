"""One quiet line of facts: network, data folder, library, off the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from coach.domain.text import one_line

if TYPE_CHECKING:
    from coach.domain.library import LibraryStatus

_STATES: Final = {
    "absent": "no library",
    "preparing": "library loading",
    "lexical": "library: word search",
    "ready": "library ready",
    "broken": "library not usable",
}
_MORE = "more below ↓"


class StatusLine(Static):
    """What a person may want to be sure of."""

    library: reactive[LibraryStatus | None] = reactive(None)
    off_record: reactive[bool] = reactive(False)
    below: reactive[bool] = reactive(False)
    waiting: reactive[str] = reactive("opening…")
    """What stands in the library's place as long as there is none to tell of."""

    def __init__(self, network: str, folder: str) -> None:
        super().__init__(markup=False)
        self._network = one_line(network)
        self._folder = one_line(_short(folder))

    def on_mount(self) -> None:
        """Draw at once; the library comes later."""
        self._draw()

    def watch_library(self) -> None:
        """Draw the new state."""
        self._draw()

    def watch_off_record(self) -> None:
        """Draw the new state."""
        self._draw()

    def watch_waiting(self) -> None:
        """Draw the new state."""
        self._draw()

    def watch_below(self) -> None:
        """Draw the new state."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the folder to the width."""
        self._draw()

    def _draw(self) -> None:
        room = self.size.width
        if room <= 0:
            return
        tail = _MORE if self.below else ""
        state = _STATES[self.library.state] if self.library is not None else self.waiting
        fixed = [self._network, state, *(["off record"] if self.off_record else [])]
        used = cell_len(" · ".join(fixed)) + 3 + (cell_len(tail) + 2 if tail else 0)
        folder = _cut(self._folder, room - used)
        parts = [(part, self._style(part)) for part in (self._network, folder, *fixed[1:]) if part]
        line = Content(" · ").join(Content.styled(text, style) for text, style in parts)
        gap = max(1, room - line.cell_length - cell_len(tail)) if tail else 0
        self.update(Content.assemble(line, " " * gap, (tail, "$primary")))

    def _style(self, part: str) -> str:
        if part == "off record":
            return "bold $text-warning"
        broken = self.library is not None and self.library.state in ("broken", "absent") and part in _STATES.values()
        return "$text-error" if broken else "$quiet"


def _short(folder: str) -> str:
    home = str(Path.home())
    return "~" + folder[len(home) :] if folder == home or folder.startswith(home + "/") else folder


def _cut(folder: str, room: int) -> str:
    """Shorten a path from its beginning, which says least."""
    if cell_len(folder) <= room:
        return folder
    return "…" + folder[-(room - 1) :] if room > 8 else ""
