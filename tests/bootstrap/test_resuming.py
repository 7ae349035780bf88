"""A conversation with the real parts survives `kill -9`, and comes back the same in every front end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coach.bootstrap import Workplace
from coach.settings import Settings
from coach.store import DATABASE, connect
from tests.conftest import FixedClock

ROOT = Path(__file__).resolve().parents[2]
TALK = """
import json, sys, time
from pathlib import Path
from coach.bootstrap import Workplace
from coach.settings import Settings
talker = Workplace(Settings(Path(sys.argv[1]))).build()
talker.welcome()
for line in sys.stdin:
    turn = talker.turn(line.rstrip())
    print(json.dumps({"step": turn.step.id if turn.step else None, "slots": dict(turn.slots), "reply": turn.reply}), flush=True)
"""
ANSWERS = ("/goal", "lead a small project of my own", "straight to the goal", "lead one project by next autumn")


def test_a_killed_conversation_resumes_at_the_open_question(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", TALK, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    last: dict[str, object] = {}
    for line in ANSWERS:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        last = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    process.stdin.close()
    process.stdout.close()
    with closing(connect(home / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    place = Workplace(Settings(home))
    talker = place.build()
    assert any(action.id == "/resume" for action in talker.welcome().actions)
    turn = talker.turn("/resume")
    place.close()
    assert turn.step is not None
    assert turn.step.id == last["step"]
    assert dict(turn.slots) == last["slots"]
    assert turn.slots["aspiration"] == "lead a small project of my own"


def talk(place: Workplace, lines: tuple[str, ...]) -> list[str]:
    talker = place.build()
    replies = [talker.welcome().reply, *(talker.turn(line).reply for line in lines)]
    place.close()
    return replies


def test_an_ephemeral_conversation_leaves_no_record(home: Path, clock: FixedClock) -> None:
    replies = talk(Workplace(Settings(home), ephemeral=True, clock=clock), ("/goal", "a secret wish"))
    assert len(replies) == 3
    assert not (home / DATABASE).exists()
    assert not any(b"secret wish" in path.read_bytes() for path in home.rglob("*") if path.is_file())


def test_off_the_record_leaves_no_trace(home: Path, clock: FixedClock) -> None:
    talk(Workplace(Settings(home), clock=clock), ("/goal", "on the record", "/offrecord", "something nobody may know", "/skip"))
    kept = b"".join(path.read_bytes() for path in home.glob("coach.db*"))
    assert b"on the record" in kept
    assert b"nobody may know" not in kept


def test_what_stopped_coaching_is_not_kept(home: Path, clock: FixedClock) -> None:
    place = Workplace(Settings(home), clock=clock)
    talker = place.build()
    turn = talker.turn("my supervisor touched me and said I owe him for the grant")
    place.close()
    assert turn.safety is not None
    kept = b"".join(path.read_bytes() for path in home.glob("coach.db*"))
    assert b"owe him" not in kept


def test_answers_come_by_words_while_nothing_is_prepared(home: Path, clock: FixedClock) -> None:
    place = Workplace(Settings(home), ephemeral=True, clock=clock)
    turn = place.build().ask_once("my mentor has not answered for three weeks, should I write again?")
    place.close()
    assert turn.citations
    assert len(turn.passages) >= 10
    assert place.settings.home.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "line", ["", "   ", "🙂🙂", "x" * 20_001, "\x1b[2J\x07", "{{7*7}} [bold]", "Siobhán Ní Dhomhnaill", "李雷", "\ud800"]
)
def test_any_line_gets_a_reply_and_loses_nothing(home: Path, clock: FixedClock, line: str) -> None:
    place = Workplace(Settings(home), clock=clock)
    talker = place.build()
    talker.turn("/goal")
    talker.turn("lead a small project")
    turn = talker.turn(line)
    assert turn.reply.strip()
    assert "\x1b" not in turn.reply
    place.close()
    again = Workplace(Settings(home), clock=clock)
    assert again.build().turn("/resume").slots["aspiration"] == "lead a small project"
    again.close()
