"""Running a recorded session again: the real turn loop, with what was understood and decided taken from the recording."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from coach.conversation.judging import P, T
from coach.conversation.ports import Library
from coach.conversation.reading import Reading
from coach.conversation.recorded import Looked, RecordedTurn, Shape
from coach.conversation.recording import Named, Notes, NotingVoice, about
from coach.conversation.work import Tools
from coach.domain.interview import Value
from coach.domain.library import Answer, Card, Citation, LibraryStatus, Passage
from coach.flows.engine import Functions


class Script:
    """The recorded turn that is played now."""

    def __init__(self) -> None:
        self.turn = RecordedTurn("", "", Reading(""), Shape())
        self.used: set[int] = set()
        self.asked = 0

    def play(self, turn: RecordedTurn) -> None:
        """Go on to the next turn."""
        self.turn, self.used, self.asked = turn, set(), 0


class RecordedEars:
    """Ears that understand what was understood."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def read(self, text: str) -> Reading:
        """Return the reading of the recording."""
        return replace(self._script.turn.reading, text=text)


class RecordedJudge:
    """Decides as the recording says: about the same words, else the next decision of its kind about the same question.

    What is not in the recording is decided anew.
    """

    def __init__(self, script: Script) -> None:
        self._script = script

    def __call__(self, decide: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """Return what was decided."""
        what, slot, words = about(decide, given)
        alike = [(n, one) for n, one in enumerate(self._script.turn.judged) if (one.what, one.slot) == (what, slot)]
        for n, one in alike:
            if one.words == words:
                self._script.used.add(n)
                return cast(T, one.gave)
        for n, one in alike:
            if n not in self._script.used:
                self._script.used.add(n)
                return cast(T, one.gave)
        return decide(*given, **named)


class RecordedLibrary:
    """Answers with the cards of the recording, as they stand today."""

    def __init__(self, library: Library, script: Script) -> None:
        self._library = library
        self._script = script

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Return the answer of the recording."""
        looked = self._script.turn.looked
        at, self._script.asked = self._script.asked, self._script.asked + 1
        return self._rebuilt(looked[min(at, len(looked) - 1)] if looked else Looked("nothing"), question)

    def card(self, card_id: str) -> Card | None:
        """Return a card by id."""
        return self._library.card(card_id)

    def status(self) -> LibraryStatus:
        """Say that everything is there."""
        return LibraryStatus("ready")

    def _rebuilt(self, looked: Looked, question: str) -> Answer:
        card = self._library.card(looked.card) if looked.card else None
        kind: Any = looked.kind if card is not None else "nothing"
        return Answer(
            kind=kind,
            question=question,
            card=card,
            passages=tuple(self._passage(*one) for one in looked.passages),
            citations=tuple(_quote(card, *one) for one in looked.quotes) if card is not None else (),
            related=tuple(one for name in looked.related if (one := self._library.card(name)) is not None),
            other_side=self._library.card(looked.other) if looked.other else None,
            nearest=looked.nearest,
            mode=cast(Any, looked.mode),
            own_only=looked.own,
        )

    def _passage(self, card_id: str, score: float) -> Passage:
        card = self._library.card(card_id)
        return Passage(card_id, card.title if card else "", card.topic if card else "", card.flow if card else "", score)


def _quote(card: Card, card_id: str, start: int, length: int) -> Citation:
    sources = "; ".join(source.title for source in card.sources)
    return Citation(card_id, card.title, card.body[start : start + length], sources, card.evidence, card.reviewed)


def _recorded_functions(functions: Functions, script: Script) -> Functions:
    def recorded(name: str, function: Named) -> Named:
        def call(values: Mapping[str, Value]) -> Mapping[str, Value]:
            same = (one.gave for one in script.turn.reckoned if one.name == name and one.given == values)
            found = next(same, None)
            return found if found is not None else function(values)

        return call

    return {name: recorded(name, function) for name, function in functions.items()}


def scripted_tools(tools: Tools, script: Script, notes: Notes) -> Tools:
    """Return the tools of a conversation that takes its understanding and its decisions from a recording."""
    return replace(
        tools,
        ears=RecordedEars(script),
        library=RecordedLibrary(tools.library, script),
        functions=_recorded_functions(tools.functions, script),
        voice=NotingVoice(tools.voice, notes),
        judge=RecordedJudge(script),
    )
