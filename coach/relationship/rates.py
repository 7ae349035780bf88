"""How often people answer, as an interval: with few letters a percentage says more than anybody knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Final

from coach.domain.outbox import Letter
from coach.relationship.pacing import PACE, Pace

FEWEST: Final = 6
"""Letters below which nothing is said; Duke's career hub tells students to expect to write six to ten."""
_Z: Final = 1.959963984540054
"""The normal quantile of 95 %."""


@dataclass(frozen=True, slots=True)
class ReplyRate:
    """`answered` of `sent` letters that are old enough to count, with the interval `low` to `high` (0 to 1).

    `enough` is False where it is too early to tell; the interval is then not meant to be shown.
    """

    answered: int
    sent: int
    low: float
    high: float
    enough: bool


def reply_rate(letters: Sequence[Letter], today: date, pace: Pace = PACE) -> ReplyRate:
    """Return how often requests were answered.

    In: all messages and the date. Only requests whose first message is at least `pace.ripe` days old count, answered or not:
    counting early answers while young silences do not count yet would flatter the rate. What was withdrawn without an answer
    is left out, and so are threads that began outside Coach, since only silent ones are brought here.
    """
    ripe = (today - timedelta(days=pace.ripe)).isoformat()
    counted = [
        one
        for one in letters
        if one.asks and one.sent_on and not one.earlier and one.sent_on[0] <= ripe and (one.answered or one.status != "withdrawn")
    ]
    answered = sum(one.answered for one in counted)
    low, high = wilson(answered, len(counted))
    return ReplyRate(answered, len(counted), low, high, len(counted) >= FEWEST)


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212;
    recommended for small numbers by L. D. Brown, T. T. Cai and A. DasGupta, Interval estimation for a binomial proportion,
    Statistical Science 16 (2001), 101-133. Raises ValueError when there are more hits than tries. Without tries: 0 to 1.
    """
    if not 0 <= hits <= tries:
        raise ValueError(f"{hits} of {tries}")
    if not tries:
        return 0.0, 1.0
    share, square = hits / tries, _Z * _Z
    middle = (share + square / (2 * tries)) / (1 + square / tries)
    half = _Z * sqrt(share * (1 - share) / tries + square / (4 * tries * tries)) / (1 + square / tries)
    return max(0.0, middle - half), min(1.0, middle + half)
