""" "No, I meant my manager", "actually make it 20": changing an answer without looking for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from coach.conversation.capturing import spotted
from coach.conversation.finishing import preview
from coach.conversation.interviewing import answer, ask_again, current, proceed
from coach.conversation.work import Work
from coach.domain.events import Answered, CursorMoved
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.spans import minutes_in
from coach.domain.turn import Action
from coach.flows import Ask, FlowDef, parse, put
from coach.flows.kinds import Parsed
from coach.understanding.corrections import Correction
from coach.understanding.found import Found

_CLEARLY_MEANT = 0.8
_SPARE = ("name", "choice", "choices", "yes_no", "scale", "number")
"""Kinds of answers that no whole sentence takes the place of."""
_WHOLE_ANSWER = 3
"""Words from which a bare correction replaces an answer in free words; a shorter one may be a piece of it."""


def correct_line(work: Work) -> None:
    """Change what the line corrects, say what is now known, and go on; the question stays when nothing matches."""
    run, correction = current(work), work.reading.correction
    assert correction is not None
    if correction.clause:
        _correct_late(work, run, correction)
        return
    meant = [] if correction.found else _meant(work, run, correction)
    if len(meant) > 1:
        _ask_which(work, run, meant, correction.value)
        return
    changed = _apply(work, run, correction, meant)
    if not changed and correction.confidence >= _CLEARLY_MEANT:
        changed = _change_the_last(work, run, correction)
        if not changed:
            return
    if not changed:
        if work.state.asking is not None:
            answer(work)
            return
        work.say("not_corrected")
        return
    _confirm(work, changed)
    if work.state.asking is not None:
        preview(work, current(work))
    proceed(work, says=False)


def _correct_late(work: Work, run: FlowRun, correction: Correction) -> None:
    """Take a sentence that takes something back as the last answer anew; else as the facts in it, else ask for that answer again."""
    flow = work.definition(run)
    last = _last_given(run, flow)
    ask = flow.ask(last) if last is not None else None
    whole = Found(last or "", correction.value, 0, len(correction.value), 1.0)
    if ask is not None and work.state.asking is not None and ask.kind not in _SPARE and _store(work, flow, whole):
        _confirm(work, [ask.slot])
    elif changed := [piece.slot for piece in correction.found if piece.slot in run.answers and _store(work, flow, piece)]:
        _confirm(work, changed)
    elif last is not None and work.state.asking is not None:
        work.say("last_again")
        work.emit(CursorMoved(run.id, last))
    else:
        work.say("not_corrected")
        return
    proceed(work, says=False)


def _last_given(run: FlowRun, flow: FlowDef) -> str | None:
    """Return the slot of the question that was answered last."""
    given = (a.slot for a in reversed(tuple(run.answers.values())) if a.status == "given" and a.usable)
    return next((slot for slot in given if flow.ask(slot) is not None), None)


def _change_the_last(work: Work, run: FlowRun, correction: Correction) -> list[str]:
    """Take a clear correction that names nothing as one of the last answer: replace it, or put its question once more."""
    flow = work.definition(run)
    last = _last_given(run, flow)
    if last is None or last == work.state.pending:
        work.say("not_corrected")
        if work.state.asking is not None:
            ask_again(work)
        return []
    ask = flow.ask(last)
    whole = ask is not None and (ask.kind not in ("text", "long_text") or len(correction.value.split()) >= _WHOLE_ANSWER)
    if whole and _store(work, flow, Found(last, correction.value, 0, len(correction.value), 1.0)):
        return [last]
    work.emit(CursorMoved(run.id, last))
    proceed(work, says=False)
    return []


def set_answer(work: Work) -> None:
    """Give one answer by its slot: `set SLOT TEXT`, as offered when a correction could mean several."""
    slot, _, text = work.command.argument.partition(" ")
    run = current(work)
    if _store(work, work.definition(run), Found(slot, text, 0, len(text), 1.0)):
        _confirm(work, [slot])
    else:
        work.say("not_corrected")
    proceed(work, says=False)


def _ask_which(work: Work, run: FlowRun, slots: list[str], text: str) -> None:
    """A bare new value that fits several answers: offer them."""
    flow, voice = work.definition(run), work.tools.voice
    asks = [ask for slot in slots if (ask := flow.ask(slot)) is not None]
    work.say("which_answer", value=text, lines=[{"label": a.label, "answer": voice.shown(a, run.value(a.slot))} for a in asks])
    work.offer(*(Action(f"/set {a.slot} {text}", a.label) for a in asks))


def _confirm(work: Work, slots: list[str]) -> None:
    run = current(work)
    flow, voice = work.definition(run), work.tools.voice
    asks = [ask for slot in slots if (ask := flow.ask(slot)) is not None and run.value(slot) is not None]
    if asks:
        work.say("corrected", lines=[{"label": a.label, "answer": voice.shown(a, run.value(a.slot))} for a in asks])


def _apply(work: Work, run: FlowRun, correction: Correction, meant: list[str]) -> list[str]:
    """Store every new value that fits a question of the interview. Returns the slots changed."""
    flow = work.definition(run)
    named = _meant(work, run, correction) if correction.replaced else []
    elsewhere = bool(named) and all(piece.slot not in named for piece in correction.found)
    changed = [] if elsewhere else [piece.slot for piece in correction.found if _store(work, flow, piece)]
    if not changed:
        meant = meant or _meant(work, run, correction)
        if meant and _store(work, flow, Found(meant[0], correction.value, 0, len(correction.value), 1.0)):
            changed.append(meant[0])
    if "mentor_role" in changed:
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
    result = work.tools.judge(parse, ask, text, work.tools.today())
    if not isinstance(result, Parsed):
        return False
    before = run.answers.get(piece.slot)
    reads = before.reads if before is not None else ()
    stored = put(flow, run, SlotAnswer(piece.slot, result.value, "given", piece.value, reads))
    work.emit(*(Answered(run.id, a) for a in stored), CursorMoved(run.id, None))
    return True


def _meant(work: Work, run: FlowRun, correction: Correction) -> list[str]:
    """Find which answers a bare new value may replace: by the old value where it was said, else by kind, the latest first."""
    flow, given = work.definition(run), [a for a in run.answers.values() if a.usable and a.status == "given"]
    old = correction.replaced.lower()
    if old:
        return [a.slot for a in reversed(given) if old in str(a.value).lower() or old in a.said.lower()][:1]
    open_ones = [a for a in run.answers.values() if a.status in ("skipped", "unknown", "declined")]
    number = work.tools.judge(_holds_number, correction.value)
    for group in (given, open_ones):
        fit = [
            a.slot
            for a in reversed(group)
            if (ask := flow.ask(a.slot)) is not None and _same_kind(work, ask, correction.value, number)
        ]
        if fit:
            return fit[:4]
    return []


def _holds_number(text: str) -> bool:
    return any(c.isdigit() for c in text) or minutes_in(text) is not None


def _same_kind(work: Work, ask: Ask, text: str, number: bool) -> bool:
    if number:
        unit = f"{text} minutes" if ask.kind == "minutes" and text.isdecimal() else text
        return ask.kind in ("minutes", "number", "scale", "date", "duration") and isinstance(
            work.tools.judge(parse, ask, unit, work.tools.today()), Parsed
        )
    return ask.kind in ("choice", "yes_no", "date") and isinstance(work.tools.judge(parse, ask, text, work.tools.today()), Parsed)


_PERSONAL: Final = ("relation",)
"""Choices that say who the person is, so that another person puts them in doubt."""


def _forget_stale(work: Work, run: FlowRun, correction: Correction) -> None:
    """Another person is meant: drop the old title, and choices that only the opening line had suggested."""
    if "mentor_title" in run.answers and all(piece.slot != "mentor_title" for piece in correction.found):
        work.emit(Answered(run.id, SlotAnswer("mentor_title", None, "skipped")))
    flow = work.definition(run)
    for given in run.answers.values():
        ask = flow.ask(given.slot)
        if ask is not None and ask.slot in _PERSONAL and not given.said and any(c.spots for c in ask.choices):
            work.emit(Answered(run.id, replace(given, doubt="mentor_name")))
    spotted(work, current(work))
