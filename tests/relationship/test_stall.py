"""Clear cases give clear causes, mixed ones say that they are mixed, and each cause has its own plan, timing and message."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.interview import Value
from coach.relationship.stall import CAUSES, TABLE, diagnose_stall, plan_stall

CLEAR: list[tuple[str, Mapping[str, Value]]] = [
    ("busy", {"time_since": "five weeks", "rhythm": "fortnightly", "owes": "theirs", "changed": ("theirs",), "last_contact": "rushed", "writes": "once", "feel": "glad"}),
    ("busy", {"time_since": "three weeks", "rhythm": "weekly", "owes": "theirs", "last_contact": "good", "writes": "twice", "feel": "hurt"}),
    ("busy", {"changed": ("left",), "owes": "theirs", "writes": "once"}),
    ("no_agenda", {"time_since": "a month", "rhythm": "monthly", "owes": "nobody", "last_contact": "dry", "feel": "glad"}),
    ("goal_reached", {"changed": ("goal",), "feel": "done", "last_contact": "good"}),
    ("drifted", {"time_since": "four months", "rhythm": "none", "owes": "nobody", "last_contact": "never", "writes": "none"}),
    ("drifted", {"time_since": "three months", "rhythm": "monthly", "owes": "both", "changed": ("programme",), "feel": "glad"}),
    ("poor_fit", {"last_contact": "tense", "feel": "doubtful", "owes": "theirs"}),
    ("poor_fit", {"last_contact": "dry", "feel": "doubtful", "changed": ("nothing",)}),
    ("my_avoidance", {"time_since": "two months", "rhythm": "monthly", "owes": "mine", "feel": "ashamed", "changed": ("mine",)}),
    ("my_avoidance", {"owes": "mine", "last_contact": "good", "feel": "glad"}),
    ("logistics", {"last_contact": "moved", "changed": ("hours",), "owes": "nobody", "feel": "glad"}),
    ("boundary", {"uneasy": "yes", "owes": "mine", "feel": "ashamed", "changed": ("goal",)}),
    ("boundary", {"uneasy": "unsure", "last_contact": "good"}),
    ("normal_silence", {"time_since": "six weeks", "rhythm": "quarterly", "last_contact": "good", "owes": "theirs"}),
    ("normal_silence", {"time_since": "10 days", "rhythm": "fortnightly", "writes": "once", "feel": "glad"}),
]  # fmt: skip


@pytest.mark.parametrize(("cause", "answers"), CLEAR, ids=[f"{cause}-{n}" for n, (cause, _) in enumerate(CLEAR)])
def test_a_clear_case_has_a_clear_cause(cause: str, answers: Mapping[str, Value]) -> None:
    found = diagnose_stall(answers)
    assert found["cause"] == cause
    assert found["because"], "a cause without a reason"
    assert found["plan_cause"] == cause


@pytest.mark.parametrize(
    ("silence", "rhythm", "stalled"),
    [
        ("six weeks", "quarterly", False),
        ("six weeks", "monthly", True),
        ("six weeks", "weekly", True),
        ("eight days", "weekly", False),
        ("five months", "rarely", False),
    ],
)
def test_silence_is_measured_against_the_rhythm_that_was_agreed(silence: str, rhythm: str, stalled: bool) -> None:
    found = diagnose_stall({"time_since": silence, "rhythm": rhythm, "owes": "theirs", "last_contact": "good", "writes": "once"})
    assert (found["cause"] != "normal_silence") is stalled


@pytest.mark.parametrize(
    "sign", [{"writes": "twice"}, {"last_contact": "dry"}, {"feel": "doubtful"}, {"changed": ("goal",)}, {"uneasy": "yes"}]
)
def test_a_short_gap_is_not_called_normal_when_something_else_is_wrong(sign: Mapping[str, Value]) -> None:
    assert diagnose_stall({"time_since": "six weeks", "rhythm": "quarterly", **sign})["cause"] != "normal_silence"


def test_uneasiness_outweighs_everything_else_together() -> None:
    everything: dict[str, Value] = {
        fact.split(":")[0]: fact.split(":")[1] for fact, cause, points in TABLE if points > 0 and cause == "busy"
    }
    assert diagnose_stall({**everything, "uneasy": "unsure"})["cause"] == "boundary"
    assert "draft_situation" not in diagnose_stall({"uneasy": "yes"})


def test_the_reasons_are_answers_that_were_given_strongest_first() -> None:
    found = diagnose_stall({"owes": "mine", "feel": "ashamed", "changed": ("mine", "theirs"), "writes": "twice"})
    assert found["because"] == ("owes:mine", "feel:ashamed", "changed:mine")


def test_who_owes_the_answer_is_not_counted_as_having_written_in_vain() -> None:
    assert diagnose_stall({"owes": "mine", "writes": "twice"})["cause"] == "my_avoidance"
    assert "writes:twice" not in diagnose_stall({"owes": "mine", "writes": "twice"})["because"]  # type: ignore[operator]


def test_a_close_case_says_so_and_names_the_runner_up() -> None:
    found = diagnose_stall({"owes": "mine", "feel": "doubtful"})
    assert found["sure"] == "close"
    assert {found["cause"], found["second"]} == {"my_avoidance", "poor_fit"}
    assert diagnose_stall({"owes": "mine", "feel": "ashamed"})["sure"] == "clear"


def test_without_any_answer_it_is_a_guess_without_reasons() -> None:
    found = diagnose_stall({})
    assert (found["cause"], found["sure"], found["because"]) == ("busy", "guess", ())
    assert "second" not in found


def test_causes_differ_in_message_and_timing() -> None:
    plans = {cause: plan_stall({"cause": cause}) for cause in CAUSES}
    messages = [
        plans[c].get("draft_situation") for c in ("busy", "no_agenda", "goal_reached", "poor_fit", "my_avoidance", "logistics")
    ]
    assert len(set(messages)) == 6 and None not in messages
    assert len({plan["plan_days"] for plan in plans.values()}) >= 5
    assert all("draft_situation" not in plans[cause] for cause in ("boundary", "normal_silence"))


@pytest.mark.parametrize(
    ("writes", "stage", "message"),
    [
        ("none", "first", "stall_nudge"),
        ("once", "first", "stall_nudge"),
        ("twice", "second", "stall_nudge"),
        ("more", "close", "ending"),
    ],
)
def test_the_ladder_has_an_end(writes: str, stage: str, message: str) -> None:
    plan = plan_stall({"cause": "busy", "writes": writes})
    assert (plan["stage"], plan["draft_situation"]) == (stage, message)


def test_the_mentees_own_reading_wins_only_when_ours_was_refused() -> None:
    assert plan_stall({"cause": "busy", "own_cause": "my_avoidance", "cause_right": "no"})["plan_cause"] == "my_avoidance"
    assert plan_stall({"cause": "busy", "own_cause": "my_avoidance", "cause_right": "yes"})["plan_cause"] == "busy"
    assert plan_stall({"cause": "busy", "cause_right": "no"})["plan_cause"] == "busy"


def test_a_date_that_is_near_shortens_the_waiting() -> None:
    assert plan_stall({"cause": "logistics"})["plan_days"] == 56
    assert plan_stall({"cause": "logistics", "due": "soon"})["plan_days"] == 7


def test_normal_silence_is_looked_at_again_when_the_rhythm_is_up() -> None:
    assert plan_stall({"cause": "normal_silence", "time_since": "six weeks", "rhythm": "quarterly"})["plan_days"] == 91 - 42
    assert plan_stall({"cause": "normal_silence", "time_since": "six weeks", "rhythm": "monthly"})["plan_days"] == 7


@pytest.mark.parametrize(
    "words", ["nothing", "Nothing really.", "not much", "I can't remember", "no idea", "none", "nothing that I know of"]
)
def test_nothing_is_not_taken_for_something_that_was_agreed(words: str) -> None:
    assert "agreed" not in diagnose_stall({"last_agreed": words})


@pytest.mark.parametrize("words", ["Nothing but the reference was left", "He would read it", "no meetings before May"])
def test_what_was_agreed_is_kept_as_it_was_said(words: str) -> None:
    assert diagnose_stall({"last_agreed": words})["agreed"] == words


SLOTS: dict[str, list[str]] = {}
for _fact, _cause, _points in TABLE:
    SLOTS.setdefault(_fact.split(":")[0], []).append(_fact.split(":")[1])


@given(
    st.fixed_dictionaries(
        {}, optional={slot: st.sampled_from(sorted(set(values))) for slot, values in SLOTS.items() if slot != "silence"}
    ),
    st.sampled_from(["", "three weeks", "ages", "???", "since March", "2 years"]),
)
def test_it_never_fails_and_always_has_a_plan(answers: dict[str, str], since: str) -> None:
    found = diagnose_stall({**answers, "time_since": since})
    assert found["cause"] in CAUSES
    assert isinstance(found["plan_days"], int) and found["plan_days"] > 0
    assert found.get("second") != found["cause"]
    assert ("draft_situation" in found) is (found["cause"] not in ("boundary", "normal_silence"))


def test_the_table_speaks_about_every_cause() -> None:
    assert {cause for _, cause, points in TABLE if points > 0} == set(CAUSES)
