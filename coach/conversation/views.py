"""What front ends may look at without a turn: nothing here changes or saves anything."""

from __future__ import annotations

from coach.conversation import exporting
from coach.conversation.commands import COMMANDS
from coach.conversation.facade import CommandSpec, ExportChoice, OutboxRow, OutlineItem
from coach.conversation.keeping import shown_run, versions_of
from coach.conversation.outbox import rows_of
from coach.conversation.reading import Reading
from coach.conversation.state import State
from coach.conversation.work import Command, Tools, Work
from coach.domain.library import Card, LibraryStatus
from coach.domain.versions import Version
from coach.flows import review


class Views:
    """The looking half of a conversation; the turn loop is the other."""

    _tools: Tools
    _state: State

    def outline(self) -> tuple[OutlineItem, ...]:
        """Return the questions of the interview on top, in order."""
        return outline_of(self._tools, self._state)

    def commands(self) -> tuple[CommandSpec, ...]:
        """Return the slash words."""
        return COMMANDS

    def card(self, card_id: str) -> Card | None:
        """Return a card of the library."""
        return self._tools.library.card(card_id)

    def export_choices(self, *, shared: bool = False) -> tuple[ExportChoice, ...]:
        """Return the forms in which the result can be saved; empty when there is none."""
        return exporting.choices(self._looking(), shared=shared)

    def library_status(self) -> LibraryStatus:
        """Say what the library can do now."""
        return self._tools.library.status()

    def versions(self) -> tuple[Version, ...]:
        """Return the versions of the message that is shown, or was written last, the first first."""
        run = shown_run(self._state)
        return versions_of(self._looking(), run) if run else ()

    def outbox(self) -> tuple[OutboxRow, ...]:
        """Return all messages with what became of them and what may be noted next, the oldest first."""
        return rows_of(self._looking())

    def _looking(self) -> Work:
        return Work(self._tools, self._state, Reading(""), Command("look"))


def outline_of(tools: Tools, state: State) -> tuple[OutlineItem, ...]:
    """Return the questions of the interview on top, in order, with their answers so far."""
    run = state.top
    if run is None:
        return ()
    flow = tools.book[run.flow]
    items: list[OutlineItem] = []
    for ask, given in review(flow, run, tools.functions):
        standing = "open" if given is None else "doubtful" if given.doubt else "answered" if given.usable else "skipped"
        shown = tools.voice.answer_line(ask, given)
        items.append(OutlineItem(ask.slot, flow.sections.get(ask.section, ""), ask.label, shown, standing))
    return tuple(items)
