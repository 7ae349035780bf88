"""The conversation so far, newest last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget

from coach.tui.problems import Problem
from coach.tui.widgets.actions import ActionButton
from coach.tui.widgets.blocks import Block, ProblemBlock, ReplyBlock, SaidBlock, Thinking
from coach.tui.widgets.panels import ResultPanel
from coach.tui.widgets.sources import CardLink

if TYPE_CHECKING:
    from coach.domain.turn import Turn

KEPT = 120
"""Blocks on screen. Each is ten widgets or so, and typing slows down with thousands of them."""


FOLLOW = 3.0
"""Seconds in which a new reply is kept in view while it grows."""


class Transcript(VerticalScroll, can_focus=True):
    """Blocks in a column of a readable width."""

    HELP = "Reading back"
    BINDINGS = [
        Binding("escape", "screen.back", "Back", id="transcript.back", key_display="Esc", tooltip="Back to the box"),
        Binding("y", "screen.copy", "Copy", id="transcript.copy", tooltip="Copy this block"),
        Binding("j", "scroll_down", "Down", id="transcript.down", tooltip="Scroll down a line", show=False),
        Binding("k", "scroll_up", "Up", id="transcript.up", tooltip="Scroll up a line", show=False),
        Binding("g", "scroll_home", "Top", id="transcript.top", tooltip="Go to the beginning", show=False),
        Binding("G", "scroll_end", "Bottom", id="transcript.bottom", tooltip="Go to the end", show=False),
    ]

    class Moved(Message):
        """The view moved; `below` says that there is more to read further down."""

        def __init__(self, below: bool) -> None:
            super().__init__()
            self.below = below

    def __init__(self) -> None:
        super().__init__()
        self.column = Vertical(id="column")
        self._shown: Block | None = None
        self._awaits = False

    def compose(self) -> ComposeResult:
        """The column."""
        yield self.column

    @property
    def blocks(self) -> list[Block]:
        """All blocks, oldest first."""
        return [child for child in self.column.children if isinstance(child, Block)]

    @property
    def newest(self) -> ReplyBlock | None:
        """The newest reply."""
        return next((block for block in reversed(self.blocks) if isinstance(block, ReplyBlock)), None)

    @property
    def stops(self) -> list[Widget]:
        """What Tab goes round in the newest reply, in reading order."""
        if self.newest is None:
            return []
        kinds = (CardLink, ResultPanel, ActionButton)
        return [w for w in self.newest.query("*") if isinstance(w, kinds) and w.focusable]

    def say(self, text: str) -> None:
        """Add a line of the mentee and go to the end."""
        for block in self.blocks:
            if isinstance(block, ReplyBlock):
                block.retire()
        self._shown = None
        self._awaits = True
        _add(self, SaidBlock(text))
        self.scroll_end(animate=False)

    def reply(self, turn: Turn, *, opening: bool = False) -> None:
        """Add a reply; go to where reading it begins, unless the reader has gone up to read something else."""
        follow = (self._awaits or self.at_end) and not opening
        self._awaits = False
        self.think(False)
        block = ReplyBlock(turn, opening=opening)
        _add(self, block)
        self._shown = block if follow else None

        def unfollow() -> None:
            if self._shown is block:
                self._shown = None

        self.set_timer(FOLLOW, unfollow)

    def fail(self, problem: Problem) -> None:
        """Add an error."""
        self._shown = None
        self.think(False)
        _add(self, ProblemBlock(problem))
        self.scroll_end(animate=False)

    def release_anchor(self) -> None:
        """Notice that the reader scrolls: every such move passes here. Until then an answer that is waited for is followed,
        also when it arrives before the view has reached the line just sent."""
        super().release_anchor()
        self._awaits = False

    def think(self, on: bool) -> None:
        """Show or take away the sign that an answer is on its way."""
        self.query(Thinking).remove()
        if on:
            self.column.mount(Thinking())
            if self.at_end:
                self.scroll_end(animate=False)

    @property
    def at_end(self) -> bool:
        """True when nothing is below the view."""
        return self.scroll_offset.y >= self.max_scroll_y - 1

    def step(self, by: int) -> None:
        """Move the block cursor; from outside it begins at the newest block."""
        blocks = self.blocks
        if not blocks:
            return
        here = next((i for i, block in enumerate(blocks) if block.has_focus_within), len(blocks))
        target = max(0, min(len(blocks) - 1, here + by))
        blocks[target].focus(scroll_visible=False)
        self.scroll_to_widget(blocks[target], animate=False, top=blocks[target].outer_size.height > self.size.height)

    def watch_virtual_size(self) -> None:
        """Keep a new reply in view while it grows: Markdown arrives in several steps."""
        self.call_after_refresh(self._show)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell whether more is below."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved(not self.at_end))

    def _show(self) -> None:
        """Bring the new exchange into view, or its beginning where it is longer than the view."""
        block, blocks, rows = self._shown, self.blocks, self.size.height
        if block in blocks:
            place = blocks.index(block)
            said = blocks[place - 1] if place and isinstance(blocks[place - 1], SaidBlock) else block
            first = said if said.outer_size.height <= rows // 3 else block
            self.scroll_to_widget(first, animate=False, top=True, immediate=True)
        self.post_message(self.Moved(not self.at_end))


def _add(transcript: Transcript, block: Block) -> None:
    """Put a block at the end and let go of the oldest beyond the number kept."""
    blocks = transcript.blocks
    for old in blocks[: max(0, len(blocks) + 1 - KEPT)]:
        old.remove()
    transcript.column.mount(block)
