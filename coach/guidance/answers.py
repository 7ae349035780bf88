"""Putting an answer together: the best card, literal quotes with their sources, what is related and what disagrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from coach.domain.library import Answer, Card, Citation, Passage
from coach.guidance.calibration import Mode
from coach.guidance.fusion import Ranked, thin
from coach.guidance.quotes import best_quote, opening, speaks_to
from coach.guidance.sources import place_of, readable_all

SHOWN: Final = 20
RELATED: Final = 3
NEAREST: Final = 3
SUPPORTING: Final = 2
CLOSE: Final = 0.75
"""How near, as a share of the best strength, another card must come for a line of it to be quoted."""
TIED: Final = 0.9
OVERDUE_MONTHS: Final = 18


@dataclass(frozen=True, slots=True)
class Material:
    """What an answer is made of: the question, the ranking, where to get a card, how rare its words are, and today."""

    question: str
    ranking: Sequence[Ranked]
    card: Callable[[str], Card | None]
    rarity: Mapping[str, float]
    today: date
    mode: Literal["full", "lexical"] = "full"


def compose(material: Material, floors: Mode) -> Answer:
    """Return the answer to one question; its `kind` follows from the best score and the floors."""
    shown = {ranked.card: ranked for ranked in material.ranking[:SHOWN]}
    cards = thin(card for card in map(material.card, shown) if card is not None)
    passages = tuple(Passage(card.id, card.title, card.topic, card.flow, round(shown[card.id].score, 4)) for card in cards)
    confidence = passages[0].score if passages else 0.0
    nearest = tuple(dict.fromkeys(passage.topic for passage in passages if passage.topic))[:NEAREST]
    if confidence < floors.nothing or not cards:
        return Answer("nothing", material.question, None, passages, nearest=nearest, mode=material.mode, confidence=confidence)
    best, others = cards[0], cards[1:]
    other_side = material.card(best.counterpart) if best.counterpart else None
    near = [card for card in others if card.id != best.counterpart and _goes_with(card, best)]
    close, tied = (
        [card for card in near if shown[card.id].strength >= share * shown[best.id].strength] for share in (CLOSE, TIED)
    )
    weak = confidence < floors.weak
    if weak:
        close = tied = near[:SUPPORTING]
    return Answer(
        kind="weak" if weak else "answer",
        question=material.question,
        card=best,
        passages=passages,
        citations=cite(best, close, tied, material),
        related=tuple(near[:RELATED]),
        other_side=other_side,
        nearest=nearest,
        mode=material.mode,
        confidence=confidence,
    )


def cite(best: Card, supporting: Sequence[Card], tied: Sequence[Card], material: Material) -> tuple[Citation, ...]:
    """Return citations in the order of their numbers: the answer of the best card, its reason, lines of other cards.

    Of other cards only the opening is quoted, which stands alone, and only where it speaks to the question or the card
    came as near as makes no difference; under a weak answer those that come next are quoted, since one of them may be
    meant. A person's own document that came close is always quoted, before other cards: they added it to be told of it.
    Every quote stands in its card character by character; a card without such a sentence is not cited.
    """
    answer = _line_of(best, material)
    reason = best_quote(best, ("Why", "Steps", "Passage"), material.rarity, (answer,))
    lines = [(card, _line_of(card, material)) for card in supporting]
    mine = [line for line in lines if line[0].origin is not None][:1]
    fitting = [
        (card, quote) for card, quote in lines if card.origin is None and (card in tied or speaks_to(quote, material.rarity))
    ]
    quotes = [(best, answer), (best, reason), *[*mine, *fitting][:SUPPORTING]]
    return tuple(_citation(card, quote, material.today) for card, quote in quotes if quote)


def _goes_with(card: Card, best: Card) -> bool:
    """Keep advice for ordinary trouble ("note your own part in it") out of an answer about harm."""
    return best.topic != "safety" or card.topic == "safety"


def _line_of(card: Card, material: Material) -> str:
    """Return the line of a card that stands for it: its opening, or what speaks most to the question in an own document."""
    if card.origin is None:
        return opening(card)
    return best_quote(card, ("Passage",), material.rarity) or card.body.partition("\n")[0]


def _citation(card: Card, quote: str, today: date) -> Citation:
    return Citation(
        card=card.id,
        title=card.title,
        quote=quote,
        source=readable_all(card.sources) if card.origin is None else place_of(card.origin),
        evidence=card.evidence,
        reviewed=card.reviewed,
        overdue=card.origin is None and is_overdue(card.reviewed, today),
        origin=card.origin,
    )


def is_overdue(reviewed: str, today: date) -> bool:
    """True when the ISO date `reviewed` lies more than 18 months before `today`."""
    try:
        then = date.fromisoformat(reviewed)
    except ValueError:
        return True
    months = (today.year - then.year) * 12 + today.month - then.month
    return months > OVERDUE_MONTHS or (months == OVERDUE_MONTHS and today.day > then.day)
