"""Slot kinds: what people type for a name, a date, a span, a choice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.flows import Ask, Choice, Problem, parse
from coach.flows.dates import find_date

TODAY = date(2026, 11, 21)
RELATIONS = (
    Choice("stranger", "We have never met", ("cold", "never met")),
    Choice("event", "I heard them speak", ("talk", "conference")),
    Choice("alumni", "We went to the same school", ("alumni", "school")),
)


def ask(kind: str, **more: object) -> Ask:
    return Ask(slot="s", kind=kind, text="?", label="s", choices=RELATIONS if kind.startswith("choice") else (), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  moving into   ML ", "moving into ML"),
        ("long_text", "one\ntwo", "one\ntwo"),
        ("name", "Siobhán Ní Dhomhnaill", "Siobhán Ní Dhomhnaill"),
        ("name", "Dr. Nadia O'Brien-Khoury,", "Dr. Nadia O'Brien-Khoury"),
        ("name", "李雷", "李雷"),
        ("name", "{{7*7}} [bold]x", "{{7*7}} [bold]x"),
        ("choice", "2", "event"),
        ("choice", "at a conference last year", "event"),
        ("choice", "never met", "stranger"),
        ("choice", "We went to the same school", "alumni"),
        ("choices", "1, 3", ("stranger", "alumni")),
        ("choices", "1 and 2", ("stranger", "event")),
        ("choices", "all", ("stranger", "event", "alumni")),
        ("scale", "4", 4),
        ("scale", "maybe a three?", 3),
        ("yes_no", "yeah I do", True),
        ("yes_no", "not really", False),
        ("date", "end of March", "2027-03-31"),
        ("date", "in six weeks", "2027-01-02"),
        ("date", "next june", "2027-06-30"),
        ("date", "by Friday", "2026-11-27"),
        ("duration", "a fortnight", "a fortnight"),
        ("duration", "since March", "about 8 months"),
        ("minutes", "half an hour", "30 minutes"),
        ("minutes", "20", "20 minutes"),
        ("number", "about 2,5 hours", 2.5),
    ],
)
def test_what_people_type_is_understood(kind: str, text: str, value: object) -> None:
    result = parse(ask(kind), text, TODAY)
    assert not isinstance(result, Problem), result
    assert result.value == value


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("text", "🙂🙂", "no_words"),
        ("text", "x" * 5_000, "too_long"),
        ("name", "123", "no_name"),
        ("name", "i just started my own stall", "no_name"),
        ("name", "I've met her at a fair", "no_name"),
        ("name", "n" * 200, "name_too_long"),
        ("choice", "both of the first and the second", "no_choice"),
        ("choice", "9", "no_choice"),
        ("scale", "7", "off_scale"),
        ("scale", "high", "not_a_number"),
        ("yes_no", "perhaps", "not_yes_no"),
        ("date", "soon", "not_a_date"),
        ("date", "2", "not_a_date"),
        ("duration", "a bit", "not_a_span"),
        ("minutes", "not much", "not_minutes"),
    ],
)
def test_what_is_not_understood_has_a_name(kind: str, text: str, code: str) -> None:
    result = parse(ask(kind), text, TODAY)
    assert isinstance(result, Problem)
    assert result.code == code


def test_a_past_date_for_a_plan_is_caught_and_a_future_one_for_a_memory() -> None:
    past = parse(ask("date", tense="future"), "1 March 2024", TODAY)
    future = parse(ask("date", tense="past"), "1 March 2028", TODAY)
    assert isinstance(past, Problem) and past.code == "date_past"
    assert isinstance(future, Problem) and future.code == "date_future"


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=200),
    st.sampled_from(["text", "name", "choice", "choices", "scale", "yes_no", "date", "duration", "minutes", "number"]),
)
def test_no_text_makes_a_parser_raise(text: str, kind: str) -> None:
    result = parse(ask(kind), text, TODAY)
    assert isinstance(result, Problem) or result.value is not None


@given(st.dates(min_value=date(2026, 11, 22), max_value=date(2030, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_iso_like_dates_come_back(day: date) -> None:
    assert find_date(f"{day.day} {day:%B} {day.year}", TODAY, "future") == day
