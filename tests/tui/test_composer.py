"""Writing: sending, lines, history, hints, pasting, growing."""

from __future__ import annotations

import pytest
from demo_dialogue import FakeDialogue
from textual import events
from tui_helpers import stage


async def test_ten_pasted_lines_keep_their_breaks(dialogue: FakeDialogue) -> None:
    """Terminals send carriage returns; escapes in a paste do nothing."""
    async with stage(dialogue) as s:
        lines = [f"line {n}" for n in range(10)]
        s.composer.post_message(events.Paste("\r".join(lines) + "\x1b[31m"))
        await s.until(lambda: s.composer.text == "\n".join(lines))
        await s.press("enter")
        await s.until(lambda: dialogue.calls == ["\n".join(lines)])


async def test_a_paste_elsewhere_goes_to_the_box(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.press("alt+up")
        s.focused.post_message(events.Paste("a\r\nb"))
        await s.until(lambda: s.composer.text == "a\nb")
        assert s.composer.has_focus


async def test_the_box_grows_to_ten_lines(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, size=(80, 40)) as s:
        heights = []
        for _ in range(13):
            await s.settle()
            heights.append(s.composer.region.height)
            await s.press("ctrl+j")
        assert heights == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10]


async def test_ten_thousand_characters_do_not_freeze(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        s.composer.post_message(events.Paste("word " * 2000))
        await s.until(lambda: len(s.composer.text) == 10_000)
        await s.press("enter")
        await s.until(lambda: dialogue.calls and not s.prompt.held)
        await s.type("ok")
        assert s.composer.text == "ok"


async def test_history_gives_the_unsent_text_back(dialogue: FakeDialogue) -> None:
    """Up, up, down, down."""
    async with stage(dialogue) as s:
        for line in ("first", "second"):
            await s.type(line)
            await s.press("enter")
            await s.until(lambda line=line: dialogue.calls[-1:] == [line] and not s.prompt.held)
        await s.type("draft")
        seen = []
        for key in ("up", "up", "up", "down", "down", "down"):
            await s.press(key)
            await s.settle()
            seen.append(s.composer.text)
        assert seen == ["second", "first", "first", "second", "draft", "draft"]


async def test_arrows_move_in_a_text_of_several_lines_first(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.type("old")
        await s.press("enter")
        await s.until(lambda: dialogue.calls and not s.prompt.held)
        await s.type("a")
        await s.press("ctrl+j")
        await s.type("b")
        await s.press("up")
        await s.settle()
        assert s.composer.text == "a\nb"
        await s.press("up")
        await s.settle()
        assert s.composer.text == "old"


async def test_hints_float_and_do_not_move_the_conversation(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "answer") as s:
        before = (s.transcript.region, s.transcript.scroll_y)
        await s.type("/re")
        await s.settle()
        hints = s.prompt.hints
        assert [spec.name for spec in hints.matches] == [
            "review",
            "resume",
            "restart",
            "repeat",
            "restore",
            "replied",
            "reminders",
        ]
        assert (s.transcript.region, s.transcript.scroll_y) == before
        assert hints.region.bottom == s.prompt.region.y
        assert hints.region.y >= 0


async def test_hints_are_chosen_with_arrows_and_completed(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.type("/re")
        await s.press("down", "down", "tab")
        assert s.composer.text == "/restart"
        assert not s.prompt.hints.display


@pytest.mark.parametrize(
    ("typed", "keys", "sent"), [("/go", (), "/goal"), ("/goal", (), "/goal"), ("/re", ("up",), "/reminders")]
)
async def test_enter_takes_the_marked_hint(typed: str, keys: tuple[str, ...], sent: str, dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.type(typed)
        await s.press(*keys, "enter")
        await s.until(lambda: dialogue.calls == [sent])


async def test_after_escape_the_line_goes_as_typed(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.type("/go")
        await s.press("escape", "enter")
        await s.until(lambda: dialogue.calls == ["/go"])


async def test_a_hint_can_be_clicked(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.type("/re")
        await s.settle()
        await s.pilot.click(s.prompt.hints, offset=(5, 2))
        await s.until(lambda: s.composer.text == "/resume ")


async def test_a_word_with_more_behind_it_has_no_hints(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await s.type("/ask what now")
        assert not s.prompt.hints.display
        await s.press("enter")
        await s.until(lambda: dialogue.calls == ["/ask what now"])
