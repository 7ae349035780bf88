"""Interviews that were left, and the way back into any of them."""

from __future__ import annotations

import re
from typing import Final

from coach.conversation.interviewing import take_up
from coach.conversation.work import Work
from coach.domain.events import FlowClosed, FlowResumed
from coach.domain.interview import FlowRun
from coach.domain.turn import Action

LISTED: Final = 5
"""Interviews in the list; older ones are reached by their number all the same."""
_LONGEST: Final = 40
_GENERIC: Final = frozenset("with your about from this that work write mentor message interview".split())


def left_open(parked: tuple[FlowRun, ...]) -> tuple[FlowRun, ...]:
    """Return the interviews that were left, the latest first: `/resume 1` takes up the first."""
    return parked[::-1]


def resume(work: Work) -> None:
    """Take up the open interview, the one that was named, or the only one that was left; of several show a list."""
    top = work.state.top
    if top is not None and top.done:
        work.emit(FlowClosed(top.id, "completed"))
        top = work.state.top
    waiting = left_open(work.state.parked)
    named = work.tools.judge(_named, work.command.argument or work.command.text, tuple(_told(work, run) for run in waiting))
    if named and (top is None or work.command.argument):
        if top is not None:
            work.say("paused", title=work.definition(top).title)
        work.emit(FlowResumed(waiting[named[0]].id))
    elif top is None and len(waiting) == 1:
        work.emit(FlowResumed(waiting[0].id))
    elif top is None and waiting:
        _ask_which(work, waiting)
        return
    if work.state.top is None:
        work.say("nothing_to_resume")
        return
    take_up(work)


def label_of(work: Work, run: FlowRun) -> str:
    """Return an interview in a few words: its title, and whom or what it is about."""
    title, about = _told(work, run)
    return f"{title}: {about}" if about else title


def _ask_which(work: Work, waiting: tuple[FlowRun, ...]) -> None:
    labels = [label_of(work, run) for run in waiting[:LISTED]]
    work.say("resume_which", lines=labels, count=max(len(waiting) - LISTED, 0))
    work.offer(*(Action(f"/resume {number}", label) for number, label in enumerate(labels, 1)))


def _told(work: Work, run: FlowRun) -> tuple[str, str]:
    """Return the title of an interview and the name in it, else its first answer in free words."""
    flow = work.definition(run)
    told = [a for a in run.answers.values() if a.usable and a.status == "given"]
    name = next((str(a.value) for a in told if a.slot == "mentor_name"), "")
    free = (
        str(a.value)
        for a in told
        if (ask := flow.ask(a.slot)) is not None and ask.kind in ("text", "long_text", "duration", "name")
    )
    about = name or next(free, "")
    return flow.title, about if len(about) <= _LONGEST else f"{about[:_LONGEST].rsplit(' ', 1)[0]}…"


def _named(text: str, waiting: tuple[tuple[str, str], ...]) -> tuple[int, ...]:
    """Return the place of the interview that a number, or words of just one title or name, point at; empty for none."""
    if text.strip().isdecimal():
        return (int(text) - 1,) if 1 <= int(text) <= len(waiting) else ()
    said = set(re.findall(r"[^\W_]{4,}", text.casefold())) - _GENERIC
    hits = [place for place, told in enumerate(waiting) if said & set(re.findall(r"[^\W_]{4,}", " ".join(told).casefold()))]
    return (hits[0],) if len(hits) == 1 else ()
