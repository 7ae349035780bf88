"""Broken interviews are named with file, line and remedy before a mentee meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import ContentError
from coach.flows import load_flows, open_flows
from coach.rendering import shipped
from tests.flows.small import TEXT, flow


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: small", "id: other", "not the file's name"),
        ("    label: Name\n", "    lable: Name\n", "lable"),
        ("    why: To greet them.\n", "", "'why' is missing"),
        ("kind: name", "kind: nmae", "no kind 'nmae'"),
        ("{slot: relation, is: event}", "{slot: relation, equals: event}", "condition"),
        ("  - say: Good to know.", "  - shout: Good to know.", "no known kind"),
        ("topic: goals", "topic: goals\ntopic: goals", "stands twice"),
        ("topic: goals", "topic: [", "not valid YAML"),
    ],
    ids=[
        "wrong-id",
        "unknown-field",
        "missing-why",
        "unknown-kind",
        "unknown-condition",
        "unknown-step",
        "double-key",
        "not-yaml",
    ],
)
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ContentError, match=said) as caught:
        flow(tmp_path, TEXT.replace(old, new, 1))
    assert caught.value.path == tmp_path / "small.yaml"
    assert caught.value.line
    assert caught.value.remedy


def test_a_broken_file_of_ones_own_is_reported_and_the_shipped_one_used(tmp_path: Path) -> None:
    own = tmp_path / "interviews"
    own.mkdir()
    (own / "goal_interview.yaml").write_text("id: [", encoding="utf-8")
    book = load_flows((tmp_path, shipped("prompts")))
    assert "goal_interview" in book
    assert [problem.path.name for problem in book.problems] == ["goal_interview.yaml"]
    later = open_flows((tmp_path, shipped("prompts")))
    assert later.problems[0].what == book.problems[0].what
    assert later["goal_interview"] == book["goal_interview"]


def test_a_book_that_is_read_later_is_the_same_book(tmp_path: Path) -> None:
    own = tmp_path / "interviews"
    own.mkdir()
    text = (shipped("prompts") / "interviews" / "stall.yaml").read_text(encoding="utf-8")
    (own / "stall.yaml").write_text(text.replace("title: ", "title: My ", 1), encoding="utf-8")
    folders = (tmp_path, shipped("prompts"))
    book, later = load_flows(folders), open_flows(folders)
    assert len(later.flows) == len(book.flows)
    assert "nobody" not in later
    assert dict(later.flows) == dict(book.flows)
    assert later["stall"].title.startswith("My ")


def test_bare_yes_and_no_stay_words(tmp_path: Path) -> None:
    text = TEXT.replace("{value: stranger, label: Never met}", "{value: no, label: no}")
    asked = flow(tmp_path, text).ask("relation")
    assert asked is not None
    assert asked.choices[0].value == "no"
