"""The leak guard: nothing about one person, and nothing marked private, may stand in a message to another.

A guarded fact is found whatever its capitals, accents, spacing and kind of apostrophe, as whole words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from coach.domain.interview import Value
from coach.drafting.names import read_name

FactKind = Literal["name", "organisation", "note", "private"]
_NAMING_SLOTS: Final = ("contact", "referee", "introduced_by", "next_person")
"""Slots in which a person names somebody else on purpose."""
_TOO_COMMON: Final = 4
"""A single word of a note or a private answer shorter than this is not looked for."""
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'", "`": "'", "–": "-", "‐": "-", "‑": "-"}
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """One fact that must not leave. `owner` is the person it belongs to; empty for the mentee's own private facts."""

    text: str
    owner: str = ""
    kind: FactKind = "note"


@dataclass(frozen=True, slots=True)
class Leak:
    """A guarded fact that stands in a text; `found` is how it stands there."""

    fact: Guarded
    found: str


def find_leaks(text: str, facts: Iterable[Guarded], values: Mapping[str, Value] | None = None) -> tuple[Leak, ...]:
    """Return the guarded facts that `text` holds, in the order of `facts`.

    `values` are the answers for this message: facts about its own recipient, and people named on purpose (the shared
    contact), are no leaks. Never raises.
    """
    values = values or {}
    folded = fold(text)
    to = fold(read_name(str(values.get("mentor_name", ""))).full)
    meant = " ".join(fold(str(values.get(slot, ""))) for slot in _NAMING_SLOTS)
    own = {fold(str(values.get("organisation", "")))} - {""}
    found: list[Leak] = []
    for fact in facts:
        if fact.owner and to and fold(read_name(fact.owner).full) == to:
            continue
        for form in _forms(fact):
            if fact.kind in ("name", "organisation") and (form in own or _word(form).search(meant) or _word(form).search(to)):
                continue
            match = _word(form).search(folded)
            if match is not None:
                found.append(Leak(fact, match[0]))
                break
    return tuple(found)


def fold(text: str) -> str:
    """Return `text` in small letters without accents, one space between words, one kind of apostrophe."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"(?<=\w)'s\b", " 's", kept).split())


def _forms(fact: Guarded) -> tuple[str, ...]:
    """The texts to look for: all of a fact, and for a name its family name and a given name that is no everyday word."""
    forms = [fold(fact.text)]
    if fact.kind == "name":
        name = read_name(fact.text)
        forms += [fold(name.full), fold(name.family), fold(name.given)]
    elif fact.kind in ("note", "private"):
        forms += [fold(line) for line in re.split(r"[.;\n]+", fact.text) if len(line.split()) > 2]
    return tuple(dict.fromkeys(form for form in forms if _worth(form, fact.kind)))


def _worth(form: str, kind: FactKind) -> bool:
    if kind == "name":
        return len(form) > 1 and form not in _EVERYDAY_NAMES
    if kind == "organisation":
        return len(form) > 1
    return len(form) > _TOO_COMMON and (" " in form or any(c.isdigit() for c in form) or len(form) > 2 * _TOO_COMMON)


def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(form)}(?![\w])") if form else re.compile(r"(?!)")


_EVERYDAY_NAMES: Final = frozenset(
    "will may june april grace hope mark faith joy rose art bill sue pat dean guy rich chance drew say so an".split()
)
"""Given names that are everyday words: they count only together with a family name."""
