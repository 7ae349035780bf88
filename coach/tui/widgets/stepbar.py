"""Where an interview stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from coach.domain.text import one_line

if TYPE_CHECKING:
    from coach.domain.turn import StepView

CELLS = 12


class StepBar(Static):
    """Title, section and share of an interview in one line; not there when no interview is open."""

    step: reactive[StepView | None] = reactive(None)
    show_progress: reactive[bool] = reactive(True)

    def watch_step(self, step: StepView | None) -> None:
        """Come and go with the interview."""
        self.display = step is not None
        self._draw()

    def watch_show_progress(self) -> None:
        """Show or hide the share."""
        self._draw()

    def _draw(self) -> None:
        step = self.step
        if step is None:
            return
        title, section = one_line(step.title), one_line(step.section)
        parts: list[Content | tuple[str, str]] = [(title, "bold $primary")]
        if section and section != title:
            parts += [("  /  ", "$line"), (section, "$foreground")]
        if self.show_progress:
            share = max(0.0, min(1.0, step.progress))
            full = round(share * CELLS)
            parts += [
                ("   ", ""),
                ("━" * full, "$secondary"),
                ("━" * (CELLS - full), "$line"),
                (f" {share:.0%}", "$quiet"),
            ]
        self.update(Content.assemble(*parts))
