"""Slash words as the screen sees them: which begin like this, and which it answers itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coach.conversation.facade import CommandSpec

OWN: Final[tuple[CommandSpec, ...]] = (
    CommandSpec("copy", "Copy the message", "Put the message, the sheet or the last reply on the clipboard.", "", (), "results"),
    CommandSpec("edit", "Edit the message", "Change the subject and the wording yourself.", "", (), "results"),
)
"""Words that only a screen can carry out."""

GROUPS: Final = {
    "start": "Begin",
    "conversation": "In a conversation",
    "results": "What came of it",
    "outbox": "When you have sent something",
    "privacy": "Privacy and the rest",
}


def with_own(commands: Iterable[CommandSpec]) -> tuple[CommandSpec, ...]:
    """Add the screen's own words, grouped, where the dialogue does not have them already."""
    given = tuple(commands)
    names = {word for spec in given for word in (spec.name, *spec.aliases)}
    mine = tuple(spec for spec in OWN if spec.name not in names)
    order = list(GROUPS)
    place = {group: number for number, group in enumerate(order)}
    return tuple(sorted((*given, *mine), key=lambda spec: place.get(spec.group, len(order))))


def beginning(text: str, commands: Iterable[CommandSpec]) -> tuple[CommandSpec, ...]:
    """Return the words that `text` may become; none once a space or a line follows."""
    if not text.startswith("/") or any(c.isspace() for c in text):
        return ()
    start = text[1:].lower()
    by_name = [spec for spec in commands if spec.name.startswith(start)]
    by_alias = [s for s in commands if s not in by_name and any(a.startswith(start) for a in s.aliases)]
    return (*by_name, *by_alias)


def split(text: str, commands: Iterable[CommandSpec]) -> tuple[str, str]:
    """Return the slash word of a line, by its proper name, and what follows it; empty where there is none."""
    if not text.startswith("/"):
        return "", text
    word, _, rest = text[1:].partition(" ")
    for spec in commands:
        if word.lower() in (spec.name, *spec.aliases):
            return spec.name, rest.strip()
    return word.lower(), rest.strip()
