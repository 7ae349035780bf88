"""Who the text is about: the mentor's name and title, and who pointed the mentee to them. Bystanders are kept out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coach.understanding.folding import fold
from coach.understanding.found import Found, clause_start, piece
from coach.understanding.given_names import GIVEN_NAMES
from coach.understanding.lexicon import BOSSISH, MENTORISH, OLD, OTHERS, ROLE, TITLES
from coach.understanding.literals import late
from coach.understanding.names import Name, Small, read_name

_POSS: Final = r"(?:my|our|the|a|an|this|that)"
_MENTOR: Final = rf"(?:{_POSS}\s+)?(?:{OLD}\s+)?(?:[a-z-]+\s+)?{MENTORISH}"
_BOSS: Final = rf"(?:my|our)\s+(?:{OLD}\s+)?(?:[a-z-]+\s+)?{BOSSISH}"
_WRITE: Final = (
    r"(?:e-?mail(?:ing|ed|s)?|writ(?:e|ing|ten)\s+(?:back\s+)?to|wrote\s+to|messag(?:e|ing|ed)|text(?:ing|ed)?|dm(?:ing|ed)?|contact(?:ing|ed)?|"
    r"reach(?:ing|ed)?\s+out\s+to|approach(?:ing|ed)?|repl(?:y|ying|ied)\s+to|respond(?:ing|ed)?\s+to|follow(?:ing|ed)?[\s-]+up\s+with|nudg(?:e|ing|ed)|"
    r"ping(?:ing|ed)?|chas(?:e|ing|ed)|remind(?:ing|ed)?|apologi[sz](?:e|ing)\s+to|introduc(?:e|ing)\s+myself\s+to|reconnect(?:ing)?\s+with)"
)
_NOUN: Final = (
    r"(?:e-?mail|message|note|letter|text|dm|card|gift|present|reply|response|intro|introduction|invite|invitation|speech|toast|request|follow[\s-]?up|"
    r"thank[\s-]?you(?:\s+(?:note|card|letter|email|e-mail|message|text))?|thanks|apology|update|goodbye|farewell|tribute|something|nudge|"
    r"reminder|line|lines|linkedin|postcard|invitation|feedback|congratulations|congrats)"
)
_MEET: Final = (
    r"(?:meet(?:ing|ings)?(?:\s+(?:up|again))?(?:\s+with)?|met(?:\s+(?:up\s+)?with)?|coffee\s+with|lunch\s+with|call\s+with|chat(?:ting)?\s+with|"
    r"session\s+with|catch(?:ing)?[\s-]?up\s+with|zoom\s+with|1:1\s+with|one[\s-]to[\s-]one\s+with|talk(?:ing|ed)?\s+(?:to|with)|"
    r"speak(?:ing)?\s+(?:to|with)|spoke\s+(?:to|with)|paired(?:\s+me)?(?:\s+up)?\s+with|matched(?:\s+me)?\s+with|working\s+with)"
)
_ASK: Final = r"(?:ask(?:ing|ed)?|thank(?:ing|ed)?|tell(?:ing)?|told|invite|inviting|congratulate|update|updating|disagree\s+with|goodbye\s+to|bye\s+to|no\s+to|yes\s+to|sorry\s+to|thanks\s+to|hello\s+to)"

_BEFORE: Final[tuple[tuple[str, Small, float], ...]] = (
    (rf"\b{_MENTOR}(?:'s)?\s+(?:full\s+|first\s+|last\s+)?name\s*(?:is|'s|was|=|:)\s*", "any", 0.97),
    (
        r"\b(?:her|his|their)\s+(?:(?:full|first|last|actual|real)\s+)?name\s*(?:is|'s|was|=|:)\s+(?:actually\s+|spelled\s+|spelt\s+)?",
        "any",
        0.95,
    ),
    (r"\b(?:she|he|they)(?:'s|\s+is|'re|\s+are)\s+(?:called|named)\s+", "any", 0.95),
    (rf"\b{_MENTOR},?\s+(?:\(?\s*(?:who\s+is\s+|who's\s+|is\s+|was\s+)?(?:called|named)\s+)", "any", 0.96),
    (rf"\b{MENTORISH}\s+(?:is|was)\s+(?=(?:{TITLES}\b|\w))", "known", 0.95),
    (rf"\b{_MENTOR}\s*(?:[,:(=-]|\s)\s*", "known", 0.93),
    (rf"\b{_BOSS}\s*[,:(]?\s*", "known", 0.7),
    (rf"\b{_BOSS}\s+(?:is\s+)?(?:called|named)\s+", "any", 0.7),
    (rf"\b{_WRITE}\s+", "known", 0.85),
    (rf"\b{_NOUN}\s+(?:\w+\s+)?(?:to|for)\s+", "any", 0.88),
    (r"\bthank(?:s|\s+you|-you)?,?\s+to\s+", "any", 0.88),
    (rf"\b{_ASK}\s+", "known", 0.85),
    (rf"\b{_MEET}\s+", "known", 0.82),
    (r"\b(?:dear|hi|hello|hey)\s+", "known", 0.8),
    (r"\b(?:from|with|about|by|for|and)\s+(?=[a-z])", "never", 0.45),
    (rf"\b(?:an?|the|our)\s+{ROLE},?\s+(?:(?:called|named)\s+)?", "known", 0.84),
    (rf"\b(?:{_WRITE}|{_ASK}|{_MEET}|(?:{_NOUN}|thanks)\s+(?:to|for))\s+(?:my\s+)?{ROLE},?\s+", "known", 0.84),
    (
        r"\b(?:nothing|nowt|not\s+a\s+word|silence|crickets|word|reply|answer|response|news)\s+(?:back\s+)?(?:(?:for|in)\s+(?:\w+\s+){1,3})?from\s+",
        "known",
        0.82,
    ),
    (r"(?:^|[,.;:(]\s*)(?:(?:and|the)\s+)?name(?:'s|s|\s+is|\s*:|\s*=)\s+", "any", 0.85),
    (r"\b(?:meeting|session|call|chat|coffee|lunch|interview|appointment)\s+(?:\w+\s+){1,3}?with\s+", "known", 0.8),
)
_AFTER: Final[tuple[tuple[str, Small, float], ...]] = (
    (
        rf"\s*(?:,|is|was|\(|who\s+is|who's|has\s+been|'s|as)\s*(?:been\s+)?(?:my|our)\s+(?:{OLD}\s+)?(?:[a-z-]+\s+)?{MENTORISH}\b",
        "known",
        0.95,
    ),
    (
        r",?\s+who\s+(?:mentors|mentored|supervises|supervised|coaches|coached|advises|advised|has\s+mentored|has\s+been\s+mentoring)\s+me\b",
        "known",
        0.95,
    ),
    (
        r"\s+(?:mentors|mentored|supervises|supervised|coaches|coached|has\s+mentored|has\s+been\s+mentoring)\s+me\b",
        "known",
        0.92,
    ),
    (rf",?\s+(?:is\s+|who\s+is\s+|who's\s+)?(?:an?|the|our|my)\s+{ROLE}\b", "known", 0.8),
    (rf",\s+{ROLE}\b", "known", 0.8),
    (
        r"\s+(?:(?:still\s+|just\s+|never\s+)?(?:has\s?n'?t|hasnt|have\s?n'?t|never|didn'?t|did\s+not|doesn'?t|keeps|kept|replied|repl(?:y|ies)|answered|ghosted|"
        r"cancel\w*|postponed|offered|agreed|said\s+(?:yes|no)|helped|gave|spent|took|taught|read|reviewed|wrote|went|got\s+me|has|is|was|told\s+me|wants|thinks))\b",
        "known",
        0.72,
    ),
)
_CONTACT_AFTER: Final = (
    r"\s+(?:\([^)]{1,30}\)\s+|,[^,]{1,30},\s+)?(?:has\s+|just\s+|kindly\s+)?(?:suggested|suggests|recommended|recommends|introduced|referred|pointed\s+me|put\s+us\s+in\s+touch|"
    r"put\s+me\s+in\s+touch|connected\s+(?:us|me)|passed\s+(?:me|on)|mentioned\s+(?:you|her|him|them)|gave\s+me\s+(?:your|her|his|their)\s+(?:name|email|e-mail|contact|details|number)|"
    r"thought\s+i\s+should|said\s+(?:that\s+)?i\s+(?:should|could|might|ought)|told\s+me\s+to\s+(?:contact|email|e-mail|write|reach|talk|speak|message|get))\b"
)
_CONTACT_BEFORE: Final = (
    r"\b(?:suggested|recommended|introduced|referred|put\s+in\s+touch|connected|passed\s+on|given\s+(?:your|her|his|their)\s+(?:name|details|email))\s+(?:to\s+(?:you|her|him|them)\s+)?(?:by|through|via)\s+"
    rf"(?:(?:my|our|a)\s+(?:\w+\s+)?(?:{OTHERS}|{MENTORISH}|{BOSSISH}),?\s+)?"
)
_OTHER_BEFORE: Final = re.compile(
    rf"(?:\b(?:my|our|her|his|their|a|an|the|another)\s+(?:[\w-]+\s+)?(?:{OTHERS})(?:,|\s+(?:is\s+)?(?:called|named))?|\bmy\s+name\s*(?:is|'s|:)|\bi\s?am|\bi'm|\bim|\bcall\s+me|"
    r"\b(?:this|it)\s+is|\bregards,?|\bbest,?|\bcheers,?|\b(?:her|his)\s+(?:mentor|supervisor|boss)|\bnot|\binstead\s+of|\bunlike|\brather\s+than|\blives?\s+in|\bat|\bin)\s*[,(]?\s*$"
)
_BEING: Final = re.compile(r"\s+(?:is|was|has)\b")
"""After an unknown word with a capital this says little: "London was grey"."""
_OTHER_AFTER: Final = re.compile(
    rf"\s*(?:'s\s+(?:mentor|mentee|supervisor|{OTHERS})\b|,?\s+(?:is\s+|who\s+is\s+)?(?:my|a|our|her|his)\s+(?:[\w-]+\s+)?{OTHERS}\b)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name that a frame says is the mentor's, with how sure that is."""

    name: Name
    confidence: float


