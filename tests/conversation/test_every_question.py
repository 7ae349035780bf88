"""At every question of every interview: why and example leave it as it is, back and Enter lead away and return, review reaches it.

Rows 1, 4, 5, 6, 11 and 12 of the feature list.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from coach.conversation.loop import Conversation
from coach.conversation.state import State
from tests.conversation.harness import ListJournal, RememberingListener, book, tools
from tests.conversation.walker import LONGEST, reply_to

EARS = RememberingListener()


def told(state: State) -> tuple[object, object, object]:
    """What an aside must not change."""
    assert state.top is not None
    given = {slot: answer for slot, answer in state.top.answers.items() if answer.status != "derived"}
    return state.pending, given, len(state.stack)


@pytest.mark.parametrize("flow", sorted(book().flows))
def test_asides_ways_back_and_review_at_every_question(flow: str) -> None:
    journal, rng = ListJournal(), random.Random(flow)
    parts = replace(tools(journal), ears=EARS)
    talk = Conversation(parts)
    talk.turn(f"/open {flow}")
    first = talk.state.pending
    for _ in range(LONGEST):
        run, pending = talk.state.top, talk.state.pending
        if run is None or run.done or pending is None:
            break
        stands = told(talk.state)
        for aside in ("why do you ask?", "give me an example", "/repeat"):
            assert talk.turn(aside).reply.strip()
            assert told(talk.state) == stands, f"{aside} at {pending}"
        assert Conversation(parts).state == talk.state, f"after a restart at {pending}"
        if pending != first:
            talk.turn("/back")
            assert talk.state.pending != pending, f"back at {pending}"
            _forward(talk, pending)
            assert told(talk.state)[1] == stands[1], f"back and forth at {pending}"
        ask = book()[flow].ask(pending)
        assert ask is not None
        talk.turn(reply_to(ask, rng))
        done = talk.state.top
        if done is not None and not done.done and pending in done.answers and talk.state.pending != pending:
            before, answer = talk.state.pending, done.answers[pending]
            talk.turn(f"/review {pending}")
            assert talk.state.pending == pending
            talk.turn("")
            assert talk.state.top is not None
            assert talk.state.top.answers[pending].value == answer.value
            assert talk.state.pending == before
    assert talk.state.top is not None
    assert talk.state.top.done


def _forward(talk: Conversation, slot: str) -> None:
    """Press Enter, or leave open again what was left open, until the question is back."""
    for _ in range(4):
        if talk.state.pending == slot:
            return
        run = talk.state.top
        assert run is not None
        before = run.answers.get(talk.state.pending or "")
        talk.turn("" if before is not None and before.usable else "/skip")
    assert talk.state.pending == slot
