"""When a message is written: the moment by a clock that can be held, and which days are kept free where its writer lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

DayOff = Callable[[date], str | None]
"""Gives the name of a holiday, an empty text for a weekend, None for a working day."""
Reason = Literal["weekend", "holiday", "eve", "night"]
_NIGHT: Final = range(6, 21)
"""Hours in which a message can arrive without being a night mail."""
_EVE: Final = 12
"""The hour from which the day before a holiday counts as its eve."""
_FAR: Final = 14


def weekends(day: date) -> str | None:
    """Know Saturdays and Sundays, and no holidays."""
    return "" if day.weekday() >= 5 else None


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, and which days are kept free around it."""

    at: datetime
    day_off: DayOff = weekends

    @property
    def reason(self) -> Reason | None:
        """Why this is no hour to disturb somebody at work; None for an ordinary working hour."""
        today = self.day_off(self.at.date())
        if today is not None:
            return "holiday" if today else "weekend"
        if self.at.hour >= _EVE and self.day_off(self.at.date() + timedelta(days=1)):
            return "eve"
        return None if self.at.hour in _NIGHT else "night"

    @property
    def holiday(self) -> str:
        """The name of the holiday of today or tomorrow; empty when there is none."""
        today = self.at.date()
        return self.day_off(today) or self.day_off(today + timedelta(days=1)) or ""

    @property
    def better(self) -> date:
        """The next working day; today before its first hour."""
        first = self.at.date() + timedelta(days=0 if self.at.hour < _NIGHT.start else 1)
        days = (first + timedelta(days=n) for n in range(_FAR))
        return next((day for day in days if self.day_off(day) is None), first)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A clock and the days off. Called, it gives today's date, as a letter needs it."""

    now: Callable[[], datetime]
    day_off: DayOff = weekends

    def __call__(self) -> date:
        """Return today's date."""
        return self.now().date()

    def moment(self) -> Moment:
        """Return the moment as the clock has it now."""
        return Moment(self.now(), self.day_off)
