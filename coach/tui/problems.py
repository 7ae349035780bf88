"""Errors, as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.text import clean, one_line
from coach.errors import CoachError, ContentError


@dataclass(frozen=True, slots=True)
class Problem:
    """What it is about, what happened, and what to do next."""

    title: str
    what: str
    remedy: str


def describe(error: BaseException) -> Problem:
    """Put any error into words; nothing in it can act on the terminal."""
    if isinstance(error, CoachError):
        what = error.what
        if isinstance(error, ContentError):
            what = f"{error.path}:{error.line}: {what}" if error.line else f"{error.path}: {what}"
        return Problem(error.title, clean(what), clean(error.remedy))
    detail = one_line(str(error))[:200]
    what = f"Coach could not finish that ({type(error).__name__}{': ' + detail if detail else ''})."
    return Problem(
        "Something went wrong inside Coach",
        what,
        "What was saved before is still there. Try again, or say it another way.",
    )
