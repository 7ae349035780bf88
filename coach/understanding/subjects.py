"""What the message or the goal is about, through which channel, and where the two met."""

from __future__ import annotations

import re
from typing import Final

from coach.understanding.folding import fold
from coach.understanding.found import Found, clause_start, piece
from coach.understanding.lexicon import DAY, MENTORISH, MONTH, TITLES
from coach.understanding.literals import late

_LEAD: Final = r"(?:(?:my|our|the|a|an|some|her|his|their|your|this|that|how\s+(?:my|the))\s+)?"
_STOP: Final = (
    r"(?=[.!?;:,()\"\n]|\s-\s|$|\s+(?:but|so|because|cos|cause|since|which|who|whom|if|when|while|before|after|until|till|though|although|without|whether|please|pls|"
    r"thanks|lol|haha|help|i|i'm|im|i've|she|he|they|we|you|and\s+(?:i|i'm|im|how|what|whether|she|he|they|we|to|ask|then|it|need|want|don't|can|could|is|am|say|now)|or\s+(?:is|should|do|am|just|would)|"
    r"is|are|was|were|has|have|had|will|would|can|could|should|do|does|did|tomorrow|today|tonight|yesterday|last|next|asap|"
    rf"(?:on|by|this|since|in|for)\s+(?:(?:next|last|this)\s+)?(?:{DAY}|{MONTH}|week|month|weeks|email|e-mail|linkedin|slack|writing|person|advance|time)|"
    rf"(?:at|to|with|from)\s+(?:my|our|her|his|a|an|the|someone|somebody|them|him|(?:{TITLES})\b)|(?:by|via|over|through|on)\s+(?:e-?mail|linkedin|slack|text|phone|zoom|teams))\b)"
)
_THING: Final = rf"{_LEAD}(?P<v>[^\s.,;:!?()\"]+(?:\s+[^\s.,;:!?()\"]+){{0,9}}?)\s*{_STOP}"
_MSG: Final = (
    r"(?:advice|advise|help|guidance|guide|input|feedback|opinion|thoughts|insight|insights|tips|ask\w*|email\w*|e-mail\w*|mail|messag\w*|writ\w*|wrote|talk\w*|speak\w*|spoke|chat\w*|note|letter|tell|told|"
    r"meeting|session|call|question|questions|minutes|mins|hour|coffee|lunch|whatsapp|dm|text\w*|conversation|discuss\w*|learn\w*|mentor\w*|reach\w*|contact\w*|approach\w*|intro\w*|update\w*|news|apolog\w*|disagree\w*|goal|plan|coach\w*|subject|remind\w*|meant\s+to\s+be|all|thinking|confused|unsure|goals)"
)
_ON: Final = r"(?:[^.!?;]|(?<=\bdr)\.|(?<=\bprof)\.|(?<=\bm[rs])\.|(?<=\bmrs)\.)"
"""Any character of the same sentence: the full stop of a title ends none."""
_GERUND: Final = r"[a-z]{2,}ing"
_FAVOUR: Final = r"(?:a\s+|an\s+|my\s+|the\s+|for\s+a\s+)?(?P<v>(?:letter\s+of\s+recommendation|recommendation\s+letter|recommendation|letter\s+of\s+support|reference\s+letter|reference|lor|testimonial|introduction|intro|referral|endorsement))"
_EXPERTISE: Final = r"(?:talk|paper|article|post|blog|book|podcast|piece|thread|lecture|keynote|work|research|column|essay|chapter|video|newsletter)"
_FRAMES: Final[tuple[tuple[str, float], ...]] = (
    (
        rf"\b{_MSG}\b{_ON}{{0,60}}?\b(?:about|regarding|concerning|on\s+the\s+subject\s+of)\s+(?!to\b|it\b|that\s|this\b|her\b|him\b|them\b|me\b|us\b|you\b|myself\b|what\b|how\s+(?:to|often|long|much|i)\b|whether\b|why\b|where\b|\d|(?:a|an|one|two|three|four|five|six|nine|ten)\s+(?:\w+\s+)?(?:times|weeks?|months?|hours?|minutes|year|years|mins)\b){_THING}",
        0.84,
    ),
    (
        rf"\b(?:thank(?:s|ing|ed|\s+you)?|grateful|gratitude|appreciat\w+|thank-you\s+\w+|card|speech)\b[^.!?;]{{0,80}}?\bfor\s+(?!me\b|her\b|him\b|them\b|my\s+{MENTORISH}\b|the\s+(?:past|last)\b|ages\b|(?:a|one|two|three)\s+(?:week|month|year)|christmas\b|everything\b|all\b|being\b|it\b|(?:{TITLES})\b){_THING}",
        0.83,
    ),
    (
        rf"\b(?:advice|help|guidance|coaching|mentoring|mentorship|support|tips)\s+(?:\w+\s+)?(?:on|with|in|for|around|re)\s+(?!me\b|my\s+mentor|this\b|that\b|it\b|the\s+wording|wording|an?\s+(?:email|message|note|letter|intro)|writing\b|someone|somebody|a\s+mentor|mentees|what\b|how\b|words\b|first\b){_THING}",
        0.76,
    ),
    (
        rf"\b(?:mentor|coach|guide|advise|teach|help)\s+me\s+(?:on|in|with|through|about)\s+(?!this\b|that\b|it\b|wording|writing|a\s+(?:message|note|letter|reply|text)|an\s+(?:email|e-mail)|the\s+(?:email|message|words|wording)){_THING}",
        0.78,
    ),
    (
        rf"\b(?:apologi[sz]e|apologi[sz]ing|apology|sorry|apologies)\b[^.!?;]{{0,40}}?\bfor\s+(?!the\s+delay\b.*$|being\b){_THING}",
        0.78,
    ),
    (r"\b(?:be|as)\s+(?:my|a)\s+(?P<v>reference|referee)\b", 0.8),
    (rf"\bupdat(?:e|ing)\s+{_ON}{{1,40}}?\s(?:on|about)\s+(?!linkedin\b){_THING}", 0.8),
    (rf"\b(?:ask\w*|request\w*|want|need|write)\b[^.!?;]{{0,40}}?\b(?:for\s+|me\s+){_FAVOUR}\b", 0.8),
    (
        rf"\b(?:tell|telling|told)\s+(?:my|her|him|them|our|the)?\s*(?:[\w'-]+\s+){{0,3}}?(?:that\s+)?(?:i'm|i\s+am|im|i'll\s+be|i've|i\s+have|i)\s+(?P<v>(?:{_GERUND}|got|passed|accepted|won|failed|decided|quit|dropped|found|changed|chose|finished|missed|forgot|lost|taken|taking)\b(?:\s+[^\s.,;:!?()]+){{0,6}}?)\s*{_STOP}",
        0.8,
    ),
    (
        r"\b(?:our|the|my|this|a)\s+(?P<v>(?:[\w-]+\s+){0,2}?(?:programme|program|scheme|placement|internship|rotation|fellowship|apprenticeship|residency|project))\s+(?:has\s+|just\s+|is\s+)?(?:end|ends|ended|ending|finish\w*|over|wraps|wrapped|closes|concludes)\b",
        0.76,
    ),
    (
        rf"\b(?:declin\w+|turn(?:ing)?\s+down|say(?:ing)?\s+no\s+to|back(?:ing)?\s+out\s+of|pull(?:ing)?\s+out\s+of|withdraw\w*\s+from|bow(?:ing)?\s+out\s+of)\s+(?!this\s+one|her\b|him\b|them\b|it\b|that\b|my\s+mentor){_THING}",
        0.74,
    ),
    (
        r"(?<!keeps )(?<!keep )(?<!kept )(?<!always )\b(?:reschedul\w+|mov(?:e|ing)|postpon\w+|cancel(?:ling|ing)?|rearrang\w+|miss(?:ed|ing))\s+(?:my|our|the|a|this|tomorrow's|friday's)\s+(?P<v>(?:[\w-]+\s+){0,2}?(?:meeting|session|call|coffee|catch-?up|appointment|1:1|lunch))\b",
        0.74,
    ),
    (rf"\b(?:subject|topic|re)\s*:\s*{_THING}", 0.8),
    (
        rf"\bfor\s+(?:all\s+)?(?:her|his|their)\s+(?P<v>(?:help|advice|feedback|support|comments|notes|patience|time|guidance|kindness|encouragement)(?:\s+(?:on|with|about|in|during|through)\s+(?:my|the|our)?\s*[^\s.,;:!?()]+(?:\s+[^\s.,;:!?()]+){{0,4}}?)?)\s*{_STOP}",
        0.8,
    ),
)
_INNER: Final = re.compile(r"(?<!from )(?<!to )(?<!with )(?<!by )\b(?:my|our)\s+(?P<v>[\w'/&-]+(?:\s+[\w'/&-]+){0,4})$")
_LONG_TOPIC: Final = 5
_WEAK: Final = re.compile(
    r"(?:it|this|that|these|those|them|her|him|me|you|everything|something|anything|stuff|things?|all|one|what|which|there|here|her\s+time|his\s+time|their\s+time|mentor|mentors|mentee|a\s+mentor|my\s+mentor|being\s+\w+|life|work|now|\d+)"
)
_GOAL_VERB: Final = (
    r"(?:become|becoming|be\s+(?:a|an|the|more|better|less|able|promoted|confident)|move\s+(?:into|to|up|from)|get\s+(?:into|better|promoted|more|my|a\s+(?:job|promotion)|on\s+top|comfortable)|go\s+into|learn|improve|grow|build|switch|transition|lead|"
    r"manage|start\s+(?:my|a|an|running)|launch|publish|pass|qualify|break\s+into|land|change\s+(?:careers?|fields?|jobs?)|develop|run\s+(?:my|a)|make\s+(?:partner|the\s+move)|stop\s+(?:being|procrastinating|doubting)|gain|master|understand|speak\s+up|work\s+(?:in|as|on\s+my)|retrain)"
)
_GOAL: Final[tuple[tuple[str, float], ...]] = (
    (
        r"\b(?:my|the|one|a)\s+(?:main\s+|big\s+|real\s+|first\s+|career\s+)?(?:goal|aim|ambition|objective|dream|target)(?:\s+for\s+[^.,;]{1,25}?)?\s*(?:is|was|=|:)\s*(?:to\s+)?(?!not\b|a\s+mess|unclear|vague|too\b|so\b|that\b|what\b|smart\b)(?P<v>[^.;!?\n]{3,90}?)(?=[.;!?\n]|$|,\s+(?:but|and\s+i|so|how|can|i|my|we|she|he|they|please|help)\b|\s+(?:but|because|and\s+i|so\s+(?:i|how))\b)",
        0.9,
    ),
    (
        rf"\b(?:i(?:'d)?\s+(?:really\s+|just\s+)?(?:want|would\s+like|like|hope|need|plan|aim)\s+to|(?:hoping|looking|aiming)\s+to|i'm\s+(?:trying|hoping|aiming|looking)\s+to|im\s+trying\s+to|i\s+wanna|trying\s+to)\s+(?P<v>{_GOAL_VERB}\b[^.;!?,\n]{{0,70}}?)(?=[.;!?,\n]|$|\s+(?:but|because|and\s+(?:i|my|she|he)|so\s+(?:i|how)|who|which|how|can\s+you|do\s+i|what)\b)",
        0.78,
    ),
)
_NET: Final = r"(?:linkedin|slack|whatsapp|teams|signal|telegram|discord|messenger|instagram|twitter)"
_SENDS: Final = re.compile(
    r"\b(?:writ\w+|wrote|send\w*|sent|draft\w*|messag\w+|e-?mail\w*|text\w*|dm\w*|contact\w*|reach\w*|approach\w*|ask\w*|invit\w+|follow\w*|note|"
    r"request|whatsapp|slack|reply|replied|answer\w*|say|said|tell|thank\w*|word|letter|talk\w*|speak)\b"
)
_SHORT: Final = 15
_NOT_CHANNEL: Final = re.compile(
    r"(?:fix(?:ed|ing)?|updat\w+|found|saw|met|know|stalk\w*|look\w*|profile|read|posts?|followed|address|her|his|their|furious|angry|emails?\s+from|not|instead\s+of|rather\s+than|"
    r"long\s+should|answers?|receiv\w+|got|forwarded|ignores?)\s+(?:\w+\s+){0,2}$"
)
_CHANNELS: Final[tuple[tuple[str, float], ...]] = (
    (
        rf"\b(?:by|via|over|on|through|using)\s+(?:the\s+)?(?P<v>e-?mail|{_NET}|text|sms|letter|post|chat|dm)\b(?!\s+profile)",
        0.92,
    ),
    (
        r"(?:^|\b(?:to|i|should|shall|please|can|could|must|will|i'll|and|or|then|just)\s+)(?P<v>e-?mail)\s+(?!twice|again|address|back\b|from|me\b|is\b|was\b|sent|every\s)\w",
        0.82,
    ),
    (
        rf"\b(?:an?|the|this|that|my|one|closing|short|quick|first|cold|follow[\s-]up|thank[\s-]you|polite|the\s+first|intro|introduction|apology|goodbye|farewell|draft|write|send|word)\s+(?P<v>e-?mail|{_NET}(?=\s+(?:message|note|request|invite|dm|connection|inmail))|inmail|text(?=\s+(?:to|for|message|her|him|them)|\s*$)|sms|dm|letter(?!\s+of))\b",
        0.88,
    ),
    (r"\b(?P<v>e-?mail)(?:ing|ed)?\s+(?:to|her|him|them|my|a|an|the|this|five|some|someone|two|three|people|[A-Z])", 0.85),
    (rf"\b(?P<v>{_NET})\s+(?:message|note|request|invite|dm|connection)\b", 0.9),
    (r"\b(?P<v>e-?mail)(?=\s+(?:[a-z]+\s+){0,2}(?:to|for|asking|about|template)\b)", 0.8),
    (r"\bdo\s+i\s+(?P<v>e-?mail|text|dm|message)\b|^(?P<w>e-?mail|linkedin|slack|text|letter|whatsapp|teams)[\s.!]*$", 0.75),
    (r"\b(?P<v>text|dm|e-?mail|whatsapp)\s+(?:her|him|them)\b", 0.8),
    (r"^(?:(?:a|an|please|need\s+a|pls)\s+)*(?P<v>text|dm|letter|e-?mail|whatsapp)(?=\s+(?:message\s+)?(?:to|for)\s)", 0.85),
    (r"^(?:please\s+|pls\s+)?(?P<v>dm|text|whatsapp)(?=\s+[^\W\d_]+[,.])", 0.8),
    (r"\b(?P<v>e-?mail)\b", 0.45),
)
_OCCASION: Final = "talk|lecture|webinar|workshop|course|panel|conference|meetup|event|seminar|reading"
_EVENTS: Final[tuple[tuple[str, float], ...]] = (
    (
        rf"\b(?:met|saw|heard)\b[^.;!?]{{0,30}}?\bat\s+(?P<v>an?\s+(?:[^\s.,;:!?]+\s+)?(?:{_OCCASION})\s+(?:in|on|about|at)\s+[^\s.,;:!?]+(?:\s+[^\s.,;:!?]+){{0,3}}?)(?=[.,;:!?]|$|\s+(?:and|but|last|who|when|so|this|she|he|i|we|they|yesterday|because)\b)",
        0.86,
    ),
    (
        r"\b(?:met|meet|saw|heard|spoke|talked|bumped|chatted|introduced)\b[^.;!?]{0,40}?\b(?:at|during|after)\s+(?:the\s+|a\s+|an\s+|our\s+|last\s+year's\s+|this\s+year's\s+)?(?P<v>[^\s.,;:!?]+(?:\s+[^\s.,;:!?]+){0,5}?)(?=[.,;:!?]|$|\s+(?:and|but|last|in|who|where|when|so|ago|on|this|she|he|i|we|they|yesterday|because|about)\b)",
        0.85,
    ),
    (
        rf"\b(?P<v>(?:your|her|his|their)\s+{_EXPERTISE}\s+(?:on|about|at|in)\s+[^\s.,;:!?]+(?:\s+[^\s.,;:!?]+){{0,5}}?)(?=[.,;:!?]|$|\s+(?:and|but|last|who|when|so|which|was|made|is|that|i|really|changed|helped|to\s+ask)\b)",
        0.82,
    ),
)


