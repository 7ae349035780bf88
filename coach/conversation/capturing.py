"""Answers that come without being asked for: in the first line, several in one sentence, known from before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coach.conversation.work import Work
from coach.domain.events import Answered
from coach.domain.interview import FlowRun, SlotAnswer
from coach.flows import Ask, parse
from coach.flows.kinds import LONGEST_ANSWER, Parsed
from coach.understanding.corrections import Correction
from coach.understanding.found import Found

_SURE = 0.6
"""Confidence from which a piece of the first line is taken over; it is shown at once and can be corrected."""

_SURE_IN_ANSWER = 0.75
"""The same for pieces that an answer to another question holds."""

_COVERED = 0.55
"""Share of an answer's words that other slots explain, from which it is not taken as the answer to the question as well."""

_MEANT = re.compile(r"^(?:(?:no|nope|wait|sorry|oops|actually|ah|oh)\b[\s,.!:;-]*)*(?:i|what i) (?:actually )?meant?(?: is| was)?\b[\s,:-]*", re.I)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer held: `text` for the pending question (may be empty) and the other slots that were filled."""

    text: str
    others: tuple[str, ...] = ()


def prefill(work: Work, run: FlowRun) -> tuple[str, ...]:
    """Fill a new run from the line that opened it and from earlier interviews. Returns the slots filled from the line."""
    told = _fill(work, run, work.reading.found, _SURE)
    known = work.tools.journal.known()
    reusable = [ask for ask in work.definition(run).asks() if ask.reuse and ask.slot in known and ask.slot not in told]
    for ask in reusable:
        work.emit(Answered(run.id, SlotAnswer(ask.slot, known[ask.slot], "given", "", ())))
    if reusable:
        voice = work.tools.voice
        work.say("known", lines=[{"label": a.label, "answer": voice.shown(a, known[a.slot])} for a in reusable])
    return told


def _fill(work: Work, run: FlowRun, found: Iterable[Found], sure: float, leave: str = "") -> tuple[str, ...]:
    """Put pieces into the questions of the run that have no answer yet. Returns the slots filled."""
    flow = work.definition(run)
    filled: list[str] = []
    for piece in sorted(found, key=lambda f: -f.confidence):
        ask = flow.ask(piece.slot)
        taken = run.answers.get(piece.slot)
        if piece.confidence < sure or piece.slot == leave or piece.slot in filled or (taken is not None and taken.usable):
            continue
        if ask is None:
            work.emit(Answered(run.id, SlotAnswer(piece.slot, piece.value, "given", piece.value)))
            continue
        result = parse(ask, piece.value, work.tools.today())
        if isinstance(result, Parsed):
            work.emit(Answered(run.id, SlotAnswer(piece.slot, result.value, "given", piece.value)))
            filled.append(piece.slot)
    return tuple(filled)


def capture(work: Work, run: FlowRun, ask: Ask) -> Taken:
    """Split a line into the answer to `ask` and answers to other questions of the same interview."""
    text = work.reading.text
    if len(text) > LONGEST_ANSWER:
        return Taken(text)
    if ask.kind in ("choice", "choices", "scale", "yes_no", "date", "duration", "minutes", "number"):
        return Taken(text, _fill(work, run, _others(work, ask), _SURE_IN_ANSWER, ask.slot))
    own = [f for f in work.reading.found if f.slot == ask.slot]
    if ask.kind == "name":
        others = _fill(work, run, work.reading.found, _SURE_IN_ANSWER, ask.slot)
        return Taken(own[0].value if own else _short_name(text, others), others)
    if not ask.capture:
        return Taken(text)
    others = _fill(work, run, _others(work, ask), _SURE_IN_ANSWER, ask.slot)
    pieces = [f for f in work.reading.found if f.slot in others]
    if own and pieces:
        return Taken(own[0].value, others)
    return Taken("" if _coverage(text, pieces) >= _COVERED else text, others)


def without_opening(text: str) -> str:
    """Take the opening of a correction ("no wait, I meant ...") off a new answer to a question that already has one."""
    return _MEANT.sub("", text) or text


def _others(work: Work, ask: Ask) -> list[Found]:
    wanted = set(ask.capture)
    return [f for f in work.reading.found if f.slot != ask.slot and (not wanted or f.slot in wanted)]


def _short_name(text: str, others: tuple[str, ...]) -> str:
    """Take a short line as a name whatever its script; a longer one that told other things is no name."""
    name = re.sub(r"^(?:it'?s|to|for|her name is|his name is|their name is|my mentor is|called|he'?s|she'?s)\s+", "", text, flags=re.I)
    return "" if others and len(name.split()) > 5 else name


def _coverage(text: str, pieces: list[Found]) -> float:
    words = len(re.findall(r"\w+", text)) or 1
    return sum(len(re.findall(r"\w+", f.value)) + 1 for f in pieces) / words


def note_captured(work: Work, run: FlowRun, slots: tuple[str, ...]) -> None:
    """Show what was picked up from free text, so that it can be corrected."""
    flow = work.definition(run)
    asks = [ask for slot in slots if (ask := flow.ask(slot)) is not None]
    if asks:
        voice = work.tools.voice
        work.say("picked_up", lines=[{"label": a.label, "answer": voice.shown(a, run.value(a.slot))} for a in asks])
