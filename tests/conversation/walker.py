"""A walker that answers interviews at random, the way an undecided person would, and watches that nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.conversation.loop import Conversation
from coach.conversation.work import Tools
from coach.domain.interview import FlowRun, SlotAnswer
from coach.domain.turn import Turn
from coach.flows import Ask
from tests.conversation.harness import book

TEXTS = (
    "running the ward round on my own",
    "no idea how to put this but: less firefighting",
    "Siobhán said it (twice), I ignored it",
    "{{7*7}} [bold] *stars* 100%",
    "honestly? money",
    "把事情做完",
    "that I can say no. And mean it.",
    "x",
    "because I've trained three people who were then promoted past me",
)
NAMES = ("Ada", "Dr. Nadia O'Brien-Khoury", "李雷", "Siobhán Ní Dhomhnaill", "my boss Pat", "{{7*7}}", "[bold]B[/bold]")
DATES = ("end of March", "in six weeks", "next Thursday", "31 May", "tomorrow", "in three months")
SPANS = ("three weeks", "since March", "a couple of months", "10 days", "a year")
SIDESTEPS = (
    "back",
    "skip",
    "idk",
    "I'd rather not say",
    "why do you ask?",
    "example",
    "",
    "review",
    "repeat",
    "wait",
    "🙂",
    "/help",
)
LONGEST = 400
"""Lines after which a walk counts as stuck; from half of them on it only answers."""


@dataclass
class Walk:
    """One walk: what was typed, and the trouble that was seen."""

    flow: str
    typed: list[str] = field(default_factory=list)
    trouble: str = ""
    visited: set[str] = field(default_factory=set)
    end: Turn | None = None


def reply_to(ask: Ask, rng: random.Random) -> str:
    """Some answer that the question accepts."""
    match ask.kind:
        case "choice":
            number = rng.randrange(len(ask.choices))
            return rng.choice((str(number + 1), ask.choices[number].label, ask.choices[number].value))
        case "choices":
            return ", ".join(str(n + 1) for n in rng.sample(range(len(ask.choices)), rng.randint(1, min(3, len(ask.choices)))))
        case "scale":
            return str(rng.randint(ask.low, ask.high))
        case "yes_no":
            return rng.choice(("yes", "no", "yep", "nope"))
        case "date":
            return rng.choice(("last month", "two weeks ago") if ask.tense == "past" else DATES)
        case "duration":
            return rng.choice(SPANS)
        case "minutes":
            return rng.choice(("20", "half an hour", "15 minutes"))
        case "number":
            return str(rng.randint(1, 9))
        case "name":
            return rng.choice(NAMES)
        case _:
            return rng.choice(TEXTS)


class Walker:
    """Walks one interview in one conversation."""

    def __init__(self, tools: Tools, flow: str, seed: int) -> None:
        """`seed` makes the walk repeatable."""
        self._rng = random.Random(f"{flow}-{seed}")
        self._tools = tools
        self._talk = Conversation(tools)
        self._walk = Walk(flow)
        self._whims = self._rng.choice((0.0, 0.1, 0.3, 0.6))

    def walk(self) -> Walk:
        """Answer until the interview is done, or until something is wrong."""
        turn = self._type(f"/open {self._walk.flow}")
        while not self._walk.trouble and not self._run().done:
            if len(self._walk.typed) > LONGEST:
                self._walk.trouble = "it does not end"
                break
            turn = self._type(self._line(turn))
            if self._rng.random() < 0.03:
                self._start_again()
        self._walk.end = turn
        return self._walk

    def only(self, line: str) -> Walk:
        """Say the same line to every question."""
        self._type(f"/open {self._walk.flow}")
        while not self._walk.trouble and not self._run().done:
            if len(self._walk.typed) > LONGEST:
                self._walk.trouble = "it does not end"
                break
            self._type(line)
        return self._walk

    def _start_again(self) -> None:
        """Take the conversation up from its journal, as after a crash: it has to stand where it stood."""
        before, self._talk = self._talk.state, Conversation(self._tools)
        self._walk.typed.append("[[restart]]")
        if self._talk.state != before:
            self._walk.trouble = self._walk.trouble or "after a restart it stands elsewhere"

    def _run(self) -> FlowRun:
        run = self._talk.state.top
        assert run is not None
        return run

    def _line(self, turn: Turn) -> str:
        run = self._run()
        ask = book()[run.flow].ask(self._talk.state.pending or "")
        assert ask is not None
        self._walk.visited.add(ask.slot)
        tired = len(self._walk.typed) > LONGEST // 2
        if not tired and self._rng.random() < self._whims:
            answered = sum(answer.status != "derived" for answer in run.answers.values())
            edit = f"/review {self._rng.randint(1, max(answered, 1))}"
            return self._rng.choice((*SIDESTEPS, edit, edit))
        return reply_to(ask, self._rng)

    def _type(self, line: str) -> Turn:
        before = self._talk.state.top
        pending = self._talk.state.pending
        self._walk.typed.append(line)
        turn = self._talk.turn(line)
        self._walk.trouble = self._trouble(turn, before, pending)
        return turn

    def _trouble(self, turn: Turn, before: FlowRun | None, pending: str | None) -> str:
        run = self._talk.state.top
        if "failed:" in turn.why:
            return f"an error: {turn.reply}"
        if run is None or (before is not None and run.id != before.id):
            return "the interview is gone"
        if not turn.reply.strip():
            return "nothing is said"
        if run.done == (turn.step is not None):
            return "neither a question nor an end"
        return lost(before.answers, run.answers, pending) or backwards(before, run) if before is not None else ""


def lost(before: Mapping[str, SlotAnswer], after: Mapping[str, SlotAnswer], pending: str | None) -> str:
    """Name an answer that went away or changed although it was not the one being given."""
    for slot, answer in before.items():
        if slot == pending or not answer.usable or answer.status == "derived":
            continue
        if slot not in after or (after[slot].value, after[slot].status) != (answer.value, answer.status):
            return f"{slot} was {answer.value!r} and is {after.get(slot)!r}"
    return ""


def backwards(before: FlowRun, after: FlowRun) -> str:
    """Say when the progress went back."""
    return f"progress fell from {before.shown} to {after.shown}" if after.shown < before.shown else ""
