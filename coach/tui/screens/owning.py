"""Opening the window of the person's own documents; it is imported when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

if TYPE_CHECKING:
    from coach.conversation.ports import OwnDocuments
    from coach.domain.own import OwnReport


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """What the window needs: the documents, and what puts a report into words."""

    documents: OwnDocuments
    tell: Callable[[OwnReport], str]


def open_window(screen: Screen[Any], desk: OwnDesk, path: str) -> None:
    """Open the window over `screen`, and begin to add what `path` names."""
    from coach.tui.screens.own import OwnWindow

    screen.app.push_screen(OwnWindow(desk, path))
