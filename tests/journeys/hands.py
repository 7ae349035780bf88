"""A person at the real app, by keyboard alone: no worker, no store and no dialogue is called from here."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from coach.bootstrap import Workplace
from coach.domain.turn import Turn
from coach.settings import Settings
from coach.tui.app import CoachApp
from coach.tui.keyboard import restore_alt_digits
from coach.tui.options import TuiOptions
from coach.tui.screens.edit import EditWindow
from coach.tui.screens.export import ExportWindow
from coach.tui.screens.passage import PassageScreen
from coach.tui.widgets.panels import DraftPanel, ResultPanel
from coach.tui.widgets.sources import CardLink
from tests.conftest import FixedClock
from tests.journeys.eyes import Eyes


class Hands(Eyes):
    """One sitting at the app."""

    @property
    def free(self) -> bool:
        """True when a line can be sent."""
        return not self.app.chat.prompt.held

    async def say(self, text: str, then: str = "") -> Turn:
        """Type a line, press Enter, and wait for the answer; `then` is the question that has to be on the screen."""
        await self.write(text)
        return await self.answer_to("enter", then)

    async def choose(self, number: int, then: str = "") -> Turn:
        """Press Alt and a digit, and wait for the answer."""
        return await self.answer_to(f"alt+{number}", then)

    async def answer_to(self, key: str, then: str = "") -> Turn:
        """Press a key that sends something, and wait for the answer and for the question that it asks next."""
        before = self.app.chat.transcript.newest
        await self._strike(key)
        await self.until(lambda: self.app.chat.transcript.newest is not before and self.free, f"an answer to {key}")
        if then:
            await self.is_asked(then)
        return self.turn

    async def go_to(self, kind: type[Widget], nth: int = 1) -> Widget:
        """Press Tab until the nth widget of a kind has the focus."""
        seen = 0
        for _ in range(40):
            await self.press("tab")
            focused = self.window.focused
            if isinstance(focused, kind):
                seen += 1
                if seen == nth:
                    return focused
        raise AssertionError(f"Tab does not reach {kind.__name__} number {nth}")

    async def back_to_the_box(self) -> None:
        """Press Esc until the box has the focus; it may take one for each level."""
        for _ in range(4):
            if self.window is self.app.chat and self.app.chat.prompt.composer.has_focus:
                return
            await self.press("escape")
        raise AssertionError(f"Esc does not lead back to the box; the screen shows:\n{self.page}")

    async def reads_a_source(self) -> None:
        """Open the first source under the answer, find the quoted words in the card, and come back to the box."""
        citation = self.turn.citations[0]
        await self.go_to(CardLink)
        await self.press("enter")
        await self.until(lambda: isinstance(self.window, PassageScreen), "the card")
        await self.sees(max(re.split(r"[*_`\n]+", citation.quote), key=len))
        await self.press("escape")
        await self.until(lambda: self.window is self.app.chat, "the conversation")
        await self.back_to_the_box()

    async def changes_the_tone(self, tone: str) -> None:
        """Take another tone by the numbers that the message offers."""
        await self.choose(self.number_of("/tone"))
        await self.choose(self.number_of(f"/tone {tone}"))
        assert self.turn.draft is not None
        assert self.turn.draft.tone == tone

    def number_of(self, action: str) -> int:
        """Return the number that stands before an action of the newest reply."""
        return 1 + [offered.id for offered in self.turn.actions].index(action)

    async def edits_by_hand(self, more: str) -> None:
        """Go to the message with Tab, open it with e, and add words at its end."""
        await self.go_to(DraftPanel)
        await self.press("e")
        await self.until(lambda: isinstance(self.window, EditWindow), "the window for one's own wording")
        await self.type(more)
        await self.sees(more)
        await self.answer_to("ctrl+s")
        await self.sees("edited by you", more)

    async def save(self, nth: int = 1) -> Path:
        """Go to a result with Tab and save it with x where Coach proposes; return the file that it names."""
        await self.go_to(ResultPanel, nth)
        await self.press("x")
        return await self.confirms_the_place()

    async def save_by_palette(self) -> Path:
        """Save by what the palette lists."""
        await self.press("ctrl+p")
        await self.type("save to a file")
        await self.until(lambda: "Save to a file /export" in self.page, "the line of the palette")
        await self.press("enter")
        return await self.confirms_the_place()

    async def confirms_the_place(self) -> Path:
        """Take the place that the window proposes, and return the file that is there afterwards."""
        await self.until(
            lambda: isinstance(self.window, ExportWindow) and self.window.query("#path"), "the window that asks where to save"
        )
        proposed = Path(self.window.query_one("#path", Input).value)
        assert not proposed.exists()
        await self.answer_to("enter")
        await self.until(proposed.exists, f"the file {proposed}")
        await self.sees("Saved to")
        return proposed

    async def leaves(self) -> None:
        """Press Ctrl+Q and see the app go."""
        await self._strike("ctrl+q")
        await self.until(lambda: self.app._exit, "the end of the app")


@asynccontextmanager
async def sitting(home: Path, size: tuple[int, int], clock: FixedClock) -> AsyncIterator[Hands]:
    """Open the app on a data folder, wait for the welcome, and leave as Ctrl+Q does."""
    restore_alt_digits()
    place = Workplace(Settings(home), clock=clock)
    app = CoachApp(place.build, close=place.close, options=TuiOptions(data_folder=str(home)))
    async with app.run_test(size=size, notifications=True):
        hands = Hands(app)
        await hands.until(lambda: hands.app.chat.transcript.newest is not None and hands.free, "the welcome")
        await hands.calm()
        yield hands
    app.desk.leave()
