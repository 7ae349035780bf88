"""The compiled cards: whole after a round trip, searched by words, safe against odd questions and broken files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.guidance import lexical
from coach.guidance.lexical import LexicalIndex, compile_cards, open_compiled
from coach.guidance.shelf import load_shelf

META = {"fingerprint": "now", "calibration": {"outside": ["what is the weather in Leeds", "boiling eggs"]}}


@pytest.fixture
def index(knowledge: Path) -> Iterator[LexicalIndex]:
    """The four cards, compiled into memory."""
    found = compile_cards(None, load_shelf([knowledge]), META)
    yield found
    found.close()


def test_cards_come_back_as_they_were_read(knowledge: Path, index: LexicalIndex) -> None:
    shelf = load_shelf([knowledge])
    assert index.cards() == [shelf.cards[card_id] for card_id in sorted(shelf.cards)]
    assert index.card("stall-silent") == shelf.cards["stall-silent"]
    assert index.card("nobody") is None
    assert index.own() == frozenset()


def test_words_find_their_card_whatever_their_ending(index: LexicalIndex) -> None:
    assert index.search("Introducing myself to STRANGERS", 5)[0][0] == "outreach-first"
    assert index.search("nothing of this stands anywhere: xylophone", 5) == []
    assert index.search("", 5) == []


def test_the_share_falls_with_words_that_no_card_has(index: LexicalIndex) -> None:
    whole = dict(index.search("stranger email", 5))["outreach-first"]
    part = dict(index.search("stranger email xylophone zebra", 5))["outreach-first"]
    assert 0.0 < part < whole <= 1.0


def test_words_of_outside_questions_are_known(index: LexicalIndex) -> None:
    assert index.outside("weather in Leeds") > 0.9
    assert index.outside("boiled egg") > 0.9
    assert index.outside("agenda") == 0.0


def test_rare_words_weigh_more(index: LexicalIndex) -> None:
    rarity = index.idf(["stranger", "way", "Strangers"])
    assert rarity["stranger"] > rarity["way"]
    assert rarity["stranger"] == rarity["Strangers"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60))
def test_no_question_breaks_the_search(index: LexicalIndex, question: str) -> None:
    assert all(0.0 <= share <= 1.0 for _, share in index.search(question, 5))
    assert 0.0 <= index.outside(question) <= 1.0 + 1e-9


@pytest.mark.parametrize(
    "question", ['"agenda"', "agenda AND", "NEAR(agenda)", "agenda*", "title:agenda", "-agenda", "agenda OR ("]
)
def test_query_syntax_is_plain_text(index: LexicalIndex, question: str) -> None:
    assert index.search(question, 5)[0][0] == "meeting-agenda"


def test_common_words_are_left_out_when_cards_are_many(index: LexicalIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexical, "POSTINGS", 1)
    assert [card for card, _ in index.search("way agenda", 5)] == ["meeting-agenda"]


def test_a_database_is_reused_while_the_files_are_the_same(knowledge: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "cards.db"
    compile_cards(path, load_shelf([knowledge]), META).close()
    found = open_compiled(path, "now")
    assert found is not None
    assert found.search("agenda", 3)
    found.close()
    assert open_compiled(path, "later") is None
    assert [file.name for file in path.parent.iterdir()] == ["cards.db"]


@pytest.mark.parametrize("spoil", [lambda text: text[:500], lambda text: b"", lambda text: b"rubbish" * 900])
def test_a_broken_database_is_not_opened(knowledge: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "cards.db"
    compile_cards(path, load_shelf([knowledge]), META).close()
    path.write_bytes(spoil(path.read_bytes()))
    assert open_compiled(path, "now") is None


def test_a_database_of_another_format_is_not_opened(knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cards.db"
    compile_cards(path, load_shelf([knowledge]), META).close()
    monkeypatch.setattr(lexical, "FORMAT", "0")
    assert open_compiled(path, "now") is None
