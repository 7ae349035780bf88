"""What every test gets: a home of its own, a clock that stands still, and no network."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
"""A Saturday morning."""


class FixedClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the time it was set to."""
        return self._now

    def forward(self, **span: float) -> None:
        """Move on by a timedelta's arguments: `clock.forward(days=3)`."""
        self._now += timedelta(**span)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at Saturday 21 November 2026, ten in the morning."""
    return FixedClock()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that does not exist yet, for this test alone; no setting of the developer's machine shines through."""
    for name in [name for name in os.environ if name.startswith("COACH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COACH_DEBUG", "1")
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("TZ", "UTC")
    return folder
