"""`make bench`: the budgets of the design, as ratios and medians within one run.

Run as `python -m benchmarks.speed [--rounds N] [--home DIR]`. Nothing here is asserted by the tests; a figure over its
budget is printed as such.
"""

from __future__ import annotations

import argparse
import os
import statistics
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.terminal import Terminal
from coach.bootstrap import Workplace
from coach.settings import load_settings

QUESTIONS = (
    "my mentor has not answered for three weeks, should I write again?",
    "how often should we meet",
    "is it ok to give my supervisor a present",
    "two mentors tell me opposite things",
    "how do I ask a stranger to mentor me",
    "i get defensive when corrected",
    "reverse mentoring with a senior who brushes me off",
    "what do I do in the last session",
)
_ENVIRONMENT = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "HF_HUB_OFFLINE": "1"}


@dataclass(frozen=True, slots=True)
class Row:
    """One budget with what was measured."""

    what: str
    figure: str
    budget: str
    kept: bool


def paired(first: Callable[[], float], second: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """Measure two things in turn and return the medians of both and of the ratio pair by pair."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def run_time(*command: str) -> float:
    """Return how long a command takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    return time.perf_counter() - start


def paint_time(command: list[str], word: bytes) -> float:
    """Return how long a terminal program takes to its first paint, taken as a word of its first screen."""
    with Terminal(command, _ENVIRONMENT) as terminal:
        return terminal.read_until(word) - terminal.started


def first_paint(home: Path, rounds: int) -> Row:
    """First paint of the app against that of an empty Textual app."""
    coach = [sys.executable, "-m", "coach", "--home", str(home)]
    empty = [sys.executable, "-m", "benchmarks.empty_app"]
    ours, theirs, ratio = paired(lambda: paint_time(coach, b"offline"), lambda: paint_time(empty, b"Anything"), rounds)
    return Row("first paint ÷ an empty Textual app", f"{ratio:.2f} ({ours:.2f} s ÷ {theirs:.2f} s)", "≤ 1.5", ratio <= 1.5)


def keystrokes(home: Path) -> Row:
    """Keystroke to screen from the first paint on, while the library opens, and through a search."""
    waits: list[float] = []
    with Terminal([sys.executable, "-m", "coach", "--home", str(home)], _ENVIRONMENT) as terminal:
        terminal.read_until(b"offline")
        for letter in (string.ascii_lowercase * 8)[:200]:
            key = letter.encode()
            sent = terminal.type(key)
            waits.append(terminal.read_until(key) - sent)
            terminal.drain(0.02)
    waits.sort()
    p99 = waits[int(len(waits) * 0.99) - 1] * 1000
    return Row(
        "keystroke to screen while the library loads, p99",
        f"{p99:.0f} ms (median {statistics.median(waits) * 1000:.0f} ms)",
        "≤ 50 ms",
        p99 <= 50,
    )


def cold_ask(home: Path, rounds: int) -> Row:
    """One question from the shell against the bare imports that it cannot do without."""
    ask = (sys.executable, "-m", "coach", "ask", "--home", str(home), QUESTIONS[0])
    bare = (sys.executable, "-c", "import chromadb, onnxruntime, tokenizers")
    ours, theirs, ratio = paired(lambda: run_time(*ask), lambda: run_time(*bare), rounds)
    return Row(
        "coach ask, cold ÷ importing chromadb, onnxruntime, tokenizers",
        f"{ratio:.2f} ({ours:.2f} s ÷ {theirs:.2f} s)",
        "≤ 1.5",
        ratio <= 1.5,
    )


def help_time(rounds: int) -> Iterator[Row]:
    """The two commands that must not load anything."""
    for flag in ("--help", "--version"):
        asked = partial(run_time, sys.executable, "-m", "coach", flag)
        ours, bare, _ = paired(asked, partial(run_time, sys.executable, "-c", "pass"), rounds)
        limit = 3 * bare + 0.15
        yield Row(f"coach {flag}", f"{ours:.2f} s (bare Python {bare:.3f} s)", f"≤ {limit:.2f} s", ours <= limit)


def warm_answers(home: Path, rounds: int) -> Row:
    """Text in, Markdown out, in a conversation whose library is open."""
    place = Workplace(load_settings(home), ephemeral=True)
    place.warm_up()
    conversation = place.build()
    conversation.ask_once(QUESTIONS[0])
    times: list[float] = []
    for _ in range(rounds * 4):
        for question in QUESTIONS:
            start = time.perf_counter()
            conversation.ask_once(question)
            times.append((time.perf_counter() - start) * 1000)
    place.close()
    times.sort()
    median, p95 = statistics.median(times), times[int(len(times) * 0.95) - 1]
    return Row("a warm answer", f"median {median:.0f} ms, p95 {p95:.0f} ms", "≤ 25 ms, ≤ 60 ms", median <= 25 and p95 <= 60)


def memory(home: Path) -> Row:
    """Resident memory of the app with its library ready and one answer given."""
    with Terminal([sys.executable, "-m", "coach", "--home", str(home)], _ENVIRONMENT) as terminal:
        terminal.read_until(b"offline")
        terminal.drain(6)
        terminal.type(b"/ask how often should we meet\r")
        terminal.drain(4)
        megabytes = terminal.memory()
    return Row("memory of the app, library ready", f"{megabytes:.0f} MB", "≤ 450 MB", megabytes <= 450)


def main() -> int:
    """Print the table; the exit status is 0 also where a budget is missed, since machines differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--home", type=Path, default=None)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = wanted.home or Path(folder)
        print("Preparing a library …", flush=True)
        place = Workplace(load_settings(home), ephemeral=True)
        place.prepare()
        place.close()
        measures: list[Callable[[], Row | Iterator[Row]]] = [
            lambda: first_paint(home, wanted.rounds),
            lambda: keystrokes(home),
            lambda: cold_ask(home, wanted.rounds),
            lambda: warm_answers(home, wanted.rounds),
            lambda: memory(home),
            lambda: help_time(wanted.rounds),
        ]
        print(f"{'what':66} {'measured':38} {'budget':18}")
        for measure in measures:
            found = measure()
            for row in [found] if isinstance(found, Row) else found:
                print(f"{row.what:66} {row.figure:38} {row.budget:18} {'' if row.kept else 'OVER'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
