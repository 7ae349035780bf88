"""What kind of ending it is. A mentorship that did what it was for is completed, not cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.domain.interview import Value

_COMPLETED: Final = frozenset({"reached", "programme_ends", "mentor_leaves", "i_leave"})
_KEEP_IN_TOUCH_DAYS: Final[Mapping[str, int]] = {"often": 90, "seldom": 180}
"""About twice a year keeps a tie alive; quarterly for active ones (card ending-stay-in-touch)."""


def kind_of_ending(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say how the ending is recorded and when to be in touch again.

    In: `ending_reason`, `contact_after`. Out: `ending_kind` (completed, or stopped when it did not work, another mentor is
    wanted or nothing was told); `stay` (yes only when contact was chosen, since nothing should be promised that was not
    meant); `touch_days` where contact goes on.
    """
    kind = "completed" if values.get("ending_reason") in _COMPLETED else "stopped"
    days = _KEEP_IN_TOUCH_DAYS.get(str(values.get("contact_after")))
    found: dict[str, Value] = {"ending_kind": kind, "stay": "yes" if days else "no"}
    return {**found, "touch_days": days} if days else found
