"""Faults of an interview that only show when it is seen as a whole, together with functions, templates and messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.domain.labels import CARD_TOPICS, FLOWS
from coach.errors import CoachError, ContentError
from coach.flows.conditions import Compare, Condition, Group, Not, reads
from coach.flows.model import Ask, Branch, Call, Check, End, FlowDef, Put, Say, Step, flatten
from coach.rendering import Renderer
from coach.understanding.slots import SLOTS


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an interview leans on: templates, functions by name, and the messages that can be written (empty: not known)."""

    renderer: Renderer
    functions: Collection[str]
    situations: Collection[str]


def check_flow(flow: FlowDef, around: Surroundings) -> list[ContentError]:
    """Return every fault of one interview, each with file, line and remedy."""
    return list(_Checker(flow, around).faults())


class _Checker:
    """Walks one interview as its file has it."""

    def __init__(self, flow: FlowDef, around: Surroundings) -> None:
        self._flow = flow
        self._around = around
        self._steps = flatten(flow)
        self._asks: Mapping[str, Ask] = {ask.slot: ask for ask in reversed(flow.asks())}
        put = {step.slot for step in self._steps if isinstance(step, Put)}
        called = {slot for step in self._steps if isinstance(step, Call) for slot in step.into}
        captured = {slot for ask in flow.asks() for slot in ask.capture}
        self._slots = set(self._asks) | put | called | captured | set(SLOTS)

    def faults(self) -> Iterator[ContentError]:
        if self._flow.id not in FLOWS:
            yield self._fault(1, f"The headless contract has no flow {self._flow.id!r}.", f"Known: {', '.join(FLOWS)}.")
        if self._flow.topic not in CARD_TOPICS:
            yield self._fault(1, f"There is no topic {self._flow.topic!r}.", f"Known: {', '.join(CARD_TOPICS)}.")
        yield from self._text(self._flow.opens, 1)
        if not _always_ends(self._flow.steps):
            yield self._fault(1, "Some path through the steps has no end.", "Close the interview with - end: …")
        for step in self._steps:
            yield from self._step(step)
        yield from self._branches(self._flow.steps)
        for check in self._flow.checks:
            yield from self._check(check)

    def _fault(self, line: int, what: str, remedy: str) -> ContentError:
        return ContentError(Path(self._flow.path), line, what, remedy)

    def _step(self, step: Step) -> Iterator[ContentError]:
        if isinstance(step, Branch):
            return
        yield from self._condition(step.when, step.line)
        match step:
            case Ask():
                yield from self._ask(step)
            case Say():
                yield from self._text(step.text, step.line)
            case Call():
                if step.function not in self._around.functions:
                    known = ", ".join(sorted(self._around.functions))
                    yield self._fault(step.line, f"There is no function {step.function!r}.", f"Known: {known}.")
                yield from self._known(step.reads, step.line)
            case End():
                yield from self._end(step)

    def _ask(self, ask: Ask) -> Iterator[ContentError]:
        for text in (ask.text, ask.why, ask.example, ask.easier):
            yield from self._text(text, ask.line)
        yield from self._known((*ask.depends, *ask.capture), ask.line)
        if self._flow.sections and ask.section not in self._flow.sections:
            yield self._fault(ask.line, f"There is no section {ask.section!r}.", f"Known: {', '.join(self._flow.sections)}.")
        words = [word.lower() for choice in ask.choices for word in (choice.value, *choice.means)]
        twice = sorted({word for word in words if words.count(word) > 1 and word not in {c.value.lower() for c in ask.choices}})
        if twice:
            yield self._fault(ask.line, f"Two choices are meant by {', '.join(twice)}.", "Leave each word to one choice.")

    def _end(self, end: End) -> Iterator[ContentError]:
        yield from self._text(end.title, end.line)
        yield from self._text(end.closing, end.line)
        if end.document and not end.title:
            yield self._fault(end.line, "The sheet has no title.", "Add title: …")
        if end.document and "{" not in end.document:
            yield from self._document(end)
        if end.draft and "{" not in end.draft and self._around.situations and end.draft not in self._around.situations:
            known = ", ".join(sorted(self._around.situations))
            yield self._fault(end.line, f"There is no message {end.draft!r}.", f"Known: {known}.")
        elif "{" in end.draft:
            yield from self._text(end.draft, end.line)

    def _document(self, end: End) -> Iterator[ContentError]:
        if not self._around.renderer.exists(end.document):
            yield self._fault(end.line, f"There is no template {end.document}.", "Write it in prompts/documents/.")
            return
        known = self._slots | {f"{slot}_words" for slot in self._slots} | {"private_view"}
        unknown = [name for name in self._around.renderer.needs(end.document).needs if name not in known]
        if unknown:
            yield self._fault(
                end.line, f"{end.document} needs {', '.join(unknown)}, which nothing fills.", "Ask for it, or rename it."
            )

    def _check(self, check: Check) -> Iterator[ContentError]:
        yield from self._condition(check.when, check.line)
        yield from self._text(check.problem, check.line)
        unasked = [slot for slot in check.about if slot not in self._asks]
        if unasked:
            yield self._fault(
                check.line, f"The check is about {', '.join(unasked)}, which no question asks.", "Name asked slots."
            )

    def _text(self, text: str, line: int) -> Iterator[ContentError]:
        if "{" not in text:
            return
        try:
            names = self._around.renderer.inline_names(text)
        except CoachError as error:
            yield self._fault(line, error.what, error.remedy)
            return
        yield from self._known(sorted(names), line)

    def _known(self, slots: Collection[str], line: int) -> Iterator[ContentError]:
        for slot in slots:
            if slot not in self._slots:
                yield self._fault(line, f"Nothing fills the slot {slot!r}.", "Correct the name, or ask for it.")

    def _condition(self, condition: Condition | None, line: int) -> Iterator[ContentError]:
        yield from self._known(sorted(reads(condition)), line)
        for compare in _compares(condition):
            ask = self._asks.get(compare.slot)
            if ask is None or not ask.choices or compare.operator not in ("is", "in"):
                continue
            wanted = compare.value if isinstance(compare.value, tuple) else (compare.value,)
            offered = [choice.value for choice in ask.choices]
            dead = [str(value) for value in wanted if value not in offered]
            if dead:
                what = f"{compare.slot} is never {' or '.join(dead)}, so this is dead."
                yield self._fault(line or ask.line, what, f"It can be {', '.join(offered)}.")

    def _branches(self, steps: tuple[Step, ...]) -> Iterator[ContentError]:
        for step in steps:
            if not isinstance(step, Branch):
                continue
            for place, case in enumerate(step.cases, 1):
                yield from self._condition(case.when, step.line)
                if case.when is None and place < len(step.cases):
                    yield self._fault(step.line, "What stands after `otherwise` is never reached.", "Put otherwise last.")
                yield from self._branches(case.steps)


def _compares(condition: Condition | None) -> list[Compare]:
    match condition:
        case Compare():
            return [condition]
        case Group(_, of):
            return [found for one in of for found in _compares(one)]
        case Not(of):
            return _compares(of)
    return []


def _always_ends(steps: tuple[Step, ...]) -> bool:
    return any(_ends(step) for step in steps)


def _ends(step: Step) -> bool:
    if isinstance(step, Branch):
        return any(case.when is None for case in step.cases) and all(_always_ends(case.steps) for case in step.cases)
    return isinstance(step, End) and step.when is None
