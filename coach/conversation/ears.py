"""Reading one line with everything `understanding` offers, put together once for routing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from coach.conversation.asides import is_question
from coach.conversation.ports import Encoder
from coach.conversation.reading import Ranked, Reading
from coach.understanding.corrections import corrections
from coach.understanding.feelings import feeling
from coach.understanding.loose import extract_loose
from coach.understanding.safety import SafetyPhrases
from coach.understanding.signals import read as read_signals
from coach.understanding.slots import extract

_SURE_ACT: Final = 0.8
_LOOSE: Final = ("yes", "no")
_ALARM_WORDS: Final = 0.6
_ALARM_MODEL: Final = 0.55
_ALARM_SHORT: Final = 0.7
"""The same for a line of a few words, of which the model alone is often wrongly sure."""
_SHORT_LINE: Final = 9


class Intents(Protocol):
    """The intent model, as `understanding.intents` provides it."""

    def predict(self, text: str, vector: object | None) -> Prediction:
        """Return ranked flows and topics with probabilities."""
        ...


class Prediction(Protocol):
    """What the intent model says of one line."""

    @property
    def flows(self) -> Ranked:
        """Flows with probabilities, the likeliest first."""
        ...

    @property
    def topics(self) -> Ranked:
        """Topics with probabilities, the likeliest first."""
        ...

    @property
    def scope(self) -> float:
        """The probability that Coach is for this."""
        ...

    @property
    def safety(self) -> float:
        """The probability that coaching should stop."""
        ...

    @property
    def why(self) -> str:
        """The reason in a few words."""
        ...


@dataclass(frozen=True, slots=True)
class Listener:
    """Reads lines; satisfies the `Ears` of `work`. `encoder` may have no vector yet: then the words alone decide."""

    intents: Intents
    encoder: Encoder
    phrases: SafetyPhrases

    def read(self, text: str) -> Reading:
        """Return everything that can be told from the line alone. Raises nothing for any text."""
        if not text.strip():
            return Reading(text)
        signals = read_signals(text)
        acts = {a.kind for a in signals.acts if a.confidence >= _SURE_ACT or (a.kind in _LOOSE and a.confidence >= 0.5)}
        prediction = self.intents.predict(text, self.encoder.vector(text))
        return Reading(
            text=text,
            acts=frozenset(acts),
            found=extract(text),
            loose=extract_loose(text),
            correction=corrections(text),
            alarm=self._alarm(text, prediction),
            feeling=feeling(text),
            flows=prediction.flows,
            topics=prediction.topics,
            scope=prediction.scope,
            question=is_question(text),
            why=prediction.why,
        )

    def _alarm(self, text: str, prediction: Prediction) -> str:
        """Return the safety category, `unclear` when only the model is alarmed, or nothing."""
        hits = sorted(self.phrases.scan(text), key=lambda hit: -hit.strength)
        if hits and (hits[0].strength >= _ALARM_WORDS or prediction.safety >= _ALARM_MODEL / 2):
            return hits[0].category
        enough = _ALARM_MODEL if len(text.split()) >= _SHORT_LINE else _ALARM_SHORT
        return "unclear" if prediction.safety >= enough else ""
