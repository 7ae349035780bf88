"""Events as the tests of the store use them, made up and random."""

from __future__ import annotations

from hypothesis import strategies as st

from coach.domain import events as e
from coach.domain.drafts import Draft, Issue
from coach.domain.interview import SlotAnswer
from coach.domain.library import Citation, Passage
from coach.domain.outbox import OUTCOMES, Mark
from coach.domain.turn import Action

AT = "2026-11-21T10:00:00+00:00"


def said(text: str, who: str = "you", at: str = AT) -> e.Said:
    return e.Said("you" if who == "you" else "coach", text, at)


def answered(slot: str, value: object, status: str = "given", run: str = "r1") -> e.Answered:
    return e.Answered(run, SlotAnswer(slot, value, status))  # type: ignore[arg-type]


def draft(body: str, run: str = "r2", at: str = AT) -> e.DraftWritten:
    return e.DraftWritten(run, Draft("intro", "email", "warm", body, "Two questions", "Nadia O'Brien-Khoury", None), at)


def goal(title: str, run: str = "r1", at: str = AT, shared: str = "shared") -> e.DocumentWritten:
    return e.DocumentWritten(run, "goal_interview", title, f"## {title}\n\nprivate and all", shared, at)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
share = st.floats(0, 1, allow_nan=False)
values = st.one_of(
    st.none(),
    words,
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.lists(words).map(tuple),
)
answers = st.builds(
    SlotAnswer,
    words,
    values,
    st.sampled_from(["given", "skipped", "unknown", "declined", "derived"]),
    words,
    st.lists(words).map(tuple),
    words,
)
issues = st.builds(Issue, words, st.sampled_from(["stop", "advice", "good"]), words, words)
drafts = st.builds(
    Draft,
    words,
    st.sampled_from(["email", "linkedin_note", "linkedin_message", "chat", "letter"]),
    st.sampled_from(["warm", "formal", "brief"]),
    words,
    words,
    words,
    st.one_of(st.none(), st.integers(1, 3000)),
    st.lists(issues, max_size=2).map(tuple),
    st.booleans(),
)
citations = st.builds(Citation, words, words, words, words, st.sampled_from(["research", "contested"]), words, st.booleans())
passages = st.builds(Passage, words, words, words, words, share)
marks = st.builds(Mark, st.sampled_from([*OUTCOMES, "later"]), words, words, words, st.booleans())
actions = st.lists(st.builds(Action, words, words), max_size=3).map(tuple)
events = st.one_of(
    st.builds(e.Said, st.sampled_from(["you", "coach"]), words, st.just(AT), words, words),
    st.builds(e.FlowOpened, words, words, st.just(AT)),
    st.builds(e.Answered, words, answers),
    st.builds(e.CursorMoved, words, st.one_of(st.none(), words)),
    st.builds(e.Asked, words, words, share, st.integers(0, 5), st.lists(words, max_size=2).map(tuple)),
    st.builds(e.FlowFinished, words),
    st.builds(e.FlowClosed, words, st.sampled_from(["completed", "cancelled", "replaced"])),
    st.builds(e.FlowResumed, words),
    st.builds(e.DraftWritten, words, drafts, st.just(AT), st.sampled_from(["written", "merged"]), st.tuples(words, words)),
    st.builds(e.DocumentWritten, words, words, words, words, words, st.just(AT)),
    st.builds(e.AnswerGiven, words, words, st.lists(citations, max_size=2).map(tuple), st.lists(passages, max_size=2).map(tuple)),
    st.builds(e.Offered, actions, words),
    st.builds(e.Missed, st.integers(0, 9)),
    st.builds(e.SafetyRaised, words, st.integers(0, 9)),
    st.builds(e.RecordSwitched, st.booleans()),
    st.builds(e.ExportAsked, words),
    st.builds(e.MessageMarked, words, marks, st.just(AT), words, words, st.booleans(), st.integers(0, 3)),
    st.builds(e.MarkTakenBack, words),
    st.builds(e.RemindersSwitched, st.booleans()),
)
