"""The only place that wires real parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.bootstrap.workplace import Workplace
from coach.settings import Settings

if TYPE_CHECKING:
    from coach.conversation.loop import Conversation

__all__ = ["Workplace", "build"]


def build(settings: Settings, *, ephemeral: bool = False) -> Conversation:
    """Return a conversation with the real parts; see `Workplace` for what can be prepared and closed with it."""
    return Workplace(settings, ephemeral=ephemeral).build()
