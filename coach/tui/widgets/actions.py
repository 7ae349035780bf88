"""What can be done next, as buttons that a number reaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.layout import Layout
from textual.message import Message
from textual.widgets import Static

from coach.domain.text import one_line
from coach.tui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from coach.domain.turn import Action

NUMBERED = 9


class ActionButton(Static, can_focus=True):
    """One thing to do. The number is what Alt and a digit choose."""

    HELP = "What to do next"
    BINDINGS = [
        Binding("enter,space", "press", "Choose", id="action.press", key_display="Enter", tooltip="Do what the button says"),
    ]

    class Pressed(Message):
        """The button was chosen."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, number: int, action: Action) -> None:
        self.number = number
        self.action = action
        mark = f"{number} " if number <= NUMBERED else ""
        self.label = mark + one_line(action.label)
        super().__init__(Content(self.label).stylize("bold $primary", 0, len(mark)))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Be as wide as the label, so that a row can be packed."""
        return cell_len(self.label)

    def action_press(self) -> None:
        """Say that this was chosen."""
        self.post_message(self.Pressed(self.action))

    def on_click(self) -> None:
        """Take a click as Enter."""
        self.action_press()


class ActionRow(Container):
    """The actions of the newest turn: side by side, or one below the other where they open a conversation."""

    HELP = "What to do next"
    BINDINGS = [
        Binding("left,up", "step(-1)", "Previous", id="actions.previous", show=False, tooltip="Go to the button before"),
        Binding("right,down", "step(1)", "Next", id="actions.next", tooltip="Go to the button after", show=False),
        *(
            Binding(
                str(n),
                f"choose({n})",
                f"Choose {n}",
                id=f"actions.choose.{n}",
                show=False,
                tooltip="Choose a button by its number",
                group=Binding.Group("Choose by number"),
            )
            for n in range(1, NUMBERED + 1)
        ),
    ]

    class Chosen(Message):
        """One of the actions was chosen."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, actions: Iterable[Action], *, stacked: bool = False) -> None:
        super().__init__(classes="-stacked" if stacked else "")
        self.choices = tuple(actions)
        self._flow = None if stacked else FlowLayout()

    @property
    def layout(self) -> Layout:
        """Wrap like words in a line; style sheets cannot name a layout of one's own."""
        return self._flow or super().layout

    def compose(self) -> ComposeResult:
        """One button for each action."""
        for number, action in enumerate(self.choices, 1):
            yield ActionButton(number, action)

    def action_step(self, by: int) -> None:
        """Move the focus along the row; it stops at its ends."""
        buttons = list(self.query(ActionButton))
        focused = self.screen.focused
        if isinstance(focused, ActionButton) and focused in buttons:
            place = max(0, min(len(buttons) - 1, buttons.index(focused) + by))
            buttons[place].focus()

    def action_choose(self, number: int) -> bool:
        """Choose by number; say whether there is a button with it."""
        found = 0 < number <= len(self.choices)
        if found:
            self.post_message(self.Chosen(self.choices[number - 1]))
        return found

    def on_action_button_pressed(self, event: ActionButton.Pressed) -> None:
        """Turn the button's event into the row's own."""
        event.stop()
        self.post_message(self.Chosen(event.action))
