"""Answers that come without being asked for: in the first line, several in one sentence, known from before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.conversation.hearing import hear_opening
from coach.conversation.reading import Reading
from coach.conversation.work import Work
from coach.domain.events import Answered
from coach.domain.interview import FlowRun, SlotAnswer
from coach.flows import Ask, parse
from coach.flows.kinds import LONGEST_ANSWER, Parsed
from coach.understanding.found import Found
from coach.understanding.names import read_name
from coach.understanding.slots import SLOTS

_SURE = 0.6
"""Confidence from which a piece of the first line is taken over; it is shown at once and can be corrected."""

_SURE_IN_ANSWER = 0.75
"""The same for pieces that an answer to another question holds."""

_COVERED = 0.55
"""Share of an answer's words that other slots explain, from which it is not taken as the answer to the question as well."""

_MATTERS = ("topic", "goal", "when")
"""What a remark beside a choice must not fill: "boring, he talked about golf"."""

_LONGEST_NAME = 4

_ALL_FACTS = 0.8
"""The same share for a line that is nothing but facts for other questions; those may then replace earlier answers."""

_CLOSED = ("choice", "choices", "scale", "yes_no", "number")
"""Kinds whose answers are read as one of a few, so that nothing is taken over from another interview."""

_GOAL_END = re.compile(r"\s+and\s+(?:i|we|want|ask|need|am|would|have|hope|there|my)\b", re.I)
"""Where a wish ends and the next part of a long first line begins."""