def _starts(text: str) -> Iterator[int]:
    for match in re.finditer(r"(?<![\w'’.@/-])(?=[^\W\d_])", text):
        yield match.start()


def _bystander(folded: str, name: Name) -> bool:
    begin = name.title[0] if name.title else name.start
    before = folded[max(0, begin - 60) : begin]
    return bool(_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(folded, name.end))


def contacts(text: str) -> list[Found]:
    """Return those who pointed the mentee to somebody: `Sam suggested I write`, `introduced by my cousin Ana`."""
    folded, found = fold(text), []
    for match in late(_CONTACT_BEFORE).finditer(folded):
        name = read_name(text, match.end(), "known")
        if name:
            found.append((name, 0.9))
    for start in _starts(text):
        name = read_name(text, start, "known")
        if name and name.start == start and late(_CONTACT_AFTER).match(folded[name.end : name.end + 120]):
            found.append((name, 0.85))
    facts = (piece("contact", text, (name.start, name.end), sure * name.sure) for name, sure in found)
    return [fact for fact in facts if fact]


def people(text: str) -> list[Person]:
    """Return the names that the text gives to the mentor, with confidences; names of bystanders and contacts are left out."""
    folded = fold(text)
    taken = {fact.start for fact in contacts(text)}
    mentored = bool(re.search(rf"\b{MENTORISH}\b", folded))
    found: list[Person] = []
    for index, (frame, small, sure) in enumerate(_BEFORE):
        for match in late(frame).finditer(folded):
            name = read_name(text, match.end(), small)
            bossy = index in (6, 7) and mentored
            if name and not bossy and name.start not in taken and not _bystander(folded, name):
                found.append(Person(name, sure * name.sure))
    return found + _by_what_follows(text, folded, taken)


