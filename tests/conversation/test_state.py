"""The state is what the events add up to: unknown runs change nothing, and saved events give the live state again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.conversation.state import State, apply, replay
from coach.domain.drafts import Draft
from coach.domain.events import (
    Answered,
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
from coach.domain.interview import SlotAnswer
from coach.domain.turn import Action
from tests.conversation.harness import ListJournal, talk

OPEN = (FlowOpened("a", "stall", "t"), Asked("a", "rhythm", 0.1), Answered("a", SlotAnswer("rhythm", "weekly")))
RUNS = st.sampled_from(("a", "b", "c", "nobody"))
SLOTS = st.sampled_from(("x", "y", "z"))
EVENTS = st.one_of(
    st.builds(FlowOpened, RUNS, st.sampled_from(("stall", "goal_interview")), st.just("t")),
    st.builds(Answered, RUNS, st.builds(SlotAnswer, SLOTS, st.one_of(st.none(), st.text(max_size=3)))),
    st.builds(CursorMoved, RUNS, st.one_of(st.none(), SLOTS)),
    st.builds(Asked, RUNS, SLOTS, st.floats(0, 1), st.integers(0, 3)),
    st.builds(FlowFinished, RUNS),
    st.builds(FlowClosed, RUNS, st.sampled_from(("completed", "cancelled", "replaced"))),
    st.builds(FlowResumed, RUNS),
    st.builds(DraftWritten, RUNS, st.just(Draft("intro", "email", "warm", "Hi")), st.just("t")),
    st.builds(DocumentWritten, RUNS, st.just("d"), st.just("T"), st.just("full"), st.just("shared"), st.just("t")),
    st.builds(Said, st.sampled_from(("you", "coach")), st.text(max_size=5), st.just("t")),
    st.builds(Offered, st.lists(st.just(Action("/goal", "A goal")), max_size=2).map(tuple)),
    st.builds(Missed, st.integers(0, 4)),
    st.builds(SafetyRaised, st.sampled_from(("", "danger"))),
    st.builds(RecordSwitched, st.booleans()),
    st.builds(ExportAsked, st.sampled_from(("", "/tmp/x.md"))),
)


@pytest.mark.parametrize(
    "event",
    [
        Answered("nobody", SlotAnswer("rhythm", "monthly")),
        CursorMoved("nobody", "rhythm"),
        FlowClosed("nobody", "cancelled"),
        FlowResumed("nobody"),
    ],
    ids=lambda e: e.kind,
)
def test_an_event_about_an_unknown_run_changes_nothing(event: Event) -> None:
    before = replay(OPEN)
    assert apply(before, event) == before


@pytest.mark.parametrize("event", [Asked("nobody", "feel", 0.9), FlowFinished("nobody")], ids=lambda e: e.kind)
def test_an_unknown_run_does_not_take_the_question_away(event: Event) -> None:
    before = replay(OPEN)
    assert apply(before, event) == before


@given(st.lists(EVENTS, max_size=30))
def test_apply_never_raises_and_never_changes_what_was(events: list[Event]) -> None:
    state = State()
    for event in events:
        frozen = dataclasses.replace(state)
        after = apply(state, event)
        assert state == frozen
        state = after
    assert len({run.id for run in state.stack} | {run.id for run in state.parked}) <= 3


@given(st.lists(EVENTS, max_size=20), st.lists(EVENTS, max_size=20))
def test_replay_in_two_parts_is_replay_in_one(first: list[Event], second: list[Event]) -> None:
    assert replay(second, replay(first)) == replay([*first, *second])


def test_a_cancelled_run_with_answers_can_be_resumed_and_an_empty_one_not() -> None:
    kept = replay([*OPEN, FlowClosed("a", "cancelled")])
    assert [run.id for run in kept.parked] == ["a"]
    assert apply(kept, FlowResumed("a")).top == replay(OPEN).top
    assert replay([FlowOpened("a", "stall", "t"), FlowClosed("a", "cancelled")]).parked == ()


@pytest.mark.parametrize("how", ["completed", "replaced"])
def test_a_completed_run_is_not_waiting(how: str) -> None:
    assert replay([*OPEN, FlowClosed("a", how)]).parked == ()  # type: ignore[arg-type]


def test_a_finished_run_asks_nothing_until_it_is_asked_again() -> None:
    done = replay([*OPEN, FlowFinished("a")])
    assert done.asking is None
    assert done.top is not None
    assert done.top.done
    assert replay([Asked("a", "feel", 1.0)], done).asking is not None


LINES = (
    "hi", "my mentor has gone quiet", "6 weeks", "idk", "monthly", "theirs", "how often should we meet?", "back", "", "why?", "skip", "stop", "resume",
    "/goal", "run a project on my own", "1", "2", "no, I meant theirs", "I was touched by my supervisor", "go on", "/offrecord", "a secret", "/onrecord",
    "/review", "/review 1", "what's the weather", "🙂", "/restart", "/done", "yes", "/export", "no", "thanks", "write to Ada about testing", "/tone formal", "help",
    "never mind", "/new",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=12))
def test_the_saved_events_give_the_live_state(lines: list[str]) -> None:
    """Whatever is typed, a program that starts again stands where the old one stood; off the record it stands where it was before."""
    journal = ListJournal()
    live = talk(journal, Path("/nonexistent"))
    before = live.state
    for line in lines:
        if not live.state.off_record:
            before = live.state
        live.turn(line)
        if line == "/new":
            before = State()
    again = talk(journal, Path("/nonexistent")).state
    assert again == (before if live.state.off_record else live.state)
