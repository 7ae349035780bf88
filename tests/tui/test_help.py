"""Help and palette: made from the tables, and complete."""

from __future__ import annotations

from demo_dialogue import FakeDialogue
from textual.command import CommandPalette
from textual.widgets import Input
from tui_helpers import plain, stage

from coach.conversation.commands import COMMANDS
from coach.tui.palette import Everything
from coach.tui.screens.edit import EditWindow
from coach.tui.screens.help import HelpScreen


async def test_help_begins_with_where_the_focus_is(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "draft") as s:
        for keys, title in (((), "Writing"), (("tab",), "The message"), (("tab",), "What to do next")):
            await s.press(*keys, "f1")
            await s.until(lambda: isinstance(s.app.screen, HelpScreen))
            await s.settle()
            assert plain([s.app.screen.query(".title").first()]) == title
            await s.press("f1")
            await s.until(lambda: s.app.screen is s.chat)


async def test_help_lists_every_word_and_no_gap(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.press("f1")
        await s.settle()
        text = plain(s.app.screen.query("*"))
        for spec in COMMANDS:
            assert f"/{spec.name}" in text
            assert spec.help in text
        assert "/copy" in text
        assert "None" not in text
        assert "Alt+1 … Alt+9" in text


async def test_help_in_a_window(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "draft") as s:
        await s.press("f2")
        await s.until(lambda: isinstance(s.app.screen, EditWindow))
        await s.press("f1")
        await s.until(lambda: isinstance(s.app.screen, HelpScreen))
        await s.settle()
        assert "Keep this wording" in plain(s.app.screen.query("*"))
        await s.press("escape")
        await s.until(lambda: isinstance(s.app.screen, EditWindow))


async def test_the_palette_has_every_command_and_the_keys(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        titles = [entry.title for entry in Everything(s.chat).entries()]
        assert len(titles) == len(set(titles))
        for spec in COMMANDS:
            assert f"{spec.label}  /{spec.name}" in titles
        assert "Light or dark  F8" in titles
        assert "Quit  Ctrl+Q" in titles


async def test_the_palette_runs_a_command(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.press("ctrl+p")
        await s.until(lambda: CommandPalette.is_open(s.app))
        s.app.screen.query_one(Input).value = "Work out a goal"
        await s.until(lambda: s.app.screen.query_one("CommandList").option_count == 1)
        await s.press("enter")
        await s.until(lambda: dialogue.calls == ["/goal"])


async def test_the_palette_runs_a_key(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.press("ctrl+p")
        await s.until(lambda: CommandPalette.is_open(s.app))
        s.app.screen.query_one(Input).value = "Light or dark"
        await s.until(lambda: s.app.screen.query_one("CommandList").option_count == 1)
        await s.press("enter")
        await s.until(lambda: s.app.theme == "coach-light")
