"""Sentences of which a person's own words are the greater part: who I am, what I ask."""

from __future__ import annotations

import re
from typing import Final

from coach.drafting.forms import about, lower, sentence, wished
from coach.drafting.kind import kind
from coach.drafting.verbs import article, first_word, is_base_verb, is_gerund, is_past
from coach.rendering.filters import lower_first, upper_first

_FIELDS: Final = re.compile(
    r"^(?:QA|HR|IT|UX|PR|R&D|marketing|sales|finance|engineering|retail|teaching|nursing|policy|research|accounting|consulting|software|data|law|medicine|logistics|"
    r"hospitality|design|banking|construction|education|social work|customer (?:service|support)|product|operations|admin|catering|care|publishing|media)(?=$|[\s,]+(?:at|in|for|with|since)\b|,)",
    re.I,
)
_STATE: Final = re.compile(
    r"^(?:retired|unemployed|freelance|self-employed|redundant|new|between|in|on|at|from|out of|about to|currently|now|still|just|almost|nearly|responsible|based|back|part of|one of|head of|chief|director of|"
    r"employed|enrolled|registered|qualified|trained)\b(?!\s+(?:designer|developer|nurse|teacher|writer|journalist|engineer|manager|graduate|student|hire|joiner|starter|starting|consultant|photographer|parent|mum|dad|translator))",
    re.I,
)
_SERVED: Final = re.compile(
    r"^(?P<role>(?!\d)[^,;]{2,40}?\w)(?<!\bafter)(?<!\bin)(?<!\bwith)(?<!\bover)(?<!\bsince)(?<!\bof)(?<!\bthan),?\s+(?:for\s+)?(?P<span>(?:about\s+|over\s+|nearly\s+|almost\s+)?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\s+(?:years|yrs|months))(?P<rest>\s+(?:at|in|on|with|for)\s+[^,;]+)?$",
    re.I,
)
_IN_YEAR: Final = re.compile(
    r"^(?P<role>[\w' ]*\bstudent|apprentice|trainee),?\s+(?:in\s+(?:my\s+)?)?(?P<year>first|second|third|fourth|final)[\s-]year(?P<rest>\s+(?:in|at|of)\s+[^,;]+)?$",
    re.I,
)
_FOR_YEARS: Final = re.compile(
    r",?\s+(?:for|since)\s+(?P<span>(?:about\s+|over\s+|nearly\s+|almost\s+)?(?:\d+|[a-z]+)\s+(?:years|months))$", re.I
)
_STUDENT: Final = re.compile(
    r"^(?:master'?s?|phd|doctoral|design|research|practice|project|change|test|sound|network|study)\s+(?:student|candidate|nurse|lead|manager|engineer|assistant|coordinator|officer|specialist|designer|technician|educator)\b",
    re.I,
)
_PLURAL: Final = re.compile(r"^(?:\d+|two|three|four|five|six|ten)\s*(?:years?|yrs|months?)\b", re.I)


