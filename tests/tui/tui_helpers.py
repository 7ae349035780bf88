"""Opening the app in a test, and waiting for something without sleeping longer than needed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from demo_dialogue import FakeDialogue
from textual.pilot import Pilot
from textual.widget import Widget

from coach.conversation.facade import Dialogue
from coach.tui.app import CoachApp
from coach.tui.options import TuiOptions
from coach.tui.screens.chat import ChatScreen
from coach.tui.widgets.composer import Composer
from coach.tui.widgets.prompt import Prompt
from coach.tui.widgets.statusline import StatusLine
from coach.tui.widgets.transcript import Transcript

TRIES = 400
STEP = 0.01


@dataclass
class Stage:
    """An app that runs, with short ways to its parts."""

    app: CoachApp
    pilot: Pilot[int]
    dialogue: FakeDialogue

    @property
    def chat(self) -> ChatScreen:
        """The conversation."""
        return self.app.chat

    @property
    def prompt(self) -> Prompt:
        """The frame."""
        return self.chat.prompt

    @property
    def composer(self) -> Composer:
        """The box."""
        return self.prompt.composer

    @property
    def transcript(self) -> Transcript:
        """The blocks."""
        return self.chat.transcript

    @property
    def status(self) -> StatusLine:
        """The line of facts."""
        return self.chat.query_one(StatusLine)

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""
        return self.app.screen.focused

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition holds; fail after four seconds."""
        for _ in range(TRIES):
            if condition():
                return
            await self.pilot.pause(STEP)
        raise AssertionError("the condition did not come true")

    async def say(self, *lines: str) -> None:
        """Send lines and wait for each answer to be on screen."""
        for line in lines:
            before = self.transcript.blocks[-1:]
            self.chat.submit(line)
            await self.until(lambda before=before: self.transcript.blocks[-1:] != before and not self.prompt.held)
            await self.settle()

    async def settle(self) -> None:
        """Let layout and scrolling finish."""
        for _ in range(3):
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys and let them take effect."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text of letters, spaces and slashes."""
        names = {" ": "space", "/": "slash"}
        await self.press(*(names.get(c, c) for c in text))

    def notices(self) -> list[str]:
        """The notices shown so far."""
        return [note.message for note in self.app._notifications]


@asynccontextmanager
async def stage(
    dialogue: FakeDialogue,
    *lines: str,
    size: tuple[int, int] = (80, 24),
    options: TuiOptions | None = None,
    build: Callable[[], Dialogue] | None = None,
) -> AsyncIterator[Stage]:
    """Open the app, wait for the welcome, and send some lines."""
    app = CoachApp(build or (lambda: dialogue), options=options)
    async with app.run_test(size=size, notifications=True) as pilot:
        scene = Stage(app, pilot, dialogue)
        if build is None:
            await scene.until(lambda: not scene.prompt.held)
            await scene.settle()
            await scene.say(*lines)
        yield scene


def plain(widgets: Iterable[Widget]) -> str:
    """The text of widgets, as far as they hold any."""
    texts = []
    for widget in widgets:
        content = getattr(widget, "content", "")
        texts.append(getattr(content, "plain", str(content)))
    return "\n".join(texts)
