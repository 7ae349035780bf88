"""The dialogue and the one thread it lives on.

A dialogue takes one turn at a time and holds a SQLite connection that belongs to a thread, so Textual's pool of threads
will not do: every call goes through one queue. The thread is a daemon, so that leaving never waits for a slow import.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from coach.conversation.facade import CommandSpec, Dialogue
    from coach.domain.library import LibraryStatus
    from coach.domain.turn import Turn


T = TypeVar("T")

LEAVE_AFTER = 2.0
"""Seconds that leaving waits for a turn that is being saved."""


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """One call that waits for its place in the queue."""

    call: Callable[[], T]
    answer: Future[T]

    def run(self) -> None:
        """Make the call and hand its result or its error to who waits."""
        if not self.answer.set_running_or_notify_cancel():
            return
        try:
            self.answer.set_result(self.call())
        except BaseException as error:
            self.answer.set_exception(error)


@dataclass(frozen=True, slots=True)
class Seen:
    """One turn, with what the status line shows after it. `off_record` is None where the dialogue does not say."""

    turn: Turn
    library: LibraryStatus
    off_record: bool | None


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new dialogue begins with."""

    seen: Seen
    commands: tuple[CommandSpec, ...]


class Desk:
    """Builds the dialogue when asked and passes calls to it, in order."""

    def __init__(self, build: Callable[[], Dialogue], close: Callable[[], None] | None = None) -> None:
        self._build = build
        self._close = close
        self._dialogue: Dialogue | None = None
        self._jobs: SimpleQueue[Job[Any]] = SimpleQueue()
        self._thread: Thread | None = None

    async def open(self) -> Opening:
        """Build the dialogue and return its opening."""
        return await asyncio.wrap_future(self._submit(self._open))

    async def turn(self, call: Callable[[Dialogue], Turn]) -> Seen:
        """Run a call that makes a turn."""
        return await self.ask(lambda dialogue: _seen(dialogue, call(dialogue)))

    async def ask(self, call: Callable[[Dialogue], T]) -> T:
        """Run any other call on the dialogue."""
        return await asyncio.wrap_future(self._submit(lambda: call(self._ready())))

    def leave(self) -> None:
        """Let the running call end, within reason, and close what the caller wants closed on the same thread."""
        if self._thread is None:
            return
        last = self._submit(self._close or (lambda: None))
        with suppress(TooSlow):
            last.result(timeout=LEAVE_AFTER)

    def _submit(self, call: Callable[[], T]) -> Future[T]:
        if self._thread is None:
            self._thread = Thread(target=self._work, name="coach-dialogue", daemon=True)
            self._thread.start()
        answer: Future[T] = Future()
        self._jobs.put(Job(call, answer))
        return answer

    def _work(self) -> None:
        while True:
            self._jobs.get().run()

    def _open(self) -> Opening:
        # The Markdown widget takes 0.13 s to import; here it costs no keystroke.
        import textual.widgets._markdown  # noqa: F401

        self._dialogue = self._build()
        turn = self._dialogue.welcome()
        return Opening(_seen(self._dialogue, turn), self._dialogue.commands())

    def _ready(self) -> Dialogue:
        if self._dialogue is None:
            raise RuntimeError("the dialogue is asked before it is open")
        return self._dialogue


async def in_background(call: Callable[[], None]) -> None:
    """Run a slow call on a daemon thread of its own, beside the dialogue."""
    answer: Future[None] = Future()
    Thread(target=Job(call, answer).run, name="coach-prepare", daemon=True).start()
    await asyncio.wrap_future(answer)


def _seen(dialogue: Dialogue, turn: Turn) -> Seen:
    off_record = getattr(dialogue, "off_record", None)
    return Seen(turn, dialogue.library_status(), off_record if isinstance(off_record, bool) else None)
