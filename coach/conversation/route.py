"""From a line and the state to one command, in a fixed order, with the reason.

Safety comes first; then slash words and what was just offered; then the answer to the pending question, with corrections
and digressions recognised; then the finished result on top; then intent. Nothing here changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from coach.conversation.afterwards import SHORT_YES, after_result
from coach.conversation.answering import follows
from coach.conversation.arranging import wished
from coach.conversation.asides import asks_about, asks_something, goes_on, supposes, wishes_something
from coach.conversation.commands import BY_WORD, OPENED
from coach.conversation.hurrying import wants_result
from coach.conversation.work import Command, Work
from coach.domain.events import Offered
from coach.domain.turn import Action
from coach.flows import Ask, Problem, names_choice, parse

_SURE = 0.5
_VERY_SURE = 0.8
_LONGEST_NAME = 6
_WHILE_ASKED: Mapping[str, str] = {
    "back": "back", "skip": "skip", "dont_know": "dont_know", "decline": "decline", "decline_to_say": "decline", "why_ask": "why",
    "example": "example", "repeat": "repeat", "wait": "wait", "review": "review", "cancel": "cancel", "help": "help",
    "restart": "restart", "resume": "resume",
}  # fmt: skip
_ON_THE_WAY = ("back", "skip", "why", "example", "review", "cancel", "restart", "repeat")
_ANY_TIME = ("help", "privacy", "offrecord", "onrecord", "quit")
_TALK = ("greeting", "thanks", "goodbye", "who_are_you", "private", "real_person", "how_are_you", "capabilities")
_SPECIAL = (
    "machine_instructions",
    "other_language",
    "abuse",
    "no_words",
    "emoji_only",
    "mash",
    "not_what_i_meant",
    "i_am_the_mentor",
)


def route(work: Work) -> Command:
    """Return the command for the line in `work.reading`."""
    text = work.reading.text
    for find in (_nothing, _safety, _slash, _confirmation, _choice_words, _offered, _bare_word):
        command = find(work, text)
        if command is not None:
            return command
    if work.state.asking is not None:
        return _asked(work, text)
    return after_result(work, text) or _open_talk(work, text)


def _nothing(work: Work, text: str) -> Command | None:
    return None if text.strip() else Command("keep", why="an empty line")


def _safety(work: Work, text: str) -> Command | None:
    alarm = work.reading.alarm
    if alarm == "unclear" and work.state.asking is not None:
        return None
    return Command("safety", text, flow="safety", topic="safety", why=f"a safety signal: {alarm}") if alarm else None


def _slash(work: Work, text: str) -> Command | None:
    if not text.startswith("/") or "\n" in text.strip():
        return None
    word, _, argument = text[1:].partition(" ")
    if word.lower() in ("open", "open!") and argument.strip() in work.tools.book:
        return Command("open", argument=word[4:], flow=argument.strip(), why="a choice")
    if word.lower() == "card" and argument.strip():
        return Command("card", argument=argument.strip(), why="a choice")
    if word.lower() == "set" and work.state.top is not None and " " in argument.strip():
        return Command("set", text, argument.strip(), why="a choice")
    if word.lower() in ("export!", "save!"):
        return Command("export", argument=f"!{argument}", why="a confirmed export")
    if word.lower() in ("goon", "goon!", "continue") and (work.state.safety or word.endswith("!")):
        return Command("go_on", argument="!" if word.endswith("!") else "", why="a wish to go on")
    spec = BY_WORD.get(word.lower())
    if spec is None:
        return Command("unknown_word", text, word, why="no such slash word") if re.fullmatch(r"\w+", word) else None
    return _named(work, spec.name, argument.strip(), "a slash word")


def _named(work: Work, name: str, argument: str, why: str) -> Command:
    if name in OPENED:
        return Command("open", argument, argument, flow=OPENED[name], why=why)
    if name in ("done", "enough") and work.state.asking is not None:
        return Command("enough", why=why)
    needs_run = name in ("back", "skip", "why", "example", "restart", "cancel", "review", "list")
    if needs_run and work.state.top is None:
        return Command("no_interview", why="no interview is open")
    if name in ("back", "skip", "why", "example") and work.state.asking is None:
        return Command("review", why=why) if name == "back" else Command("no_interview", why="no question is open")
    return Command(name, argument, argument, why=why)


def _confirmation(work: Work, text: str) -> Command | None:
    if not work.state.export:
        return None
    acts = work.reading.acts
    if "yes" in acts and len(text.split()) <= SHORT_YES:
        return Command("export_confirmed", why="a yes to the file")
    return Command("export_declined", why="a no to the file") if "no" in acts or "cancel" in acts else None


def _offered(work: Work, text: str) -> Command | None:
    offered = work.state.offered
    if offered is None:
        return None
    chosen = _choose(work, offered, text)
    if chosen is None:
        return None
    if chosen.id.startswith("/"):
        command = _slash(work, chosen.id)
        if command is not None and command.name == "open":
            return replace(command, text=offered.question, why="a choice")
        return command
    return None


def _choose(work: Work, offered: Offered, text: str) -> Action | None:
    """Find the offer that a line names by its label or its number; numbers of a question's own choices come first."""
    low, actions = text.strip().lower().rstrip(".)"), offered.actions
    own = len(_pending(work).choices) if work.state.asking is not None and not offered.numbered else 0
    place = int(low) - own if low.isdecimal() and (offered.numbered or own) else 0
    if 1 <= place <= len(actions):
        return actions[place - 1]
    return next((a for a in actions if low == a.label.lower()), None)


