"""Dialogue acts, each with lines that must not set it off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.understanding.line_kinds import is_mash, language_of
from coach.understanding.signals import read

TABLE = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (Path(__file__).parent / "data" / "acts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SURE = 0.8


@pytest.mark.parametrize(("kind", "line"), TABLE, ids=[f"{kind}: {line}" for kind, line in TABLE])
def test_act(kind: str, line: str) -> None:
    sure = {act.kind for act in read(line).acts if act.confidence >= SURE}
    assert (kind in sure) if kind != "none" else sure == set()


@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("yes, about three weeks", "yes", "about three weeks"),
        ("No, I meant my manager", "no", "I meant my manager"),
        ("yeah she said so", "yes", "she said so"),
        ("no idea", "dont_know", ""),
        ("no reply yet", "", ""),
    ],
)
def test_opening_yes_or_no_leaves_the_rest(line: str, kind: str, rest: str) -> None:
    signals = read(line)
    assert signals.rest == rest
    assert signals.has(kind) if kind else signals.acts == ()
    if rest:
        assert signals.confidence(kind) < SURE


def test_several_acts_in_one_line() -> None:
    assert {act.kind for act in read("no idea, skip it").acts} == {"dont_know", "skip"}


@pytest.mark.parametrize("name", ["Schwartz", "Nguyen", "Mrs Krzyzewski", "Tskhinvali", "PyCon", "3 weeks", "rhythms"])
def test_real_words_are_no_mash(name: str) -> None:
    assert not is_mash(name)


@pytest.mark.parametrize(
    "line",
    [
        "mentor no answer since 3 week pls",
        "Kindly revert regarding my doubt, sir",
        "café résumé naïve fiancé at work with María José",
        "my supervisor Jürgen Müller from Universität Köln",
        "de facto modus operandi in academia",
        "me no sleep me work lab",
        "help with pi la vida",
    ],
)
def test_other_englishes_are_english(line: str) -> None:
    assert language_of(line) == "english"


@given(st.text(max_size=500))
@settings(max_examples=100, deadline=None)
def test_never_raises(text: str) -> None:
    signals = read(text)
    assert all(0 < act.confidence <= 1 and 0 <= act.start <= act.end <= len(text) for act in signals.acts)


def test_a_long_paste_is_no_act_and_is_quick() -> None:
    assert read("and then she said we should go on and stop and cancel " * 400).acts == ()
