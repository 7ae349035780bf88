"""Changing the list that an interview has read out of an answer: add, edit, remove and move, by the keyboard alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.conversation.arranging import Wish, changed, read_wish
from coach.conversation.loop import Conversation
from coach.relationship.advice import split_advice
from tests.conversation.harness import tools

ADVICE = "ask for the difficult ward; read the guideline before each shift; stop apologising at handover"
ITEMS = ("ask for the difficult ward", "read the guideline before each shift", "stop apologising at handover")


def at_the_list() -> Conversation:
    """A plan of three pieces of advice, where the question is which of them to take on."""
    found = Conversation(tools())
    found.welcome()
    for line in ("/open action_plan", ADVICE, "to lead a ward"):
        found.turn(line)
    assert found.state.pending == "picked"
    return found


def items(conversation: Conversation) -> object:
    assert conversation.state.top is not None
    return conversation.state.top.value("advice_items")


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("add: ring the union office, then wait", (*ITEMS, "ring the union office, then wait")),
        ("remove 2", (ITEMS[0], ITEMS[2])),
        ("delete number 1", ITEMS[1:]),
        ("edit 2 read one page a day", (ITEMS[0], "read one page a day", ITEMS[2])),
        ("change item 3 to say it once", (*ITEMS[:2], "say it once")),
        ("move 3 to 1", (ITEMS[2], *ITEMS[:2])),
        ("put 1 last", (*ITEMS[1:], ITEMS[0])),
        ("move 2 up", (ITEMS[1], ITEMS[0], ITEMS[2])),
        ("/list remove 3", ITEMS[:2]),
        ("/list down 1", (ITEMS[1], ITEMS[0], ITEMS[2])),
        ("move 1 Down", (ITEMS[1], ITEMS[0], ITEMS[2])),
    ],
)
def test_a_list_is_changed_and_the_question_stays(line: str, after: tuple[str, ...]) -> None:
    conversation = at_the_list()
    turn = conversation.turn(line)
    assert items(conversation) == after
    assert conversation.state.pending == "picked"
    assert all(f"{n}. {item}" in turn.reply for n, item in enumerate(after, 1))


def test_what_rested_on_the_list_is_doubtful_after_a_change() -> None:
    conversation = at_the_list()
    conversation.turn("2")
    assert conversation.state.pending == "first_step"
    turn = conversation.turn("/list remove 2")
    assert conversation.state.top is not None
    assert conversation.state.top.answers["picked"].doubt
    assert "what I take on" in turn.reply


@pytest.mark.parametrize("line", ["/list", "/list remove 7", "/list shuffle"])
def test_a_wish_that_changes_nothing_shows_the_list(line: str) -> None:
    conversation = at_the_list()
    turn = conversation.turn(line)
    assert items(conversation) == ITEMS
    assert f"2. {ITEMS[1]}" in turn.reply
    assert conversation.state.pending == "picked"


def test_the_last_item_stays() -> None:
    conversation = at_the_list()
    for _ in range(4):
        turn = conversation.turn("/list remove 1")
    assert items(conversation) == ITEMS[2:]
    assert "The last one stays" in turn.reply


def test_an_answer_that_names_a_number_is_no_wish_about_the_list() -> None:
    conversation = at_the_list()
    conversation.turn("2, and a bit of 3")
    assert items(conversation) == ITEMS
    assert conversation.state.pending == "first_step"


def test_without_a_list_there_is_nothing_to_change() -> None:
    conversation = Conversation(tools())
    conversation.welcome()
    assert "No interview is open" in conversation.turn("/list").reply
    conversation.turn("/open action_plan")
    assert "no list" in conversation.turn("/list").reply
    assert conversation.state.pending == "advice_list"


@given(st.text(max_size=60), st.integers(1, 9))
def test_reading_a_wish_never_fails_and_never_reaches_outside_the_list(text: str, count: int) -> None:
    wish = read_wish(text, count)
    if wish is not None:
        assert len(changed(tuple("abcdefghi"[:count]), wish)) in (count - 1, count, count + 1)


@given(st.integers(1, 9), st.integers(1, 9))
def test_moving_keeps_every_item(at: int, to: int) -> None:
    items = tuple("abcdefghi")
    moved = changed(items, Wish("move", at, to))
    assert sorted(moved) == list(items)
    assert moved[to - 1] == items[at - 1]


def test_a_dashed_list_is_one_item_a_line() -> None:
    found = split_advice({"advice_list": "- ring Ana, then Bo. And wait\n- write; and send"})
    assert found["advice_items"] == ("ring Ana, then Bo. And wait", "write; and send")