def _choice_words(work: Work, text: str) -> Command | None:
    """Take the exact words of a choice as the answer, before they could mean a command; the words of the interview come first."""
    offered = work.state.offered
    if work.state.asking is None or (offered is not None and offered.numbered and text.strip().isdecimal()):
        return None
    ask, spec = _pending(work), BY_WORD.get(text.strip().lower())
    if ask.kind not in ("choice", "choices") or not names_choice(ask, text) or (spec is not None and spec.name in _ON_THE_WAY):
        return None
    return Command("answer", text, why="a choice of the question")


def _bare_word(work: Work, text: str) -> Command | None:
    """Take a lone `help`, `goal`, `export` and the like without its slash, unless a question waits for free text."""
    word = text.strip().lower().rstrip(".!")
    spec = BY_WORD.get(word)
    if spec is None or word == "?":
        return Command("help", why="a question mark") if word == "?" else None
    if work.state.asking is not None and spec.name not in (*_ON_THE_WAY, *_ANY_TIME):
        return None
    return _named(work, spec.name, "", "a command word")


def _asked(work: Work, text: str) -> Command:
    """Route a line while a question waits."""
    acts, ask = work.reading.acts, _pending(work)
    if work.state.safety and acts & {"yes", "resume", "more"}:
        return Command("go_on", why="a wish to go on")
    yes_no_answer = ask.kind == "yes_no" and ({"yes", "no"} & acts)
    for act, name in _WHILE_ASKED.items():
        if act in acts and not yes_no_answer:
            return Command(name, text, why=f"said: {act}")
    run = work.state.asking
    if run is not None and wants_result(text, work.definition(run)):
        return Command("enough", text, why="enough questions")
    if wished(work, text, ask):
        return Command("list", text, text, why="a change of the list")
    correction = work.reading.correction if _can_correct(work) else None
    if correction is not None and (not correction.clause or ask.kind == "choices"):
        return Command("correct", text, why="a correction")
    talk = _talk(work, text)
    if talk is not None and talk.argument in _SPECIAL and ask.kind not in ("text", "long_text", "name"):
        return talk
    closed = ask.kind not in ("text", "long_text", "name")
    aside = work.reading.question and (ask.kind in ("date", "duration", "minutes", "number", "scale") or asks_about(text))
    if closed and not aside and not isinstance(parse(ask, text, work.tools.today()), Problem):
        return Command("answer", text, why="an answer to the question")
    if closed and not aside and correction is not None:
        return Command("correct", text, why="a correction that comes late")
    if ask.kind == "name" and acts & {"other_language", "mash"} and len(text.split()) <= _LONGEST_NAME:
        return Command("answer", text, why="a name in any script")
    return talk or _aside(work, text, ask) or Command("answer", text, why="an answer to the question")


