"""The intent classifier: features that never change, decoding, and the shipped model held to its examples."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.labels import FLOWS, TOPICS
from coach.errors import ContentError
from coach.guidance.models import DEFAULT_KEY
from coach.rendering import shipped
from coach.understanding import intents
from coach.understanding.features import BUCKETS, buckets, grams, weighted
from coach.understanding.intents import Head, IntentModel, Labels, decode, examples_hash, is_fresh, load_intents

MODEL = IntentModel.load(shipped("knowledge") / intents.FILE)


def test_buckets_are_the_same_for_ever() -> None:
    assert sorted(buckets("a b")) == [785, 7148, 7433, 7738, 13538, 15027, 15661, 20026, 20352, 21163, 26577, 26992, 28190]
    assert all(0 <= bucket < BUCKETS for bucket in buckets("Mentor ghosted me!"))


def test_the_last_clause_and_the_first_word_count_apart() -> None:
    found = grams("She is kind, but how do I leave?")
    assert found["l leave"] == 1
    assert found["l kind"] == 0
    assert found["f she"] == 1


def test_weighted_has_length_one() -> None:
    _, values = weighted("how do I leave", np.ones(BUCKETS, np.float32))
    assert float(np.linalg.norm(values)) == pytest.approx(1)
    assert len(weighted("", np.ones(BUCKETS, np.float32))[0]) <= 3


def test_implausible_pairs_lose() -> None:
    labels = Labels(("a", "b"), ("x", "y"), np.array([[0.0, -6.0], [-6.0, 0.0]], np.float32))
    head = Head(np.zeros((0, 4)), np.zeros((1, 4)), np.zeros(4), 1.0, 1.0)
    flows, topics = decode(np.array([1.0, 0.9, 0.0, 1.5]), labels, head)
    assert flows.argmax() == topics.argmax() == 1
    assert flows.sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("line", "flow", "topic"),
    [
        ("write a first message to a professor I would like as my mentor", "draft_intro", "outreach"),
        ("mentor ghosted me after two meetings", "stall", "stall"),
        ("how do i say goodbye to my mentor and end this", "ending", "ending"),
        ("thank you note for my mentor", "draft_thanks", "appreciation"),
        ("what's the weather in oslo", "out_of_scope", "out_of_scope"),
        ("my supervisor put his hand on my leg", "safety", "safety"),
    ],
)
def test_words_alone_tell_plain_wishes(line: str, flow: str, topic: str) -> None:
    found = MODEL.predict(line, None)
    assert (found.flows[0][0], found.topics[0][0]) == (flow, topic)
    assert found.why


def test_prediction_is_ranked_and_sums_to_one() -> None:
    found = MODEL.predict("how often should we meet", np.full(len(MODEL.full.dense), 0.05, np.float32))
    assert {flow for flow, _ in found.flows} == set(FLOWS)
    assert {topic for topic, _ in found.topics} == set(TOPICS)
    for ranked in (found.flows, found.topics):
        assert sum(p for _, p in ranked) == pytest.approx(1, abs=1e-4)
        assert [p for _, p in ranked] == sorted((p for _, p in ranked), reverse=True)
    assert 0 <= found.safety <= 1


@pytest.mark.parametrize("vector", [np.zeros(3, np.float32), np.full(384, np.nan, np.float32)])
def test_a_vector_of_another_encoder_is_not_used(vector: object) -> None:
    assert MODEL.predict("how often should we meet", vector) == MODEL.predict("how often should we meet", None)


def test_far_away_wishes_are_not_accepted() -> None:
    found = MODEL.predict("recipe for lasagne with spinach", None)
    assert found.scope < 0.5
    assert not found.accepted


@given(st.text(max_size=2000))
@settings(max_examples=50, deadline=None)
def test_never_raises(text: str) -> None:
    assert 0 <= MODEL.predict(text, None).scope <= 1


def test_shipped_model_is_fresh() -> None:
    assert is_fresh(MODEL, shipped("knowledge") / "utterances", DEFAULT_KEY), intents.RETRAIN


def test_freshness_looks_at_examples_and_encoder(tmp_path: Path) -> None:
    (tmp_path / "ask.txt").write_text("goals | one\n", encoding="utf-8")
    model = replace(MODEL, meta={"examples": examples_hash(tmp_path), "encoder": "a"})
    assert is_fresh(model, tmp_path, "a")
    assert not is_fresh(model, tmp_path, "b")
    (tmp_path / "ask.txt").write_text("goals | two\n", encoding="utf-8")
    assert not is_fresh(model, tmp_path, "a")


def test_hash_depends_on_names_and_lines_not_on_line_ends(tmp_path: Path) -> None:
    (tmp_path / "ask.txt").write_bytes(b"goals | one\n")
    first = examples_hash(tmp_path)
    (tmp_path / "ask.txt").write_bytes(b"goals | one\r\n")
    assert examples_hash(tmp_path) == first
    (tmp_path / "ask.txt").write_bytes(b"goals | two\n")
    assert examples_hash(tmp_path) != first


def test_broken_and_foreign_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / intents.FILE
    with pytest.raises(ContentError):
        load_intents((tmp_path,))
    path.parent.mkdir()
    path.write_bytes(b"no model")
    with pytest.raises(ContentError) as caught:
        load_intents((tmp_path,))
    assert intents.RETRAIN in str(caught.value)
    np.savez(path, meta=np.array(json.dumps({"format": -1})))
    with pytest.raises(ContentError, match="another format"):
        IntentModel.load(path)


def test_a_broken_model_of_ones_own_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / intents.FILE
    path.parent.mkdir()
    path.write_bytes(b"no model")
    assert load_intents((tmp_path, shipped("knowledge"))).meta == MODEL.meta
