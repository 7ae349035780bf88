"""Corrections of earlier answers, and lines that only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.understanding.corrections import corrections

CASES = [
    ("no, I meant my manager, Helen. sorry", "my manager, Helen", "", {"mentor_role": "manager", "mentor_name": "Helen"}),
    ("actually make it 20", "20", "", {}),
    ("not Tuesday, Thursday", "Thursday", "Tuesday", {"when": "Thursday"}),
    ("her name is spelled Siobhán", "Siobhán", "", {"mentor_name": "Siobhán"}),
    ("it's Nadia, not Nadja", "Nadia", "Nadja", {"mentor_name": "Nadia"}),
    ("sorry, 3 months not 3 weeks", "3 months", "3 weeks", {"time_since": "3 months"}),
    ("change Tuesday to Friday", "Friday", "Tuesday", {"when": "Friday"}),
    ("wait, it's Dr Patel not Mr Patel", "Dr Patel", "Mr Patel", {"mentor_title": "Dr", "mentor_name": "Patel"}),
    ("it should be LinkedIn", "LinkedIn", "", {"channel": "LinkedIn"}),
    ("email, not linkedin", "email", "linkedin", {"channel": "email"}),
    ("scratch that, half an hour", "half an hour", "", {"ask_minutes": "half an hour"}),
    ("I said two weeks but I meant two months", "two months", "two weeks", {"time_since": "two months"}),
    ("linkedin instead", "linkedin", "", {"channel": "linkedin"}),
    ("oops, her name is Ana", "her name is Ana", "", {"mentor_name": "Ana"}),
    ("make that next Friday", "next Friday", "", {"when": "next Friday"}),
    ("sorry, I meant e-mail", "e-mail", "", {"channel": "e-mail"}),
]
NO_CORRECTIONS = [
    "actually no",
    "actually I want to ask something else",
    "no, she said no",
    "not sure, maybe",
    "not bad, thanks",
    "make it shorter",
    "make it warmer",
    "that's not what I meant",
    "she's not my boss",
    "it's not working",
    "no",
    "sorry",
    "actually, can you help me with something else?",
    "my mentor changed Tuesday to Friday and I am annoyed",
    "it's fair, not nice but fair criticism and I should have listened to her more carefully than I did",
    "I meant well",
    "not now, later",
    "wait, what is a sponsor",
    "",
]


@pytest.mark.parametrize(("line", "value", "replaced", "facts"), CASES, ids=[case[0] for case in CASES])
def test_correction(line: str, value: str, replaced: str, facts: dict[str, str]) -> None:
    found = corrections(line)
    assert found is not None
    assert (found.value, found.replaced, {fact.slot: fact.value for fact in found.found}) == (value, replaced, facts)
    assert line[found.start : found.end] == value
    assert all(line[fact.start : fact.end] == fact.value for fact in found.found)


@pytest.mark.parametrize("line", NO_CORRECTIONS)
def test_no_correction(line: str) -> None:
    assert corrections(line) is None


@given(st.text(max_size=320))
@settings(max_examples=80, deadline=None)
def test_never_raises(text: str) -> None:
    found = corrections(text)
    assert found is None or text[found.start : found.end] == found.value
