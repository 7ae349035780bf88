"""Conversations as data: every file in tests/conversations runs through the real turn loop, line by line.

A turn says what is typed (`say`; `[[restart]]` starts the program again) and what must come of it: `flow`, `topic`, `step`,
`slots` (a value, or null for none), `has` and `lacks` (words of the reply, any case), `draft_has`, `draft_lacks`, `safety`,
`asks_again` (the step stays), `action` (an offered id), `closed`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.domain.turn import Turn
from coach.rendering import load_yaml
from tests.conversation.harness import ListJournal, talk

FILES = sorted((Path(__file__).parent / "conversations").glob("**/*.yaml"))
KNOWN = {"say", "flow", "topic", "step", "slots", "has", "lacks", "draft_has", "draft_lacks", "safety", "asks_again", "action", "closed", "document_has"}


def load(path: Path) -> list[dict[str, Any]]:
    """Read one conversation and refuse keys that would check nothing."""
    data = load_yaml(path.read_text(encoding="utf-8"), path)
    for turn in data["turns"]:
        unknown = set(turn) - KNOWN
        assert not unknown, f"{path.name}:{turn.line}: unknown {unknown}"
    return list(data["turns"])


def words(expected: object) -> list[str]:
    """A word or a list of words, in small letters."""
    return [str(w).lower() for w in (expected if isinstance(expected, list) else [expected])]


def check(turn: Turn, before: Turn | None, expected: Mapping[str, Any]) -> None:
    """Hold one turn against what its file says."""
    reply = turn.reply.lower()
    draft = f"{turn.draft.subject}\n{turn.draft.body}".lower() if turn.draft else ""
    seen = {"flow": turn.flow, "topic": turn.topic, "safety": turn.safety, "closed": turn.closed, "step": turn.step.id if turn.step else None}
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
    if expected.get("asks_again"):
        assert before is not None and before.step is not None and turn.step is not None and turn.step.id == before.step.id


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_conversation(path: Path, tmp_path: Path) -> None:
    journal = ListJournal()
    conversation, before = talk(journal, tmp_path), None
    conversation.welcome()
    for expected in load(path):
        if expected["say"] == "[[restart]]":
            conversation = talk(journal, tmp_path)
            turn = conversation.welcome()
        else:
            turn = conversation.turn(str(expected["say"]))
        check(turn, before, expected)
        before = turn
