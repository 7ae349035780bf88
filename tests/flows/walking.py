"""Walking an interview without the rest of Coach: given answers by slot, or drawn at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coach.conversation.voice import Voice
from coach.domain.interview import FlowRun, SlotAnswer, Value
from coach.flows import Ask, End, FlowDef, Problem, Say, active_values, advance, load_flows, parse, put
from coach.relationship import FUNCTIONS
from coach.rendering import Renderer

TODAY = date(2026, 11, 21)
PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
BOOK = load_flows([PROMPTS])
RENDERER = Renderer([PROMPTS])
VOICE = Voice(RENDERER)
MOST_STEPS = 60

NOT_SO_PLAIN = (
    "I want to get better at it", "get promoted", "stop doubting myself", "nothing really", "my second draft. It was due in March!", "Should I wait or go now?", "seeing how it's done",
    "A [link](http://x) and *stars*, {{7*7}} too", "李雷 said so", "she told me to apply, to rest and to write it down", "no idea", "3", "Because",
    "to finish, at last,", "1. first\n2. second\n3. third", "…", "the thing that I have meant to say for so long " * 9,
)  # fmt: skip
WRITTEN = {
    "name": ("Dr. Amara Okafor-Ní Bhriain", "李雷", "Jo", "the woman who ran the audit"),
    "date": ("in three weeks", "next friday", "31 March", "tomorrow"),
    "duration": ("three weeks", "since March", "about two months", "yesterday", "ages"),
    "minutes": ("20 minutes", "half an hour", "45", "an hour"),
    "yes_no": ("yes", "no"),
    "number": ("2", "7"),
}


@dataclass(slots=True)
class Walked:
    """What one walk saw: the questions in order, what was said, and the end with the run that reached it."""

    flow: FlowDef
    run: FlowRun
    end: End
    asked: list[str] = field(default_factory=list)
    said: list[Say] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    def values(self, *, shared: bool = False) -> dict[str, Value]:
        """The values that count at the end."""
        return active_values(self.flow, self.run, FUNCTIONS, shared=shared)

    def document(self, *, shared: bool = False) -> str:
        """What is left behind, in full or as a mentor would see it; empty where the end has none."""
        if not self.end.document:
            return ""
        values = self.values(shared=shared)
        words: dict[str, object] = {}
        for slot, value in values.items():
            ask = self.flow.ask(slot)
            words[f"{slot}_words"] = VOICE.shown(ask, value) if ask is not None else value
        return RENDERER.render(self.end.document, {**words, **values, "private_view": not shared})

    def situation(self) -> str:
        """The occasion of the message, empty where there is none."""
        return str(VOICE.text(self.end.draft, self.values()))


def walk(
    flow: FlowDef, answer: Callable[[Ask], str | None], known: Mapping[str, Value] | None = None, *, listen: bool = True
) -> Walked:
    """Walk `flow` to its end; `listen` keeps all that is said. `answer` gives the words for a question, None skips it; unreadable words are skipped as well."""
    run = FlowRun("r", flow.id)
    for slot, value in (known or {}).items():
        run = run.with_answer(SlotAnswer(slot, value))
    asked: list[str] = []
    said: list[Say] = []
    spoken: list[str] = []
    while len(asked) < MOST_STEPS:
        outcome = advance(flow, run, FUNCTIONS)
        run = outcome.run
        values = active_values(flow, run, FUNCTIONS)
        said += outcome.says
        spoken += VOICE.says(outcome.says, values) if listen else []
        if outcome.end is not None:
            return Walked(flow, run, outcome.end, asked, said, spoken)
        assert outcome.ask is not None
        ask = outcome.ask
        if listen:
            spoken.append(VOICE.question(ask, run, values, problem=outcome.problem or None))
            spoken += [VOICE.text(text, values) for text in (ask.why, ask.example, ask.easier) if text]
        asked.append(ask.slot)
        words = answer(ask)
        result = parse(ask, words, TODAY) if words is not None else Problem("skipped")
        given = SlotAnswer(ask.slot, None, "skipped", reads=outcome.reads)
        if not isinstance(result, Problem):
            given = SlotAnswer(ask.slot, result.value, "given", words or "", outcome.reads)
        for one in put(flow, run, given):
            run = run.with_answer(one)
    raise AssertionError(f"{flow.id} does not end: {asked}")


def scripted(flow: str, answers: Mapping[str, str], known: Mapping[str, Value] | None = None) -> Walked:
    """Walk with the answers given by slot, all others skipped; each one given must have been asked for and understood."""
    walked = walk(BOOK[flow], lambda ask: answers.get(ask.slot), known)
    for slot in answers:
        assert slot in walked.asked, f"{flow} never asked {slot}: {walked.asked}"
        assert walked.run.value(slot) is not None, f"{flow} did not understand {slot}: {answers[slot]}"
    return walked


def drawn(flow: FlowDef, seed: int, skips: float = 0.2) -> Walked:
    """Walk with answers drawn at random, some of them from an earlier interview."""
    dice = random.Random(seed)

    def words(ask: Ask) -> str | None:
        if dice.random() < skips:
            return None
        if ask.kind in ("choice", "choices"):
            picked = dice.sample(
                range(1, len(ask.choices) + 1), dice.randint(1, len(ask.choices)) if ask.kind == "choices" else 1
            )
            return ", ".join(str(number) for number in picked)
        return str(dice.randint(ask.low, ask.high)) if ask.kind == "scale" else dice.choice(WRITTEN.get(ask.kind, NOT_SO_PLAIN))

    known: dict[str, Value] = {}
    for ask in flow.asks():
        if ask.reuse and dice.random() < 0.5:
            known[ask.slot] = dice.randint(ask.low, ask.high) if ask.kind == "scale" else "What I said in an earlier interview"
    return walk(flow, words, known, listen=seed % 5 == 0)
