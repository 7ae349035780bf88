"""When to write again and when to stop, under any log and any clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.bootstrap.days_off import days_off
from coach.domain.outbox import OUTCOMES, Letter, Mark, Outcome, same_person
from coach.relationship.pacing import (
    PACE,
    Pace,
    due_now,
    follow_ups,
    legal_moves,
    next_person,
    next_step,
    refusal,
    touches,
    working_day,
)

MONDAY = date(2026, 11, 2)


def letter(*marks: Mark, number: int = 1, to: str = "Ada", **more: object) -> Letter:
    return replace(Letter(f"r{number}", number, to, "intro", "email", "Notes", "2026-11-01", marks=marks), **more)  # type: ignore[arg-type]


def sent(day: date, **more: object) -> Mark:
    return replace(Mark("sent", day.isoformat(), "r1"), **more)  # type: ignore[arg-type]


def step(one: Letter, **more: object) -> tuple[str, str] | None:
    due = next_step(one, **more)  # type: ignore[arg-type]
    return (due.step, due.on) if due is not None else None


def test_a_week_then_a_week_or_so_then_the_close() -> None:
    first = letter(sent(MONDAY))
    assert step(first) == ("reminder", "2026-11-09")
    second = letter(sent(MONDAY), sent(date(2026, 11, 9)))
    assert step(second) == ("last", "2026-11-18")
    third = letter(sent(MONDAY), sent(date(2026, 11, 9)), sent(date(2026, 11, 18)))
    assert step(third) == ("close", "2026-12-02")
    assert "sent" not in legal_moves(third)


@pytest.mark.parametrize("what", ["replied", "accepted", "declined", "withdrawn", "closed"])
def test_nothing_is_due_once_something_came_of_it(what: Outcome) -> None:
    assert step(letter(sent(MONDAY), Mark(what, "2026-11-05"))) is None


def test_what_asks_for_nothing_is_never_followed_up() -> None:
    assert step(letter(sent(MONDAY), asks=False)) is None
    assert step(letter()) is None


def test_not_now_is_asked_again_once() -> None:
    once = letter(sent(MONDAY), Mark("not_now", "2026-11-05"))
    assert step(once) == ("again", "2027-02-03")
    twice = letter(*once.marks, sent(date(2027, 2, 3)), Mark("not_now", "2027-02-10"))
    assert step(twice) is None


def test_a_note_that_says_it_is_the_last_is_the_last() -> None:
    assert step(letter(sent(MONDAY, final=True))) == ("close", "2026-11-16")


def test_reminders_from_before_coach_count() -> None:
    assert step(letter(sent(MONDAY), earlier=1)) == ("last", "2026-11-11")
    assert step(letter(sent(MONDAY), earlier=2)) == ("close", "2026-11-16")


def test_silence_before_counts_for_the_same_person_and_nobody_else() -> None:
    before = letter(sent(date(2026, 9, 1)), sent(date(2026, 9, 8)), Mark("closed", "2026-10-01"), number=1)
    again = letter(sent(MONDAY), number=2)
    assert next_step(again, [before, again]).step == "close"  # type: ignore[union-attr]
    assert next_step(again, [replace(before, to="Grace Hopper"), again]).step == "reminder"  # type: ignore[union-attr]
    assert (
        next_step(again, [replace(before, marks=(*before.marks[:2], Mark("declined", "2026-09-20"))), again]).step == "reminder"
    )  # type: ignore[union-attr]


def test_putting_off_moves_the_day_until_something_happens() -> None:
    off = Mark("later", "2026-11-09", until="2026-12-01")
    assert step(letter(sent(MONDAY), off)) == ("reminder", "2026-12-01")
    assert step(letter(sent(MONDAY), off, sent(date(2026, 11, 10)))) == ("last", "2026-11-19")


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("", "2026-11-28", "2026-11-30"),
        ("US", "2026-11-26", "2026-11-27"),
        ("GB", "2026-11-26", "2026-11-26"),
        ("GB", "2026-12-23", "2026-12-23"),
        ("GB", "2026-12-24", "2027-01-04"),
        ("", "2027-01-01", "2027-01-04"),
        ("EG", "2026-11-27", "2026-11-29"),
        ("ZZ", "2026-11-28", "2026-11-30"),
    ],
)
def test_no_step_falls_on_a_weekend_a_holiday_or_between_the_years(country: str, day: str, expected: str) -> None:
    found, passed = working_day(date.fromisoformat(day), days_off(country))
    assert found.isoformat() == expected
    assert passed == (("Thanksgiving Day",) if country == "US" else passed)


def test_one_or_two_at_a_time_and_the_next_after_a_week() -> None:
    one, two = letter(sent(MONDAY)), letter(sent(MONDAY + timedelta(days=2)), number=2)
    today = MONDAY + timedelta(days=3)
    assert next_person([], today).on == today.isoformat()
    assert next_person([one], today).on == today.isoformat()
    both = next_person([one, two], today)
    assert (both.waiting, both.fresh, both.on) == (2, 2, "2026-11-09")
    assert next_person([one, two], date(2026, 11, 9)).on == "2026-11-09"
    answered = letter(sent(MONDAY), Mark("declined", "2026-11-04"))
    assert next_person([answered, two], today).waiting == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dr. Nadia O'Brien-Khoury", "Nadia O'Brien-Khoury", True),
        ("Nadia", "nadia o'brien-khoury", True),
        ("Nadia Khan", "Nadia O'Brien-Khoury", False),
        ("李雷", "李雷", True),
        ("", "", False),
        ("Dr", "Prof", False),
    ],
)
def test_two_names_for_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


def test_codes_of_refusals() -> None:
    today = date(2026, 11, 20)
    waiting = letter(sent(MONDAY), sent(date(2026, 11, 9)), sent(date(2026, 11, 18)))
    assert refusal(waiting, "replied", date(2026, 11, 21), today) == "future"
    assert refusal(waiting, "replied", date(2026, 11, 1), today) == "too_early"
    assert refusal(waiting, "sent", date(2026, 11, 19), today) == "too_many"
    assert refusal(letter(), "replied", MONDAY, today) == "not_sent"
    assert refusal(letter(sent(MONDAY), Mark("accepted", "2026-11-05")), "replied", today, today) == "no_move"
    assert refusal(letter(sent(MONDAY), Mark("closed", "2026-11-05")), "replied", today, today) == ""


days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
paces = st.builds(Pace, most=st.integers(1, 3), wait=st.integers(1, 30), again=st.integers(1, 30), close=st.integers(1, 30))
attempts = st.lists(st.tuples(st.integers(1, 3), st.sampled_from([*OUTCOMES, "follow"]), days, days), max_size=40)
"""Which message, what is tried with it, on which day, and what the clock says; the clock jumps as it likes."""


@settings(max_examples=300, deadline=None)
@given(attempts, paces, st.sampled_from(["Ada", "Grace"]))
def test_never_more_messages_than_the_cap_under_any_clock_and_log(
    tries: list[tuple[int, str, date, date]], pace: Pace, third: str
) -> None:
    """A person who follows every offer and notes whatever may be noted never gets past the cap, to one person or in one thread."""
    letters = {n: letter(number=n, to=to) for n, to in ((1, "Ada"), (2, "Grace"), (3, third))}
    for number, what, on, today in tries:
        if what == "follow":
            for due in due_now(list(letters.values()), today, pace):
                if due.step != "close":
                    one = letters[due.number]
                    letters[due.number] = replace(one, marks=(*one.marks, sent(today, final=due.step == "last")))
        elif not refusal(letters[number], what, on, today, pace):  # type: ignore[arg-type]
            one = letters[number]
            letters[number] = replace(one, marks=(*one.marks, Mark(what, on.isoformat())))  # type: ignore[arg-type]
        for due in due_now(list(letters.values()), today, pace):
            assert due.on <= today.isoformat()
            assert due.written_on <= due.on
            assert due.step == "close" or touches(letters[due.number]) < pace.most
    assert all(touches(one) <= pace.most for one in letters.values())


@settings(max_examples=200, deadline=None)
@given(days, st.integers(0, 400), st.sampled_from(["", "GB", "US", "EG", "DE"]))
def test_a_silent_thread_ends_and_every_step_is_on_a_working_day(start: date, jump: int, country: str) -> None:
    one, off, seen = letter(sent(start)), days_off(country), []
    while (due := next_step(one, [one], PACE, off)) is not None and len(seen) < 10:
        on = date.fromisoformat(due.on)
        assert off(on) is None
        assert on >= start + timedelta(days=PACE.wait)
        seen.append(due.step)
        what = Mark("closed", due.on) if due.step == "close" else sent(on + timedelta(days=jump), final=due.step == "last")
        one = replace(one, marks=(*one.marks, what))
    assert seen == ["reminder", "last", "close"]
    assert follow_ups([one]) == ()
