"""What a goal, as somebody wrote it, still lacks. Lexical rules, each named for what it looks for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coach.domain.interview import Value

_VAGUE = re.compile(
    r"\b(?:better|improve|more (?:confident|confidence|visible|assertive|organi[sz]ed)|grow(?:th)?|develop|progress|succe(?:ss|ed)|learn more|"
    r"get good|become good|understand|be seen|find (?:my|a) way|figure out|network(?:ing)?|leadership|communicat\w+)\b",
    re.I,
)
_COUNTABLE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|ten|twelve|each|every|once|twice|weekly|monthly|pass(?:ed)?|publish\w*|submit\w*|run|finish\w*|"
    r"certificat\w+|applied|application|deliver\w*|present\w*|hand(?:ed)? in|written|signed|launch\w*)\b",
    re.I,
)
_OUTSIDE = re.compile(
    r"\b(?:get (?:promoted|hired|the job|a job|a raise|accepted|funded|into)|be (?:promoted|hired|accepted|chosen|made|recogni[sz]ed|appreciated)|"
    r"(?:my )?(?:boss|manager|supervisor|team|they|he|she) (?:will|should|would|to) |promotion|they (?:respect|listen))\b",
    re.I,
)
_AVOIDING = re.compile(
    r"\b(?:stop|quit|avoid|no longer|not (?:be|have|do|get|feel)|don'?t (?:want|be|have|do)|less|fewer|get (?:out of|away|rid)|leave)\b",
    re.I,
)


def sharpen_goal(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Say what `goal_draft` lacks, as yes or no: `vague`, `outside` (others decide), `avoiding` (says what not).

    `goal_words` is the draft, or the aspiration where there is none; without either, nothing is said.
    """
    words = str(values.get("goal_draft") or values.get("aspiration") or "").strip()
    if not words:
        return {}
    return {
        "goal_words": words,
        "vague": _said(bool(_VAGUE.search(words)) and not _COUNTABLE.search(words)),
        "outside": _said(bool(_OUTSIDE.search(words))),
        "avoiding": _said(bool(_AVOIDING.search(words))),
    }


def _said(yes: bool) -> str:
    return "yes" if yes else "no"
