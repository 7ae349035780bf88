"""Cleaning of text that comes from outside: a terminal, a pipe, a file."""

from __future__ import annotations

import re
import unicodedata

_OSC = re.compile(r"\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)", re.S)
_CSI = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]")
_ESC = re.compile(r"\x1b[@-Z\\-_a-z0-9=>]?")
_BIDI_AND_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)]
)
_JOINERS = {0x200C, 0x200D}
_INVISIBLE = {code: None for code in _BIDI_AND_INVISIBLE if code not in _JOINERS}

LONGEST_LINE = 20_000
"""Characters of one typed line that are read; the rest is cut and said to be cut."""


def clean(text: str) -> str:
    """Return `text` without terminal escapes, control characters, and direction overrides.

    Line breaks and tabs inside stay, as line feeds and spaces; composed form (NFC). Zero-width joiners stay because
    Persian, Indic scripts and emoji need them.
    """
    text = _OSC.sub("", text)
    text = _CSI.sub("", text)
    text = _ESC.sub("", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text.translate(_INVISIBLE)
    text = "".join(c for c in text if c == "\n" or not unicodedata.category(c).startswith("C") or ord(c) in _JOINERS)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())
