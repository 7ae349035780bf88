"""The guidance library as the conversation knows it: a question in, a cited answer out; and the encoder behind it.

Opening is lazy. Answers by words need only the compiled cards; `warm_up`, called off the screen's thread, adds the
encoder and the vector index. Whatever is missing or broken leaves a library that answers by words and says so.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from coach.domain.library import Answer, Card, LibraryStatus
from coach.errors import CoachError, ContentError, LibraryError, LibraryMismatch, WeightsError
from coach.guidance.answers import Material, compose
from coach.guidance.calibration import from_json
from coach.guidance.encoder import TextEncoder
from coach.guidance.fusion import Evidence, rank
from coach.guidance.lexical import LexicalIndex
from coach.guidance.onnx_copy import open_encoder
from coach.guidance.own import PREFIX, Asked, OwnGuidance
from coach.guidance.places import LibraryOptions, content_problems, is_locked, locked, open_cards
from coach.guidance.questions import one_line, parts
from coach.guidance.quotes import question_words
from coach.guidance.semantic import Semantic, instead_of_shared, open_semantic

LEXICAL_CARDS: Final = 60
REMEMBERED: Final = 64


class GuidanceLibrary:
    """Cited answers from the cards, and vectors for routing. Satisfies the Library and Encoder ports."""

    def __init__(
        self, options: LibraryOptions, encoder: TextEncoder | None = None, today: Callable[[], date] = date.today
    ) -> None:
        """Nothing is opened yet. `encoder` replaces the prepared one, for tests; `today` is the clock."""
        self._options = options
        self._today = today
        self._encoder = encoder
        self._cards: LexicalIndex | None = None
        self._semantic: Semantic | None = None
        self._own = OwnGuidance(options.home)
        self._trouble: CoachError | None = None
        self._vectors: OrderedDict[str, Any] = OrderedDict()
        self._opening, self._warming, self._remembering = threading.RLock(), threading.Lock(), threading.Lock()

    def warm_up(self) -> LibraryStatus:
        """Open what is prepared and return the status. Safe to call often and from any thread; never raises CoachError.

        Slow on a cold start (about a second); also brings the index up to date with cards that were added or changed.
        """
        with self._warming:
            if self._semantic is None:
                try:
                    self._warm()
                    self._trouble = None
                except CoachError as error:
                    self._trouble = error
                except Exception as error:  # Chroma and SQLite raise many kinds; all mean that the files are unusable
                    self._trouble = LibraryError(f"The library cannot be opened: {error}.", "Run: coach library rebuild")
        return self.status()

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Answer one question from the cards; `prior` maps topics, and flows as `flow:<name>`, to the probability that routing gives them.

        While the encoder is not ready the answer rests on words alone and says so in `mode`. Never raises for a
        question, whatever it holds. Raises ContentError only when the shipped cards cannot be read at all.
        """
        cards = self._open_cards()
        calibration = from_json(cards.meta["calibration"])
        texts = (one_line(question), *parts(question))
        by_words = [Evidence(lexical=cards.search(text, LEXICAL_CARDS), outside_words=cards.outside(text)) for text in texts]
        asked = Asked(texts, cards.idf, prior=prior)
        searches = self._evidence(asked, by_words)
        full = searches is not None
        searches = searches or self._own.joined(by_words, asked)
        mode = calibration.full if full else calibration.lexical
        ranking = rank(searches, mode.weights, cards.topics, self._own.prior(prior), cards.flows)
        question = texts[0]
        rarity = cards.idf(question_words(question))
        read = self._own.beside(cards.card)
        found = compose(Material(question, ranking, read, rarity, self._today(), "full" if full else "lexical"), mode)
        return replace(found, own_only=True) if self._own.only else found

    def card(self, card_id: str) -> Card | None:
        """Return a card by id, or None; a passage of an own document with what stands around it."""
        return self._own.card(card_id, around=True) if card_id.startswith(PREFIX) else self._open_cards().card(card_id)

    def is_own(self, card_id: str) -> bool:
        """True when the card is one of the person's own, which lie over the shipped ones."""
        return card_id in self._open_cards().own()

    def problems(self) -> tuple[ContentError, ...]:
        """Return the faults of the card files, each with file, line and remedy; faulty cards are not used."""
        return content_problems(self._open_cards())

    def status(self) -> LibraryStatus:
        """Say what the library can do now."""
        try:
            cards = self._open_cards()
        except CoachError as error:
            return LibraryStatus("broken", message=error.what, remedy=error.remedy)
        count, semantic, trouble = len(cards.topics), self._semantic, self._trouble
        if semantic is not None:
            model = self._encoder.info.name if self._encoder else ""
            return LibraryStatus("ready", count, semantic.count(), model, semantic.note, semantic.remedy)
        if isinstance(trouble, WeightsError):
            preparing = self._options.root is not None and is_locked(self._options.root)
            return LibraryStatus("preparing" if preparing else "absent", count, message=trouble.what, remedy=trouble.remedy)
        if isinstance(trouble, LibraryMismatch) or (trouble is not None and self._options.root is not None):
            return LibraryStatus("broken", count, message=trouble.what, remedy=trouble.remedy)
        return LibraryStatus("lexical", count)

    def vector(self, text: str) -> Any | None:
        """Return the float32 row of shape (dimension,) for `text`, or None while the encoder is not ready."""
        encoder = self._encoder
        if encoder is None:
            return None
        with self._remembering:
            if text in self._vectors:
                self._vectors.move_to_end(text)
                return self._vectors[text]
        row = encoder.encode([text])[0]
        with self._remembering:
            self._vectors[text] = row
            while len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
        return row

    def vectors(self, texts: Sequence[str]) -> Any | None:
        """Return one row for each of `texts`, in batches, or None while the encoder is not ready."""
        return None if self._encoder is None else self._encoder.encode(list(texts))

    def close(self) -> None:
        """Let go of all files; the library can be opened again."""
        with self._warming, self._opening:
            if self._semantic is not None:
                self._semantic.close()
            if self._cards is not None:
                self._cards.close()
            self._semantic = self._cards = None
            self._own.close()

    def _open_cards(self) -> LexicalIndex:
        with self._opening:
            if self._cards is None:
                self._cards = open_cards(self._options)
            return self._cards

    def _warm(self) -> None:
        cards = self._open_cards()
        if self._encoder is None:
            if self._options.root is None:
                return
            self._encoder = open_encoder(self._options.root / "models", self._options.model)
        if self._options.root is not None:
            with locked(self._options.root):
                self._semantic = open_semantic(self._options, cards, self._encoder)
            self._own.warm(self._encoder.info)

    def _rows(self, texts: Sequence[str]) -> Any:
        import numpy as np

        whole = np.asarray(self.vector(texts[0]))[None, :]
        return whole if len(texts) == 1 else np.concatenate([whole, self.vectors(texts[1:])])

    def _evidence(self, asked: Asked, by_words: Sequence[Evidence]) -> list[Evidence] | None:
        semantic = self._semantic
        if semantic is None or not asked.texts[0]:
            return None
        try:
            rows = self._rows(asked.texts)
            return self._own.joined(semantic.evidence(rows, by_words), replace(asked, rows=rows))
        except Exception as error:  # whatever Chroma raises, words still answer and the status says what happened
            semantic.close()
            self._semantic = instead_of_shared(self._options, self._open_cards(), self._encoder) if semantic.shared else None
            if self._semantic is not None:
                return self._evidence(asked, by_words)
            self._trouble = LibraryError(f"The library cannot be searched: {error}.", "Run: coach library rebuild")
            return None
