"""Facts from a rush of short clauses: "30 minutes, about moving into training", "she's head of a charity".

Looser than `slots.extract`, and only for lines that are typed while Coach is gathering facts: there a clause of its own
that begins with `about` is the topic, and one that is nothing but minutes is the time asked for.
"""

from __future__ import annotations

import re
from typing import Final

from coach.understanding.folding import LONGEST, fold
from coach.understanding.found import Found, piece
from coach.understanding.lexicon import NUMBER

_CHUNK: Final = re.compile(r"[^,;.!?\n(){}]+(?:\.(?=\S)[^,;.!?\n(){}]*)*")
_LEAD: Final = r"^\s*(?:(?:and|ok|okay|so|also|well|then|but|maybe|plus|oh|yes|yeah|hi|hello)\b[\s,]*)*"
_FRAMES: Final[tuple[tuple[str, str, float], ...]] = (
    ("ask_minutes", rf"{_LEAD}(?:for\s+|just\s+|only\s+|say\s+|about\s+|around\s+|max(?:imum)?\s+|i\s+(?:need|want|have)\s+)*(?P<v>{NUMBER}[\s-]*(?:minutes?|mins?)|half\s+an\s+hour|(?:an?|one)\s+hour)(?:\s+(?:max|please|would\s+do|is\s+enough|of\s+(?:her|his|their)\s+time|call|chat))?\s*$", 0.8),
    ("topic", rf"{_LEAD}(?:(?:it'?s|its|it\s+is|that'?s|this\s+is|mostly|mainly|all)\s+)?(?:about|regarding|concerning)\s+(?!(?:a|an|one|two|three|\d+)\s+(?:week|month|year|hour|minute|day)|\d)(?:(?:my|our|the|a|an)\s+)?(?P<v>\S.*?)\s*$", 0.8),
    ("common", rf"{_LEAD}(?P<v>we(?:'re|\s+are)?\s+(?:both|all\s+two|the\s+two\s+of\s+us)\b.*?|we\s+share\b.*?|(?:she|he|they)\s+(?:also|too)\b.*?)\s*$", 0.8),
    ("mentor_role", rf"{_LEAD}(?:she|he|they)(?:'s|s|'re|\s+is|\s+are|\s+was)\s+(?:the\s+|an?\s+|our\s+|now\s+|currently\s+)*(?P<v>(?:(?:senior|junior|chief|deputy|former|retired|assistant|lead)\s+)*(?:head|director|vp|ceo|cto|cfo|coo|manager|lead|chair|founder|owner|partner|dean|principal|nurse|doctor|consultant|engineer|teacher|professor|lecturer|researcher|editor|designer|developer|chef|electrician|welder|pilot|captain|officer|lawyer|solicitor|barrister|judge|architect|journalist|producer|curator|accountant|analyst|scientist|surgeon|midwife|matron|paramedic|therapist|pastor|priest|coach|trainer|president|secretary|board\s+member|\w+(?:ologist|ician|grapher))\b.*?)\s*$", 0.8),
    ("goal", rf"{_LEAD}(?:i(?:'d|\s+would)?\s+(?:really\s+|just\s+|do\s+)?(?:want|like|love|hope|plan|need)\s+to|i'?m\s+(?:trying|hoping|aiming|looking)\s+to|i\s+wanna|(?:my\s+)?(?:goal|aim)\s+is\s+to|trying\s+to|hoping\s+to)\s+(?!know\b|ask\b|write\b|say\b|thank\b|tell\b|talk\b|meet\b|send\b|see\b)(?P<v>\S.*?)\s*$", 0.78),
    ("my_role", rf"{_LEAD}(?:i'?m|i\s+am|i\s+work\s+as)\s+(?!(?:not|so|very|trying|going|looking|hoping|sure|sorry|afraid|thinking|stuck|new|in|at|on|the\s+one|\w+ing|\w+ed|a\s+bit|a\s+little|an?\s+idiot|a\s+mess)\b)(?P<v>an?\s+\S.*?)\s*$", 0.78),
    ("mentor_name", r"\b(?:her|his|their|the|my\s+mentor'?s?)\s+name(?:\s+is|'s|:)\s+(?P<v>[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’-]*){0,3})\s*$", 0.9),
    ("channel", rf"{_LEAD}(?:by|via|on|over|per|as\s+an?)\s+(?P<v>e-?mail|linkedin(?:\s+(?:note|message))?|slack|teams|whatsapp|chat|letter)\s*$", 0.85),
)  # fmt: skip
_PATTERNS: Final = tuple((slot, re.compile(frame), sure) for slot, frame, sure in _FRAMES)


def extract_loose(text: str) -> tuple[Found, ...]:
    """Return facts that stand as clauses of their own, one for each slot, literal pieces of `text`. Raises nothing."""
    head = text[:LONGEST]
    folded = fold(head)
    found: dict[str, Found] = {}
    for chunk in _CHUNK.finditer(folded):
        for slot, pattern, sure in _PATTERNS:
            match = pattern.search(chunk.group())
            if match is None or slot in found:
                continue
            span = (chunk.start() + match.start("v"), chunk.start() + match.end("v"))
            fact = piece(slot, head, span, sure)
            if fact is not None:
                found[slot] = fact
            break
    return tuple(sorted(found.values(), key=lambda fact: fact.start))
