"""`coach draft`: what it prints and where, what it writes, what it refuses, and with which status it ends."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest
import vobject
from fast_mail_parser import parse_email

from coach.cli.copying import copy
from coach.domain.events import Answered
from coach.domain.interview import SlotAnswer
from coach.store import DATABASE, SqliteJournal, connect
from coach.tui import clipboard
from tests.cli.run import Typed, coach
from tests.conftest import FixedClock

Capture = pytest.CaptureFixture[str]
INTRO = (
    "draft",
    "intro",
    "--set",
    "mentor_name=Dr. Siobhán Ní Dhomhnaill",
    "--set",
    "topic=learning to weld",
    "--set",
    "my_name=Sam",
)


def test_the_message_goes_to_standard_output_and_the_notes_to_standard_error(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO)
    assert ran.status == 0
    assert ran.out.startswith("Subject: A question about learning to weld\n\nDear Dr. Ní Dhomhnaill,\n\n")
    assert ran.out.endswith("Best wishes,\nSam\n")
    assert "Before you send it:" in ran.err


def test_what_is_missing_is_said_with_the_words_to_add(capsys: Capture) -> None:
    ran = coach(capsys, "draft", "intro", "--set", "my_name=Sam")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "The message still needs: mentor_name and topic.",
        'Add to the command: --set mentor_name="..." --set topic="..."',
    ]


@pytest.mark.parametrize("empty", ["", "   ", "?", "no idea", "nothing really", "n/a"])
def test_an_answer_that_says_nothing_is_missing(capsys: Capture, empty: str) -> None:
    ran = coach(capsys, "draft", "intro", "--set", "mentor_name=Ana", "--set", f"topic={empty}", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert '--set topic="..."' in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("itro",),
        ("intro", "--set", "topic"),
        ("intro", "--set", "=x"),
        ("intro", "--format", "docx"),
        ("intro", "--json", "--format", "eml"),
        ("intro", "--read", "a.md"),
        ("intro", "--at", "25:00"),
        ("intro", "--on", "Tuesday"),
        ("intro", "--at", "09:00", "--all-day"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_prints_nothing(capsys: Capture, arguments: tuple[str, ...]) -> None:
    ran = coach(capsys, "draft", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


def test_a_situation_that_is_nearly_right_is_suggested(capsys: Capture) -> None:
    assert "Did you mean intro?" in coach(capsys, "draft", "itro").err


def test_the_situations_are_listed_with_what_each_needs(capsys: Capture) -> None:
    names = coach(capsys, "draft").out.split()
    listed = coach(capsys, "draft", "--list").out
    rows = json.loads(coach(capsys, "draft", "--list", "--json").out)
    assert [row["situation"] for row in rows] == names
    assert rows[0]["needs"] == ["mentor_name", "topic"]
    assert all(f"{row['situation']}: {row['title']}\n    needs " in listed for row in rows)


def test_another_name_for_a_situation_will_do(capsys: Capture) -> None:
    ran = coach(capsys, "draft", "thanks", "--set", "mentor_name=Ana", "--set", "topic=reading my draft", "--json")
    assert json.loads(ran.out)["situation"] == "thanks_meeting"


def test_json_is_one_object_with_the_fields_of_the_contract(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO, "--json")
    data = json.loads(ran.out)
    assert (ran.status, ran.err) == (0, "")
    assert {"subject", "body", "channel", "tone", "issues", "to", "limit"} <= set(data)
    assert coach(capsys, *INTRO, "--format", "json").out == ran.out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("v.json", '{"mentor_name": "Ana", "topic": "learning to weld", "linkedin_paid": true, "question": null}'),
        ("v.yaml", "mentor_name: Ana\ntopic: learning to weld\nask_minutes: 20\n"),
        ("v.yml", "\ufeffmentor_name: Ana\ntopic: >\n  learning\n  to weld\n"),
    ],
)
def test_values_come_from_a_file(capsys: Capture, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ran = coach(capsys, "draft", "intro", "--values", str(tmp_path / name))
    assert (ran.status, "Dear Ana," in ran.out, "learning to weld" in ran.out) == (0, True, True)


def test_values_come_from_standard_input_and_the_command_line_wins(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Typed(b'{"mentor_name": "Ana", "topic": "sails", "tone": "brief", "channel": "chat"}'))
    ran = coach(capsys, "draft", "intro", "--values", "-", "--set", "topic=welds", "--tone", "formal", "--json")
    data = json.loads(ran.out)
    assert ("welds" in data["body"], "sails" in data["body"], data["tone"], data["channel"]) == (True, False, "formal", "chat")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("v.json", '{"a": 1,}', "v.json:1"),
        ("v.yaml", "a: b\nc: [\n", "v.yaml:3"),
        ("v.yaml", "- a\n", "must be a mapping"),
        ("v.json", "\xff", "valid JSON"),
        (None, "", "cannot be read"),
    ],
)
def test_a_broken_file_of_values_is_named(capsys: Capture, tmp_path: Path, name: str | None, text: str, said: str) -> None:
    if name is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = coach(capsys, "draft", "intro", "--values", str(tmp_path / (name or "none.yaml")))
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err


def test_a_name_that_no_message_uses_is_pointed_out(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO, "--set", "my_rol=welder")
    assert ran.status == 0
    assert 'No message uses "my_rol"; did you mean my_role?' in ran.err
    assert "No message uses" not in coach(capsys, *INTRO, "--set", "advice=rest", "--set", "place=Leeds").err


def test_a_mail_file_is_a_draft_for_a_mail_program(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "to" / "ana.eml"
    ran = coach(capsys, *INTRO, "--out", str(target), "--to", "ana@lumen.example", "--from", "Sam <sam@home.example>")
    assert (ran.status, ran.out) == (0, "")
    assert str(target) in ran.err
    found = parse_email(target.read_bytes(), strict=True)
    assert (found.subject, found.headers["X-Unsent"]) == ("A question about learning to weld", ["1"])
    assert found.to[0].display_name == "Siobhán Ní Dhomhnaill"
    assert b"\r\n" in target.read_bytes()
    assert target.stat().st_mode & 0o077 == 0


def test_a_mail_file_may_go_to_standard_output(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO, "--format", "eml")
    assert parse_email(ran.out.encode(), strict=True).subject == "A question about learning to weld"


def test_a_link_that_is_long_is_warned_about(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO, "--format", "mailto")
    assert ran.out.startswith("mailto:?subject=A%20question")
    assert "characters" not in ran.err
    ran = coach(capsys, *INTRO, "--set", f"why_them={'she showed how to weld under water ' * 60}", "--format", "mailto")
    assert "Some programs cut a link at about 2,000" in ran.err


def test_reminders_are_entries_of_a_calendar(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "plan.ics"
    ran = coach(capsys, *INTRO, "--out", str(target), "--sent", "2026-10-19", "--zone", "Europe/Berlin", "--at", "08:30")
    assert (ran.status, ran.out) == (0, "")
    found = vobject.readOne(target.read_bytes().decode()).vevent_list
    assert [event.dtstart.value.strftime("%F %R %z") for event in found] == [
        "2026-10-26 08:30 +0100", "2026-11-04 08:30 +0100", "2026-11-18 08:30 +0100",
    ]  # fmt: skip


def test_reminders_on_days_of_ones_own(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO, "--format", "ics", "--on", "2026-12-03", "--on", "2026-12-01", "--all-day")
    found = vobject.readOne(ran.out).vevent_list
    assert [event.dtstart.value for event in found] == [date(2026, 12, 1), date(2026, 12, 3)]
    assert "Last note" in found[1].summary.value
    ran = coach(capsys, *INTRO, "--format", "ics", *(part for n in "123" for part in ("--on", f"2026-12-0{n}")))
    assert (ran.status, ran.out) == (1, "")
    assert "At most 2 reminders" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "eml", "--channel", "chat"), "--channel email"),
        (("--format", "eml", "--to", "ana"), "not a mail address"),
        (("--format", "ics", "--zone", "Mars/Olympus"), "no time zone"),
    ],
)
def test_what_cannot_be_made_says_why(capsys: Capture, arguments: tuple[str, ...], said: str) -> None:
    ran = coach(capsys, *INTRO, *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err


def test_thanks_have_no_reminders(capsys: Capture) -> None:
    ran = coach(capsys, "draft", "thanks", "--set", "mentor_name=Ana", "--set", "topic=reading my draft", "--format", "ics")
    assert (ran.status, ran.out) == (1, "")
    assert "nothing to follow up on" in ran.err


def test_no_file_is_ever_written_over(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    assert coach(capsys, *INTRO, "--out", str(target)).status == 0
    before = target.read_text(encoding="utf-8")
    ran = coach(capsys, *INTRO, "--tone", "formal", "--out", str(target))
    assert ran.status == 1
    assert "exists already" in ran.err
    assert target.read_text(encoding="utf-8") == before


def test_markdown_is_read_in_again(capsys: Capture, tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    assert coach(capsys, *INTRO, "--out", str(target)).status == 0
    again = coach(capsys, "draft", "--read", str(target))
    assert again.out == coach(capsys, *INTRO).out
    assert "Before you send it:" in again.err
    target.write_text(target.read_text(encoding="utf-8").replace("Dear Dr. Ní Dhomhnaill", "Dear Petra"), encoding="utf-8")
    held = coach(capsys, "draft", "--read", str(target), "--format", "eml")
    assert (held.status, held.out) == (1, "")
    assert "Petra" in held.err


@pytest.mark.parametrize("text", [None, "# A page\n"])
def test_what_is_no_message_cannot_be_read_in(capsys: Capture, tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ran = coach(capsys, "draft", "--read", str(tmp_path / "a.md"))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err


@pytest.fixture
def knows_petra(home: Path, clock: FixedClock) -> None:
    """Records in which somebody wrote to Petra Vandersloot of Quillmark before."""
    journal = SqliteJournal(connect(home / DATABASE), clock.now)
    answers = {"mentor_name": "Petra Vandersloot", "organisation": "Quillmark"}
    journal.save([Answered("r1", SlotAnswer(slot, value, "given", value)) for slot, value in answers.items()])
    journal.close()


@pytest.mark.usefixtures("knows_petra")
@pytest.mark.parametrize(
    ("planted", "way"),
    [
        ("Petra Vandersloot told me so", ("--out",)),
        ("as at Quillmark", ("--copy",)),
        ("petra’s talk", ("--format", "eml")),
        ("VANDERSLOOT", ("--format", "mailto")),
    ],
    ids=range(4),
)
def test_what_belongs_to_another_mentor_leaves_only_when_one_says_so(
    capsys: Capture, tmp_path: Path, planted: str, way: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "to_system", lambda text: copied.append(text) or "xclip")
    target = tmp_path / "a.txt"
    arguments = (*INTRO, "--set", f"why_them={planted}", *way, *([str(target)] if way == ("--out",) else []))
    ran = coach(capsys, *arguments)
    assert (ran.status, ran.out, copied, target.exists()) == (1, "", [], False)
    assert "--anyway" in ran.err
    assert coach(capsys, *arguments, "--anyway").status == 0


@pytest.mark.usefixtures("knows_petra")
def test_the_preview_shows_what_it_would_hold_back(capsys: Capture) -> None:
    ran = coach(capsys, *INTRO, "--set", "why_them=Petra Vandersloot told me so")
    assert (ran.status, "Petra" in ran.out) == (0, True)
    assert "belongs to somebody else" in ran.err


def test_a_message_that_is_too_long_is_never_copied(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "to_system", lambda text: pytest.fail("it was copied"))
    target = tmp_path / "a.md"
    assert coach(capsys, *INTRO, "--channel", "linkedin_note", "--out", str(target)).status == 0
    target.write_text(target.read_text(encoding="utf-8") + "more words " * 30, encoding="utf-8")
    for arguments in (("--copy",), ("--copy", "--anyway")):
        ran = coach(capsys, "draft", "--read", str(target), *arguments)
        assert (ran.status, ran.out) == (1, "")
        assert "characters too many for LinkedIn note (200 are allowed)" in ran.err


def test_the_route_of_a_copy_is_said(capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(clipboard, "to_system", lambda text: copied.append(text) or "wl-copy")
    ran = coach(capsys, *INTRO, "--copy")
    assert (ran.status, ran.out) == (0, "")
    assert "Copied to the clipboard (wl-copy)." in ran.err
    assert copied[0].endswith("Best wishes,\nSam")
    monkeypatch.setattr(clipboard, "to_system", lambda text: None)
    ran = coach(capsys, *INTRO, "--copy")
    assert ran.status == 1
    assert "Nothing was copied" in ran.err and "--out message.txt" in ran.err
    ran = coach(capsys, *INTRO, "--copy", "--out", str(tmp_path / "a.txt"))
    assert ran.status == 0
    assert "Nothing was copied" in ran.err and "--out" not in ran.err


class Screen(io.StringIO):
    """A terminal that keeps what it is given."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_handed_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(clipboard, "to_system", lambda text: None)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    assert copy("Hello") == ("terminal", "")
    assert screen.getvalue() == clipboard.osc52("Hello")
    monkeypatch.setenv("TERM", "dumb")
    assert copy("Hello") == ("none", "")
