"""Markdown as plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.cli.plain import WIDTH, to_text, turn_text
from coach.domain.turn import Action, StepView, Turn
from coach.rendering.markdown import escape


def turn(reply: str, *actions: Action) -> Turn:
    return Turn("", reply, "ask", "goals", 1.0, "", actions=actions)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Bold** and _soft_ `code`", "Bold and soft code"),
        ("# Head\n\nText", "Head\n\nText"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("- a\n  - b\n- c", "- a\n  - b\n\n- c"),
        ("> said\\\n> twice", "    said\n    twice"),
        ("[Duke](https://duke.example)", "Duke <https://duke.example>"),
        ("a\nb", "a b"),
        ("a  \nb", "a\nb"),
        ("---", "--------------------"),
        ("```\nx = 1\n\ny = 2\n```", "x = 1\n\ny = 2"),
        ("", ""),
        ("\\[bold\\] {{7\\*7}}", "[bold] {{7*7}}"),
        ("\x1b[31mred\x1b[0m\x07", "red"),
        ("Siobhán Ní Dhomhnaill, 李雷", "Siobhán Ní Dhomhnaill, 李雷"),
    ],
)
def test_marks_become_words(markdown: str, text: str) -> None:
    assert to_text(markdown) == text


@given(st.lists(st.text("abc ", min_size=1, max_size=12), max_size=60).map(" ".join))
def test_no_line_is_wider_than_eighty_columns(text: str) -> None:
    assert max((len(line) for line in to_text(f"1. {text}\n\n> {text}").splitlines()), default=0) <= WIDTH


@settings(max_examples=200)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_what_a_person_typed_is_shown_as_typed(name: str) -> None:
    import unicodedata

    shown = to_text(f"Dear {escape(name)}")
    assert shown.replace("\n", " ").endswith(unicodedata.normalize("NFC", name))


def test_actions_are_numbered_with_their_words() -> None:
    shown = turn_text(turn("Done.", Action("/more", "More on this"), Action("/tone warm", "Warmer")))
    assert shown == "Done.\n\n1. More on this  (/more)\n2. Warmer"


def test_choices_that_the_reply_has_numbered_are_not_listed_again() -> None:
    assert (
        turn_text(turn("1. Go on with: Goal\n2. Help", Action("/resume", "Goal"), Action("/help", "Help")))
        == "1. Go on with: Goal\n2. Help"
    )
    assert turn_text(turn("Which?\n\n1. Yes\n2. No", Action("1", "Yes"), Action("2", "No"))) == "Which?\n\n1. Yes\n2. No"


def test_beside_an_open_question_nothing_else_is_numbered() -> None:
    asked = replace(
        turn(
            "How often?\n\n1. Weekly\n2. Monthly", Action("/more", "More on this"), Action("1", "Weekly"), Action("2", "Monthly")
        ),
        step=StepView("rhythm", 0.1),
    )
    text = turn_text(asked)
    assert text.endswith("- More on this  (/more)")
    assert text.count("Weekly") == 1
