"""What people are and where they work: the mentor's role and organisation, and the mentee's own role."""

from __future__ import annotations

import re
from typing import Final

from coach.understanding.folding import fold
from coach.understanding.found import Found, clause_start, piece
from coach.understanding.lexicon import BOSSISH, DAY, MONTH, OLD, OTHERS, RELATED_ROLE, ROLE, ROLE_WORD
from coach.understanding.literals import late
from coach.understanding.names import read_name

_R: Final = rf"(?P<role>{ROLE})"
_ART: Final = r"(?:an?|the|this|that|our|some|one)\s+"
_WHO: Final = (
    r"(?:who|that)(?:'s|\s+is|\s+has|\s+might|\s+could|\s+may|\s+would|\s+will|\s+can|\s+wrote|\s+mentors|\s+mentored|\s+agreed|\s+offered|\s+helped|\s+does|\s+did|\s+works|\s+runs|"
    r"\s+gave|\s+spent|\s+supervis\w+|\s+trained|\s+taught|\s+reviewed|\s+read|\s+i\s+admire|\s+i\s+met|\s+i\s+want|\s+i've|\s+knows|\s+once|\s+let|\s+took|\s+showed)"
)
_TOWARDS: Final = (
    r"(?:e-?mail(?:ing)?|writ(?:e|ing)\s+to|wrote\s+to|messag(?:e|ing)|text(?:ing)?|dm(?:ing)?|contact(?:ing)?|approach(?:ing|ed)?|reach(?:ing|ed)?\s+out\s+to|"
    r"ask(?:ing|ed)?|thank(?:ing)?|meet(?:ing)?(?:\s+with)?|(?:paired|matched)(?:\s+me)?(?:\s+up)?\s+with|assigned(?:\s+me)?(?:\s+to)?|gave\s+me|got\s+me|"
    r"(?:note|e-?mail|message|letter|card|gift|present|intro|request|thanks|thank[\s-]you|apology|speech|follow[\s-]?up)\s+(?:to|for)|"
    r"follow(?:ing)?[\s-]up\s+with|(?:coffee|hour|minutes|mins|time|lunch|meeting)\s+with|call\s+with|chat\s+with|session\s+with|mentored\s+by|supervised\s+by|trained\s+by|got\s+given|introduce\s+myself\s+to)"
)
_ROLE_FRAMES: Final[tuple[tuple[str, float], ...]] = (
    (
        rf"\b(?:my|our)\s+(?:{OLD}\s+)?(?:[a-z-]+\s+)?mentor(?:,|\s+is|\s+who\s+is|\s+who's|\s+was|'s)\s+(?:also\s+)?(?:{_ART})?{_R}",
        0.92,
    ),
    (rf"\b(?:given|got|have|assigned|found)\s+(?:\w+\s+)?(?:a\s+)?mentor\b[^.;!?]{{0,30}},\s+(?:{_ART}){_R}", 0.88),
    (rf"\b{_TOWARDS}\s+{_ART}{_R}", 0.82),
    (rf"\b{_ART}{_R}\s+(?:(?:at|from|in|on|here|there|round)\b[^.;!?,]{{0,40}}\s+)?{_WHO}\b", 0.84),
    (rf"(?<!if )\b(?:she|he|they)(?:'s|s|\s+is|'re|\s+are|\s+was)\s+(?:now\s+|also\s+|currently\s+)?(?:{_ART}){_R}", 0.8),
    (
        rf"(?<!if )\b(?:she|he)(?:'s|s|\s+is)\s+(?:now\s+|the\s+)?(?=(?:head|director|chief|vp|ceo|cto|cfo|coo|chair|dean)\b){_R}",
        0.8,
    ),
    (rf"\bmy\s+mentor\s+\(?(?:{_ART})?{_R}", 0.7),
    (rf"(?:^|[,.;:(]\s*)mentor\s+is\s+(?:{_ART}){_R}", 0.85),
    (rf"\b(?:message|e-?mail|note|letter|dm|whatsapp|text|request|invite)\b[^.;!?,]{{0,25}}\bto\s+(?:{_ART}){_R}", 0.8),
    (
        rf"\b(?:my|our)\s+(?:{OLD}\s+)?(?P<role>{RELATED_ROLE})(?!\s+(?:programme|program|scheme|meeting|session|course|agreement|relationship))",
        0.74,
    ),
    (
        rf"^(?:{OLD}\s+)?(?P<role>{RELATED_ROLE})\s+(?:has|is|was|keeps|never|hasn't|hasnt|wants|told|said|thinks|won't|went|cancels|cancelled|ignores|left|gave)\b",
        0.6,
    ),
)
_OF_A: Final = re.compile(
    r"(?:(?<=head)|(?<=ctor)|(?<=wner)|(?<=nder)|(?<=ager)|(?<=hair))\s+of\s+an?\s+[\w'-]+(?:\s+[\w'-]+)?(?=\s*(?:[.,;:!?]|$))"
)
"""What a head, director, owner, founder, manager or chair is of, where it has no name: "head of a charity"."""
_NO_ROLE: Final = re.compile(r"(?:my\s+)?mentors?|(?:dear|hi|hello)\s.*")
_OTHER_NEAR: Final = re.compile(
    rf"(?<!\bi'm )(?<!\bi am )(?<!\bim )\b(?:my|a|our|her|his|the)\s+(?:[\w-]+\s+)?(?:{OTHERS})\b[^.;!?]{{0,20}}$"
)
_MY_ROLE: Final[tuple[tuple[str, float], ...]] = (
    (
        rf"(?<!mentor says )\b(?:i\s?am|i'm|im|i\s+was|i've\s+been|i\s+have\s+been)\s+(?:just\s+|currently\s+|still\s+|now\s+|only\s+)?(?:an?|the)\s+(?:newly\s+|new\s+|young\s+)?{_R}",
        0.92,
    ),
    (
        rf"\b(?:i\s?am|i'm|im|my\s+name\s+is)\s+[^\s,.;]+(?:\s+[^\s,.;]+)?,\s+(?:an?|the)\s+(?:newly\s+|new\s+|young\s+)?{_R}",
        0.85,
    ),
    (rf"\b(?:i\s?am|i'm|im)\s+(?:now\s+|currently\s+)?{_R}\s+(?:at|in|from|of)\b", 0.75),
    (rf"\b(?:i\s+work|i\s+worked|working|i\s+started|i\s+trained|retraining)\s+as\s+(?:an?\s+)?{_R}", 0.9),
    (rf"\bas\s+an?\s+(?:newly\s+|new\s+|young\s+)?{_R},?\s+(?:i|my|how)\b", 0.8),
    (rf"(?:^|[.!?;:]\s+){_R}\s+here\b", 0.9),
    (rf"^(?:an?\s+)?{_R}\s+(?:at|in)\s+(?:an?|the|my)\b", 0.72),
    (rf"\bi\s+(?:became|qualified)\s+(?:as\s+)?(?:an?\s+)?{_R}", 0.7),
)
_NOT_ORG: Final = re.compile(rf"(?:{DAY}|{MONTH}|christmas|easter|pycon|\w*(?:con|conf|fest))\b")
_CAP: Final = r"(?:[A-ZÀ-ÖØ-Þ0-9][\w&'’.+-]*)"
_ORG_NAME: Final = re.compile(rf"(?:the\s+)?(?P<org>{_CAP}(?:\s+(?:(?:of|and|for|&|the|de)\s+)*{_CAP}){{0,5}})")
_WORKS: Final = re.compile(r"\b(?:at|from|(?:works|worked|working)\s+(?:for|at|with|in)|runs|head\s+of|joined)\s+")
_MINE: Final = re.compile(r"\b(?:i|i'm|im|i've|my|we|our)\b[^,]*$|\bhere\b[^,]*$")
_MET: Final = re.compile(r"\b(?:met|meet|meeting|saw|heard|see|spoke|talked|talk|speak|bumped|gave)\b[^.;!?]{0,40}$")


