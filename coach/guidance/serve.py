"""The library as a program of its own: `python -m coach.guidance.serve --home DIR`, spoken to through `guidance.pipe`.

The terminal app runs it, so that importing chromadb and onnxruntime never holds up a keystroke. It answers calls on its
standard output in the order in which they come on its standard input, and ends when that closes.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO, Final, Protocol

from coach.domain.library import Answer, LibraryStatus
from coach.errors import CoachError
from coach.guidance.library import GuidanceLibrary
from coach.guidance.models import DEFAULT_MODEL
from coach.guidance.pipe import receive, send
from coach.guidance.places import LibraryOptions

GRACE: Final = 3.0
"""Seconds that a call in progress has to end when nobody waits for it any more."""


class Served(Protocol):
    """What is served: the guidance library, or a stand-in in tests."""

    def warm_up(self) -> LibraryStatus:
        """Open what is prepared and return the status."""
        ...

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Answer one question."""
        ...

    def status(self) -> LibraryStatus:
        """Say what the library can do now."""
        ...

    def vector(self, text: str) -> Any | None:
        """Return the vector of a text, or None."""
        ...

    def close(self) -> None:
        """Let go of all files."""
        ...


class Day:
    """The date that the parent gives with each question, so that both live on the same day."""

    def __init__(self) -> None:
        self.today = date.today()

    def __call__(self) -> date:
        """Return the date of the last question."""
        return self.today


def serve(library: Served, day: Day, pipes: tuple[BinaryIO, BinaryIO]) -> None:
    """Take calls from the first of `pipes` and reply on the second until the first is closed."""
    calls: SimpleQueue[tuple[Any, ...] | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipes[0], calls), name="coach-calls", daemon=True).start()
    while (call := calls.get()) is not None:
        number, method, arguments = call
        try:
            reply = (number, True, _carry_out(library, day, method, arguments))
        except CoachError as error:
            reply = (number, False, (error.what, error.remedy))
        except Exception as error:
            reply = (number, False, (f"The library ran into a problem ({type(error).__name__}: {error}).", "Run: coach doctor"))
        try:
            send(pipes[1], reply)
        except OSError:
            break
    library.close()


def _carry_out(library: Served, day: Day, method: str, arguments: Sequence[Any]) -> Any:
    if method == "warm_up":
        return library.warm_up()
    if method == "vector":
        return library.vector(arguments[0])
    if method == "answer":
        question, prior, day.today = arguments
        return library.answer(question, prior=prior), library.status()
    raise ValueError(f"there is no call {method}")


def _listen(pipe: BinaryIO, calls: SimpleQueue[tuple[Any, ...] | None]) -> None:
    try:
        while True:
            calls.put(receive(pipe))
    except (EOFError, OSError):
        calls.put(None)
    time.sleep(GRACE)
    os._exit(0)


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes to the parent, and take them out of the reach of libraries that read or print."""
    pipes = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    os.close(nothing)
    return pipes


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the library of a home until the parent is gone; return 0."""
    parser = argparse.ArgumentParser(prog="coach.guidance.serve", description="Serve the guidance library to the app.")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--chroma-url", default="")
    parser.add_argument("--knowledge", type=Path, action="append", default=[])
    given = parser.parse_args(arguments)
    day = Day()
    options = LibraryOptions(given.home, given.model, given.chroma_url, tuple(given.knowledge))
    serve(GuidanceLibrary(options, today=day), day, own_pipes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
