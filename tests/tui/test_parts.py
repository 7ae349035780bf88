"""The parts that need no screen."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from demo_dialogue import FakeDialogue
from textual import events
from textual._xterm_parser import XTermParser

from coach.conversation.commands import COMMANDS
from coach.errors import ContentError, StoreError
from coach.tui import clipboard, words
from coach.tui.desk import Desk, in_background
from coach.tui.keyboard import restore_alt_digits
from coach.tui.keys import spell
from coach.tui.problems import describe
from coach.tui.widgets.panels import counter
from coach.tui.widgets.statusline import _cut, _short

TO_SYSTEM = clipboard.to_system


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("/", len(COMMANDS) + 2),
        ("/goal", ["goal", "goalsheet"]),
        ("/GO", ["goal", "goalsheet"]),
        ("/nudge", ["followup"]),
        ("/goal ", []),
        ("go", []),
        ("", []),
    ],
)
def test_words_that_begin_so(text: str, names: list[str] | int) -> None:
    found = [spec.name for spec in words.beginning(text, words.with_own(COMMANDS))]
    assert (len(found) if isinstance(names, int) else found) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/save here there", ("export", "here there")),
        ("/review", ("review", "")),
        ("/export! /tmp/x", ("export!", "/tmp/x")),
        ("review", ("", "review")),
    ],
)
def test_split(text: str, expected: tuple[str, str]) -> None:
    assert words.split(text, COMMANDS) == expected


def test_own_words_give_way_to_the_dialogues() -> None:
    given = words.with_own([*COMMANDS, words.OWN[0]])
    assert [spec.name for spec in given].count("copy") == 1


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+j", "Ctrl+J"),
        ("alt+1", "Alt+1"),
        ("pageup", "PgUp"),
        ("upper_g", "G"),
        ("j", "j"),
        ("shift+enter", "Shift+Enter"),
    ],
)
def test_spell(key: str, shown: str) -> None:
    assert spell(key) == shown


def test_problems_in_words() -> None:
    broken = describe(ContentError(Path("x.md"), 3, "No \x1b[31mtitle.", "Add one."))
    assert (broken.what, broken.remedy) == ("x.md:3: No title.", "Add one.")
    assert describe(StoreError("What.")).title == "Your records cannot be opened"
    assert describe(KeyError()).what == "Coach could not finish that (KeyError)."


@pytest.mark.parametrize(
    ("body", "limit", "text"),
    [("a b", None, "2 words"), ("a", None, "1 word"), ("abc", 5, "3/5"), ("abcdef", 5, "6/5  1 too many")],
)
def test_counter(body: str, limit: int | None, text: str) -> None:
    assert counter(body, limit).plain == text


def test_folders_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/noor"))
    assert _short("/home/noor/data") == "~/data"
    assert _short("/home/noora/data") == "/home/noora/data"
    assert _cut("/very/long/folder/name", 12) == "…folder/name"
    assert _cut("/very/long/folder/name", 5) == ""


def test_alt_and_digits_arrive() -> None:
    restore_alt_digits()
    parser = XTermParser()
    keys = [e.key for text in ("\x1b2", "\x1b9", "") for e in parser.feed(text) if isinstance(e, events.Key)]
    assert keys == ["alt+2", "alt+9"]


def _tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand in for the tools")
@pytest.mark.parametrize(
    ("script", "display", "expected"),
    [
        ("/bin/cat > $OUT", ":0", "xclip"),
        ("exit 1", ":0", None),
        ("/bin/cat > $OUT", "", None),
        ("/bin/sleep 9", ":0", None),
    ],
)
def test_the_system_clipboard(
    script: str, display: str, expected: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tool counts only when it is there, has its display, takes the text and ends well in time."""
    _tool(tmp_path, "xclip", script)
    monkeypatch.setattr(clipboard, "TIMEOUT", 0.3)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("OUT", str(tmp_path / "out"))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert TO_SYSTEM("Grüße") == expected
    if expected:
        assert (tmp_path / "out").read_text("utf-8") == "Grüße"


async def test_the_desk_uses_one_thread_and_closes_there() -> None:
    threads: list[int] = []

    def build() -> FakeDialogue:
        threads.append(threading.get_ident())
        return FakeDialogue()

    desk = Desk(build, lambda: threads.append(threading.get_ident()))
    opening = await desk.open()
    assert opening.commands == COMMANDS
    for text in ("a", "b"):
        await desk.ask(lambda d, text=text: d.turn(text) and threads.append(threading.get_ident()))
    with pytest.raises(StoreError):
        await desk.turn(lambda d: d.turn("fail"))
    desk.leave()
    assert len(threads) == 4
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads


async def test_the_desk_refuses_to_guess() -> None:
    with pytest.raises(RuntimeError):
        await Desk(FakeDialogue).ask(lambda d: d.outline())
    Desk(FakeDialogue).leave()


async def test_background_errors_arrive() -> None:
    def fail() -> None:
        raise StoreError("No.")

    with pytest.raises(StoreError):
        await in_background(fail)


def test_importing_the_app_is_light() -> None:
    """The first screen needs no Markdown, no other screen, and nothing of the library."""
    code = (
        "import sys, coach.tui.app as a; "
        "heavy = [m for m in ('textual.widgets._markdown', 'chromadb', 'torch', 'sqlite3', 'yaml', 'jinja2', "
        "'coach.tui.screens.help', 'coach.tui.screens.review', 'coach.tui.screens.edit', 'coach.tui.palette') "
        "if m in sys.modules]; print(heavy)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.stdout.strip() == "[]", done.stderr
