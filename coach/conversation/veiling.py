"""A recorded session with its words taken out: what was said is scrambled, what was decided about it stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, cast

from coach.conversation.commands import BY_WORD, OPENED
from coach.conversation.marking import Said
from coach.conversation.reading import Reading
from coach.conversation.recorded import Decided, Judged, Reckoned, RecordedTurn, Recording
from coach.conversation.work import Command
from coach.domain.interview import Value
from coach.domain.labels import CHANNELS, EXPORT_FORMS, TONES
from coach.domain.scrambling import Scrambler, words_of
from coach.domain.spans import days_in, minutes_in
from coach.flows import FlowBook
from coach.flows.kinds import Parsed, Problem
from coach.understanding.found import Found

_CODE: Final = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
_ACTS: Final = ("special", "smalltalk")
"""Commands whose argument is the name of what was understood."""
_CLOSED: Final = (
    "tone", "channel", "export", "export_confirmed", "share", "library", "reminders", "outbox", "sent", "replied", "later",
    "review", "sources", "versions", "restore", "card", "set",
)  # fmt: skip
"""Commands whose argument is chosen from few words of Coach's own, or is a number in a list."""
_WORDS: Final = frozenset(
    "on off with only without add remove update share anyway yes no not now not_now answer undo sent replied accepted declined"
    " withdrawn closed today yesterday email mail".split()
)
_DIGITS: Final = 2
"""Decimals of probabilities and scores that stay: all of them together would tell a guessed line from a wrong guess."""
_SMALL: Final = 10
"""Numbers below it are places in lists and on scales."""


def spoken(recording: Recording) -> frozenset[str]:
    """Return the words and numbers of a recording that are the person's."""
    lines = [turn.text for turn in recording.turns]
    edits = [text for turn in recording.turns if turn.edit is not None for text in turn.edit]
    found = [f.value for turn in recording.turns for f in (*turn.reading.found, *turn.reading.loose)]
    return words_of([*lines, *edits, *found, *recording.known.values()])


def _blunt(ranked: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    return tuple((name, round(share, _DIGITS)) for name, share in ranked if round(share, _DIGITS))


def veil(recording: Recording, book: FlowBook, key: bytes, days: int) -> Recording:
    """Return the recording with every word of the person's scrambled by `key`, and every date moved by `days`."""
    said = spoken(recording)
    return _Veil(Scrambler(key, said, days), said, book).recording(recording)


@dataclass(frozen=True, slots=True)
class _Veil:
    scrambler: Scrambler
    said: frozenset[str]
    book: FlowBook
    _kinds: dict[str, set[str]] = field(default_factory=dict)
    _choices: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for flow in self.book.flows.values():
            for ask in flow.asks():
                self._kinds.setdefault(ask.slot, set()).add(ask.kind)
                self._choices.setdefault(ask.slot, set()).update(choice.value for choice in ask.choices)

    def recording(self, recording: Recording) -> Recording:
        known = {slot: str(self.value(slot, value)) for slot, value in recording.known.items()}
        return replace(recording, scrambled=True, known=known, turns=tuple(self.turn(turn) for turn in recording.turns))

    def turn(self, turn: RecordedTurn) -> RecordedTurn:
        return replace(
            turn,
            day=self.scrambler.day(turn.day),
            text=self.line(turn.text),
            reading=self.reading(turn.reading),
            edit=(self.scrambler.text(turn.edit[0]), self.scrambler.text(turn.edit[1])) if turn.edit is not None else None,
            looked=tuple(replace(one, passages=_blunt(one.passages)) for one in turn.looked),
            judged=tuple(
                Judged(one.what, one.slot, self.scrambler.text(one.words), self.decided(one.slot, one.gave))
                for one in turn.judged
            ),
            reckoned=tuple(Reckoned(one.name, self.values(one.given), self.values(one.gave)) for one in turn.reckoned),
        )

    def line(self, text: str) -> str:
        """Scramble a line as typed; a slash word is Coach's own and stays."""
        word, blank, rest = text[1:].partition(" ")
        if not text.startswith("/") or (word.lower() not in BY_WORD and word.lower() not in ("open", "set", "card", "goon")):
            return self.scrambler.text(text)
        return f"/{word}{blank}{self.argument(word.lower(), rest)}"

    def argument(self, name: str, text: str) -> str:
        """Scramble what stands after a command, but for numbers of a list and words that Coach put there."""
        if name in _ACTS:
            return text
        if name not in _CLOSED and name != "open":
            return self.scrambler.text(text)
        return " ".join(word if self.own(word) else self.scrambler.text(word) for word in text.split(" "))

    def own(self, word: str) -> bool:
        bare = word.lstrip("!")
        known = bare in _WORDS or bare in TONES or bare in CHANNELS or bare in EXPORT_FORMS or bare in self.book
        return known or bare in self._kinds or bare in OPENED or (bare.isdecimal() and len(bare) <= 2)

    def reading(self, reading: Reading) -> Reading:
        correction = reading.correction
        return replace(
            reading,
            text=self.line(reading.text),
            found=self.found(reading.found),
            loose=self.found(reading.loose),
            correction=correction
            and replace(
                correction,
                value=self.scrambler.text(correction.value),
                replaced=self.scrambler.text(correction.replaced),
                found=self.found(correction.found),
            ),
            flows=_blunt(reading.flows),
            topics=_blunt(reading.topics),
            scope=round(reading.scope, _DIGITS),
            why="",
        )

    def found(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        return tuple(replace(one, value=self.scrambler.text(one.value)) for one in found)

    def decided(self, slot: str, gave: Decided) -> Decided:
        match gave:
            case Command():
                named = self.argument(gave.name, gave.argument)
                sure = round(gave.confidence, _DIGITS)
                return replace(gave, text=self.line(gave.text), argument=named, confidence=sure, why="")
            case Parsed(value):
                return Parsed(self.value(slot, value))
            case Problem(code, facts):
                return Problem(code, {name: self.scrambler.day(fact) for name, fact in facts.items()})
            case Said():
                on = date.fromisoformat(self.scrambler.day(gave.on.isoformat())) if gave.on is not None else None
                return replace(gave, on=on, rest=self.scrambler.text(gave.rest))
            case str():
                return self.scrambler.text(gave)
        return gave

    def values(self, values: Mapping[str, Value]) -> dict[str, Value]:
        return {slot: self.value(slot, value) for slot, value in values.items()}

    def value(self, slot: str, value: Value) -> Value:
        """Scramble a value of a slot. What was chosen from Coach's own choices stays; so does what rules made of it."""
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return self.number(slot, value)
        if isinstance(value, tuple):
            return tuple(str(self.words(slot, one)) for one in cast(Any, value))
        return self.words(slot, value)

    def number(self, slot: str, number: float) -> float:
        typed = str(number) in self.said or "number" in self._kinds.get(slot, ())
        if abs(number) < _SMALL or not typed:
            return number
        return type(number)(self.scrambler.near(int(number)))

    def words(self, slot: str, text: str) -> str:
        kinds = self._kinds.get(slot, set())
        if text in self._choices.get(slot, ()) or (not kinds and _CODE.fullmatch(text) and text not in self.said):
            return text
        if "minutes" in kinds and (minutes := minutes_in(text)) is not None:
            return f"{self.scrambler.near(int(minutes))} min"
        if "duration" in kinds and (span := days_in(text)) is not None:
            return f"{self.scrambler.near(max(1, round(span)))} day"
        return self.scrambler.day(text)
