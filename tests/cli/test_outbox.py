"""`coach outbox` and `coach versions`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.bootstrap.parts import SystemClock
from coach.store import DATABASE, SqliteJournal, connect
from tests.cli.run import coach
from tests.conftest import NOW, FixedClock
from tests.store.samples import draft

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kept(home: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a message in two versions and a second message."""
    monkeypatch.setattr(SystemClock, "now", lambda self: NOW)
    journal = SqliteJournal(connect(home / DATABASE), clock.now)
    second = replace(draft("Dear Nadia,\n\nmay I ask you?").draft, edited=True)
    edited = replace(draft(""), draft=second, how="edited", base=("Two questions", "Dear Nadia,\n\nmay I ask?"))
    journal.save([draft("Dear Nadia,\n\nmay I ask?"), edited, draft("Dear 李雷,", run="r7")])
    journal.close()
    return home


def listed(capsys: Capture, *more: str) -> dict[str, Any]:
    ran = coach(capsys, "outbox", *more, "--json")
    assert ran.status == 0
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_without_a_message_the_way_to_one_is_named(capsys: Capture) -> None:
    ran = coach(capsys, "outbox")
    assert ran.status == 0
    assert "/intro" in ran.out
    assert coach(capsys, "versions").status == 1


def test_what_becomes_of_a_message_is_noted_step_by_step(capsys: Capture, kept: Path) -> None:
    assert [one["status"] for one in listed(capsys)["messages"]] == ["draft", "draft"]
    assert coach(capsys, "outbox", "sent", "1", "--on", "2026-11-09", "--channel", "chat", "--to", "Dr Khoury").status == 0
    (first, _) = listed(capsys)["messages"]
    assert (first["status"], first["channel"], first["to"], first["messages_sent"]) == ("sent", "chat", "Dr Khoury", 1)
    assert (first["next"]["step"], first["next"]["on"], first["next"]["due"]) == ("reminder", "2026-11-16", True)
    assert "a reminder is due" in coach(capsys, "outbox", "due").out
    assert coach(capsys, "outbox", "no", "1").status == 0
    assert listed(capsys, "show", "1")["messages"][0]["log"] == [
        {"what": "sent", "on": "2026-11-09", "until": None},
        {"what": "declined", "on": "2026-11-21", "until": None},
    ]
    assert coach(capsys, "outbox", "undo", "1").status == 0
    assert coach(capsys, "outbox", "later", "1", "--on", "2026-12-09").status == 0
    found = listed(capsys)
    assert found["messages"][0]["next"]["on"] == "2026-12-09"
    assert found["reply_rate"] is None
    assert found["next_person"] == {"waiting": 1, "fresh": 0, "on": "2026-11-21"}
    assert coach(capsys, "outbox", "due").out == "Nothing is due.\n"


def test_it_says_that_nothing_is_sent(capsys: Capture, kept: Path) -> None:
    assert "Coach sends nothing" in coach(capsys, "outbox").out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("yes", "1"), 1, "coach outbox sent 1"),
        (("sent", "1", "--on", "2027-01-01"), 1, "has not come yet"),
        (("undo", "1"), 1, "Nothing is noted"),
        (("later", "1"), 1, "does not follow"),
        (("sent", "9"), 2, "no message 9"),
        (("sent",), 2, "give the number"),
        (("yes", "1", "--to", "Ada"), 2, "go with sent"),
        (("list", "--on", "2026-11-20"), 2, "takes no --on"),
        (("sent", "1", "--on", "yesterday"), 2, "invalid"),
    ],
)
def test_what_cannot_be_noted_is_said_on_standard_error(
    capsys: Capture, kept: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    ran = coach(capsys, "outbox", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert words in ran.err


def test_no_thread_gets_more_than_a_first_message_and_two_reminders(capsys: Capture, kept: Path) -> None:
    statuses = [coach(capsys, "outbox", "sent", "1", "--on", f"2026-11-{day:02}").status for day in (2, 9, 18, 20)]
    assert statuses == [0, 0, 0, 1]


def test_versions_are_listed_compared_and_taken_again(capsys: Capture, kept: Path) -> None:
    assert "edited by you, 2026-11-21 (the newest)" in coach(capsys, "versions", "1").out
    ran = coach(capsys, "versions", "1", "--compare", "1", "2")
    assert "may I ask[+ you+]?" in ran.out
    assert coach(capsys, "versions", "1", "--restore", "1").status == 0
    data = json.loads(coach(capsys, "versions", "1", "--compare", "2", "3", "--json").out)
    assert [one["how"] for one in data["versions"]] == ["written", "edited", "restored"]
    assert data["difference"][-2] == {"kind": "gone", "text": " you"}
    assert "李雷" in json.loads(coach(capsys, "versions", "--json").out)["versions"][0]["body"]


@pytest.mark.parametrize(("arguments", "status"), [(("9",), 2), (("1", "--restore", "3"), 2), (("1", "--compare", "0", "1"), 2)])
def test_a_version_that_does_not_exist_is_wrong_usage(
    capsys: Capture, kept: Path, arguments: tuple[str, ...], status: int
) -> None:
    ran = coach(capsys, "versions", *arguments)
    assert (ran.status, ran.out) == (status, "")
