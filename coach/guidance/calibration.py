"""How kinds of evidence are weighed, and below which score Coach says that it has nothing: `knowledge/calibration.yaml`.

The numbers come from `python -m benchmarks.retrieval --calibrate`, which also writes down how they were measured.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from coach.errors import ContentError
from coach.rendering.strict_yaml import load_yaml

FILE: Final = "calibration.yaml"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts towards a card's strength; the first six add up over one card.

    `passage` the best passage's cosine; `ask` the best ask's; `asks` the mean of the best three; `centre`
    that of the card's centre; `lexical` the share of the question's words that BM25 finds in the card; `prior` the topic's probability from routing.
    The rest turn strength into a score by the logistic function: `strength` of this card, `around` the mean strength
    of the best five cards, `outside` and `outside_words` the likeness in meaning and in words to questions that lie
    outside the subject, `refused` the probability that routing gives to its being out of scope, `base` the constant.
    """

    passage: float = 0.0
    ask: float = 0.0
    asks: float = 0.0
    centre: float = 0.0
    lexical: float = 0.0
    prior: float = 0.0
    strength: float = 1.0
    around: float = 0.0
    outside: float = 0.0
    outside_words: float = 0.0
    refused: float = 0.0
    base: float = 0.0


@dataclass(frozen=True, slots=True)
class Mode:
    """The weights of one way of searching and its floors: below `nothing` no answer, below `weak` one marked as weak."""

    weights: Weights
    nothing: float
    weak: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Both ways of searching, the questions outside the subject, and the questions with the cards that answer them."""

    full: Mode
    lexical: Mode
    outside: tuple[str, ...] = ()
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what a running library needs, as plain data; `from_json` reads it back."""
        return {"full": asdict(self.full), "lexical": asdict(self.lexical), "outside": list(self.outside)}


def from_json(found: Mapping[str, Any]) -> Calibration:
    """Read back what `to_json` gave."""
    return Calibration(_mode(found["full"]), _mode(found["lexical"]), tuple(found["outside"]))


def load_calibration(folders: Sequence[Path]) -> Calibration:
    """Read the calibration of the last of the knowledge `folders`, the shipped one. Raises ContentError."""
    path = folders[-1] / FILE if folders else Path(FILE)
    try:
        found = load_yaml(path.read_text(encoding="utf-8"), path)
        questions = {text: tuple(cards) for text, cards in found["questions"].items()}
        return Calibration(_mode(found["full"]), _mode(found["lexical"]), tuple(found["outside"]), questions)
    except (OSError, KeyError, TypeError, AttributeError) as error:
        raise ContentError(path, 1, f"The calibration cannot be used: {error!r}.", "Reinstall Coach.") from error


def _mode(found: Mapping[str, Any]) -> Mode:
    return Mode(Weights(**found["weights"]), float(found["nothing"]), float(found["weak"]))
