"""Text that keeps its shape and loses its words: letters become other letters of the same case and script, digits other digits.

The same word always becomes the same word, so that a name stays one person throughout, and a piece of a line becomes the same
piece of the scrambled line. The key is thrown away; nobody can turn the words back, but how often one stands there remains.
"""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Final

_PIECE: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\d+|[^\W\d_]+")
_TELLING: Final = 4
"""Letters from which a word tells something; no such word of the original may come out by accident."""
_TRIES: Final = 60
_ROW: Final = 64


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of four and more letters, and all numbers of two and more digits, in small letters."""
    found = (match.group().lower() for text in texts for match in re.finditer(r"\d+|[^\W\d_]+", text))
    return frozenset(word for word in found if len(word) >= (2 if word.isdigit() else _TELLING))


@dataclass(frozen=True, slots=True)
class Scrambler:
    """Scrambles the texts of one recording. `key` decides every word, `avoid` are words that must not come out, `days` is how far
    dates move.
    """

    key: bytes
    avoid: frozenset[str] = frozenset()
    days: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return `text` with the same length, case, punctuation and line breaks. Raises nothing."""
        return _PIECE.sub(lambda match: self._piece(match.group()), text)

    def day(self, day: str) -> str:
        """Return an ISO date moved by the same number of days as every other; anything else is scrambled as text."""
        with suppress(ValueError, OverflowError):
            return (date.fromisoformat(day) + timedelta(days=self.days)).isoformat()
        return self.text(day)

    def near(self, number: int) -> int:
        """Return another number within a quarter of this one, at least 1; up to three it stays, for it cannot move."""
        spread = max(1, number // 4)
        near = [other for other in range(max(1, number - spread), number + spread + 1) if other != number]
        return number if number <= 3 else self._chance(f"#{number}", 0).choice(near)

    def _piece(self, word: str) -> str:
        if "-" in word:
            return self.day(word)
        low = word.lower() if len(word.lower()) == len(word) else word
        if low not in self._known:
            self._known[low] = self._other(low)
        new = self._known[low]
        return "".join(b.upper() if a.isupper() and len(b.upper()) == 1 else b for a, b in zip(word, new, strict=True))

    def _other(self, word: str) -> str:
        made = word
        for attempt in range(_TRIES):
            chance = self._chance(word, attempt)
            made = "".join(_letter(char, chance, first=not at) for at, char in enumerate(word))
            if made != word and made not in self.avoid:
                break
        return made

    def _chance(self, word: str, attempt: int) -> random.Random:
        digest = hashlib.blake2b(f"{attempt}:{word}".encode("utf-8", "replace"), key=self.key, digest_size=8).digest()
        return random.Random(digest)  # noqa: S311 - the key is what keeps it secret


def _letter(char: str, chance: random.Random, *, first: bool) -> str:
    if char.isdecimal():
        nought = ord(char) - unicodedata.decimal(char)
        return char if first and unicodedata.decimal(char) == 0 else chr(nought + chance.randint(int(first), 9))
    others = _like(char)
    return chance.choice(others) if others else char


@cache
def _like(char: str) -> tuple[str, ...]:
    """Return the letters of the same kind and script that stand near in Unicode."""
    if "a" <= char <= "z":
        return tuple("abcdefghijklmnopqrstuvwxyz")
    kind, script = unicodedata.category(char), unicodedata.name(char, "?").split()[0]
    start = ord(char) & ~(_ROW - 1)
    near = [chr(code) for code in range(start, min(start + _ROW, 0x110000)) if unicodedata.category(chr(code)) == kind]
    return tuple(
        other
        for other in near
        if other.isalpha() and unicodedata.name(other, "?").split()[0] == script and len(other.lower()) == len(other.upper()) == 1
    )
