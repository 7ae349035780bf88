""""No, I meant my manager", "actually make it 20": changing an answer without looking for it."""

from __future__ import annotations

from coach.conversation.interviewing import answer, current, proceed
from coach.conversation.work import Work
from coach.domain.events import Answered, CursorMoved
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.spans import minutes_in
from coach.flows import Ask, FlowDef, parse, put
from coach.flows.kinds import Parsed
from coach.understanding import Correction, Found


def correct_line(work: Work) -> None:
    """Change what the line corrects, say what is now known, and go on; the question stays when nothing matches."""
    run, correction = current(work), work.reading.correction
    assert correction is not None
    changed = _apply(work, run, correction)
    if not changed:
        if work.state.asking is not None:
            answer(work)
            return
        work.say("not_corrected")
        return
    flow, voice = work.definition(run), work.tools.voice
    run = current(work)
    lines = []
    for slot in changed:
        ask = flow.ask(slot)
        if ask is not None and run.value(slot) is not None:
            lines.append({"label": ask.label, "answer": voice.shown(ask, run.value(slot))})
    if lines:
        work.say("corrected", lines=lines)
    proceed(work, says=False)


def _apply(work: Work, run: FlowRun, correction: Correction) -> list[str]:
    """Store every new value that fits a question of the interview. Returns the slots changed."""
    flow = work.definition(run)
    changed = [piece.slot for piece in correction.new if _store(work, flow, piece)]
    if not changed:
        slot = _meant(work, run, correction)
        if slot is not None and _store(work, flow, Found(slot, correction.text, 0, len(correction.text), 1.0)):
            changed.append(slot)
    if "mentor_role" in changed and "mentor_name" not in changed:
        _forget_stale(work, run, correction)
    return changed


def _store(work: Work, flow: FlowDef, piece: Found) -> bool:
    run = current(work)
    ask = flow.ask(piece.slot)
    if ask is None:
        if piece.slot in run.answers:
            work.emit(Answered(run.id, SlotAnswer(piece.slot, piece.value, "given", piece.value)))
            return True
        return False
    text = f"{piece.value} minutes" if ask.kind == "minutes" and piece.value.isdecimal() else piece.value
    result = parse(ask, text, work.tools.today())
    if not isinstance(result, Parsed):
        return False
    before = run.answers.get(piece.slot)
    reads = before.reads if before is not None else ()
    stored = put(flow, run, SlotAnswer(piece.slot, result.value, "given", piece.value, reads))
    work.emit(*(Answered(run.id, a) for a in stored), CursorMoved(run.id, None))
    return True


def _meant(work: Work, run: FlowRun, correction: Correction) -> str | None:
    """Find which answer a bare new value replaces: by the old value, else by its kind, the latest answer first."""
    flow, given = work.definition(run), [a for a in run.answers.values() if a.usable and a.status == "given"]
    old = correction.old.lower()
    if old:
        return next((a.slot for a in reversed(given) if old in str(a.value).lower()), None)
    number = any(c.isdigit() for c in correction.text) or minutes_in(correction.text) is not None
    for answer_given in reversed(given):
        ask = flow.ask(answer_given.slot)
        if ask is not None and _same_kind(work, ask, correction.text, number):
            return answer_given.slot
    return None


def _same_kind(work: Work, ask: Ask, text: str, number: bool) -> bool:
    if number:
        unit = f"{text} minutes" if ask.kind == "minutes" and text.isdecimal() else text
        return ask.kind in ("minutes", "number", "scale", "date", "duration") and isinstance(parse(ask, unit, work.tools.today()), Parsed)
    return ask.kind in ("choice", "yes_no", "date") and isinstance(parse(ask, text, work.tools.today()), Parsed)


def _forget_stale(work: Work, run: FlowRun, correction: Correction) -> None:
    """A corrected person has another title: drop the old one."""
    if "mentor_title" in run.answers and all(piece.slot != "mentor_title" for piece in correction.new):
        work.emit(Answered(run.id, SlotAnswer("mentor_title", None, "skipped")))
