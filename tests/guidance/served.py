"""A library without encoder and index that is served like the real one; some questions make its process misbehave."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from coach.domain.library import Answer, LibraryStatus
from coach.errors import LibraryError
from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.serve import Day, own_pipes, serve


class Stand:
    """Answers by words and calls them answers by meaning. Its home may hold orders: `slow`, `mute`, `die`, `die-once`."""

    def __init__(self, home: Path, knowledge: Path, day: Day) -> None:
        self.home = home
        self.day = day
        self.words = GuidanceLibrary(LibraryOptions(home, knowledge=(knowledge,)), today=day)

    def warm_up(self) -> LibraryStatus:
        """Be ready, after the orders."""
        if (self.home / "die-once").exists():
            (self.home / "die-once").unlink()
            os._exit(3)
        if (self.home / "die").exists():
            os._exit(3)
        while (self.home / "slow").exists():
            time.sleep(0.01)
        return self.status()

    def status(self) -> LibraryStatus:
        """Tell of itself."""
        state = "absent" if (self.home / "mute").exists() else "ready"
        return LibraryStatus(state, 4, 52, "stand-in", remedy="Run: coach library prepare" if state == "absent" else "")

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Answer, or end, or fail."""
        print("what a library prints must not get between the replies", flush=True)
        if question == "end":
            os._exit(4)
        if question == "fail":
            raise LibraryError("It failed.", "Mend it.")
        return replace(self.words.answer(question, prior=prior), mode="full")

    def vector(self, text: str) -> object:
        """Give the length of the text and the day of the last question as a vector."""
        return np.array([len(text), self.day.today.toordinal()], dtype=np.float32)

    def close(self) -> None:
        """Leave a mark."""
        (self.home / "closed").touch()


if __name__ == "__main__":
    day = Day()
    serve(Stand(Path(sys.argv[1]), Path(sys.argv[2]), day), day, own_pipes())
