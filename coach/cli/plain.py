"""Markdown as plain text for the linear mode: no colours, no redraw, lines of at most 80 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coach.domain.text import clean
from coach.domain.turn import Action, Turn

if TYPE_CHECKING:
    from markdown_it.token import Token

WIDTH: Final = 80


def turn_text(turn: Turn, *, actions: bool = True) -> str:
    """Return a turn as it is read aloud: the reply, then what can be done next, numbered."""
    parts = [to_text(turn.reply)]
    if actions and turn.actions:
        parts.append(_actions(turn.reply, turn.actions) if turn.step is None else _beside(turn.actions))
    return "\n\n".join(part for part in parts if part)


def _actions(reply: str, actions: Sequence[Action]) -> str:
    """List the choices, unless the reply has just numbered the same ones."""
    if all(re.search(rf"^{n}\\?\. .*{re.escape(action.label)}", reply, re.M) for n, action in enumerate(actions, 1)):
        return ""
    numbered = [f"{n}. {action.label}" for n, action in enumerate(actions, 1)]
    return "\n".join(_wrap(f"{line}{_word(action)}", "", "   ") for line, action in zip(numbered, actions, strict=True))


def _beside(actions: Sequence[Action]) -> str:
    """List what can be done besides answering the open question, without numbers: those belong to the question."""
    return "\n".join(_wrap(f"{action.label}{_word(action)}", "- ", "  ") for action in actions if not action.id.isdecimal())


def _word(action: Action) -> str:
    return f"  ({action.id})" if action.id.startswith("/") and " " not in action.id else ""


def to_text(markdown: str, width: int = WIDTH) -> str:
    """Return Markdown as plain text of at most `width` columns; nothing in it can act on a terminal."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(clean(markdown))
    return _Page(width).text(tokens)


class _Page:
    """Lays out blocks one under the other, each with the indentation of the lists and quotes around it."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._blocks: list[str] = []
        self._indents: list[str] = []
        self._numbers: list[int | None] = []
        self._tight: list[bool] = []
        self._marker = ""

    def text(self, tokens: Sequence[Token]) -> str:
        """Return the whole page."""
        for token in tokens:
            self._take(token)
        return "\n".join(self._blocks).strip("\n")

    def _take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._numbers.append(int(token.attrGet("start") or 1) if token.type[0] == "o" else None)
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
                self._gap()
            case "list_item_open":
                self._open_item()
            case "blockquote_open":
                self._indents.append("    ")
            case "list_item_close" | "blockquote_close":
                self._indents.pop()
            case "paragraph_open":
                self._tight.append(token.hidden)
            case "inline":
                self._add(_inline(token))
            case "paragraph_close":
                if not self._tight.pop():
                    self._gap()
            case "heading_close":
                self._gap()
            case "fence" | "code_block":
                self._add(token.content.rstrip("\n"))
                self._gap()
            case "hr":
                self._add("-" * 20)
                self._gap()

    def _open_item(self) -> None:
        number = self._numbers[-1]
        self._marker = "- " if number is None else f"{number}. "
        if number is not None:
            self._numbers[-1] = number + 1
        self._indents.append(" " * len(self._marker))

    def _add(self, text: str) -> None:
        later = "".join(self._indents)
        first = later[: len(later) - len(self._marker)] + self._marker if self._marker else later
        self._marker = ""
        lines = text.split("\n")
        self._blocks.append(
            "\n".join(
                [_wrap(lines[0], first, later, self._width), *(_wrap(line, later, later, self._width) for line in lines[1:])]
            )
        )

    def _gap(self) -> None:
        if self._blocks and self._blocks[-1] != "":
            self._blocks.append("")


def _inline(token: Token) -> str:
    """Return the words of a paragraph: emphasis without its marks, links with their address, breaks as breaks."""
    parts: list[str] = []
    address = ""
    for child in token.children or []:
        if child.type in ("text", "code_inline", "html_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "link_open":
            address = str(child.attrGet("href") or "")
        elif child.type == "link_close" and address and address not in "".join(parts):
            parts.append(f" <{address}>")
    return "".join(parts)


def _wrap(text: str, first: str, later: str, width: int = WIDTH) -> str:
    if not text.strip():
        return first.rstrip()
    wrapped = textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(wrapped)
