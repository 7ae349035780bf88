"""What every journey gets: both sizes of terminal, and no clipboard of the machine that it runs on."""

from __future__ import annotations

import pytest


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The two terminals of the acceptance."""
    width, height = request.param
    return width, height


@pytest.fixture(autouse=True)
def short_transcript(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen keeps fewer blocks than usual: each one laid out again at every turn is what takes the time here."""
    monkeypatch.setattr("coach.tui.widgets.transcript.KEPT", 12)


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing reaches the clipboard of this machine."""
    monkeypatch.setattr("coach.tui.clipboard.to_system", lambda text: None)
