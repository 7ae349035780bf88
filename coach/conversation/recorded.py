"""A recorded session as plain data: for each turn what was typed, what was understood and decided, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, TypeAlias

from coach.conversation.marking import Said
from coach.conversation.reading import Reading
from coach.conversation.work import Command
from coach.domain.interview import Value
from coach.flows.kinds import Parsed, Problem

Decided: TypeAlias = Command | Parsed | Problem | Said | str | bool | int | tuple[int, ...]
"""What a judged function can return."""

ROUTE: Final = "route"


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision about words: the function, the question it was for, the words, and what it decided."""

    what: str
    slot: str
    words: str
    gave: Decided


@dataclass(frozen=True, slots=True)
class Reckoned:
    """One call of a function of an interview: values in, values out."""

    name: str
    given: Mapping[str, Value]
    gave: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the library answered: cards by id, quotes by their place in the card, so that no word of anybody stands here.

    `own` says that it was a passage of a document of the person's own; what stood in it is not recorded.
    """

    kind: str
    card: str = ""
    other: str = ""
    related: tuple[str, ...] = ()
    passages: tuple[tuple[str, float], ...] = ()
    quotes: tuple[tuple[str, int, int], ...] = ()
    nearest: tuple[str, ...] = ()
    mode: str = "full"
    own: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What came of a turn, without its words. `stack` lists the open interviews, `slots` the kind of each value, `replies` the
    templates that spoke.
    """

    flow: str = ""
    topic: str = ""
    step: str = ""
    stack: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    replies: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    draft: str = ""
    document: str = ""
    safety: str = ""
    closed: bool = False

    def differs(self, other: Shape) -> tuple[tuple[str, Any, Any], ...]:
        """Return where `other` is not the same: the name of the field, its value here, its value there."""
        pairs = ((f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return tuple((name, here, there) for name, here, there in pairs if here != there)


@dataclass(frozen=True, slots=True)
class RecordedTurn:
    """One turn. `edit` is a message worded by hand instead of a line typed. `withheld` says that the words were never kept.

    `stored` is the shape as the records have it, where Coach would do something else today; empty where it would not.
    """

    day: str
    text: str
    reading: Reading
    shape: Shape
    edit: tuple[str, str] | None = None
    withheld: bool = False
    judged: tuple[Judged, ...] = ()
    reckoned: tuple[Reckoned, ...] = ()
    looked: tuple[Looked, ...] = ()
    stored: tuple[str, ...] = ()

    @property
    def command(self) -> Command | None:
        """What the line was taken for; None for an edit by hand."""
        return next((one.gave for one in self.judged if isinstance(one.gave, Command)), None)


@dataclass(frozen=True, slots=True)
class Recording:
    """A session. `known` are facts from earlier interviews, `version` is that of the Coach that wrote it."""

    version: str
    turns: tuple[RecordedTurn, ...]
    known: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    scrambled: bool = False

    def with_shapes(self, shapes: tuple[Shape, ...]) -> Recording:
        """Return the recording with what came of each turn put in anew."""
        return replace(self, turns=tuple(replace(t, shape=s) for t, s in zip(self.turns, shapes, strict=True)))
