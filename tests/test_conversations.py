"""Conversations as data: every file in tests/conversations runs through the real turn loop, line by line.

A turn says what is typed (`say`; `[[restart]]` starts the program again) and what must come of it: `flow`, `topic`, `step`,
`slots` (a value, or null for none), `has` and `lacks` (words of the reply, any case), `draft_has`, `draft_lacks`, `safety`,
`asks_again` (the step stays), `action` (an offered id), `closed`, `once` (words that stand in the reply exactly once), `keeps`
(every slot of the turn before has its value still), `stack` (how many interviews are open), `draft` and `document` (there is one,
or none). `times` types the line that often without a break. A file says `about`: what it shows, and may say `known`: facts from earlier interviews.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.conversation.loop import Conversation
from coach.domain.turn import Turn
from coach.rendering import load_yaml
from tests.conversation.harness import ListJournal, book, talk

FILES = sorted((Path(__file__).parent / "conversations").glob("**/*.yaml"))
KNOWN = {"say", "flow", "topic", "step", "slots", "has", "lacks", "draft_has", "draft_lacks", "safety", "asks_again", "action", "closed", "document_has", "once", "keeps", "stack", "draft", "document", "times"}  # fmt: skip


def load(path: Path) -> dict[str, Any]:
    """Read one conversation and refuse keys that would check nothing."""
    data: dict[str, Any] = load_yaml(path.read_text(encoding="utf-8"), path)
    assert set(data) <= {"about", "known", "turns"}, f"{path.name}: unknown {set(data)}"
    assert data["about"], path
    for turn in data["turns"]:
        unknown = set(turn) - KNOWN
        assert not unknown, f"{path.name}:{turn.line}: unknown {unknown}"
    return data


def words(expected: object) -> list[str]:
    """A word or a list of words, in small letters."""
    return [str(w).lower() for w in (expected if isinstance(expected, list) else [expected])]


def check(turn: Turn, before: Turn | None, expected: Mapping[str, Any]) -> None:
    """Hold one turn against what its file says."""
    reply = turn.reply.lower()
    draft = f"{turn.draft.subject}\n{turn.draft.body}".lower() if turn.draft else ""
    seen = {
        "flow": turn.flow,
        "topic": turn.topic,
        "safety": turn.safety,
        "closed": turn.closed,
        "step": turn.step.id if turn.step else None,
    }
    for key, value in seen.items():
        if key in expected:
            assert value == expected[key], f"{key}: {value!r}, not {expected[key]!r}; why: {turn.why}\n{turn.reply}"
    for slot, value in (expected.get("slots") or {}).items():
        assert turn.slots.get(slot) == value, f"slot {slot}: {turn.slots.get(slot)!r}, not {value!r}\n{dict(turn.slots)}"
    for word in words(expected.get("has", [])):
        assert word in reply, f"{word!r} is not in:\n{turn.reply}"
    for word in words(expected.get("lacks", [])):
        assert word not in reply, f"{word!r} is in:\n{turn.reply}"
    if "draft_has" in expected or "draft_lacks" in expected:
        assert draft, f"there is no draft:\n{turn.reply}"
    for word in words(expected.get("draft_has", [])):
        assert word in draft, f"{word!r} is not in the draft:\n{draft}"
    for word in words(expected.get("draft_lacks", [])):
        assert word not in draft, f"{word!r} is in the draft:\n{draft}"
    for word in words(expected.get("document_has", [])):
        assert turn.document is not None and word in turn.document.body.lower(), f"{word!r} is not in the document:\n{turn.reply}"
    if "action" in expected:
        assert set(words(expected["action"])) <= {a.id.lower() for a in turn.actions}, [a.id for a in turn.actions]
    for word in words(expected.get("once", [])):
        assert reply.count(word) == 1, f"{word!r} stands {reply.count(word)} times in:\n{turn.reply}"
    for key, there in (("draft", turn.draft), ("document", turn.document)):
        if key in expected:
            assert (there is not None) is expected[key], f"{key}: {there}\n{turn.reply}"
    if expected.get("keeps"):
        assert before is not None
        asked = {ask.slot for flow in book().flows.values() for ask in flow.asks()}
        lost = {slot: value for slot, value in before.slots.items() if slot in asked and turn.slots.get(slot) != value}
        assert not lost, f"lost or changed: {lost}\n{dict(turn.slots)}"
    if expected.get("asks_again"):
        assert before is not None and before.step is not None and turn.step is not None and turn.step.id == before.step.id


def play(path: Path, folder: Path) -> Iterator[tuple[Conversation, Turn, Mapping[str, Any]]]:
    """Type the lines of a file one after the other; yield the conversation, the turn and what was expected of it."""
    data = load(path)
    journal = ListJournal(facts={slot: str(value) for slot, value in (data.get("known") or {}).items()})
    conversation = talk(journal, folder)
    conversation.welcome()
    for expected in data["turns"]:
        if expected["say"] == "[[restart]]":
            conversation = talk(journal, folder)
            yield conversation, conversation.welcome(), expected
        else:
            yield conversation, conversation.turn(str(expected["say"]) * int(expected.get("times", 1))), expected


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_conversation(path: Path, tmp_path: Path) -> None:
    before = None
    for conversation, turn, expected in play(path, tmp_path):
        check(turn, before, expected)
        if "stack" in expected:
            assert len(conversation.state.stack) == expected["stack"]
        assert "failed:" not in turn.why, turn.reply
        before = turn


@pytest.mark.parametrize("flow", sorted(book().flows))
def test_every_step_of_an_interview_is_visited(flow: str, visited: Mapping[str, set[str]]) -> None:
    """Row 86. When this fails: write a conversation that comes by, or run python -m tests.conversation.write_walks."""
    assert {ask.slot for ask in book()[flow].asks()} - visited.get(flow, set()) == set()


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[str]]:
    """The questions that some conversation comes by, for each interview."""
    seen: dict[str, set[str]] = {}
    for path in FILES:
        for conversation, turn, _ in play(path, tmp_path_factory.mktemp("walks")):
            run = conversation.state.top
            if run is not None and turn.step is not None:
                seen.setdefault(run.flow, set()).add(turn.step.id)
    return seen
