"""Centres of cards: learnt ones, means of asks for other cards, and what happens when the file is gone or broken."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.guidance.centres import centre_file, gather, read_centres, write_centres
from coach.guidance.models import DEFAULT_KEY
from coach.guidance.shelf import load_shelf
from coach.guidance.tuning import shipped_tuning, tuning_key
from coach.rendering import shipped

LEARNT = np.eye(3, 4, dtype=np.float32)


def test_learnt_centres_are_kept_and_older_ones_go(tmp_path: Path) -> None:
    write_centres(tmp_path / "centres-old.npz", ["a"], LEARNT[:1])
    write_centres(tmp_path / "centres-new.npz", ["a", "b", "c"], LEARNT)
    assert [path.name for path in tmp_path.iterdir()] == ["centres-new.npz"]
    found = read_centres(tmp_path / "centres-new.npz")
    assert list(found) == ["a", "b", "c"]
    assert np.array_equal(np.stack(list(found.values())), LEARNT)


@pytest.mark.parametrize("content", [None, b"", b"PK no archive"])
def test_without_a_sound_file_there_are_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "centres-x.npz"
    if content is not None:
        path.write_bytes(content)
    assert read_centres(path) == {}


def test_a_card_that_was_not_learnt_has_the_mean_of_its_asks() -> None:
    wanted: list[str] = []

    def asks(cards: Sequence[str]) -> list[Any]:
        wanted.extend(cards)
        return [np.array([[0.0, 0.0, 3.0, 0.0], [0.0, 0.0, 0.0, 3.0]], dtype=np.float32) for _ in cards]

    found = gather(["a", "mine"], {"a": LEARNT[0], "gone": LEARNT[1]}, asks)
    assert wanted == ["mine"]
    assert found.cards == ("a", "mine")
    assert np.allclose(found.rows[1], [0.0, 0.0, 0.5**0.5, 0.5**0.5])
    question = np.array([[0.6, 0.0, 0.0, 0.8]], dtype=np.float32)
    assert [card for card, _ in found.nearest(question, 5)[0]] == ["a", "mine"]
    assert found.nearest(question, 1) == [[("a", pytest.approx(0.6))]]


def test_the_shipped_centres_are_those_of_the_shipped_cards() -> None:
    knowledge = shipped("knowledge")
    found = read_centres(centre_file(knowledge, tuning_key(shipped_tuning())))
    assert DEFAULT_KEY.endswith(tuning_key(shipped_tuning()))
    assert set(found) == set(load_shelf([knowledge]).cards)
    assert np.allclose(np.linalg.norm(np.stack(list(found.values())), axis=1), 1.0, atol=1e-3)
