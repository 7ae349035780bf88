"""What the guidance library holds and what it answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from coach.domain.labels import Evidence

SECTIONS = ("Answer", "Steps", "Words", "Why", "Avoid", "Other help")
"""The headings of a card's body, in order."""


def first_block(words: str) -> str:
    """Return the first block quote of a section of words to adapt: what the first screen of an answer shows of it."""
    block: list[str] = []
    for line in words.splitlines():
        if line.startswith(">"):
            block.append(line)
        elif block:
            break
    return "\n".join(block)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. `kind` is research, institutional, practitioner or vendor; `year` may be unknown."""

    id: str
    title: str
    kind: str
    year: str = ""
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a passage of a person's own document stands: the file's name and path, the day it was added (ISO), the page
    from 1 (0 where a document has none), and the headings above it, outermost first.
    """

    file: str
    added: str
    path: str = ""
    page: int = 0
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One situation of a mentee and one good answer to it. `sections` maps the headings in `SECTIONS` to Markdown.

    A passage of a person's own document comes as a card too: `origin` says where it stands, and `sections` holds plain
    text: the `Passage` and, when it is opened to be read, what stands `Before` and `After` it.
    """

    id: str
    title: str
    topic: str
    situation: str
    asks: tuple[str, ...]
    stage: str
    evidence: Evidence
    sources: tuple[Source, ...]
    flow: str
    reviewed: str
    sections: Mapping[str, str] = field(default_factory=dict)
    stance: str = ""
    counterpart: str = ""
    seeds: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def body(self) -> str:
        """The card as Markdown, with its headings, or the bare passage: the text that quotes are checked against."""
        if self.origin is not None:
            return self.sections["Passage"]
        return "\n\n".join(f"## {name}\n{text}" for name, text in self.sections.items())


@dataclass(frozen=True, slots=True)
class Passage:
    """One card in a ranking. `score` is between 0 and 1 and comparable within one ranking and across queries."""

    card: str
    title: str
    topic: str
    flow: str
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A literal quote from a card. `source` names the card's sources in words; `quote` stands in the card character by character.

    `origin` is set for a quote from a person's own document, which nobody has reviewed.
    """

    card: str
    title: str
    quote: str
    source: str
    evidence: Evidence
    reviewed: str
    overdue: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to one question.

    `kind`: `answer` (above the floor), `weak` (near the floor: show it as such), `nothing` (below: `card` is None and
    `nearest` names topics). `other_side` is the counterpart card where good sources disagree. `mode` is `full`, or
    `lexical` while the encoder is not ready. `passages` holds at least ten cards where there are as many. `own_only` says
    that the person has restricted the search to their own documents.
    """

    kind: Literal["answer", "weak", "nothing"]
    question: str
    card: Card | None
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...] = ()
    related: tuple[Card, ...] = ()
    other_side: Card | None = None
    nearest: tuple[str, ...] = ()
    mode: Literal["full", "lexical"] = "full"
    confidence: float = 0.0
    own_only: bool = False


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What the library can do now. `state` is `absent`, `preparing`, `lexical`, `ready` or `broken`."""

    state: Literal["absent", "preparing", "lexical", "ready", "broken"]
    cards: int = 0
    passages: int = 0
    model: str = ""
    message: str = ""
    remedy: str = ""
