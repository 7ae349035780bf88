"""The first tidying of what a person typed: one line, capital I, no closing stop. Their words stay theirs."""

from __future__ import annotations

import re
from typing import Final

from coach.domain.text import one_line

_I: Final = re.compile(r"(?<![\w'’.-])i(?=$|[\s,;:!?)]|['’](?:m|ve|d|ll)\b)")
_BARE: Final = (
    (re.compile(r"\bim\b(?!\.)"), "I'm"),
    (re.compile(r"\bIm\b"), "I'm"),
    (re.compile(r"\b[iI]ve\b"), "I've"),
    (re.compile(r"\b(do|does|did|ca|is|was|has|have|wo|would|could|should|are|were)nt\b", re.I), r"\1n't"),
    (re.compile(r"\b(yo)ure\b(?=\s+(?:a|an|the|so|one|also|not|\w+ing)\b)"), r"\1u're"),
    (re.compile(r"\b(she|he)s\b(?=\s+(?:a|an|the|one|also|not|been|\w+ing)\b)", re.I), r"\1's"),
)
_ACRONYM: Final = {
    w.lower(): w for w in ("HR", "QA", "UX", "PhD", "MSc", "BSc", "MBA", "ML", "AI", "SQL", "CV", "NHS", "NLP", "UK")
}
_ACRONYMS: Final = re.compile(rf"(?<![\w.@/-])(?:{'|'.join(_ACRONYM)})(?![\w@-]|\.\w)")
_CALENDAR: Final = re.compile(
    r"(?<![\w.@/-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july|august|september|october|november|december|christmas|easter|english|linkedin)(?![\w@-]|\.\w)"
)
_BRACES: Final = re.compile(r"\{[{%#]*|[}%#]*\}|¶")
_LEADS: Final = re.compile(
    r"^(?:(?:well|so|um+|erm*|hmm+|ok(?:ay)?|honestly|basically|probably|maybe|i guess|i think|i suppose|just|mostly|mainly|because(?:\s+of)?|cos|bc|(?:idk|dunno|I don['’]?t (?:really )?know|(?:I['’]m )?not sure|no idea)(?=\s+(?:how|what|whether|which|where|when|why|who|if)\b)|it'?s (?:that )?because)\b[\s,:–-]*)+",
    re.I,
)
_NO_SUBJECT: Final = (
    (re.compile(r"^(?:want|wanna|need|would like|hope|plan)\s+to\b", re.I), "I "),
    (re.compile(r"^(?:hoping|trying|looking|planning)\s+(?:to|for)\b|^(?:thinking)\s+(?:of|about)\b", re.I), "I am "),
)
_INNER_STOP: Final = re.compile(r"(?<!\b[A-Za-z]{2})(?<!\b[eE]\.g)(?<!\b[iI]\.e)(?<![pP]rof)(?<!etc)\.\s+(?=[a-z])")
_END: Final = re.compile(r"[\s.!;,:–-]+$")
_SMILEY: Final = re.compile(r"\s*(?:[:;]-?[)(DPp]|\b(?:lol|haha+|hehe|pls|plz|tbh|imo|lmao)\b)(?=$|[\s.,!?])", re.I)
_DASH: Final = re.compile(r"\s+[-–—]{1,2}\s+|\s*—\s*")


def tidy(text: str) -> str:
    """Return what was typed as it can stand in a message: one line, "I" and its short forms right, no braces, no closing stop.

    A question keeps its question mark. Spelling is left alone.
    """
    text = without_marks(one_line(text))
    text = _SMILEY.sub("", text)
    text = _INNER_STOP.sub(", ", _DASH.sub(", ", text))
    text = _I.sub("I", text)
    for pattern, replacement in _BARE:
        text = pattern.sub(replacement, text)
    text = _unquoted(_END.sub("", one_line(text)))
    text = _ACRONYMS.sub(lambda m: _ACRONYM[m[0]], text)
    text = _CALENDAR.sub(lambda m: "LinkedIn" if m[0] == "linkedin" else m[0].capitalize(), text)
    return re.sub(r"\s+([,.;:!?])", r"\1", text).strip()


def without_marks(text: str) -> str:
    """Drop the braces and pilcrows that a template would read as its own."""
    return _BRACES.sub(" ", text)


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] in "\"“'‘" and text[-1] in "\"”'’" and text[1:-1].count(text[0]) == 0:
        return _END.sub("", text[1:-1])
    return text


def without_lead(text: str) -> str:
    """Drop the words with which an answer starts rolling: "well", "I guess", "because"."""
    text = _LEADS.sub("", text) or text
    for pattern, subject in _NO_SUBJECT:
        text = pattern.sub(lambda m, subject=subject: subject + m[0].lower(), text)  # type: ignore[misc]
    return text
