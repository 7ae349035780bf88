"""What fine-tuning changed is used only as it was shipped, and what an earlier one left is cleared away."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import WeightsError
from coach.guidance.models import DEFAULT_KEY, DEFAULT_MODEL, DEFAULT_SHA256
from coach.guidance.prepare import _leave_older_tunings
from coach.guidance.tuning import shipped_tuning, tune, tuned_name, tuning_key


def test_the_shipped_differences_are_the_ones_their_name_promises() -> None:
    path = shipped_tuning()
    assert path is not None
    assert tuned_name(path.read_bytes()) == path.name
    assert DEFAULT_KEY.endswith(tuning_key(path))


def test_other_differences_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "tuning-00000000.npz"
    with pytest.raises(WeightsError, match="cannot be read"):
        tune(None, path)
    path.write_bytes(b"something else")
    with pytest.raises(WeightsError, match="not the one expected"):
        tune(None, path)


def test_a_home_of_an_earlier_tuning_is_cleared_and_one_of_this_is_left(tmp_path: Path) -> None:
    models, index = tmp_path / "models", tmp_path / "chroma"
    older, other = models / f"{DEFAULT_MODEL}-{DEFAULT_SHA256[:8]}", models / "some-other-model-12345678"
    for folder in (models / DEFAULT_KEY, other, index):
        folder.mkdir(parents=True)
    _leave_older_tunings(models)
    assert index.is_dir()
    older.mkdir()
    _leave_older_tunings(models)
    assert not older.exists()
    assert not index.exists()
    assert sorted(path.name for path in models.iterdir()) == sorted([DEFAULT_KEY, other.name])