def who_i_am(text: str) -> str:
    """Return a clause beginning with "I" that says who the person is."""
    text = re.sub(r"^(?:as|being)\s+(?=(?:an?|the)\b)", "", text, flags=re.I)
    text = re.sub(r"^(?:my name is|I['’]m called)\s+", "I'm ", text, flags=re.I)
    if re.match(r"^(?:I|my|we)\b", text):
        return text
    if re.match(r"^(?:an?|the|one of)\s", text, re.I):
        return f"I'm {lower_first(text)}"
    year = _IN_YEAR.match(text)
    if year:
        return f"I'm a {year['year'].lower()}-year {_role(year['role'])}{year['rest'] or ''}"
    served = _SERVED.match(text)
    if served:
        role = f"{article(served['role'])} {_role(served['role'])}"
        return f"I've been {role} for {served['span']}{served['rest'] or ''}"
    if re.match(r"^(?:founder|owner)\s+of\b", text, re.I):
        return f"I'm the {lower_first(text)}"
    if _STUDENT.match(text):
        return f"I'm {article(text)} {_role(text)}"
    if is_base_verb(text) or (text.lower().startswith("study ")):
        return "I " + _FOR_YEARS.sub(r", for \g<span> now", lower_first(text))
    if _FIELDS.match(text):
        return f"I work in {text if text[:2].isupper() else lower_first(text)}"
    if _PLURAL.match(text):
        return f"I have {lower_first(text)} behind me"
    if re.match(r"^just (?:started|finished|moved|left|became|joined|graduated|qualified)\b", text, re.I):
        return f"I have {lower_first(text)}"
    if is_past(text) and not _STATE.match(text):
        return f"I {lower_first(text)}"
    if _STATE.match(text) or is_gerund(text) or first_word(text) in ("studying", "working", "training", "writing"):
        return f"I'm {lower_first(text)}"
    return f"I'm {article(text)} {_role(text)}"


def _role(text: str) -> str:
    return (
        text
        if re.match(r"^(?:[A-Z]{2,}|[A-Z]\w*[A-Z]|PhD|[A-Z]\d)", text) or first_word(text) in _NAMES_OF_ROLES
        else lower_first(text)
    )


_NAMES_OF_ROLES: Final = frozenset(
    "german french english spanish british italian java python indian chinese muslim christian jewish erasmus fulbright nhs".split()
)


def question(text: str) -> str:
    """Return one sentence that asks what the words ask."""
    match kind(text):
        case "asked":
            return upper_first(text.rstrip("?.")) + "?"
        case "indirect" if text.endswith("?"):
            return upper_first(text)
        case "indirect":
            return f"What I would like to know is {lower(text)}."
        case "mine" | "clause" | "yours" | "wish" if text.endswith("?"):
            return upper_first(text)
    return f"My question is about {about(text)}."


_QUANTITY: Final = re.compile(
    r"^(?:\d+|an?|one|two|five|ten|fifteen|twenty|thirty|forty|half an?)\s+(?:and a half\s+)?(?:hours?|minutes?|mins?|short|quick|brief|call|chat|talk|meeting|coffee)\b|^half an hour\b",
    re.I,
)
_NO_REQUEST: Final = re.compile(
    r"^(?:nothing|none|no|nope|just (?:that (?:you|they) know|to let (?:you|them) know)|only that (?:you|they) know).{0,40}$|^that (?:you|they) (?:know|knows)\b",
    re.I,
)


def request(text: str) -> str:
    """Return one sentence that asks for it; empty when nothing is asked."""
    if _NO_REQUEST.match(text):
        return ""
    if _QUANTITY.match(text):
        return f"Would you have {lower_first(text)}?"
    match kind(text):
        case "verb":
            return f"Would you {lower(text)}?"
        case "to":
            return f"Would you {lower(text[3:])}?"
        case "wish":
            return sentence(text)
        case "thing" | "doing":
            return f"I would ask for one thing: {lower(text)}."
        case "mine" | "clause" | "yours" | "past" | "third":
            return sentence(text)
    return question(text)


_SAME_IN_PAST: Final = frozenset("read cut put set quit run hit let".split())


def to_do(text: str) -> str:
    """Return the words as they stand after "to"."""
    match kind(text):
        case "wish":
            rest = wished(text)
            return lower(rest) if is_base_verb(rest) else f"talk about {about(text)}"
        case "to":
            return lower(text[3:])
        case "verb":
            return lower(text)
        case "past" if first_word(text) in _SAME_IN_PAST:
            return lower(text)
        case "asked" if re.match(r"^(?:can|could|would|will)\s+you\s+", text, re.I):
            return re.sub(r"^(?:can|could|would|will)\s+you\s+(?:please\s+)?", "", text, flags=re.I).rstrip("?")
    return f"talk about {about(text)}"
