"""Everything around the coaching: welcome, help, small talk, what Coach is not for, privacy, and choices to clarify."""

from __future__ import annotations

from coach.conversation import own_answers
from coach.conversation.answering import STARTERS, main_jobs, show_answer
from coach.conversation.commands import COMMANDS
from coach.conversation.following import due_action, due_on_opening
from coach.conversation.interviewing import ask_again, missed, way_back
from coach.conversation.work import Work
from coach.domain.events import Missed, Offered, RecordSwitched
from coach.domain.turn import Action

_GROUPS = ("start", "conversation", "results", "outbox", "privacy")


def welcome(work: Work) -> None:
    """Open the conversation: the unfinished interview first, then what is due today, then the three main jobs."""
    unfinished = next((run for run in reversed(work.state.stack) if not run.done), None) or next(
        reversed(work.state.parked), None
    )
    title = work.definition(unfinished).title if unfinished is not None else None
    count = sum(a.usable and a.status == "given" for a in unfinished.answers.values()) if unfinished is not None else 0
    if title is not None:
        work.offer(Action("/resume" if unfinished in work.state.stack else way_back(work), f"Go on: {title}"))
    due = due_on_opening(work, unfinished)
    work.offer(*(due_action(one) for one in due[:2]), *main_jobs(), Action("/help", "Something else"))
    choices = [action.label for action in work.actions]
    work.say("welcome", unfinished=title, answers=count, first=work.state.lines == 0, dues=due, choices=choices)


def help_menu(work: Work) -> None:
    """Show what can be said and which words do what."""
    groups = [{"name": name, "commands": [c for c in COMMANDS if c.group == name]} for name in _GROUPS]
    work.say("help", groups=groups)
    work.offer(*main_jobs())
    _return_to_question(work)


def menu(work: Work) -> None:
    """Offer the main jobs and everything else, after repeated misses or when nothing is open."""
    work.emit(Missed(0))
    work.say("menu", asking=work.state.asking is not None)
    work.offer(*main_jobs(), Action("/disagree", "Disagree with advice"), Action("/help", "Everything else"))
    work.offer(Action("/ask who can help with harassment or when I am threatened", "Something is being done to me"))
    _return_to_question(work)


def smalltalk(work: Work) -> None:
    """Answer a greeting, thanks, or a question about Coach itself."""
    kind = work.command.argument or "greeting"
    work.say("smalltalk", kind=kind, asking=work.state.asking is not None)
    if kind == "goodbye":
        work.closed = True
        return
    if kind in ("greeting", "thanks") and work.state.asking is None:
        work.offer(*main_jobs())
    _return_to_question(work)


def out_of_scope(work: Work) -> None:
    """Say that this is not what Coach is for, and what is, unless the person's own documents answer it."""
    asking = work.state.asking is not None
    if own_answers.answers(work):
        if asking:
            ask_again(work)
        return
    work.say("out_of_scope", asking=asking)
    if asking:
        ask_again(work)
    else:
        work.offer(*main_jobs())


def special(work: Work) -> None:
    """Answer a line that is of a special kind: another language, only emoji, abuse, orders to a machine, the mentor's side.

    A question that waits counts it as a miss where it holds no words, so that it is not put a fourth time.
    """
    if work.state.asking is not None and work.command.argument in ("no_words", "emoji_only", "mash") and missed(work):
        return
    if work.command.argument == "i_am_the_mentor" and work.state.asking is None and _answered_a_mentor(work):
        return
    work.say("special", kind=work.command.argument, asking=work.state.asking is not None)
    if work.command.argument == "i_am_the_mentor" and "give_back" in work.tools.book:
        work.offer(Action("/open give_back", work.tools.book["give_back"].title))
    _return_to_question(work)


def _answered_a_mentor(work: Work) -> bool:
    """Answer somebody who mentors where the library has something for them, and say whether it did."""
    found = work.tools.library.answer(work.command.text, prior=work.reading.prior())
    if found.kind != "answer" or found.card is None or found.card.topic != "give_back":
        return False
    work.flow, work.topic = "ask", found.card.topic
    show_answer(work, found)
    return True


def wait(work: Work) -> None:
    """Let the mentee take their time; nothing moves."""
    work.say("wait")


def repeat(work: Work) -> None:
    """Say the last reply once more."""
    if work.state.asking is not None:
        ask_again(work)
    elif work.state.last_reply:
        work.parts.append(work.state.last_reply)
    else:
        work.say("menu", asking=False)


def clarify(work: Work) -> None:
    """Offer the likeliest readings of a line as choices; a third miss in a row opens the menu instead."""
    count = work.state.missed + 1
    if count > 2:
        menu(work)
        return
    book = work.tools.book
    likely = [flow for flow, _ in work.reading.flows if flow in book][:3]
    choices = [Action(STARTERS.get(flow, f"/open {flow}"), book[flow].title) for flow in likely]
    choices.append(Action(f"/ask {work.command.text}", "Just answer what I wrote"))
    work.emit(Missed(count), Offered(tuple(choices), work.command.text))
    work.say("clarify", choices=[c.label for c in choices])
    work.offer(*choices)


def privacy(work: Work) -> None:
    """Say where the words are kept and who can read them."""
    work.say("privacy", folder=work.tools.data_folder, off=work.state.off_record)
    _return_to_question(work)


def switch_record(work: Work) -> None:
    """Go off the record or back on it."""
    off = work.command.name == "offrecord"
    work.emit(RecordSwitched(off))
    work.say("record", off=off)
    _return_to_question(work)


def farewell(work: Work) -> None:
    """Leave; everything is saved."""
    work.say("smalltalk", kind="goodbye", asking=work.state.asking is not None)
    work.closed = True


def unknown_word(work: Work) -> None:
    """A slash word that does not exist: name the nearest ones."""
    work.say("unknown_word", word=work.command.argument, near=_near(work.command.argument))
    _return_to_question(work)


def _near(word: str) -> list[str]:
    import difflib

    return difflib.get_close_matches(word, [c.name for c in COMMANDS], 3, 0.5)


def _return_to_question(work: Work) -> None:
    if work.state.asking is not None:
        ask_again(work)


def no_interview(work: Work) -> None:
    """A word that only means something inside an interview."""
    work.say("no_interview")
    work.offer(*main_jobs())


def new_conversation(work: Work) -> None:
    """Put this conversation away; the loop begins another."""
    work.say("new")
    work.offer(*main_jobs())


def answer_or_clarify(work: Work) -> None:
    """Answer from the library when it has something, else ask which of the likeliest readings is meant."""
    found = work.tools.library.answer(work.command.text, prior=work.reading.prior())
    if found.kind == "answer":
        show_answer(work, found)
        return
    clarify(work)
