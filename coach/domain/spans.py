"""Lengths of time in everyday words: "three weeks", "a fortnight", "20 minutes"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_WORDS: Final[dict[str, float]] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3, "several": 4, "half": 0.5, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_DAYS: Final[dict[str, float]] = {
    "day": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30.4, "mth": 30.4, "quarter": 91, "term": 90, "semester": 150,
    "year": 365, "yr": 365, "weekend": 3,
}  # fmt: skip
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_COUNT = r"(?P<count>\d+(?:\.\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")"
_SPAN = re.compile(
    rf"(?:\b{_COUNT}(?:\s+|(?<=\d)(?=[a-z]))(?P<half>and\s+a\s+half\s+)?(?:of\s+)?|\b(?:last|past|this)\s+)(?:a\s+)?(?:good\s+|whole\s+|full\s+)?"
    rf"(?P<unit>{'|'.join(_DAYS)})s?\b(?P<more>\s+and\s+a\s+half\b)?",
    re.I,
)
_SINCE = re.compile(rf"\b(?P<month>{'|'.join(m[:3] + '(?:' + m[3:] + ')?' for m in _MONTHS)})\b", re.I)
_ALIASES: Final = {
    "yesterday": 1,
    "today": 0,
    "ages": 180,
    "forever": 365,
    "for months": 90,
    "for weeks": 21,
    "months": 90,
    "weeks": 21,
}
_LEAD = re.compile(
    rf"(?:\b(?:about|around|nearly|almost|roughly|over|more than|less than|at least|not quite)\s+)?"
    rf"(?:\ba\s+(?:good\s+)?(?=$)|\b{_COUNT}(?:\s*[-–]\s*|\s+(?:or|to)\s+))?$",
    re.I,
)
"""What stands before a length and belongs to it: "about ", "a " before "couple", "six or "."""
_GAP = re.compile(r"\s*(?:,|and|or|to|-)?\s*")
_MINUTES = re.compile(rf"\b{_COUNT}[\s-]*(?:an?\s+)?(?P<unit>minutes?|mins?|hours?|hrs?|h|m)\b", re.I)


def days_in(text: str, today: date | None = None) -> int | None:
    """Return about how many days `text` spans, or None when it names no span.

    `since March` needs `today`; without it a named month counts as unknown.
    """
    low = text.lower()
    total = 0.0
    for match in _SPAN.finditer(low):
        count = match["count"]
        total += (
            (float(_WORDS.get(count, 0) or count) if count else 1.0) + (0.5 if match["half"] or match["more"] else 0.0)
        ) * _DAYS[match["unit"].lower()]
    if total:
        return round(total)
    month = _SINCE.search(low)
    if month is not None and today is not None:
        return _since_month(month["month"], today)
    return next((days for word, days in _ALIASES.items() if re.search(rf"\b{word}\b", low)), None)


def span_in(text: str) -> str | None:
    """Return the piece of `text` that names a length of time, with its "about" or "nearly", or None: "oh about three weeks"."""
    matches = list(_SPAN.finditer(text))
    if not matches:
        low = text.lower()
        named = next((m for word in _ALIASES if (m := re.search(rf"\b{word}\b", low))), None)
        return text[named.start() : named.end()] if named is not None and len(low) == len(text) else None
    start, end = matches[0].span()
    for match in matches[1:]:
        if not _GAP.fullmatch(text, end, match.start()):
            break
        end = match.end()
    so = re.match(r"\s+or\s+(?:so|more)\b", text[end:], re.I)
    lead = _LEAD.search(text[:start])
    return text[lead.start() if lead else start : end + (so.end() if so else 0)].strip()


def _since_month(name: str, today: date) -> int:
    number = next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))
    year = today.year if number <= today.month else today.year - 1
    return max((today - date(year, number, 15)).days, 0)


def minutes_in(text: str) -> int | None:
    """Return how many minutes `text` names ("20 minutes", "half an hour", "1.5 h"), or None."""
    match = _MINUTES.search(text.lower().replace("a quarter of an hour", "15 minutes").replace("half hour", "half an hour"))
    if match is None:
        return None
    count = match["count"]
    number = float(_WORDS.get(count, 0) or count)
    return round(number * 60) if match["unit"].startswith("h") else round(number)
