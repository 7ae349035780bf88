"""The keyboard of the real app: bytes go in as a terminal sends them. Everything waits by looking again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Final

from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.screen import Screen

from coach.tui.app import CoachApp

PATIENCE: Final = 15.0
"""Seconds after which something that should have come is missing; on an idle machine nothing takes a tenth of one."""
GLANCE: Final = 0.02
NAMED: Final = {
    "enter": "\r",
    "tab": "\t",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f3": "\x1bOR",
    "f5": "\x1b[15~",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    **{f"alt+{n}": f"\x1b{n}" for n in range(1, 10)},
}
"""What a terminal sends for a key that is no letter."""


class Keyboard:
    """Presses keys, and sees what is drawn at the moment."""

    def __init__(self, app: CoachApp) -> None:
        self.app = app
        self._parser = XTermParser()

    @property
    def window(self) -> Screen[object]:
        """What lies on top: the conversation, or a window over it."""
        return self.app.screen

    @property
    def page(self) -> str:
        """The text that the terminal shows at this moment, frames left out, as one line."""
        width, height = self.app.size
        strips = self.window._compositor.render_strips()
        assert all(strip.cell_length <= width for strip in strips)
        assert len(strips) <= height
        return flat("\n".join(strip.text for strip in strips))

    @property
    def typed(self) -> str:
        """What stands in the box."""
        return self.app.chat.prompt.composer.text

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Look again and again until a condition holds."""
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, f"waited in vain for {what}; the screen shows:\n{self.page}"
            await asyncio.sleep(GLANCE)

    async def press(self, *keys: str) -> None:
        """Press keys that have names, and let each take effect."""
        for key in keys:
            await self._strike(key)
            await self.calm()

    async def type(self, text: str) -> None:
        """Type letters where the focus is, as fast as a terminal hands over what was typed ahead."""
        for letter in text:
            self._send(self._parser.feed(letter))
        await self.calm()

    async def write(self, text: str) -> None:
        """Type a line into the box and look that it stands there."""
        before = self.typed
        for letter in text:
            self._send(self._parser.feed(letter))
        await self.until(lambda: self.typed == before + text, f"{text!r} in the box, where {self.typed!r} stands")

    async def calm(self) -> None:
        """Let what is on its way arrive: to the app, on to what has the focus, and back; a focus takes two rounds."""
        for _ in range(3):
            for pump in (self.app, self.window.focused or self.window, self.window):
                there = asyncio.Event()
                if pump.call_later(there.set):
                    await asyncio.wait_for(there.wait(), PATIENCE)

    async def _strike(self, key: str) -> None:
        if key == "escape":
            await self._escape()
        else:
            self._send(self._parser.feed(NAMED.get(key, key)))

    async def _escape(self) -> None:
        """Press Esc; the parser takes it for the beginning of something longer until a moment has passed."""
        events = list(self._parser.feed("\x1b"))
        while not events:
            await asyncio.sleep(GLANCE)
            events = list(self._parser.tick())
        self._send(events)

    def _send(self, events: Iterable[Message]) -> None:
        driver = self.app._driver
        assert driver is not None
        for event in events:
            driver.process_message(event)


def flat(text: str) -> str:
    """Return text without frames, quotation bars and line breaks, so that wrapped words compare equal."""
    return " ".join(re.sub(r"[\u2500-\u259f▌│>]", " ", text).split())
