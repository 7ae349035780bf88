"""The blocks of a conversation: what was said, what was answered, what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.domain.text import clean
from coach.tui.problems import Problem
from coach.tui.widgets.actions import ActionRow
from coach.tui.widgets.panels import DocumentPanel, DraftPanel
from coach.tui.widgets.sources import SourceList

if TYPE_CHECKING:
    from coach.domain.turn import Turn

SHOWN = 6_000
"""Characters of one typed line that the transcript shows; a longer one is laid out too slowly to be read anyway."""


class Block(Vertical, can_focus=True):
    """One block; the block cursor is its focus."""

    HELP = "Reading back"
    text = ""


class SaidBlock(Block):
    """A line of the mentee, shown exactly as typed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Name and line."""
        shown = clean(self.text)
        if len(shown) > SHOWN:
            shown = f"{shown[:SHOWN]}…"
        yield Static("You", classes="who", markup=False)
        yield Static(Content(shown), classes="words")


class ReplyBlock(Block):
    """A turn of the coach: reply, sources, results, and what can be done next."""

    def __init__(self, turn: Turn, *, opening: bool = False) -> None:
        super().__init__(classes=" ".join(name for name, on in (("-opening", opening), ("-safety", turn.safety)) if on))
        self.turn = turn
        self.text = turn.reply
        self._opening = opening

    def compose(self) -> ComposeResult:
        """Only the parts that the turn has."""
        from textual.widgets import Markdown

        turn = self.turn
        yield Static("Coach", classes="who", markup=False)
        if said := (turn.prose or ("" if turn.draft or turn.document else turn.reply)).strip():
            yield Markdown(clean(said), open_links=False)
        if turn.citations:
            yield SourceList(turn.citations)
        if turn.draft is not None:
            yield DraftPanel(turn.draft)
        if turn.document is not None:
            yield DocumentPanel(turn.document)
        if turn.actions:
            yield ActionRow(turn.actions, stacked=self._opening)

    def retire(self) -> None:
        """Take away the buttons: a newer turn has its own."""
        self.query(ActionRow).remove()


class ProblemBlock(Block):
    """An error, with its title, what happened and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self.text = "\n".join(part for part in (problem.title, problem.what, problem.remedy) if part)

    def compose(self) -> ComposeResult:
        """Three short lines."""
        yield Static(Content(self.problem.title), classes="who")
        yield Static(Content(self.problem.what))
        if self.problem.remedy:
            yield Static(Content(self.problem.remedy), classes="remedy")


class Thinking(Static):
    """Stands where the answer will be."""

    def __init__(self) -> None:
        super().__init__("Coach is thinking…", markup=False)
