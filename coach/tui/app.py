"""The terminal app: themes, keys that work everywhere, and the conversation screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.binding import Binding
from textual.command import Provider
from textual.screen import Screen

from coach.tui.desk import Desk
from coach.tui.keyboard import restore_alt_digits
from coach.tui.options import TuiOptions
from coach.tui.screens.chat import ChatScreen
from coach.tui.screens.loop import SHUT
from coach.tui.themes import DARK, LIGHT, OWN_DARK, OWN_LIGHT

if TYPE_CHECKING:
    from coach.conversation.facade import Dialogue


def _entries() -> type[Provider]:
    from coach.tui.palette import Everything

    return Everything


HERE: Final = Path(__file__).parent
"""Sheets are named in full, so that a subclass elsewhere finds them too."""


class CoachApp(App[int]):
    """Holds the screens together."""

    TITLE = "Coach"
    CSS_PATH = [HERE / "app.tcss", HERE / "screens" / "chat.tcss"]
    COMMANDS = {_entries}
    BINDINGS = [
        Binding(
            "f1",
            "help",
            "Help",
            id="app.help",
            key_display="F1",
            priority=True,
            tooltip="What can be done here, and with which keys",
        ),
        Binding(
            "ctrl+p",
            "command_palette",
            "Commands",
            id="app.palette",
            priority=True,
            key_display="^P",
            tooltip="Find anything by its name",
        ),
        Binding("f8", "theme", "Light or dark", id="app.theme", show=False, tooltip="Change between paper and lamplight"),
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            id="app.quit",
            priority=True,
            key_display="^Q",
            tooltip="Leave Coach; everything is saved",
        ),
    ]

    def __init__(
        self,
        build: Callable[[], Dialogue],
        *,
        prepare: Callable[[], None] | None = None,
        close: Callable[[], None] | None = None,
        options: TuiOptions | None = None,
    ) -> None:
        """Take what builds the dialogue; it runs on the dialogue's own thread, and so does `close` at the end."""
        super().__init__()
        self.options = options or TuiOptions()
        self.desk = Desk(build, close)
        self.chat = ChatScreen(self.desk, self.options, prepare)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._begin_with(self.options.theme if self.options.theme in self.available_themes else DARK.name)
        if self.options.keymap:
            self.set_keymap(dict(self.options.keymap))

    def _begin_with(self, theme: str) -> None:
        """Set the first theme. Assigning `theme` would have Textual parse every sheet twice before the first paint."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.add_class(f"-theme-{theme}", update=False)

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the conversation."""
        return self.chat

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give Coach's own colours to themes that do not know them."""
        return dict(OWN_DARK if self.current_theme.dark else OWN_LIGHT)

    def action_theme(self) -> None:
        """Change between the dark and the light face."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def action_help(self) -> None:
        """Open the help for where the focus is, or close it."""
        from coach.tui.keys import sections
        from coach.tui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
            return
        here = sections(self.screen.active_bindings)
        self.push_screen(HelpScreen(here, self.chat.commands))


def run_app(
    build: Callable[[], Dialogue],
    *,
    prepare: Callable[[], None] | None = None,
    close: Callable[[], None] | None = None,
    options: TuiOptions | None = None,
) -> int:
    """Run the app until the person leaves; return the exit status: 1 where the dialogue could not be opened."""
    restore_alt_digits()
    app = CoachApp(build, prepare=prepare, close=close, options=options)
    try:
        app.run()
    finally:
        app.desk.leave()
    return app.return_code or int(app.chat.prompt.held == SHUT)
