"""Copying, and telling the truth about it."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from typing import Final

TIMEOUT: Final = 2.0

_TOOLS: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    ("wl-copy", (), "WAYLAND_DISPLAY"),
    ("xclip", ("-selection", "clipboard"), "DISPLAY"),
    ("xsel", ("--clipboard", "--input"), "DISPLAY"),
    ("pbcopy", (), ""),
    ("clip.exe", (), ""),
)
_DEAF: Final = ("", "dumb", "linux", "vt100", "vt220")
"""Values of TERM that stand for terminals without OSC 52, the sequence by which a program hands over a text to copy."""


def to_system(text: str) -> str | None:
    """Give `text` to the first clipboard program that takes it; return its name, or None when there is none."""
    for name, arguments, needs in _TOOLS:
        path = shutil.which(name)
        if path is None or (needs and not os.environ.get(needs)):
            continue
        if _feed([path, *arguments], text, "utf-16-le" if name == "clip.exe" else "utf-8"):
            return name
    return None


def terminal_listens() -> bool:
    """False where the terminal is known to ignore OSC 52; of the others none says whether it took the text."""
    return os.environ.get("TERM", "") not in _DEAF and os.environ.get("TERM_PROGRAM") != "Apple_Terminal"


def osc52(text: str) -> str:
    """Return the sequence that asks a terminal to put `text` on the clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"


def report(what: str, tool: str | None, can_save: bool) -> str:
    """Say which way the copy went, as far as that can be known."""
    if tool is not None:
        return f"{what} is on the clipboard ({tool})."
    if terminal_listens():
        said = f"{what} was sent to the terminal, which may or may not pass it on."
    else:
        said = "There is no clipboard here that Coach can reach."
    return f"{said} Ctrl+S saves it to a file instead." if can_save else said


def _feed(command: list[str], text: str, encoding: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program of the list above; the text goes by standard input
            command,
            input=text.encode(encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