def _pending(work: Work) -> Ask:
    run = work.state.asking
    assert run is not None
    ask = work.definition(run).ask(work.state.pending or "")
    assert ask is not None
    return ask


def _can_correct(work: Work) -> bool:
    run = work.state.top
    return run is not None and bool(run.answers)


def _aside(work: Work, text: str, ask: Ask) -> Command | None:
    """Recognise a question or another wish in the middle of an interview."""
    reading, run = work.reading, work.state.asking
    if ask.takes_questions:
        return None
    confident = reading.confidence >= _SURE
    asks = len(text.split()) >= 3 and (asks_something(text) or (supposes(text) and _was_offered(work, "/more")))
    if confident and asks and reading.flow in ("out_of_scope", "smalltalk"):
        return Command("out_of_scope", text, why="not what Coach is for")
    if asks:
        return Command("ask", text, topic=reading.topic, confidence=reading.confidence, why="a question in between")
    other = reading.flow in work.tools.book and run is not None and reading.flow != run.flow
    if other and reading.confidence >= _VERY_SURE and wishes_something(text) and len(text.split()) >= 3:
        return Command("open", text, flow=reading.flow, confidence=reading.confidence, why="another wish in between")
    return None


def _talk(work: Work, text: str) -> Command | None:
    acts = work.reading.acts
    for kind in _SPECIAL:
        if kind in acts:
            return Command("menu" if kind == "not_what_i_meant" else "special", text, kind, why=f"said: {kind}")
    for kind in _TALK:
        if kind in acts:
            return Command("smalltalk", text, kind, flow="smalltalk", topic="smalltalk", why=f"said: {kind}")
    return None


def _open_talk(work: Work, text: str) -> Command:
    """Route a line when nothing waits for an answer."""
    acts = work.reading.acts
    if work.state.safety and (acts & {"yes", "resume"} or goes_on(text)):
        return Command("go_on", why="a wish to go on")
    for way in ("/resume", "/resume 1"):
        if goes_on(text) and _was_offered(work, way):
            return Command("resume", argument=way[8:], why="a wish to go on")
    for act in ("help", "resume", "repeat", "wait"):
        if act in acts:
            return Command(act, text, why=f"said: {act}")
    if work.state.answer is not None:
        for act, name in (("more", "more"), ("shorter", "shorter"), ("why_ask", "reasons"), ("sources", "sources")):
            if act in acts:
                return Command(name, text, why=f"said: {act}")
    if (work.reading.question or supposes(text)) and follows(text) and _was_offered(work, "/more"):
        return Command("ask", text, topic=work.reading.topic, why="a question that follows the last answer")
    if "cancel" in acts:
        return Command("cancel" if work.state.top is not None else "menu", text, why="said: cancel")
    return _talk(work, text) or by_intent(work, text)


def _was_offered(work: Work, action: str) -> bool:
    return work.state.offered is not None and any(one.id == action for one in work.state.offered.actions)


def by_intent(work: Work, text: str) -> Command:
    """Route by what the line is about."""
    reading = work.reading
    flow, p = reading.flow, reading.confidence
    why = f"nearest to {flow} ({p:.2f}), topic {reading.topic}; {reading.why}".rstrip("; ")
    command = {"out_of_scope": "out_of_scope", "smalltalk": "smalltalk", "ask": "ask"}.get(flow)
    if command == "smalltalk" and (p < _SURE or len(text.split()) > 12):
        command = "ask"
    if command is None and flow == "safety":
        command, flow = "ask", "ask"
    if command is None:
        follows = reading.question and not wishes_something(text)
        message = (
            flow.startswith("draft_")
            and wishes_something(text)
            and sum(q for f, q in reading.flows if f.startswith("draft_")) >= _SURE
        )
        command = "ask" if flow not in work.tools.book or follows else "open" if p >= _SURE or message else "unsure"
    return Command(command, text, flow=flow, topic=reading.topic, confidence=p, why=why)
