"""What an answer is made of: kinds by score, literal quotes, sources, the other side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.library import Card, Source
from coach.guidance.answers import Material, compose, is_overdue
from coach.guidance.calibration import Mode, Weights
from coach.guidance.fusion import Evidence, Ranked, rank, thin
from coach.guidance.outside import OutsideWords
from coach.guidance.questions import parts
from coach.guidance.quotes import best_quote, is_literal, opening, sentences
from coach.guidance.shelf import load_shelf
from coach.guidance.sources import readable, readable_all

TODAY = date(2026, 11, 21)
FLOORS = Mode(Weights(), nothing=0.3, weak=0.5)


@pytest.fixture
def cards(knowledge: Path) -> dict[str, Card]:
    """The four cards of the small library."""
    return dict(load_shelf([knowledge]).cards)


def _material(cards: dict[str, Card], *scores: float) -> Material:
    ranking = [Ranked(card, score, score) for card, score in zip(cards, scores, strict=False)]
    rarity = {"about": 2.0, "agenda": 1.0}
    return Material("what about an agenda", ranking, cards.get, rarity, TODAY)


@pytest.mark.parametrize(("score", "kind"), [(0.9, "answer"), (0.5, "answer"), (0.49, "weak"), (0.3, "weak"), (0.29, "nothing")])
def test_the_kind_follows_from_the_floors(cards: dict[str, Card], score: float, kind: str) -> None:
    answer = compose(_material(cards, score, 0.1), FLOORS)
    assert answer.kind == kind
    assert answer.confidence == score
    assert (answer.card is None) == (kind == "nothing")
    assert bool(answer.citations) == (kind != "nothing")
    assert answer.nearest


def test_nothing_at_all_is_nothing(cards: dict[str, Card]) -> None:
    answer = compose(_material(cards), FLOORS)
    assert (answer.kind, answer.passages, answer.nearest) == ("nothing", (), ())


def test_citations_are_literal_and_name_their_sources(cards: dict[str, Card]) -> None:
    answer = compose(_material(cards, 0.9, 0.85, 0.8, 0.2), FLOORS)
    assert len(answer.citations) == 4
    for citation in answer.citations:
        assert citation.quote in cards[citation.card].body
        assert citation.source == "ASHA, Dealing with problems; L. Zachary, The Guide (2009)"
        assert citation.reviewed == "2026-10-01"
        assert not citation.overdue
    assert len({citation.quote for citation in answer.citations}) == 4


@pytest.mark.parametrize(("score", "cited"), [(0.89, True), (0.75, False)])
def test_a_card_that_came_as_near_is_quoted_whatever_its_words(cards: dict[str, Card], score: float, cited: bool) -> None:
    material = replace(_material(cards, 0.9, score), rarity={})
    assert (list(cards)[1] in {citation.card for citation in compose(material, FLOORS).citations}) is cited


def test_a_card_far_below_the_best_is_not_quoted(cards: dict[str, Card]) -> None:
    answer = compose(_material(cards, 0.9, 0.2), FLOORS)
    assert {citation.card for citation in answer.citations} == {answer.card.id if answer.card else ""}


def test_the_other_side_stands_beside_and_is_not_mixed_in(cards: dict[str, Card]) -> None:
    first, second, *_ = cards
    cards[first] = replace(cards[first], stance="wait", counterpart=second)
    cards[second] = replace(cards[second], stance="write", counterpart=first)
    answer = compose(_material(cards, 0.9, 0.89, 0.5), FLOORS)
    assert answer.other_side is cards[second]
    assert second not in {citation.card for citation in answer.citations}
    assert second not in {card.id for card in answer.related}


def test_a_card_that_repeats_a_better_one_goes_last(cards: dict[str, Card]) -> None:
    first, *others = cards.values()
    copy = replace(first, id="copy")
    assert [card.id for card in thin([first, copy, *others])] == [first.id, *(card.id for card in others), "copy"]


@pytest.mark.parametrize(
    ("reviewed", "overdue"),
    [("2025-05-21", False), ("2025-05-20", True), ("2026-11-20", False), ("2024-01-01", True), ("soon", True)],
)
def test_a_card_is_overdue_after_eighteen_months(reviewed: str, overdue: bool) -> None:
    assert is_overdue(reviewed, TODAY) is overdue


def test_whole_sentences_are_found() -> None:
    text = (
        'Dr. Smith found little, e.g. in a survey of 40. "Is it true?" he asked the whole room. Too short.\n'
        "1. Write two lines before the end of the week.\n- Never write at night or on Sundays, please.\n"
        "> Words that somebody could send to a mentor.\nA line without an end is no sentence at all"
    )
    assert sentences(text) == [
        "Dr. Smith found little, e.g. in a survey of 40.",
        '"Is it true?" he asked the whole room.',
        "Write two lines before the end of the week.",
        "Never write at night or on Sundays, please.",
    ]


@given(st.text(max_size=300))
def test_sentences_stand_in_their_text(text: str) -> None:
    assert all(sentence in text for sentence in sentences(text))


def test_a_quote_that_is_not_literal_is_dropped(cards: dict[str, Card]) -> None:
    card = cards["stall-silent"]
    assert is_literal("It fits most people.", card)
    assert not is_literal("It fits most people!", card)
    assert not is_literal("", card)
    broken = replace(card, sections={**card.sections, "Answer": "Two words."})
    assert best_quote(broken, ("Answer",), {}) == ""
    assert all(citation.quote in broken.body for citation in compose(_material({"stall-silent": broken}, 0.9), FLOORS).citations)


def test_the_sentence_nearest_to_the_question_is_chosen(cards: dict[str, Card]) -> None:
    card = cards["stall-silent"]
    assert best_quote(card, ("Why", "Steps"), {"lines": 3.0}) == "Write two lines with one small question."
    assert best_quote(card, ("Why", "Steps"), {"lines": 3.0}, ("Write two lines with one small question.",)) != ""
    assert opening(card) == "The first thing about silence is this."


def test_a_sentence_that_leans_on_another_is_not_quoted_alone(cards: dict[str, Card]) -> None:
    card = replace(
        cards["stall-silent"], sections={"Why": "It fits most of the people asked. Studies of silence are small and few."}
    )
    assert best_quote(card, ("Why",), {"people": 5.0}) == "Studies of silence are small and few."


def test_advice_for_ordinary_trouble_stays_out_of_an_answer_about_harm(cards: dict[str, Card]) -> None:
    first, *others = cards
    cards[first] = replace(cards[first], topic="safety")
    answer = compose(_material(cards, 0.9, 0.89, 0.88, 0.87), FLOORS)
    assert {citation.card for citation in answer.citations} == {first}
    assert answer.related == ()
    cards[others[0]] = replace(cards[others[0]], topic="safety")
    assert [card.id for card in compose(_material(cards, 0.9, 0.89, 0.88), FLOORS).related] == [others[0]]


def test_sources_read_as_people_name_them() -> None:
    known = Source("a", "Phases", "research", "1983", "K. Kram")
    assert readable(known) == "K. Kram, Phases (1983)"
    assert readable(replace(known, author="", year="")) == "Phases"
    assert readable_all([known] * 5, most=2) == "K. Kram, Phases (1983); K. Kram, Phases (1983)"


WEIGHTS = Weights(
    passage=1.0, ask=0.5, asks=0.5, centre=2.0, lexical=1.0, prior=0.5, strength=2.0, around=1.0, outside=-4.0, base=-2.0
)
TOPICS = {"a": "stall", "b": "outreach", "c": "goals"}


def test_each_kind_of_evidence_lifts_its_card() -> None:
    evidence = Evidence(passages=[("a", 0.5), ("b", 0.4)], asks=[("b", 0.9), ("b", 0.8), ("b", 0.7), ("a", 0.2)])
    assert [found.card for found in rank([evidence], WEIGHTS, TOPICS)] == ["b", "a"]
    evidence = replace(evidence, lexical=[("a", 0.9), ("c", 0.1)])
    assert [found.card for found in rank([evidence], WEIGHTS, TOPICS)] == ["a", "b", "c"]
    evidence = replace(evidence, centres=[("c", 0.9), ("b", 0.1), ("a", 0.1)])
    assert [found.card for found in rank([evidence], WEIGHTS, TOPICS)] == ["c", "a", "b"]


def test_a_prior_reorders_but_lifts_no_score() -> None:
    evidence = Evidence(passages=[("a", 0.5), ("b", 0.45)])
    plain = rank([evidence], WEIGHTS, TOPICS)
    turned = rank([evidence], WEIGHTS, TOPICS, {"outreach": 0.9, "stall": 0.1})
    assert [found.card for found in turned] == ["b", "a"]
    assert max(found.score for found in turned) <= max(found.score for found in plain)


def test_the_best_sentence_of_a_story_counts_most() -> None:
    story = Evidence(passages=[("a", 0.5), ("b", 0.4)])
    sentences = [Evidence(passages=[("a", 0.3), ("b", 0.2)]), Evidence(passages=[("c", 0.9), ("a", 0.2)])]
    assert rank([story], WEIGHTS, TOPICS)[0].card == "a"
    assert rank([story, *sentences], WEIGHTS, TOPICS)[0].card == "c"


def test_a_story_does_not_hide_an_outside_question() -> None:
    story = Evidence(passages=[("a", 0.5)], outside=0.1)
    hidden = rank([story, Evidence(passages=[("a", 0.5)]), Evidence(passages=[("a", 0.5)], outside=0.9)], WEIGHTS, TOPICS)
    assert hidden[0].score < rank([story], WEIGHTS, TOPICS)[0].score


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("one sentence without an end", ()),
        ("Hello there. He never answers my mails.", ()),
        (
            "I am a nurse. He never answers my mails. Should I write again?",
            ("I am a nurse.", "He never answers my mails.", "Should I write again?"),
        ),
        ("first line of it\nsecond line of it", ("first line of it", "second line of it")),
        ("", ()),
    ],
)
def test_a_question_is_cut_into_its_sentences(question: str, found: tuple[str, ...]) -> None:
    assert parts(question) == found


@given(st.text(max_size=400))
def test_the_sentences_of_a_question_stand_in_it(question: str) -> None:
    assert all(part in " ".join(question.split()) for part in parts(question))
    assert len(parts(question)) != 1


def test_likeness_to_outside_questions_lowers_every_score() -> None:
    evidence = Evidence(passages=[("a", 0.5), ("b", 0.45)])
    inside = rank([evidence], WEIGHTS, TOPICS)
    outside = rank([replace(evidence, outside=0.8)], WEIGHTS, TOPICS)
    assert [found.card for found in inside] == [found.card for found in outside]
    assert all(low.score < high.score for low, high in zip(outside, inside, strict=True))


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(-1, 1))),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(-1, 1))),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.floats(-1, 1))),
    st.floats(-1, 1),
)
def test_a_ranking_is_sorted_complete_and_between_0_and_1(
    passages: list[tuple[str, float]], asks: list[tuple[str, float]], centres: list[tuple[str, float]], outside: float
) -> None:
    ranking = rank([Evidence(passages, asks, centres, outside=outside)], WEIGHTS, TOPICS)
    assert {found.card for found in ranking} == {card for card, _ in [*passages, *asks, *centres]}
    assert len(ranking) == len({found.card for found in ranking})
    assert all(0.0 <= found.score <= 1.0 for found in ranking)
    assert [found.score for found in ranking] == sorted((found.score for found in ranking), reverse=True)


def test_rare_words_make_a_question_alike_to_an_outside_one() -> None:
    words = OutsideWords([["how", "boil", "egg"], ["how", "weather", "leed"], ["how", "tie", "knot"]])
    assert words.share(["how", "boil", "egg"]) == pytest.approx(1.0)
    assert words.share(["how", "boil", "egg"], without=0) < 0.5
    assert words.share(["mentor", "silent"]) == 0.0
    assert words.share([]) == 0.0
    assert OutsideWords([]).share(["egg"]) == 0.0
