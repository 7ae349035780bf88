"""The interview engine: steps as data, slot kinds, closed conditions, whole-set checks, a pure `advance`."""

from coach.flows.engine import Outcome, active_values, advance, go_back, jump, put, review
from coach.flows.kinds import Problem, names_choice, parse
from coach.flows.loader import FlowBook, load_flows, open_flows
from coach.flows.model import Ask, Choice, End, FlowDef, Say

__all__ = [
    "Ask",
    "Choice",
    "End",
    "FlowBook",
    "FlowDef",
    "Outcome",
    "Problem",
    "Say",
    "active_values",
    "advance",
    "go_back",
    "jump",
    "load_flows",
    "names_choice",
    "open_flows",
    "parse",
    "put",
    "review",
]
