"""The smaller rules: advice as a list, fit, minutes, marks, the kind of an ending, and the sum behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.relationship import FUNCTIONS
from coach.relationship.advice import pick_advice, split_advice
from coach.relationship.ending import kind_of_ending
from coach.relationship.fit import compare_fit
from coach.relationship.meetings import plan_meeting
from coach.relationship.pulse import read_pulse
from coach.relationship.scoring import facts_of, weigh


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. Network more\n2. Publish something\n3) Sleep", ("Network more", "Publish something", "Sleep")),
        ("- ask for the ward\n- read the guideline", ("ask for the ward", "read the guideline")),
        ("get a PhD, network more and publish something small", ("get a PhD", "network more", "publish something small")),
        ("Talk to Bob, Jane and Sue about the rota", ("Talk to Bob, Jane and Sue about the rota",)),
        ("She told me to ask for the difficult ward", ("ask for the difficult ward",)),
        ("Rest more; then write; finally, send it off", ("Rest more", "write", "send it off")),
        ("Read the contract. Ask Joe about it. Sign nothing yet.", ("Read the contract", "Ask Joe about it", "Sign nothing yet")),
        ("1. apply now 2. wait for the grant 3. ask Mia", ("apply now", "wait for the grant", "ask Mia")),
        ("same, same thing\nsame, same thing", ("same, same thing",)),
    ],
)
def test_a_heap_of_advice_becomes_a_list(text: str, items: tuple[str, ...]) -> None:
    found = split_advice({"advice_list": text})
    assert found == {"advice_items": items, "advice_count": len(items)}


def test_no_advice_is_no_list() -> None:
    assert split_advice({}) == {} == split_advice({"advice_list": " - "})
    assert pick_advice({}) == {}


HEAP = "Network more\nPublish something small\nSleep before the exam"


@pytest.mark.parametrize(
    ("picked", "chosen"),
    [
        ("2", ("Publish something small",)),
        ("3 and 1", ("Sleep before the exam", "Network more")),
        ("1, 2, 3", ("Network more", "Publish something small")),
        ("the second one", ("Publish something small",)),
        ("the last", ("Sleep before the exam",)),
        ("sleep", ("Sleep before the exam",)),
        ("the exam and the network", ("Sleep before the exam", "Network more")),
        ("none of these, ring Ada", ("none of these, ring Ada",)),
        ("9", ("9",)),
    ],
)
def test_one_or_two_are_taken_on_by_number_or_by_word(picked: str, chosen: tuple[str, ...]) -> None:
    found = pick_advice({"advice_list": HEAP, "picked": picked})
    assert set(found["chosen"]) == set(chosen)  # type: ignore[arg-type]
    assert set(found.get("parked", ())) == set(HEAP.split("\n")) - set(chosen)  # type: ignore[arg-type]


def test_unpicked_the_first_is_taken_and_that_is_said() -> None:
    found = pick_advice({"advice_list": HEAP})
    assert (found["chosen"], found["taken_first"]) == (("Network more",), "yes")
    assert pick_advice({"advice_list": "Only this"})["taken_first"] == "no"


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_can_be_split_and_picked_from(text: str, picked: str) -> None:
    found = pick_advice({"advice_list": text, "picked": picked})
    chosen = found.get("chosen", ())
    assert isinstance(chosen, tuple) and len(chosen) <= 2
    items = split_advice({"advice_list": text}).get("advice_items", ())
    assert isinstance(items, tuple) and len(items) <= 9 and all(item.strip() for item in items)


def test_the_person_with_more_to_say_for_them_comes_first() -> None:
    found = compare_fit({"mentor_name": "Ada", "fit_one": ("time", "easy"), "second_name": "Bo", "fit_two": ("solved", "values")})
    assert (found["next_person"], found["other_person"], found["fit_lead"]) == ("Bo", "Ada", "clear")
    assert found["next_because"] == ("solved", "values")
    assert "outside" in found["unchecked"]  # type: ignore[operator]


def test_with_equal_ticks_the_first_name_stays_first_and_it_is_called_close() -> None:
    found = compare_fit({"mentor_name": "Ada", "second_name": "Bo"})
    assert (found["next_person"], found["fit_lead"]) == ("Ada", "close")
    assert "other_person" not in compare_fit({"mentor_name": "Ada"})
    assert compare_fit({"fit_one": ("time",)}) == {}


@given(st.sampled_from(["first", "regular", "mid", "closing", "difficult", "", "other"]), st.integers(min_value=1, max_value=240))
def test_the_minutes_of_a_meeting_add_up(kind: str, minutes: int) -> None:
    plan = {
        name: int(str(value)) for name, value in plan_meeting({"meeting_kind": kind, "ask_minutes": f"{minutes} minutes"}).items()
    }
    assert plan["m_total"] == minutes
    if minutes >= 10:
        assert plan["m_open"] + plan["m_main"] + plan["m_side"] + plan["m_close"] == minutes
        assert min(plan["m_open"], plan["m_main"], plan["m_close"]) > 0
    if minutes >= 40:
        assert plan["m_close"] == 10


def test_a_first_meeting_has_an_hour_unless_another_time_is_named() -> None:
    assert plan_meeting({"meeting_kind": "first"})["m_total"] == 60
    assert plan_meeting({})["m_total"] == 45
    assert plan_meeting({"ask_minutes": "half an hour"})["m_total"] == 30


@pytest.mark.parametrize(
    ("marks", "goal", "verdict"),
    [
        ((9, 8, 7), "partly", "good"),
        ((9, 8, 6), "partly", "fair"),
        ((9, 4, 8), "partly", "talk"),
        ((4, 4, 8), "reached", "repair"),
        ((9, 9, 9), "reached", "finished"),
        ((), "not_yet", "unknown"),
        ((), "reached", "finished"),
    ],
)
def test_three_marks_give_one_reading(marks: tuple[int, ...], goal: str, verdict: str) -> None:
    names = ("pulse_usable", "pulse_honest", "pulse_act")
    assert read_pulse({**dict(zip(names, marks, strict=False)), "goal_now": goal})["verdict"] == verdict


def test_the_lowest_mark_is_named_and_the_way_since_the_beginning() -> None:
    found = read_pulse({"pulse_usable": 8, "pulse_honest": 2, "scale_craft": 2, "craft_now": 4, "scale_people": 3})
    assert (found["lowest"], found["moved_craft"]) == ("pulse_honest", 2)
    assert "moved_people" not in found


def test_completed_is_kept_apart_from_stopped() -> None:
    assert kind_of_ending({"ending_reason": "reached", "contact_after": "seldom"}) == {
        "ending_kind": "completed",
        "stay": "yes",
        "touch_days": 180,
    }
    assert kind_of_ending({"ending_reason": "not_working"}) == {"ending_kind": "stopped", "stay": "no"}
    assert kind_of_ending({})["ending_kind"] == "stopped"


def test_points_are_added_and_equals_keep_the_given_order() -> None:
    table = (("a:1", "x", 2), ("a:1", "y", 2), ("b:2", "x", -3), ("c:3", "z", 0))
    assert weigh(facts_of({"a": "1"}, ["a", "b"]), table, ("y", "x", "z")).ranked == (("y", 2), ("x", 2))
    verdict = weigh(facts_of({"a": ("0", "1"), "b": "2"}, ["a", "b"]), table, ("x", "y", "z"))
    assert (verdict.first, verdict.second, verdict.lead, verdict.reasons["y"]) == ("y", None, 2, ("a:1",))
    assert weigh(frozenset(), table, ("x",)).first is None


def test_functions_are_pure_and_take_nothing_amiss() -> None:
    for function in FUNCTIONS.values():
        assert function({}) == function({})
