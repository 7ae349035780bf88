"""A guided conversation in progress: which flow, which answers, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | float | bool | tuple[str, ...]
"""What a slot can hold. Dates are ISO strings; choices are the `value` of the option."""

AnswerStatus = Literal["given", "skipped", "unknown", "declined", "derived"]


@dataclass(frozen=True, slots=True)
class SlotAnswer:
    """One answer. `reads` are the slots that the question depended on; `doubt` says why it may no longer hold."""

    slot: str
    value: Value | None
    status: AnswerStatus = "given"
    said: str = ""
    reads: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def usable(self) -> bool:
        """True when the answer has a value that a template or a condition can use."""
        return self.value is not None and self.status in ("given", "derived")


@dataclass(frozen=True, slots=True)
class FlowRun:
    """One run of a flow. `cursor` names the step to ask although later ones are open; `shown` is the progress last shown (0–1)."""

    id: str
    flow: str
    answers: Mapping[str, SlotAnswer] = field(default_factory=lambda: MappingProxyType({}))
    cursor: str | None = None
    shown: float = 0.0
    done: bool = False
    misses: int = 0
    eased: tuple[str, ...] = ()

    def value(self, slot: str) -> Value | None:
        """The usable value of a slot, or None."""
        answer = self.answers.get(slot)
        return answer.value if answer is not None and answer.usable else None

    def values(self) -> dict[str, Value]:
        """All usable values by slot."""
        return {slot: a.value for slot, a in self.answers.items() if a.usable and a.value is not None}

    def with_answer(self, answer: SlotAnswer) -> FlowRun:
        """This run with one answer put in; all others stay."""
        return replace(self, answers=MappingProxyType({**self.answers, answer.slot: answer}))
