"""The gallery: fresh, and no two messages in it that read like one form letter."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from coach.domain.drafts import Draft
from tests.golden.gallery import MENTEES, PAGE, page, written

TEN = {name: written(mentee) for name, mentee in MENTEES["ten"].items()}
SAME = {name: written(mentee) for name, mentee in MENTEES["same"].items()}


def test_the_gallery_is_fresh() -> None:
    """Regenerate with `python -m tests.golden.gallery` and read the messages side by side."""
    assert page() == PAGE.read_text(encoding="utf-8")


def test_the_ten_differ_in_occasion_channel_and_tone() -> None:
    assert len(TEN) == 10
    assert len({(one.situation, one.channel) for one in TEN.values()}) == 10
    assert {one.channel for one in TEN.values()} == {"email", "linkedin_note", "linkedin_message", "chat", "letter"}
    assert {one.tone for one in TEN.values()} == {"warm", "formal", "brief"}


def sentences(draft: Draft) -> set[str]:
    """The sentences of five words or more."""
    found = re.split(r"(?<=[.?!:])\s+|\n+", draft.body)
    return {one for one in found if len(one.split()) > 4}


@pytest.mark.parametrize(("one", "other"), combinations({**TEN, **SAME}, 2))
def test_no_two_share_a_sentence_of_any_length(one: str, other: str) -> None:
    both = {**TEN, **SAME}
    assert not sentences(both[one]) & sentences(both[other])
