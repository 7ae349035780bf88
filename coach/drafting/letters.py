"""What stands above the greeting of a letter: the writer's address, place and date, the reader's address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from coach.domain.interview import Value
from coach.drafting.names import Name

LETTER_SLOTS: Final = frozenset({"place", "my_address", "mentor_address", "letter_date"})
"""Answers that only a letter uses; they stand in it as they were typed."""
_MARKS: Final = re.compile(r"\{[{%#]*|[}%#]*\}|¶")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines above the greeting; each part may be empty. `dated` is one line: place and date."""

    sender: tuple[str, ...] = ()
    dated: str = ""
    reader: tuple[str, ...] = ()


def letterhead(values: Mapping[str, Value], to: Name, today: date | None) -> Letterhead:
    """Return the head of a letter to `to`. The date is `letter_date`, else `today`; the reader's name stands above an address
    or an organisation only, because on its own it would repeat the greeting. Never raises."""
    place = _plain(values.get("place"))
    when = _date(str(values.get("letter_date") or ""), today)
    address = _lines(values.get("mentor_address")) or _lines(values.get("organisation"))
    name = (to.full if to.title and to.title in to.full else f"{to.title} {to.full}").strip()
    return Letterhead(
        _lines(values.get("my_address")),
        ", ".join(part for part in (place, when) if part),
        (name, *address) if name and address else address,
    )


def _date(text: str, today: date | None) -> str:
    """Write a date as "24 November 2026"; words that are no date stay."""
    try:
        found = date.fromisoformat(text) if text else today
    except ValueError:
        return _plain(text)
    return f"{found.day} {found:%B %Y}" if found is not None else ""


def _lines(value: Value | None) -> tuple[str, ...]:
    """The lines of an address, typed as lines or with commas."""
    parts = re.split(r"[\n,;]+", value) if isinstance(value, str) else ()
    return tuple(line for line in map(_plain, parts) if any(c.isalnum() for c in line))


def _plain(value: Value | None) -> str:
    """One line without marks that a template would read."""
    return " ".join(_MARKS.sub(" ", value).split()).strip(" ,.;") if isinstance(value, str) else ""
