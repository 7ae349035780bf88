"""STAND-IN while the intent model is being trained. Delete this file when it is there."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS = (
    (r"weather|recipe|rain\b|visa|salary|football|capital of|bitcoin|thesis format", "out_of_scope", "out_of_scope"),
    (r"work out (?:a|my) goal|set (?:a|myself a) goal|figure out what i want|find out what i want", "goal_interview", "goals"),
    (r"follow[ -]?up|never answered my (?:first|message|mail)|no reply to my (?:first|message|mail)", "draft_followup", "outreach"),
    (r"thank[ -]you (?:note|mail|email|message)", "draft_thanks", "appreciation"),
    (r"write to|first message|e-?mail to|reach out|introduce myself", "draft_intro", "outreach"),
    (r"gone quiet|gone silent|went quiet|ghost|keeps? cancel|stopped answering|has not answered|hasn't answered|stuck with", "stall", "stall"),
    (r"disagree|advice is wrong|don't agree|tells me to|bad advice", "disagreement", "disagreement"),
)


@dataclass(frozen=True)
class Guess:
    """What the stand-in says of a line."""

    flows: tuple[tuple[str, float], ...]
    topics: tuple[tuple[str, float], ...]
    scope: float = 1.0
    safety: float = 0.0
    why: str = "stand-in"


class WordIntents:
    """Knows a dozen words."""

    def predict(self, text: str, vector: object | None) -> Guess:
        """Return the first flow whose words stand in the text, else ask."""
        low = text.lower()
        for pattern, flow, topic in WORDS:
            if re.search(pattern, low):
                return Guess(((flow, 0.9), ("ask", 0.05)), ((topic, 0.9),), 0.0 if flow == "out_of_scope" else 1.0)
        return Guess((("ask", 0.6),), (("goals", 0.2),))
