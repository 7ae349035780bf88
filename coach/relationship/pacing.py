"""When to write again, when to stop, and when to write to the next person: pure rules over the log of messages and a date.

The figures are those of the cards outreach-no-reply-follow-up (a week, then a week or so, two reminders in all),
outreach-silence-let-go (then the thread is closed), outreach-not-now, outreach-one-at-a-time and its counterpart
outreach-several-at-once. Behind them: Duke's career hub (a131) and Wisconsin (a125); see docs/outbox.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from coach.domain.outbox import Letter, Outcome, same_person

Step = Literal["reminder", "last", "close", "again"]
"""What is due: a reminder, the last note, closing the thread without a message, asking again after a "not now"."""

DaysOff = Callable[[date], str | None]
"""Gives the name of a holiday, an empty text for a weekend, None for a working day."""

CARDS: Final[dict[Step, str]] = {
    "reminder": "outreach-no-reply-follow-up",
    "last": "outreach-no-reply-follow-up",
    "close": "outreach-silence-let-go",
    "again": "outreach-not-now",
}
"""The card that each step rests on."""

_WEEKEND: Final = (5, 6)
_LONGEST_REST: Final = 21
"""Days in a row that are passed over at most."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The figures. `most` counts all messages of a thread, the first included; days are counted from the last message sent.

    `wait`: seven days to the first reminder. `again`: nine more to the last note, which is day 16 of "day 14 to 17". `close`:
    two weeks after that, our own figure. `not_now`: three months where no month was named, our own figure. `fresh`:
    requests younger than `wait` that may be out at once. `ripe`: days after which a silence counts in the reply rate, our
    own figure. `memory`: days in which earlier unanswered messages to the same person still count.
    """

    most: int = 3
    wait: int = 7
    again: int = 9
    close: int = 14
    not_now: int = 90
    fresh: int = 2
    ripe: int = 21
    memory: int = 180


PACE: Final = Pace()


@dataclass(frozen=True, slots=True)
class Due:
    """One next step as plain data. `on` and `written_on` (the last message) are ISO dates, `touches` the messages sent so far.

    `passed` names the holidays because of which `on` moved; `card` is the guidance the step rests on.
    """

    letter: str
    number: int
    to: str
    subject: str
    channel: str
    step: Step
    on: str
    written_on: str
    touches: int
    passed: tuple[str, ...] = ()
    card: str = ""


def ordinary(day: date) -> str | None:
    """Know Saturdays and Sundays, and no holidays."""
    return "" if day.weekday() in _WEEKEND else None


def legal_moves(letter: Letter, pace: Pace = PACE) -> tuple[Outcome, ...]:
    """Return what may be noted next. A late answer may come after a close; nothing is sent beyond `pace.most`."""
    after: dict[str, tuple[Outcome, ...]] = {
        "draft": ("sent",),
        "sent": ("sent", "replied", "accepted", "declined", "not_now", "withdrawn", "closed"),
        "replied": ("accepted", "declined", "not_now", "withdrawn", "closed"),
        "accepted": ("declined", "not_now", "withdrawn", "closed"),
        "declined": ("accepted", "not_now", "closed"),
        "not_now": ("sent", "accepted", "declined", "withdrawn", "closed"),
        "withdrawn": ("replied", "closed"),
        "closed": ("replied", "accepted", "declined", "not_now"),
    }
    return tuple(what for what in after[letter.status] if what != "sent" or touches(letter) < pace.most)


def refusal(letter: Letter, what: Outcome, on: date, today: date, pace: Pace = PACE) -> str:
    """Say why something cannot be noted, as a code, or nothing where it can.

    `future`: the date has not come. `too_early`: before what is noted already. `too_many`: the thread has all the messages it
    gets. `not_sent`: it has not been sent. `no_move`: it does not follow from what is noted.
    """
    if on > today:
        return "future"
    outcomes = [mark for mark in letter.marks if mark.what != "later"]
    since = outcomes[-1].on if outcomes and what == "sent" else letter.sent_on[0] if letter.sent_on else ""
    if since and on.isoformat() < since:
        return "too_early"
    if what in legal_moves(letter, pace):
        return ""
    if letter.status == "draft":
        return "not_sent"
    return "too_many" if what == "sent" and touches(letter) >= pace.most else "no_move"


def touches(letter: Letter) -> int:
    """Return how many messages went out in this thread, those from before Coach included; a note that closes counts as the last."""
    return letter.earlier + len(letter.sent_on)


def next_step(letter: Letter, letters: Sequence[Letter] = (), pace: Pace = PACE, off: DaysOff = ordinary) -> Due | None:
    """Return what comes next for one message and when, whatever the date is today; None where nothing does.

    In: the message, all messages (earlier unanswered ones to the same person count too), the figures, and the holidays.
    Weekends and holidays are passed over. Raises ValueError for a log whose dates are none.
    """
    if not letter.asks or not letter.sent_on or letter.status not in ("sent", "not_now"):
        return None
    sent = touches(letter)
    used = sent + _unanswered_before(letter, letters, pace)
    final = any(mark.final for mark in letter.marks)
    step, days = _step(letter, pace.most if final else used, pace)
    if step is None:
        return None
    last = [mark for mark in letter.marks if mark.what == letter.status][-1]
    on = date.fromisoformat(last.on) + timedelta(days=days)
    written = date.fromisoformat(letter.sent_on[-1])
    on, passed = working_day(max(on, _put_off(letter), written), off)
    return Due(
        letter.id,
        letter.number,
        letter.to,
        letter.subject,
        letter.channel,
        step,
        on.isoformat(),
        letter.sent_on[-1],
        sent,
        passed,
        CARDS[step],
    )


def _step(letter: Letter, used: int, pace: Pace) -> tuple[Step | None, int]:
    if letter.status == "not_now":
        once = sum(mark.what == "not_now" for mark in letter.marks) == 1
        return ("again", pace.not_now) if once and touches(letter) < pace.most else (None, 0)
    if used >= pace.most:
        return "close", pace.close
    if used == pace.most - 1:
        return "last", pace.again if used > 1 else pace.wait
    return "reminder", pace.wait


def _put_off(letter: Letter) -> date:
    """Return until when the present step was put off; a new outcome ends it."""
    since = letter.marks[max(i for i, mark in enumerate(letter.marks) if mark.what != "later") :]
    return max((date.fromisoformat(mark.until) for mark in since if mark.until), default=date.min)


def _unanswered_before(letter: Letter, letters: Sequence[Letter], pace: Pace) -> int:
    """Count messages of other threads to the same person that got no answer, not too long before this one."""
    first = date.fromisoformat(letter.sent_on[0])
    others = [one for one in letters if one.id != letter.id and one.asks and one.sent_on and not one.answered]
    days = [date.fromisoformat(on) for one in others if same_person(one.to, letter.to) for on in one.sent_on]
    return sum(0 <= (first - day).days <= pace.memory for day in days)


def working_day(day: date, off: DaysOff = ordinary) -> tuple[date, tuple[str, ...]]:
    """Return the first day from `day` on that is no weekend, no holiday and not between Christmas and New Year, and the
    holidays that were passed over."""
    passed: list[str] = []
    for _ in range(_LONGEST_REST):
        name = off(day)
        if name is None and not _turn_of_the_year(day):
            break
        passed += [name] if name and name not in passed else []
        day += timedelta(days=1)
    return day, tuple(passed)


def _turn_of_the_year(day: date) -> bool:
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


def follow_ups(letters: Sequence[Letter], pace: Pace = PACE, off: DaysOff = ordinary) -> tuple[Due, ...]:
    """Return the next step of every message that has one, the earliest first: what a calendar would hold."""
    steps = (next_step(letter, letters, pace, off) for letter in letters)
    return tuple(sorted((step for step in steps if step is not None), key=lambda due: (due.on, due.number)))


def due_now(letters: Sequence[Letter], today: date, pace: Pace = PACE, off: DaysOff = ordinary) -> tuple[Due, ...]:
    """Return the steps whose day has come."""
    return tuple(due for due in follow_ups(letters, pace, off) if due.on <= today.isoformat())


@dataclass(frozen=True, slots=True)
class NextPerson:
    """Whether somebody else can be written to now. `waiting` requests have no answer yet, `fresh` of them are younger than a week;
    `on` is the ISO date from which the next message fits, today where it fits now."""

    waiting: int
    fresh: int
    on: str


def next_person(letters: Sequence[Letter], today: date, pace: Pace = PACE) -> NextPerson:
    """Say when to write to the next person: one or two at a time, the next after a week of silence (outreach-one-at-a-time)."""
    waiting = [letter for letter in letters if letter.asks and letter.waiting]
    ages = sorted(date.fromisoformat(letter.sent_on[0]) + timedelta(days=pace.wait) for letter in waiting)
    fresh = [free for free in ages if free > today]
    on = fresh[-pace.fresh] if len(fresh) >= pace.fresh else today
    return NextPerson(len(waiting), len(fresh), on.isoformat())
