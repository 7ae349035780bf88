"""From talking about somebody to talking to them: "how she moved" becomes "how you moved", "Nadia's talk" "your talk"."""

from __future__ import annotations

import re
from typing import Final

from coach.drafting.names import Name
from coach.drafting.verbs import SURE_VERBS, plain_form

_ADVERBS: Final = r"(?:(?:always|also|never|often|only|really|still|then|just|now|once|recently|actually|clearly|usually)\s+)?"
_SUBJECT: Final = re.compile(rf"\b(?P<who>she|he)\b(?P<gap>\s+{_ADVERBS})(?P<verb>[\w'’]+)", re.I)
_SUBJECT_ALONE: Final = re.compile(r"\b(?:she|he)\b", re.I)
_SHORT: Final = (
    (
        re.compile(
            r"\b(?:she|he)['’]s\s+(?=(?:been|got|had|done|made|written|worked|led|built|moved|become|run|spent|given|helped|taken)\b)",
            re.I,
        ),
        "you've ",
    ),
    (re.compile(r"\b(?:she|he)['’]s\b", re.I), "you're"),
    (re.compile(r"\b(?:she|he)['’](d|ll)\b", re.I), r"you'\1"),
)
_OBJECT_FIRST: Final = re.compile(
    r"\bher\b(?=\s*(?:$|[.,;:!?)]|(?:to|at|on|in|about|for|and|with|when|if|that|because|speak|say|explain|from|last|since|again|by|what|how|whether|as)\b))",
    re.I,
)
_OWNED: Final = re.compile(r"\b(?:her|his)\b", re.I)
_OBJECT: Final = re.compile(r"\bhim\b", re.I)
_SELF: Final = re.compile(r"\b(?:herself|himself)\b", re.I)
_HERS: Final = re.compile(r"\bhers\b", re.I)
_ALSO: Final = re.compile(rf"(?P<gap>\b(?<=you )?(?:and|but|or)\s+{_ADVERBS})(?P<verb>[\w'’]+)", re.I)
_WORDS: Final = (
    (_SUBJECT_ALONE, "you"),
    (_SELF, "yourself"),
    (_HERS, "yours"),
    (_OBJECT_FIRST, "you"),
    (_OWNED, "your"),
    (_OBJECT, "you"),
)
_THEY: Final = re.compile(
    r"(?:^|\b(?:how|that|what|when|why|because|where|since|whether)\s+)they\b(?P<short>['’](?:re|ve|d|ll))?", re.I
)
_PLURAL: Final = re.compile(r"\b(?:\w{3,}s|people|they|them|men|women|children|team|company|firm)\b", re.I)
_THEIR: Final = re.compile(r"\btheir\b", re.I)
_SINGULAR: Final = re.compile(r"\b(?:she|he|her|him|his|hers|herself|himself)\b", re.I)
_TITLED: Final = r"(?:(?:Dr|Prof|Professor|Ms|Mr|Mrs|Miss|Sir|Dame)\.?\s+)?"
_CAUSE: Final = ("how", "that", "what", "when", "why", "because", "where", "since", "whether")


def to_you(text: str, name: Name | None = None) -> str:
    """Return `text` with the person it is about addressed as "you". `name` is that person's, so that it is recognised too."""
    named = _named_to_pronoun(text, name) if name is not None else text
    if _SINGULAR.search(named):
        return _second(named)
    return _they(named)


def _named_to_pronoun(text: str, name: Name) -> str:
    """Put "he" and "his" for the name, so that one set of rules does the rest."""
    for form in sorted({name.full, name.family, name.given} - {""}, key=len, reverse=True):
        if len(form) < 2:
            continue
        pattern = rf"(?<![\w.]){_TITLED}{re.escape(form)}"
        text = re.sub(rf"{pattern}['’]s(?!\w)(?=\s+\w)", "his", text)
        text = re.sub(rf"{pattern}(?!['’\w-])", _pronoun, text)
    return text


def _pronoun(match: re.Match[str]) -> str:
    before = match.string[: match.start()].rstrip().lower()
    subject = not before or before.endswith((",", ";", ":", ".", "and", "but", *_CAUSE, "i know", "think", "saw", "when", "as"))
    return "he" if subject else "him"


def _second(text: str) -> str:
    for pattern, replacement in _SHORT:
        text = pattern.sub(lambda m, new=replacement: _like(m[0], m.expand(new)), text)  # type: ignore[misc]
    text = _SUBJECT.sub(lambda m: _like(m[0], f"you{m['gap']}{plain_form(m['verb'])}"), text)
    text = _ALSO.sub(lambda m: m[0] if not _agrees(m["verb"]) else f"{m['gap']}{plain_form(m['verb'])}", text)
    for pattern, new in _WORDS:
        text = pattern.sub(lambda m, new=new: _like(m[0], new), text)  # type: ignore[misc]
    return text


def _agrees(verb: str) -> bool:
    """True when a verb that follows "and" was said of the same person: "prices a job and is never wrong"."""
    return verb.lower() in ("is", "was", "has", "does", "goes") or (
        verb.lower() != plain_form(verb).lower() and plain_form(verb).lower() in SURE_VERBS | _ALSO_DONE
    )


_ALSO_DONE: Final = frozenset(
    "pay own treat care answer share reply hold carry drive love hate laugh cook bake roast weld employ weigh want seem look know".split()
)


def _like(old: str, new: str) -> str:
    """Give `new` the capital that `old` had."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _they(text: str) -> str:
    """Read "they" as the reader only where nobody else can be meant: at the start or after a question word."""
    text = _THEY.sub(lambda m: m[0] if _PLURAL.search(text[: m.start()]) else re.sub(r"they", "you", m[0], flags=re.I), text)
    if re.match(r"(?:(?:i|we)\s+\w+\s+)?their\b", text, re.I) or " you " in f" {text} ":
        text = _THEIR.sub("your", text)
    return re.sub(r"\b(saw|heard|met|watched) them\b", r"\1 you", text, flags=re.I)
