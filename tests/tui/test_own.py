"""The window of the person's own documents: adding with a bar, Esc, taking out, and how answers use them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from demo_dialogue import FakeDialogue
from textual.widgets import Input, OptionList, ProgressBar, Static
from tui_helpers import plain, stage

from coach.domain.labels import Use
from coach.domain.library import Card, Origin
from coach.domain.own import OwnDocument, OwnProblem, OwnProgress, OwnReport, OwnShelf
from coach.errors import LibraryError
from coach.tui.options import TuiOptions
from coach.tui.screens.own import OwnWindow
from coach.tui.screens.owning import OwnDesk
from coach.tui.screens.passage import PassageScreen

NOTES = OwnDocument(1, "/docs/notes.md", "notes.md", "markdown", "2026-11-21", 3)


class Documents:
    """Own documents that are added when the test says so."""

    def __init__(self) -> None:
        self.found = OwnShelf((NOTES,), "with", "/home/own")
        self.go_on, self.stopped = Event(), Event()
        self.asked: list[Sequence[str]] = []

    def shelf(self) -> OwnShelf:
        return self.found

    def use(self, use: Use) -> None:
        self.found = replace(self.found, use=use)

    def add(self, paths: Sequence[str], progress: Callable[[OwnProgress], None] | None = None) -> OwnReport:
        self.asked.append(paths)
        if paths[0] == "/broken":
            raise LibraryError("The disk is full.", "Make room.")
        assert progress is not None
        progress(OwnProgress("guide.pdf", 0.4, 12))
        self.go_on.wait(20)
        guide = OwnDocument(2, "/docs/guide.pdf", "guide.pdf", "pdf", "2026-11-21", 12, 4, not self.stopped.is_set())
        self.found = replace(self.found, documents=(NOTES, guide))
        return OwnReport(("guide.pdf",), problems=(OwnProblem(Path("x.txt"), "empty"),), stopped=self.stopped.is_set())

    def stop(self) -> None:
        self.stopped.set()
        self.go_on.set()

    def remove(self, documents: Sequence[int]) -> int:
        self.found = replace(self.found, documents=tuple(d for d in self.found.documents if d.id not in documents))
        return len(self.found.documents)


def options(documents: Documents) -> TuiOptions:
    return TuiOptions(own=OwnDesk(documents, lambda report: f"{len(report.added)} added, stopped: {report.stopped}"))


async def test_adding_shows_a_bar_and_esc_stops_it(dialogue: FakeDialogue) -> None:
    documents = Documents()
    async with stage(dialogue, options=options(documents)) as scene:
        await scene.type("/library add /docs")
        await scene.press("enter")
        await scene.until(lambda: isinstance(scene.app.screen, OwnWindow))
        window = scene.app.screen
        await scene.until(lambda: window.query_one(ProgressBar).progress == 40)
        assert window.query_one(ProgressBar).display
        assert "guide.pdf: 12 passages so far" in plain(window.query(Static))
        await scene.press("enter")
        assert documents.asked == [["/docs"]]
        await scene.press("escape")
        await scene.until(lambda: "1 added, stopped: True" in plain(window.query(Static)))
        await scene.until(lambda: window.query_one(OptionList).option_count == 2)
        assert not window.query_one(ProgressBar).display
        assert window.query_one(Input).value == ""
        await scene.press("escape")
        await scene.until(lambda: not isinstance(scene.app.screen, OwnWindow))


async def test_use_and_taking_out(dialogue: FakeDialogue) -> None:
    documents = Documents()
    async with stage(dialogue, options=options(documents)) as scene:
        await scene.type("/library")
        await scene.press("enter")
        await scene.until(lambda: isinstance(scene.app.screen, OwnWindow))
        window = scene.app.screen
        await scene.until(lambda: "Answers use these" in plain(window.query(Static)))
        await scene.press("f6")
        await scene.until(lambda: "Answers come from these alone" in plain(window.query(Static)))
        window.query_one(OptionList).focus()
        await scene.press("delete")
        assert documents.found.documents == (NOTES,)
        await scene.press("delete")
        await scene.until(lambda: "Nothing yet" in plain(window.query(Static)))
        assert documents.found.documents == ()


async def test_a_problem_is_said_and_the_window_stays(dialogue: FakeDialogue) -> None:
    documents = Documents()
    async with stage(dialogue, options=options(documents)) as scene:
        await scene.type("/library add /broken")
        await scene.press("enter")
        await scene.until(lambda: isinstance(scene.app.screen, OwnWindow))
        window = scene.app.screen
        await scene.until(lambda: "The disk is full. Make room." in plain(window.query(Static)))
        assert not window.query_one(ProgressBar).display


async def test_other_words_after_library_go_to_the_conversation(dialogue: FakeDialogue) -> None:
    async with stage(dialogue, options=options(Documents())) as scene:
        await scene.say("/library only")
        assert not isinstance(scene.app.screen, OwnWindow)


async def test_an_own_passage_opens_between_its_neighbours(dialogue: FakeDialogue) -> None:
    origin = Origin("guide.pdf", "2026-11-21", "/docs/guide.pdf", 12, ("Guide", "Ending"))
    sections = {"Passage": "One. *Say* goodbye in person. Two.", "Before": "It came before.", "After": "It came after."}
    card = Card("own:7", "Ending", "", "", (), "", "own", (), "", "", sections, origin=origin)
    async with stage(dialogue) as scene:
        scene.app.push_screen(PassageScreen(card, "*Say* goodbye in person."))
        await scene.until(lambda: isinstance(scene.app.screen, PassageScreen) and scene.app.screen.query(".own"))
        shown = plain(scene.app.screen.query(Static))
        for part in ("guide.pdf · page 12 · Guide · Ending", "not reviewed by Coach", "It came before.", "*Say* goodbye"):
            assert part in shown
