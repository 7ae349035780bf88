"""Every key is pressed once, where it works, and does what its label says."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from demo_dialogue import FakeDialogue, turn
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.widgets import Input, OptionList
from tui_helpers import Stage, plain, stage

import coach.tui
from coach.domain.turn import Action
from coach.tui.screens.edit import EditWindow
from coach.tui.screens.export import ExportWindow
from coach.tui.screens.help import HelpScreen
from coach.tui.screens.outbox import OutboxScreen
from coach.tui.screens.own import OwnWindow
from coach.tui.screens.passage import PassageScreen
from coach.tui.screens.review import ReviewScreen
from coach.tui.screens.versions import VersionsScreen
from coach.tui.widgets.actions import ActionButton
from coach.tui.widgets.blocks import ReplyBlock
from coach.tui.widgets.panels import DraftPanel
from coach.tui.widgets.stepbar import StepBar

Check = Callable[[Stage], object]


@dataclass(frozen=True)
class Case:
    """Lines to send, keys to press before, the key, and what must then hold."""

    id: str
    key: str
    check: Check
    lines: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


def on(kind: type) -> Check:
    """The screen on top is of this kind."""
    return lambda s: isinstance(s.app.screen, kind)


def focus(kind: type) -> Check:
    """The focus is on a widget of this kind."""
    return lambda s: isinstance(s.focused, kind)


def form(name: str) -> Check:
    """The export window stands on this form, and on a file for it."""
    return lambda s: (
        isinstance(s.app.screen, ExportWindow)
        and s.app.screen.query_one("#forms", OptionList).highlighted == [one.form for one in s.dialogue.choices].index(name)
        and s.app.screen.query_one("#path", Input).value == next(one.path for one in s.dialogue.choices if one.form == name)
    )


def copied(text: str) -> Check:
    """This was copied, and the conversation is on top again."""
    return lambda s: s.app.clipboard == text and s.app.screen is s.chat


def called(text: str) -> Check:
    """The dialogue was asked this last, and the conversation is on top again."""
    return lambda s: s.dialogue.calls[-1:] == [text] and s.app.screen is s.chat


def back(s: Stage) -> bool:
    """The conversation is on top."""
    return s.app.screen is s.chat


def writing(s: Stage) -> bool:
    """The box has the focus."""
    return s.composer.has_focus


def page_y(s: Stage) -> float:
    """How far the page of the screen on top is scrolled."""
    return s.app.screen.query_one("#page").scroll_y


def marked(number: int) -> Check:
    """The review list marks this answer."""

    def check(s: Stage) -> bool:
        answers = s.app.screen.query_one(OptionList)
        return answers.highlighted == answers.get_option_index(str(number))

    return check


def text_of(s: Stage, part: str) -> str:
    """What a part of the screen on top says."""
    return plain(s.app.screen.query(part))


TWO = ("answer", "answer")
OUTBOX = ("f5", "@screen")
VERSIONS = ("f6", "@screen")
CASES = [
    Case("app.help", "f1", on(HelpScreen)),
    Case("app.palette", "ctrl+p", lambda s: CommandPalette.is_open(s.app)),
    Case("app.theme", "f8", lambda s: s.app.theme == "coach-light"),
    Case("app.quit", "ctrl+q", lambda s: s.app._exit),
    Case("chat.edit", "f2", on(EditWindow), ("draft",)),
    Case("chat.review", "f3", on(ReviewScreen)),
    Case("chat.save", "ctrl+s", on(ExportWindow), ("draft",)),
    Case("chat.copy", "ctrl+y", lambda s: s.app.clipboard.startswith("Dear Dr Osei"), ("note",)),
    Case("chat.back", "escape", writing, (), ("@blur",)),
    Case("chat.next", "tab", focus(DraftPanel), ("note",)),
    Case("chat.previous", "shift+tab", lambda s: isinstance(s.focused, ActionButton) and s.focused.number == 4),
    Case("chat.older", "alt+up", focus(ReplyBlock), ("answer",)),
    Case("chat.newer", "alt+down", focus(ReplyBlock), ("answer",), ("alt+up", "alt+up")),
    Case("chat.pageup", "pageup", lambda s: not s.transcript.at_end and s.composer.has_focus, TWO, ("@end",)),
    Case("chat.pagedown", "pagedown", lambda s: s.transcript.scroll_y > 5, TWO, ("@home",)),
    Case("chat.progress", "f4", lambda s: not s.chat.query_one(StepBar).show_progress, ("question",)),
    Case("composer.send", "enter", called("hi"), (), ("h", "i")),
    Case("composer.newline", "ctrl+j", lambda s: s.composer.text == "h\n", (), ("h",)),
    Case("composer.newline", "shift+enter", lambda s: s.composer.text == "h\n", (), ("h",)),
    Case("composer.older", "up", lambda s: s.composer.text == "h", (), ("h", "enter", "@idle", "x")),
    Case("composer.newer", "down", lambda s: s.composer.text == "x", (), ("h", "enter", "@idle", "x", "up")),
    Case("composer.redo", "ctrl+shift+z", lambda s: s.composer.text == "h", (), ("h", "ctrl+z")),
    Case("prompt.complete", "tab", lambda s: s.composer.text == "/goal ", (), ("slash", "g", "o")),
    Case("prompt.dismiss", "escape", lambda s: not s.prompt.hints.display, (), ("slash", "g")),
    Case("transcript.back", "escape", writing, ("answer",), ("alt+up",)),
    Case("transcript.copy", "y", lambda s: s.app.clipboard.startswith("Pick **one goal"), ("answer",), ("alt+up",)),
    Case("transcript.down", "j", lambda s: s.transcript.scroll_y > 0, TWO, ("alt+up", "@home")),
    Case("transcript.up", "k", lambda s: s.transcript.scroll_y < s.transcript.max_scroll_y, TWO, ("alt+up", "@end")),
    Case("transcript.top", "g", lambda s: s.transcript.scroll_y == 0, TWO, ("alt+up",)),
    Case("transcript.bottom", "G", lambda s: s.transcript.at_end, TWO, ("alt+up", "@home")),
    Case("actions.next", "right", lambda s: s.focused.number == 2, (), ("tab",)),
    Case("actions.previous", "left", lambda s: s.focused.number == 1, (), ("tab", "right")),
    Case("action.press", "enter", called("/resume"), (), ("tab",)),
    Case("source.open", "enter", on(PassageScreen), ("answer",), ("tab",)),
    Case("result.copy", "y", lambda s: "Dear Dr Osei" in s.app.clipboard, ("draft",), ("tab",)),
    Case("result.save", "x", on(ExportWindow), ("draft",), ("tab",)),
    Case("result.edit", "e", on(EditWindow), ("draft",), ("tab",)),
    Case("help.back", "escape", back, (), ("f1",)),
    Case("help.down", "j", lambda s: page_y(s) > 0, (), ("f1",)),
    Case("help.up", "k", lambda s: page_y(s) == 0, (), ("f1", "j")),
    Case("passage.back", "escape", back, ("answer",), ("tab", "enter", "@screen")),
    Case("passage.quote", "q", lambda s: page_y(s) == 0, ("answer",), ("tab", "enter", "@screen", "j", "j", "j")),
    Case("passage.down", "j", lambda s: page_y(s) > 0, ("answer",), ("tab", "enter", "@screen")),
    Case("passage.up", "k", lambda s: page_y(s) == 0, ("answer",), ("tab", "enter", "@screen", "j")),
    Case("review.take", "enter", called("/review 2"), (), ("f3", "@screen")),
    Case("review.answered", "a", lambda s: s.app.screen.query_one(OptionList).option_count == 3, (), ("f3", "@screen")),
    Case("review.back", "escape", back, (), ("f3", "@screen")),
    Case("review.down", "j", marked(3), (), ("f3", "@screen")),
    Case("review.up", "k", marked(1), (), ("f3", "@screen")),
    Case("export.save", "enter", called("/export! markdown /tmp/coach/message.md"), ("draft",), ("ctrl+s", "@screen")),
    Case("export.anyway", "ctrl+s", called("/export! markdown /tmp/coach/message.md"), ("draft",), ("ctrl+s", "@screen")),
    Case("export.next", "down", form("text"), ("draft",), ("ctrl+s", "@screen")),
    Case("export.before", "up", form("markdown"), ("draft",), ("ctrl+s", "@screen", "down")),
    Case("export.copy", "ctrl+y", copied("mailto:?body=Hello"), ("draft",), ("ctrl+s", "@screen", "down", "down", "down")),
    Case("export.cancel", "escape", called("draft"), ("draft",), ("ctrl+s", "@screen")),
    Case("chat.outbox", "f5", on(OutboxScreen)),
    Case("chat.versions", "f6", on(VersionsScreen)),
    Case("outbox.open", "enter", called("/outbox 1"), (), OUTBOX),
    Case("outbox.follow", "f", called("/outbox 1 follow"), (), OUTBOX),
    Case("outbox.sent", "s", called("/outbox 1 sent"), (), OUTBOX),
    Case("outbox.replied", "r", called("/outbox 1 replied"), (), OUTBOX),
    Case("outbox.yes", "y", called("/outbox 1 yes"), (), OUTBOX),
    Case("outbox.no", "n", called("/outbox 1 no yesterday"), (), (*OUTBOX, "left")),
    Case("outbox.not_now", "t", called("/outbox 1 not now 2 days ago"), (), (*OUTBOX, "left", "left")),
    Case("outbox.withdrawn", "w", called("/outbox 1 withdrawn"), (), OUTBOX),
    Case("outbox.closed", "c", called("/outbox 1 closed"), (), OUTBOX),
    Case("outbox.undo", "u", called("/outbox 1 undo"), (), OUTBOX),
    Case("outbox.later", "l", called("/outbox 1 later"), (), OUTBOX),
    Case("outbox.earlier", "left", lambda s: "yesterday" in text_of(s, "#day"), (), OUTBOX),
    Case("outbox.nearer", "right", lambda s: "today" in text_of(s, "#day"), (), (*OUTBOX, "left")),
    Case("outbox.back", "escape", back, (), OUTBOX),
    Case("outbox.down", "j", marked(2), (), OUTBOX),
    Case("outbox.up", "k", marked(1), (), (*OUTBOX, "j")),
    Case("versions.left_older", "left", lambda s: "Version 1 of 3" in text_of(s, "#left"), (), VERSIONS),
    Case("versions.left_newer", "right", lambda s: "Version 3 of 3" in text_of(s, "#left"), (), VERSIONS),
    Case("versions.right_older", "shift+left", lambda s: "Version 2 of 3" in text_of(s, "#right"), (), VERSIONS),
    Case("versions.right_newer", "l", lambda s: "Version 3 of 3" in text_of(s, "#right"), (), (*VERSIONS, "h")),
    Case("versions.restore", "r", called("/restore 2"), (), VERSIONS),
    Case("versions.back", "escape", back, (), VERSIONS),
    Case("versions.down", "j", lambda s: s.app.screen.query_one("#columns").scroll_y > 0, (), VERSIONS),
    Case("versions.up", "k", lambda s: s.app.screen.query_one("#columns").scroll_y == 0, (), (*VERSIONS, "j")),
    Case("edit.save", "ctrl+s", lambda s: s.dialogue.calls[-1].endswith("Noor!"), ("draft",), ("f2", "@screen", "!")),
    Case("edit.cancel", "escape", called("draft"), ("draft",), ("f2", "@screen", "!")),
]


async def _prepare(s: Stage, keys: tuple[str, ...]) -> None:
    for key in keys:
        match key:
            case "@blur":
                s.chat.set_focus(None)
            case "@end":
                s.transcript.scroll_end(animate=False, immediate=True)
            case "@home":
                s.transcript.scroll_home(animate=False, immediate=True)
            case "@idle":
                await s.until(lambda: not s.prompt.held)
            case "@screen":
                await s.until(lambda: s.app.screen is not s.chat)
            case _:
                await s.press({"!": "exclamation_mark"}.get(key, key))
        await s.settle()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id}-{case.key}")
async def test_key(case: Case, dialogue: FakeDialogue) -> None:
    async with stage(dialogue, *case.lines) as s:
        await _prepare(s, case.before)
        await s.press(case.key)
        await s.until(lambda: case.check(s))


@pytest.mark.parametrize("group", ["chat.choose", "actions.choose"])
async def test_numbers_choose(group: str, dialogue: FakeDialogue) -> None:
    nine = turn("nine", "Nine.", actions=tuple(Action(f"/pick {n}", f"Pick {n}") for n in range(1, 10)))
    dialogue.script.update({"nine": nine, **{f"/pick {n}": nine for n in range(1, 10)}})
    async with stage(dialogue, "nine") as s:
        for n in range(1, 10):
            if group == "actions.choose":
                s.transcript.stops[0].focus()
            await s.press(f"alt+{n}" if group == "chat.choose" else str(n))
            await s.until(lambda n=n: dialogue.calls[-1] == f"/pick {n}" and not s.prompt.held)
            assert s.transcript.blocks[-2].text == f"Pick {n}"


async def test_numbers_go_to_an_answer(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.press("f3")
        await s.until(lambda: isinstance(s.app.screen, ReviewScreen))
        for n, expected in ((1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 4), (7, 4), (8, 4), (9, 4), (0, 4)):
            s.app.screen._forget()
            await s.press(str(n))
            assert marked(expected)(s)


NUMBERS = {
    *(f"{group}.{n}" for group in ("chat.choose", "actions.choose") for n in range(1, 10)),
    *(f"review.digit.{n}" for n in range(10)),
}


ELSEWHERE = {"own.add", "own.remove", "own.use", "own.leave"}
"""Keys of the window of own documents, which needs some: tests/tui/test_own.py presses them."""


def declared() -> dict[str, Binding]:
    """All bindings that coach.tui declares, by id; one without an id is listed under its key."""
    found: dict[str, Binding] = {}
    for info in walk_packages(coach.tui.__path__, "coach.tui."):
        for _, kind in inspect.getmembers(import_module(info.name), inspect.isclass):
            if kind.__module__ == info.name and issubclass(kind, DOMNode):
                for binding in kind.__dict__.get("BINDINGS", ()):
                    found[binding.id or f"{kind.__name__}:{binding.key}"] = binding
    return found


def test_every_binding_has_a_case() -> None:
    assert {case.id for case in CASES} | NUMBERS | ELSEWHERE == set(declared())


@pytest.mark.parametrize("name", sorted(declared()))
def test_every_binding_is_described(name: str) -> None:
    binding = declared()[name]
    assert binding.id == name
    assert binding.description
    assert binding.tooltip


def test_no_style_stands_in_python() -> None:
    root = Path(coach.tui.__file__).parent
    for path in root.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "DEFAULT_CSS" not in text, path
        assert " CSS = " not in text, path
    for window in (EditWindow, ExportWindow, HelpScreen, OutboxScreen, OwnWindow, PassageScreen, ReviewScreen, VersionsScreen):
        assert window.CSS_PATH


async def test_keys_can_be_changed(dialogue: FakeDialogue) -> None:
    from coach.tui.options import TuiOptions

    async with stage(dialogue, options=TuiOptions(keymap={"chat.review": "f7"})) as s:
        s.chat.set_focus(None)
        await s.press("f7")
        await s.until(lambda: isinstance(s.app.screen, ReviewScreen))
