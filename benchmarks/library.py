"""The library in memory, with everything that each way of searching finds for a question; for `benchmarks.retrieval`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bm25 import Words
from benchmarks.intents_data import ASKS_HELD, CACHE, is_held_out
from coach.domain.library import Answer
from coach.guidance.answers import SHOWN, Material, compose
from coach.guidance.calibration import Calibration, Weights, load_calibration
from coach.guidance.centres import centre_file, gather, read_centres
from coach.guidance.fusion import FLOW_SHARE, Ranked
from coach.guidance.lexical import compile_cards
from coach.guidance.models import DEFAULT_KEY
from coach.guidance.onnx_copy import open_encoder
from coach.guidance.pieces import outside_pieces, pieces, text_digest
from coach.guidance.places import LibraryOptions
from coach.guidance.prepare import prepare
from coach.guidance.quotes import question_words
from coach.guidance.semantic import NEAREST_OUTSIDE
from coach.guidance.shelf import load_shelf
from coach.guidance.tuning import shipped_tuning, tuning_key
from coach.guidance.vectors import FOLDER, Vectors
from coach.understanding.intents import Prediction, load_intents

Array = Any


class Bench:
    """The library in memory, with everything that the rows need."""

    def __init__(self, knowledge: Path) -> None:
        """Read cards, vectors and calibration from `knowledge`; vectors must be up to date (`coach check` says so)."""
        self.cards = list(load_shelf([knowledge]).cards.values())
        self.calibration: Calibration = load_calibration([knowledge])
        self.vectors = Vectors(DEFAULT_KEY).read(knowledge / FOLDER)
        self.known((*self.calibration.questions, *self.calibration.outside, "?"))
        cut = [list(pieces(card)) for card in self.cards]
        self.asks = [(n, piece.text) for n, found in enumerate(cut) for piece in found if piece.kind == "ask"]
        self.withheld = [k for k, (_, text) in enumerate(self.asks) if is_held_out(text, ASKS_HELD)]
        self.owner = np.array([n for n, _ in self.asks])
        passages = [piece for found in cut for piece in found if piece.kind == "passage"]
        self.passages = self._rows([p.text for p in passages]).reshape(len(self.cards), -1, self._rows(["?"]).shape[1])
        self.ask_rows = self._rows([text for _, text in self.asks])
        self.centres = self._centres(knowledge)
        self.outside_rows = self._rows(self.calibration.outside)
        self.words = Words(self.cards, self.calibration.outside)
        self.intents = load_intents((knowledge,))
        self.index = compile_cards(None, load_shelf([knowledge]), {})

    def known(self, questions: Sequence[str]) -> Sequence[str]:
        """Return questions after making sure that their vectors are known."""
        wanted = outside_pieces(questions)
        if self.vectors.missing(wanted):
            prepare(LibraryOptions(CACHE))
            self.vectors.embed_missing(wanted, open_encoder(CACHE / "library" / "models", ""))
        return questions

    def all_features(self) -> list[dict[str, Array]]:
        """Return the features of the questions, of the withheld asks and of the questions outside the subject."""
        return [
            self.features(list(self.calibration.questions)),
            self.features([self.asks[k][1] for k in self.withheld], self.withheld),
            self.features(self.calibration.outside, outside=True),
        ]

    def answers(self, questions: Sequence[str], ranking: Array) -> list[Answer]:
        """Return what Coach would answer to each question, had it ranked the cards so and been sure of the best."""
        by_id = {card.id: card for card in self.cards}
        found = []
        for question, row in zip(questions, ranking, strict=True):
            best = [Ranked(self.cards[n].id, float(row[n]), 1.0) for n in np.argsort(-row)[:SHOWN]]
            material = Material(question, best, by_id.get, self.index.idf(question_words(question)), date.today())
            found.append(compose(material, self.calibration.full))
        return found

    def _likely(self, routed: Prediction) -> Array:
        """Return how likely routing holds each card's topic and flow, as `fusion.rank` adds them up."""
        topics, flows = dict(routed.topics), dict(routed.flows)
        return np.array([topics.get(card.topic, 0.0) + FLOW_SHARE * flows.get(card.flow, 0.0) for card in self.cards])

    def _centres(self, knowledge: Path) -> Array:
        """Return the centres of the cards; a mean of asks, for a card newer than the encoder, holds only asks it may learn."""
        learnt = read_centres(centre_file(knowledge, tuning_key(shipped_tuning())))

        def asks(wanted: Sequence[str]) -> list[Array]:
            place = {card.id: n for n, card in enumerate(self.cards)}
            held = set(self.withheld)
            return [self.ask_rows[[k for k in np.where(self.owner == place[i])[0] if k not in held]] for i in wanted]

        return gather([card.id for card in self.cards], learnt, asks).rows

    def _rows(self, found: Sequence[str]) -> Array:
        return self.vectors.rows([text_digest(text) for text in found])

    def features(
        self, questions: Sequence[str], withheld: Sequence[int] | None = None, outside: bool = False
    ) -> dict[str, Array]:
        """Return, for each question and card, what each search gives; `withheld` are the asks to leave out, one a question."""
        rows = self._rows(questions)
        asks = rows @ self.ask_rows.T
        if withheld is not None:
            asks[np.arange(len(withheld)), withheld] = -1.0
        likeness = rows @ self.outside_rows.T
        if outside:
            np.fill_diagonal(likeness, -1.0)
        best = np.stack([np.sort(asks[:, self.owner == n], axis=1)[:, :-4:-1] for n in range(len(self.cards))], axis=1)
        owners = [None] * len(questions) if withheld is None else [int(self.owner[k]) for k in withheld]
        lexical = [self.words.shares(q, owner) for q, owner in zip(questions, owners, strict=True)]
        routed = [self.intents.predict(q, row) for q, row in zip(questions, rows, strict=True)]
        return {
            "likely": np.array([self._likely(one) for one in routed]),
            "refused": np.array([1.0 - one.scope for one in routed]),
            "passage": np.einsum("qd,cpd->qcp", rows, self.passages).max(axis=2),
            "ask": best[:, :, 0],
            "asks": best.mean(axis=2),
            "centre": rows @ self.centres.T,
            "lexical": np.array(lexical),
            "outside": np.sort(likeness, axis=1)[:, -NEAREST_OUTSIDE:].mean(axis=1),
            "outside_words": np.array([self.words.outside(q, n if outside else None) for n, q in enumerate(questions)]),
        }


def strength(found: dict[str, Array], weights: Weights) -> Array:
    """Return the strength of each card for each question, as `fusion.rank` computes it."""
    likely = found["likely"]
    plain = sum(getattr(weights, name) * found[name] for name in ("passage", "ask", "asks", "centre", "lexical"))
    return plain - weights.prior * (likely.max(axis=1, keepdims=True) - likely)


def reciprocal(found: dict[str, Array]) -> Array:
    """Return reciprocal rank fusion of passages, asks and words, with the constant that measured best here."""
    places = [np.argsort(np.argsort(-found[name], axis=1), axis=1) for name in ("passage", "asks", "lexical")]
    return sum(1.0 / (10 + place) for place in places)
