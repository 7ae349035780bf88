"""Lines that teach the encoder: every fault is named with its place, and the shipped ones are there for every card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.guidance.lines import line_faults, read_lines
from coach.guidance.shelf import check_cards, load_shelf
from coach.rendering import shipped

FAULTS = {
    "no bar": ("not a word back since june", "not `card-id | text`", 1),
    "no text": ("stall-silent | ", "not `card-id | text`", 1),
    "a card that is not there": ("stall-gone | not a word back since june", "no card stall-gone", 1),
    "a card of another topic": ("meeting-agenda | what do we talk about", "no card meeting-agenda of the topic stall", 1),
    "an ask of a card": (
        "stall-silent | Stall silent silence unanswered waiting weeks reply way 3!",
        "an ask of stall-silent",
        1,
    ),
    "twice": ("stall-silent | crickets\n# a comment\n\nstall-silent | Crickets.", "line 1 of stall.txt", 4),
}


@pytest.mark.parametrize(("text", "says", "number"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_in_a_line_is_named(knowledge: Path, text: str, says: str, number: int) -> None:
    (knowledge / "lines").mkdir()
    (knowledge / "lines/stall.txt").write_text(f"{text}\nstall-silent | a line as it should be\n")
    (fault,) = check_cards([knowledge])
    assert (fault.path.name, fault.line) == ("stall.txt", number)
    assert says in fault.what
    assert fault.remedy


def test_lines_are_read_with_their_cards(knowledge: Path, write: Callable[..., Path]) -> None:
    (knowledge / "lines").mkdir()
    (knowledge / "lines/stall.txt").write_text("# how people say it\nstall-silent | not a word, since june\n")
    (line,) = read_lines(knowledge)
    assert (line.card, line.text, line.number) == ("stall-silent", "not a word, since june", 2)
    assert list(line_faults(knowledge, load_shelf([knowledge]).cards)) == []


def test_every_shipped_card_has_lines() -> None:
    knowledge = shipped("knowledge")
    count = Counter(line.card for line in read_lines(knowledge))
    assert set(count) == set(load_shelf([knowledge]).cards)
    assert min(count.values()) >= 50
