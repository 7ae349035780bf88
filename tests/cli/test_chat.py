"""The linear front ends: what they read, what they print, how they end."""

from __future__ import annotations

import json
import sys

import pytest

from coach.cli.chat import talk_json, talk_plain
from coach.cli.contract import as_line, encode_turn
from coach.domain.drafts import Draft, Issue
from coach.domain.library import Citation, Passage
from coach.domain.turn import Action, Document, StepView, Turn
from coach.errors import StoreError
from tests.cli.run import Typed

FULL = Turn(
    text="hello",
    reply="**Hello.**",
    flow="draft_intro",
    topic="outreach",
    confidence=0.83,
    why="nearest",
    step=StepView("relation", 0.4, "Write", "Who"),
    slots={"mentor_name": "李雷", "kinds": ("a", "b"), "ask_minutes": 20, "paid": False},
    citations=(Citation("c1", "Title", "Quote.", "Source", "research", "2026-11-21", True),),
    passages=(Passage("c1", "Title", "outreach", "draft_intro", 0.71),),
    actions=(Action("/more", "More"),),
    draft=Draft("intro", "email", "warm", "Body", "Subject", "Nadia", None, (Issue("ask.one", "stop", "One ask.", "c1"),)),
    document=Document("goal_interview", "Goal", "# Goal"),
    safety="distress",
)


class Echo:
    """Answers every line with itself; `fail` raises, `bye` closes."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def welcome(self) -> Turn:
        return Turn("", "Welcome.", "smalltalk", "smalltalk", 1.0, "", actions=(Action("/goal", "Work out a goal"),))

    def turn(self, text: str) -> Turn:
        self.heard.append(text)
        if text == "fail":
            raise StoreError("The disk is full.", "Make room.")
        if text == "crash":
            raise KeyError("a bug")
        return Turn(text, f"You said **{text}**.", "ask", "goals", 1.0, "echo", closed=text == "bye")

    def edit_draft(self, subject: str, body: str) -> Turn:
        return Turn("", f"{subject}|{body}", "draft_intro", "outreach", 1.0, "edited")


def typed(monkeypatch: pytest.MonkeyPatch, content: str | bytes, *, terminal: bool = False) -> None:
    raw = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr(sys, "stdin", Typed(raw, terminal))


def test_the_contract_has_every_field_of_the_design() -> None:
    data = encode_turn(FULL)
    assert list(data)[:13] == [
        "text", "reply", "flow", "topic", "confidence", "why", "step", "slots", "citations", "passages", "actions", "draft", "document",
    ]  # fmt: skip
    assert data["step"] == {"id": "relation", "progress": 0.4, "title": "Write", "section": "Who"}
    assert data["slots"] == {"mentor_name": "李雷", "kinds": ["a", "b"], "ask_minutes": 20, "paid": False}
    assert (
        data["citations"][0] | {"card": "c1", "title": "Title", "quote": "Quote.", "source": "Source", "evidence": "research"}
        == data["citations"][0]
    )
    assert (data["passages"][0]["card"], data["passages"][0]["score"]) == ("c1", 0.71)
    assert data["actions"] == [{"id": "/more", "label": "More"}]
    assert data["draft"]["issues"] == [{"rule": "ask.one", "level": "stop", "text": "One ask.", "card": "c1"}]
    assert {"subject", "body", "channel", "issues"} <= set(data["draft"])
    assert data["safety"] == {"category": "distress"}
    assert json.loads(as_line(data)) == data


def test_nothing_is_null_where_there_is_nothing() -> None:
    data = encode_turn(Turn("x", "y", "ask", "goals", 0.0, ""))
    assert (data["step"], data["draft"], data["safety"], data["document"]) == (None, None, None, None)
    assert (data["slots"], data["citations"], data["actions"]) == ({}, [], [])


def test_a_line_is_one_line_and_readable() -> None:
    assert as_line({"text": "李\n雷"}) == '{"text": "李\\n雷"}'
    assert as_line({"text": "\ud800"}) == '{"text": "\\ud800"}'


def test_plain_prints_the_welcome_and_each_reply(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, "one\n\ntwo")
    assert talk_plain(Echo()) == 0
    out, err = capsys.readouterr()
    assert out == "Welcome.\n\n1. Work out a goal  (/goal)\n\nYou said one.\n\nYou said ****.\n\nYou said two.\n"
    assert err == ""


def test_plain_prompts_only_where_a_person_types(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = iter(["hello", "bye", "never read"])
    asked: list[str] = []

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return next(lines)

    typed(monkeypatch, b"", terminal=True)
    monkeypatch.setattr("builtins.input", answer)
    assert talk_plain(Echo()) == 0
    assert asked == ["\n> ", "\n> "]
    assert "You said bye." in capsys.readouterr().out


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_plain_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], end: type[BaseException]
) -> None:
    def leave(prompt: str) -> str:
        raise end

    typed(monkeypatch, b"", terminal=True)
    monkeypatch.setattr("builtins.input", leave)
    assert talk_plain(Echo()) == 0
    assert capsys.readouterr().err == ""


def test_plain_goes_on_after_an_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, "fail\nhello\n")
    assert talk_plain(Echo()) == 0
    out, err = capsys.readouterr()
    assert "You said hello." in out
    assert "The disk is full. Make room." in err


@pytest.mark.parametrize("json_lines", [False, True])
def test_a_fault_of_coach_itself_ends_no_conversation(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], json_lines: bool
) -> None:
    monkeypatch.delenv("COACH_DEBUG")
    typed(monkeypatch, '{"text": "crash"}\n{"text": "next"}\n' if json_lines else "crash\nnext\n")
    (talk_json if json_lines else talk_plain)(Echo())
    out, err = capsys.readouterr()
    assert "next" in out
    assert "KeyError" in err
    assert "Traceback" not in err


def test_plain_reports_an_error_at_the_end(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, "hello\nfail\n")
    assert talk_plain(Echo()) == 1
    capsys.readouterr()


def test_broken_bytes_do_not_stop_the_conversation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, b"caf\xe9\r\nnext\n")
    talker = Echo()
    talk_plain(talker)
    assert talker.heard == ["caf\ufffd", "next"]
    capsys.readouterr()


def test_json_answers_each_line_in_order(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, '{"text": "one"}\n\n{"text": "two", "more": 1}\n{"edit": {"subject": "S", "body": "B"}}\n')
    assert talk_json(Echo()) == 0
    replies = [json.loads(line)["reply"] for line in capsys.readouterr().out.splitlines()]
    assert replies == ["You said **one**.", "You said **two**.", "S|B"]


@pytest.mark.parametrize("line", ["nonsense", "[]", "{}", '{"text": 5}', '"text"', '{"edit": {}}', '{"text": "fail"}'])
def test_json_answers_a_bad_line_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    typed(monkeypatch, f'{line}\n{{"text": "next"}}\n')
    assert talk_json(Echo()) == 1
    out, err = capsys.readouterr()
    first, second = [json.loads(one) for one in out.splitlines()]
    assert first["error"]
    assert first["text"] == line
    assert second["reply"] == "You said **next**."
    assert err.strip()


def test_json_stops_after_goodbye(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, '{"text": "bye"}\n{"text": "never"}\n')
    assert talk_json(Echo()) == 0
    assert [json.loads(line)["closed"] for line in capsys.readouterr().out.splitlines()] == [True]
