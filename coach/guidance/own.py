"""A person's own documents as the library sees them: passages that compete with the cards, and how far they may.

An own passage has no asks and no centre. A card counts with these as well as with its passages; where an own passage would have
them, it counts with what the best ask and the centre of a card have on average where its passage has that cosine (`AS_ASK`,
`AS_CENTRE`), so that neither kind is favoured.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from coach.domain.library import Card, Origin
from coach.errors import LibraryError
from coach.guidance.encoder import EncoderInfo
from coach.guidance.fusion import BEST_ASKS, Evidence, Hits
from coach.guidance.own_store import FOLDER, OwnStore, has_documents
from coach.guidance.own_vectors import FEW, OwnVectors
from coach.guidance.own_words import OwnWords, Rarity

PREFIX: Final = "own:"
NEAREST: Final = 20
AROUND: Final = 3
"""Passages before and after one that is opened to be read."""
AS_ASK: Final = (0.72, 0.24)
AS_CENTRE: Final = (0.52, 0.14)
"""Slopes and offsets from the cosine of a card's passage to those of its best ask and of its centre, fitted over the asks that
were never learnt (`python -m benchmarks.retrieval --calibrate` prints them)."""
NEUTRAL: Final = 0.5
"""What routing thinks of an own passage, as a share of its likeliest topic: own documents have no topics."""
OUTSIDE: Final = (0.3, 0.2)
"""The most that likeness to questions outside the subject, in meaning and in words, counts where own documents speak: they
may be about anything. An own passage then passes the floor from a cosine of about 0.4; unrelated ones have 0.2."""
SAFETY: Final = 0.5
"""How likely a matter of safety must be for own documents to be left out: they may hold anything, and nobody has read them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its sentences, their vectors where there are any, and how rare words are among the cards."""

    texts: Sequence[str]
    rarity: Rarity
    rows: Any = None
    prior: Mapping[str, float] | None = None


class OwnGuidance:
    """Searches own documents; opened when first needed, and again when another process has written. Safe across threads."""

    def __init__(self, home: Path | None) -> None:
        """Open nothing yet. Without a `home` there are no own documents."""
        self._folder = home / FOLDER if home is not None else None
        self._store: OwnStore | None = None
        self._words: OwnWords | None = None
        self._vectors: OwnVectors | None = None
        self._info: EncoderInfo | None = None
        self._version = 0
        self._opening = threading.RLock()

    def warm(self, info: EncoderInfo) -> None:
        """Open the vectors of the encoder `info`; a few that are missing are put in. Never raises: words still find."""
        with self._opening:
            self._info = info
            self._open()

    def joined(self, searches: Sequence[Evidence], asked: Asked) -> list[Evidence]:
        """Return what was found for a question and its sentences, with own passages among it as far as the person wants."""
        unsafe = (asked.prior or {}).get("safety", 0.0) >= SAFETY
        with self._opening:
            store = self._open()
            use = store.use if store is not None else "without"
            if use == "without" or self._words is None or unsafe:
                return list(searches)
            with suppress(LibraryError, sqlite3.Error):
                words = [self._words.search(text, asked.rarity) for text in asked.texts]
                near = self._nearest(asked.rows) or [[] for _ in words]
                given = [_bare() for _ in searches] if use == "only" else searches
                return [_join(*parts) for parts in zip(given, near, words, strict=True)]
        return list(searches)

    def prior(self, prior: Mapping[str, float] | None) -> dict[str, float]:
        """Return what routing thinks of topics and flows, with a share for passages that have none."""
        found = dict(prior or {})
        topics = [likely for topic, likely in found.items() if not topic.startswith("flow:")]
        return {**found, "": NEUTRAL * max(topics, default=0.0)}

    @property
    def only(self) -> bool:
        """True when the person has restricted answers to their own documents."""
        with self._opening:
            store = self._open()
            return store is not None and store.use == "only"

    def card(self, card_id: str, *, around: bool = False) -> Card | None:
        """Return an own passage as a card, or None; with `around`, also what stands before and after it."""
        with self._opening, suppress(ValueError, LibraryError, sqlite3.Error):
            store = self._open()
            return _card(store, int(card_id.removeprefix(PREFIX)), around) if store is not None else None
        return None

    def beside(self, cards: Callable[[str], Card | None]) -> Callable[[str], Card | None]:
        """Return what gives own passages by their ids, and everything else as `cards` does."""
        return lambda card_id: self.card(card_id) if card_id.startswith(PREFIX) else cards(card_id)

    def close(self) -> None:
        """Let go of all files; they are opened again when needed."""
        with self._opening:
            if self._vectors is not None:
                with suppress(Exception):
                    self._vectors.close()
            if self._store is not None:
                self._store.close()
            self._store = self._words = self._vectors = None

    def _open(self) -> OwnStore | None:
        if self._folder is None or not has_documents(self._folder):
            if self._store is not None:
                self.close()
            return None
        try:
            if self._store is not None and self._store.version() != self._version:
                self.close()
            if self._store is None:
                self._store = OwnStore(self._folder)
                self._words = OwnWords(self._store)
                self._version = self._store.version()
            if self._vectors is None and self._info is not None and self._store.rows("SELECT 1 FROM passages LIMIT 1"):
                self._vectors = OwnVectors(self._store, self._info)
                self._vectors.reconcile(most=FEW)
        except (LibraryError, sqlite3.Error):
            self.close()
        except Exception:  # Chroma raises many kinds; words still find
            self._vectors = None
        return self._store

    def _nearest(self, rows: Any) -> list[list[tuple[int, float]]] | None:
        if rows is None or self._vectors is None:
            return None
        try:
            return self._vectors.nearest(rows, NEAREST)
        except Exception:  # Chroma raises many kinds; words still find
            return None


def _join(found: Evidence, near: Sequence[tuple[int, float]], words: Sequence[tuple[int, float]]) -> Evidence:
    """Add own passages to the evidence. None below the weakest card is added, so that no card's own strength changes."""
    passages, asks, centres, lexical = (_weakest(hits) for hits in (found.passages, found.asks, found.centres, found.lexical))
    mine = [(f"{PREFIX}{one}", score) for one, score in near if score >= passages]
    as_asks = [hit for hit in _likened(mine, AS_ASK) if hit[1] >= asks for _ in range(BEST_ASKS)]
    as_centres = [hit for hit in _likened(mine, AS_CENTRE) if hit[1] >= centres]
    by_words = [(f"{PREFIX}{one}", score) for one, score in words if score >= lexical]
    if mine and mine[0][1] > found.outside:
        found = replace(found, outside=min(OUTSIDE[0], found.outside), outside_words=min(OUTSIDE[1], found.outside_words))
    return replace(
        found,
        passages=_merged(found.passages, mine),
        asks=_merged(found.asks, as_asks),
        centres=_merged(found.centres, as_centres),
        lexical=_merged(found.lexical, by_words),
    )


