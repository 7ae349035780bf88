"""Times in the text: how long it has been silent, how much time is asked for, when, and hours a week."""

from __future__ import annotations

import re
from typing import Final

from coach.understanding.folding import fold
from coach.understanding.found import Found, clause_start, piece
from coach.understanding.lexicon import DAY, MONTH, NUMBER

_LONG: Final = r"(?:days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?|terms?|semesters?)"
_SPAN: Final = rf"(?:(?:about|around|nearly|almost|over|more\s+than|like|roughly|at\s+least)\s+)?(?P<v>{NUMBER}\s*(?:whole\s+|full\s+|long\s+|solid\s+)?{_LONG}(?:\s+and\s+a\s+half|\s+or\s+(?:so|two|more))?|ages|forever|weeks|months)"
_SINCE: Final = (
    rf"(?P<v>since\s+(?:last\s+|early\s+|late\s+|mid[\s-]+|the\s+(?:start|end|beginning|middle)\s+of\s+)*(?:{MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?|{DAY}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|"
    r"week|month|year|summer|autumn|winter|spring|christmas|easter|new\s+year|term|semester|ramadan|diwali|thanksgiving|the\s+(?:summer|holidays|break)|january\s+\d+|yesterday))\b"
)
_SILENT: Final = (
    r"(?:n't|\b(?:have|has|had|did|does|do|is|was|would|could|ca|wo)nt\b|\bnot\b|never|nothing|nowt|no\s+(?:reply|replies|response|answer|word|news|contact|feedback|sign)|silen|quiet|ghost|ignor|radio|crickets|without|waiting|wait(?:ed)?\b|"
    r"disappear|vanish|gone|unanswered|unread|left\s+on|haven|hasn|missing|drift|stopped|last\s+(?:spoke|met|talked|heard|saw|wrote|message|email|meeting|session|contact)|zero)"
)
_DONE: Final = (
    r"(?:e-?mailed|wrote|written|messaged|texted|sent|asked|applied|contacted|reached\s+out|followed\s+up|dm'?d|dmed|met|talked|spoke|spoken|called|rang|pinged|last|"
    r"replied|heard|requested|invited|apologised|apologized|connected|agreed|said\s+yes|finished|ended|started|left|moved|promised|offered|message|email|e-mail|note|request|meeting|session|invitation)"
)
_MIN: Final = r"(?:minutes?|mins?|min|hours?|hrs?|hr|m(?=\b))"
_ASKED: Final = re.compile(
    r"\b(?:ask\w*|request\w*|want\w*|get|need|spare|borrow|book|could|would|can|for|have|grab|propose|offer|suggest|invite|just|quick|schedule|give|minute|make)\b"
)
_ASK_SPAN: Final = rf"(?P<v>{NUMBER}[\s-]*{_MIN}|an?\s+(?:quick\s+)?(?:hour|half[\s-]hour)|half\s+an?\s+hour|half[\s-]hour|a\s+quarter\s+of\s+an\s+hour)"
_MEETS: Final = r"(?:call|chat|coffee|meeting|zoom|conversation|talk|slot|session|catch[\s-]?up|phone|video|informational|interview|lunch|walk|teams)"
_PART: Final = r"(?:\s+(?:morning|afternoon|evening|night|lunchtime|week))?"
_CLOCK: Final = r"(?:\s+(?:at|around|from)\s+(?:\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'clock)?|noon|midday|lunchtime))?"
_DATE: Final = rf"(?:(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
_WHEN: Final = (
    rf"(?P<v>(?:on\s+)?(?:next|this|this\s+coming|coming)\s+(?:{DAY}|week(?:end)?|month|term|semester|year|spring|summer|autumn|winter|{MONTH}){_PART}{_CLOCK}|"
    rf"(?:on\s+|by\s+|until\s+|till\s+|before\s+|this\s+)?(?:(?:the\s+)?{_DATE})(?:\s+\d{{4}})?{_CLOCK}|"
    rf"(?:on\s+|by\s+|until\s+|till\s+|before\s+)?(?:{DAY})\b(?:\s+week)?{_PART}{_CLOCK}|"
    r"(?:the\s+)?day\s+after\s+tomorrow|tomorrow(?:\s+(?:morning|afternoon|evening|night))?"
    + _CLOCK
    + r"|tonight|this\s+(?:morning|afternoon|evening)|"
    rf"(?:by|before|until|till|at)\s+(?:the\s+)?end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:week|month|year|term|semester|{MONTH}|quarter)|"
    rf"(?:by|before|until|till|in|from|early\s+in|late\s+in|mid[\s-])\s+(?:early\s+|late\s+|mid[\s-]?)?{MONTH}\b(?!\s+(?:to|be|have|not|i|we|need|also|well)\b)|"
    rf"in\s+{NUMBER}\s+(?:days?|weeks?|wks?|months?|hours?)(?:'s?\s+time|\s+time)?)"
)


