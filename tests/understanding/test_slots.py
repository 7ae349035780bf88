"""Facts from free text: what is found, that nothing else is, and that every value is a piece of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.understanding.folding import LONGEST
from coach.understanding.slots import SLOTS, extract

TABLE = [
    (text.strip(), dict(pair.split(": ", 1) for pair in wanted.strip().split("; ") if pair))
    for text, _, wanted in (
        line.partition("|")
        for line in (Path(__file__).parent / "data" / "slots.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
]


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[text for text, _ in TABLE])
def test_finds_just_these(text: str, wanted: dict[str, str]) -> None:
    assert {fact.slot: fact.value for fact in extract(text)} == wanted


PIECES = ["my mentor ", "Dr. ", "Helen", "van der ", "李雷", "أحمد", " at Lumen", "'s", " email ", "to ", "three weeks", " ago",
          " next Thursday", ", ", ". ", "about ", "my thesis", "\n", "I'm a ", "barista", "…", "“", "O’Neill", "İ", "🙂"]  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
@settings(max_examples=120, deadline=None)
def test_every_value_is_a_piece_of_the_text(text: str) -> None:
    found = extract(text)
    assert len({fact.slot for fact in found}) == len(found)
    for fact in found:
        assert fact.slot in SLOTS
        assert fact.value == text[fact.start : fact.end] != ""
        assert 0.5 <= fact.confidence <= 1


def test_a_long_paste_fills_nothing_from_its_end() -> None:
    text = "bla bla " * 2000 + "my mentor is Helen"
    assert len(text) > LONGEST
    assert extract(text) == ()


def test_doubtful_names_are_less_sure_than_plain_ones() -> None:
    plain = next(fact for fact in extract("my mentor is Ravi") if fact.slot == "mentor_name")
    small = next(fact for fact in extract("email to ravi") if fact.slot == "mentor_name")
    assert small.confidence < 0.75 < plain.confidence
