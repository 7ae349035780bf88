"""The sources under an answer, and notes that rest on a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.domain.text import one_line

if TYPE_CHECKING:
    from coach.domain.library import Citation, Origin

QUOTE_SHOWN = 160


class CardLink(Horizontal, can_focus=True):
    """A line that stands for a card; Enter opens the card at the quote."""

    HELP = "A source"
    BINDINGS = [
        Binding(
            "enter,space",
            "open",
            "Read it in the card",
            id="source.open",
            key_display="Enter",
            tooltip="Open the card at this passage",
        ),
    ]

    class Opened(Message):
        """Someone wants to read the card."""

        def __init__(self, card: str, quote: str) -> None:
            super().__init__()
            self.card = card
            self.quote = quote

    def __init__(self, mark: Content, content: Content, card: str, quote: str = "") -> None:
        super().__init__(Static(mark, classes="mark"), Static(content, classes="line"))
        self.card = card
        self.quote = quote

    def action_open(self) -> None:
        """Ask for the card."""
        self.post_message(self.Opened(self.card, self.quote))

    def on_click(self) -> None:
        """Take a click as Enter."""
        self.action_open()


class SourceList(Vertical):
    """The citations of one answer."""

    def __init__(self, citations: Iterable[Citation]) -> None:
        super().__init__()
        self.citations = tuple(citations)

    def compose(self) -> ComposeResult:
        """A heading and one line pair for each citation."""
        yield Static("Sources", classes="heading", markup=False)
        for number, citation in enumerate(self.citations, 1):
            mark = Content.styled(str(number), "bold $primary")
            yield CardLink(mark, _line(citation), citation.card, citation.quote)


def _line(citation: Citation) -> Content:
    quote = one_line(citation.quote)
    if len(quote) > QUOTE_SHOWN:
        quote = quote[:QUOTE_SHOWN].rsplit(" ", 1)[0] + "…"
    if citation.origin is not None:
        return _own_line(citation, citation.origin, quote)
    marks = [citation.evidence, *(["review overdue"] if citation.overdue else [])]
    colour = "$text-warning" if citation.evidence == "contested" or citation.overdue else "$text-secondary"
    return Content.assemble(
        (one_line(citation.title), "bold"),
        ("  " + ", ".join(marks), colour),
        "\n",
        (f"“{quote}”", "$quiet"),
    )


def _own_line(citation: Citation, origin: Origin, quote: str) -> Content:
    page = f", page {origin.page}" if origin.page else ""
    return Content.assemble(
        (one_line(origin.file), "bold"),
        (f"{page}  your own document, not reviewed by Coach; added {origin.added}", "$text-warning"),
        "\n",
        (f"“{quote}”", "$quiet"),
    )
