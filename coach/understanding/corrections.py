"""Corrections of something said earlier: `no, I meant my manager, Helen`, `not Tuesday, Thursday`, `actually make it 20`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from coach.understanding.folding import fold
from coach.understanding.found import Found, piece
from coach.understanding.names import read_name
from coach.understanding.slots import extract

_LONGEST: Final = 300
_LATE_SURE: Final = 0.6
"""A sentence may as well be the answer to the open question: it counts as a correction only where it cannot be."""
_SORRY: Final = r"(?:(?:no|nope|oops|ooops|whoops|wait|sorry|actually|ah|oh|hm+|er+m*|um+|hang\s+on|hold\s+on|scratch\s+that|correction|my\s+mistake|my\s+bad|i\s+mean|well|typo|edit|ugh|argh|and|so|but|ok|okay)\b[\s,.!:;-]*)"
_V: Final = r"(?P<new>[^.!?;\n]{1,80}?)"
_O: Final = r"(?P<old>[^.!?;,\n]{1,60}?)"
_END: Final = r"(?=\s*(?:[.!?;\n]|$|,?\s*(?:sorry|my\s+bad|my\s+mistake|oops|apologies|thanks|please|typo)\b))"
_PATTERNS: Final[tuple[tuple[str, float], ...]] = (
    (
        rf"^{_SORRY}*(?:it's|its|it\s+is|she's|he's|they're|that's|i\s+meant|i\s+mean|make\s+it|it\s+was|it\s+should\s+be|i\s+said|meant)\s+(?:(?:called|named|spelled|spelt)\s+)?{_V},?\s+(?:and\s+)?(?:not|instead\s+of|rather\s+than)\s+{_O}{_END}",
        0.93,
    ),
    (
        rf"^{_SORRY}*(?:it's|its|it\s+is|it\s+was|i\s+(?:did)?n'?t\s+(?:mean|say)|i\s+don'?t\s+mean)?\s*not\s+{_O}\s*[,;:-]\s*(?:but\s+|it's\s+|its\s+|i\s+meant\s+|rather\s+|it\s+is\s+|make\s+it\s+)?{_V}{_END}",
        0.9,
    ),
    (rf"^{_SORRY}*(?:it's|its|it\s+is|it\s+was)\s+not\s+{_O}\s+but\s+{_V}{_END}", 0.9),
    (
        rf"^{_SORRY}*i\s+(?:said|wrote|typed|put)\s+{_O},?\s+(?:but\s+)?(?:i\s+)?(?:meant|mean|it's|it\s+should\s+(?:be|have\s+been))\s+{_V}{_END}",
        0.93,
    ),
    (rf"^{_SORRY}*(?:please\s+)?(?:change|correct|replace|switch)\s+{_O}\s+(?:to|with|by|into|for)\s+{_V}{_END}", 0.88),
    (rf"^{_SORRY}+{_V},?\s+(?:and\s+)?not\s+{_O}{_END}", 0.9),
    (rf"^{_V},\s+not\s+{_O}{_END}", 0.72),
    (rf"^{_SORRY}*i\s+(?:actually\s+)?meant(?:\s+to\s+(?:say|write|type|put))?\s+{_V}{_END}", 0.93),
    (rf"^{_SORRY}*(?:please\s+)?(?:make|change)\s+(?:it|that)\s+(?:to\s+)?{_V}(?:\s+instead)?{_END}", 0.85),
    (
        rf"^{_SORRY}*(?:her|his|their|the|my\s+mentor's)\s+(?:first\s+|last\s+|sur)?(?:name)\s+(?:is\s+|'s\s+)?(?:actually\s+)?(?:spelled|spelt|written)\s+(?:with\s+)?{_V}{_END}",
        0.95,
    ),
    (
        rf"^{_SORRY}*(?:it's|its|it\s+is|that's|she's|he's)\s+(?:actually\s+)?(?:spelled|spelt|written|called)\s+(?:as\s+)?{_V}{_END}",
        0.9,
    ),
    (
        rf"^{_SORRY}*(?:it's|its|it\s+is|that's|that\s+should\s+be|it\s+should\s+be|should\s+be|should\s+have\s+been)\s+(?:actually\s+){_V}{_END}",
        0.85,
    ),
    (rf"^{_SORRY}*(?:that\s+|it\s+)?should\s+(?:be|have\s+been|say)\s+{_V}{_END}", 0.85),
    (
        rf"^(?:actually|correction|scratch\s+that|i\s+mean|oops|whoops|my\s+mistake|typo)\b[\s,.!:;-]*(?:sorry\b[\s,]*)?(?:it's\s+|its\s+|it\s+is\s+|it\s+was\s+|make\s+(?:it|that)\s+|let's\s+say\s+|say\s+)?{_V}{_END}",
        0.7,
    ),
    (
        rf"^(?:no|sorry|wait)\b[\s,.!:;-]+(?:no\b[\s,]*|sorry\b[\s,]*|wait\b[\s,]*)*(?:it's\s+|its\s+|it\s+is\s+|it\s+was\s+|make\s+(?:it|that)\s+|she's\s+called\s+|he's\s+called\s+|let's\s+say\s+){_V}{_END}",
        0.8,
    ),
    (rf"^{_V},?\s+instead(?:\s+of\s+{_O})?{_END}", 0.7),
)
_LATE: Final = re.compile(
    rf"^(?P<open>{_SORRY}+)?(?P<new>(?:she|he|they|it|we|her|his|their)(?:'s|'re|'d)?\s+[^?\n]{{3,160}}?)"
    r"(?P<close>,?\s+(?:actually|sorry|my\s+bad|my\s+mistake|i\s+mean|rather|instead))?[\s.!]*$"
)
_ONLY_POLITE: Final = re.compile(r"^(?:(?:no|nope|well|so|and|but|ok|okay|hm+|er+m*|um+|ah|oh|ugh|argh|i\s+mean)\b[\s,.!:;-]*)*$")
"""Openings after which a new sentence adds to what was said more often than it mends it."""
_NOT_VALUES: Final = re.compile(
    r"(?:well|later|it|that|i\b(?!'?ve\s+got).*|you\b.*|what\b.*|why\b.*|how\b.*|that\b.*|can\b.*|could\b.*|do\b.*|don'?t\b.*|is\b.*|are\b.*|not\b.*|she\b.*|he\b.*|they\b.*|we\b.*|forget\b.*|never\b.*|stop\b.*|"
    r"skip\b.*|yes|no|sure|really|sure\s+.*|fair.*|easy.*|it\b.*|this\b.*|so\b.*|working\b.*|shorter|longer|warmer|brief\w*|formal\w*|(?:more|less)\b.*|good.*|bad.*|hard.*|wrong|right|let\b.*|help\b.*|maybe\b.*|too\b.*|there\b.*|happening|happy.*)"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction. `value` is the new piece as typed and `found` what can be read in it; `replaced` the old, if it was said.

    `clause` says that the value is a whole sentence.
    """

    value: str
    start: int
    end: int
    found: tuple[Found, ...]
    replaced: str
    confidence: float
    clause: bool = False


