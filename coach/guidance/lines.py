"""The lines in knowledge/lines: more ways to put a situation, for the encoder to learn from.

A card's `asks` are what search compares a question with; the lines beside them are never searched and never shown. They are many,
and written by people who had not seen the asks, so that what the encoder learns from them can be measured on asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coach.domain.library import Card
from coach.errors import ContentError
from coach.guidance.cards import ask_key

FOLDER: Final = "lines"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the card that it is about and what a person typed, with the file and the number of the line in it."""

    card: str
    text: str
    path: Path
    number: int


def read_lines(knowledge: Path) -> list[Line]:
    """Return the lines of the files `lines/<topic>.txt` in a knowledge folder: `card-id | text`, comments after #.

    A line without a bar has an empty card; `line_faults` reports it.
    """
    return [
        Line(card.strip() if bar else "", text.strip(), path, number)
        for path in sorted((knowledge / FOLDER).glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
        for card, bar, text in [line.partition("|")]
    ]


def line_faults(knowledge: Path, cards: Mapping[str, Card]) -> Iterator[ContentError]:
    """Yield what is wrong with the lines of a knowledge folder whose cards are `cards`."""
    seen = {ask_key(ask): f"an ask of {card.id}" for card in cards.values() for ask in card.asks}
    for line in read_lines(knowledge):
        if not line.card or not line.text:
            yield ContentError(line.path, line.number, "This is not `card-id | text`.", "Write a card, a bar, a text.")
        elif line.card not in cards or cards[line.card].topic != line.path.stem:
            what = f"There is no card {line.card} of the topic {line.path.stem}."
            yield ContentError(line.path, line.number, what, "Correct the id, or move the line to the file of its topic.")
        else:
            first = seen.setdefault(ask_key(line.text), f"line {line.number} of {line.path.name}")
            if first != f"line {line.number} of {line.path.name}":
                what = f"This stands elsewhere too, as {first}: {line.text[:60]}"
                yield ContentError(line.path, line.number, what, "Keep it where it fits best.")
