"""Nothing made up: every word of a message was typed by the mentee, stands in the template, or joins the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Final

import pytest

from coach.domain.drafts import Draft
from coach.rendering import shipped
from tests.golden.gallery import MENTEES, written
from tests.golden.update import CASES, drafts

_JOINING: Final = frozenset(
    "trying work thinking about want would like talk question understand have been decided will point this that when where wrote whether hoping heard yourself does cannot were".split()
)
"""What the forms of an answer add ("I'm trying to work out whether …"): no fact among them."""
_SPELLED: Final = frozenset(
    "one two three four five six seven eight nine ten eleven twelve year years month months week weeks day days minutes hour ago".split()
)
_WORD: Final = re.compile(r"[^\W_]+")


def _stem(word: str) -> str:
    """What "moving" and "move", "runs" and "run", "getting" and "get" share."""
    low = word.lower()
    for end in ("ying", "ing", "ied", "ed", "es", "s", "e", "y"):
        if low.endswith(end) and len(low) - len(end) > 2:
            low = low.removesuffix(end)
            break
    return low[:-1] if len(low) > 3 and low[-1] == low[-2] else low


@cache
def _template_words(situation: str) -> frozenset[str]:
    """The words of a template and of what it is built on."""
    folder = shipped("prompts") / "messages"
    text = " ".join((folder / f"{name}.txt.j2").read_text(encoding="utf-8") for name in (situation, "frame", "parts"))
    return frozenset(map(_stem, _WORD.findall(re.sub(r"['’](?:m|d|ve|ll|re|s|t)\b", " ", text))))


def _typed(values: Iterable[str]) -> set[str]:
    words = {word for value in values for word in _WORD.findall(value)}
    for value in values:
        try:
            words |= set(_WORD.findall(f"{date.fromisoformat(value):%A %d %B %Y} {date.fromisoformat(value).day}"))
        except ValueError:
            continue
    told = " ".join(values).lower()
    words |= {full for short, full in _SHORT.items() if short in told}
    return set(map(_stem, words))


_SHORT: Final = {"half an hour": "30", "ten": "10", "15": "fifteen", "tue": "Tuesday", "thu": "Thursday", "dec": "December"}
_UNSAID: Final = {
    "was": "is", "were": "is", "are": "is", "am": "is", "have": "has", "do": "doe", "not": "n", "can": "cannot",
    "got": "get", "gav": "giv", "wrot": "writ", "taught": "teach",
}  # fmt: skip


def untraced(draft: Draft, values: Mapping[str, str]) -> set[str]:
    """The words of four letters or more, and all numbers, that nobody said."""
    known = _typed(list(values.values())) | _template_words(draft.situation) | set(map(_stem, _JOINING | _SPELLED))
    text = f"{draft.subject} {draft.body}"
    return {
        word
        for word in _WORD.findall(text)
        if (len(word) > 3 or word.isdigit()) and _stem(word) not in known and _UNSAID.get(_stem(word)) not in known
    }


@pytest.mark.parametrize("case", CASES)
def test_every_word_of_a_golden_message_is_traced(case: str) -> None:
    for title, draft in drafts(case):
        assert untraced(draft, CASES[case]) == set(), title


@pytest.mark.parametrize("name", [*MENTEES["ten"], *MENTEES["same"]])
def test_every_word_of_the_gallery_is_traced(name: str) -> None:
    mentee = (MENTEES["ten"] | MENTEES["same"])[name]
    assert untraced(written(mentee), mentee["answers"]) == set()
