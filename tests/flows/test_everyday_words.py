"""What people type instead of a number, and which option they mean by it. Ambiguous lines must be asked again, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.flows import Problem, parse
from coach.rendering import load_yaml
from tests.flows.walking import BOOK, TODAY

FILE = Path(__file__).with_name("everyday_words.yaml")
ROWS: list[tuple[str, str, str, str]] = [
    (flow, slot, text, value)
    for flow, slots in load_yaml(FILE.read_text(encoding="utf-8"), FILE).items()
    for slot, options in slots.items()
    for value, lines in options.items()
    for text in lines
]


@pytest.mark.parametrize(("flow", "slot", "text", "value"), ROWS, ids=[f"{flow}.{slot}: {text}" for flow, slot, text, _ in ROWS])
def test_everyday_words_pick_the_option_that_is_meant(flow: str, slot: str, text: str, value: str) -> None:
    ask = BOOK[flow].ask(slot)
    assert ask is not None
    result = parse(ask, text, TODAY)
    assert not isinstance(result, Problem), result
    assert isinstance(result.value, (str, tuple))
    assert ({result.value} if isinstance(result.value, str) else set(result.value)) == set(value.split("+"))


@pytest.mark.parametrize(
    ("flow", "slot", "text"),
    [
        ("stall", "last_contact", "it was fine, rushed though"),
        ("stall", "uneasy", "no, well, maybe"),
        ("stall", "owes", "she owes me an answer"),
        ("disagreement", "decision", "ask or follow"),
    ],
)
def test_two_options_in_one_answer_are_asked_again(flow: str, slot: str, text: str) -> None:
    ask = BOOK[flow].ask(slot)
    assert ask is not None
    assert isinstance(parse(ask, text, TODAY), Problem)
