"""Whether a message could be written is known without writing it, and rightly."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from coach.domain.interview import Value
from coach.drafting import Studio
from coach.errors import MissingValues, RenderingError
from coach.rendering import load_yaml, shipped

CASES = load_yaml((Path(__file__).parents[1] / "golden" / "cases.yaml").read_text(encoding="utf-8"), Path("cases.yaml"))


@pytest.fixture(scope="module")
def studio() -> Studio:
    """The shipped messages."""
    return Studio((shipped("prompts"),))


def can_compose(studio: Studio, situation: str, values: dict[str, Value]) -> bool:
    """Write it, to see."""
    try:
        studio.compose(situation, values)
    except MissingValues:
        return False
    return True


@pytest.mark.parametrize("case", sorted(CASES))
def test_agrees_with_writing_it(case: str, studio: Studio) -> None:
    rng = random.Random(case)
    values = dict(CASES[case])
    situation = str(values.pop("situation", case))
    assert studio.writable(situation, values)
    for _ in range(6):
        some = {slot: value for slot, value in values.items() if rng.random() < 0.6}
        assert studio.writable(situation, some) is can_compose(studio, situation, some), some
    assert not studio.writable(situation, {})


def test_an_answer_that_says_nothing_is_none(studio: Studio) -> None:
    values = {"mentor_name": "Ada", "topic": "nothing really", "my_role": "nurse", "why_them": "idk"}
    assert studio.writable("intro", values) is can_compose(studio, "intro", dict(values))


def test_an_unknown_message_is_refused(studio: Studio) -> None:
    with pytest.raises(RenderingError):
        studio.writable("no_such", {})
