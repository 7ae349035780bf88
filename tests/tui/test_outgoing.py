"""The outbox and the versions of a message on the screen."""

from __future__ import annotations

from demo_dialogue import FakeDialogue
from textual.content import Content
from textual.widgets import OptionList
from tui_helpers import Stage, plain, stage

from coach.tui.screens.outbox import OutboxScreen
from coach.tui.screens.versions import VersionsScreen


async def opened(s: Stage, kind: type, line: str) -> None:
    """Type a slash word and wait for its window."""
    s.chat.submit(line)
    await s.until(lambda: isinstance(s.app.screen, kind))
    await s.settle()


def marked(content: Content, style: str) -> list[str]:
    """The words that carry a style."""
    return [content.plain[span.start : span.end] for span in content.spans if style in str(span.style)]


async def test_the_outbox_shows_what_came_of_each_message_and_what_may_follow(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await opened(s, OutboxScreen, "/outbox")
        shown = "\n".join(option.prompt.plain for option in s.app.screen.query_one(OptionList).options)
        for words in ("Dr Amara Osei", "sent Thursday 12 November 2026", "a reminder is due", "not sent yet"):
            assert words in shown
        assert "c close" in plain(s.app.screen.query("#moves"))
        await s.press("j")
        assert plain(s.app.screen.query("#moves")).split() == ["s", "sent"]
        await s.press("y", "f", "u")
        assert isinstance(s.app.screen, OutboxScreen)
        assert "sends nothing" in plain(s.app.screen.query("#promise"))


async def test_an_empty_outbox_and_a_number_ask_the_dialogue(dialogue: FakeDialogue) -> None:
    dialogue.rows = ()
    async with stage(dialogue) as s:
        await s.say("/outbox")
        await s.say("/outbox 2 yes")
        assert dialogue.calls == ["/outbox", "/outbox 2 yes"]


async def test_versions_stand_side_by_side_with_their_own_words_marked(dialogue: FakeDialogue) -> None:
    async with stage(dialogue) as s:
        await opened(s, VersionsScreen, "/versions")
        left, right = (s.app.screen.query_one(f"#{side}").content for side in ("left", "right"))
        assert "edited by you" in left.plain
        assert "the newest" in right.plain
        assert marked(left, "strike") == ["Twenty minutes by phone"]
        assert marked(right, "underline") == ["Fifteen minutes in writing"]
        assert s.app.screen.query_one("#left").region.right <= s.app.screen.query_one("#right").region.x


async def test_one_version_alone_asks_the_dialogue(dialogue: FakeDialogue) -> None:
    dialogue.wordings = dialogue.wordings[:1]
    async with stage(dialogue) as s:
        await s.say("/versions")
        assert dialogue.calls == ["/versions"]
