"""Enough questions: end an interview with what is known."""

from __future__ import annotations

import re

from coach.conversation.capturing import take_facts
from coach.conversation.interviewing import current, proceed
from coach.conversation.work import Work
from coach.domain.events import Answered, CursorMoved
from coach.domain.interview import SlotAnswer
from coach.flows import advance
from coach.flows.model import End, FlowDef, flatten

_LONGEST = 60
"""Questions that are left open at most; no interview has as many."""

_ENOUGH = re.compile(
    r"^(?:ok(?:ay)?|so|well|now|please|yes)?[\s,.!-]*(?:go|go ahead|go on then|just (?:write|draft|do|make|show) (?:it|me)|(?:write|draft|make) it(?: now| up)?|"
    r"that(?:'s|s| is) (?:all|it|enough|everything)|enough(?: questions| now)?|no more questions|do it|finish(?: it)?|let(?:'s|s) see it|"
    r"(?:just )?tell me what to do(?: now)?|show me(?: the (?:draft|message|plan|page|agenda|sheet))?)[\s.!]*$",
    re.I,
)
_MESSAGE = re.compile(
    r"^(?:ok(?:ay)?|so|now|please)?[\s,.!-]*(?:draft|write|make)(?: me)? (?:a|an|the|that|my) (?:short |quick |polite |friendly )*"
    r"(?:nudge|message|e-?mail|mail|note|reminder|draft|text|letter|agenda|page|plan)(?: (?:to|for) (?:her|him|them))?[\s.!]*$",
    re.I,
)


def wants_result(text: str, flow: FlowDef) -> bool:
    """Return whether a line says that the questions should end here, or asks for the message that this interview writes."""
    if _ENOUGH.match(text):
        return True
    return bool(_MESSAGE.match(text)) and any(isinstance(step, End) and step.draft for step in flatten(flow))


def finish_early(work: Work) -> None:
    """Leave every open question open and show the result; only what a message cannot do without is still asked."""
    run = current(work)
    work.emit(CursorMoved(run.id, None))
    for _ in range(_LONGEST):
        outcome = advance(work.definition(run), current(work), work.tools.functions)
        if outcome.ask is None or outcome.problem:
            break
        work.emit(Answered(run.id, SlotAnswer(outcome.ask.slot, None, "skipped", "", outcome.reads)))
    proceed(work)


def facts_afterwards(work: Work) -> None:
    """Take facts that come after the result is there, and show the result as it reads with them."""
    take_facts(work)
    proceed(work, says=False)