_MEANT = re.compile(
    r"^(?:(?:no|nope|wait|sorry|oops|actually|ah|oh)\b[\s,.!:;-]*)*(?:i|what i) (?:actually )?meant?(?: is| was)?\b[\s,:-]*", re.I
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer held: `text` for the pending question (may be empty) and the other slots that were filled."""

    text: str
    others: tuple[str, ...] = ()


def prefill(work: Work, run: FlowRun) -> tuple[str, ...]:
    """Fill a new run from the line that opened it and from earlier interviews. Returns the slots filled from the line."""
    hear_opening(work)
    told = _fill(work, run, gathered(work.reading, run.flow), _SURE)
    told += _from_interrupted(work, run, told)
    told += spotted(work, run)
    told += _bare_name(work, run, told)
    known = work.tools.journal.known()
    reusable = [ask for ask in work.definition(run).asks() if ask.reuse and ask.slot in known and ask.slot not in told]
    for ask in reusable:
        work.emit(Answered(run.id, SlotAnswer(ask.slot, known[ask.slot], "given", "", ())))
    if reusable:
        voice = work.tools.voice
        work.say("known", lines=[{"label": a.label, "answer": voice.shown(a, known[a.slot])} for a in reusable])
    return told


def _bare_name(work: Work, run: FlowRun, told: tuple[str, ...]) -> tuple[str, ...]:
    """Take a line that is nothing but a name as the person it is about: "/intro Ada Lovelace"."""
    text = (work.command.text or work.reading.text).strip()
    asked = "mentor_name" not in told and work.definition(run).ask("mentor_name") is not None
    if not asked or not work.tools.judge(_is_name, text):
        return ()
    return _fill(work, run, (Found("mentor_name", text, 0, len(text), 1.0),), _SURE)


def _is_name(text: str) -> bool:
    name = read_name(text, 0, "known") if text[:1].isupper() and len(text.split()) <= _LONGEST_NAME else None
    return name is not None and name.end == len(text)


def gathered(reading: Reading, flow: str) -> tuple[Found, ...]:
    """Return the facts of a line that opens `flow`: where a message or a meeting is prepared, loose clauses count as well."""
    if not (flow.startswith("draft_") or flow == "prepare_meeting"):
        return reading.found
    sure = {fact.slot for fact in reading.found if fact.confidence >= _SURE}
    facts = (*reading.found, *(fact for fact in reading.loose if fact.slot not in sure))
    if flow != "draft_intro" or any(fact.slot == "topic" and fact.confidence >= _SURE for fact in facts):
        return facts
    return tuple(
        replace(fact, slot="topic", value=f"to {_GOAL_END.split(fact.value)[0]}") if fact.slot == "goal" else fact
        for fact in facts
    )


def _from_interrupted(work: Work, run: FlowRun, told: tuple[str, ...]) -> tuple[str, ...]:
    """Take over what the interviews underneath know of the same people and matters."""
    flow = work.definition(run)
    filled: list[str] = []
    for below in work.state.stack[:-1]:
        for answer in below.answers.values():
            ask, source = flow.ask(answer.slot), work.definition(below).ask(answer.slot)
            same = ask is not None and (source is None or source.kind == ask.kind) and ask.kind not in _CLOSED
            if same and answer.slot in SLOTS and answer.status == "given" and answer.usable and answer.slot not in told:
                work.emit(Answered(run.id, replace(answer, reads=(), doubt="")))
                filled.append(answer.slot)
    return tuple(filled)


def spotted(work: Work, run: FlowRun) -> tuple[str, ...]:
    """Take a choice whose telling words stand in the opening line, when only one choice has any."""
    filled: list[str] = []
    for ask in work.definition(run).asks():
        hits = work.tools.judge(_told, ask, work.reading.text) if ask.kind == "choice" else ()
        before = run.answers.get(ask.slot)
        if len(hits) == 1 and (before is None or before.doubt):
            work.emit(Answered(run.id, SlotAnswer(ask.slot, ask.choices[hits[0]].value, "given")))
            filled.append(ask.slot)
    return tuple(filled)


def _told(ask: Ask, text: str) -> tuple[int, ...]:
    """Return the places of the choices whose telling words stand in a line."""
    words = " ".join(re.findall(r"[\w']+", text.lower()))
    return tuple(place for place, c in enumerate(ask.choices) if any(f" {word.lower()} " in f" {words} " for word in c.spots))


def _fill(work: Work, run: FlowRun, found: Iterable[Found], sure: float, *, again: bool = False) -> tuple[str, ...]:
    """Put pieces into the questions of the run that have no answer yet, or `again` into any. Returns the slots filled."""
    flow = work.definition(run)
    filled: list[str] = []
    for piece in sorted(found, key=lambda f: -f.confidence):
        ask = flow.ask(piece.slot)
        taken = run.answers.get(piece.slot)
        if piece.confidence < sure or piece.slot in filled or (not again and taken is not None and taken.usable):
            continue
        if ask is None:
            if piece.slot in SLOTS and taken is None:
                work.emit(Answered(run.id, SlotAnswer(piece.slot, piece.value, "given", piece.value)))
            continue
        result = work.tools.judge(parse, ask, _in_full(work.reading.text, piece), work.tools.today())
        if isinstance(result, Parsed):
            work.emit(Answered(run.id, SlotAnswer(piece.slot, result.value, "given", piece.value)))
            filled.append(piece.slot)
    return tuple(filled)


def _in_full(text: str, piece: Found) -> str:
    """Return a topic with the `my` that stood before it, and a LinkedIn note as one, so that both read as they were said."""
    before, after = text[: piece.start].rstrip().lower(), text[piece.end :]
    if piece.slot == "channel" and re.match(r"\s+(?:connection\s+)?(?:note|request|invit\w+)\b", after, re.I):
        return f"{piece.value} note"
    mine = piece.slot == "topic" and text[piece.start : piece.end] == piece.value and before.endswith((" my", "\nmy"))
    return f"my {piece.value}" if mine else piece.value


def capture(work: Work, run: FlowRun, ask: Ask) -> Taken:
    """Split a line into the answer to `ask` and answers to other questions of the same interview."""
    text = work.reading.text
    if len(text) > LONGEST_ANSWER:
        return Taken(text)
    facts = _all(work.reading)
    elsewhere = [f for f in facts if f.slot != ask.slot and work.definition(run).ask(f.slot) is not None]
    if (
        not any(f.slot == ask.slot for f in facts)
        and _coverage(text, elsewhere) >= _ALL_FACTS
        and not _fits(work, run, ask, elsewhere)
    ):
        return Taken("", _fill(work, run, elsewhere, _SURE_IN_ANSWER, again=True))
    if ask.kind in _CLOSED or ask.kind in ("date", "duration", "minutes"):
        hard = [f for f in _others(work, ask) if f.slot in ask.capture or f.slot not in _MATTERS]
        return Taken(text, _fill(work, run, hard, _SURE_IN_ANSWER))
    own = [f for f in facts if f.slot == ask.slot]
    if ask.kind == "name":
        others = _fill(work, run, [f for f in facts if f.slot != ask.slot], _SURE_IN_ANSWER)
        others += spotted(work, run)
        return Taken(own[0].value if own else work.tools.judge(_short_name, text, others), others)
    if not ask.capture:
        return Taken(text)
    others = _fill(work, run, _others(work, ask), _SURE_IN_ANSWER)
    pieces = [f for f in facts if f.slot in others]
    if own and pieces:
        return Taken(own[0].value, others)
    return Taken("" if _coverage(text, pieces) >= _COVERED else text, others)


def only_facts(work: Work, run: FlowRun) -> tuple[Found, ...]:
    """Return the facts for questions of `run` when the line is nothing else: "20 minutes, about ML", or a bare name."""
    text, flow = work.reading.text.strip(), work.definition(run)
    facts = tuple(f for f in _all(work.reading) if flow.ask(f.slot) is not None and f.confidence >= _SURE_IN_ANSWER)
    if facts and _coverage(text, list(facts)) >= _ALL_FACTS:
        return facts
    whole = flow.ask("mentor_name") is not None and _is_name(text)
    return (Found("mentor_name", text, 0, len(text), 1.0),) if whole else ()


def take_facts(work: Work) -> None:
    """Put a line of facts into the run on top, also over earlier answers, and say what is known now."""
    run = work.state.top
    assert run is not None
    note_captured(work, run, _fill(work, run, only_facts(work, run), _SURE_IN_ANSWER, again=True))


def _fits(work: Work, run: FlowRun, ask: Ask, facts: list[Found]) -> bool:
    """Return whether a line of facts for other questions answers this one all the same.

    A name answers a question for a name, and free words one for free words, whatever else can be read in them.
    """
    if ask.kind not in ("text", "long_text"):
        return isinstance(work.tools.judge(parse, ask, work.reading.text, work.tools.today()), Parsed)
    kinds = {other.kind for f in facts if (other := work.definition(run).ask(f.slot)) is not None}
    return (
        kinds <= {"text", "long_text"}
        or kinds == {"name"}
        or all(run.value(f.slot) is not None and f.value in str(run.value(f.slot)) for f in facts)
    )


def without_opening(text: str) -> str:
    """Take the opening of a correction ("no wait, I meant ...") off a new answer to a question that already has one."""
    return _MEANT.sub("", text) or text


def _others(work: Work, ask: Ask) -> list[Found]:
    wanted = set(ask.capture)
    return [f for f in _all(work.reading) if f.slot != ask.slot and (not wanted or f.slot in wanted)]


def _all(reading: Reading) -> tuple[Found, ...]:
    sure = {fact.slot for fact in reading.found if fact.confidence >= _SURE_IN_ANSWER}
    return (*reading.found, *(fact for fact in reading.loose if fact.slot not in sure))


def _short_name(text: str, others: tuple[str, ...]) -> str:
    """Take a short line as a name whatever its script; a longer one that told other things is no name."""
    name = re.sub(
        r"^(?:it'?s|to|for|her name is|his name is|their name is|my mentor is|called|he'?s|she'?s)\s+", "", text, flags=re.I
    )
    if len(name.split()) <= _LONGEST_NAME + 1:
        return name
    first = read_name(name, 0, "known")
    return "" if others and first is None else name[: first.end] if first is not None else name


def _coverage(text: str, pieces: list[Found]) -> float:
    words = len(re.findall(r"\w+", text)) or 1
    return sum(len(re.findall(r"\w+", f.value)) + 1 for f in pieces) / words


def note_captured(work: Work, run: FlowRun, slots: tuple[str, ...]) -> None:
    """Show what was picked up from free text, so that it can be corrected."""
    flow, run = work.definition(run), work.state.top or run
    asks = [ask for slot in slots if (ask := flow.ask(slot)) is not None]
    if asks:
        voice = work.tools.voice
        work.say(
            "picked_up",
            lines=[
                {"slot": a.slot, "value": run.value(a.slot), "label": a.label, "answer": voice.shown(a, run.value(a.slot))}
                for a in asks
            ],
        )