def silences(text: str) -> list[Found]:
    """Return `time_since` facts: how long ago the contact was or how long the silence lasts, in the person's words."""
    folded, facts = fold(text), []
    for match in re.finditer(
        rf"(?<!\w)(?P<lead>it'?s\s+(?:now\s+)?been|been|for|in|after)?\s*{_SPAN}(?![\w-])(?P<ago>\s+(?:ago|back|since|of|later|now|without|and\s+(?:nothing|no|still|counting)))?",
        folded,
    ):
        start = clause_start(folded, match.start())
        clause, after = folded[start : match.start("v")], folded[match.end("v") : match.end("v") + 50]
        sure = _silence_sure(match, clause, after)
        if sure:
            facts.append(piece("time_since", text, match.span("v"), sure))
    for match in re.finditer(_SINCE, folded):
        clause = folded[clause_start(folded, match.start()) : match.start()]
        facts.append(piece("time_since", text, match.span("v"), 0.88 if re.search(_SILENT, clause) else 0.6))
    whole = re.fullmatch(rf"\s*(?:it'?s\s+been\s+|for\s+)?{_SPAN}(?:\s+(?:ago|now))?[\s.!]*", folded)
    if whole and not facts:
        facts.append(piece("time_since", text, whole.span("v"), 0.5))
    return [fact for fact in facts if fact]


def _silence_sure(match: re.Match[str], clause: str, after: str) -> float:
    lead, ago = (match["lead"] or ""), (match["ago"] or "").strip()
    silent = bool(re.search(_SILENT, clause)) or bool(re.match(rf"\s*(?:of|without|and|with|,)?\s*(?:\w+\s+)?{_SILENT}", after))
    if re.search(r"\b(?:next|left|every|each|per|old|in\s+advance|notice|long)\b", after[:12]):
        return 0.0
    if lead.endswith("been") and not re.search(
        r"\b(?:she|he|they|who|mentor|i|we|i've|we've)(?:'s|'ve|\s+has|\s+have|\s+had)?\s*$", clause.replace(match["lead"], "")
    ):
        return 0.9
    if silent and lead in ("for", "in", "after", "") and not re.search(r"\b(?:every|each)\s*$", clause):
        return 0.92 if lead in ("in", "for") else 0.84
    if ago in ("ago", "back"):
        mine = re.search(r"\bi\s+(?:moved|started|left|finished|ended)\b", clause)
        return 0.8 if not mine and re.search(rf"\b{_DONE}\b", clause + after) else 0.0
    return 0.7 if ago in ("of", "without") and silent else 0.0


