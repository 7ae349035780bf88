"""The parent's end of the library's own process: starts it, calls it, notices when it is gone."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from typing import Any, BinaryIO, Final, cast

from coach.errors import LibraryError
from coach.guidance.pipe import receive, send

LEAVE_AFTER: Final = 1.5
"""Seconds that closing waits for the process to end by itself."""


class HelperGone(Exception):
    """The process ended, or did not answer in time; whatever was asked of it has no answer."""


class Helper:
    """One running process. Safe to call from several threads. `closing` is True once it has been asked to end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None, gone: Callable[[Helper], None]) -> None:
        """Start `command`. `gone` is called on another thread when it ends unasked. Raises OSError when it cannot start.

        The process has a session of its own: what ends it is the end of its pipe, and no key typed at the terminal.
        """
        self._gone = gone
        self.closing = False
        self._waiting: dict[int, Future[Any]] = {}
        self._number = 0
        self._sending = threading.Lock()
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=None if environment is None else dict(environment),
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, name="coach-library", daemon=True)
        self._reader.start()

    def call(self, method: str, *arguments: Any, timeout: float | None = None) -> Any:
        """Call a method and wait for what it returns.

        Raises LibraryError where the process names a problem, HelperGone where it has gone or takes longer than
        `timeout` seconds; such a slow one is ended.
        """
        answer: Future[Any] = Future()
        with self._sending:
            self._number += 1
            number = self._number
            self._waiting[number] = answer
            try:
                send(self._pipe(self._process.stdin), (number, method, arguments))
            except (OSError, ValueError) as error:
                self._waiting.pop(number, None)
                raise HelperGone(str(error)) from error
        try:
            return answer.result(timeout)
        except TooSlow as error:
            self._process.kill()
            raise HelperGone(f"no answer within {timeout} s") from error

    def close(self) -> None:
        """End the process: it lets go of its files when its pipe closes."""
        self.closing = True
        with self._sending, suppress(OSError):
            self._pipe(self._process.stdin).close()
        try:
            self._process.wait(LEAVE_AFTER)
        except subprocess.TimeoutExpired:
            self._process.kill()
        if threading.current_thread() is not self._reader:
            self._reader.join(LEAVE_AFTER)

    def _read(self) -> None:
        pipe = self._pipe(self._process.stdout)
        try:
            while True:
                number, fine, found = receive(pipe)
                answer = self._waiting.pop(number)
                if fine:
                    answer.set_result(found)
                else:
                    answer.set_exception(LibraryError(*found))
        except Exception as error:  # the end of the pipe, or something that is no reply: either way it cannot go on
            end = str(error)
        pipe.close()
        self._process.kill()
        self._process.wait()
        with self._sending, suppress(OSError):
            self._pipe(self._process.stdin).close()
        self._give_up(end)
        if not self.closing:
            self._gone(self)

    def _give_up(self, end: str) -> None:
        while self._waiting:
            with suppress(KeyError):
                self._waiting.popitem()[1].set_exception(HelperGone(end))

    @staticmethod
    def _pipe(found: Any) -> BinaryIO:
        return cast(BinaryIO, found)
