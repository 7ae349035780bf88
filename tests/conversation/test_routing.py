"""From a line to a command: safety before everything, then commands, then the open question, then what the line is about."""

from __future__ import annotations

import pytest

from coach.conversation.loop import Conversation
from tests.conversation.harness import talk


def opened(*lines: str) -> Conversation:
    """A conversation after some lines."""
    conversation = talk()
    for line in lines:
        conversation.turn(line)
    return conversation


STALL = ("/stuck",)
AT_RHYTHM = ("/stuck", "three weeks")
AT_FEEL = ("/stuck", "three weeks", "2", "1", "a call", "7", "1", "1", "2")


@pytest.mark.parametrize(
    "lines",
    [(), STALL, AT_RHYTHM, ("how often should we meet?",), ("/offrecord",)],
    ids=["outside", "text", "choice", "answer", "off"],
)
@pytest.mark.parametrize(
    "line", ["I want to kill myself", "my mentor put his hand on my thigh and says he'll fail me if i tell anyone"]
)
def test_safety_comes_before_everything(lines: tuple[str, ...], line: str) -> None:
    turn = opened(*lines).turn(line)
    assert turn.safety
    assert turn.flow == turn.topic == "safety"
    assert turn.draft is None


def test_safety_comes_before_a_slash_word_that_carries_it() -> None:
    assert opened().turn("/goal I want to kill myself").safety == "danger"


def test_a_number_goes_to_what_was_shown_last() -> None:
    conversation = opened(*AT_RHYTHM)
    conversation.turn("how often should we meet?")
    turn = conversation.turn("2")
    assert turn.slots["rhythm"] == "fortnightly"


def test_after_a_restart_a_number_goes_to_the_welcome() -> None:
    conversation = opened(*AT_RHYTHM)
    conversation.welcome()
    turn = conversation.turn("1")
    assert "rhythm" not in turn.slots
    assert turn.step is not None
    assert turn.step.id == "rhythm"


@pytest.mark.parametrize(
    ("line", "value"),
    [("5", "done"), ("done", "done"), ("moved on", "done"), ("not sure", "doubtful"), ("happy", "glad"), ("Upset", "hurt")],
)
def test_the_words_of_a_choice_come_before_the_commands_of_the_same_name(line: str, value: str) -> None:
    conversation = opened(*AT_FEEL)
    assert conversation.state.pending == "feel"
    assert conversation.turn(line).slots["feel"] == value


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("back", "writes"),
        ("skip", "due"),
        ("/skip", "due"),
        ("why?", "feel"),
        ("example", "feel"),
        ("help", "feel"),
        ("repeat", "feel"),
    ],
)
def test_words_of_the_way_stay_commands_at_a_choice(line: str, step: str) -> None:
    turn = opened(*AT_FEEL).turn(line)
    assert turn.step is not None
    assert turn.step.id == step


@pytest.mark.parametrize(
    "line",
    [
        "When quarter end comes I go quiet",
        "do the first module of the course",
        "have one hard talk with my manager",
        "What I lack is nerve",
        "will ask Priya on Monday",
        "more",
        "done",
        "export",
        "draft",
    ],
)
def test_an_answer_that_begins_like_a_question_or_a_command_is_an_answer(line: str) -> None:
    conversation = opened("/goal")
    turn = conversation.turn(line)
    assert turn.slots.get("aspiration") == line


@pytest.mark.parametrize(
    "line",
    [
        "how often should we meet?",
        "is it normal to meet weekly?",
        "how often do people meet",
        "should i write again after three weeks",
    ],
)
def test_a_question_in_the_middle_is_answered_and_the_question_put_once_more(line: str) -> None:
    turn = opened("/goal").turn(line)
    assert turn.step is not None
    assert turn.step.id == "aspiration"
    assert "aspiration" not in turn.slots
    assert turn.reply.count("Think a year ahead") == 1


@pytest.mark.parametrize(
    "name", ["李雷", "Владимир Петров", "محمد بن سلمان", "Nguyễn Thị Minh Khai", "Xzqwrt", "Dick van Dyke", "May Whybrow"]
)
def test_a_name_in_any_script_is_a_name(name: str) -> None:
    assert opened("/intro").turn(name).slots["mentor_name"] == name


def test_after_three_misses_a_number_still_answers_the_question() -> None:
    conversation = opened(*AT_RHYTHM, "purple", "orange", "sideways")
    assert conversation.turn("3").slots["rhythm"] == "monthly"


def test_the_reason_is_always_given() -> None:
    conversation = talk()
    for line in (
        "hi",
        "my mentor has gone quiet",
        "idk",
        "back",
        "how often should we meet?",
        "/nonsense",
        "",
        "stop",
        "what's the weather",
    ):
        assert conversation.turn(line).why


def test_an_unknown_slash_word_changes_nothing() -> None:
    conversation = opened(*AT_RHYTHM)
    turn = conversation.turn("/gaol")
    assert "/goal" in turn.reply
    assert turn.step is not None
    assert turn.step.id == "rhythm"


@pytest.mark.parametrize("word", ["/back", "/skip", "/why", "/example", "/review", "/cancel", "/restart"])
def test_words_of_an_interview_without_one_say_so(word: str) -> None:
    turn = opened().turn(word)
    assert turn.step is None
    assert "No interview is open" in turn.reply


def test_opening_the_interview_that_is_open_goes_on_with_it() -> None:
    conversation = opened(*AT_RHYTHM)
    turn = conversation.turn("/stuck")
    assert len(conversation.state.stack) == 1
    assert turn.step is not None
    assert turn.step.id == "rhythm"