def corrections(text: str) -> Correction | None:
    """Return what the line corrects, or None when it is no correction.

    In: a line as typed. Out: the new value (a literal piece), the facts in it and the value it replaces, when named;
    `clause` marks a whole sentence that may mend what was said before.
    Under 0.75 the change should be confirmed before it is made. Raises nothing. Source of method: closed frames.
    """
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    for pattern, sure in _PATTERNS:
        match = re.match(pattern, folded)
        if match is None:
            continue
        new = piece("value", text, match.span("new"), sure)
        old = piece("value", text, match.span("old"), sure) if match.groupdict().get("old") else None
        if new and not _refused(fold(new.value), fold(old.value) if old else "", sure):
            return Correction(new.value, new.start, new.end, _facts(text, new), old.value if old else "", sure)
    return _late(text, folded)


def _late(text: str, folded: str) -> Correction | None:
    """Return a whole sentence that takes back an earlier one: "no wait, she said two weeks", "it was in June, sorry"."""
    match = _LATE.match(folded)
    if match is None or (_ONLY_POLITE.match(match["open"] or "") and not match["close"]):
        return None
    new = piece("value", text, match.span("new"), _LATE_SURE)
    return Correction(new.value, new.start, new.end, _facts(text, new), "", _LATE_SURE, clause=True) if new else None


def _refused(new: str, old: str, sure: float) -> bool:
    if _NOT_VALUES.fullmatch(new) or (old and _NOT_VALUES.fullmatch(old)):
        return True
    words = len(new.split())
    return words > (12 if sure >= 0.85 else 6) or (sure < 0.75 and len(old.split()) > 4)


def _facts(text: str, new: Found) -> tuple[Found, ...]:
    """Read the facts of the corrected value: in its whole line, by itself, and as a bare name."""
    inside = {fact.slot: fact for fact in extract(text) if new.start <= fact.start and fact.end <= new.end}
    for fact in extract(new.value):
        moved = Found(fact.slot, fact.value, fact.start + new.start, fact.end + new.start, fact.confidence)
        inside.setdefault(fact.slot, moved)
    name = read_name(new.value, 0, "known")
    if "mentor_name" not in inside and name and name.end == len(new.value):
        inside["mentor_name"] = Found(
            "mentor_name", new.value[name.start : name.end], new.start + name.start, new.start + name.end, 0.8
        )
    return tuple(sorted(inside.values(), key=lambda fact: fact.start))
