"""Vectors are kept under the hash of their text, so that only what changed is embedded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.guidance.pieces import all_pieces, card_of, pieces, pieces_key
from coach.guidance.shelf import load_shelf
from coach.guidance.vectors import Vectors, cards_without_vectors, embed_missing, vector_file

from .conftest import FakeEncoder


def test_pieces_have_stable_ids_and_follow_their_text(knowledge: Path, write: Callable[..., Path]) -> None:
    before = {piece.id: piece.digest for piece in pieces(load_shelf([knowledge]).cards["stall-silent"])}
    assert len(before) == 3 + 8
    assert {card_of(piece_id) for piece_id in before} == {"stall-silent"}
    key = pieces_key(all_pieces(load_shelf([knowledge]).cards.values()))
    path = knowledge / "cards/stall/stall-silent.md"
    path.write_text(path.read_text().replace("two small studies", "three small studies"))
    after = {piece.id: piece.digest for piece in pieces(load_shelf([knowledge]).cards["stall-silent"])}
    assert [piece_id for piece_id in before if before[piece_id] != after[piece_id]] == ["stall-silent#why"]
    assert pieces_key(all_pieces(load_shelf([knowledge]).cards.values())) != key


def test_only_texts_without_a_vector_are_embedded(knowledge: Path, encoder: FakeEncoder) -> None:
    assert cards_without_vectors(knowledge, encoder.info.key) == [
        "calibration.yaml",
        *sorted(load_shelf([knowledge]).cards),
    ]
    assert embed_missing(knowledge, encoder) == 4 * 11 + 2
    assert cards_without_vectors(knowledge, encoder.info.key) == []
    encoder.embedded.clear()
    assert embed_missing(knowledge, encoder) == 0
    path = knowledge / "cards/stall/stall-silent.md"
    path.write_text(path.read_text().replace("two small studies", "three small studies"))
    assert cards_without_vectors(knowledge, encoder.info.key) == ["stall-silent"]
    assert embed_missing(knowledge, encoder) == 1
    assert "three small studies" in encoder.embedded[0]


def test_vectors_of_cards_that_are_gone_are_dropped(knowledge: Path, encoder: FakeEncoder) -> None:
    embed_missing(knowledge, encoder)
    (knowledge / "cards/stall/stall-silent.md").unlink()
    assert embed_missing(knowledge, encoder) == 0
    assert len(Vectors(encoder.info.key).read(knowledge / "vectors")) == 3 * 11 + 2


def test_the_file_is_the_same_however_it_came_about(knowledge: Path, encoder: FakeEncoder, tmp_path: Path) -> None:
    embed_missing(knowledge, encoder)
    path = vector_file(knowledge / "vectors", encoder.info.key)
    first = path.read_bytes()
    path.unlink()
    embed_missing(knowledge, encoder)
    assert path.read_bytes() == first
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_half_precision_keeps_rows_of_length_one(encoder: FakeEncoder, tmp_path: Path) -> None:
    vectors = Vectors(encoder.info.key)
    exact = encoder.encode(["one text", "another one"])
    vectors.add(["a", "b"], exact)
    vectors.write(tmp_path, ["a", "b", "unknown"])
    rows = Vectors(encoder.info.key).read(tmp_path).rows(["b", "a"])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-6)
    assert float((rows * exact[::-1]).sum(axis=1).min()) > 0.99999


def test_a_broken_or_foreign_file_adds_nothing(encoder: FakeEncoder, tmp_path: Path) -> None:
    vector_file(tmp_path, encoder.info.key).write_bytes(b"PK\x03\x04 not whole")
    assert len(Vectors(encoder.info.key).read(tmp_path)) == 0
    vectors = Vectors("other-model")
    vectors.add(["a"], encoder.encode(["a"]))
    vectors.write(tmp_path, ["a"])
    assert len(Vectors(encoder.info.key).read(tmp_path)) == 0
    with pytest.raises(KeyError):
        Vectors(encoder.info.key).rows(["a"])
