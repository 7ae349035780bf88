"""Slot kinds: from what was typed to a value, or to a named problem. Parsers never raise, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from coach.domain.interview import Value
from coach.domain.spans import days_in, minutes_in, span_in
from coach.domain.text import clean, one_line
from coach.flows.dates import find_date
from coach.flows.model import Ask, Choice

LONGEST_ANSWER: Final = 4_000
LONGEST_NAME: Final = 120
_LONGEST_PLAIN_NAME: Final = 3
_PARTICLES: Final = frozenset(
    "van von der den de del della da dos das do du la le el al bin ibn bint ben ter ten zu zur st y".split()
)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_WORD_NUMBERS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_YES: Final = frozenset(
    "yes y yeah yep yup sure ok okay of course definitely absolutely true right correct i do i did i have".split()
)
_HALF: Final = (
    "sort of",
    "kind of",
    "kinda",
    "partly",
    "a bit",
    "a little",
    "half",
    "roughly",
    "more or less",
    "maybe",
    "not sure",
)
"""Half a yes is taken as the no that plans for less: who half knows how to get there still has to find out."""
_YES_OR_NO: Final = frozenset("yes yeah yep no nope nah".split())
"""Opening words that decide between a plain yes and no where a line holds words of both: "no, he's just not my kind of person"."""
_NO: Final = frozenset("no n nope nah never not really false wrong".split())
_PRONOUNS: Final = frozenset("me us i we them".split())
"""Words that pick a choice by themselves, and in a longer line say nothing: "he said send me the draft"."""
_TELLS: Final = re.compile(r"(?:[Ii]|[Ii]['’]?(?:m|ve|d|ll)|[Ww]e)\s+[a-z]")
"""How a sentence opens that was typed where a name was asked for: "i just started" names nobody; "I Wayan" does."""
_SHORT_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value that was understood."""

    value: Value


