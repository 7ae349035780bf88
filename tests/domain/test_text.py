"""What comes from a terminal, a pipe or a paste becomes plain words, and nothing that a person meant is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.text import clean, one_line

CASES = {
    "colour": ("\x1b[31mred\x1b[0m", "red"),
    "colour in eight bits": ("\x9b31mred\x9b0m", "red"),
    "cursor and screen": ("a\x1b[2J\x1b[1;1Hb", "ab"),
    "window title, closed by a bell": ("\x1b]0;owned\x07hello", "hello"),
    "window title, closed by a string end": ("\x1b]2;owned\x1b\\hello", "hello"),
    "a link keeps its words": ("\x1b]8;;https://example.org\x07click\x1b]8;;\x07 here", "click here"),
    "clipboard write": ("\x1b]52;c;cm0gLXJmIC8=\x07safe", "safe"),
    "a control string left open": ("before\x1bPabc", "before"),
    "bracketed paste": ("\x1b[200~my mentor\nis away\x1b[201~", "my mentor\nis away"),
    "a lone escape": ("a\x1b", "a"),
    "NUL and bell": ("a\x00b\x07c", "abc"),
    "delete and backspace": ("ab\x08\x7fc", "abc"),
    "direction override": ("Dr \u202eevil\u202c Ó Briain", "Dr evil Ó Briain"),
    "isolates": ("\u2066Ada\u2069", "Ada"),
    "zero-width space and byte order mark": ("\ufeffA\u200bda", "Ada"),
    "soft hyphen": ("men\u00adtor", "mentor"),
    "Windows line ends": ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    "a tab": ("one\ttwo", "one two"),
    "composed form": ("Siobha\u0301n", "Siobhán"),
    "a lone surrogate": ("a\ud800b", "ab"),
}


@pytest.mark.parametrize("case", CASES)
def test_clean_takes_out_what_nobody_typed(case: str) -> None:
    raw, wanted = CASES[case]
    assert clean(raw) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم یک مربی پیدا کنم",
        "क्\u200dष",
        "👩\u200d🔬 and 👨\u200d👩\u200d👧",
        "Siobhán Ní Dhomhnaill",
        "O'Brien-Khoury",
        "李雷",
        "{{7*7}} and [bold]",
        "naïve café, £20 – “quoted” …",
        "line one\nline two",
    ],
)
def test_clean_leaves_words_of_every_script_alone(text: str) -> None:
    assert clean(text) == text


@given(st.text())
def test_clean_lets_nothing_through_that_a_terminal_obeys(text: str) -> None:
    result = clean(text)
    assert "\x1b" not in result
    assert all(c == "\n" or c in "\u200c\u200d" or not unicodedata.category(c).startswith("C") for c in result)
    assert not set(result) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs"))))
def test_plain_words_only_change_to_composed_form(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_one_line_is_one_line_with_single_spaces(text: str) -> None:
    result = one_line(text)
    assert "\n" not in result
    assert "  " not in result
    assert result == result.strip()
