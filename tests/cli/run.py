"""Runs a command as a person would, and gives back what it printed."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.cli import main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


class Typed(io.TextIOWrapper):
    """Standard input with these bytes; a terminal when `terminal` says so."""

    def __init__(self, content: bytes, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """Run a command within this process."""
    try:
        status = main(arguments)
    except SystemExit as leave:
        status = int(leave.code or 0)
    out, err = capsys.readouterr()
    return Ran(status, out, err)


def coach_process(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    return subprocess.run([sys.executable, "-m", "coach", *arguments], input=given, capture_output=True, cwd=ROOT, check=False)
