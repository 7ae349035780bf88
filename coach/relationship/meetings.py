"""How the minutes of a meeting are shared out. The arithmetic is our own (cards meeting-agenda, meeting-last-ten-minutes)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.domain.interview import Value
from coach.domain.spans import minutes_in

_USUAL: Final[Mapping[str, int]] = {"first": 60}
"""A first meeting takes about an hour undisturbed, as associations advise; the others three quarters of one."""
_OTHERWISE: Final = 45
_LAST_TEN_FROM: Final = 40
_IN_FIVES_FROM: Final = 25
"""From here on the parts are multiples of five, so that nobody plans seven and a half minutes."""
_SHARES: Final[Mapping[str, tuple[float, float]]] = {
    "first": (0.4, 0.35), "regular": (0.15, 0.65), "mid": (0.4, 0.35), "closing": (0.4, 0.3), "difficult": (0.2, 0.5),
}  # fmt: skip


def plan_meeting(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Share out the minutes: `m_total`, `m_open`, `m_main`, `m_side`, `m_close`, which add up.

    In: `meeting_kind` (first, regular, mid, closing, difficult) and `ask_minutes`, both optional.
    """
    kind = str(values.get("meeting_kind", "regular"))
    total = minutes_in(str(values.get("ask_minutes", ""))) or _USUAL.get(kind, _OTHERWISE)
    step = 5 if total >= _IN_FIVES_FROM else 1
    close = 10 if total >= _LAST_TEN_FROM else max(total // 5 // step, 1) * step
    first, second = _SHARES.get(kind, _SHARES["regular"])
    opening, main = (max(round((total - close) * share / step), 1) * step for share in (first, second))
    side = max(total - close - opening - main, 0)
    return {
        "m_total": total,
        "m_open": opening,
        "m_main": max(total - close - opening - side, 1),
        "m_side": side,
        "m_close": close,
    }
