"""Where an answer shows what it rests on: a number behind each quoted sentence, a line for each number below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coach.domain.library import Card, Citation
from coach.rendering.markdown import Md

ON_SCREEN = ("Answer", "Steps")
"""The sections of a card that an answer shows in full."""
FIRST_SCREEN = 150
"""Words of an answer with its sources, about as many as people read at once; what does not fit stands under /sources."""
LINE_OVERHEAD = 5
"""Words of a line of sources beside its title and quote: number, kind, review date."""


@dataclass(frozen=True, slots=True)
class CitedLine:
    """One line below an answer: the numbers it explains, and the quote unless the answer itself already shows it.

    `elsewhere` is true for a quote from another card than the one that answers, `brief` where the screen has no room for the quote.
    """

    numbers: tuple[int, ...]
    citation: Citation
    quote: str
    elsewhere: bool = False
    brief: bool = False


def numbered(card: Card, citations: Sequence[Citation]) -> tuple[dict[str, Md], tuple[CitedLine, ...]]:
    """Return the sections of `card` by template name, a number behind each quote that they show, and the lines below.

    The quotes were checked against their cards before; here nothing of them changes.
    """
    sections = dict(card.sections)
    shown: list[int] = []
    lines: list[CitedLine] = []
    for number, citation in enumerate(citations, 1):
        place = next((name for name in ON_SCREEN if citation.card == card.id and citation.quote in sections.get(name, "")), None)
        if place is not None:
            sections[place] = sections[place].replace(citation.quote, rf"{citation.quote} \[{number}\]", 1)
            shown.append(number)
        else:
            lines.append(CitedLine((number,), citation, citation.quote, citation.card != card.id))
    if shown:
        lines.insert(0, CitedLine(tuple(shown), citations[shown[0] - 1], ""))
    return by_template_name(sections), tuple(lines)


def fitted(lines: Sequence[CitedLine], used: int, *, weak: bool = False) -> tuple[CitedLine, ...]:
    """Return the lines below an answer of `used` words, their quotes left out where the first screen would grow too long.

    Quotes of other cards come first, since one of them may be what was meant; what a person's own document says is always kept.
    Lines that lost their quote are left out altogether where even they do not fit, unless the match is `weak`: /sources has them.
    """
    room = FIRST_SCREEN - used - sum(LINE_OVERHEAD + len(line.citation.title.split()) for line in lines)
    kept: dict[tuple[int, ...], CitedLine] = {}
    for line in sorted(lines, key=lambda line: (line.citation.origin is None, not line.elsewhere)):
        cost = len(line.quote.split())
        fits = cost <= max(room, 0) or line.citation.origin is not None
        room -= cost if fits else 0
        kept[line.numbers] = line if fits else replace(line, brief=True)
    found = tuple(kept[line.numbers] for line in lines)
    return found if weak else _without_pointers(found, room)


def _without_pointers(lines: tuple[CitedLine, ...], room: int) -> tuple[CitedLine, ...]:
    """Return the lines without those that only point to /sources, as far as the screen is too long by a negative `room`."""
    left = list(lines)
    for line in sorted((line for line in lines if line.brief), key=lambda line: (line.elsewhere, -line.numbers[0])):
        if room < 0 and len(left) > 1:
            left.remove(line)
            room += LINE_OVERHEAD + len(line.citation.title.split())
    return tuple(left)


def by_template_name(sections: Mapping[str, str]) -> dict[str, Md]:
    """Return sections of a card under the names that templates use ("Other help" is `other_help`), as Markdown of ours."""
    return {name.lower().replace(" ", "_"): Md(text) for name, text in sections.items()}
