"""What the palette (Ctrl+P) lists: every slash word, and every key that is active."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from coach.conversation.facade import CommandSpec
from coach.tui.keys import sections

HIDDEN: Final = ("composer", "prompt", "transcript", "actions", "action")
"""Parts whose keys make sense only while they are pressed there."""


@runtime_checkable
class Talks(Protocol):
    """A screen that takes lines."""

    commands: tuple[CommandSpec, ...]

    def submit(self, text: str, shown: str | None = None) -> None:
        """Take a line as if it had been typed."""
        ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette."""

    title: str
    help: str
    run: Callable[[], object]


class Everything(Provider):
    """The commands of the dialogue first, then the keys of Coach that work here."""

    def entries(self) -> Iterator[Entry]:
        """Yield all entries."""
        screen, app = self.screen, self.app
        if isinstance(screen, Talks):
            for spec in screen.commands:
                yield Entry(f"{spec.label}  /{spec.name}", spec.help, partial(screen.submit, f"/{spec.name}"))
        for section in sections(screen.active_bindings):
            for row in section.rows:
                if row.id.partition(".")[0] not in HIDDEN and not row.grouped and row.id != "app.palette":
                    yield Entry(f"{row.label}  {row.keys}", row.tooltip, partial(app.run_action, row.action, row.node))

    async def discover(self) -> Hits:
        """List everything before a letter is typed."""
        for entry in self.entries():
            yield DiscoveryHit(entry.title, entry.run, help=entry.help)

    async def search(self, query: str) -> Hits:
        """List what matches the title or the help."""
        matcher = self.matcher(query)
        for entry in self.entries():
            score = max(matcher.match(entry.title), matcher.match(entry.help) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(entry.title), entry.run, help=entry.help)
