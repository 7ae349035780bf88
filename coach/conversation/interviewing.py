"""Running interviews: open, ask, take an answer, go back, review, leave, come back."""

from __future__ import annotations

import uuid

from coach.conversation.capturing import capture, note_captured, prefill, without_opening
from coach.conversation.finishing import enough_said, finish
from coach.conversation.hearing import hear_answer
from coach.conversation.work import Work
from coach.domain.events import Answered, Asked, CursorMoved, FlowClosed, FlowOpened, SafetyRaised
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.turn import Action
from coach.flows import Ask, Outcome, Problem, advance, go_back, jump, parse, put, review
from coach.flows.kinds import LONGEST_ANSWER, Parsed

_MOST_TRIES = 2
"""Misses at one question before the choices for leaving it are shown; the third is never a rephrasing."""


def open_flow(work: Work) -> None:
    """Begin the interview that the command names, with everything that the line already tells."""
    flow = work.command.flow
    interrupted = work.state.top
    if interrupted is not None and interrupted.done:
        work.emit(FlowClosed(interrupted.id, "completed"))
        interrupted = work.state.top
    if interrupted is not None and interrupted.flow == flow:
        take_up(work)
        return
    if work.command.text and not work.reading.text.endswith(work.command.text):
        work.reading = work.tools.ears.read(work.command.text)
    run_id = uuid.uuid4().hex[:12]
    work.emit(FlowOpened(run_id, flow, work.tools.now()))
    run = current(work)
    told = prefill(work, run)
    opens = work.tools.voice.text(work.definition(run).opens, work.values(current(work)))
    if opens:
        work.parts.append(opens)
    if interrupted is not None:
        work.say("paused", title=work.definition(interrupted).title)
    note_captured(work, current(work), told)
    proceed(work)


def current(work: Work) -> FlowRun:
    """Return the run on top. Only called when there is one."""
    run = work.state.top
    assert run is not None
    return run


def proceed(work: Work, *, says: bool = True) -> None:
    """Go to the next open question, or to the end, of the interview on top."""
    run = current(work)
    outcome = advance(work.definition(run), run, work.tools.functions)
    derived = [a for a in outcome.run.answers.values() if a.status == "derived" and run.answers.get(a.slot) != a]
    work.emit(*(Answered(run.id, a) for a in derived))
    values = work.values(current(work))
    if says:
        work.parts += work.tools.voice.says(outcome.says, values)
    if outcome.ask is not None:
        _put_question(work, outcome, outcome.ask)
        return
    needed = finish(work, current(work), outcome)
    if needed is not None:
        work.say("still_needed", label=_label(work, run, needed))
        work.emit(CursorMoved(run.id, needed), Asked(run.id, needed, outcome.progress, 0, (*run.eased, f"needed:{needed}")))
        proceed(work, says=False)


def _put_question(work: Work, outcome: Outcome, ask: Ask) -> None:
    run = current(work)
    fresh = work.state.pending != ask.slot
    work.emit(Asked(run.id, ask.slot, outcome.progress, 0 if fresh else run.misses, run.eased))
    run = current(work)
    before = run.answers.get(ask.slot)
    doubt = _label(work, run, before.doubt) if before is not None and before.doubt else None
    problem = work.tools.voice.text(outcome.problem, work.values(run)) if outcome.problem else None
    show_question(work, ask, doubt=doubt, problem=problem)


def show_question(work: Work, ask: Ask, **extra: object) -> None:
    """Put a question, with its choices as things to choose; a bare number then belongs to it."""
    run = current(work)
    work.parts.append(work.tools.voice.question(ask, run, work.values(run), **extra))
    work.numbers_answer = True
    if ask.kind == "choice":
        work.offer(*(Action(str(n), c.label) for n, c in enumerate(ask.choices, 1)))
    if enough_said(work, run):
        work.offer(Action("/enough", "Write it with what we have"))


def _label(work: Work, run: FlowRun, slot: str) -> str:
    ask = work.definition(run).ask(slot)
    return ask.label if ask is not None else slot


def pending_ask(work: Work) -> Ask:
    """Return the question that waits for an answer."""
    run = current(work)
    ask = work.definition(run).ask(work.state.pending or "")
    assert ask is not None
    return ask


def answer(work: Work) -> None:
    """Take the line as the answer to the pending question, together with everything else it tells."""
    run, ask = current(work), pending_ask(work)
    if work.state.safety:
        work.emit(SafetyRaised(""))
    if len(work.reading.text) <= LONGEST_ANSWER:
        hear_answer(work)
    taken = capture(work, run, ask)
    text = without_opening(taken.text) if ask.slot in run.answers else taken.text
    result = work.tools.judge(parse, ask, text, work.tools.today()) if text else Problem("no_words")
    if isinstance(result, Problem):
        if taken.others and result.code in ("no_choice", "not_yes_no", "not_a_date", "not_minutes", "not_a_span", "no_words"):
            note_captured(work, current(work), taken.others)
            proceed(work)
            return
        _miss(work, ask, result)
        return
    outcome = advance(work.definition(run), run, work.tools.functions)
    store(work, SlotAnswer(ask.slot, result.value, "given", text, outcome.reads))
    note_captured(work, current(work), taken.others)
    proceed(work)


def store(work: Work, new: SlotAnswer) -> None:
    """Store an answer and what follows from it, return to the first open question, and name what became doubtful."""
    run = current(work)
    stored = put(work.definition(run), run, new)
    work.emit(*(Answered(run.id, a) for a in stored), CursorMoved(run.id, None))
    doubtful = [_label(work, run, a.slot) for a in stored if a.doubt]
    if doubtful:
        work.say("doubtful", changed=_label(work, run, new.slot), doubtful=doubtful)


