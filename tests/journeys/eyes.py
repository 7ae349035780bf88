"""Reading the real app: what counts is what the screen shows, page by page where a reply is longer than the screen."""

from __future__ import annotations

import asyncio
import re
from time import monotonic
from typing import Final

from coach.domain.turn import Turn
from tests.journeys.keyboard import GLANCE, PATIENCE, Keyboard, flat

BOLD: Final = re.compile(r"\*\*(.+?)\*\*", re.S)
STILL: Final = 4
"""Looks in a row at the same screen after which nothing more is on its way."""


class Eyes(Keyboard):
    """Finds texts, and reads the newest reply from its beginning to its end."""

    @property
    def turn(self) -> Turn:
        """The newest reply."""
        newest = self.app.chat.transcript.newest
        assert newest is not None
        return newest.turn

    async def sees(self, *texts: str) -> None:
        """Find texts on the screen, turning pages where the newest reply is longer than the screen."""
        wanted, end = [flat(text) for text in texts], monotonic() + PATIENCE
        while wanted := await self._not_shown(wanted):
            read = await self.reads() if self.window is self.app.chat else self.page
            wanted = [text for text in wanted if text not in read]
            assert not wanted or monotonic() < end, f"{wanted} is nowhere to be read; what can be read is:\n{read}"

    async def is_asked(self, step: str) -> None:
        """Find the question of a step on the screen, without turning a page unless a whole answer stands before it."""
        assert self.turn.step is not None, self.turn.reply
        assert self.turn.step.id == step, self.turn.reply
        question = flat(BOLD.findall(self.turn.reply)[-1].replace("\\", ""))
        if self.turn.citations or self.turn.draft:
            await self.sees(question)
        else:
            await self.until(lambda: question in self.page, f"the question {question!r} in view")

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


def words_of(markdown: str) -> list[str]:
    """Return the lines of a file as the screen shows them: without the marks of Markdown."""
    lines = (re.sub(r"^(?:#+ |[-*] |> ?|Subject: )|\*\*|(?<!\w)_|_(?!\w)|\\", "", line) for line in markdown.splitlines())
    return [flat(line) for line in lines if line.strip(" -")]
