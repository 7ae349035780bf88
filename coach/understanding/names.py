"""Reading one personal name at a place in the text: titles, particles, accents, initials, scripts without capitals."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final, Literal

from coach.understanding.common_words import is_common
from coach.understanding.folding import fold
from coach.understanding.given_names import ALSO_WORDS, GIVEN_NAMES
from coach.understanding.lexicon import NEVER_NAMES, PARTICLES, ROLE_HEADS, TITLES, WORD

Small = Literal["never", "known", "any"]
"""Whether a name may be typed without a capital: never, only a known given name, or any word that is no common word."""

_TITLE: Final = re.compile(rf"(?:{TITLES})\b\.?\s+", re.I)
_ROLE_WORD: Final = re.compile(ROLE_HEADS)
_RELATIONS: Final = (
    "mentor",
    "supervisor",
    "professor",
    "advisor",
    "adviser",
    "preceptor",
    "manager",
    "colleague",
    "director",
    "everyone",
    "someone",
    "teacher",
    "lecturer",
    "recruiter",
    "department",
    "committee",
    "university",
    "programme",
    "tomorrow",
)
_ARABIC: Final = re.compile(r"(?:al|el|ibn|bin|ben|abu|as|ar|an|az|ad)[-‑][A-Z]")
_LONGEST: Final = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name from `start` to `end`; `title` is the span of a title before it. `sure` is 1 for a capital, less for small letters."""

    start: int
    end: int
    title: tuple[int, int] | None
    sure: float


def _caseless(word: str) -> bool:
    return not any(char.isupper() or char.islower() for char in word)


def _looks_typed_wrong(word: str) -> bool:
    return bool(difflib.get_close_matches(word, _RELATIONS, 1, 0.8))


def _capital_name(word: str, first: bool, titled: bool) -> bool:
    low = fold(word).rstrip(".")
    if low in NEVER_NAMES and low not in ("may", "april", "june", "august"):
        return False
    if not word[0].isupper() or (word.isupper() and 1 < len(low) <= 4):
        return False
    if not first or titled:
        return len(low) > 1 or word.endswith(".")
    return low in GIVEN_NAMES or not (is_common(low) or _ROLE_WORD.fullmatch(low))


def _small_name(word: str, small: Small) -> bool:
    low = fold(word).rstrip(".")
    if small == "never" or low in NEVER_NAMES or len(low) < 2:
        return False
    if low in GIVEN_NAMES:
        return small == "any" or low not in ALSO_WORDS
    return small == "any" and not is_common(low) and not _ROLE_WORD.fullmatch(low) and not _looks_typed_wrong(low)


def _next(text: str, position: int) -> re.Match[str] | None:
    gap = re.compile(r"[ \u00a0]?").match(text, position)
    return WORD.match(text, gap.end() if gap else position)


def _follows(text: str, end: int, small: bool, titled: bool) -> int:
    """Return the end of the name whose first word ends at `end`: surnames, particles and initials are taken in."""
    shouting = text.isupper()
    for _ in range(_LONGEST):
        word = _next(text, end)
        if word is None or word.start() == end:
            return end
        token = word.group()
        if token.rstrip(".").lower() in PARTICLES:
            after = _next(text, word.end())
            if after is None or not (after.group()[0].isupper() or (small and _small_name(after.group(), "any"))):
                beyond = after and after.group().lower() in PARTICLES and _next(text, after.end())
                if not beyond or not beyond.group()[0].isupper():
                    return end
            end = word.end()
        elif (
            _caseless(token)
            or (not shouting and _capital_name(token, False, titled) and not text[:end].endswith("."))
            or _initial(text, end, token)
            or _ARABIC.match(token)
            or (small and _small_name(token, "any") and fold(token) not in GIVEN_NAMES and _after_known(text, end))
        ):
            end = word.end()
        else:
            return end
    return end


def _initial(text: str, end: int, token: str) -> bool:
    return bool(re.search(r"\b[A-Z]\.$", text[:end])) and token[0].isupper()


def _after_known(text: str, end: int) -> bool:
    last = re.search(r"[^\W\d_]+$", text[:end])
    return bool(last) and fold(last.group()) in GIVEN_NAMES if last else False


def _strip(text: str, start: int, end: int) -> int:
    value = text[start:end]
    for ending in ("'s", "’s", "'S", "."):
        if value.endswith(ending) and not re.search(r"\b[A-Z]\.$", value):
            end -= len(ending)
            value = text[start:end]
    return end


def read_name(text: str, position: int, small: Small = "never") -> Name | None:
    """Return the name that begins at `position` of `text` (blanks are passed over), or None.

    `small` says how a name without a capital is treated. A line all in capitals is read like one all in small letters.
    Source of method: hand-made name grammar over the given-name and common-word lists of this package.
    """
    title = _TITLE.match(text, position)
    word = _next(text, title.end() if title else position)
    if word is None and title is None:
        return None
    if word is None:
        return None
    token, titled = word.group().removesuffix("'s").removesuffix("’s"), title is not None
    shouting = text.isupper()
    span = title.span() if title else None
    if span and title:
        span = (span[0], span[0] + len(title.group().rstrip()))
    if _caseless(token):
        end = word.end() if re.match(r"[\u4e00-\u9fff\u3040-\u30ff]", token) else _follows(text, word.end(), False, titled)
        return Name(word.start(), end, span, 1.0) if len(token) > 1 else None
    if token[:1].lower() == token[:1] and fold(token) in PARTICLES:
        end = _follows(text, title.end() - 1, False, True) if title else position
        if title and end > word.end():
            return Name(word.start(), _strip(text, word.start(), end), span, 1.0)
    if not shouting and _capital_name(token, True, titled):
        end = (
            word.end()
            if word.group() != token or (token.endswith(".") and len(token) > 2)
            else _follows(text, word.end(), False, titled)
        )
        return Name(word.start(), _strip(text, word.start(), end), span, 1.0)
    if _small_name(token, "any" if titled else small):
        end = word.end() if word.group() != token else _follows(text, word.end(), True, titled)
        return Name(word.start(), _strip(text, word.start(), end), span, 0.75 if fold(token) in GIVEN_NAMES else 0.6)
    return None
