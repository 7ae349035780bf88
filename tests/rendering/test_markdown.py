"""What a person typed is shown as typed: Markdown in it stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coach.rendering.filters import quoted, quoted_text
from coach.rendering.markdown import Md, escape, finalize

PARSER = MarkdownIt("commonmark").enable("strikethrough").enable("table")
PRINTABLE = st.text(
    alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FFF, categories=("L", "N", "P", "S", "Zs")), max_size=60
)
TRICKY = st.lists(
    st.sampled_from([*"*_`[]<>|~#+-=&;:!\\1.) a{}'\"", "http://x.y", "&amp;", "&#42;", "1. ", "- "]), max_size=25
).map("".join)


def shown(markdown: str) -> str:
    """The characters that a reader sees."""

    def walk(tokens: list[Token]) -> str:
        return "".join(
            walk(t.children) if t.children is not None else "\n" if t.type in ("softbreak", "hardbreak") else t.content
            for t in tokens
        )

    return walk(PARSER.parse(markdown))


def kinds(markdown: str) -> set[str]:
    """The kinds of elements that a text becomes."""

    def walk(tokens: list[Token]) -> set[str]:
        return {t.type for t in tokens} | {k for t in tokens for k in (walk(t.children) if t.children else set())}

    return walk(PARSER.parse(markdown))


PLAIN = {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "softbreak"}


@pytest.mark.parametrize(
    "text",
    [
        "[bold]Ada[/bold]",
        "{{7*7}}",
        "*not bold* and __dunder__ and snake_case",
        "# no heading",
        "- no list",
        "+ no list",
        "1. no list",
        "12) no list",
        "> no quote",
        "`rm -rf /`",
        "[a link](http://example.org)",
        "![an image](x.png)",
        "<script>alert(1)</script>",
        "~~struck~~",
        "a | b",
        "back\\slash",
        "Siobhán Ní Dhomhnaill & O'Brien-Khoury",
        "李雷",
        "&amp; stays",
        "&#42; stays",
        "<https://example.org>",
        "---",
        "===",
        "a\n---",
        "a\n===",
        "    indented",
    ],
)
def test_typed_characters_are_shown_as_typed(text: str) -> None:
    assert shown(escape(text)).strip() == text.strip()
    assert kinds(escape(text)) <= PLAIN


@given(st.one_of(PRINTABLE, TRICKY))
def test_one_typed_line_comes_through_markdown_unchanged(text: str) -> None:
    """CommonMark drops blanks at the ends of a line; everything else has to survive."""
    assert shown(escape(text)).strip() == text.strip()


@given(st.one_of(PRINTABLE, TRICKY))
def test_a_typed_line_never_becomes_an_element(text: str) -> None:
    assert kinds(escape(text)) <= PLAIN


@given(st.lists(st.one_of(PRINTABLE, TRICKY), min_size=1, max_size=4))
def test_a_quote_shows_every_line_of_a_message(lines: list[str]) -> None:
    text = "\n".join(lines).strip()
    seen = shown(quoted_text(text)).replace("\n", "").replace(" ", "")
    assert seen == "".join(text.split("\n")).replace(" ", "")


def test_a_quote_keeps_the_lines_of_a_message_apart() -> None:
    assert shown(quoted_text("Dear Ada,\nThank you.\n\nBest")).split("\n")[0] == "Dear Ada,"
    assert kinds(quoted_text("Dear Ada,\nThank you.\n\nBest")) >= {"blockquote_open", "hardbreak"}


def test_a_quote_of_markdown_keeps_its_markdown() -> None:
    assert quoted("**a**\n\nb") == "> **a**\n>\n> b"


def test_only_plain_text_is_escaped() -> None:
    assert finalize("*a*") == "\\*a\\*"
    assert finalize(Md("*a*")) == "*a*"
    assert finalize(7) == 7
    assert finalize(None) is None
