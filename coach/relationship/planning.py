"""The whole plan after a message, as long as nothing comes back: what a calendar can hold on the day it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach.domain.exports import FollowUp
from coach.domain.outbox import Letter, Mark
from coach.relationship.pacing import PACE, DaysOff, Pace, next_step, ordinary


def plan(letter: Letter, letters: Sequence[Letter] = (), pace: Pace = PACE, off: DaysOff = ordinary) -> tuple[FollowUp, ...]:
    """Return every step of a thread that stays silent, in order, the close last; nothing for a message that is answered.

    In: the message with its log, all messages, the figures, the holidays. Each step is `pacing.next_step` with the steps
    before it noted as sent on their days, so that the cap holds here too. Raises ValueError for a log whose dates are none.
    """
    steps: list[FollowUp] = []
    while len(steps) < pace.most and (due := next_step(letter, letters, pace, off)) is not None:
        steps.append(FollowUp(date.fromisoformat(due.on), due.step))
        if due.step in ("close", "again"):
            break
        letter = replace(letter, marks=(*letter.marks, Mark("sent", due.on, final=due.step == "last")))
    return tuple(steps)
