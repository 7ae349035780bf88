"""Names as they stand in a greeting: title, given and family name, in whatever script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from coach.drafting.tidying import without_marks

TITLES: Final = {
    "dr": "Dr", "doctor": "Dr", "prof": "Professor", "professor": "Professor", "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "miss": "Miss", "mx": "Mx",
    "sir": "Sir", "dame": "Dame", "coach": "Coach", "captain": "Captain", "chef": "Chef", "rabbi": "Rabbi", "imam": "Imam", "rev": "Rev", "reverend": "Reverend", "judge": "Judge", "father": "Father", "sister": "Sister",
}  # fmt: skip
_BY_GIVEN_NAME: Final = frozenset({"Sir", "Dame", "Father", "Sister"})
_PARTICLES: Final = frozenset(
    "van von der den de da do dos das di del della du la le el al bin ibn bint ben abu ní ni nic ó o mac mc ua ter ten zu zur st san y".split()
)
_NO_NAME: Final = re.compile(
    r"^(?:(?:my|our|the|a|an|some|this|that|her|his|their)\s+.*|(?:mentor|manager|boss|supervisor|professor|teacher|advisor|adviser|coach|someone|somebody|"
    r"anyone|unknown|them|him|her|she|he|they|nobody|not sure.*|dunno|i don'?t know.*|idk|n/?a|tbd|no name.*|none|null|hiring manager))$",
    re.I,
)
_SUFFIX: Final = re.compile(r",?\s+(?:ph\.?d\.?|m\.?d\.?|mba|msc|bsc|frcp|obe|mbe|cbe|rn|esq|jr|sr|junior|senior|iii?)\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name. Every part may be empty; `full` is given and family name without the title. `called` is "she" or "he"
    where the answers tell."""

    title: str = ""
    given: str = ""
    family: str = ""
    full: str = ""
    called: str = ""

    @property
    def formal(self) -> str:
        """What follows "Dear" in a formal letter: title and family name, or the whole name where the family name is not certain."""
        if self.title in _BY_GIVEN_NAME:
            return f"{self.title} {self.given or self.full}"
        if self.title:
            return f"{self.title} {self.family or self.full}".strip()
        return self.full

    @property
    def familiar(self) -> str:
        """What follows "Dear" otherwise: the given name, or what there is."""
        return self.given or (self.formal if self.title else self.full)


def read_name(text: str, title: str = "") -> Name:
    """Split a name as typed. `title` is a title known from elsewhere. A description ("my manager") gives an empty Name."""
    words = " ".join(without_marks(text).split()).strip(' ,.;:!?"“”()')
    words = re.split(r"\s*(?:,\s+(?:who|a|an|the|my|our|from|at|she|he)\b|\s\()", words)[0]
    while (shorter := _SUFFIX.sub("", words)) != words:
        words = shorter
    if _NO_NAME.match(words):
        inner = re.match(
            r"^(?:[Mm]y|[Oo]ur)\s+(?:[a-z-]+[,:]?\s+)+(?P<name>[A-ZÀ-ÖØ-Þ][\w'’.-]+(?:\s+[A-ZÀ-ÖØ-Þ][\w'’.-]+)*)$", words
        )
        return read_name(inner["name"], title) if inner else Name()
    found, rest = _titled(words)
    own_title = found or known_title(title)
    if "," in rest and len(rest.split(",")) == 2:
        family, given = (part.strip() for part in rest.split(","))
        rest = f"{given} {family}"
    parts = [_cased(part, rest) for part in rest.split()]
    if not parts or not any(c.isalpha() for c in rest):
        return Name()
    return _split(parts, own_title)


_DESCRIBED: Final = re.compile(
    r"^(?:whoever|who|some\w*|any\w*|one of|two|people)\b|\b(?:who|that|whose|at|in|from|for|of)\b", re.I
)


def read_person(text: str) -> Name:
    """Split a name that may as well be a description: "whoever runs the workshop" gives an empty Name."""
    return Name() if _DESCRIBED.search(text) else read_name(text)


def _titled(words: str) -> tuple[str, str]:
    """Return a title that opens `words` (as typed where it was typed with a capital) and what is left."""
    head, _, rest = words.partition(" ")
    title = known_title(head)
    if not title or not rest.strip():
        return "", words
    again, after = _titled(rest.strip())
    return (title if not again or title.startswith("Prof") else again), after


def known_title(text: str) -> str:
    """Return a title as it is written in a letter, or an empty text when it is none. "Dr." and "Prof." stay as typed."""
    word = text.strip()
    standard = TITLES.get(word.lower().rstrip("."), "")
    if standard and word[:1].isupper() and word.endswith(".") and not word.isupper():
        return word
    return standard


_NICKNAMES: Final = frozenset("big little old young auntie uncle aunty lady".split())


def _split(parts: list[str], title: str) -> Name:
    full = " ".join(parts)
    if len(parts) == 2 and parts[0].lower() in _NICKNAMES and not title:
        return Name("", full, "", full)
    if len(parts) == 1:
        latin = ord(parts[0][0]) < 0x2E80
        return Name(title, "" if title and latin and title not in _BY_GIVEN_NAME else parts[0], parts[0] if title else "", full)
    particle = next((i for i, part in enumerate(parts[1:], 1) if part.lower() in _PARTICLES and i < len(parts) - 1), 0)
    family = " ".join(parts[particle:]) if particle else parts[1] if len(parts) == 2 else ""
    return Name(title, parts[0] if not _initial(parts[0]) else _spoken(parts, particle), family, full)


def _initial(part: str) -> bool:
    return bool(re.fullmatch(r"(?:\w\.)+|\w", part))


def _spoken(parts: list[str], particle: int) -> str:
    """A given name after an initial ("J. Maria Lopez"), or the whole name."""
    inner = parts[1 : particle or len(parts) - 1]
    return next((part for part in inner if not _initial(part)), " ".join(parts))


def _cased(part: str, whole: str) -> str:
    """Give a name typed all in small letters, or a longer one typed all in capitals, its capitals."""
    if part.lower() in _PARTICLES and part == part.lower():
        return part
    if whole == whole.lower() or (whole == whole.upper() and len(part) > 2 and whole != whole.lower()):
        return "".join(bit[:1].upper() + bit[1:].lower() for bit in re.split(r"(?<=['’-])", part))
    return part