def asked_time(text: str) -> list[Found]:
    """Return `ask_minutes` facts: how much of the mentor's time is asked for, in the person's words (`half an hour`)."""
    folded, facts = fold(text), []
    for match in re.finditer(rf"(?<![\w:.]){_ASK_SPAN}(?![\w])", folded):
        clause = folded[clause_start(folded, match.start()) : match.start()][-60:]
        after = folded[match.end() : match.end() + 40]
        if re.match(
            r"\s*(?:late|ago|early|before|after|away|drive|for\s+(?:lunch|breakfast|dinner)\b|a\s+(?:week|day|month)|per|each|every|/|weekly|in\b|into\b|left|long\s+commute|by\s+train|notice|long\b)",
            after,
        ):
            continue
        if re.search(
            r"\b(?:last|late|first|every|for\s+the\s+last|took|takes|took\s+me|after|within|in|waited|spent|lasted|cries|cried|only\s+got|gave\s+me)\s+(?:\w+\s+)?$",
            clause,
        ):
            continue
        if re.match(
            rf"[\s-]+(?:of\s+(?:her|his|their|your|my\s+mentor's|the\s+\w+'s)\s+time|(?:\w+\s+)?{_MEETS}\b|with\s+(?:an?|the|my|our|her|him|them|you|(?:dr|prof|mr|mrs|ms)\b))",
            after,
        ):
            facts.append(piece("ask_minutes", text, match.span("v"), 0.92))
        elif re.match(r"\s+to\s+(?:look|talk|go\s+(?:over|through)|discuss|read|ask|hear)\b", after):
            facts.append(piece("ask_minutes", text, match.span("v"), 0.8))
        elif _ASKED.search(clause):
            facts.append(piece("ask_minutes", text, match.span("v"), 0.75))
        elif not re.search(r"\w", folded[: match.start()] + after.replace("please", "").replace("max", "")):
            facts.append(piece("ask_minutes", text, match.span("v"), 0.65))
    return [fact for fact in facts if fact]


_BYGONE: Final = re.compile(
    r"\b(?:was|were|moved|left|started|joined|died|ended|finished|met|missed|missing|retired|quit|happened)\b(?:(?!\bto\s+(?:meet|talk|see|speak|call|have|go|start)\b|\b(?:will|would|can|could)\b|'ll|'d)[^.;!?]){0,40}$"
)
"""What is told of a day that has been."""


def dates(text: str) -> list[Found]:
    """Return `when` facts: a day or date ahead, in the person's words. Days that are plainly past are left out."""
    folded, facts = fold(text), []
    for match in re.finditer(rf"(?<![\w'-]){_WHEN}(?![\w-])", folded):
        before = folded[max(0, match.start() - 24) : match.start()]
        after = folded[match.end() : match.end() + 12]
        if re.search(r"\b(?:last|since|every|each|from|was|not|ago|on\s+a|a)\s+$", before) or re.match(
            r"\s*(?:ago|'s\b|was\b|s\b)", after
        ):
            continue
        if _BYGONE.search(folded[clause_start(folded, match.start()) : match.start()]):
            continue
        if re.fullmatch(DAY, match["v"]) and re.match(
            r"\s*(?:is|was|were|isn't|wasn't|always|never|has|had)\b", folded[match.end() :]
        ):
            continue
        spoken = re.fullmatch(r"(?:mon|sat|sun|wed|fri|tue|march|may|in\s+may)", match["v"])
        if spoken and not (re.search(r"\b(?:on|by|this|next|until|till|before)\s+$", before) or match["v"].startswith("in ")):
            continue
        facts.append(piece("when", text, match.span("v"), 0.85))
    return [fact for fact in facts if fact]


def weekly_hours(text: str) -> list[Found]:
    """Return `hours_per_week` facts: the hours a week that the mentee has, in the person's words."""
    folded = fold(text)
    pattern = rf"(?<![\w.])(?P<v>(?:{NUMBER}\s*(?:hours?|hrs?|h)|half\s+an\s+hour|half\s+a\s+day|{NUMBER}\s+(?:evenings?|days?|minutes|mins))\s*(?:a|per|each|every|/|in\s+the)\s*(?:week|wk)|{NUMBER}\s*(?:hours?|hrs?)\s+weekly)\b"
    found = (piece("hours_per_week", text, match.span("v"), 0.92) for match in re.finditer(pattern, folded))
    return [fact for fact in found if fact]
