"""What three marks about a mentorship say. The three items and the limit of five are a proposal, no study (card evaluation-is-it-working)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.domain.interview import Value

SCALES: Final = ("pulse_usable", "pulse_honest", "pulse_act")
"""I leave with something usable; I can be honest; I act on it. Each from 0 to 10."""
_LOW: Final = 5
_GOOD: Final = 7
_SELF: Final = ("craft", "people", "visible")


def read_pulse(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say how it stands.

    In: the marks in `SCALES`, `goal_now`, and `scale_<x>` with `<x>_now` for the self-assessment of the beginning. Out:
    `verdict` (repair when two marks are below five, talk when one is, good when all are seven or more, fair between,
    unknown without marks, finished when the goal is reached and nothing is low); `lowest`, the lowest mark; `moved_<x>`,
    the difference since the beginning.
    """
    marks = {name: int(float(str(values[name]))) for name in SCALES if name in values}
    low = sum(mark < _LOW for mark in marks.values())
    found: dict[str, Value] = {"verdict": _verdict(marks, low, str(values.get("goal_now", "")))}
    if marks and min(marks.values()) < _GOOD:
        found["lowest"] = min(marks, key=lambda name: marks[name])
    for scale in _SELF:
        before, now = values.get(f"scale_{scale}"), values.get(f"{scale}_now")
        if before is not None and now is not None:
            found[f"moved_{scale}"] = int(float(str(now))) - int(float(str(before)))
    return found


def _verdict(marks: Mapping[str, int], low: int, goal: str) -> str:
    if low:
        return "repair" if low > 1 else "talk"
    if goal == "reached":
        return "finished"
    if not marks:
        return "unknown"
    return "good" if min(marks.values()) >= _GOOD else "fair"
