"""Why a mentorship has stalled, as far as the mentee's answers tell, and which plan and message fit.

Method: the diagnosis questions of mentoring associations and trainers (cards stall-busy-or-something-wrong,
stall-nothing-to-talk-about, stall-my-own-silence, stall-no-click, stall-keeps-cancelling, ending-goals-reached), put
as a table of points. The points are our own judgement; no study has measured them, so the mentee always sees the
reasons and can disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

from coach.domain.interview import Value
from coach.domain.spans import days_in
from coach.relationship.scoring import Row, facts_of, weigh
from coach.rendering.filters import something

Cause = Literal[
    "busy", "no_agenda", "goal_reached", "drifted", "poor_fit", "my_avoidance", "logistics", "boundary", "normal_silence"
]
CAUSES: Final[tuple[Cause, ...]] = get_args(Cause)

TABLE: Final[tuple[Row, ...]] = (
    ("changed:theirs", "busy", 4),
    ("changed:left", "busy", 3),
    ("last_contact:rushed", "busy", 3),
    ("owes:theirs", "busy", 2),
    ("writes:once", "busy", 2),
    ("writes:twice", "busy", 2),
    ("writes:more", "busy", 2),
    ("last_contact:good", "busy", 1),
    ("last_contact:moved", "busy", 1),
    ("feel:glad", "busy", 1),
    ("feel:hurt", "busy", 1),
    ("last_contact:dry", "no_agenda", 5),
    ("owes:nobody", "no_agenda", 2),
    ("writes:none", "no_agenda", 1),
    ("feel:glad", "no_agenda", 1),
    ("changed:goal", "goal_reached", 5),
    ("feel:done", "goal_reached", 4),
    ("last_contact:dry", "goal_reached", 1),
    ("last_contact:never", "drifted", 4),
    ("owes:both", "drifted", 3),
    ("changed:programme", "drifted", 3),
    ("owes:nobody", "drifted", 2),
    ("silence:long", "drifted", 2),
    ("rhythm:none", "drifted", 2),
    ("changed:left", "drifted", 1),
    ("writes:none", "drifted", 1),
    ("feel:done", "drifted", 1),
    ("feel:doubtful", "poor_fit", 5),
    ("last_contact:tense", "poor_fit", 4),
    ("feel:hurt", "poor_fit", 1),
    ("last_contact:dry", "poor_fit", 1),
    ("owes:mine", "my_avoidance", 5),
    ("feel:ashamed", "my_avoidance", 4),
    ("changed:mine", "my_avoidance", 2),
    ("owes:both", "my_avoidance", 1),
    ("writes:none", "my_avoidance", 1),
    ("last_contact:moved", "logistics", 5),
    ("changed:hours", "logistics", 4),
    ("rhythm:none", "logistics", 1),
    ("silence:normal", "normal_silence", 6),
    ("writes:twice", "normal_silence", -6),
    ("writes:more", "normal_silence", -6),
    ("owes:mine", "normal_silence", -3),
    ("last_contact:dry", "normal_silence", -6),
    ("last_contact:tense", "normal_silence", -6),
    ("last_contact:moved", "normal_silence", -6),
    ("last_contact:never", "normal_silence", -6),
    ("feel:doubtful", "normal_silence", -6),
    ("feel:done", "normal_silence", -6),
    ("changed:goal", "normal_silence", -6),
    ("changed:programme", "normal_silence", -3),
    ("uneasy:yes", "boundary", 100),
    ("uneasy:unsure", "boundary", 100),
)
"""Which answer speaks for which cause, and how much."""

_ORDER: Final = (
    "boundary",
    "my_avoidance",
    "poor_fit",
    "goal_reached",
    "logistics",
    "no_agenda",
    "drifted",
    "busy",
    "normal_silence",
)
_SLOTS: Final = ("owes", "changed", "last_contact", "writes", "feel", "rhythm", "uneasy")
_RHYTHM_DAYS: Final[Mapping[str, int]] = {"weekly": 7, "fortnightly": 14, "monthly": 30, "quarterly": 91, "rarely": 180}
_GRACE: Final = 1.25
_LONG: Final = 2.5
_CLEAR: Final = 3
_WORTH_NAMING: Final = 3
_MOST_REASONS: Final = 3
_LONG_DAYS: Final = 42
"""Without an agreed rhythm, six weeks count as long: the time after which sources suggest a kind closing note."""
CARDS: Final[Mapping[str, str]] = {
    "busy": "stall-no-answer-for-weeks",
    "no_agenda": "stall-nothing-to-talk-about",
    "goal_reached": "ending-goals-reached",
    "drifted": "stall-quiet-after-a-few-sessions",
    "poor_fit": "stall-no-click",
    "my_avoidance": "stall-my-own-silence",
    "logistics": "stall-keeps-cancelling",
    "boundary": "safety-am-i-overreacting",
    "normal_silence": "structure-few-times-a-year",
}
"""The card that each plan rests on."""
_CLOSING_CARD: Final = "stall-silence-move-on"
_PLAN_DAYS: Final[Mapping[str, int]] = {
    "busy": 14, "no_agenda": 42, "goal_reached": 30, "drifted": 21, "poor_fit": 42, "my_avoidance": 14, "logistics": 56, "boundary": 2,
}  # fmt: skip
_MESSAGES: Final[Mapping[str, str]] = {
    "busy": "stall_nudge", "no_agenda": "stall_agenda", "goal_reached": "stall_goal_reached", "drifted": "stall_nudge",
    "poor_fit": "stall_fit", "my_avoidance": "stall_own_silence", "logistics": "stall_reschedule",
}  # fmt: skip


def diagnose_stall(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say what is probably behind a stall.

    In: `time_since`, `rhythm`, `last_agreed`, `owes`, `changed`, `last_contact`, `writes`, `feel`, `uneasy`, all optional.
    Out: `cause`; `because` (the facts that point to it, strongest first, at most three, such as `owes:mine`); `second`, the
    runner-up, where it has some weight; `sure` (clear, close, or guess when nothing was told); `silence_days` and `agreed` where
    they are known; and what `plan_stall` gives. Raises nothing.
    """
    facts = facts_of(values, _SLOTS) | {f"silence:{_silence(values)}"}
    if "owes:mine" in facts:
        facts -= {fact for fact in facts if fact.startswith("writes:")}
    verdict = weigh(facts, TABLE, _ORDER)
    cause = verdict.first or "busy"
    found: dict[str, Value] = {"cause": cause, "because": verdict.reasons[cause][:_MOST_REASONS]}
    found["sure"] = "guess" if verdict.first is None else "clear" if verdict.lead >= _CLEAR else "close"
    if verdict.second is not None and verdict.ranked[1][1] >= _WORTH_NAMING and cause != "boundary":
        found["second"] = verdict.second
    days = days_in(str(values.get("time_since", "")))
    if days is not None:
        found["silence_days"] = days
    agreed = something(str(values.get("last_agreed", "")))
    if agreed:
        found["agreed"] = agreed
    return {**found, **plan_stall({**values, "cause": cause})}


