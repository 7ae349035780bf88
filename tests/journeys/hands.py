"""A person at the keyboard of the real app: bytes go in as a terminal sends them, and what counts is what the screen shows.

No worker, no store and no dialogue is called from here. Everything waits by looking again; nothing sleeps for a set time.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Final

from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.screen import Screen
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

BOLD: Final = re.compile(r"\*\*(.+?)\*\*", re.S)
PATIENCE: Final = 15.0
"""Seconds after which something that should have come is missing; on an idle machine nothing takes a tenth of one."""
GLANCE: Final = 0.02
NAMED: Final = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "ctrl+home": "\x1b[1;5H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "ctrl+p": "\x10",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    "ctrl+y": "\x19",
    **{f"alt+{n}": f"\x1b{n}" for n in range(1, 10)},
}
"""What a terminal sends for a key that is no letter."""
STILL: Final = 4
"""Looks in a row at the same screen after which nothing more is on its way."""


class Hands:
    """One sitting at the app."""

    def __init__(self, app: CoachApp, home: Path) -> None:
        self.app = app
        self.home = home
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
    def turn(self) -> Turn:
        """The newest reply."""
        newest = self.app.chat.transcript.newest
        assert newest is not None
        return newest.turn

    @property
    def typed(self) -> str:
        """What stands in the box."""
        return self.app.chat.prompt.composer.text

    @property
    def free(self) -> bool:
        """True when a line can be sent."""
        return not self.app.chat.prompt.held

    @property
    def panels(self) -> list[ResultPanel]:
        """The messages and sheets in the newest reply."""
        newest = self.app.chat.transcript.newest
        return list(newest.query(ResultPanel)) if newest is not None else []

    @property
    def notices(self) -> str:
        """What pops up at the edge."""
        return "\n".join(note.message for note in self.app._notifications)

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

    async def is_asked(self, step: str) -> None:
        """Find the question of a step on the screen, without turning a page unless a whole answer stands before it."""
        assert self.turn.step is not None, self.turn.reply
        assert self.turn.step.id == step, self.turn.reply
        question = flat(BOLD.findall(self.turn.reply)[-1].replace("\\", ""))
        if self.turn.citations or self.turn.draft:
            await self.sees(question)
        else:
            await self.until(lambda: question in self.page, f"the question {question!r} in view")

    async def sees(self, *texts: str) -> None:
        """Find texts on the screen, turning pages where the newest reply is longer than the screen."""
        wanted, end = [flat(text) for text in texts], monotonic() + PATIENCE
        while wanted := await self._not_shown(wanted):
            read = await self.reads() if self.window is self.app.chat else self.page
            wanted = [text for text in wanted if text not in read]
            assert not wanted or monotonic() < end, f"{wanted} is nowhere to be read; what can be read is:\n{read}"

    async def reads(self) -> str:
        """Turn pages from the beginning of the newest reply to its end and return all that passes, as one line."""
        transcript, rows = self.app.chat.transcript, dict[int, str]()
        newest = transcript.newest
        assert newest is not None
        await self._grown()
        while self._first_row > newest.virtual_region.y:
            await self._turn_page("pageup")
        while True:
            first, area = self._first_row, transcript.content_region
            strips = self.window._compositor.render_strips()
            rows |= {first + row: strips[area.y + row].text[area.x :] for row in range(area.height)}
            if first >= transcript.max_scroll_y:
                return flat("\n".join(text for _, text in sorted(rows.items())))
            await self._turn_page("pagedown")

    @property
    def _first_row(self) -> int:
        """The row of the conversation that is drawn at the top; the scroll offset runs ahead of what is drawn."""
        transcript = self.app.chat.transcript
        return transcript.content_region.y - transcript.column.region.y

    async def _turn_page(self, key: str) -> None:
        before = self._first_row
        await self.press(key)
        await self.until(lambda: self._first_row != before, f"another page after {key}")

    async def _grown(self) -> None:
        """Wait until the conversation has the same length for a while: Markdown arrives in several steps."""
        before, same = -1, 0
        while same < STILL:
            height = self.app.chat.transcript.virtual_size.height
            same = same + 1 if height == before else 0
            before = height
            await asyncio.sleep(GLANCE)

    async def _not_shown(self, wanted: list[str]) -> list[str]:
        """Wait until all is on the screen, or nothing has moved for a while; return what is missing."""
        before, same = "", 0
        while same < STILL and (wanted := [text for text in wanted if text not in (page := self.page)]):
            same = same + 1 if page == before else 0
            before = page
            await asyncio.sleep(GLANCE)
        return wanted

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


@asynccontextmanager
async def sitting(home: Path, size: tuple[int, int], clock: FixedClock) -> AsyncIterator[Hands]:
    """Open the app on a data folder, wait for the welcome, and leave as Ctrl+Q does."""
    restore_alt_digits()
    place = Workplace(Settings(home), clock=clock)
    app = CoachApp(place.build, close=place.close, options=TuiOptions(data_folder=str(home)))
    async with app.run_test(size=size, notifications=True):
        hands = Hands(app, home)
        await hands.until(lambda: hands.app.chat.transcript.newest is not None and hands.free, "the welcome")
        await hands.calm()
        yield hands
    app.desk.leave()


def flat(text: str) -> str:
    """Return text without frames, quotation bars and line breaks, so that wrapped words compare equal."""
    return " ".join(re.sub(r"[\u2500-\u259f▌│>]", " ", text).split())


def words_of(markdown: str) -> list[str]:
    """Return the lines of a file as the screen shows them: without the marks of Markdown."""
    lines = (re.sub(r"^(?:#+ |[-*] |> ?|Subject: )|\*\*|(?<!\w)_|_(?!\w)|\\", "", line) for line in markdown.splitlines())
    return [flat(line) for line in lines if line.strip(" -")]
