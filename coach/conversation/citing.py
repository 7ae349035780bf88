"""Where an answer shows what it rests on: a number behind each quoted sentence, a line for each number below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.domain.library import Card, Citation
from coach.rendering.markdown import Md

ON_SCREEN = ("Answer", "Steps")
"""The sections of a card that an answer shows in full."""


@dataclass(frozen=True, slots=True)
class CitedLine:
    """One line below an answer: the numbers it explains, and the quote unless the answer itself already shows it.

    `elsewhere` is true for a quote from another card than the one that answers.
    """

    numbers: tuple[int, ...]
    citation: Citation
    quote: str
    elsewhere: bool = False


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


def by_template_name(sections: Mapping[str, str]) -> dict[str, Md]:
    """Return sections of a card under the names that templates use ("Other help" is `other_help`), as Markdown of ours."""
    return {name.lower().replace(" ", "_"): Md(text) for name, text in sections.items()}
