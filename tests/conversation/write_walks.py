"""Writes tests/conversations/walks: plain walks that come by the questions no other conversation visits.

    .venv/bin/python -m tests.conversation.write_walks

Run it after an interview has changed, and read what it wrote.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import mkdtemp

from coach.conversation.loop import Conversation
from coach.flows import Ask
from tests.conversation.harness import ListJournal, RememberingListener, book, tools
from tests.conversation.walker import reply_to
from tests.test_conversations import FILES, play

FOLDER = Path(__file__).parent.parent / "conversations" / "walks"
KNOWN = {"scale_craft": "2", "scale_people": "4", "scale_visible": "1"}
EARS = RememberingListener()
TRIES = 600
LONGEST = 80


def line(ask: Ask, rng: random.Random, *, whims: bool) -> str:
    """What a person might type at a question: mostly the example, sometimes a step back, or nothing to say."""
    if whims and rng.random() < 0.15:
        return rng.choice(("back", "skip", "skip"))
    if ask.kind in ("text", "long_text", "name") and ask.example and "{" not in ask.example:
        return ask.example
    return reply_to(ask, rng)


def walk(flow: str, seed: int) -> list[tuple[str, str]]:
    """The lines of one walk, each with the question that it leads to (empty at the end)."""
    import dataclasses

    rng = random.Random(f"{flow}:{seed}")
    known = KNOWN if flow == "evaluate" else {}
    talk = Conversation(dataclasses.replace(tools(ListJournal(facts=dict(known))), ears=EARS))
    turns = [(f"/open {flow}", "")]
    turn = talk.turn(turns[0][0])
    while turn.step is not None and len(turns) < LONGEST:
        turns[-1] = (turns[-1][0], turn.step.id)
        ask = book()[flow].ask(turn.step.id)
        assert ask is not None
        said = line(ask, rng, whims=seed % 3 == 2)
        turns.append((said, ""))
        turn = talk.turn(said)
    return turns if turn.step is None and talk.state.top is not None and talk.state.top.flow == flow else []


def others() -> dict[str, set[str]]:
    """The questions that the conversations outside this folder visit."""
    seen: dict[str, set[str]] = {}
    for path in FILES:
        if path.parent == FOLDER:
            continue
        for conversation, turn, _ in play(path, Path(mkdtemp())):
            run = conversation.state.top
            if run is not None and turn.step is not None:
                seen.setdefault(run.flow, set()).add(turn.step.id)
    return seen


def quoted(text: str) -> str:
    """A YAML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(flow: str, number: int, turns: list[tuple[str, str]]) -> None:
    """Write one walk as a conversation."""
    title = book()[flow].title
    facts = ", ".join(f"{slot}: {quoted(value)}" for slot, value in KNOWN.items())
    known = [f"known: {{{facts}}}"] if flow == "evaluate" else []
    rows = [f"  - {{say: {quoted(said)}, step: {step or 'null'}}}" for said, step in turns]
    text = "\n".join([f"about: {quoted(f'A plain walk: {title}.')}", *known, "turns:", *rows])
    (FOLDER / f"{flow}_{number}.yaml").write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Write the walks; says which questions none could reach."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.yaml"):
        old.unlink()
    seen, unreached = others(), 0
    for flow in sorted(book().flows):
        missing = {ask.slot for ask in book()[flow].asks()} - seen.get(flow, set())
        number = 0
        for seed in range(TRIES):
            if not missing:
                break
            turns = walk(flow, seed)
            new = missing & {step for _, step in turns}
            if len(new) > (2 if seed < 30 else 0):
                number += 1
                write(flow, number, turns)
                missing -= new
        unreached += len(missing)
        print(flow, number, sorted(missing))
    return 1 if unreached else 0


if __name__ == "__main__":
    sys.exit(main())
