"""Lengths of time as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.spans import days_in, minutes_in, span_in

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("three weeks", 21),
        ("3 weeks ago", 21),
        ("a fortnight", 14),
        ("two months", 61),
        ("a couple of weeks", 14),
        ("a few days", 3),
        ("one and a half weeks", 10),
        ("two and a half months", 76),
        ("half a year", 182),
        ("6 wks", 42),
        ("yesterday", 1),
        ("for weeks now", 21),
        ("ages", 180),
        ("last week", 7),
        ("a year and two months", 426),
        ("10 days or so", 10),
        ("six or seven weeks", 49),
    ],
)
def test_days(text: str, days: int) -> None:
    assert days_in(text, TODAY) == days


@pytest.mark.parametrize(("text", "days"), [("since March", 251), ("since september", 67), ("since Jan", 310)])
def test_a_month_counts_from_today(text: str, days: int) -> None:
    assert days_in(text, TODAY) == days


@pytest.mark.parametrize("text", ["", "hello", "it may be over", "she is in a second marriage", "May I ask you something"])
def test_without_a_day_a_month_or_word_is_no_span(text: str) -> None:
    assert days_in(text) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 minutes", 20),
        ("20min", 20),
        ("half an hour", 30),
        ("a half hour", 30),
        ("an hour", 60),
        ("1.5 h", 90),
        ("a quarter of an hour", 15),
        ("fifteen mins", 15),
        ("forty-five minutes", 45),
        ("two hours", 120),
        ("a 30-minute call", 30),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("oh about three weeks i think", "about three weeks"),
        ("like 3 weeks", "3 weeks"),
        ("six or seven weeks tbh", "six or seven weeks"),
        ("a couple of weeks maybe", "a couple of weeks"),
        ("2-3 weeks since we spoke", "2-3 weeks"),
        ("3wks", "3wks"),
        ("more than a year and a half ago", "more than a year and a half"),
        ("a year and two months", "a year and two months"),
        ("a month ago. she had said two weeks", "a month"),
        ("idk, forever", "forever"),
        ("no idea", None),
        ("20", None),
        ("a weekday", None),
    ],
)
def test_the_piece_that_names_a_span(text: str, piece: str | None) -> None:
    assert span_in(text) == piece


@pytest.mark.parametrize("text", ["", "whenever", "20", "three weeks", "5 miles", "me"])
def test_no_minutes(text: str) -> None:
    assert minutes_in(text) is None


@given(st.text())
def test_spans_never_raise_and_are_never_negative(text: str) -> None:
    for found in (days_in(text, TODAY), days_in(text), minutes_in(text)):
        assert found is None or found >= 0
    piece = span_in(text)
    assert piece is None or (piece in text and days_in(piece) is not None)


@given(st.integers(1, 60))
def test_a_written_number_of_weeks_is_that_many_weeks(count: int) -> None:
    assert days_in(f"it has been {count} weeks") == count * 7
