"""`--copy`: the clipboard from the command line, with an honest result."""

from __future__ import annotations

import sys
from typing import Literal, TextIO

Route = Literal["tool", "terminal", "none"]


def copy(text: str) -> tuple[Route, str]:
    """Copy `text`; return the way it went and the name of the program that took it.

    `terminal` means that it was handed to the terminal, which never says whether it took it; `none` that nothing was copied.
    """
    from coach.tui import clipboard

    tool = clipboard.to_system(text)
    if tool is not None:
        return "tool", tool
    screen = next((stream for stream in (sys.stderr, sys.stdout) if stream.isatty()), None)
    if screen is None or not clipboard.terminal_listens():
        return "none", ""
    _hand_over(screen, clipboard.osc52(text))
    return "terminal", ""


def _hand_over(screen: TextIO, sequence: str) -> None:
    screen.write(sequence)
    screen.flush()