def _bare() -> Evidence:
    return Evidence(outside=OUTSIDE[0], outside_words=OUTSIDE[1])


def _likened(hits: Hits, line: tuple[float, float]) -> list[tuple[str, float]]:
    return [(one, min(1.0, line[0] * score + line[1])) for one, score in hits]


def _weakest(hits: Hits) -> float:
    return hits[-1][1] if hits else 0.0


def _merged(hits: Hits, mine: Iterable[tuple[str, float]]) -> Hits:
    return sorted((*hits, *mine), key=lambda hit: -hit[1])


def _card(store: OwnStore, passage: int, around: bool) -> Card | None:
    sql = (
        "SELECT p.document, p.place, p.page, p.headings, p.text, d.name, d.path, d.added "
        "FROM passages p JOIN documents d ON d.id = p.document WHERE p.id = ?"
    )
    rows = store.rows(sql, (passage,))
    if not rows:
        return None
    document, place, page, headings, text, name, path, added = rows[0]
    origin = Origin(name, added, path, page, tuple(json.loads(headings)))
    sections = {"Passage": text}
    if around:
        near = "SELECT place, text FROM passages WHERE document = ? AND place BETWEEN ? AND ? ORDER BY place"
        found = store.rows(near, (document, place - AROUND, place + AROUND))
        sections["Before"] = "\n\n".join(text for at, text in found if at < place)
        sections["After"] = "\n\n".join(text for at, text in found if at > place)
    return Card(
        id=f"{PREFIX}{passage}",
        title=origin.headings[-1] if origin.headings else name,
        topic="",
        situation="",
        asks=(),
        stage="",
        evidence="own",
        sources=(),
        flow="",
        reviewed="",
        sections=MappingProxyType(sections),
        origin=origin,
    )
