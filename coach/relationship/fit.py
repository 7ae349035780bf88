"""Which of two people to write to first, by what speaks for each.

Method: the cards finding-right-person and finding-few-steps-ahead. Shared values and outlook go most strongly with good
mentoring in a synthesis of studies, and recent success with the very problem counts more than seniority; the points
are our own judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.domain.interview import Value

POINTS: Final[Mapping[str, int]] = {"solved": 3, "values": 3, "outside": 2, "reachable": 2, "easy": 2, "time": 1}
"""What speaks for a person, and how much."""
_CLEAR: Final = 2


def compare_fit(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say whom to write to first.

    In: `mentor_name`, `fit_one`, `second_name`, `fit_two`, all optional. Out, where anybody is named: `next_person`;
    `next_because` (what speaks for them, heaviest first); `unchecked` (what nobody has ticked for them); with two people
    also `other_person` and `fit_lead` (clear or close).
    """
    people = [
        (str(values[name]), _ticked(values.get(fit)))
        for name, fit in (("mentor_name", "fit_one"), ("second_name", "fit_two"))
        if values.get(name)
    ]
    if not people:
        return {}
    ranked = sorted(people, key=lambda person: -_score(person[1]))
    name, ticked = ranked[0]
    found: dict[str, Value] = {
        "next_person": name,
        "next_because": tuple(tick for tick in POINTS if tick in ticked),
        "unchecked": tuple(tick for tick in POINTS if tick not in ticked),
    }
    if len(ranked) > 1:
        lead = _score(ticked) - _score(ranked[1][1])
        found |= {"other_person": ranked[1][0], "fit_lead": "clear" if lead >= _CLEAR else "close"}
    return found


def _ticked(value: Value | None) -> frozenset[str]:
    return frozenset(value) if isinstance(value, tuple) else frozenset()


def _score(ticked: frozenset[str]) -> int:
    return sum(POINTS.get(tick, 0) for tick in ticked)
