"""The linear mode, JSON and the conversation itself say the same (U21)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from coach.bootstrap import Workplace
from coach.cli.chat import talk_json, talk_plain
from coach.cli.plain import turn_text
from coach.settings import Settings
from tests.cli.run import Typed
from tests.conftest import FixedClock

LINES = ("/goal", "lead a small project of my own", "/why", "/back", "", "straight to the goal", "/skip", "/quit")


def test_the_transcript_is_the_same_in_both_modes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, clock: FixedClock
) -> None:
    places = [Workplace(Settings(tmp_path / name), clock=clock) for name in ("direct", "plain", "json")]
    direct = places[0].build()
    turns = [direct.welcome(), *(direct.turn(line) for line in LINES)]

    monkeypatch.setattr(sys, "stdin", Typed("".join(f"{line}\n" for line in LINES).encode()))
    assert talk_plain(places[1].build()) == 0
    assert capsys.readouterr().out == "\n".join(f"{turn_text(turn)}\n" for turn in turns)

    monkeypatch.setattr(sys, "stdin", Typed("".join(json.dumps({"text": line}) + "\n" for line in LINES).encode()))
    assert talk_json(places[2].build()) == 0
    assert [json.loads(line)["reply"] for line in capsys.readouterr().out.splitlines()] == [turn.reply for turn in turns[1:]]
    for place in places:
        place.close()
