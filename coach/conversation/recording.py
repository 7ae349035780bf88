"""Listening in on a conversation: the same ports, which also note down what was understood, decided and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from coach.conversation.judging import P, T
from coach.conversation.loop import Conversation
from coach.conversation.ports import Library
from coach.conversation.reading import Reading
from coach.conversation.recorded import Decided, Judged, Looked, Reckoned, Shape
from coach.conversation.voice import Voice
from coach.conversation.work import Ears, Tools
from coach.domain.interview import Value
from coach.domain.library import Answer, Card, LibraryStatus
from coach.domain.turn import Turn
from coach.flows import Ask
from coach.flows.engine import Functions

Named = Callable[[Mapping[str, Value]], Mapping[str, Value]]


class Notes:
    """What was noted of the turn that is going on."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin another turn."""
        self.reading = Reading("")
        self.judged: list[Judged] = []
        self.reckoned: list[Reckoned] = []
        self.looked: list[Looked] = []
        self.replies: list[str] = []


class NotingVoice(Voice):
    """A voice that notes which templates spoke."""

    def __init__(self, voice: Voice, notes: Notes) -> None:
        """Speak as `voice` does."""
        super().__init__(voice._renderer)
        self._notes = notes

    def reply(self, name: str, **values: object) -> str:
        """Render `replies/<name>.md.j2`."""
        self._notes.replies.append(name)
        return super().reply(name, **values)


class NotingEars:
    """Ears that note what they understood. `instead` is understood in place of a line whose words were never kept."""

    def __init__(self, ears: Ears, notes: Notes) -> None:
        self._ears = ears
        self._notes = notes
        self.instead: Reading | None = None

    def read(self, text: str) -> Reading:
        """Return everything that can be told from the line alone."""
        self._notes.reading = replace(self.instead or self._ears.read(text), text=text, why="")
        return self._notes.reading


class NotingLibrary:
    """A library that notes what it answered. `instead` is answered where the question was never kept."""

    def __init__(self, library: Library, notes: Notes) -> None:
        self._library = library
        self._notes = notes
        self.instead: Answer | None = None

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Answer one question."""
        found = self.instead or self._library.answer(question, prior=prior)
        self._notes.looked.append(looked(found))
        return found

    def card(self, card_id: str) -> Card | None:
        """Return a card by id."""
        return self._library.card(card_id)

    def status(self) -> LibraryStatus:
        """Say what the library can do now."""
        return self._library.status()


class NotingJudge:
    """A judge that notes what was decided about which words."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def __call__(self, decide: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
        """Call `decide`, note what it returns, and return it."""
        gave = decide(*given, **named)
        self._notes.judged.append(Judged(*about(decide, given), cast(Decided, gave)))
        return gave


def about(decide: Callable[..., Any], given: tuple[Any, ...]) -> tuple[str, str, str]:
    """Return by which a decision is found again: the name of the function, the slot of its question, and its words."""
    ask = next((one.slot for one in given if isinstance(one, Ask)), "")
    return decide.__name__.lstrip("_"), ask, next((one for one in given if isinstance(one, str)), "")


def looked(found: Answer) -> Looked:
    """Return what is kept of an answer of the library."""
    quotes = []
    for quote in found.citations:
        body = found.card.body if found.card is not None and found.card.id == quote.card else ""
        quotes.append((quote.card, max(body.find(quote.quote), 0), len(quote.quote)))
    own = found.own_only or (found.card is not None and found.card.origin is not None)
    passages = tuple((p.card, p.score) for p in found.passages[:12])
    if own:
        return Looked(found.kind, nearest=found.nearest, mode=found.mode, own=True)
    return Looked(
        found.kind,
        found.card.id if found.card is not None else "",
        found.other_side.id if found.other_side is not None else "",
        tuple(card.id for card in found.related),
        passages,
        tuple(quotes),
        found.nearest,
        found.mode,
    )


def noting_functions(functions: Functions, notes: Notes) -> Functions:
    """Return the functions of interviews, each noting what it was given and what it gave."""

    def noting(name: str, function: Named) -> Named:
        def call(values: Mapping[str, Value]) -> Mapping[str, Value]:
            gave = function(values)
            one = Reckoned(name, dict(values), dict(gave))
            if one not in notes.reckoned:
                notes.reckoned.append(one)
            return gave

        return call

    return {name: noting(name, function) for name, function in functions.items()}


def noting_tools(tools: Tools, notes: Notes) -> tuple[Tools, NotingEars, NotingLibrary]:
    """Return the tools of a conversation that is listened in on, and the two parts that can be told what to understand."""
    ears, library = NotingEars(tools.ears, notes), NotingLibrary(tools.library, notes)
    noting = replace(
        tools,
        ears=ears,
        library=library,
        functions=noting_functions(tools.functions, notes),
        voice=NotingVoice(tools.voice, notes),
        judge=NotingJudge(notes),
    )
    return noting, ears, library


def shape_of(conversation: Conversation, turn: Turn, replies: list[str]) -> Shape:
    """Return what came of a turn."""
    state = conversation.state
    return Shape(
        flow=turn.flow,
        topic=turn.topic,
        step=turn.step.id if turn.step is not None else "",
        stack=tuple(run.flow for run in state.stack),
        slots={slot: kind_of(value) for slot, value in sorted(turn.slots.items())},
        replies=tuple(replies),
        actions=tuple(action.id.split()[0] for action in turn.actions if action.id.strip()),
        draft=turn.draft.situation if turn.draft is not None else "",
        document=turn.document.kind if turn.document is not None else "",
        safety=turn.safety or "",
        closed=turn.closed,
    )


def kind_of(value: Value) -> str:
    """Return the kind of a value: text, list, yes or no, number."""
    kinds = {str: "text", tuple: "list", bool: "yes or no"}
    return kinds.get(type(value), "number")
