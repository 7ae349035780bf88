"""The filters that pages use on a person's own words."""

from __future__ import annotations

import pytest

from coach.rendering.filters import something, span


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one day"),
        (7, "seven days"),
        (13, "13 days"),
        (14, "two weeks"),
        (30, "four weeks"),
        (56, "eight weeks"),
        (91, "three months"),
        (180, "six months"),
        (900, "30 months"),
    ],
)
def test_days_are_written_as_people_say_them(days: int, words: str) -> None:
    assert span(days) == words


@pytest.mark.parametrize(
    "words",
    [
        "nothing",
        "Nothing really.",
        "nobody",
        "none that I know of",
        "not much",
        "I can't think of anything",
        "no idea",
        "n/a",
        "nope",
        "",
    ],
)
def test_nothing_is_nothing(words: str) -> None:
    assert something(words) == ""


@pytest.mark.parametrize(
    "words",
    ["Nobody but Ada", "no meetings before May", "Not sure he knows it", "my key", "Nothing is settled about the reference"],
)
def test_something_stays_as_it_was_said(words: str) -> None:
    assert something(words) == words


def test_an_absent_answer_is_nothing() -> None:
    assert something(None) == ""