def role_facts(text: str, name: tuple[int, int] | None) -> list[Found]:
    """Return `mentor_role` facts; `name` is the span of the mentor's name when that is known."""
    folded = fold(text)
    some = bool(re.search(ROLE_WORD, folded))
    facts = _beside_name(text, folded, name) if name and some else []
    mentor_named = bool(re.search(r"\bmy\s+(?:\w+\s+)?mentor\b", folded))
    for frame, sure in _ROLE_FRAMES:
        if not some and RELATED_ROLE not in frame:
            continue
        for match in late(frame).finditer(folded):
            bossy = re.search(rf"{BOSSISH}$", match["role"]) and sure < 0.8
            if _OTHER_NEAR.search(folded[: match.start()]) or (bossy and mentor_named):
                continue
            start, end = match.span("role")
            where = _OF_A.match(folded, end)
            facts.append(piece("mentor_role", text, (start, where.end() if where else end), sure))
    return [fact for fact in facts if fact and not _NO_ROLE.fullmatch(fold(fact.value))]


def _beside_name(text: str, folded: str, name: tuple[int, int]) -> list[Found | None]:
    facts: list[Found | None] = []
    after = re.compile(rf"\s*\)?(?:,|\(|-|\s(?:is|was|who\s+is|who's))\s*(?:(?:{_ART}|my\s+)(?:{OLD}\s+)?)?{_R}").match(
        folded, name[1]
    )
    if after:
        facts.append(piece("mentor_role", text, after.span("role"), 0.93))
    window = max(0, name[0] - 60)
    before = re.compile(
        rf"(?:\b(?:{_ART}|my\s+)(?:{OLD}\s+)?|^|\b(?:to|for|with|thank|email|thanks|ask|meet|message|contact)\s+){_R}(?:,|\s+called|\s+named)?\s+(?:\w+\.?\s+)?$"
    ).search(folded[window : name[0]])
    if before:
        facts.append(piece("mentor_role", text, (before.start("role") + window, before.end("role") + window), 0.86))
    return facts


