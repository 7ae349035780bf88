"""From talking about somebody to talking to them: "how she moved" becomes "how you moved", "Nadia's talk" "your talk"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coach.drafting.names import Name
from coach.drafting.verbs import SURE_VERBS, plain_form

_ADVERBS: Final = r"(?:(?:always|also|never|often|only|really|still|then|just|now|once|recently|actually|clearly|usually)\s+)?"
_SUBJECT: Final = re.compile(rf"\b(?P<who>she|he)\b(?P<gap>\s+{_ADVERBS})(?P<verb>[\w'’]+)", re.I)
_SUBJECT_ALONE: Final = re.compile(r"\b(?:she|he)\b", re.I)
_SHORT: Final = (
    (
        re.compile(
            rf"\b(?:she|he)['’]s\s+(?P<how>{_ADVERBS})(?=(?:been|got|had|done|made|written|led|built|become|run|spent|given|taken|seen|said|told|gone|come|found|lost|kept|met|sold|won|left|lived|known|taught|hired|"
            r"(?!(?:retired|married|worried|tired|excited|interested|bored|scared|confused|annoyed|based|qualified|trained|experienced|supposed|convinced|concerned|limited|used|delighted|pleased)\b)[a-z]{2,}ed)\b)",
            re.I,
        ),
        r"you've \g<how>",
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


_SHE: Final = r"(?:she|her|hers|herself)"
_HE: Final = r"(?:he|him|his|himself)"
_KIN: Final = (
    "boss|manager|supervisor|director|foreman|forewoman|landlord|landlady|sister|brother|mother|mum|mom|father|dad|wife|husband|partner|girlfriend|boyfriend|daughter|son|child|"
    "friend|colleague|co-?worker|teammate|flatmate|neighbour|client|customer|patient|student|pupil|apprentice|assistant|cousin|aunt|uncle|grandmother|grandfather|gran|grandma|grandad"
)
_SOMEBODY: Final = re.compile(
    rf"\b(?:my|our|his|her|your|a|an|another|the|one)\s+(?:[a-z-]+\s+){{0,2}}?(?:{_KIN})\b(?!['’]s\s+(?:office|desk|meeting))",
    re.I,
)
"""Somebody else, whom a "she" that follows may well mean."""
_KEPT: Final = "ǀ"
"""A letter that nobody types, after a pronoun that must stay; being a letter, it makes another word of it."""


def to_you(text: str, name: Name | None = None) -> str:
    """Return `text` with the person it is about addressed as "you". `name` is that person's, so that it is recognised too.

    A "she" stays where it may be somebody else: after "my sister", and where the reader is a "he" and the text has both.
    """
    kept = _kept(text, name.called if name is not None else "")
    named = _named_to_pronoun(kept, name) if name is not None else kept
    return (_second(named) if _SINGULAR.search(named) else _they(named)).replace(_KEPT, "")


def called(texts: Iterable[str]) -> str:
    """Return "she" or "he" where every text that has one of the two means the same, else an empty text."""
    she, he = (
        any(re.search(rf"\b{one}\b", text, re.I) and not re.search(rf"\b{other}\b", text, re.I) for text in texts)
        for one, other in ((_SHE, _HE), (_HE, _SHE))
    )
    return "" if she == he else "she" if she else "he"


def _kept(text: str, said: str) -> str:
    """Mark the pronouns that must stay. `said` is what the reader is called elsewhere; without it, the first one is the reader."""
    first = _SINGULAR.search(text)
    if first is None:
        return text
    hers = _HE if said == "she" or (not said and re.fullmatch(_SHE, first[0], re.I)) else _SHE
    if re.search(rf"\b{hers}\b", text, re.I) and re.search(rf"\b{_SHE if hers is _HE else _HE}\b", text, re.I):
        return re.sub(rf"\b{hers}\b", rf"\g<0>{_KEPT}", text, flags=re.I)
    other = _SOMEBODY.search(text, 0, first.start())
    return _SINGULAR.sub(rf"\g<0>{_KEPT}", text) if other is not None else text


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
    text = agree(text)
    for pattern, new in _WORDS:
        text = pattern.sub(lambda m, new=new: _like(m[0], new), text)  # type: ignore[misc]
    return text


def agree(text: str) -> str:
    """Return `text`, which "you" now opens, with the verbs that follow "and" in the form of "you": "you left and now run"."""
    return _ALSO.sub(lambda m: f"{m['gap']}{plain_form(m['verb'])}" if _agrees(m["verb"]) else m[0], text)


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
