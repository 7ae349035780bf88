"""What a line is about that follows a finished sheet or message: a change, a choice taken back, a name, what became of it."""

from __future__ import annotations

from typing import Final

from coach.conversation.capturing import only_facts
from coach.conversation.marking import told_of_message
from coach.conversation.results import wished_form
from coach.conversation.work import Command, Work
from coach.domain.interview import FlowRun
from coach.domain.turn import Action
from coach.flows import names_choice, parse
from coach.flows.kinds import Parsed

SHORT_YES: Final = 4
"""Words of a line that is no more than a yes, a no or thanks."""
_PHRASE: Final = 2
"""Words from which the name of a choice is no chance hit."""


def after_result(work: Work, text: str) -> Command | None:
    """Return the command for a line about the finished sheet or message on top; None where it is about something else."""
    run = work.state.top
    if run is None or not run.done:
        return None
    message = work.state.draft_of(run.id) is not None
    told = told_of_message(text) if message else None
    if told is not None:
        return Command(told[0], text, told[1], why="what became of the message")
    correction = work.reading.correction
    if correction is not None and (not correction.clause or any(f.slot in run.answers for f in correction.found)):
        return Command("correct", text, why="a correction")
    form = wished_form(text) if message else None
    if form is not None:
        return Command(form[0], text, form[1], why="another form of the message")
    return _closing(work, text) or _choice_again(work, run, text) or _facts(work, run, text)


def _closing(work: Work, text: str) -> Command | None:
    acts = work.reading.acts
    if "resume" in acts:
        return Command("done", text, why="on with what waits")
    if acts & {"yes", "no", "thanks"} and len(text.split()) <= SHORT_YES:
        return Command("done", text, why="nothing more to change")
    for act in ("back", "review"):
        if act in acts:
            return Command("review", text, why=f"said: {act}")
    return None


def _choice_again(work: Work, run: FlowRun, text: str) -> Command | None:
    """Take the words of a choice that just one question of the interview offers as its new answer."""
    if len(text.split()) < _PHRASE:
        return None
    asks = [ask for ask in work.definition(run).asks() if ask.kind == "choice" and ask.slot in run.answers]
    hits = {ask.slot: ask for ask in asks if _says(text, [c.label for c in ask.choices]) or names_choice(ask, text)}
    if len(hits) != 1:
        return None
    slot, ask = next(iter(hits.items()))
    found = parse(ask, text, work.tools.today())
    return Command("set", text, f"{slot} {text}", why="another choice") if isinstance(found, Parsed) else None


def _says(text: str, labels: list[str]) -> bool:
    said = text.casefold().strip(" .!")
    return len(said.split()) > _PHRASE and sum(label.casefold().startswith(said) for label in labels) == 1


def _facts(work: Work, run: FlowRun, text: str) -> Command | None:
    facts = only_facts(work, run)
    names = [fact for fact in facts if fact.slot == "mentor_name"]
    before = run.value("mentor_name")
    if len(names) == len(facts) == 1 and before is not None and names[0].value.casefold() != str(before).casefold():
        return Command("whose_name", names[0].value, why="a name, and there is one already")
    return Command("facts", text, why="facts for what we made") if facts else None


def ask_whose_name(work: Work) -> None:
    """Ask whether a name that was dropped after the result replaces the one in it, or belongs to something new."""
    run, name = work.state.top, work.command.text
    assert run is not None
    before = str(run.value("mentor_name"))
    work.say("whose_name", value=name, before=before)
    work.offer(Action(f"/set mentor_name {name}", f"Put {name} in place of {before}"))
    work.offer(Action(f"/open {run.flow}", f"Begin afresh, with {name}"), Action("/done", f"Leave it with {before}"))
