"""Dates in everyday words. dateparser does the reading; the few forms that it does not know are put into its terms first."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from typing import Any, Literal

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_END_OF = re.compile(r"\bend of (?:the )?(?P<what>year|month|week|" + "|".join(_MONTHS) + r")\b")
_SEASONS = {"spring": (5, 31), "summer": (8, 31), "autumn": (11, 30), "fall": (11, 30), "winter": (2, 28), "christmas": (12, 24)}
_DAY = re.compile(r"\b(?P<next>next\s+)?(?P<day>" + "|".join(_WEEKDAYS) + r")\b")
_LEAD = re.compile(
    r"^(?:next(?= (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|in(?= [jfmasond][a-z]+$)|early|mid|late|by|before|until|till|on|around|about|maybe|probably|say|within|i think|it was|since|the)\s+"
)


def find_date(text: str, today: date, tense: Literal["future", "past", "any"] = "any") -> date | None:
    """Return the date that `text` names, counted from `today`, or None. Never raises."""
    low = " ".join(text.lower().strip(" .!?").split())
    while (shorter := _LEAD.sub("", low)) != low:
        low = shorter
    return _special(low, today) or _weekday(low, today, tense) or _parsed(low, today, tense)


def _special(low: str, today: date) -> date | None:
    match = _END_OF.search(low)
    if match is not None:
        return _end_of(match["what"], today)
    if low in _MONTHS:
        return _end_of(low, today)
    season = next((day for name, day in _SEASONS.items() if re.search(rf"\b{name}\b", low)), None)
    if season is not None:
        this_year = date(today.year, *season)
        return this_year if this_year > today else date(today.year + 1, *season)
    return None


def _end_of(what: str, today: date) -> date:
    if what == "year":
        return date(today.year, 12, 31)
    if what == "week":
        return today + timedelta(days=(4 - today.weekday()) % 7)
    month = today.month if what == "month" else _MONTHS[what]
    year = today.year if month >= today.month else today.year + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _weekday(low: str, today: date, tense: str) -> date | None:
    match = _DAY.search(low)
    if match is None or re.search(r"\d", low):
        return None
    ahead = (_WEEKDAYS[match["day"]] - today.weekday()) % 7
    if tense == "past":
        return today - timedelta(days=(7 - ahead) % 7 or 7)
    return today + timedelta(days=ahead or 7)


def _parsed(low: str, today: date, tense: str) -> date | None:
    import dateparser  # 0.1 s; only interviews with dates pay it

    settings: Any = {
        "RELATIVE_BASE": datetime(today.year, today.month, today.day, 12),
        "PREFER_DATES_FROM": "past" if tense == "past" else "future",
        "DATE_ORDER": "DMY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    if low.isdecimal() and len(low) < 4:
        return None
    if len(low) > 60 or not re.search(
        r"\d|today|tomorrow|yesterday|week|month|year|fortnight|\bone\b|\btwo\b|three|four|six", low
    ):
        return None
    low = low.replace("fortnight", "2 weeks").replace("a couple of", "2").replace("half a year", "6 months")
    if tense != "past" and re.fullmatch(r"(?:\d+|a|an|one|two|three|four|five|six|nine|twelve) (?:day|week|month|year)s?", low):
        low = f"in {low}"
    try:
        found = dateparser.parse(low, languages=["en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found.date() if found is not None else None
