"""Conditions on how long a message is, how it reads, and what its channel holds."""

from __future__ import annotations

from typing import Final

from coach.drafting.reading import Text
from coach.drafting.rules_kit import Facts, given

_LONG_SENTENCE: Final = 40
_LONG_ON_AVERAGE: Final = 24
_HARD: Final = 30.0
"""Below this reading ease Flesch calls a text very difficult (Flesch 1948)."""


def over_limit(text: Text) -> Facts | None:
    """The body is longer than the channel takes."""
    limit, length = text.draft.limit or text.rules.limit, len(text.draft.body)
    return given(
        limit is not None and length > limit, limit=limit, length=length, over=length - (limit or 0), paid=text.rules.paid_limit
    )


def near_limit(text: Text) -> Facts | None:
    """The body fits by one published figure, and may not by another."""
    limit, warn, length = text.draft.limit or text.rules.limit, text.rules.warn, len(text.draft.body)
    lower = text.rules.limit
    return given(limit is not None and warn is not None and warn < length <= limit, limit=limit, length=length, lower=lower)


def too_long(text: Text) -> Facts | None:
    """More words than read well in this channel."""
    return given(text.words > text.rules.words[1], words=text.words, most=text.rules.words[1])


def good_length(text: Text) -> Facts | None:
    """As many words as read well in this channel."""
    low, high = text.rules.words
    return given(low <= text.words <= high, words=text.words)


def hard_to_read(text: Text) -> Facts | None:
    """Long sentences, or, in English, long words."""
    lengths = [len(one.split()) for one in text.sentences] or [0]
    longest, average = max(lengths), sum(lengths) / len(lengths)
    if longest > _LONG_SENTENCE:
        return {"cause": "sentence", "longest": longest}
    if average > _LONG_ON_AVERAGE and text.words > 40:
        return {"cause": "sentences", "average": round(average)}
    return given(text.english and text.words > 50 and text.reading_ease < _HARD, cause="words")


def replaced(text: Text) -> Facts | None:
    """The message stands in another channel than was wished for."""
    wanted = str(text.values.get("channel", ""))
    return given(
        bool(text.situation) and wanted in ("linkedin_note", "letter") and text.draft.channel != wanted,
        wanted=wanted,
        channel=text.draft.channel,
    )


def other_language(text: Text) -> Facts | None:
    """The rules for wording cannot read it."""
    return given(not text.english)
