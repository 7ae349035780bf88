"""The windows on what was sent: the outbox, and the versions of a message side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.binding import Binding

from coach.tui.screens.loop import TurnLoop

if TYPE_CHECKING:
    from coach.conversation.facade import OutboxRow
    from coach.domain.versions import Version


class Outgoing(TurnLoop):
    """Opens the two windows and sends what was chosen in them."""

    BINDINGS = [
        Binding("f5", "outbox", "Outbox", id="chat.outbox", show=False, tooltip="What was sent, what came of it, what is due"),
        Binding(
            "f6",
            "versions",
            "Versions",
            id="chat.versions",
            show=False,
            priority=True,
            tooltip="Two versions of the message side by side",
        ),
    ]

    def action_outbox(self) -> None:
        """Look at all messages."""
        self.ask("outbox", lambda dialogue: dialogue.outbox())

    def action_versions(self) -> None:
        """Look at the versions of the message."""
        self.ask("versions", lambda dialogue: dialogue.versions())

    def landed(self, group: str, result: Any) -> None:
        """Open the window that a job was for."""
        if group == "outbox":
            self._open_outbox(result)
        elif group == "versions":
            self._open_versions(result)
        else:
            super().landed(group, result)

    def _open_outbox(self, rows: tuple[OutboxRow, ...]) -> None:
        from coach.tui.screens.outbox import OutboxScreen

        def done(line: str | None) -> None:
            if line is not None:
                self.say(line)

        if rows:
            self.app.push_screen(OutboxScreen(rows), done)
        else:
            self.say("/outbox")

    def _open_versions(self, versions: tuple[Version, ...]) -> None:
        from coach.tui.screens.versions import VersionsScreen

        def done(number: int | None) -> None:
            if number is not None:
                self.say(f"/restore {number}", f"Take version {number} again")

        if len(versions) > 1:
            self.app.push_screen(VersionsScreen(versions), done)
        else:
            self.say("/versions")
