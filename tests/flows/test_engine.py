"""The engine: what is asked next, what going back keeps, and what a changed answer re-opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import settings
from hypothesis import strategies as st

from coach.domain.interview import FlowRun, SlotAnswer
from coach.errors import FlowError
from coach.flows import active_values, advance, go_back, put, review
from tests.flows.small import FUNCTIONS, TEXT, flow, given

RUN = FlowRun("r1", "small")


@pytest.fixture
def small(tmp_path: Path):
    return flow(tmp_path)


def test_asks_the_first_open_question(small) -> None:
    outcome = advance(small, RUN, FUNCTIONS)
    assert outcome.ask is not None and outcome.ask.slot == "name"
    assert outcome.end is None


def test_does_not_ask_what_is_known_even_out_of_order(small) -> None:
    run = given(small, RUN, name="Ada", relation="stranger", due="2027-01-01")
    assert advance(small, run, FUNCTIONS).ask.slot == "reason"
    run = given(small, run, reason="her talk")
    assert advance(small, run, FUNCTIONS).ask.slot == "start"


def test_a_branch_is_chosen_by_its_condition(small) -> None:
    event = given(small, RUN, name="Ada", relation="event", event="PyCon")
    assert advance(small, event, FUNCTIONS).ask.slot == "memory"


def test_what_is_said_comes_just_before_the_next_question(small) -> None:
    run = given(small, RUN, name="Ada", relation="stranger")
    assert [say.text for say in advance(small, run, FUNCTIONS).says] == ["Good to know."]
    assert advance(small, given(small, run, reason="x"), FUNCTIONS).says == ()


def test_derived_values_come_from_named_functions_and_only_into_named_slots(small) -> None:
    run = given(small, RUN, name="Ada", relation="stranger")
    values = advance(small, run, FUNCTIONS).run.values()
    assert values["size"] == "big"
    assert "ignored" not in values


def test_an_unknown_function_is_an_error_not_a_silence(small) -> None:
    with pytest.raises(FlowError, match="size"):
        advance(small, RUN, {})


def test_ends_when_everything_is_answered(small) -> None:
    run = given(small, RUN, name="Ada", relation="stranger", reason="x", due="2027-02-01", start="2027-01-01")
    outcome = advance(small, run, FUNCTIONS)
    assert outcome.ask is None and outcome.end is not None
    assert outcome.progress == 1.0


def test_going_back_and_changing_nothing_loses_nothing(small) -> None:
    run = given(small, RUN, name="Ada", relation="stranger", reason="x", due="2027-02-01")
    slot = go_back(small, run, FUNCTIONS)
    assert slot == "due"
    back = replace(run, cursor="relation")
    assert advance(small, back, FUNCTIONS).ask.slot == "relation"
    kept = given(small, back, relation="stranger")
    assert {s: a.value for s, a in kept.answers.items()} == {s: a.value for s, a in run.answers.items()}
    assert all(not a.doubt for a in kept.answers.values())


def test_there_is_nothing_before_the_first_question(small) -> None:
    assert go_back(small, RUN, FUNCTIONS) is None


def test_a_changed_answer_makes_only_its_readers_doubtful(small) -> None:
    run = given(small, RUN, name="Ada", relation="event", event="PyCon", memory="slide 3", due="2027-02-01", start="2027-01-01")
    changed = given(small, run, event="EuroPython")
    doubtful = {slot for slot, answer in changed.answers.items() if answer.doubt}
    assert doubtful == {"memory"}
    assert advance(small, changed, FUNCTIONS).ask.slot == "memory"
    assert changed.answers["memory"].value == "slide 3"


def test_answers_of_a_branch_not_taken_stay_but_do_not_count(small) -> None:
    run = given(small, RUN, name="Ada", relation="event", event="PyCon", memory="slide 3")
    changed = given(small, run, relation="stranger")
    assert "memory" not in active_values(small, changed, FUNCTIONS)
    assert changed.answers["memory"].value == "slide 3"
    assert advance(small, changed, FUNCTIONS).ask.slot == "reason"


def test_a_contradiction_re_opens_the_last_answer_once_and_a_confirmed_one_passes(small) -> None:
    run = given(small, RUN, name="Ada", relation="stranger", reason="x", due="2027-01-01", start="2027-02-01")
    outcome = advance(small, run, FUNCTIONS)
    assert outcome.ask.slot == "start" and "after it is due" in outcome.problem
    confirmed = given(small, run, start="2027-02-01")
    assert advance(small, confirmed, FUNCTIONS).end is not None
    still_wrong = given(small, confirmed, start="2027-03-01")
    assert advance(small, still_wrong, FUNCTIONS).ask.slot == "start"


def test_review_lists_what_can_be_reached_in_order(small) -> None:
    run = given(small, RUN, name="Ada", relation="event")
    assert [ask.slot for ask, _ in review(small, run, FUNCTIONS)] == ["name", "relation", "event", "memory", "due", "start"]


def test_private_answers_stay_out_of_what_is_shared(tmp_path: Path) -> None:
    from tests.flows.small import TEXT

    private = flow(
        tmp_path, TEXT.replace("            text: Why them?", "            private: true\n            text: Why them?")
    )
    run = given(private, RUN, name="Ada", relation="stranger", reason="secret")
    assert active_values(private, run, FUNCTIONS)["reason"] == "secret"
    assert "reason" not in active_values(private, run, FUNCTIONS, shared=True)


_SLOTS = {
    "name": st.sampled_from(["Ada", "李雷"]),
    "relation": st.sampled_from(["stranger", "event"]),
    "event": st.text(min_size=1, max_size=5),
    "reason": st.text(min_size=1, max_size=5),
    "memory": st.text(min_size=1, max_size=5),
    "due": st.sampled_from(["2027-01-01", "2027-03-01"]),
    "start": st.sampled_from(["2027-01-15", "2027-02-01"]),
}


@settings(max_examples=150, deadline=None)
@hypothesis_given(st.lists(st.sampled_from(sorted(_SLOTS)).flatmap(lambda s: st.tuples(st.just(s), _SLOTS[s])), max_size=25))
def test_any_order_of_answers_pauses_or_ends_and_loses_nothing(tmp_path_factory: pytest.TempPathFactory, edits) -> None:
    """Whatever is answered or changed in whatever order: one outcome, progress never back, every last answer still there."""
    small = flow(tmp_path_factory.mktemp("flow"))
    run, last, shown = RUN, {}, 0.0
    for slot, value in edits:
        for answer in put(small, run, SlotAnswer(slot, value, "given", value, advance(small, run, FUNCTIONS).reads)):
            run = run.with_answer(answer)
        last[slot] = value
        outcome = advance(small, run, FUNCTIONS)
        assert (outcome.ask is None) != (outcome.end is None)
        assert outcome.progress >= shown
        shown = outcome.progress
        run = replace(run, shown=shown)
    assert {slot: run.answers[slot].value for slot in last} == last


def test_a_cosmetic_answer_makes_no_other_doubtful(tmp_path: Path) -> None:
    named = flow(
        tmp_path,
        TEXT.replace("    text: How do you know {{ name }}?", "    depends: [name]\n    text: How do you know {{ name }}?"),
    )
    run = given(named, RUN, name="Ada", relation="stranger")
    assert run.answers["relation"].reads == ("name",)
    assert [answer.slot for answer in put(named, run, SlotAnswer("name", "Bo"))] == ["name"]