def _by_what_follows(text: str, folded: str, taken: set[int]) -> list[Person]:
    found: list[Person] = []
    for start in _starts(text):
        name = read_name(text, start, "known")
        if name is None or name.start in taken or _bystander(folded, name):
            continue
        if name.title:
            found.append(Person(name, 0.8))
        for frame, small, sure in _AFTER:
            certain = name.sure == 1.0 or small == "known"
            if certain and late(frame).match(folded[name.end : name.end + 160]):
                lone = (
                    sure < 0.75
                    and clause_start(folded, start) == start
                    and " " not in text[name.start : name.end]
                    and name.sure == 1.0
                )
                place = lone and bool(_BEING.match(folded, name.end)) and fold(text[name.start : name.end]) not in GIVEN_NAMES
                found.append(Person(name, sure * name.sure * (0.5 if place else 0.85 if lone else 1.0)))
    return found


def mentor_facts(text: str) -> list[Found]:
    """Return `mentor_name` and `mentor_title` facts. The surest name decides whose title counts.

    A name said in a weak frame only (`about Priya`) is given a confidence under one half: ask before you use it.
    """
    found = people(text)
    if not found:
        return []
    best = max(found, key=lambda person: (person.confidence, -person.name.start))
    name = max((p.name for p in found if p.name.start <= best.name.start < p.name.end), key=lambda n: n.end - n.start)
    facts = [piece("mentor_name", text, (name.start, name.end), best.confidence)]
    titled = next(
        (p.name for p in found if p.name.title and text[p.name.start : p.name.end] in text[name.start : name.end]), None
    )
    if titled and titled.title:
        facts.append(_title(text, titled.title, best.confidence))
    return [fact for fact in facts if fact]


def _title(text: str, span: tuple[int, int], confidence: float) -> Found:
    return Found("mentor_title", text[span[0] : span[1]], span[0], span[1], confidence)
