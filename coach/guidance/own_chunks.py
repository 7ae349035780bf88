"""Documents cut into passages of the size of one good answer, each under its headings and on one page.

A passage's text stands in the document as it is kept, character by character, so that a quote can be checked. What is
embedded is the text after its headings: a paragraph that never names its subject is then still found by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.guidance.own_parse import Block
from coach.guidance.pieces import text_digest
from coach.guidance.quotes import split_sentences

AIM: Final = 90
"""Words at which a passage is long enough to stand alone; a card's answer and steps have about as many."""
MOST: Final = 150
"""Words that a paragraph is not added beyond: the encoder reads 256 tokens, about 190 words."""
LEAST: Final = 40
"""Words under which what is left at the end of a section or page joins the passage before it: alone it is found by its heading."""
TITLE: Final = 120


@dataclass(frozen=True, slots=True)
class Chunk:
    """One passage of a document; paragraphs are divided by an empty line."""

    text: str
    headings: tuple[str, ...] = ()
    page: int = 0

    @property
    def embedded(self) -> str:
        """Return what is turned into a vector."""
        return f"{'. '.join(self.headings[-2:])}. {self.text}" if self.headings else self.text

    @property
    def digest(self) -> str:
        """Return the key of what is embedded."""
        return text_digest(self.embedded)


def chunks(blocks: Sequence[Block]) -> list[Chunk]:
    """Cut the blocks of a document into passages, in order; a passage that comes twice is kept once."""
    found: dict[str, Chunk] = {}
    for chunk in _with_ends(_cut(blocks)):
        found.setdefault(chunk.digest, chunk)
    return list(found.values())


def _with_ends(cut: Iterable[Chunk]) -> Iterator[Chunk]:
    before: Chunk | None = None
    for chunk in cut:
        if before is not None:
            same = (before.headings, before.page) == (chunk.headings, chunk.page)
            if same and _words([chunk.text]) < LEAST:
                before = replace(before, text=f"{before.text}\n\n{chunk.text}")
                continue
            yield before
        before = chunk
    if before is not None:
        yield before


def _cut(blocks: Sequence[Block]) -> Iterator[Chunk]:
    path: list[tuple[int, str]] = []
    held: list[str] = []
    under: tuple[str, ...] = ()
    page = 0
    for block in blocks:
        if block.level:
            yield from _chunk(held, under, page)
            held = []
            path = [(level, title) for level, title in path if level < block.level]
            path.append((block.level, block.text[:TITLE]))
            continue
        headings = tuple(title for _, title in path)
        for part in _parts(block.text):
            full = held and _words(held) + len(part.split()) > MOST
            if full or block.page != page or headings != under or (_words(held) >= AIM):
                yield from _chunk(held, under, page)
                held = []
            under, page = headings, block.page
            held.append(part)
    yield from _chunk(held, under, page)


def _chunk(held: Sequence[str], headings: tuple[str, ...], page: int) -> Iterator[Chunk]:
    text = "\n\n".join(held)
    if any(character.isalnum() for character in text):
        yield Chunk(text, headings, page)


def _words(held: Sequence[str]) -> int:
    return sum(len(part.split()) for part in held)


def _parts(text: str) -> Iterator[str]:
    """Cut a paragraph that is too long between its sentences, and a sentence that is too long between its words."""
    if len(text.split()) <= MOST:
        yield text
        return
    held: list[str] = []
    for sentence in split_sentences(text, tail=True):
        for start in range(0, len(words := sentence.split()), MOST):
            piece = " ".join(words[start : start + MOST])
            if held and _words(held) + len(piece.split()) > AIM:
                yield " ".join(held)
                held = []
            held.append(piece)
    if held:
        yield " ".join(held)
