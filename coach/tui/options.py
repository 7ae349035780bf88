"""What the caller may set for the terminal app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.tui.screens.owning import OwnDesk


@dataclass(frozen=True, slots=True)
class TuiOptions:
    """Options of the terminal app; all have a default."""

    data_folder: str = ""
    """Where the person's records are, for the status line."""
    network: str = "offline"
    """What the status line says of the network."""
    theme: str = "coach-dark"
    """`coach-dark`, `coach-light`, or any theme that Textual ships."""
    show_progress: bool = True
    """Whether the step bar shows how far an interview is."""
    own: OwnDesk | None = None
    """What the window of the person's own documents works with; without it `/library` is a line of the conversation."""
    keymap: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Other keys for a binding, by its id: `{"chat.review": "f7"}`."""
