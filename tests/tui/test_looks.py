"""How the screens look, as pictures; run with `--snapshot-update` after a wanted change and look at the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from demo_dialogue import FakeDialogue
from textual.pilot import Pilot

from coach.conversation.facade import CommandSpec
from coach.tui.app import CoachApp
from coach.tui.options import TuiOptions

WIDE = (120, 40)
SMALL = (80, 24)
Compare = Callable[..., bool]


class FewWords(FakeDialogue):
    """With a table of its own, so that a new command changes no picture."""

    def commands(self) -> tuple[CommandSpec, ...]:
        """Two words."""
        return (
            CommandSpec("goal", "Work out a goal", "An interview that ends in a goal you can check.", "", (), "start"),
            CommandSpec("quit", "Leave Coach", "Everything is saved.", "", ("exit", "bye"), "privacy"),
        )


def picture(compare: Compare, size: tuple[int, int], *steps: str, theme: str = "coach-dark") -> bool:
    """Send lines, press keys (given as `key:f1`), and compare."""
    app = CoachApp(FewWords, options=TuiOptions(data_folder="/data/coach", theme=theme))

    async def wait(pilot: Pilot[int], done: Callable[[], object]) -> None:
        """Wait for something, and then for the picture to stand still."""
        still, before = 0, None
        for _ in range(800):
            await pilot.pause(0.01)
            views = [(w.scroll_offset, w.virtual_size, w.region) for w in app.screen.walk_children()]
            still = still + 1 if done() and views == before else 0
            before = views
            if still == 8:
                return
        raise AssertionError("the picture does not stand still")

    async def run(pilot: Pilot[int]) -> None:
        await wait(pilot, lambda: not app.chat.prompt.held)
        for step in steps:
            if step.startswith("key:"):
                screen = app.screen
                await pilot.press(step[4:])
                await wait(pilot, lambda screen=screen, step=step: step == "key:tab" or app.screen is not screen)
            else:
                blocks = len(app.chat.transcript.blocks)
                app.chat.submit(step)
                await wait(pilot, lambda blocks=blocks: len(app.chat.transcript.blocks) == blocks + 2)
        await wait(pilot, lambda: True)

    return compare(app, terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
def test_welcome(snap_compare: Compare, size: tuple[int, int]) -> None:
    """The unfinished conversation first, three jobs below, the box ready."""
    assert picture(snap_compare, size)


def test_question(snap_compare: Compare) -> None:
    """Step bar on top, one question, its buttons in reach."""
    assert picture(snap_compare, SMALL, "question")


@pytest.mark.parametrize(("size", "theme"), [(SMALL, "coach-dark"), (WIDE, "coach-light")], ids=["small", "light"])
def test_answer(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    """An answer with its sources; read from its beginning where it is long."""
    assert picture(snap_compare, size, "answer", theme=theme)


def test_draft(snap_compare: Compare) -> None:
    """A message in its frame with length, notes and keys, focused."""
    assert picture(snap_compare, WIDE, "draft", "key:tab")


def test_review(snap_compare: Compare) -> None:
    """All answers with their states; the doubtful one is marked."""
    assert picture(snap_compare, SMALL, "question", "key:f3")


def test_passage(snap_compare: Compare) -> None:
    """A card with the quote highlighted."""
    assert picture(snap_compare, SMALL, "answer", "key:tab", "key:enter")


def test_help(snap_compare: Compare) -> None:
    """Keys of the focused part first."""
    assert picture(snap_compare, WIDE, "key:f1")


def test_safety(snap_compare: Compare) -> None:
    """Calm, and clearly not coaching."""
    assert picture(snap_compare, SMALL, "safety")