def own_role(text: str) -> list[Found]:
    """Return `my_role` facts: what the mentee says of themselves."""
    folded, facts = fold(text), []
    if not re.search(ROLE_WORD, folded):
        return []
    for frame, sure in _MY_ROLE:
        for match in late(frame).finditer(folded):
            facts.append(piece("my_role", text, match.span("role"), sure))
    return [fact for fact in facts if fact]


def organisation(text: str, people: list[tuple[int, int]]) -> list[Found]:
    """Return `organisation` facts: where the mentor works. `people` are the spans of the mentor's name and roles."""
    folded, facts = fold(text), []
    for match in _WORKS.finditer(folded):
        clause = folded[clause_start(folded, match.start()) : match.start()]
        org = _ORG_NAME.match(text, match.end())
        if org is None or _NOT_ORG.match(folded, org.start("org")) or _MET.search(clause):
            continue
        close = any(0 <= match.start() - end <= 30 for _, end in people)
        theirs = bool(re.search(r"\b(?:she|he|they|who|someone|somebody|person|people|guy|woman|man|mentor)\b[^,]*$", clause))
        if not (close or theirs) or (
            _MINE.search(clause) and not close and not re.search(r"\b(?:who|someone|somebody|she|he)\b", clause)
        ):
            continue
        if close or theirs:
            facts.append(piece("organisation", text, org.span("org"), 0.85 if close else 0.75))
    named = people and read_name(text, people[0][0], "known")
    bracket = re.compile(rf"\s*\(\s*({_CAP}(?:\s+{_CAP}){{0,3}})\s*\)").match(text, named.end) if named else None
    if bracket and not re.fullmatch(ROLE, fold(bracket.group(1))):
        facts.append(piece("organisation", text, bracket.span(1), 0.6))
    return [fact for fact in facts if fact]
