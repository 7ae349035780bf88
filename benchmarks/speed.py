"""`make bench`: the budgets of the design, as ratios and medians within one run.

Run as `python -m benchmarks.speed [--rounds N] [--home DIR]`. Nothing here is asserted by the tests; a figure over its
budget is printed as such.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and seconds of processor time, which other programs on the machine hardly change."""

    clock: float
    processor: float


def paired(first: Callable[[], Spent], second: Callable[[], Spent], rounds: int) -> tuple[float, str]:
    """Measure two things in turn; return the median ratio pair by pair, and all of it in words."""
    pairs = [(first(), second()) for _ in range(rounds)]
    ratio = statistics.median(a.clock / b.clock for a, b in pairs)
    busy = statistics.median(a.processor / b.processor for a, b in pairs)
    ours, theirs = (statistics.median(pair[n].clock for pair in pairs) for n in (0, 1))
    return ratio, f"{ratio:.2f} ({ours:.2f} s ÷ {theirs:.2f} s; processor {busy:.2f})"


def run_time(*command: str) -> Spent:
    """Return how long a command takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_ENVIRONMENT)
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def paint_time(command: list[str], word: bytes) -> Spent:
    """Return how long a terminal program takes to its first paint, taken as a word of its first screen."""
    with Terminal(command, _ENVIRONMENT) as terminal:
        return Spent(terminal.read_until(word) - terminal.started, terminal.busy())


def first_paint(home: Path, rounds: int) -> Row:
    """First paint of the app against that of an empty Textual app."""
    coach = [sys.executable, "-m", "coach", "--home", str(home)]
    empty = [sys.executable, "-m", "benchmarks.empty_app"]
    ratio, figure = paired(lambda: paint_time(coach, b"offline"), lambda: paint_time(empty, b"Anything"), rounds)
    return Row("first paint ÷ an empty Textual app", figure, "≤ 1.5", ratio <= 1.5)


def keystrokes(home: Path) -> Row:
    """Keystroke to screen from the first paint on, while the library opens, and through a search."""
    waits: list[Spent] = []
    with Terminal([sys.executable, "-m", "coach", "--home", str(home)], _ENVIRONMENT) as terminal:
        terminal.read_until(b"offline")
        for letter in (string.ascii_lowercase * 8)[:200]:
            key, before = letter.encode(), terminal.busy()
            sent = terminal.type(key)
            waits.append(Spent((terminal.read_until(key) - sent) * 1000, (terminal.busy() - before) * 1000))
            terminal.drain(0.02)
    p99 = _percentile([wait.clock for wait in waits], 0.99)
    median, busy = statistics.median(wait.clock for wait in waits), _percentile([wait.processor for wait in waits], 0.99)
    figure = f"{p99:.0f} ms (median {median:.0f} ms; processor p99 {busy:.0f} ms)"
    return Row("keystroke to screen while the library loads, p99", figure, "≤ 50 ms", p99 <= 50)


def _percentile(found: list[float], share: float) -> float:
    return sorted(found)[int(len(found) * share) - 1]


def cold_ask(home: Path, rounds: int) -> Row:
    """One question from the shell against the bare imports that it cannot do without."""
    ask = (sys.executable, "-m", "coach", "ask", "--home", str(home), QUESTIONS[0])
    bare = (sys.executable, "-c", "import chromadb, onnxruntime, tokenizers")
    ratio, figure = paired(lambda: run_time(*ask), lambda: run_time(*bare), rounds)
    return Row("coach ask, cold ÷ importing chromadb, onnxruntime, tokenizers", figure, "≤ 1.5", ratio <= 1.5)


def help_time(rounds: int) -> Iterator[Row]:
    """The two commands that must not load anything."""
    for flag in ("--help", "--version"):
        pairs = [(run_time(sys.executable, "-m", "coach", flag), run_time(sys.executable, "-c", "pass")) for _ in range(rounds)]
        ours, bare = (statistics.median(pair[n].clock for pair in pairs) for n in (0, 1))
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
    median, p95 = statistics.median(times), _percentile(times, 0.95)
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
        print(f"{'what':62} {'measured':48} {'budget':18}")
        for measure in measures:
            found = measure()
            for row in [found] if isinstance(found, Row) else found:
                print(f"{row.what:62} {row.figure:48} {row.budget:18} {'' if row.kept else 'OVER'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
