"""The library in a process of its own: the same answers, and words alone while that process cannot give them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from coach.guidance import GuidanceLibrary, LibraryOptions
from coach.guidance.apart import LibraryApart, serving
from coach.guidance.pipe import receive, send
from coach.guidance.places import locked

ROOT = Path(__file__).resolve().parents[2]
SERVED = Path(__file__).with_name("served.py")
TODAY = date(2026, 11, 21)
QUESTION = "what goes on the agenda, which questions and topics?"


def until(true: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait for something to become true, and fail when it does not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def options(home: Path, knowledge: Path) -> LibraryOptions:
    """The small library in a home of its own."""
    home.mkdir()
    return LibraryOptions(home, knowledge=(knowledge,))


@pytest.fixture
def library(options: LibraryOptions, knowledge: Path) -> Iterator[LibraryApart]:
    """The small library with a stand-in in the other process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = (sys.executable, str(SERVED), str(options.home), str(knowledge))
    found = LibraryApart(options, lambda: TODAY, environment, command)
    yield found
    found.close()


def process_of(library: LibraryApart) -> subprocess.Popen[bytes]:
    assert library._helper is not None
    return library._helper._process


def test_before_it_is_warm_words_answer(library: LibraryApart) -> None:
    assert library.status().state == "lexical"
    assert library.answer(QUESTION).mode == "lexical"
    assert library.vector("a text") is None
    assert library.card("stall-silent") is not None
    assert library.card("nobody") is None
    assert library.problems() == ()
    assert not library.is_own("stall-silent")


def test_warm_it_answers_as_the_library_in_this_process_does(library: LibraryApart, options: LibraryOptions) -> None:
    status = library.warm_up()
    assert (status.state, status.model, status.passages) == ("ready", "stand-in", 52)
    found = library.answer(QUESTION, prior={"meeting": 0.5})
    here = GuidanceLibrary(options, today=lambda: TODAY)
    expected = here.answer(QUESTION, prior={"meeting": 0.5})
    here.close()
    assert found.mode == "full"
    assert (found.card, found.passages, found.citations) == (expected.card, expected.passages, expected.citations)
    assert library.status() == status
    vector = library.vector("seven77")
    assert vector is not None
    assert vector.tolist() == [7.0, np.float32(TODAY.toordinal())]


def test_while_it_warms_up_words_answer(library: LibraryApart, home: Path) -> None:
    (home / "slow").touch()
    warming = threading.Thread(target=library.warm_up)
    warming.start()
    until(lambda: library._helper is not None)
    assert library.status().state == "lexical"
    assert library.answer(QUESTION).mode == "lexical"
    assert library.vector("a text") is None
    (home / "slow").unlink()
    warming.join()
    assert library.answer(QUESTION).mode == "full"


def test_what_is_not_prepared_is_said(library: LibraryApart, home: Path) -> None:
    (home / "mute").touch()
    status = library.warm_up()
    assert (status.state, status.remedy) == ("absent", "Run: coach library prepare")
    assert library.answer(QUESTION).mode == "lexical"
    with locked(home / "library"):
        assert library.status().state == "preparing"
    library.close()
    assert library.status().state == "absent"
    (home / "mute").unlink()
    assert library.warm_up().state == "ready"


def test_a_failed_call_is_answered_by_words(library: LibraryApart) -> None:
    library.warm_up()
    assert library.answer("fail").mode == "lexical"
    assert library.answer(QUESTION).mode == "full"


def test_a_process_that_ends_is_started_again_once(library: LibraryApart) -> None:
    library.warm_up()
    first = process_of(library)
    assert library.answer("end").mode == "lexical"
    assert first.wait() == 4
    until(lambda: library.status().state == "ready")
    assert library.answer(QUESTION).mode == "full"
    process_of(library).send_signal(signal.SIGKILL)
    until(lambda: library.status().state == "broken")
    status = library.warm_up()
    assert (status.state, status.cards) == ("broken", 4)
    assert status.message
    assert status.remedy
    assert library.answer(QUESTION).mode == "lexical"
    assert library.vector("a text") is None


def test_one_that_ends_over_opening_is_tried_once_more(library: LibraryApart, home: Path) -> None:
    (home / "die-once").touch()
    assert library.warm_up().state == "ready"
    library.close()
    (home / "die").touch()
    assert library.warm_up().state == "broken"
    library.close()
    (home / "die").unlink()
    assert library.warm_up().state == "ready"


def test_a_program_that_cannot_start_leaves_words(options: LibraryOptions) -> None:
    library = LibraryApart(options, command=("/nowhere/at/all",))
    assert library.warm_up().state == "broken"
    assert library.answer(QUESTION).mode == "lexical"
    library.close()


def test_closing_ends_the_process_and_lets_it_close_its_files(library: LibraryApart, home: Path) -> None:
    library.warm_up()
    process = process_of(library)
    library.close()
    assert process.poll() is not None
    assert (home / "closed").exists()
    assert library.status().state == "lexical"


def test_closing_does_not_wait_for_a_process_that_warms_up(library: LibraryApart, home: Path) -> None:
    (home / "slow").touch()
    warming = threading.Thread(target=library.warm_up)
    warming.start()
    until(lambda: library._helper is not None)
    process = process_of(library)
    library.close()
    warming.join()
    assert process.poll() is not None
    assert library.status().state == "lexical"


def test_the_process_ends_when_its_parent_is_gone(options: LibraryOptions, knowledge: Path, home: Path) -> None:
    parent = (
        "import sys, time; from pathlib import Path; from coach.guidance import LibraryOptions\n"
        "from coach.guidance.apart import LibraryApart\n"
        f"library = LibraryApart(LibraryOptions(Path({str(home)!r}), knowledge=(Path({str(knowledge)!r}),)),\n"
        f"    command=(sys.executable, {str(SERVED)!r}, {str(home)!r}, {str(knowledge)!r}))\n"
        "library.warm_up(); print('warm', flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"warm\n"
        process.kill()
    until((home / "closed").exists)


def test_the_real_program_serves_a_library_that_is_not_prepared(options: LibraryOptions) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(serving(options), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number, call in enumerate(
            [("warm_up", ()), ("answer", (QUESTION, None, TODAY)), ("vector", ("a",)), ("nonsense", ())]
        ):
            send(process.stdin, (number, *call))
        warm, answer, vector, nonsense = [receive(process.stdout) for _ in range(4)]
        process.stdin.close()
    assert process.returncode == 0
    assert (warm[1], warm[2].state) == (True, "absent")
    assert (answer[1], answer[2][0].card.id) == (True, "meeting-agenda")
    assert vector == (2, True, None)
    assert nonsense[:2] == (3, False)
    assert "nonsense" in nonsense[2][0]


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, coach.guidance.apart; print(sorted({'chromadb', 'onnxruntime', 'numpy', 'tokenizers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
