"""What is said of the reader: what they did, gave or are, and where the writer came across them."""

from __future__ import annotations

import re
from typing import Final

from coach.drafting.forms import about, lower, sentence
from coach.drafting.kind import kind
from coach.drafting.persons import agree
from coach.drafting.verbs import article, first_word, gerund_phrase, is_past, plain_form
from coach.rendering.filters import lower_first


def because(text: str) -> str:
    """Return the words as they stand after "because"."""
    text = _ASIDE.sub("", text)
    if _moved(text):
        return f"your {lower_first(text)}" if _OWNED.match(text) else lower(text)
    if _OWNED.match(text) and not is_past(text):
        return f"of {_yours(text)}"
    match kind(text):
        case "mine" | "clause" | "wish" | "yours":
            return text if text.startswith("I") else lower(text)
        case "indirect" | "asked":
            return f"I would like to understand {about(text)}"
        case "past":
            return f"I {lower(text)}" if first_word(text) in _MY_DEEDS else f"you {agree(lower(text))}"
        case "third":
            verb, space, rest = text.partition(" ")
            return f"you {plain_form(verb).lower()}{space}{agree(rest)}"
        case "verb" if first_word(text) in ("read", "saw", "heard"):
            return f"I {lower(text)}"
        case "to" | "verb":
            return f"I want to {lower(re.sub(r'^to ', '', text, flags=re.I))}"
    if _PERSON.match(text):
        return f"you are {article(text)} {lower_first(text)}"
    if _QUALITY.match(text):
        return f"you are {lower_first(text)}"
    return f"of {_yours(text)}"


def _moved(text: str) -> bool:
    """True for a thing of theirs that did something to the writer: "your talk on night shifts changed how I plan"."""
    match = _EFFECT.search(text)
    theirs = _OWNED.match(text) or re.match(r"(?:your|the)\s", text, re.I)
    return bool(theirs and match and not _RELATIVE.search(text[: match.start()]))


_EFFECT: Final = re.compile(
    r"\b(?:changed|helped|made|taught|showed|inspired|convinced|gave|got|saved|stayed|stuck|encouraged|struck|surprised|touched|moved|"
    r"brought|turned|pushed|pulled|reminded|impressed|explained|answered|opened|kept|stopped|spoke)\s+"
    r"(?:me|my|us|our|how|the way|what|why|with me|to me|a lot|so much|everything|things|it)\b",
    re.I,
)
_RELATIVE: Final = re.compile(r"\b(?:that|which|who|how|where|when|what|why)\b|\b(?:you|I|we|they)\s+$", re.I)

_ASIDE: Final = re.compile(r"(?<=\w),?\s+(?:how|why|wow)$", re.I)
"""What is left hanging at the end of an answer: "she got her mugs into 30 shops, how"."""


def told(text: str) -> str:
    """Return the words as a sentence of their own, with a subject where a verb came first."""
    found = because(text)
    return sentence(text if found.startswith(("of ", "I would like to understand", "I want to")) else found)


_PERSON: Final = re.compile(
    r"^(?:(?:great|good|leading|senior|real|well-known|brilliant|fantastic|amazing)\s+)?(?:expert|specialist|leader|engineer|founder|professor|manager|teacher|mentor|designer|researcher|scientist|nurse|doctor|lawyer|writer|speaker|role model)\b",
    re.I,
)
_QUALITY: Final = re.compile(
    r"^(?:experienced|inspiring|known|well known|famous|respected|honest|kind|patient|good|great|brilliant|smart|clever|helpful|approachable|really|very|so)\b(?!\s+(?:talk|paper|article|post|blog|book|work|research|podcast|keynote))",
    re.I,
)
_MY_DEEDS: Final = frozenset(
    "heard read saw met watched listened attended found loved enjoyed liked followed admired noticed used tried spoke talked applied".split()
)
_OWNED: Final = re.compile(
    r"^(?:\d+\+?\s+(?:years?|yrs)|(?:talk|paper|article|post|blog|book|work(?!s)|research|podcast|keynote|lecture|thread|career|path|experience|move|switch|background|lecture|column|videos?|newsletter|essay|reputation)s?\b)",
    re.I,
)


def _yours(text: str) -> str:
    if re.match(r"^(?:your|the|this|that|a|an|our|my|what|how|all)\b", text, re.I):
        return lower(text)
    return f"your {lower_first(text)}" if _OWNED.match(text) else lower(text)


def at(text: str) -> str:
    """Return an occasion with its preposition: "at PyCon", "in your webinar on data"."""
    if re.match(r"^(?:at|in|on|during|after|through|via|last|over|when)\b", text, re.I):
        return lower_first(text)
    if re.match(
        r"^(?:your|the|a|an)\s+(?:\w+\s+){0,3}(?:podcast|webinar|video|panel|lecture|seminar|workshop|interview|course|class)\b",
        text,
        re.I,
    ):
        return f"in {lower_first(text)}"
    return f"at {'the ' if _COMMON_EVENT.match(text) else ''}{lower(text)}"


_COMMON_EVENT: Final = re.compile(
    r"^(?:[a-z]+\s+){0,2}(?:expo|conference|evening|fair|meetup|summit|convention|open day|trade show|event|breakfast|congress|festival)\b(?!\s*\d)"
)


def for_which(text: str) -> str:
    """Return the words as they stand after "for": a thing, or what the reader did."""
    if re.match(r"^that (?:I|you|we|one|it|there)\b", text, re.I):
        return f"the point {lower(text)}"
    match kind(text):
        case "past":
            return f"how you {lower(text)}" if first_word(text) not in _MY_DEEDS else f"this: I {lower(text)}"
        case "verb" | "to":
            return gerund_phrase(lower(re.sub(r"^to ", "", text, flags=re.I)))
        case "yours":
            return f"this: {lower(text)}"
        case "third":
            verb, space, rest = text.partition(" ")
            return f"this: you {plain_form(verb).lower()}{space}{rest}"
        case "mine" | "clause" | "wish":
            return f"this: {text if text.startswith('I') else lower(text)}"
    return lower(text).rstrip("?")


def deed(text: str) -> str:
    """Return what the reader did as a clause with "you", or an empty text when the words name a thing or an activity."""
    match kind(text):
        case "past":
            return f"you {agree(lower(text))}"
        case "third":
            verb, space, rest = text.partition(" ")
            return f"you {plain_form(verb).lower()}{space}{agree(rest)}"
        case "yours" | "mine" | "clause" | "wish":
            return text if text.startswith("I") else lower(text)
    return ""


def met(text: str) -> str:
    """Return a clause that says where the person came across the reader."""
    if deed(text):
        return because(text)
    for verb, pattern in _CAME_ACROSS:
        if pattern.match(text):
            return f"I {verb} {_yours(text)}"
    return f"I heard you {at(text)}"


_A: Final = r"^(?:(?:your|the|a|an)\s+)?(?:[\w-]+\s+){0,2}?"
_CAME_ACROSS: Final = (
    ("heard", re.compile(_A + r"(?:talk|keynote|lecture|podcast|speech|interview|presentation)\b", re.I)),
    (
        "read",
        re.compile(_A + r"(?:paper|article|post|blog|book|thread|column|essay|piece|newsletter|chapter|research|story)\b", re.I),
    ),
    ("watched", re.compile(_A + r"videos?\b", re.I)),
)
