"""The scripted dialogue and the helpers are importable from every test of the screens."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from demo_dialogue import FakeDialogue


@pytest.fixture
def dialogue() -> FakeDialogue:
    """A fresh scripted dialogue."""
    return FakeDialogue()


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the clipboard of the machine it runs on."""
    monkeypatch.setattr("coach.tui.clipboard.to_system", lambda text: None)
