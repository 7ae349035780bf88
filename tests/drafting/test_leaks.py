"""The leak guard: every kind of fact is planted in every kind of disguise, and near misses stay quiet."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.drafting import Guarded, Studio, find_leaks
from coach.drafting.leaks import fold
from coach.rendering import shipped

FACTS = (
    Guarded("Dr. Marcus Müller-Webb", "Dr. Marcus Müller-Webb", "name"),
    Guarded("Hartley Foods", "Dr. Marcus Müller-Webb", "organisation"),
    Guarded("He is getting divorced. Thinks of leaving in spring", "Dr. Marcus Müller-Webb", "note"),
    Guarded("I cry in the car park", "", "private"),
)
VALUES = {"mentor_name": "Nadia Khan"}
BODY = "Dear Nadia,\n\nI heard you at the fair {}, and I'd like to ask you something.\n\nBest wishes"


@pytest.mark.parametrize(
    ("planted", "fact"),
    [
        ("with Marcus Müller-Webb", 0),
        ("with marcus", 0),
        ("with Mr MÜLLER-WEBB", 0),
        ("with Muller-Webb", 0),
        ("with Müller-Webb’s team", 0),
        ("with Müller–Webb", 0),
        ("at Hartley Foods", 1),
        ("at HARTLEY  foods", 1),
        ("at Hartley\nFoods", 1),
        ("(he is getting divorced)", 2),
        ("(thinks of leaving in Spring)", 2),
        ("where I cry in the car park", 3),
    ],
)
def test_a_planted_fact_is_caught(planted: str, fact: int) -> None:
    assert [leak.fact for leak in find_leaks(BODY.format(planted), FACTS, VALUES)] == [FACTS[fact]]


@pytest.mark.parametrize("near", ["with Marcusson", "in Hartleyfoods", "with the Webbs", "where I park the car", "in spring", ""])
def test_a_near_miss_is_not(near: str) -> None:
    assert find_leaks(BODY.format(near), FACTS, VALUES) == ()


def test_the_recipients_own_facts_are_no_leak() -> None:
    assert find_leaks("Dear Marcus, at Hartley Foods", FACTS, {"mentor_name": "marcus muller-webb"}) == ()


def test_somebody_named_on_purpose_is_no_leak() -> None:
    values = {**VALUES, "contact": "Marcus Müller-Webb"}
    assert find_leaks("Marcus Müller-Webb suggested that I write to you.", FACTS, values) == ()
    assert [leak.fact.kind for leak in find_leaks("Marcus said that he is getting divorced.", FACTS, values)] == ["note"]


def test_an_employer_that_the_recipient_shares_is_no_leak() -> None:
    assert find_leaks("We both work at Hartley Foods.", FACTS, {**VALUES, "organisation": "Hartley Foods"}) == ()


def test_given_names_that_are_words_count_only_with_the_family_name() -> None:
    fact = Guarded("Will Archer", "Will Archer", "name")
    assert find_leaks("I will write again.", (fact,), VALUES) == ()
    assert len(find_leaks("I met Archer.", (fact,), VALUES)) == 1


def test_compose_stops_a_leak(studio: Studio) -> None:
    guarded = Studio((shipped("prompts"),), guarded=lambda: FACTS)
    values = {**VALUES, "topic": "leaving Hartley Foods", "why_them": "her talk"}
    issue = guarded.compose("intro", values).issues[0]
    assert (issue.rule, issue.level) == ("leak", "stop")
    assert "hartley foods" in issue.text
    assert all(one.rule != "leak" for one in studio.compose("intro", values).issues)


def test_an_answer_marked_private_is_stopped() -> None:
    private = Studio((shipped("prompts"),), private=["feel"])
    values = {"mentor_name": "Rosa", "ask": "Can we talk? I feel lost and small", "feel": "lost and small"}
    assert private.compose("stall_nudge", values).issues[0].rule == "leak"


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80),
    st.lists(
        st.builds(
            Guarded, st.text(max_size=20), st.text(max_size=10), st.sampled_from(["name", "organisation", "note", "private"])
        ),
        max_size=4,
    ),
)
def test_never_raises_and_finds_only_what_is_there(text: str, facts: list[Guarded]) -> None:
    assert all(leak.found in fold(text) for leak in find_leaks(text, facts, VALUES))
