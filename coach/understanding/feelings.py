"""What somebody feels, where a line says so in plain words. One feeling a line, the weightiest first.

In: a line as typed. Out: a name that `prompts/replies/heard.md.j2` has a sentence for. Source of method: hand-written frames.
"""

from __future__ import annotations

import re
from typing import Final

from coach.understanding.folding import LONGEST, fold

_ME: Final = r"\b(?:i\s+(?:just\s+|really\s+|still\s+|honestly\s+)*(?:feel|felt|am|was)|i'?m|makes?\s+me(?:\s+feel)?|feeling|honestly|kind\s+of|kinda|a\s+bit)\s+(?:(?:just|so|really|very|pretty|quite|still|totally|completely|a\s+bit|kind\s+of|kinda|like|such|an?|honestly|getting|also)\s+)*"
_KIN: Final = r"(?:mum|mom|dad|mother|father|nan|nana|gran|granny|grandma|grandpa|grandmother|grandfather|brother|sister|wife|husband|partner|son|daughter|child|baby|best\s+friend|aunt|uncle|dog|cat)"
_FRAMES: Final = (
    ("loss", rf"\bmy\s+{_KIN}\s+(?:just\s+|recently\s+|has\s+|is\s+)*(?:died|passed|dying|gone)\b|\bpassed\s+away\b|\bfuneral\b|\bmiscarriage\b|\bmy\s+{_KIN}\s+(?:is|was|'s)\s+(?:very\s+|seriously\s+|really\s+)?(?:ill|sick|in\s+hospital)\b"),
    ("worn", rf"\b(?:burn[t]?|burned)[\s-]?out\b|\bexhausted\b|\boverwhelmed\b|\bdrowning\b|\b(?:i|and)\s+(?:cry|cried|am\s+crying)\b|\bat\s+my\s+limit\b|{_ME}(?:knackered|shattered|worn\s+out|run\s+down|so\s+tired|drained)\b"),
    ("ashamed", rf"{_ME}(?:stupid|idiot|dumb|nuisance|embarrass\w*|ashamed|guilty|pathetic|failure|fraud|impost[eo]r|burden|useless|bad\s+(?:about|for))\b|\bevery\s+(?:day|week)\s+it\s+gets\s+(?:worse|harder)\b"),
    ("hurt", rf"{_ME}(?:hurt|humiliated|upset|gutted|heartbroken|crushed|let\s+down|betrayed)\b|\bin\s+front\s+of\s+(?:everyone|everybody|the\s+(?:whole\s+)?(?:class|team|group))\b"),
    ("angry", rf"{_ME}(?:furious|angry|livid|fuming|annoyed|pissed(?:\s+off)?|fed\s+up|frustrated)\b|\bi\s+hate\s+this\b|\bsick\s+of\s+(?!my\s+stomach)"),
    ("afraid", rf"{_ME}(?:scared|afraid|terrified|nervous|anxious|worried|scary|frightened|panicking)\b|\b(?:it'?s|thats|that'?s)\s+(?:kind\s+of\s+|so\s+|really\s+|a\s+bit\s+)?scary\b|\bgonna\s+hate\s+me\b|\bsick\s+to\s+my\s+stomach\b|\bi\s+dread\b"),
    ("lost", rf"\bno\s+(?:clue|idea)\s+(?:what|where|how)\b|{_ME}(?:lost|torn|confused|stuck|going\s+in\s+circles)\b|\bwhat\s+if\s+(?:he|she|they)(?:'s|s|\s+is|\s+are)\s+right\b"),
    ("glad", r"(?:^|[.!?,]\s*|\b(?:because|and|news:?)\s+)(?:i\s+|i've\s+|ive\s+)?(?:just\s+|finally\s+)?(?:got|passed|landed|won)\s+(?:the|my|a)\s+(?:job|place|promotion|offer|grant|post|exam|licen[cs]e|test|new\s+job)\b|\bi\s+got\s+(?:in|promoted)\b"),
)  # fmt: skip
_PATTERNS: Final = tuple((name, re.compile(frame)) for name, frame in _FRAMES)
_NOT: Final = re.compile(r"\b(?:not|never|no\s+longer|if|isn't|wasn't|don't|didn't|aren't)\s+(?:\w+\s+){0,2}$")


def feeling(text: str) -> str:
    """Return the feeling that `text` speaks of in so many words, or an empty text. Raises nothing."""
    folded = fold(text[:LONGEST])
    for name, pattern in _PATTERNS:
        match = pattern.search(folded)
        if match is not None and not _NOT.search(folded[: match.start()]) and not re.search(r"\bnot\b", match[0]):
            return name
    return ""