def missed(work: Work) -> bool:
    """Count a line that was no answer. At the third in a row show the ways out of the question and return True."""
    run, ask = current(work), pending_ask(work)
    misses = run.misses + 1
    work.emit(Asked(run.id, ask.slot, run.shown, misses, run.eased))
    if misses <= _MOST_TRIES:
        return False
    example = work.tools.voice.text(ask.example, work.values(run)) or None
    work.numbers_answer = True
    work.say("stuck_at_question", label=ask.label, example=example, choices=[c.label for c in ask.choices])
    work.offer(Action("/skip", "Skip it"), Action("/back", "Back"), Action("/cancel", "Stop here"), Action("/help", "Help"))
    return True


def _miss(work: Work, ask: Ask, problem: Problem) -> None:
    if missed(work):
        return
    work.parts.append(work.tools.voice.problem(problem))
    show_question(work, ask)


def keep(work: Work) -> None:
    """Take a bare Enter: keep the earlier answer where there is one, else stay where we are."""
    run = work.state.asking
    if run is None:
        work.say("empty", asking=False)
        return
    ask = pending_ask(work)
    before = run.answers.get(ask.slot)
    if before is None or (not before.usable and not before.doubt):
        work.say("empty", asking=True)
        show_question(work, ask)
        return
    outcome = advance(work.definition(run), run, work.tools.functions)
    store(work, SlotAnswer(ask.slot, before.value, before.status, before.said, outcome.reads))
    proceed(work)


def leave_open(work: Work) -> None:
    """Take skip, "don't know" and "rather not say" as answers; the first "don't know" gets an easier question."""
    run, ask = current(work), pending_ask(work)
    status = {"skip": "skipped", "dont_know": "unknown", "decline": "declined"}[work.command.name]
    first_try = ask.slot not in run.eased
    if (status == "unknown" and ask.easier and first_try) or (ask.required and first_try):
        work.emit(Asked(run.id, ask.slot, run.shown, run.misses, (*run.eased, ask.slot)))
        name = "easier" if status == "unknown" and ask.easier else "needed"
        work.say(name, why=work.tools.voice.text(ask.why, work.values(run)))
        show_question(work, ask)
        return
    outcome = advance(work.definition(run), run, work.tools.functions)
    store(work, SlotAnswer(ask.slot, None, status, work.command.text, outcome.reads))  # type: ignore[arg-type]
    work.say("left_open", status=status)
    proceed(work)


def back(work: Work) -> None:
    """Return to the question before; later answers stay."""
    run = current(work)
    slot = go_back(work.definition(run), run, work.tools.functions)
    if slot is None:
        work.say("at_the_start")
    else:
        work.emit(CursorMoved(run.id, slot))
    proceed(work, says=False)


def why(work: Work) -> None:
    """Say why the question is asked; it stays."""
    run, ask = current(work), pending_ask(work)
    work.say("why", why=work.tools.voice.text(ask.why, work.values(run)))
    show_question(work, ask)


def example(work: Work) -> None:
    """Show an example answer; the question stays."""
    run, ask = current(work), pending_ask(work)
    work.say("example", example=work.tools.voice.text(ask.example, work.values(run)), choices=[c.label for c in ask.choices])
    show_question(work, ask)


def ask_again(work: Work) -> None:
    """Put the pending question once more, after something else was said."""
    show_question(work, pending_ask(work), again=True)


def cancel(work: Work) -> None:
    """Leave the interview on top, say what is kept, and take up what it interrupted."""
    run = current(work)
    kept = sum(a.usable and a.status == "given" for a in run.answers.values())
    work.emit(FlowClosed(run.id, "completed" if run.done else "cancelled"))
    work.say("cancelled", title=work.definition(run).title, kept=kept, done=run.done)
    back_to_interrupted(work)
    if work.state.top is None:
        work.offer(
            *([Action(way_back(work), "Go on with it later")] if kept and not run.done else []),
            Action("/help", "What else can you do?"),
        )


def way_back(work: Work) -> str:
    """Return what takes up the interview that was left last: `/resume` alone lists them where there are several."""
    return "/resume" if len(work.state.parked) < 2 else "/resume 1"


def back_to_interrupted(work: Work) -> None:
    """Remind of the interview underneath, if any, and put its question again."""
    below = work.state.top
    if below is None:
        return
    work.say("interrupted", title=work.definition(below).title)
    proceed(work, says=False)


def take_up(work: Work) -> None:
    """Say where the interview on top stands, and put its open question."""
    run = current(work)
    rows = review(work.definition(run), run, work.tools.functions)
    known = [{"label": a.label, "answer": work.tools.voice.answer_line(a, g)} for a, g in rows if g is not None and g.usable]
    work.say("resumed", title=work.definition(run).title, lines=known[-3:], count=len(known))
    proceed(work, says=False)


def restart(work: Work) -> None:
    """Begin the interview on top again, with empty answers; the old ones stay in the history."""
    run = current(work)
    work.emit(FlowClosed(run.id, "replaced"), FlowOpened(uuid.uuid4().hex[:12], run.flow, work.tools.now()))
    work.say("restarted", title=work.definition(run).title)
    proceed(work)


def correct(work: Work, slot: str, text: str) -> bool:
    """Change one answer of the run on top to what `text` says. False when it cannot be read as one."""
    run = current(work)
    ask = work.definition(run).ask(slot)
    if ask is None:
        return False
    result = work.tools.judge(parse, ask, text, work.tools.today())
    if not isinstance(result, Parsed):
        return False
    reads = run.answers[slot].reads if slot in run.answers else ()
    if jump(work.definition(run), run, work.tools.functions, slot) or slot in run.answers:
        store(work, SlotAnswer(slot, result.value, "given", text, reads))
        return True
    return False
