"""A card of the library, with the quoted passage marked where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Markdown, Static
from textual.widgets.markdown import MarkdownBlock

from coach.domain.library import Card, Origin
from coach.domain.text import clean, one_line

_LEAD = re.compile(r"^\s*(?:>\s?|[-*+]\s+|\d+[.)]\s+|#+\s+)*")
_INLINE = re.compile(r"[*`]|(?<!\w)_|_(?!\w)")


class PassageScreen(Screen[None]):
    """Read one card; Esc returns."""

    HELP = "A card of the library"
    CSS_PATH = "passage.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="passage.back", key_display="Esc", tooltip="Back to the conversation"),
        Binding("q", "quote", "To the quote", id="passage.quote", tooltip="Go to the quoted passage"),
        Binding("j,down", "move(1)", "Down", id="passage.down", show=False, tooltip="Scroll down"),
        Binding("k,up", "move(-1)", "Up", id="passage.up", show=False, tooltip="Scroll up"),
    ]

    def __init__(self, card: Card, quote: str = "") -> None:
        super().__init__()
        self._card = card
        self._quote = quote

    def compose(self) -> ComposeResult:
        """Title, situation, body, sources."""
        card = self._card
        if card.origin is not None:
            yield from self._own(card.origin)
            return
        with VerticalScroll(id="page"):
            yield Static(Content(one_line(card.title)), classes="title")
            yield Static(Content(one_line(card.situation)), classes="situation")
            yield Static(Content(f"{card.topic} · {card.evidence} · reviewed {card.reviewed}"), classes="facts")
            yield Markdown(open_links=False)
            if card.sources:
                yield Static("Sources", classes="heading", markup=False)
            for source in card.sources:
                facts = ", ".join(one_line(part) for part in (source.author, source.year, source.kind) if part)
                yield Static(Content.assemble(one_line(source.title), (f"  {facts}", "$quiet")), classes="source")
        yield Footer(show_command_palette=False)

    async def on_mount(self) -> None:
        """Show the body, mark the quote, go there."""
        if self._card.origin is not None:
            self.call_after_refresh(self.action_quote)
            return
        await self.query_one(Markdown).update(clean(self._card.body))
        if self._mark():
            self.call_after_refresh(self.action_quote)

    def action_quote(self) -> None:
        """Bring the quote into view, with some of what comes before it."""
        marked = list(self.query(".quoted"))
        if marked:
            self.query_one("#page").scroll_to_widget(marked[0], animate=False, center=True)

    def action_move(self, by: int) -> None:
        """Scroll."""
        self.query_one("#page").scroll_relative(y=by * 2, animate=False)

    def _own(self, origin: Origin) -> ComposeResult:
        """A passage of an own document between what stands before and after it."""
        text, quote = clean(self._card.body), clean(self._quote)
        start = text.find(quote) if quote else -1
        passage = Content(text)
        if start >= 0:
            passage = passage.stylize("$passage-text on $passage", start, start + len(quote))
        place = [origin.file, *([f"page {origin.page}"] if origin.page else []), *origin.headings]
        with VerticalScroll(id="page"):
            yield Static(Content(one_line(self._card.title)), classes="title")
            yield Static(Content(" · ".join(one_line(part) for part in place)), classes="situation")
            yield Static(Content(f"your own document, not reviewed by Coach · added {origin.added}"), classes="facts")
            yield Static(Content(clean(self._card.sections.get("Before", ""))), classes="around")
            yield Static(passage, classes="quoted own")
            yield Static(Content(clean(self._card.sections.get("After", ""))), classes="around")
        yield Footer(show_command_palette=False)

    def _mark(self) -> bool:
        """Mark the quote wherever a block shows a piece of it."""
        found = False
        pieces = list(_pieces(self._quote))
        for block in self.query(MarkdownBlock):
            content = block.content
            if not isinstance(content, Content) or not content.plain:
                continue
            spans = [(content.plain.find(piece), len(piece)) for piece in pieces]
            for start, size in ((start, size) for start, size in spans if start >= 0):
                content = content.stylize("$passage-text on $passage", start, start + size)
                found = True
                block.add_class("quoted")
            if block.has_class("quoted"):
                block.update(content)
        return found


def _pieces(quote: str) -> Iterator[str]:
    """The lines of a quote as Markdown shows them: without bullets, quotation bars and emphasis marks."""
    for line in clean(quote).splitlines():
        piece = " ".join(_INLINE.sub("", _LEAD.sub("", line)).split())
        if len(piece) > 2:
            yield piece
