"""Lengths of time as they stand in a message."""

from __future__ import annotations

import re
from typing import Final

from coach.domain.spans import days_in
from coach.rendering.filters import day, lower_first

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PLAIN: Final = re.compile(
    r"^(?:about |nearly |almost |over |more than )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:weeks?|months?|years?|terms?|semesters?|fortnights?)(?: or so| or two)?$",
    re.I,
)


def long(text: str) -> str:
    """Return a length of time as in "for three weeks"; empty when `text` names none."""
    plain = re.sub(r"^(?:for|it['’]s been|after) ", "", re.sub(r" (?:ago|now|long)$", "", text.strip().lower()))
    if _PLAIN.match(plain):
        return re.sub(r"\b\d+\b", lambda m: _NUMBERS[int(m[0])] if 0 < int(m[0]) < len(_NUMBERS) else m[0], plain)
    days = days_in(text)
    if not days:
        return ""
    if days < 14:
        return "a week" if days == 7 else _count(days, "day")
    if days < 60:
        return _count(round(days / 7), "week")
    return _count(round(days / 30.4), "month") if days < 700 else _count(round(days / 365), "year")


def _count(number: int, unit: str) -> str:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {unit}" if number == 1 else f"{word} {unit}s"


def ago(text: str) -> str:
    """Return the same counted back from today: "three weeks ago"; empty when `text` names no length."""
    found = long(text)
    return f"{found} ago" if found else ""


def rhythm(text: str) -> str:
    """Return how often and for how long, with hesitation taken out."""
    text = re.sub(r",?\s*\b(?:maybe|perhaps|i guess|or so|if possible|probably)\b,?\s*(?=for\b)", ", ", text.strip(), flags=re.I)
    text = re.sub(r"\s*\b(?:maybe|perhaps|i guess|or so|probably)\b\s*", " ", text, flags=re.I).strip(" ,").replace(" ,", ",")
    return text[:1].lower() + text[1:]


_WEEKDAY: Final = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)s?\b|^(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:min|hour|day|week|month|year))",
    re.I,
)
_SEASON: Final = re.compile(
    r"^(?:(?:early|late|mid)[\s-]+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:the\s+)?(?:spring|summer|autumn|winter|new year)|"
    r"(?:the\s+)?(?:first|second|third|last)\s+(?:week|half)|an?\s+(?:few\s+)?(?:weeks?|months?|years?|fortnight)|(?:two|three|four|five|six|eight|\d+)\s+(?:weeks|months))\b",
    re.I,
)
_BY: Final = re.compile(r"^(?:by|before|on|next|this|until|tomorrow|today|tonight|in|within|at|end of)\b", re.I)


def at(text: str) -> str:
    """Return a time with its preposition: "on Thursday 3 December", "in February", "tomorrow at four"."""
    found = _written(text)
    if _WEEKDAY.match(found):
        return f"on {found}"
    return f"in {lower_first(found) if found[:1].islower() else found}" if _SEASON.match(found) else found


def by(text: str) -> str:
    """Return a time limit with its preposition: "by Friday 4 December", "before Christmas"."""
    found = _written(text)
    return (
        f"by the {lower_first(found)}"
        if found.lower().startswith("end of")
        else lower_first(found)
        if _BY.match(found)
        else f"by {found}"
    )


def dated(text: str) -> str:
    """Return a time without a preposition; an ISO date as "Thursday 3 December"."""
    return re.sub(r"^(?:on|at|for)\s+(?=\S)", "", _written(text), flags=re.I)


_DAYS: Final = {one[:3]: one for one in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")} | {
    "tues": "Tuesday", "weds": "Wednesday", "thur": "Thursday", "thurs": "Thursday",
}  # fmt: skip
_MONTHS: Final = {
    one[:3]: one for one in "January February March April June July August September October November December".split()
} | {"sept": "September"}
_SHORT_DAY: Final = re.compile(
    r"\b(?P<day>mon|tues?|weds?|thur?s?|fri|sat|sun)\b\.?(?=\s+(?:\d|the\b|at\b|after\b|before\b|$))", re.I
)
_SHORT_MONTH: Final = re.compile(r"(?<=\d )(?P<month>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?", re.I)
_HOUR: Final = re.compile(r"(?<=day |ber |ary |rch |ril |une |uly |ust |May )(?=\d{1,2}(?::\d\d)?\s?(?:am|pm)\b)")


def _written(text: str) -> str:
    """An ISO date as it is said, and short names of days and months in full: "tue 1 dec 8am" gives "Tuesday 1 December at 8am"."""
    long_form = day(text)
    if long_form != text:
        return long_form[:-5]
    names = {key.lower(): name for key, name in {**_DAYS, **_MONTHS}.items()}
    text = _SHORT_DAY.sub(lambda m: names.get(m["day"].lower(), m[0]), text)
    text = _SHORT_MONTH.sub(lambda m: names[m["month"].lower()], text)
    return _HOUR.sub("at ", text)
