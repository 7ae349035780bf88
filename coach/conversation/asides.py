"""Lines that leave the open question for a moment: something asked, another wish, a word to go on after a stop."""

from __future__ import annotations

import re
from typing import Final

_SHORT: Final = 3
_WISH: Final = re.compile(
    r"(?:(?:actually|ok(?:ay)?|hey|hi|wait|first|but|and|also|now|so|oh|hm+|right)[\s,.:-]+)*"
    r"(?:(?:please )?help me\b|can (?:you|we)\b|could (?:you|we)\b|would you\b|let'?s\b|(?:please )?(?:write|draft|word|prepare)\b"
    r"|i (?:need|want|would like|'?d like) (?:you to|your help|help (?:with|to)|a message|an e-?mail)\b|i'?d like (?:you to|your help|help)\b)",
    re.I,
)
"""A wish addressed to Coach in the middle of an interview; "I want to ..." alone is mostly an answer."""

_BEFORE: Final = r"(?:(?:and|but|so|ok(?:ay)?|hi|hello|hey|well|um+|also|just|quick question)[\s,:-]+)*"
_ASKING: Final = r"(?:what|how|why|where|who|whom|which|when)"
_VERB: Final = r"(?:is|are|am|do|does|did|should|shall|can|could|would|will|may|has|have|isn't|aren't|don't|doesn't)"
"""How questions open: one table for the two ways of telling one."""

_OPENS: Final = re.compile(rf"{_BEFORE}(?:{_ASKING}(?:'?s)?|{_VERB})\b", re.I)
_NOT_ASKED: Final = re.compile(
    r"(?:can|could|would|will) you (?:please )?(?:help|write|draft|show|make|give)|do (?:it|that)\b", re.I
)
_INVERTED: Final = re.compile(
    rf"{_BEFORE}(?:{_ASKING}(?:'?s| (?:{_VERB}|long|much|many|often|about|if))\b"
    rf"|{_VERB} (?:i|you|we|they|he|she|it|my|your|this|that|there|mentors?)\b)",
    re.I,
)
_WEIGHED: Final = re.compile(
    r"(?:is|are|isn'?t|aren'?t|does|would|should) (?:an?|the|one|both|fifteen|twenty|\d+) [^.!]+\?\s*$", re.I
)
"""A choice asked about: "is a call too much for a stranger?"."""

_SUPPOSED: Final = re.compile(r"(?:(?:and|but|or|so|ok(?:ay)?)\s+)*(?:what\s+|even\s+)?if\b[^,;.]+\?*\s*$", re.I)
_SUPPOSED_LONGEST: Final = 9
"""A case put to what was just said: "and if she never answers"."""

_NO_MARK: Final = re.compile(
    r"\bwhat (?:do|should|can|shall) (?:i|we) do(?: about (?:it|that|this))?\W*$|\bany (?:ideas?|advice|tips)\W*$", re.I
)
"""A question at the end of a line that was typed without its mark."""

_GO_ON: Final = re.compile(
    r"(?:let'?s |ok(?:ay)?,? |please )?(?:go on|carry on|continue|keep going)(?: with (?:it|that|this|the interview))?(?:,? please)?[\s.!]*",
    re.I,
)


def is_question(text: str) -> bool:
    """Return whether a line asks something: a question mark at its end, or a question word at its beginning."""
    line = text.strip()
    if _NOT_ASKED.match(line):
        return False
    return line.endswith("?") or bool(_OPENS.match(line))


def asks_something(text: str) -> bool:
    """Return whether a line in the middle of an interview asks something: "When it gets busy I go quiet" answers."""
    return text.rstrip().endswith("?") or bool(_INVERTED.match(text)) or bool(_NO_MARK.search(text))


def asks_about(text: str) -> bool:
    """Return whether a line is a whole question ("how often do people usually meet?") and no choice with a doubt ("monthly?")."""
    return len(text.split()) > _SHORT and bool(_INVERTED.match(text) or _WEIGHED.match(text))


def supposes(text: str) -> bool:
    """Return whether a short line asks about a case ("what if they say no") without needing its question mark."""
    return len(text.split()) <= _SUPPOSED_LONGEST and bool(_SUPPOSED.match(text))


def wishes_something(text: str) -> bool:
    """Return whether a line is a wish addressed to Coach."""
    return bool(_WISH.match(text))


def goes_on(text: str) -> bool:
    """Return whether a line says to go on with what was open."""
    return bool(_GO_ON.fullmatch(text))
