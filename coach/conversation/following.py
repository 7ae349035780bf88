"""What is due: the line on opening, and the reminder that is written with everything that is known already."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from coach.conversation.interviewing import ask_again, proceed
from coach.conversation.work import Work
from coach.domain.events import Answered, FlowClosed, FlowOpened
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.outbox import Letter, same_person
from coach.domain.turn import Action
from coach.flows import parse
from coach.flows.kinds import Parsed
from coach.relationship.pacing import Due, due_now, follow_ups

FLOW: Final = "draft_followup"
_LABELS: Final[Mapping[str, str]] = {
    "reminder": "Write the reminder to {}",
    "last": "Write the last note to {}",
    "close": "Close the thread with {}",
    "again": "Write to {} again",
}
_WHICH: Final[Mapping[str, str]] = {"reminder": "first", "last": "last", "again": "first"}
_ANSWERED: Final[Mapping[str, str]] = {"accepted": "accepted", "declined": "declined", "not_now": "later"}
_NEW: Final = ("news", "time_since", "which", "when", "next_step", "helped_with")
"""Questions about the time since, whose old answers no longer hold."""
_NEW_IN_ANSWERS: Final = ("question",)
_OF_THEM: Final = ("mentor_title", "mentor_role", "organisation", "linkedin_paid")
"""What is known of the person without being asked in this interview."""


def beside(handler: Callable[[Work], None]) -> Callable[[Work], None]:
    """Return the handler so that a question which waited before it, and still waits, is put again afterwards."""

    def both(work: Work) -> None:
        before = work.state.asking
        handler(work)
        after = work.state.asking
        if before is not None and after is not None and after.id == before.id:
            ask_again(work)

    return both


def due_today(work: Work) -> tuple[Due, ...]:
    """Return the steps whose day has come; nothing off the record."""
    if work.state.off_record:
        return ()
    return due_now(work.tools.journal.letters(), work.tools.today(), off=work.tools.days_off)


def due_on_opening(work: Work, unfinished: FlowRun | None) -> tuple[Due, ...]:
    """Return what the opening tells: nothing when the person switched that off, nor what the unfinished interview is for."""
    if work.tools.journal.reminders_off():
        return ()
    to = str(unfinished.value("mentor_name") or "") if unfinished is not None and unfinished.flow == FLOW else ""
    return tuple(due for due in due_today(work) if not same_person(due.to, to))


def step_of(work: Work, letter: Letter) -> Due | None:
    """Return the next step of one message, due or not."""
    letters = work.tools.journal.letters()
    return next((due for due in follow_ups(letters, off=work.tools.days_off) if due.letter == letter.id), None)


def due_action(due: Due) -> Action:
    """Return the choice that does what is due."""
    word = "closed" if due.step == "close" else "follow"
    return Action(f"/outbox {due.number} {word}", _LABELS[due.step].format(due.to or f"number {due.number}"))


def write_follow_up(work: Work, letter: Letter) -> None:
    """Open the interview for the reminder with what is known of the first message: nothing is asked twice.

    Where the rules allow no further message, that is said instead.
    """
    due = step_of(work, letter)
    if due is None or due.step == "close":
        work.say("no_follow_up", letter=letter, close=due is not None)
        work.offer(*([Action(f"/outbox {letter.number} closed", "Close the thread")] if due is not None else []))
        return
    if due.on > work.tools.today().isoformat():
        work.say("follow_up_early", due=due)
    _open(work, letter, _WHICH[due.step], _NEW)


def write_answer(work: Work, letter: Letter) -> None:
    """Open the interview for the line back after a yes, a no or a "not now", with what is known."""
    which = _ANSWERED.get(letter.status)
    if which is None:
        work.say("no_follow_up", letter=letter)
        return
    _open(work, letter, which, (*_NEW, *_NEW_IN_ANSWERS))


def _open(work: Work, letter: Letter, which: str, new: Sequence[str]) -> None:
    if work.state.top is not None and work.state.top.done:
        work.emit(FlowClosed(work.state.top.id, "completed"))
    run = uuid.uuid4().hex[:12]
    work.emit(FlowOpened(run, FLOW, work.tools.now()))
    for answer in _given(work, letter, which, new).values():
        work.emit(Answered(run, answer))
    work.say("follow_up", letter=letter)
    proceed(work)


def _given(work: Work, letter: Letter, which: str, new: Sequence[str]) -> dict[str, SlotAnswer]:
    """Return what is known for the questions of the interview; what was left open the first time is left open again."""
    asks = {ask.slot: ask for ask in work.tools.book[FLOW].asks()}
    known = {slot: SlotAnswer(slot, value) for slot, value in work.tools.journal.known().items() if slot in asks}
    before = {
        slot: replace(answer, reads=(), doubt="")
        for slot, answer in work.tools.journal.answers(letter.id).items()
        if slot in (*asks, *_OF_THEM) and slot not in new and answer.status != "derived"
    }
    told: dict[str, SlotAnswer] = {"which": SlotAnswer("which", which)}
    words = {"mentor_name": letter.to, "time_since": _span(letter, work.tools.today()), "channel": letter.channel}
    if "topic" not in before:
        words["topic"] = letter.subject
    for slot, text in words.items():
        found = work.tools.judge(parse, asks[slot], text, work.tools.today()) if slot in asks and text else None
        if isinstance(found, Parsed):
            told[slot] = SlotAnswer(slot, found.value, "given", text)
    return {**known, **before, **told}


def _span(letter: Letter, today: date) -> str:
    days = max((today - date.fromisoformat(letter.sent_on[-1])).days, 1) if letter.sent_on else 0
    return "" if not days else "1 day" if days == 1 else f"{days} days" if days < 14 else f"{round(days / 7)} weeks"


def until(today: date, on: date | None) -> date:
    """Return the day until which something is put off: the one named, else a week on."""
    return on if on is not None and on > today else today + timedelta(days=7)
