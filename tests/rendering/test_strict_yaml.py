"""YAML without its traps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import ContentError
from coach.rendering import load_yaml

HERE = Path("some.yaml")


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "y", "n", "2026-11-21", "True", "FALSE"])
def test_bare_words_and_days_stay_words(word: str) -> None:
    assert load_yaml(f"value: {word}\n{word}: key", HERE) == {"value": word, word: "key"}


def test_true_and_false_are_booleans_and_numbers_numbers() -> None:
    assert load_yaml("a: true\nb: false\nc: 3\nd: 1.5\ne: null", HERE) == {"a": True, "b": False, "c": 3, "d": 1.5, "e": None}


def test_a_key_that_stands_twice_is_refused_with_its_line() -> None:
    with pytest.raises(ContentError, match="stands twice") as caught:
        load_yaml("a: 1\nb: 2\na: 3", HERE)
    assert caught.value.line == 3


def test_a_broken_file_names_its_line_counted_from_where_the_text_begins() -> None:
    with pytest.raises(ContentError, match="not valid YAML") as caught:
        load_yaml("a: [1, 2\nb: 3", HERE, first_line=10)
    assert caught.value.path == HERE
    assert (caught.value.line or 0) >= 10
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    ["a: !!python/object/apply:os.system ['id']", "a: !custom x", "a: *nowhere", "\x00", "a: b: c", "- a\nb: c", "{a: 1}: 2"],
)
def test_tags_anchors_and_nonsense_are_refused(text: str) -> None:
    with pytest.raises(ContentError):
        load_yaml(text, HERE)


def test_mappings_know_their_lines() -> None:
    data = load_yaml("steps:\n  - ask: a\n    text: x\n\n  - ask: b\n", HERE)
    assert [step.line for step in data["steps"]] == [2, 5]


@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    refused = "read"
    try:
        load_yaml(text, HERE)
    except ContentError as error:
        refused = error.what
    assert refused
