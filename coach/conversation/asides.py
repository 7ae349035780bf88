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

_INVERTED: Final = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?|hi|hey|well|um+|also|quick question)[\s,:-]+)*"
    r"(?:(?:what|how|why|where|who|which|when)(?:'?s| (?:is|are|do|does|did|should|shall|can|could|would|will|am|long|much|many|often|about|if))\b"
    r"|(?:should|shall|can|could|is|are|am|do|does|did|will|would|may|has|have) (?:i|you|we|they|he|she|it|my|your|this|that|there|mentors?)\b)",
    re.I,
)
_WEIGHED: Final = re.compile(
    r"(?:is|are|isn'?t|aren'?t|does|would|should) (?:an?|the|one|both|fifteen|twenty|\d+) [^.!]+\?\s*$", re.I
)
"""A choice asked about: "is a call too much for a stranger?"."""

_NO_MARK: Final = re.compile(
    r"\bwhat (?:do|should|can|shall) (?:i|we) do(?: about (?:it|that|this))?\W*$|\bany (?:ideas?|advice|tips)\W*$", re.I
)
"""A question at the end of a line that was typed without its mark."""

_GO_ON: Final = re.compile(
    r"(?:let'?s |ok(?:ay)?,? |please )?(?:go on|carry on|continue|keep going)(?: with (?:it|that|this|the interview))?(?:,? please)?[\s.!]*",
    re.I,
)


def asks_something(text: str) -> bool:
    """Return whether a line in the middle of an interview asks something: "When it gets busy I go quiet" answers."""
    return text.rstrip().endswith("?") or bool(_INVERTED.match(text)) or bool(_NO_MARK.search(text))


def asks_about(text: str) -> bool:
    """Return whether a line is a whole question ("how often do people usually meet?") and no choice with a doubt ("monthly?")."""
    return len(text.split()) > _SHORT and bool(_INVERTED.match(text) or _WEIGHED.match(text))


def wishes_something(text: str) -> bool:
    """Return whether a line is a wish addressed to Coach."""
    return bool(_WISH.match(text))


def goes_on(text: str) -> bool:
    """Return whether a line says to go on with what was open."""
    return bool(_GO_ON.fullmatch(text))
