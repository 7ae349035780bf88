"""The app as a process of its own behind a real pseudo-terminal: what a person gets, and what `kill -9` hits."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 30.0
APP: Final = """
import sys
from pathlib import Path
from coach.bootstrap import Workplace
from coach.settings import Settings
from coach.tui.app import run_app
place = Workplace(Settings(Path(sys.argv[1])))
sys.exit(run_app(place.build, close=place.close))
"""
"""`coach --home DIR` without preparing the library, which would keep both cores busy for half a minute."""
_ESCAPES: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[ -/]*[0-~])", re.S)


class Terminal:
    """A running app and what it has drawn since the last line was typed."""

    def __init__(self, process: subprocess.Popen[bytes], descriptor: int) -> None:
        self.process = process
        self._descriptor = descriptor
        self._drawn = b""

    def shows(self, text: str) -> None:
        """Wait until a text has been drawn."""
        end = monotonic() + PATIENCE
        while text not in self._text:
            assert monotonic() < end, f"waited in vain for {text!r}; drawn was:\n{self._text}"
            assert self.process.poll() is None, f"the app has ended:\n{self._text}"
            self._read(GLANCE)

    def type(self, text: str) -> None:
        """Type, and forget what was drawn before."""
        self._read(0)
        self._drawn = b""
        os.write(self._descriptor, text.encode())

    def kill(self) -> int:
        """Send the signal that nobody can catch, and return how the process ended."""
        self.process.send_signal(signal.SIGKILL)
        return self.process.wait(PATIENCE)

    @property
    def _text(self) -> str:
        return _ESCAPES.sub("", self._drawn.decode(errors="replace"))

    def _read(self, seconds: float) -> None:
        while select.select([self._descriptor], [], [], seconds)[0]:
            try:
                self._drawn += os.read(self._descriptor, 65536)
            except OSError as error:
                if error.errno == errno.EIO:
                    return
                raise
            seconds = 0


GLANCE: Final = 0.05


@contextmanager
def terminal(home: Path, size: tuple[int, int]) -> Iterator[Terminal]:
    """Start the app in a terminal of this size, and leave nothing of it behind."""
    width, height = size
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(width), "LINES": str(height), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", APP, str(home)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
