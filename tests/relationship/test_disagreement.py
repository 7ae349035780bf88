"""Clear cases lean clearly, and the person's own choice always wins."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.interview import Value
from coach.relationship.disagreement import LEANINGS, TABLE, choose_course, weigh_disagreement

CLEAR: list[tuple[str, Mapping[str, Value]]] = [
    ("ask_why", {"know_why": "no", "force": "advice", "undo": "easy", "how_soon": "weeks"}),
    ("ask_why", {"know_why": "no", "force": "order", "whose": "theirs", "mood": "hot"}),
    ("try_small", {"know_why": "yes", "undo": "easy", "how_soon": "open", "force": "advice"}),
    ("adapt", {"force": "correction", "fair": "part", "know_why": "yes", "whose": "both"}),
    ("adapt", {"force": "pressure", "whose": "both", "undo": "costly", "know_why": "yes"}),
    ("follow", {"force": "correction", "fair": "most", "whose": "mine"}),
    ("follow", {"force": "order", "whose": "theirs", "know_why": "yes", "undo": "easy"}),
    ("decline", {"whose": "mine", "know_why": "yes", "undo": "hardly", "force": "advice", "how_soon": "now"}),
    ("decline", {"whose": "others", "know_why": "yes", "undo": "hardly"}),
    ("park", {"mood": "hot", "how_soon": "open"}),
]  # fmt: skip


@pytest.mark.parametrize(("leaning", "answers"), CLEAR, ids=[f"{leaning}-{n}" for n, (leaning, _) in enumerate(CLEAR)])
def test_a_clear_case_leans_clearly(leaning: str, answers: Mapping[str, Value]) -> None:
    found = weigh_disagreement(answers)
    assert found["leaning"] == leaning
    reasons = found["because"]
    assert isinstance(reasons, tuple) and reasons
    assert all(answers[fact.split(":")[0]] == fact.split(":")[1] for fact in reasons)


def test_what_cannot_be_undone_is_not_tried_out() -> None:
    assert weigh_disagreement({"undo": "hardly", "know_why": "yes", "how_soon": "weeks"})["leaning"] != "try_small"


def test_what_harms_others_is_never_simply_followed() -> None:
    assert weigh_disagreement({"whose": "others", "force": "order", "know_why": "yes"})["leaning"] != "follow"


def test_what_must_be_decided_in_days_is_not_put_off() -> None:
    assert weigh_disagreement({"mood": "hot", "how_soon": "now"})["leaning"] != "park"


def test_without_any_answer_it_begins_with_their_reasons() -> None:
    assert weigh_disagreement({}) == {"leaning": "ask_why", "because": (), "sure": "guess"}


def test_the_choice_of_the_mentee_wins() -> None:
    assert choose_course({"decision": "decline", "leaning": "follow"}) == {
        "course": "decline",
        "review_days": 90,
        "plan_card": "disagreement-advice-not-right-for-me",
    }
    assert choose_course({"leaning": "follow"})["course"] == "follow"
    assert choose_course({})["course"] == "ask_why"


def test_each_way_is_looked_at_again_in_its_own_time() -> None:
    assert len({choose_course({"decision": way})["review_days"] for way in LEANINGS}) >= 4


SLOTS: dict[str, list[str]] = {}
for _fact, _way, _points in TABLE:
    SLOTS.setdefault(_fact.split(":")[0], []).append(_fact.split(":")[1])


@given(st.fixed_dictionaries({}, optional={slot: st.sampled_from(sorted(set(values))) for slot, values in SLOTS.items()}))
def test_it_always_leans_somewhere_and_says_why(answers: dict[str, str]) -> None:
    found = weigh_disagreement(answers)
    assert found["leaning"] in LEANINGS
    assert found.get("second") != found["leaning"]
    assert bool(found["because"]) is (found["sure"] != "guess")


def test_the_table_speaks_about_every_way() -> None:
    assert {way for _, way, points in TABLE if points > 0} == set(LEANINGS)
