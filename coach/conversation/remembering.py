"""What a person's own records add to an answer: the message that waits, the meeting they prepared, the goal they worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from coach.conversation.following import due_action, due_today
from coach.conversation.work import Work
from coach.domain.interview import SlotAnswer
from coach.domain.library import Card

_RECENT: Final = 200
"""Days for which a meeting is worth naming."""


def recalled(work: Work, card: Card) -> str:
    """Return a sentence from the person's own records that makes an answer concrete, or nothing; offer what is due.

    One sentence at most, and none off the record or where harm is the matter.
    """
    if work.state.off_record or work.state.safety or card.topic == "safety":
        return ""
    for suits, find in _KINDS:
        found = find(work) if suits(card) else None
        if found is not None:
            return work.tools.voice.reply("from_records", **found)
    return ""


def _waiting(work: Work) -> Mapping[str, object] | None:
    """The newest message that was sent and has no answer."""
    letter = next((one for one in reversed(work.tools.journal.letters()) if one.waiting and one.asks and one.to), None)
    if letter is None:
        return None
    due = next((due for due in due_today(work) if due.letter == letter.id), None)
    if due is not None:
        work.offer(due_action(due))
    return {"kind": "waiting", "who": letter.to, "on": letter.sent_on[-1], "again": len(letter.sent_on) > 1}


def _meeting(work: Work) -> Mapping[str, object] | None:
    """The meeting that was prepared last, ahead or not long ago."""
    answers = work.tools.journal.latest("prepare_meeting")
    on = _text(answers, "when")
    try:
        days = (work.tools.today() - date.fromisoformat(on)).days
    except ValueError:
        return None
    if days > _RECENT:
        return None
    return {"kind": "met" if days > 0 else "meeting", "who": _text(answers, "mentor_name"), "on": on}


def _goal(work: Work) -> Mapping[str, object] | None:
    """The goal that was worked out last."""
    answers = work.tools.journal.latest("goal_interview")
    goal = _text(answers, "goal_draft")
    return {"kind": "goal", "goal": goal.rstrip("."), "on": _text(answers, "by_when")} if goal else None


def _text(answers: Mapping[str, SlotAnswer], slot: str) -> str:
    found = answers.get(slot)
    return found.value if found is not None and found.usable and isinstance(found.value, str) else ""


_KINDS: Final[tuple[tuple[Callable[[Card], bool], Callable[[Work], Mapping[str, object] | None]], ...]] = (
    (lambda card: card.topic in ("outreach", "stall"), _waiting),
    (lambda card: card.topic in ("stall", "meeting", "structure"), _meeting),
    (lambda card: card.topic in ("goals", "action", "evaluation"), _goal),
)