@dataclass(frozen=True, slots=True)
class Problem:
    """Why it was not: `code` names the sentence in `prompts/replies/problems.yaml`, `facts` fill it."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


Result: TypeAlias = Parsed | Problem


def parse(ask: Ask, text: str, today: date) -> Result:
    """Read `text` as an answer to `ask`. Dates are counted from `today`."""
    return _PARSERS[ask.kind](ask, clean(text).strip(), today)


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _text(ask: Ask, text: str, today: date) -> Result:
    if not _has_words(text):
        return Problem("no_words")
    if len(text) > LONGEST_ANSWER:
        return Problem("too_long", {"limit": f"{LONGEST_ANSWER:,}", "length": f"{len(text):,}"})
    return Parsed(text if ask.kind == "long_text" else one_line(text))


def _name(ask: Ask, text: str, today: date) -> Result:
    name = _capitals(one_line(text).strip(' .,;:!?"“”'))
    if not any(c.isalpha() for c in name) or _TELLS.match(name):
        return Problem("no_name")
    return Parsed(name) if len(name) <= LONGEST_NAME else Problem("name_too_long", {"limit": str(LONGEST_NAME)})


def _capitals(name: str) -> str:
    """Write a name that was typed in small letters, and is no more than one, with its capitals."""
    words = name.split()
    if name != name.lower() or len(words) > _LONGEST_PLAIN_NAME or words[:1] in (["my"], ["the"], ["a"], ["our"]):
        return name
    return " ".join(
        word if word in _PARTICLES else "".join(bit[:1].upper() + bit[1:] for bit in re.split(r"(?<=['’-])", word))
        for word in words
    )


def _fold(text: str) -> str:
    return " ".join(re.findall(r"[\w']+", text.lower()))


def _pick(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """Find the one choice that `text` names: by number, value, label, or a word it means; None when none or several."""
    low = _fold(text)
    if low.isdecimal() and 1 <= int(low) <= len(choices):
        return choices[int(low) - 1]
    exact = [c for c in choices if low in {_fold(c.value), _fold(c.label), *map(_fold, c.means)}]
    if exact:
        return exact[0]
    padded = f" {low} "
    said = [(_fold(w), c) for c in choices for w in (c.value, c.label, *c.means) if _fold(w) and f" {_fold(w)} " in padded]
    if len(low.split()) > _SHORT_LINE and all(word in _PRONOUNS for word, _ in said):
        said = []
    whole = {c.value: c for word, c in said if not any(f" {word} " in f" {other} " and word != other for other, _ in said)}
    if len(whole) == 1:
        return next(iter(whole.values()))
    opening, plain = (low.split()[0] if low else ""), {c.value for c in choices} == {"yes", "no"}
    starts = [
        c
        for c in choices
        if (len(low) > 2 and _fold(c.label).startswith(low))
        or (plain and opening in _YES_OR_NO and opening in map(_fold, c.means))
    ]
    return starts[0] if len(starts) == 1 else None


def names_choice(ask: Ask, text: str) -> bool:
    """Return whether the whole of `text` is the number, value, label or another word of one choice."""
    low = _fold(text)
    if low.isdecimal():
        return 1 <= int(low) <= len(ask.choices)
    return any(low in {_fold(c.value), _fold(c.label), *map(_fold, c.means)} for c in ask.choices)


def _choice(ask: Ask, text: str, today: date) -> Result:
    choice = _pick(ask.choices, text)
    return Parsed(choice.value) if choice else Problem("no_choice", {"text": one_line(text)[:60]})


def _choices(ask: Ask, text: str, today: date) -> Result:
    parts = [p for p in re.split(r"[,;/\n]|\band\b|(?<=\d)\s+(?=\d)", text) if _has_words(p)]
    if _fold(text) in ("all", "all of them", "everything"):
        return Parsed(tuple(c.value for c in ask.choices))
    found = [c.value for c in (_pick(ask.choices, part) for part in parts) if c is not None]
    return Parsed(tuple(dict.fromkeys(found))) if found else Problem("no_choice", {"text": one_line(text)[:60]})


def _scale(ask: Ask, text: str, today: date) -> Result:
    number = _find_number(text)
    facts = {"low": str(ask.low), "high": str(ask.high)}
    if number is None:
        return Problem("not_a_number", facts)
    return Parsed(round(number)) if ask.low <= number <= ask.high else Problem("off_scale", facts)


def _number(ask: Ask, text: str, today: date) -> Result:
    number = _find_number(text)
    if number is None:
        return Problem("not_a_number", {"low": "0", "high": "100"})
    return Parsed(int(number) if number.is_integer() else number)


def _find_number(text: str) -> float | None:
    match = _NUMBER.search(text)
    if match is not None:
        return float(match[0].replace(",", "."))
    low = _fold(text).split()
    return next((float(_WORD_NUMBERS.index(word)) for word in low if word in _WORD_NUMBERS), None)


def _yes_no(ask: Ask, text: str, today: date) -> Result:
    words = _fold(text)
    first = words.split()[0] if words else ""
    if first in _YES or words in ("of course", "i do", "i did", "i have"):
        return Parsed(True)
    if first in _NO or words.startswith(_HALF):
        return Parsed(False)
    return Problem("not_yes_no")


def _date(ask: Ask, text: str, today: date) -> Result:
    found = find_date(text, today, ask.tense)
    if found is None:
        return Problem("not_a_date")
    if ask.tense == "future" and found < today:
        return Problem("date_past", {"date": found.isoformat()})
    if ask.tense == "past" and found > today:
        return Problem("date_future", {"date": found.isoformat()})
    return Parsed(found.isoformat())


def _duration(ask: Ask, text: str, today: date) -> Result:
    if days_in(text) is not None:
        return Parsed(one_line(span_in(text) or text))
    since = days_in(text, today)
    if since is not None:
        return Parsed(_about(since))
    found = find_date(text, today, "past")
    if found is not None and found <= today:
        return Parsed(_about((today - found).days))
    return Problem("not_a_span")


def _about(days: int) -> str:
    """Write a length that was named by a day or month as one that can be reckoned with later, without a calendar."""
    if days < 14:
        return f"{days} days"
    return f"about {round(days / 7)} weeks" if days < 70 else f"about {round(days / 30.4)} months"


def _minutes(ask: Ask, text: str, today: date) -> Result:
    number = minutes_in(text)
    if number is None and text.strip().isdecimal():
        number = int(text.strip())
    if number is None or not 1 <= number <= 1_440:
        return Problem("not_minutes")
    return Parsed(f"{number} minutes" if number != 60 else "one hour")


_PARSERS: Final[Mapping[str, Callable[[Ask, str, date], Result]]] = {
    "text": _text,
    "long_text": _text,
    "name": _name,
    "choice": _choice,
    "choices": _choices,
    "scale": _scale,
    "yes_no": _yes_no,
    "date": _date,
    "duration": _duration,
    "minutes": _minutes,
    "number": _number,
}
