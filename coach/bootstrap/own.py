"""A person's own documents for the front ends: looked at here, added and removed in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from coach.bootstrap.preparing import environment
from coach.domain.labels import Use
from coach.domain.own import OwnProblem, OwnProgress, OwnReport, OwnShelf
from coach.errors import LibraryError
from coach.settings import Settings

PATIENCE: Final = 20.0
"""Seconds that a process which was asked to stop has for the page or the batch at hand before it is ended."""

Progress = Callable[[OwnProgress], None]


class OwnDocuments:
    """Adds, lists and removes the documents of one data folder. Each method raises LibraryError where it cannot."""

    def __init__(self, settings: Settings) -> None:
        """Open nothing."""
        self._settings = settings
        self._stopping = Event()

    def shelf(self) -> OwnShelf:
        """Return what has been added, and how it is used."""
        from coach.guidance.own_shelf import look

        return look(self._settings.home, self._settings.library.model)

    def use(self, use: Use) -> None:
        """Draw answers on own documents beside the cards, on them only, or not at all."""
        from coach.guidance.own_shelf import set_use

        set_use(self._settings.home, use)

    def add(self, paths: Sequence[str], progress: Progress | None = None) -> OwnReport:
        """Add files and folders; without any, look again at all that are known. `stop` ends it after the batch at hand."""
        self._stopping.clear()
        found = self._run("add", [os.path.abspath(Path(path).expanduser()) for path in paths], progress)
        given = found["report"]
        problems = tuple(OwnProblem(Path(one["path"]), one["fault"], one["detail"]) for one in given["problems"])
        lists = {"problems": problems, "added": tuple(given["added"]), "changed": tuple(given["changed"])}
        return OwnReport(**{**given, **lists})

    def remove(self, documents: Sequence[int]) -> int:
        """Remove documents by their ids, and return how many are left."""
        self._stopping.clear()
        return int(self._run("remove", [str(number) for number in documents], None)["left"])

    def stop(self) -> None:
        """Ask the addition in progress to end; what it has done stays. Safe from any thread, and when there is none."""
        self._stopping.set()

    def _run(self, what: str, which: Sequence[str], progress: Progress | None) -> dict[str, Any]:
        command = [sys.executable, "-m", "coach.guidance.own_program", "--home", str(self._settings.home)]
        command += ["--model", self._settings.library.model, what, "--", *which]
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment(self._settings),
            start_new_session=True,
        )
        Thread(target=self._watch, args=(process,), name="coach-own-stop", daemon=True).start()
        last: dict[str, Any] = {}
        try:
            last = _follow(process, progress)
        except KeyboardInterrupt:
            self.stop()
            last = _follow(process, progress)
        finally:
            self._stopping.set()
            _end(process)
        return _checked(last, process)

    def _watch(self, process: subprocess.Popen[str]) -> None:
        """Close the standard input of the process when it is to stop, and end it when it does not."""
        self._stopping.wait()
        with suppress(OSError, ValueError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def _follow(process: subprocess.Popen[str], progress: Progress | None) -> dict[str, Any]:
    assert process.stdout is not None
    last: dict[str, Any] = {}
    for line in process.stdout:
        try:
            last = json.loads(line)
        except json.JSONDecodeError:
            continue
        if "progress" in last and progress is not None:
            progress(OwnProgress(**last["progress"]))
    return last


def _end(process: subprocess.Popen[str]) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _checked(last: dict[str, Any], process: subprocess.Popen[str]) -> dict[str, Any]:
    if "error" in last:
        raise LibraryError(last["error"], last.get("remedy", ""))
    if "report" in last or "left" in last:
        return last
    at = f" while it read {last['progress']['file']}" if "progress" in last else ""
    what = f"The part that reads documents ended{at} (status {process.returncode}). What was added before stays."
    raise LibraryError(what, "Add the others without that file.")
