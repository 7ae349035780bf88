"""Driving a terminal program through a pseudo-terminal, to time what a person would see."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType


class Terminal:
    """A program in a pseudo-terminal of a given size. Times are seconds of a monotonic clock."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], columns: int = 120, rows: int = 40) -> None:
        """Start `command` with its output in the terminal."""
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environment))
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = b""

    def read_until(self, text: bytes, timeout: float = 60.0) -> float:
        """Read until `text` was written and return when. Raises TimeoutError, or EOFError when the program ended."""
        start = len(self.seen)
        deadline = time.perf_counter() + timeout
        while text not in self.seen[start:]:
            if not select.select([self._fd], [], [], max(deadline - time.perf_counter(), 0))[0]:
                raise TimeoutError(f"{text!r} did not appear")
            try:
                chunk = os.read(self._fd, 65_536)
            except OSError as error:
                raise EOFError(f"ended before {text!r} appeared") from error
            self._reply(chunk)
            self.seen += chunk
        return time.perf_counter()

    def _reply(self, chunk: bytes) -> None:
        """Answer the question for the terminal's modes as xterm would, so that nothing waits for it."""
        if b"\x1b[c" in chunk:
            os.write(self._fd, b"\x1b[?62;c")

    def drain(self, seconds: float) -> None:
        """Read whatever comes for a while."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            if select.select([self._fd], [], [], left)[0]:
                self.seen += os.read(self._fd, 65_536)

    def type(self, text: bytes) -> float:
        """Send keystrokes and return when."""
        os.write(self._fd, text)
        return time.perf_counter()

    def busy(self) -> float:
        """Return the processor time that the program's own threads have had, in seconds; others on the machine do not change it."""
        found = 0
        for times in Path(f"/proc/{self.pid}/task").glob("*/schedstat"):
            with suppress(OSError):
                found += int(times.read_text(encoding="ascii").split()[0])
        return found / 1e9

    def memory(self) -> float:
        """Return the resident memory of the program and all that it started, in megabytes; shared pages count for each."""
        found, waiting = 0.0, [self.pid]
        while waiting:
            pid = waiting.pop()
            with open(f"/proc/{pid}/status", encoding="ascii") as status:
                found += next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += map(int, children.read_text(encoding="ascii").split())
        return found

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        finally:
            os.close(self._fd)
