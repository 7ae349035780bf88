"""A message as the review sees it: its words, sentences, questions, requests, greeting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from coach.domain.drafts import Draft
from coach.domain.interview import Value
from coach.drafting.channels import ChannelRules
from coach.drafting.leaks import Leak, fold
from coach.drafting.moments import Moment
from coach.drafting.names import Name, read_name
from coach.drafting.situations import Situation

_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"”')]*\s+|\n+")
_ABBREVIATION: Final = re.compile(r"\b(Dr|Prof|Mr|Mrs|Ms|Mx|St|Rev|e\.g|i\.e|a\.m|p\.m|No|vs|etc)\.", re.I)
_GREETING: Final = re.compile(
    r"^(?P<word>(?:dear|hello|hi|hey|good (?:morning|afternoon|evening))\b)?\s*(?P<name>[^,:!\n]{0,60})(?(word)(?:[,:!]|\s*(?=\n))|[,:!])",
    re.I,
)
_SALUTATION: Final = re.compile(r"^(?:dear|hello|hi)\b.*,$", re.I | re.M)
_ASK: Final = re.compile(
    r"\b(?:would|could|can|will|may|might|do|are) (?:you|I|we)\b[^.?!\n]*\?|\bwould (?:you )?(?:be willing|have time|mind)\b|\bI would be grateful (?:if|for)\b|"
    r"\bI(?:['’]d| would) (?:like|love) to (?:ask|propose|suggest|hear|meet|talk|speak|move)\b|\bplease (?:let|tell|say|send|look|give|write)\b|\bOne question\b|\bwould you\b|\bmy request\b|\b(?:is|are) all I (?:have|ask)\b|\bwould (?:do|be enough)\b",
    re.I,
)
_TIMED_ASK: Final = re.compile(
    r"\b(?:\d{1,3}|ten|fifteen|twenty|thirty|forty|half an|one|an|a quarter of an|two|three) ?-?(?:minutes?|mins?|hours?|hrs?|lines?|sentences?|words?)\b|\ba (?:few|couple of) (?:minutes|mins)\b",
    re.I,
)
_NEEDS_TIME: Final = re.compile(
    r"\b(?:(?<!\byour )(?<!\bthe )(?<!\bthat )call(?! (?:you|me|it|him|her|them|myself|yourself)\b)|(?<!\byour )(?<!\bthe )(?<!\bmy )(?<!\bthat )talk|speak(?! (?:english|german|french|spanish)\b)|"
    r"meet(?! (?:less|the|my|your|a|an|our|those|these)\b)(?:ing)?|chat|coffee|conversation|phone|video|zoom)\b",
    re.I,
)
_STOP: Final = frozenset(
    "the and for that with your you their his her from about this have has had was were are not but who how what when where why which they them she him its our into than then also very "
    "more most some any all out over just only been being because would could should will can did does".split()
)

_SMALL: Final = _STOP | frozenset(
    "i a an of to in is it my me we on at as be by or if so do no up us am im hi ok not don".split()
)
_FEW: Final = 8
_ENGLISH: Final = 0.25
"""Small words are 40 to 57 % of the golden messages, and 8 to 18 % of mails in Italian, French, Spanish and German."""


@dataclass(frozen=True)
class Text:
    """One draft with everything a rule may look at."""

    draft: Draft
    values: Mapping[str, Value]
    situation: Situation | None
    rules: ChannelRules
    leaks: tuple[Leak, ...] = ()
    moment: Moment | None = None

    @cached_property
    def first(self) -> bool:
        """A first message to somebody who does not know the writer."""
        return bool(self.situation and self.situation.first and self.values.get("relation") not in ("helper",))

    @cached_property
    def asks_expected(self) -> bool:
        """The occasion is one for asking something."""
        return bool(self.situation and self.situation.asks)

    @cached_property
    def greeting(self) -> str:
        """The name in the greeting, without the word of greeting; empty when there is none."""
        match = _GREETING.match(_said(self.draft))
        return (
            match["name"].strip() if match is not None and (match["word"] or "\n" in _said(self.draft)[: match.end() + 1]) else ""
        )

    @cached_property
    def greeting_word(self) -> str:
        """The word of greeting as written: "Dear", "Hi"; empty when there is none."""
        match = _GREETING.match(_said(self.draft))
        return (match["word"] or "") if match is not None else ""

    @cached_property
    def english(self) -> bool:
        """True for a text with as many small English words as English has; of a few words nothing can be told."""
        words = re.findall(r"[^\W\d_]+", self.main.lower())
        return len(words) < _FEW or sum(word in _SMALL for word in words) >= _ENGLISH * len(words)

    @cached_property
    def main(self) -> str:
        """The body without greeting and signature."""
        match = _GREETING.match(_said(self.draft))
        parts = (
            (_said(self.draft)[match.end() :] if match is not None and match["word"] else _said(self.draft)).strip().split("\n\n")
        )
        for _ in range(2 if self.draft.channel == "letter" else 1):
            if len(parts) > 1 and len(parts[-1].split()) <= 6 and not re.search(r"[.?!]$", parts[-1]):
                del parts[-1]
        return "\n\n".join(parts)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the main text."""
        guarded = _ABBREVIATION.sub(lambda m: m[0].replace(".", "\0"), self.main)
        return tuple(one.replace("\0", ".").strip() for one in _SENTENCE.split(guarded) if one.strip())

    @cached_property
    def words(self) -> int:
        """How many words the whole body has; of a letter, without the addresses."""
        return len(re.findall(r"[\w'’-]+", _said(self.draft)))

    @cached_property
    def questions(self) -> int:
        """How many sentences end in a question mark."""
        return sum(one.rstrip("\"”')").endswith("?") for one in self.sentences)

    @cached_property
    def asking(self) -> tuple[str, ...]:
        """The sentences that ask for something."""
        return tuple(one for one in self.sentences if _ASK.search(one) or one.endswith("?"))

    @cached_property
    def wants_time(self) -> bool:
        """Some request is for a talk or a meeting."""
        return any(_NEEDS_TIME.search(one) for one in self.asking)

    @cached_property
    def timed(self) -> bool:
        """The message says how much time or text it asks for."""
        return bool(_TIMED_ASK.search(self.main))

    @cached_property
    def name(self) -> Name:
        """The recipient as recorded."""
        return read_name(str(self.values.get("mentor_name", "") or self.draft.to), str(self.values.get("mentor_title", "")))

    def holds(self, slot: str, share: float = 0.6) -> bool:
        """True when the text holds most of the telling words of an answer."""
        value = self.values.get(slot)
        if not isinstance(value, str):
            return False
        wanted = {_stem(w) for w in re.findall(r"[^\W_]{3,}", fold(value)) if w not in _STOP}
        there = {_stem(w) for w in re.findall(r"[^\W_]{3,}", fold(self.draft.body))}
        return bool(wanted) and len(wanted & there) / len(wanted) >= share

    @cached_property
    def reading_ease(self) -> float:
        """Flesch's reading ease: 206.835 − 1.015 × words per sentence − 84.6 × syllables per word (Flesch 1948)."""
        words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", self.main)
        if not words or not self.sentences:
            return 100.0
        syllables = sum(_syllables(word) for word in words)
        return 206.835 - 1.015 * len(words) / len(self.sentences) - 84.6 * syllables / len(words)


def _said(draft: Draft) -> str:
    """The body; of a letter, what begins with the greeting."""
    start = _SALUTATION.search(draft.body) if draft.channel == "letter" else None
    return draft.body[start.start() :] if start is not None else draft.body


def _stem(word: str) -> str:
    """The part of a word that "trains" and "train", "moving" and "move" share."""
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 4 else word


def _syllables(word: str) -> int:
    low = word.lower()
    groups = len(re.findall(r"[aeiouyáéíóúäöü]+", low))
    return max(groups - (low.endswith("e") and not low.endswith("le") and groups > 1), 1)