def topics(text: str) -> list[Found]:
    """Return `topic` facts: what the message or the advice is about, without `my` or `the` before it."""
    folded, facts = fold(text), []
    for frame, sure in _FRAMES:
        for match in late(frame).finditer(folded):
            span = match.span("v") if match["v"] is not None else (match.start(), match.start())
            inner = _INNER.search(folded[span[0] : span[1]])
            if inner and match["v"].count(" ") >= _LONG_TOPIC:
                span = (span[0] + inner.start("v"), span[0] + inner.end("v"))
            fact = piece("topic", text, span, sure)
            if fact and not _WEAK.fullmatch(fold(fact.value)) and len(fact.value) > 1:
                facts.append(fact)
    return facts


def goals(text: str) -> list[Found]:
    """Return `goal` facts: what the mentee wants to reach, as said."""
    folded = fold(text)
    found = (piece("goal", text, match.span("v"), sure) for frame, sure in _GOAL for match in late(frame).finditer(folded))
    return [fact for fact in found if fact]


def channels(text: str) -> list[Found]:
    """Return `channel` facts: the way the message goes, not the places where people were met or profiles mended."""
    folded, facts = fold(text), []
    sends = bool(_SENDS.search(folded))
    for frame, sure in _CHANNELS:
        for match in late(frame).finditer(folded):
            group = "v" if match["v"] is not None else "w"
            start = clause_start(folded, match.start())
            if not _NOT_CHANNEL.search(folded[start : match.start(group)]) and not re.match(
                r"\s+(?:address|profile|about\s+me|account|inbox|(?:is|was)\s+(?:full|down|broken|blocked|gone))\b",
                folded[match.end(group) :],
            ):
                facts.append(piece("channel", text, match.span(group), sure if sends or len(folded) < _SHORT else sure / 2))
    return [fact for fact in facts if fact]


def events(text: str) -> list[Found]:
    """Return `event` facts: where the two met, or which talk or text of the mentor's the mentee knows."""
    folded, facts = fold(text), []
    for frame, sure in _EVENTS:
        for match in late(frame).finditer(folded):
            value = match["v"]
            timely = re.fullmatch(
                rf"(?:\d.*|noon|work|lunch|once|last|all|least|{DAY}|{MONTH}|the\s+\w+|talks?|conference|event|lecture|webinar|workshop|course|meeting)",
                value,
            )
            if not timely:
                facts.append(piece("event", text, match.span("v"), sure))
    return [fact for fact in facts if fact]
