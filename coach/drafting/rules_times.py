"""Conditions on days and hours: one that two readers take differently, one that does not exist, one to send at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from coach.drafting.reading import Text
from coach.drafting.rules_kit import Facts, given

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAY: Final = r"(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day|s|rs|r)?\b\.?"
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b\.?"
_NUMBER: Final = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d|\s*[ap]\.?m\b)"
_YEAR: Final = r"(?:,?\s+(?P<year>20\d\d)\b)?"
_DATES: Final = (
    re.compile(rf"\b{_WEEKDAY},?\s+{_NUMBER}(?:\s+of)?\s+{_MONTH}{_YEAR}", re.I),
    re.compile(rf"\b{_WEEKDAY},?\s+{_MONTH}\s+{_NUMBER}{_YEAR}", re.I),
)
_NEXT_DAY: Final = re.compile(
    r"\bnext (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?!,?\s*\(?(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b(?![:.]\d|\s*(?:[ap]\.?m|o['’]clock)\b))"
    r"(?!,?\s*\(?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
    re.I,
)
_FIGURES: Final = (
    re.compile(r"(?<![\w/.-])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?:20)?\d\d(?![\w/-])"),
    re.compile(r"\b(?:on|by|until|till|before|after|from|since|due)\s+(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\w/-])", re.I),
    re.compile(r"(?<![\w/.-])(?=0|\d\d/0)(?P<one>\d\d)/(?P<two>\d\d)(?![\w/-])"),
)
"""A date with its year, one after a preposition, one with a nought: 03/12. "1/2 an hour" and "24/7" are none."""


def unclear_day(text: Text) -> Facts | None:
    """ "Next Friday" without its date."""
    match = _NEXT_DAY.search(text.main)
    return {"found": match[0]} if match is not None else None


def unclear_date(text: Text) -> Facts | None:
    """Figures that are one day in Europe and another in America: 03/04/2027."""
    for match in (found for pattern in _FIGURES for found in pattern.finditer(text.main)):
        one, two = int(match["one"]), int(match["two"])
        if one != two and 1 <= one <= 12 and 1 <= two <= 12:
            found = re.sub(r"^[a-z]+\s+", "", match[0], flags=re.I)
            return {"found": found, "one": f"{one} {_MONTHS[two - 1]}", "two": f"{two} {_MONTHS[one - 1]}"}
    return None


def wrong_weekday(text: Text) -> Facts | None:
    """A weekday that does not belong to its date. A date without a year is the nearest one by the clock."""
    for match in (found for pattern in _DATES for found in pattern.finditer(text.main)):
        wanted = next(n for n, name in enumerate(_DAYS) if name.lower().startswith(match["weekday"].lower()))
        month = next(n for n, name in enumerate(_MONTHS, 1) if name.lower().startswith(match["month"].lower()[:3]))
        meant = _meant(int(match["day"]), month, match["year"], text)
        if meant is not None and meant.weekday() != wanted:
            return {
                "found": match[0].strip(" ,."),
                "date": f"{meant.day} {_MONTHS[month - 1]} {meant.year}",
                "is": _DAYS[meant.weekday()],
            }
    return None


def _meant(day: int, month: int, year: str | None, text: Text) -> date | None:
    if year is not None:
        return next(_dates(day, month, (int(year),)), None)
    if text.moment is None:
        return None
    now = text.moment.at.date()
    return min(_dates(day, month, (now.year - 1, now.year, now.year + 1)), key=lambda one: abs(one - now), default=None)


def _dates(day: int, month: int, years: tuple[int, ...]) -> Iterator[date]:
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


_CLOCK: Final = re.compile(
    r"\b(?:1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?[ap]\.?m\b\.?|\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:\d{1,2}|[a-z]+) o['’]clock\b|\bat (?:noon|midnight)\b",
    re.I,
)
_ZONE: Final = re.compile(
    r"\b(?:UTC|GMT|CET|CEST|BST|WET|EET|MSK|EST|EDT|ET|CST|CDT|CT|MST|MDT|PST|PDT|PT|IST|PKT|SGT|HKT|JST|KST|AEST|AEDT|AWST|NZST|NZDT|EAT|WAT|CAT|SAST|BRT|ART)\b|"
    r"\b(?i:(?:your|my|our|local|both our|[a-z]+(?: standard)?) time)\b(?! ?(?:is|to|for|and)\b)"
)
_ELSEWHERE: Final = re.compile(
    r"\btime[- ]?zones?\b|\b(?:abroad|overseas)\b|\b(?:where you are|at your end|on your side of the (?:world|ocean|atlantic)|hours (?:ahead|behind)|your (?:morning|afternoon|evening|night)|jet ?lag)\b",
    re.I,
)


def no_zone(text: Text) -> Facts | None:
    """An hour without its zone in a message to somebody who seems to live elsewhere."""
    clock = _CLOCK.search(text.main)
    if clock is None or _ZONE.search(text.main) or _named_zones(text.main, clock):
        return None
    told = " ".join(str(value) for value in text.values.values())
    apart = _ELSEWHERE.search(f"{text.main} {told}") is not None or len(_offsets(f"{text.main} {told}")) > 1
    return given(apart, found=clock[0])


def _named_zones(words: str, clock: re.Match[str]) -> bool:
    """True where a place stands right behind the hour: "17:00 in Nairobi"."""
    behind = words[clock.end() : clock.end() + 40]
    return bool(re.match(r",?\s*(?:in\s+)?[A-Z]\w+", behind)) and bool(_offsets(behind))


@cache
def _cities() -> dict[str, str]:
    from zoneinfo import available_timezones

    return {
        zone.rpartition("/")[2].replace("_", " "): zone
        for zone in sorted(available_timezones())
        if "/" in zone and "Etc" not in zone
    }


def _offsets(words: str) -> set[timedelta | None]:
    """The different hours of the cities that stand in `words`, as they are in winter."""
    from zoneinfo import ZoneInfo

    named = set(re.findall(r"\b[A-Z]\w+(?: [A-Z]\w+)?", words))
    cities = _cities()
    return {datetime(2026, 1, 15, tzinfo=ZoneInfo(cities[one])).utcoffset() for one in named if one in cities}


_SOON: Final = ("other_reschedule", "other_condolence", "thanks_speech")
"""Messages that should not wait for a working hour."""


def sending_time(text: Text) -> Facts | None:
    """A weekend, a holiday or its eve, or the night, by the clock; nothing without one."""
    moment = text.moment
    if moment is None or moment.reason is None or text.draft.channel in ("letter", "linkedin_note"):
        return None
    if text.situation is not None and text.situation.id in _SOON:
        return None
    day, better = moment.at.date(), moment.better
    return {
        "reason": moment.reason,
        "day": f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}",
        "holiday": moment.holiday,
        "hour": f"{moment.at:%H:%M}",
        "better": f"{_DAYS[better.weekday()]} {better.day} {_MONTHS[better.month - 1]}",
    }
