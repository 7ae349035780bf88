"""What the events of a conversation add up to. `apply` is the only way a state comes about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from coach.domain.drafts import Draft
from coach.domain.events import (
    Answered,
    AnswerGiven,
    Asked,
    CursorMoved,
    DocumentWritten,
    DraftWritten,
    Event,
    ExportAsked,
    FlowClosed,
    FlowFinished,
    FlowOpened,
    FlowResumed,
    Missed,
    Offered,
    RecordSwitched,
    SafetyRaised,
    Said,
)
from coach.domain.interview import FlowRun

_KEPT_VERSIONS: Final = 50
HARM: Final = ("danger", "sexual_harassment", "discrimination", "bullying", "exploitation", "confidentiality")
"""Stops that may be about what somebody did; they are remembered, but never the words or the name."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a conversation stands. The last run of `stack` is on top; `parked` ones were left and can be resumed."""

    stack: tuple[FlowRun, ...] = ()
    parked: tuple[FlowRun, ...] = ()
    pending: str | None = None
    drafts: tuple[DraftWritten, ...] = ()
    documents: Mapping[str, DocumentWritten] = field(default_factory=lambda: MappingProxyType({}))
    answer: AnswerGiven | None = None
    offered: Offered | None = None
    missed: int = 0
    safety: str = ""
    stops: int = 0
    harm: str = ""
    off_record: bool = False
    export: str = ""
    last_reply: str = ""
    lines: int = 0
    last_at: str = ""

    @property
    def top(self) -> FlowRun | None:
        """The interview that is open now, finished or not."""
        return self.stack[-1] if self.stack else None

    @property
    def asking(self) -> FlowRun | None:
        """The interview that waits for an answer now."""
        return self.top if self.top is not None and not self.top.done and self.pending else None

    def draft_of(self, run: str) -> Draft | None:
        """The latest version of the message that a run wrote."""
        return next((d.draft for d in reversed(self.drafts) if d.run == run), None)

    def document_of(self, run: str) -> DocumentWritten | None:
        """The sheet or plan that a run wrote."""
        return self.documents.get(run)


def replay(events: Iterable[Event], state: State | None = None) -> State:
    """Fold events, oldest first, into a state."""
    state = state or State()
    for event in events:
        state = apply(state, event)
    return state


def apply(state: State, event: Event) -> State:
    """Return the state after one event. Never raises; an event about an unknown run changes nothing."""
    match event:
        case Said("you", _, at):
            return replace(state, lines=state.lines + 1, last_at=at)
        case Said("coach", text, at):
            return replace(state, last_reply=text, last_at=at)
        case DraftWritten():
            return replace(state, drafts=(*state.drafts, event)[-_KEPT_VERSIONS:])
        case DocumentWritten(run):
            return replace(state, documents=MappingProxyType({**state.documents, run: event}))
        case AnswerGiven():
            return replace(state, answer=event)
        case Offered(actions):
            return replace(state, offered=event if actions else None)
        case Missed(count):
            return replace(state, missed=count)
        case SafetyRaised(category, turns):
            return replace(state, safety=category, stops=turns, harm=category if category in HARM else state.harm)
        case RecordSwitched(off):
            return replace(state, off_record=off)
        case ExportAsked(path):
            return replace(state, export=path)
        case _:
            return _apply_to_runs(state, event)


def _apply_to_runs(state: State, event: Event) -> State:
    match event:
        case FlowOpened(run, flow):
            return replace(state, stack=(*state.stack, FlowRun(run, flow)), pending=None)
        case Answered(run, answer):
            return _change(state, run, lambda r: r.with_answer(answer))
        case CursorMoved(run, step):
            return _change(state, run, lambda r: replace(r, cursor=step))
        case Asked(run, step, shown, misses, eased):
            asked = _change(state, run, lambda r: replace(r, shown=shown, misses=misses, eased=eased, done=False))
            return replace(asked, pending=step) if _open(state, run) else state
        case FlowFinished(run):
            finished = _change(state, run, lambda r: replace(r, done=True, shown=1.0, cursor=None))
            return replace(finished, pending=None) if _open(state, run) else state
        case FlowClosed(run, how):
            return _close(state, run, how)
        case FlowResumed(run):
            return _resume(state, run)
    return state


def _open(state: State, run: str) -> bool:
    return any(r.id == run for r in state.stack)


def _change(state: State, run: str, change: Callable[[FlowRun], FlowRun]) -> State:
    return replace(state, stack=tuple(change(r) if r.id == run else r for r in state.stack))


def _close(state: State, run: str, how: str) -> State:
    closed = next((r for r in state.stack if r.id == run), None)
    if closed is None:
        return state
    stack = tuple(r for r in state.stack if r.id != run)
    parked = (*state.parked, closed) if how == "cancelled" and closed.answers else state.parked
    return replace(state, stack=stack, parked=parked, pending=None)


def _resume(state: State, run: str) -> State:
    found = next((r for r in state.parked if r.id == run), None)
    if found is None:
        return state
    parked = tuple(r for r in state.parked if r.id != run)
    return replace(state, stack=(*state.stack, found), parked=parked, pending=None)
