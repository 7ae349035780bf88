"""Lines go out, turns come back, and the screen answers all the while."""

from __future__ import annotations

import threading
import time

import pytest
from demo_dialogue import FakeDialogue, turn
from textual import events
from textual.widgets import Markdown
from tui_helpers import plain, stage

from coach.domain.library import LibraryStatus
from coach.domain.turn import Action
from coach.errors import NewerStore
from coach.tui.app import CoachApp
from coach.tui.options import TuiOptions
from coach.tui.screens.loop import OPENING, SHUT, WORKING
from coach.tui.widgets.actions import ActionButton, ActionRow
from coach.tui.widgets.blocks import ProblemBlock, ReplyBlock, SaidBlock, Thinking
from coach.tui.widgets.stepbar import StepBar
from coach.tui.widgets.transcript import KEPT


async def test_the_box_is_there_before_the_dialogue_is(dialogue: FakeDialogue) -> None:
    """Typing works while records and library open; nothing typed is lost."""
    gate = threading.Event()

    def build() -> FakeDialogue:
        gate.wait(10)
        return dialogue

    async with stage(dialogue, build=build) as s:
        await s.until(lambda: s.composer.has_focus)
        await s.type("hi")
        await s.press("enter")
        assert s.composer.text == "hi"
        assert str(s.prompt.border_subtitle) == OPENING
        await s.until(lambda: "thinking" in str(s.prompt.border_title))
        gate.set()
        await s.until(lambda: not s.prompt.held)
        assert s.composer.text == "hi"
        await s.press("enter")
        await s.until(lambda: dialogue.calls == ["hi"])


