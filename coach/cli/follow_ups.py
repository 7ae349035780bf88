"""What `--format ics` puts into the calendar: the days that were named, or the plan that the pacing rules give."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from coach.cli.open import settings_of
from coach.domain.exports import ExportWish, FollowUp
from coach.errors import ExportError

if TYPE_CHECKING:
    from coach.cli.parser import Wanted
    from coach.domain.drafts import Draft

_EARLIER = {"followup": 1}
"""Messages that went out in the thread before a message of this kind."""


def wish_of(wanted: Wanted, draft: Draft, asks: bool) -> ExportWish:
    """Return what the command line says about addresses, days and the zone; the plan where no day was named.

    Raises ExportError for more days than the pacing rules allow.
    """
    now = datetime.now().astimezone()
    steps: tuple[FollowUp, ...] = ()
    if wanted["on"]:
        steps = _named(wanted["on"])
    elif asks:
        steps = _planned(draft, wanted["sent"] or now.date(), settings_of(wanted).country)
    at: time | None = wanted["at"]
    return ExportWish(now, wanted["to"] or "", wanted["sender"] or "", steps, at, wanted["all_day"], wanted["zone"] or "")


def _named(days: list[date]) -> tuple[FollowUp, ...]:
    """The days as they were named, the last one for the last note. Raises ExportError for more than the pacing rules allow."""
    from coach.relationship.pacing import PACE

    found = sorted(set(days))
    if len(found) > PACE.most - 1:
        raise ExportError(f"At most {PACE.most - 1} reminders follow a message.", "Name fewer days with --on.")
    return tuple(FollowUp(day, "last" if len(found) > 1 and day == found[-1] else "reminder") for day in found)


def _planned(draft: Draft, sent: date, country: str) -> tuple[FollowUp, ...]:
    from coach.bootstrap.days_off import days_off
    from coach.domain.outbox import Letter, Mark
    from coach.relationship.planning import plan

    letter = Letter(
        "",
        1,
        draft.to,
        draft.situation,
        draft.channel,
        draft.subject,
        earlier=_EARLIER.get(draft.situation, 0),
        marks=(Mark("sent", sent.isoformat()),),
    )
    return plan(letter, off=days_off(country))
