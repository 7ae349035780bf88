"""The help: the keys that work where the focus was, and every slash word."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Static

from coach.conversation.facade import CommandSpec
from coach.tui.keys import Section
from coach.tui.words import GROUPS


class HelpRow(Horizontal):
    """A key or a word, and what it does."""

    def __init__(self, name: str, label: str, explanation: str) -> None:
        text = Content.assemble((label, "bold"), ("  " + explanation if explanation else "", "$quiet"))
        super().__init__(Static(Content(name), classes="name"), Static(text, classes="what"))


class HelpScreen(Screen[None]):
    """One page, made from the tables that the keys and words come from."""

    HELP = "Help"
    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="help.back", key_display="Esc", tooltip="Back to where you were"),
        Binding("j,down", "down", "Down", id="help.down", tooltip="Scroll down", show=False),
        Binding("k,up", "up", "Up", id="help.up", tooltip="Scroll up", show=False),
    ]

    def __init__(self, here: Iterable[Section], commands: Iterable[CommandSpec]) -> None:
        super().__init__()
        self._here = tuple(here)
        self._commands = tuple(commands)

    def compose(self) -> ComposeResult:
        """Keys first, the focused part on top; words by group."""
        with VerticalScroll(id="page"):
            for section in self._here:
                yield Static(Content(section.title), classes="title")
                for row in section.rows:
                    yield HelpRow(row.keys, row.label, row.tooltip)
            groups = dict.fromkeys(spec.group for spec in self._commands)
            for group in groups:
                yield Static(Content(f"Words · {GROUPS.get(group, group.capitalize())}"), classes="title")
                for spec in (spec for spec in self._commands if spec.group == group):
                    names = " ".join(f"/{word}" for word in (spec.name, *spec.aliases))
                    yield HelpRow(names, spec.label, spec.help)
        yield Footer(show_command_palette=False)

    def action_down(self) -> None:
        """Scroll down."""
        self.query_one("#page").scroll_relative(y=2, animate=False)

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one("#page").scroll_relative(y=-2, animate=False)
