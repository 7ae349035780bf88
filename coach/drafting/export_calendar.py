"""Reminders as a calendar file (RFC 5545): entries of the person's own, with nobody invited, so that opening it sends nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coach.domain.exports import Reminder
from coach.errors import ExportError

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_OURS: Final = UUID("6f1d1b1c-6f0e-5d0b-9a4e-5f2c0f6b7a10")
"""The namespace of the entries' ids: an entry that is written again has the same id and replaces the first in a calendar."""
_MORNING: Final = timedelta(hours=9)
"""When a whole day reminds."""


def as_calendar(reminders: Sequence[Reminder], zone: str, now: datetime) -> str:
    """Return the file, with CRLF line ends. `zone` is an IANA name and counts for timed entries only.

    A timed entry carries its zone with the rules of that zone, so that nine o'clock stays nine o'clock when the clocks
    change. Raises ExportError for a zone that does not exist.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Coach//Follow-ups//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    found = read_zone(zone) if any(one.at is not None for one in reminders) else None
    for reminder in reminders:
        calendar.add_component(_event(reminder, found, now))
    if found is not None:
        years = [reminder.day.year for reminder in reminders]
        # The rules of the years that matter, not of all since 1970: vobject reads no more than one change beyond the first.
        calendar.add_missing_timezones(first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 1, 1))
    return str(calendar.to_ical(), "utf-8")


def read_zone(name: str) -> ZoneInfo:
    """Return the zone called `name`, such as Europe/Berlin. Raises ExportError when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ExportError(f"There is no time zone {name!r}.", "Write it as Europe/Berlin or America/New_York.") from error


def local_zone() -> str:
    """Return the IANA name of this computer's zone, or an empty text where it cannot be told."""
    from warnings import catch_warnings, simplefilter

    from tzlocal import get_localzone_name

    try:
        with catch_warnings():
            simplefilter("ignore")
            name = get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    return name if isinstance(name, str) and name not in ("local", "") else ""


def _event(reminder: Reminder, zone: ZoneInfo | None, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uuid5(_OURS, reminder.key)}@coach")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    if reminder.at is None:
        event.add("dtstart", reminder.day)
        event.add("dtend", reminder.day + timedelta(days=1))
    else:
        event.add("dtstart", datetime.combine(reminder.day, reminder.at, zone))
        event.add("duration", timedelta(minutes=reminder.minutes))
    event.add("summary", reminder.title)
    event.add("description", reminder.notes)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(reminder))
    return event


def _alarm(reminder: Reminder) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _MORNING if reminder.at is None else timedelta(0))
    alarm.add("description", reminder.title)
    return alarm