async def test_welcome_offers_the_unfinished_conversation_first(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        labels = [button.label for button in s.app.screen.query(ActionButton)]
        assert labels[0].startswith("1 Go on with your goal")
        assert len(labels) == 4
        assert s.composer.has_focus
        await s.press("alt+2")
        await s.until(lambda: dialogue.calls == ["/intro"])
        assert isinstance(s.transcript.blocks[1], SaidBlock)
        assert s.transcript.blocks[1].text == "Write to a prospective mentor"


async def test_a_turn_runs_off_the_screen(dialogue: FakeDialogue) -> None:
    """During a turn: typing is kept, Enter waits, Esc answers, and the answer comes in the end."""
    async with stage(dialogue) as s:
        dialogue.gate.clear()
        await s.type("one")
        await s.press("enter")
        await s.until(lambda: s.app.screen.query(Thinking))
        assert "thinking" in str(s.prompt.border_title)
        await s.type("two")
        await s.press("enter")
        assert (s.composer.text, str(s.prompt.border_subtitle)) == ("two", WORKING)
        started = time.monotonic()
        await s.press("escape")
        assert time.monotonic() - started < 0.5
        assert not dialogue.gate.is_set()
        dialogue.gate.set()
        await s.until(lambda: not s.prompt.held)
        assert not s.app.screen.query(Thinking)
        assert s.composer.text == "two"
        assert dialogue.calls == ["one"]
        await s.press("enter")
        await s.until(lambda: dialogue.calls == ["one", "two"])
        assert len(dialogue.threads) == 1


async def test_a_quick_turn_shows_no_sign_of_waiting(dialogue: FakeDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    monkeypatch.setattr("coach.tui.screens.loop.PATIENCE", 5.0)
    async with stage(dialogue) as s:
        monkeypatch.setattr(s.transcript, "think", seen.append)
        await s.say("hello")
        assert True not in seen


async def test_a_mentees_line_is_never_read_as_markup(dialogue: FakeDialogue) -> None:
    line = "[bold]not bold[/bold] \x1b]0;title\x07\x1b[31m**stars** <b>"
    async with stage(dialogue) as s:
        await s.say(line)
        said = s.transcript.blocks[1]
        assert "[bold]not bold[/bold] **stars** <b>" in plain(said.children)
        assert "\x1b" not in plain(said.children)


async def test_escapes_in_a_reply_are_inert(dialogue: FakeDialogue) -> None:
    dialogue.script["x"] = turn("x", "Dr \x1b[2JEvil", actions=(Action("/go", "\x1b[31m[red]Go"),))
    async with stage(dialogue, "x") as s:
        assert "\x1b" not in s.transcript.newest.query_one(Markdown).source
        assert plain(s.transcript.newest.query(ActionButton)) == "1 [red]Go"


async def test_long_lines_wrap(dialogue: FakeDialogue) -> None:
    dialogue.script["long"] = turn("long", "word " * 300 + "x" * 400)
    async with stage(dialogue, "long", "y" * 9000) as s:
        column = s.transcript.column.region.width
        assert all(block.region.width <= column for block in s.transcript.blocks)
        assert s.transcript.max_scroll_x == 0


async def test_a_known_error_shows_what_to_do(dialogue: FakeDialogue) -> None:
    """Title, what happened, remedy; and the line is back in the box."""
    async with stage(dialogue) as s:
        await s.type("fail")
        await s.press("enter")
        await s.until(lambda: s.app.screen.query(ProblemBlock))
        await s.settle()
        shown = plain(s.app.screen.query_one(ProblemBlock).children)
        assert "Your records cannot be opened" in shown
        assert "locked by another Coach" in shown
        assert "Close the other window" in shown
        assert s.composer.text == "fail"
        assert not s.prompt.held


async def test_an_unknown_error_is_a_plain_sentence(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "crash") as s:
        shown = plain(s.app.screen.query_one(ProblemBlock).children)
        assert "Coach could not finish that (ValueError: bad [bold]thing)" in shown
        assert "Traceback" not in shown
        await s.say("hello")
        assert isinstance(s.transcript.blocks[-1], ReplyBlock)


async def test_a_failed_start_says_why_and_can_be_left(dialogue: FakeDialogue) -> None:
    def build() -> FakeDialogue:
        raise NewerStore("coach.db was written by version 9.", "Install the newer Coach.")

    async with stage(dialogue, build=build) as s:
        await s.until(lambda: s.app.screen.query(ProblemBlock))
        await s.settle()
        assert "Install the newer Coach." in plain(s.app.screen.query_one(ProblemBlock).children)
        await s.type("hi")
        await s.press("enter")
        assert str(s.prompt.border_subtitle) == SHUT
        assert "not open" in plain([s.status])
        await s.press("ctrl+q")
        assert s.app._exit


async def test_a_closing_turn_leaves(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        s.chat.submit("/quit")
        await s.until(lambda: s.app._exit)
        assert dialogue.calls == ["/quit"]


async def test_the_step_bar_comes_and_goes(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        bar = s.app.screen.query_one(StepBar)
        assert not bar.display
        await s.say("question")
        assert bar.display
        assert "Work out a goal" in plain([bar])
        assert "40%" in plain([bar])
        await s.press("f4")
        assert "40%" not in plain([bar])
        await s.say("hello")
        assert not bar.display


async def test_progress_can_be_off_from_the_start(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "question", options=TuiOptions(show_progress=False)) as s:
        assert "%" not in plain([s.app.screen.query_one(StepBar)])


async def test_enter_alone_keeps_the_offered_answer(dialogue: FakeDialogue) -> None:
    """An empty line means something to a question, and nothing anywhere else."""
    async with stage(dialogue) as s:
        await s.press("enter")
        await s.settle()
        assert dialogue.calls == []
        await s.say("question")
        await s.press("enter")
        await s.until(lambda: dialogue.calls == ["question", ""])


async def test_off_the_record_is_seen(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, options=TuiOptions(data_folder="/data/coach")) as s:
        assert plain([s.status]).startswith("offline · /data/coach · library ready")
        await s.say("/off")
        assert "off record" in plain([s.status])
        await s.say("hello", "/onrecord")
        assert "off record" not in plain([s.status])


async def test_the_dialogue_itself_may_say_that_it_is_off_the_record(dialogue: FakeDialogue) -> None:
    dialogue.off_record = True  # type: ignore[attr-defined]
    async with stage(dialogue) as s:
        assert "off record" in plain([s.status])


async def test_the_library_is_watched_while_it_is_prepared(dialogue: FakeDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.tui.screens.loop.WATCH_LIBRARY", 0.02)
    dialogue.library = LibraryStatus("preparing")
    gate = threading.Event()

    def prepare() -> None:
        gate.wait(10)
        dialogue.library = LibraryStatus("ready")

    app = CoachApp(lambda: dialogue, prepare=prepare)
    async with app.run_test() as pilot:

        async def until(text: str) -> None:
            for _ in range(300):
                if text in str(app.chat.query_one("StatusLine").content):
                    return
                await pilot.pause(0.01)
            raise AssertionError(text)

        await until("library loading")
        dialogue.library = LibraryStatus("lexical")
        await until("word search")
        gate.set()
        await until("library ready")


async def test_a_broken_library_says_how_to_mend_it_once(dialogue: FakeDialogue) -> None:
    dialogue.library = LibraryStatus("broken", message="The index has another model.", remedy="Run coach library rebuild.")
    async with stage(dialogue, "hello") as s:
        problems = list(s.app.screen.query(ProblemBlock))
        assert len(problems) == 1
        assert "Run coach library rebuild." in plain(problems[0].children)
        assert "library not usable" in plain([s.status])


async def test_old_buttons_go_and_old_blocks_too(dialogue: FakeDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.tui.widgets.transcript.KEPT", 6)
    async with stage(dialogue, "question", "question", "question", "question") as s:
        assert len(s.app.screen.query(ActionRow)) == 1
        assert len(s.transcript.blocks) == 6
        assert KEPT > 6


async def test_a_long_answer_is_read_from_its_beginning(dialogue: FakeDialogue) -> None:
    dialogue.script["long"] = turn("long", "\n\n".join(f"Paragraph {n}." for n in range(60)))
    async with stage(dialogue, "long") as s:
        await s.until(lambda: s.transcript.max_scroll_y > 60)
        await s.until(lambda: s.transcript.blocks[-2].region.y == s.transcript.content_region.y)
        assert "more below" in plain([s.status])


async def test_who_reads_back_is_not_pulled_away(dialogue: FakeDialogue) -> None:
    dialogue.script["long"] = turn("long", "\n\n".join(f"Paragraph {n}." for n in range(60)))
    async with stage(dialogue, "long") as s:
        dialogue.gate.clear()
        s.chat.submit("hello")
        await s.settle()
        s.transcript.scroll_to(y=5, animate=False, immediate=True)
        await s.settle()
        dialogue.gate.set()
        await s.until(lambda: not s.prompt.held)
        await s.settle()
        assert s.transcript.scroll_y == 5


async def test_typing_anywhere_returns_to_the_box(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "answer") as s:
        await s.press("alt+up")
        await s.type("hallo")
        assert s.composer.text == "hallo"
        assert s.composer.has_focus


async def test_tab_goes_round(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "answer") as s:
        kinds = []
        for _ in range(6):
            await s.press("tab")
            kinds.append(type(s.focused).__name__)
        assert kinds == ["CardLink", "CardLink", *["ActionButton"] * 3, "Composer"]


async def test_alt_down_below_the_newest_block_is_the_box(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "answer") as s:
        await s.press("alt+up", "alt+down")
        assert s.composer.has_focus


@pytest.mark.parametrize(("width", "capped"), [(80, False), (99, False), (120, True), (200, True)])
async def test_reading_width(width: int, capped: bool, dialogue: FakeDialogue) -> None:
    async with stage(dialogue, size=(width, 30)) as s:
        assert s.transcript.column.region.width == (88 if capped else width - 2)


async def test_safety_looks_different_but_calm(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "safety") as s:
        assert s.transcript.newest.has_class("-safety")


async def test_a_link_is_shown_and_not_opened(dialogue: FakeDialogue) -> None:
    dialogue.script["link"] = turn("link", "[there](https://example.org/[x])")
    async with stage(dialogue, "link") as s:
        body = s.transcript.newest.query_one(Markdown)
        body.post_message(Markdown.LinkClicked(body, "https://example.org/[x]"))
        await s.until(lambda: s.notices() == ["https://example.org/[x]"])


@pytest.mark.parametrize("size", [(40, 12), (24, 8), (300, 90)])
async def test_odd_sizes(size: tuple[int, int], dialogue: FakeDialogue) -> None:
    """Nothing breaks, and the box stays in view."""
    async with stage(dialogue, "answer", "draft", "sheet", size=size) as s:
        await s.type("/re")
        await s.settle()
        assert s.app.screen.region.contains_region(s.composer.region)
        assert s.composer.region.height >= 1


async def test_a_key_that_was_on_its_way_when_the_focus_moved_is_kept(dialogue: FakeDialogue) -> None:
    """At the first paint a key can bubble up from the conversation when the box has the focus already."""
    async with stage(dialogue) as s:
        await s.until(lambda: s.composer.has_focus)
        s.app.chat.on_key(events.Key("z", "z"))
        assert s.composer.text == "z"
