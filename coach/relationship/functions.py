"""The functions that interviews may call, by name: values by slot in, values by slot out, no clock, no records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from coach.domain.interview import Value
from coach.relationship.advice import pick_advice, split_advice
from coach.relationship.disagreement import choose_course, weigh_disagreement
from coach.relationship.ending import kind_of_ending
from coach.relationship.fit import compare_fit
from coach.relationship.goals import sharpen_goal
from coach.relationship.meetings import plan_meeting
from coach.relationship.pulse import read_pulse
from coach.relationship.stall import diagnose_stall, plan_stall

FUNCTIONS: Final[Mapping[str, Callable[[Mapping[str, Value]], Mapping[str, Value]]]] = {
    "choose_course": choose_course,
    "compare_fit": compare_fit,
    "diagnose_stall": diagnose_stall,
    "kind_of_ending": kind_of_ending,
    "pick_advice": pick_advice,
    "plan_meeting": plan_meeting,
    "plan_stall": plan_stall,
    "read_pulse": read_pulse,
    "sharpen_goal": sharpen_goal,
    "split_advice": split_advice,
    "weigh_disagreement": weigh_disagreement,
}
