"""The guidance library in a process of its own, for the terminal app.

Importing chromadb and onnxruntime holds Python's lock for a tenth of a second at a time; in another process it holds up
nobody's keystrokes. Cards, and answers by words while that process warms up or when it has failed, are served here.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from coach.domain.library import Answer, Card, LibraryStatus
from coach.errors import ContentError, LibraryError
from coach.guidance.helper import Helper, HelperGone
from coach.guidance.library import GuidanceLibrary
from coach.guidance.places import LibraryOptions, is_locked

RESTARTS: Final = 1
"""How often a process that ended unasked is started again before answers rest on words alone."""
PATIENCE: Final = 20.0
"""Seconds that a question waits; one takes about 20 ms."""


class LibraryApart:
    """Cited answers and vectors from another process. Satisfies the Library and Encoder ports, as GuidanceLibrary does."""

    def __init__(
        self,
        options: LibraryOptions,
        today: Callable[[], date] = date.today,
        environment: Mapping[str, str] | None = None,
        command: Sequence[str] = (),
    ) -> None:
        """Start nothing yet. `environment` is that of the process, `command` replaces the program, for tests."""
        self._options = options
        self._today = today
        self._environment = environment
        self._command = tuple(command) or serving(options)
        self._words = GuidanceLibrary(options, today=today)
        self._helper: Helper | None = None
        self._known: LibraryStatus | None = None
        self._ends = self._opening = 0
        self._changing, self._warming = threading.Lock(), threading.Lock()

    def warm_up(self) -> LibraryStatus:
        """Start the process, wait until it has opened what is prepared, and return the status. Never raises CoachError."""
        self._open(self._opening)
        return self.status()

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        """Answer one question; from words alone where the process cannot. Raises what GuidanceLibrary raises."""
        helper = self._helper
        if helper is not None and self._ready():
            try:
                plain = dict(prior) if prior is not None else None
                found, self._known = helper.call("answer", question, plain, self._today(), timeout=PATIENCE)
                return found
            except HelperGone:
                self._lost(helper)
            except LibraryError:
                pass
        return self._words.answer(question, prior=prior)

    def card(self, card_id: str) -> Card | None:
        """Return a card by id, or None."""
        return self._words.card(card_id)

    def is_own(self, card_id: str) -> bool:
        """True when the card is one of the person's own."""
        return self._words.is_own(card_id)

    def problems(self) -> tuple[ContentError, ...]:
        """Return the faults of the card files."""
        return self._words.problems()

    def status(self) -> LibraryStatus:
        """Say what the library can do now."""
        known = self._known
        if known is not None and self._ready():
            return known
        words = self._words.status()
        if words.state == "broken":
            return words
        if self._ends > RESTARTS:
            what = "The part of Coach that searches by meaning ended twice by itself."
            return replace(words, state="broken", message=what, remedy="Run: coach doctor")
        if known is None:
            return words
        if known.state in ("absent", "preparing"):
            preparing = self._options.root is not None and is_locked(self._options.root)
            return replace(known, state="preparing" if preparing else "absent")
        return known

    def vector(self, text: str) -> Any | None:
        """Return the float32 row of shape (dimension,) for `text`, or None while the encoder is not ready."""
        helper = self._helper
        if helper is None or self._known is None:
            return None
        try:
            return helper.call("vector", text, timeout=PATIENCE)
        except HelperGone:
            self._lost(helper)
        except LibraryError:
            pass
        return None

    def close(self) -> None:
        """End the process and let go of all files; the library can be opened again."""
        with self._changing:
            helper, self._helper = self._helper, None
            self._ends = 0
            self._opening += 1
            if self._known is not None and self._known.state == "ready":
                self._known = None
        if helper is not None:
            helper.close()
        self._words.close()

    def _ready(self) -> bool:
        return self._helper is not None and self._known is not None and self._known.state == "ready"

    def _open(self, opening: int) -> None:
        """Warm up a process, unless the library was closed since this `opening`."""
        with self._warming:
            while not self._ready() and self._ends <= RESTARTS:
                if not self._begin(opening):
                    break

    def _begin(self, opening: int) -> bool:
        """Have a running process open the library; True when it ended over it and another may be tried."""
        with self._changing:
            if opening != self._opening:
                return False
            try:
                helper = self._helper = self._helper or Helper(self._command, self._environment, self._lost)
            except OSError:
                self._ends += 1
                return True
        try:
            known = helper.call("warm_up")
        except LibraryError as error:
            known = replace(self._words.status(), state="broken", message=error.what, remedy=error.remedy)
        except HelperGone:
            self._lost(helper)
            return not helper.closing
        with self._changing:
            if self._helper is helper:
                self._known = known
        return False

    def _lost(self, helper: Helper) -> None:
        """Take note, once, that a process has ended unasked, and start another beside whatever is going on."""
        with self._changing:
            if self._helper is not helper:
                return
            self._helper = self._known = None
            self._ends += 1
            again, opening = self._ends <= RESTARTS, self._opening
        if again:
            threading.Thread(target=self._open, args=(opening,), name="coach-library-again", daemon=True).start()


def serving(options: LibraryOptions) -> tuple[str, ...]:
    """Return the command that serves the library of `options`, which must have a home."""
    command = [sys.executable, "-m", "coach.guidance.serve", "--home", str(options.home), "--model", options.model]
    command += ["--chroma-url", options.chroma_url]
    return (*command, *(part for folder in options.knowledge for part in ("--knowledge", str(folder))))
