"""An interview as data: what its file says, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from coach.domain.interview import Value
from coach.flows.conditions import Condition

Kind = Literal["text", "long_text", "name", "choice", "choices", "scale", "yes_no", "date", "duration", "minutes", "number"]
Tense = Literal["future", "past", "any"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option. `means` are other words that pick it, `spots` words that pick it in the line that opens the interview."""

    value: str
    label: str
    means: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for one slot. Texts are Jinja2; see docs/writing-interviews.md for the fields.

    `items` names the derived slot with the items of an answer that is a list.
    """

    slot: str
    kind: Kind
    text: str
    label: str
    section: str = ""
    why: str = ""
    example: str = ""
    easier: str = ""
    choices: tuple[Choice, ...] = ()
    low: int = 1
    high: int = 5
    low_label: str = ""
    high_label: str = ""
    tense: Tense = "any"
    required: bool = False
    private: bool = False
    cosmetic: bool = False
    reuse: bool = False
    takes_questions: bool = False
    items: str = ""
    depends: tuple[str, ...] = ()
    capture: tuple[str, ...] = ()
    when: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Say:
    """Something said on the way, without waiting for an answer."""

    text: str
    when: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A named pure function of the answers that fills slots."""

    function: str
    reads: tuple[str, ...]
    into: tuple[str, ...]
    when: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Put:
    """A slot set to a fixed value."""

    slot: str
    value: Value
    when: Condition | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One arm of a branch; `when` is None for `otherwise`."""

    when: Condition | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """The first case whose condition holds is walked."""

    cases: tuple[Case, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class End:
    """The end of the interview and what it leaves behind."""

    document: str = ""
    draft: str = ""
    title: str = ""
    closing: str = ""
    when: Condition | None = None
    line: int = 0


Step: TypeAlias = Ask | Say | Call | Put | Branch | End


@dataclass(frozen=True, slots=True)
class Check:
    """A contradiction between answers: `when` describes it, `about` names the slots, the last one is asked again."""

    id: str
    when: Condition
    about: tuple[str, ...]
    problem: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class FlowDef:
    """One interview."""

    id: str
    title: str
    topic: str
    opens: str
    steps: tuple[Step, ...]
    sections: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    path: str = ""

    def asks(self) -> tuple[Ask, ...]:
        """Every question of the interview in file order, whether it can be reached now or not."""
        return tuple(step for step in _flatten(self.steps) if isinstance(step, Ask))

    def ask(self, slot: str) -> Ask | None:
        """The first question for `slot`, or None."""
        return next((step for step in self.asks() if step.slot == slot), None)


def _flatten(steps: tuple[Step, ...]) -> list[Step]:
    found: list[Step] = []
    for step in steps:
        if isinstance(step, Branch):
            for case in step.cases:
                found += _flatten(case.steps)
        else:
            found.append(step)
    return found


def flatten(flow: FlowDef) -> tuple[Step, ...]:
    """All steps of an interview in file order, branches opened up."""
    return tuple(_flatten(flow.steps))
