"""Text made easy to match while every character keeps its place, so that a match in it is a match in the original."""

from __future__ import annotations

import re
from typing import Final

_SAME_LENGTH: Final = str.maketrans("’‘ʼ`´“”–—‐‑\u00a0\n\t", "'''''\"\"----   ")
LONGEST: Final = 6_000
"""Characters of a line in which facts are looked for; what stands further on in a long paste is left alone."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*", re.UNICODE)


def straight(text: str) -> str:
    """Return `text` with plain quotes, hyphens and spaces; the same length, the same case."""
    return text.translate(_SAME_LENGTH)


def fold(text: str) -> str:
    """Return `text` straightened and in small letters, of the same length (letters that would grow are left)."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in straight(text))


def words(text: str) -> list[str]:
    """Return the words of `text` in small letters, inner apostrophes and hyphens kept."""
    return _WORD.findall(fold(text))


def squeezed(text: str) -> str:
    """Return `text` folded to one line of words with single spaces: punctuation goes, and letters stretched to three
    or more (`nooo`) shrink to one. Offsets are lost; for whole-line comparison only.
    """
    bare = re.sub(r"[^\w\s'/&-]", " ", fold(text))
    return re.sub(r"([^\W\d_])\1{2,}", r"\1", " ".join(bare.split())).strip(" -'")
