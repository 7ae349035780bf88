"""The list of all answers of an interview, and the way back to any of them."""

from __future__ import annotations

from coach.conversation.interviewing import ask_again, current, proceed
from coach.conversation.work import Work
from coach.domain.events import CursorMoved
from coach.domain.interview import SlotAnswer
from coach.flows import Ask, review


def show_review(work: Work) -> None:
    """List every answer with its number, or go to the one whose number or name was given."""
    run = current(work)
    rows = review(work.definition(run), run, work.tools.functions)
    wanted = _find_row(rows, work.command.argument)
    if wanted is not None:
        work.emit(CursorMoved(run.id, wanted.slot))
        proceed(work, says=False)
        return
    voice = work.tools.voice
    lines = [{"label": a.label, "answer": voice.answer_line(a, given), "doubt": bool(given and given.doubt)} for a, given in rows]
    work.say("review", title=work.definition(run).title, lines=lines)
    if work.state.asking is not None:
        ask_again(work)


def _find_row(rows: tuple[tuple[Ask, SlotAnswer | None], ...], argument: str) -> Ask | None:
    wanted = argument.strip().lower()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(rows):
        return rows[int(wanted) - 1][0]
    return next((a for a, _ in rows if wanted and wanted in (a.slot, a.label.lower())), None)
