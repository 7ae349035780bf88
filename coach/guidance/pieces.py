"""The pieces of a card that are turned into vectors: three passages and every ask, with stable ids and content hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from coach.domain.library import Card

Kind = Literal["passage", "ask"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to embed. `id` is stable while the card keeps its id; `digest` changes with the text."""

    id: str
    card: str
    kind: Kind
    text: str

    @property
    def digest(self) -> str:
        """Return the key of the text: the first 16 hexadecimal digits of its SHA-256."""
        return text_digest(self.text)


def text_digest(text: str) -> str:
    """Return the key under which the vector of a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def pieces(card: Card) -> Iterator[Piece]:
    """Cut a card into its pieces: the situation, the answer to it, the reasons, and each ask.

    The title stands before each passage, so that a passage that never names its subject is still found by it.
    Measured in benchmarks/retrieval: a passage of the steps, of the words or of the title alone ranked no better.
    """
    part = card.sections
    yield Piece(f"{card.id}#situation", card.id, "passage", f"{card.title}. {card.situation}")
    yield Piece(f"{card.id}#answer", card.id, "passage", f"{card.title}. {card.situation} {part['Answer']}")
    yield Piece(f"{card.id}#why", card.id, "passage", f"{card.title}. {part['Why']} {part['Avoid']}")
    for ask in card.asks:
        yield Piece(f"{card.id}?{text_digest(ask)[:10]}", card.id, "ask", ask)


def all_pieces(cards: Iterable[Card]) -> list[Piece]:
    """Return the pieces of all cards, in their order."""
    return [piece for card in cards for piece in pieces(card)]


def outside_pieces(questions: Iterable[str]) -> list[Piece]:
    """Return questions that lie outside Coach's subject as pieces; their vectors help to tell when to say nothing."""
    return [Piece(f"?{text_digest(question)}", "", "ask", question) for question in questions]


def card_of(piece_id: str) -> str:
    """Return the card that a piece belongs to, from its id."""
    return piece_id.partition("#")[0].partition("?")[0]


def pieces_key(pieces: Iterable[Piece]) -> str:
    """Return a short key of the ids and texts of pieces, the same on every machine."""
    digest = hashlib.sha256()
    for line in sorted(f"{piece.id} {piece.digest}" for piece in pieces):
        digest.update(line.encode())
    return digest.hexdigest()[:16]
