"""The first sentence of a card's answer, which stands for it in a list."""

from __future__ import annotations

import pytest

from coach.rendering.filters import first_sentence
from coach.rendering.markdown import Md


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Write once more. Then wait.", "Write once more."),
        ("Pick one, chosen by this test: which, done in a week, helps most? Park the rest.", "Pick one, chosen by this test: which, done in a week, helps most?"),
        ('Say it. "No" is an answer.', "Say it."),
        ("Give it 4.5 hours a month.", "Give it 4.5 hours a month."),
    ],
)  # fmt: skip
def test_it_ends_where_the_next_sentence_begins(text: str, first: str) -> None:
    assert first_sentence(text) == first
    assert isinstance(first_sentence(text), Md)
