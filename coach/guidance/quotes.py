"""Literal quotes: whole sentences and steps of a card, chosen by the words of the question, checked before use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from coach.domain.library import Card

SHORTEST: Final = 5
SPEAKING: Final = 2.0
"""How rare a shared word must be, at least, for a line of another card to count as speaking to the question."""
_WORD: Final = re.compile(r"\w+")
_LEANING: Final = frozenset("and but or so then it its they them their this that these those he she one both such here".split())
"""A sentence that begins so leans on the one before it and is quoted only when there is no other."""
_LIST_MARK: Final = re.compile(r"^\s*(?:\d+[.)]|[-*])\s+")
_END: Final = re.compile(r"[.!?…][\"'”’)\]]*(?=\s|$)")
_NOT_AN_END: Final = re.compile(r"(?:\b(?:[A-Z]|e\.g|i\.e|etc|vs|cf|Dr|Mr|Mrs|Ms|Prof|St|No|approx|Ph\.D))\.$")


def sentences(text: str) -> list[str]:
    """Return the whole sentences of a paragraph or section, and list items without their marks, as they stand in it.

    Block quotes are left out: they are words for the person to send, not guidance to cite.
    """
    found: list[str] = []
    for line in text.splitlines():
        if line.lstrip().startswith((">", "#", "|")):
            continue
        mark = _LIST_MARK.match(line)
        if mark:
            found.append(line[mark.end() :].strip())
        else:
            found += split_sentences(line.strip())
    return [sentence for sentence in found if len(sentence.split()) >= SHORTEST]


def split_sentences(text: str, tail: bool = False) -> list[str]:
    """Return the whole sentences of one line; with `tail`, also what follows the last of them without an end."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        before, rest = text[start : end.end()], text[end.end() :].lstrip()
        if rest[:1].islower() or _NOT_AN_END.search(before):
            continue
        found.append(before.strip())
        start = end.end()
    return [*found, text[start:].strip()] if tail and text[start:].strip() else found


def is_literal(quote: str, card: Card) -> bool:
    """True when `quote` stands in the card, character by character."""
    return bool(quote) and quote in card.body


def opening(card: Card) -> str:
    """Return the first sentence of the card's answer, which is written to stand alone; empty when there is none."""
    return next((sentence for sentence in sentences(card.sections.get("Answer", "")) if is_literal(sentence, card)), "")


def best_quote(card: Card, sections: tuple[str, ...], rarity: Mapping[str, float], apart_from: tuple[str, ...] = ()) -> str:
    """Return the sentence of these `sections` that shares most with the question, or the first; empty if there is none.

    `rarity` gives the question's words and how rare each is. Only literal quotes are returned.
    """
    candidates = [s for name in sections for s in sentences(card.sections.get(name, "")) if s not in apart_from]
    candidates = [sentence for sentence in candidates if is_literal(sentence, card)]
    upright = [sentence for sentence in candidates if not _LEANING.intersection(_WORD.findall(sentence.casefold())[:1])]
    return max(upright or candidates, key=lambda sentence: _shared(sentence, rarity) / (8 + len(sentence.split())), default="")


def speaks_to(quote: str, rarity: Mapping[str, float]) -> bool:
    """True when `quote` shares words of some weight with the question whose words `rarity` gives."""
    return _shared(quote, rarity) >= SPEAKING


def question_words(question: str) -> list[str]:
    """Return the different words of a question, folded."""
    return list(dict.fromkeys(_WORD.findall(question.casefold())))


def _shared(sentence: str, rarity: Mapping[str, float]) -> float:
    words = set(_WORD.findall(sentence.casefold()))
    stems = {word[:5] for word in words}
    return sum(weight for word, weight in rarity.items() if word in words or word[:5] in stems)
