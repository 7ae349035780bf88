"""`coach offline-proof` (U16): the journey on fakes' speed, and once for real, the encoder included."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bootstrap import Workplace
from coach.cli.proof import _journey
from coach.settings import Settings
from tests.cli.run import coach_process
from tests.conftest import FixedClock


def test_the_journey_reaches_everything_but_the_encoder_when_nothing_is_prepared(
    home: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    place = Workplace(Settings(home), ephemeral=True, clock=clock)
    turns, lacking = _journey(place, folder)
    place.close()
    assert lacking == ["encoder"]
    assert sorted(path.name for path in folder.iterdir()) == ["goal.md", "message.txt"]
    message = (folder / "message.txt").read_text(encoding="utf-8")
    assert "Siobhán Ní Dhomhnaill" in message
    assert message.startswith("Subject: ")
    assert "Dear Dr. O'Brien-Khoury" in message
    assert all(turn.reply.strip() for turn in turns)


@pytest.mark.real
def test_the_command_prepares_searches_writes_and_connects_nowhere(home: Path) -> None:
    done = coach_process("offline-proof", "--home", str(home))
    out = done.stdout.decode()
    assert done.returncode == 0, out + done.stderr.decode()
    assert "Attempts to connect: 0" in out
    assert "Model: all-MiniLM-L6-v2" in out
    assert not (home / "coach.db").exists()