def plan_stall(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say which plan fits: `plan_cause`, `plan_card`, `stage` (first, second, close), `plan_days`, `draft_situation`.

    In: `cause`, and `own_cause` which wins when `cause_right` is no; `writes`, `time_since`, `rhythm`, `due`. There is no
    `draft_situation` where nothing should be sent. The ladder (one reminder, one other channel, one closing note) is the
    one of the card stall-no-answer-for-weeks; each rung comes once.
    """
    own = values.get("own_cause") if values.get("cause_right") == "no" else None
    cause = str(own or values.get("cause") or "busy")
    stage = _stage(cause, values)
    days = _until_due(values) if cause == "normal_silence" else _PLAN_DAYS.get(cause, 14)
    plan: dict[str, Value] = {
        "plan_cause": cause,
        "stage": stage,
        "plan_days": min(days, 7) if values.get("due") == "soon" else days,
    }
    plan["plan_card"] = _CLOSING_CARD if stage == "close" else CARDS.get(cause, CARDS["busy"])
    message = "ending" if stage == "close" else _MESSAGES.get(cause)
    return {**plan, "draft_situation": message} if message else plan


def _silence(values: Mapping[str, Value]) -> str:
    """How the silence compares with the rhythm that was agreed: normal, late, long, or unknown."""
    days = days_in(str(values.get("time_since", "")))
    if days is None:
        return "unknown"
    rhythm = _RHYTHM_DAYS.get(str(values.get("rhythm")))
    if rhythm is None:
        return "long" if days > _LONG_DAYS else "late"
    return "normal" if days <= rhythm * _GRACE else "long" if days > rhythm * _LONG else "late"


def _stage(cause: str, values: Mapping[str, Value]) -> str:
    if cause not in ("busy", "drifted"):
        return "first"
    writes = values.get("writes")
    if writes == "more":
        return "close"
    return "second" if writes == "twice" else "first"


def _until_due(values: Mapping[str, Value]) -> int:
    days = days_in(str(values.get("time_since", ""))) or 0
    rhythm = _RHYTHM_DAYS.get(str(values.get("rhythm")), 30)
    return max(rhythm - days, 7)
