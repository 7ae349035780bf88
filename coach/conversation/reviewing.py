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
    place = work.tools.judge(_find_row, rows, work.command.argument)
    if place >= 0:
        work.emit(CursorMoved(run.id, rows[place][0].slot))
        proceed(work, says=False)
        return
    voice = work.tools.voice
    lines = [{"label": a.label, "answer": voice.answer_line(a, given), "doubt": bool(given and given.doubt)} for a, given in rows]
    work.say("review", title=work.definition(run).title, lines=lines)
    if work.state.asking is not None:
        ask_again(work)


def _find_row(rows: tuple[tuple[Ask, SlotAnswer | None], ...], argument: str) -> int:
    """Return the place of the answer that a number or a name stands for; -1 for none."""
    wanted = argument.strip().lower()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(rows):
        return int(wanted) - 1
    return next((place for place, (a, _) in enumerate(rows) if wanted and wanted in (a.slot, a.label.lower())), -1)
