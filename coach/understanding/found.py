"""A fact found in a line, and the small tools that the fact finders share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_STOP: Final = re.compile(r"[.!?;:\n(]|\s-\s")


@dataclass(frozen=True, slots=True)
class Found:
    """One fact: `value` is the piece of the line from `start` to `end`, as typed; `confidence` runs from 0 to 1."""

    slot: str
    value: str
    start: int
    end: int
    confidence: float


def piece(slot: str, text: str, span: tuple[int, int], confidence: float) -> Found | None:
    """Return the fact that stands at `span` of `text`, blanks and closing punctuation taken off; None if nothing is left."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "\"'“‘(,:"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '"”,;:!?)…'):
        end -= 1
    if end > start and text[end - 1] == "." and not text[start:end].lower().endswith(("dr.", "prof.", "p.m.", "a.m.")):
        end -= 1
    if text[start:end].count("'") == 1 and text[start:end].endswith("'"):
        end -= 1
    return Found(slot, text[start:end], start, end, confidence) if end > start else None


def clause_start(text: str, position: int) -> int:
    """Return where the sentence or bracket that holds `position` begins. A full stop after a title does not end one."""
    best = 0
    for match in _STOP.finditer(text, 0, position):
        word = text[max(0, match.start() - 5) : match.start()].lower()
        if match.group() == "." and re.search(r"\b(?:dr|prof|mr|mrs|ms|st|[a-z])$", word):
            continue
        best = match.end()
    return best


def best_each(found: Iterable[Found]) -> tuple[Found, ...]:
    """Return one fact for each slot, the surest, of equals the first; in the order of the text."""
    chosen: dict[str, Found] = {}
    for fact in found:
        now = chosen.get(fact.slot)
        if now is None or (fact.confidence, -fact.start) > (now.confidence, -now.start):
            chosen[fact.slot] = fact
    return tuple(sorted(chosen.values(), key=lambda fact: (fact.start, fact.slot)))
