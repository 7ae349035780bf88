"""What stays shut after a safety stop: until the person says that they want to go on, no line of theirs moves the work.

In danger nothing is asked, searched, drafted or shown; after any other stop questions are answered while interviews wait. And once
harm by somebody was named, nothing that ends in a message is opened in the same conversation without asking whom it is for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from coach.conversation.asides import goes_on
from coach.conversation.route import route
from coach.conversation.work import Command, Work
from coach.flows import FlowDef
from coach.flows.model import End, flatten

DANGER: Final = ("danger", "distress")
"""Stops after which there is nothing to coach at all."""
_SHORT: Final = 4
CONFIRMED: Final = "!"
"""The argument of a command that was asked about and is wanted."""
_ALWAYS: Final = ("safety", "go_on", "privacy", "offrecord", "onrecord", "quit", "keep")
_BY_SLASH: Final = ("help", "new", "cancel", "wait")
"""Commands that count in danger as slash words alone: "help" is no wish for the list of commands then."""
_MOVES: Final = ("answer", "correct", "facts", "dont_know", "decline", "enough", "set", "smalltalk", "special", "out_of_scope")
"""Commands into which a line about what happened could be mistaken while an interview waits."""


def route_held(work: Work) -> Command:
    """Return the command for the line in `work.reading`, as far as the stop before it lets it pass."""
    command = _answer_to_it(work) if not work.reading.alarm else None
    if command is not None:
        return command
    command = route(work)
    if work.state.safety and _same_day(work):
        command = _held(work, command)
    return _asked_first(work, command)


def _same_day(work: Work) -> bool:
    return work.state.last_at[:10] == work.tools.today().isoformat()


def _held(work: Work, command: Command) -> Command:
    stop, text = work.state.safety, work.reading.text
    bare_yes = command.name == "go_on" and not text.startswith("/") and not goes_on(text) and "resume" not in work.reading.acts
    by_slash = command.name in _BY_SLASH and text.startswith("/")
    shut = command.name in _MOVES and work.state.asking is not None
    if stop in DANGER or (command.name == "help" and not by_slash):
        shut = command.name not in _ALWAYS and not by_slash
    if stop == "distress" and work.reading.question:
        if command.name in ("ask", "unsure"):
            return command
        if work.reading.flow == "smalltalk" and command.name in ("smalltalk", "out_of_scope") and not command.argument:
            return replace(command, name="ask")
    if stop != "danger" and command.name == "smalltalk" and command.argument in ("thanks", "goodbye"):
        return command
    if shut or (bare_yes and stop in DANGER):
        return Command("safety", text, "held", "safety", "safety", why=f"stopped for {stop} until they want to go on")
    return command


def _asked_first(work: Work, command: Command) -> Command:
    """Ask whom a message is for, when harm was named before it in this conversation."""
    flow = _opened(work, command)
    if not work.state.harm or not flow or command.argument == CONFIRMED or not writes(work.tools.book[flow]):
        return command
    return Command("ask_first", command.text, command.name, flow, why="harm was named in this conversation")


def _answer_to_it(work: Work) -> Command | None:
    """Take a plain yes or no to the question whom a message is for."""
    offered = work.state.offered
    wanted = next((one.id for one in offered.actions if one.id.startswith(("/open!", "/goon!"))), "") if offered else ""
    if offered is None or not wanted or len(work.reading.text.split()) > _SHORT:
        return None
    yes, before = "yes" in work.reading.acts or goes_on(work.reading.text), wanted == "/goon!"
    if yes and before:
        return Command("go_on", argument=CONFIRMED, why="a yes to the message")
    if yes:
        return Command("open", offered.question, CONFIRMED, wanted.partition(" ")[2], why="a yes to the message")
    return Command("cancel" if before else "menu", why="a no to the message") if "no" in work.reading.acts else None


def _opened(work: Work, command: Command) -> str:
    if command.name == "open":
        return command.flow
    parked = work.state.parked[-1:] if command.name == "resume" else ()
    waiting = [run for run in (*parked, *work.state.stack[-1:]) if not run.done]
    return waiting[-1].flow if command.name in ("go_on", "resume") and waiting else ""


def writes(flow: FlowDef) -> bool:
    """Return whether an interview ends in a message to somebody."""
    return any(isinstance(step, End) and step.draft for step in flatten(flow))
