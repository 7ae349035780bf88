"""Copying, editing, saving, and reading the source."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from demo_dialogue import CARD, QUOTE, WHY, FakeDialogue, turn
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.markdown import MarkdownBlock
from tui_helpers import Stage, plain, stage

from coach.conversation.facade import ExportChoice
from coach.domain.drafts import Draft, Issue
from coach.domain.library import Citation
from coach.tui import clipboard
from coach.tui.screens.edit import EditWindow
from coach.tui.screens.export import ExportWindow
from coach.tui.screens.passage import PassageScreen
from coach.tui.screens.review import ReviewScreen
from coach.tui.widgets.panels import DraftPanel


async def opened(s: Stage, kind: type, *keys: str) -> None:
    """Press keys and wait for a window."""
    await s.press(*keys)
    await s.until(lambda: isinstance(s.app.screen, kind))
    await s.settle()


@pytest.mark.parametrize(
    ("tool", "terminal", "line", "expected"),
    [
        ("wl-copy", "xterm", "note", "The message is on the clipboard (wl-copy)."),
        (None, "xterm", "note", "may or may not pass it on. Ctrl+S saves it to a file instead."),
        (None, "xterm", "sheet", "The sheet was sent to the terminal"),
        (None, "xterm", "answer", "The text was sent to the terminal, which may or may not pass it on."),
        (None, "linux", "note", "There is no clipboard here that Coach can reach. Ctrl+S saves it to a file instead."),
        (None, "dumb", "answer", "There is no clipboard here that Coach can reach."),
    ],
)
async def test_copying_tells_the_truth(
    tool: str | None, terminal: str, line: str, expected: str, dialogue: FakeDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr("coach.tui.clipboard.to_system", lambda text: given.append(text) or tool)
    monkeypatch.setattr("coach.tui.clipboard.terminal_listens", lambda: terminal == "xterm")
    async with stage(dialogue, line) as s:
        s.chat.submit("/copy")
        await s.until(s.notices)
        assert expected in s.notices()[0]
        assert given == [s.app.clipboard]
        assert ("Ctrl+S" in s.notices()[0]) == (tool is None and line != "answer")


@pytest.mark.parametrize(
    ("term", "program", "listens"),
    [
        ("xterm-256color", "", True),
        ("linux", "", False),
        ("dumb", "", False),
        ("", "", False),
        ("xterm", "Apple_Terminal", False),
    ],
)
def test_which_terminals_take_a_copy(term: str, program: str, listens: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("TERM_PROGRAM", program)
    assert clipboard.terminal_listens() is listens


def test_the_terminal_is_handed_utf_8() -> None:
    sequence = clipboard.osc52("Siobhán 李 🙂")
    assert sequence.startswith("\x1b]52;c;") and sequence.endswith("\a")
    assert base64.b64decode(sequence[7:-1]).decode() == "Siobhán 李 🙂"


async def test_what_the_review_holds_back_is_copied_only_the_second_time(dialogue: FakeDialogue) -> None:
    leak = Issue("leak", "stop", "This holds a name that belongs to somebody else (Zyx).")
    dialogue.script["leak"] = turn(
        "leak", "Here.", draft=Draft("intro", "email", "warm", "Dear Ana,\n\nZyx said so.", "Zyx", "Ana", None, (leak,))
    )
    async with stage(dialogue, "leak") as s:
        await s.press("ctrl+y")
        await s.until(s.notices)
        assert "belongs to somebody else" in s.notices()[0]
        assert s.app.clipboard == ""
        await s.press("ctrl+y")
        await s.until(lambda: "Zyx said so." in s.app.clipboard)


async def test_what_the_review_holds_back_is_saved_only_with_a_key_of_its_own(dialogue: FakeDialogue) -> None:
    dialogue.choices = (ExportChoice("eml", "/tmp/coach/message.eml", ("There is a gap in the text.",), "mailto:"),)
    async with stage(dialogue, "draft") as s:
        await opened(s, ExportWindow, "ctrl+s")
        held = s.app.screen.query_one("#held", Static)
        assert held.display and "There is a gap in the text." in plain([held])
        await s.press("enter", "ctrl+y")
        await s.settle()
        assert isinstance(s.app.screen, ExportWindow)
        await s.press("ctrl+s")
        await s.until(lambda: dialogue.calls[-1] == "/export! anyway eml /tmp/coach/message.eml")


@pytest.mark.parametrize(
    ("typed", "form", "path"),
    [
        ("/export", "markdown", "/tmp/coach/message.md"),
        ("/export eml", "eml", "/tmp/coach/message.eml"),
        ("/export ~/mine.eml", "eml", "~/mine.eml"),
        ("/export text ~/mine.txt", "text", "~/mine.txt"),
        ("/export share", "share", "/tmp/coach/message.md"),
    ],
)
async def test_the_form_is_named_by_a_word_or_by_the_path(typed: str, form: str, path: str, dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "draft") as s:
        s.chat.submit(typed)
        await s.until(lambda: isinstance(s.app.screen, ExportWindow))
        await s.settle()
        await s.press("enter")
        await s.until(lambda: dialogue.calls[-1] == f"/export! {form} {path}")


async def test_a_path_of_ones_own_changes_its_ending_with_the_form(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "draft") as s:
        s.chat.submit("/export /tmp/mine.md")
        await s.until(lambda: isinstance(s.app.screen, ExportWindow))
        await s.settle()
        await s.press("down", "down")
        assert s.app.screen.query_one(Input).value == "/tmp/mine.eml"


async def test_a_message_over_its_limit_is_not_copied(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "toolong") as s:
        panel = s.app.screen.query_one(DraftPanel)
        assert f"{200 + panel.excess}/200  {panel.excess} too many" in plain(panel.query(".counter"))
        await s.press("ctrl+y")
        await s.until(s.notices)
        assert "over its limit" in s.notices()[0]
        assert s.app.clipboard == ""


async def test_the_message_shows_its_parts(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "note") as s:
        panel = s.app.screen.query_one(DraftPanel)
        text = plain(panel.query("*"))
        assert "Dr Amara Osei" in text
        assert f"{len(panel.draft.body)}/200" in text
        assert "Add an easy way to say no." in text
        assert "linkedin note" in str(panel.border_title)


async def test_a_review_note_opens_its_card(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "note") as s:
        await opened(s, PassageScreen, "tab", "tab", "enter")


async def test_nothing_to_copy_edit_or_save(dialogue: FakeDialogue) -> None:
    dialogue.path = ""
    dialogue.script["welcome"] = turn("", "")
    async with stage(dialogue) as s:
        for key, note in (("ctrl+y", "nothing to copy"), ("f2", "no message to edit")):
            await s.press(key)
            assert note in str(s.prompt.border_subtitle)
        await s.press("ctrl+s")
        await s.until(lambda: dialogue.calls == ["/export"])


async def test_editing_is_reviewed_again(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "draft") as s:
        await opened(s, EditWindow, "f2")
        s.app.screen.query_one("#subject", Input).value = "Two questions"
        s.app.screen.query_one(TextArea).text = "Dear [Dr] Osei,\nbriefly."
        await s.settle()
        assert "4 words" in plain(s.app.screen.query("#counter"))
        await s.press("ctrl+s")
        await s.until(lambda: dialogue.calls[-1] == "edit:Two questions:Dear [Dr] Osei,\nbriefly.")
        await s.until(lambda: "edited by you" in str(s.app.screen.query(DraftPanel).last().border_title))


async def test_a_dropped_edit_can_be_taken_up_again(dialogue: FakeDialogue) -> None:
    """Esc goes back at once, and nothing written is lost."""
    async with stage(dialogue, "draft") as s:
        await opened(s, EditWindow, "f2")
        await s.press("x", "escape")
        await s.until(lambda: s.app.screen is s.chat)
        assert "F2 brings your wording back" in str(s.prompt.border_subtitle)
        assert dialogue.calls == ["draft"]
        await opened(s, EditWindow, "f2")
        assert s.app.screen.query_one(TextArea).text.endswith("Noorx")


async def test_a_note_without_subject_has_no_subject_field(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "note") as s:
        await opened(s, EditWindow, "f2")
        assert not s.app.screen.query("#subject")
        assert "/200" in plain(s.app.screen.query("#counter"))


async def test_saving_says_what_it_does(dialogue: FakeDialogue, tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("x", "utf-8")
    async with stage(dialogue, "draft") as s:
        s.chat.submit(f"/export {there}")
        await s.until(lambda: isinstance(s.app.screen, ExportWindow))
        await s.settle()
        box = s.app.screen.query_one(Input)
        says = s.app.screen.query_one("#consequence", Static)
        assert box.value == str(there)
        assert "nothing is overwritten" in plain([says])
        for path, words in ((str(tmp_path), "a folder"), ("", "Type where"), (str(tmp_path / "new.md"), "A new file")):
            box.value = path
            await s.until(lambda words=words: words in plain([says]))
        await s.press("enter")
        await s.until(lambda: dialogue.calls[-1] == f"/export! markdown {tmp_path / 'new.md'}")
        assert there.read_text("utf-8") == "x"


@pytest.mark.parametrize(("number", "quote"), [(1, QUOTE), (2, WHY)])
async def test_a_quote_is_marked_where_it_stands(number: int, quote: str, dialogue: FakeDialogue) -> None:
    async with stage(dialogue, "answer") as s:
        await opened(s, PassageScreen, *["tab"] * number, "enter")
        await s.until(lambda: s.app.screen.query(".quoted"))
        marked = s.app.screen.query_one(".quoted", MarkdownBlock)
        spans = [span for span in marked.content.spans if "passage" in str(span.style)]
        assert [marked.content.plain[span.start : span.end] for span in spans] == [quote]
        page = s.app.screen.query_one("#page")
        await s.until(lambda: page.region.contains_region(marked.region))


async def test_a_quote_over_several_lines_and_marks(dialogue: FakeDialogue) -> None:
    quote = "3. Take the winner for three months.\n4. Put B and C on a parked list with a review date."
    cited = Citation(CARD.id, CARD.title, quote, "s", "research", "2026-01-01")
    words = Citation(CARD.id, CARD.title, CARD.sections["Words"], "s", "research", "2026-01-01")
    dialogue.script["steps"] = turn("steps", "See.", citations=(cited, words))
    async with stage(dialogue, "steps") as s:
        await opened(s, PassageScreen, "tab", "enter")
        await s.until(lambda: len(s.app.screen.query(".quoted")) == 2)
        await s.press("escape")
        await opened(s, PassageScreen, "tab", "enter")
        await s.until(lambda: len(s.app.screen.query(".quoted")) == 1)


async def test_a_card_that_is_gone(dialogue: FakeDialogue) -> None:
    dialogue.cards.clear()
    async with stage(dialogue, "answer") as s:
        await s.press("tab", "enter")
        await s.until(s.notices)
        assert "not in the library any more" in s.notices()[0]


async def test_windows_wait_for_the_turn(dialogue: FakeDialogue) -> None:
    """The dialogue takes one call at a time, so no window opens late and by surprise."""
    async with stage(dialogue, "answer") as s:
        dialogue.gate.clear()
        s.chat.submit("hello")
        await s.press("f3")
        assert "Still working" in str(s.prompt.border_subtitle)
        dialogue.gate.set()
        await s.until(lambda: not s.prompt.held)
        await s.settle()
        assert s.app.screen is s.chat


async def test_review_shows_every_answer_and_its_state(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        s.chat.submit("/review")
        await s.until(lambda: isinstance(s.app.screen, ReviewScreen))
        await s.settle()
        answers = s.app.screen.query_one(OptionList)
        text = "\n".join(option.prompt.plain for option in answers.options)
        for words in (
            "Negotiating with suppliers",
            "may no longer hold",
            "skipped",
            "comes later",
            "How you will know",
        ):
            assert words in text
        await s.press("1", "enter")
        await s.until(lambda: dialogue.calls == ["/review 1"])
        assert s.transcript.blocks[1].text == "Change: What would you like to get better at?"


async def test_review_with_nothing_to_review_asks_the_dialogue(dialogue: FakeDialogue) -> None:
    dialogue.items = ()
    async with stage(dialogue) as s:
        await s.press("f3")
        await s.until(lambda: dialogue.calls == ["/review"])


async def test_review_by_number_goes_straight(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        s.chat.submit("/answers 2")
        await s.until(lambda: dialogue.calls == ["/answers 2"])
