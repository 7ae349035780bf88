"""The outbox in the conversation: what was sent, what came of it, what is due, and when to write to the next person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from coach.conversation.facade import OutboxRow
from coach.conversation.following import due_action, due_today, step_of, until, write_answer, write_follow_up
from coach.conversation.keeping import shown_run
from coach.conversation.marking import draft_letter, mark_sent, marked, named, read_said, thread_of, why_not, without_names
from coach.conversation.work import Work
from coach.domain.events import MarkTakenBack, MessageMarked, RemindersSwitched
from coach.domain.outbox import Letter, Mark, Outcome
from coach.domain.turn import Action
from coach.errors import RenderingError
from coach.flows.dates import find_date
from coach.relationship.pacing import follow_ups, legal_moves, next_person
from coach.relationship.rates import reply_rate

_MOVES: Final[Mapping[Outcome, str]] = {
    "sent": "I sent it",
    "replied": "They replied",
    "accepted": "They said yes",
    "declined": "They said no",
    "not_now": "They said not now",
    "withdrawn": "I took it back",
    "closed": "Close it",
}
_LINES_BACK: Final[Mapping[str, str]] = {
    "accepted": "Answer the yes",
    "declined": "A line back after the no",
    "not_now": "A line back for now",
}
_AGAIN: Final = "I sent a reminder"
_OFFERED: Final = 5


def show_outbox(work: Work) -> None:
    """Show all messages, or one by its number; `/outbox 2 replied yesterday` notes something, `follow`, `later` and `undo` do it."""
    number, _, rest = work.command.argument.strip().partition(" ")
    letters = work.tools.journal.letters()
    if not number:
        _show_all(work, letters)
        return
    letter = next((one for one in letters if str(one.number) == number.rstrip(".")), None)
    letter, rest = (letter, rest.strip()) if letter is not None else (named(letters, number), rest.strip())
    if letter is None:
        work.say("outbox_which", word=number, count=len(letters))
        _offer_letters(work, letters)
    elif not rest:
        _show_one(work, letter)
    elif rest.lower() in ("follow", "follow up", "followup", "remind"):
        write_follow_up(work, letter)
    elif rest.lower() == "answer":
        write_answer(work, letter)
    elif rest.lower() == "undo":
        _undo(work, letter)
    elif rest.lower().split()[0] in ("later", "wait"):
        _put_off(work, letter, rest.partition(" ")[2])
    else:
        _note(work, letter, rest, None)


def sent(work: Work) -> None:
    """Note that the message on the table was sent, today or on the day that was named."""
    letters, run = work.tools.journal.letters(), shown_run(work.state)
    letter = named(letters, work.command.argument)
    if letter is None and run:
        draft = work.state.draft_of(run)
        assert draft is not None
        letter = draft_letter(run, draft, letters)
    elif letter is None:
        unsent = [one for one in letters if one.status == "draft"]
        letter = unsent[-1] if len(unsent) == 1 else None
    if letter is None:
        work.say("outbox_which", word="", count=len(letters))
        _offer_letters(work, letters, "sent")
        return
    _note(work, letter, without_names(work.command.argument, letters), "sent", run=run)


def replied(work: Work) -> None:
    """Note an answer: to the one whose recipient is named, to the message on the table, or to the only one that waits."""
    if _refused_off_record(work):
        return
    letters = work.tools.journal.letters()
    waiting = [one for one in letters if one.sent_on and one.status in ("sent", "replied", "not_now")]
    run = work.state.top.id if work.state.top is not None else ""
    letter = named(waiting, work.command.argument)
    if letter is None and run:
        letter = next((one for one in letters if one.id == run or any(mark.run == run for mark in one.marks)), None)
    if letter is None and len(waiting) == 1:
        letter = waiting[0]
    if letter is None:
        work.say("outbox_which", word="", count=len(letters))
        _offer_letters(work, waiting or letters, f"replied {work.command.argument}".strip())
        return
    _note(work, letter, without_names(work.command.argument, letters), "replied")


def later(work: Work) -> None:
    """Put off what is due, by a week or until the day that was named."""
    dues = due_today(work)
    if not dues:
        work.say("nothing_due")
        return
    letters = work.tools.journal.letters()
    for letter in (one for one in letters if one.id in {due.letter for due in dues}):
        _put_off(work, letter, work.command.argument)


def reminders(work: Work) -> None:
    """Switch the line on opening off, or on again."""
    if _refused_off_record(work):
        return
    off = work.command.argument.strip().lower() not in ("on", "yes")
    work.emit(RemindersSwitched(off))
    work.say("reminders", off=off)


def _note(work: Work, letter: Letter, words: str, what: Outcome | None, run: str = "") -> None:
    """Note what `words` say of a message, or say why that is not possible."""
    if _refused_off_record(work):
        return
    today, letters = work.tools.today(), work.tools.journal.letters()
    said = work.tools.judge(read_said, words, today, what)
    if said.what is None or said.rest:
        work.say("outbox_unclear", words=said.rest or words, number=letter.number)
        _offer_moves(work, letter)
        return
    on = said.on or today
    here = replace(letter, channel=said.channel) if said.channel is not None and not letter.marks else letter
    again = said.what == "sent" and any(mark.run == (run or None) for mark in letter.marks)
    code = "already" if again else why_not(here, letters, said.what, on, today)
    if code:
        work.say("outbox_refused", code=code, letter=letter, on=on.isoformat(), what=said.what)
        _offer_moves(work, letter)
        return
    event = (
        mark_sent(here, letters, on, work.tools.journal.answers(letter.id), _asks(work, letter)) if said.what == "sent" else None
    )
    if said.what == "sent" and letter.marks:
        event = marked(letter, "sent", on)
    _noted(work, event or marked(letter, said.what, on), thread_of(here, letters) if said.what == "sent" else None, here)


def _noted(work: Work, event: MessageMarked, thread: Letter | None, letter: Letter) -> None:
    """Save an entry and say what it means for what comes next."""
    work.emit(replace(event, at=work.tools.now()))
    base = thread or replace(letter, asks=event.asks, earlier=event.earlier)
    now = replace(base, marks=(*base.marks, event.mark))
    letters = [now, *(one for one in work.tools.journal.letters() if one.id not in (now.id, letter.id))]
    due = next((one for one in follow_ups(letters, off=work.tools.days_off) if one.letter == now.id), None)
    work.say("outbox_noted", letter=now, mark=event.mark, due=due, next=next_person(letters, work.tools.today()))
    if event.mark.what in _LINES_BACK:
        work.offer(Action(f"/outbox {now.number} answer", _LINES_BACK[event.mark.what]))
    if event.mark.what == "accepted":
        work.offer(Action("/open prepare_meeting", "Prepare the first meeting"))
    if event.mark.what in ("declined", "closed", "withdrawn"):
        work.offer(Action("/intro", "Write to somebody else"))
    if event.mark.what == "replied":
        work.offer(*(Action(f"/outbox {now.number} {_word(move)}", _MOVES[move]) for move in ("accepted", "declined", "not_now")))
    work.offer(Action(f"/outbox {now.number} undo", "That was a mistake"), Action("/outbox", "All messages"))


def _undo(work: Work, letter: Letter) -> None:
    if _refused_off_record(work):
        return
    if not letter.marks:
        work.say("outbox_refused", code="not_sent", letter=letter, on="", what="undo")
        return
    work.emit(MarkTakenBack(letter.id))
    work.say("outbox_undone", letter=letter, mark=letter.marks[-1])
    work.offer(Action("/outbox", "All messages"))


def _put_off(work: Work, letter: Letter, words: str) -> None:
    if _refused_off_record(work):
        return
    today = work.tools.today()
    if not letter.waiting and letter.status != "not_now":
        work.say("nothing_due")
        return
    day = until(today, find_date(words, today, "future") if words.strip() else None)
    mark = Mark("later", today.isoformat(), until=day.isoformat())
    work.emit(MessageMarked(letter.id, mark, work.tools.now(), letter.to, letter.channel, letter.asks, letter.earlier))
    work.say("outbox_put_off", letter=letter, until=day.isoformat())


def _asks(work: Work, letter: Letter) -> bool:
    try:
        return work.tools.studio.situation(letter.situation).asks
    except RenderingError:
        return False


def _refused_off_record(work: Work) -> bool:
    if work.state.off_record:
        work.say("outbox_off_record")
    return work.state.off_record


def _show_all(work: Work, letters: Sequence[Letter]) -> None:
    today = work.tools.today()
    steps = {due.letter: due for due in follow_ups(letters, off=work.tools.days_off)}
    rows = [{"letter": one, "due": steps.get(one.id), "now": _is_due(steps.get(one.id), today)} for one in letters]
    work.say("outbox", rows=rows, rate=reply_rate(letters, today), next=next_person(letters, today), off=work.state.off_record)
    work.offer(*(due_action(due) for due in due_today(work)))
    _offer_letters(work, [one for one in letters if one.waiting] or letters)
    if steps:
        work.offer(Action("/card outreach-no-reply-follow-up", "Why this rhythm?"))


def rows_of(work: Work) -> tuple[OutboxRow, ...]:
    """Return all messages as a front end lists them."""
    letters, today, words = work.tools.journal.letters(), work.tools.today(), work.tools.voice.document
    steps = {due.letter: due for due in follow_ups(letters, off=work.tools.days_off)}
    rows: list[OutboxRow] = []
    for one in letters:
        due = steps.get(one.id)
        now = _is_due(due, today)
        rows.append(
            OutboxRow(
                one.number,
                one.to or one.situation.replace("_", " "),
                one.subject,
                words("cli/outbox_state.txt.j2", {"letter": one}),
                words("cli/outbox_due.txt.j2", {"due": due, "now": now}) if due is not None else "",
                now,
                tuple((_word(move), _AGAIN if move == "sent" and one.sent_on else _MOVES[move]) for move in legal_moves(one)),
                bool(one.marks),
            )
        )
    return tuple(rows)


def _is_due(due: object, today: date) -> bool:
    return getattr(due, "on", "9") <= today.isoformat()


def _show_one(work: Work, letter: Letter) -> None:
    due = step_of(work, letter)
    work.say("outbox_one", letter=letter, due=due, now=_is_due(due, work.tools.today()))
    if due is not None:
        work.offer(due_action(due))
    _offer_moves(work, letter)


def _offer_moves(work: Work, letter: Letter) -> None:
    for move in legal_moves(letter):
        label = _AGAIN if move == "sent" and letter.sent_on else _MOVES[move]
        work.offer(Action(f"/outbox {letter.number} {_word(move)}", label))
    if letter.marks:
        work.offer(Action(f"/outbox {letter.number} undo", "Take back the last note"))


def _word(move: str) -> str:
    return {"not_now": "not now", "accepted": "yes", "declined": "no"}.get(move, move)


def _offer_letters(work: Work, letters: Sequence[Letter], rest: str = "") -> None:
    for one in list(reversed(letters))[:_OFFERED]:
        work.offer(Action(f"/outbox {one.number} {rest}".strip(), f"{one.to or one.situation}: {rest or 'what came of it'}"))
