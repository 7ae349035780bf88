"""Lengths of time as they stand in a message."""

from __future__ import annotations

import re
from typing import Final

from coach.domain.spans import days_in

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
