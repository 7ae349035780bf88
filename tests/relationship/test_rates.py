"""The reply rate: an interval that holds what it promises, and silence where nothing can be said."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.outbox import Letter, Mark
from coach.relationship.rates import FEWEST, reply_rate, wilson

TODAY = date(2026, 11, 21)
OLD = TODAY - timedelta(days=60)


def letter(number: int, answered: bool, day: date = OLD, **more: object) -> Letter:
    answer = (Mark("declined", (day + timedelta(days=4)).isoformat()),) if answered else ()
    marks = (Mark("sent", day.isoformat()), *answer)
    return Letter(f"r{number}", number, f"Person {number}", "intro", "email", marks=marks, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (15, 50, 0.191, 0.4375)],
)
def test_figures_of_the_literature(hits: int, tries: int, low: float, high: float) -> None:
    """Score intervals as printed in tables (Brown, Cai and DasGupta 2001; Newcombe 1998)."""
    assert wilson(hits, tries) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_lies_around_the_share(pair: tuple[int, int]) -> None:
    hits, tries = pair
    low, high = wilson(hits, tries)
    assert 0 <= low <= high <= 1
    if tries:
        assert low - 1e-12 <= hits / tries <= high + 1e-12


def test_more_answers_than_letters_are_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


def test_few_letters_say_nothing() -> None:
    rate = reply_rate([letter(n, True) for n in range(FEWEST - 1)], TODAY)
    assert not rate.enough
    assert reply_rate([letter(n, n < 2) for n in range(FEWEST)], TODAY).enough


def test_only_what_is_old_enough_counts_answered_or_not() -> None:
    young = TODAY - timedelta(days=20)
    rate = reply_rate([letter(1, True), letter(2, False), letter(3, True, young), letter(4, False, young)], TODAY)
    assert (rate.answered, rate.sent) == (1, 2)


def test_what_was_taken_back_asks_nothing_or_began_elsewhere_is_left_out() -> None:
    taken = Letter("r1", 1, "A", "intro", "email", marks=(Mark("sent", OLD.isoformat()), Mark("withdrawn", OLD.isoformat())))
    rate = reply_rate(
        [taken, letter(2, True, asks=False), letter(3, False, earlier=1), Letter("r4", 4, "B", "intro", "email")], TODAY
    )
    assert rate.sent == 0


@pytest.mark.parametrize("truth", [0.1, 0.25, 0.5, 0.8])
def test_the_interval_covers_the_truth_at_about_its_nominal_rate(truth: float) -> None:
    """Simulated outboxes of 6 to 40 requests, with young ones among them: the 95 % interval holds the truth in 92 to 98 %."""
    random, covered, rounds = Random(20261121), 0, 1500
    for _ in range(rounds):
        letters = [
            letter(n, random.random() < truth, TODAY - timedelta(days=random.randrange(21, 300)))
            for n in range(random.randrange(FEWEST, 41))
        ]
        letters += [letter(100 + n, random.random() < truth, TODAY - timedelta(days=5)) for n in range(4)]
        rate = reply_rate(letters, TODAY)
        assert rate.enough
        covered += rate.low <= truth <= rate.high
    assert 0.92 <= covered / rounds <= 0.98
