"""Answers from a person's own documents in a conversation, and `/library`. The library and the documents are stand-ins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from coach.conversation.loop import Conversation
from coach.domain.labels import Use
from coach.domain.library import Answer, Card, Citation, LibraryStatus, Origin, Passage
from coach.domain.own import OwnDocument, OwnReport, OwnShelf

from .harness import tools

ORIGIN = Origin("hand_book.pdf", "2026-11-21", "/docs/hand_book.pdf", 12, ("Leave",))
TEXT = "Everyone has 27 days *of leave*. Ask the office for more."
MINE = Card(
    "own:3", "Leave", "", "", (), "", "own", (), "", "", {"Passage": TEXT, "Before": "Chapter 2.", "After": ""}, origin=ORIGIN
)
CITED = Citation(MINE.id, MINE.title, "Everyone has 27 days *of leave*.", "hand_book.pdf, p. 12", "own", "", origin=ORIGIN)


class Library:
    """Answers every question from one own passage, or with nothing."""

    def __init__(self, kind: str = "answer") -> None:
        self.kind = kind

    def answer(self, question: str, *, prior: Mapping[str, float] | None = None) -> Answer:
        passages = (Passage(MINE.id, MINE.title, "", "", 0.9),)
        if self.kind == "nothing":
            return Answer("nothing", question, None, passages, own_only=True)
        return Answer("answer", question, MINE, passages, (CITED,), confidence=0.9)

    def card(self, card_id: str) -> Card | None:
        return MINE if card_id == MINE.id else None

    def status(self) -> LibraryStatus:
        return LibraryStatus("ready", 1, 1)


class Documents:
    """Own documents in memory."""

    def __init__(self) -> None:
        self.found = OwnShelf(
            (OwnDocument(1, "/docs/hand_book.pdf", "hand_book.pdf", "pdf", "2026-11-21", 9, 12),), "with", "/own"
        )

    def shelf(self) -> OwnShelf:
        return self.found

    def use(self, use: Use) -> None:
        self.found = replace(self.found, use=use)

    def add(self, paths: Sequence[str], progress: object = None) -> OwnReport:
        return OwnReport(added=tuple(paths), passages=4)

    def stop(self) -> None:
        """There is nothing to stop."""

    def remove(self, documents: Sequence[int]) -> int:
        self.found = replace(self.found, documents=())
        return 0


@pytest.fixture
def conversation() -> Conversation:
    """A conversation whose library answers from an own document."""
    return Conversation(replace(tools(), library=Library(), own=Documents()))


def test_an_own_answer_says_whose_it_is_and_can_be_followed_up(conversation: Conversation) -> None:
    turn = conversation.turn("/ask how many days of leave")
    for part in ("Your own document says", r"27 days \*of leave\*", "hand_book.pdf, page 12", "not reviewed by Coach"):
        assert part in turn.reply
    assert turn.citations == (CITED,)
    assert r"\_" not in turn.reply
    assert "Your own document, not reviewed by Coach: hand_book.pdf, page 12" in conversation.turn("/sources").reply
    opened = conversation.turn("/sources 1").reply
    assert "Chapter 2." in opened
    assert "Ask the office for more." in opened
    assert "Chapter 2." in conversation.turn("/more").reply
    assert "27 days" in conversation.turn("shorter please").reply
    assert "/library without" in conversation.turn("/card own:3").reply + conversation.turn("why?").reply


def test_a_line_outside_the_subject_is_answered_by_an_own_document_only(conversation: Conversation) -> None:
    assert "Your own document says" in conversation.turn("what is the capital of Portugal").reply
    plain = Conversation(replace(tools(), own=None))
    assert "Your own document" not in plain.turn("what is the capital of Portugal").reply


def test_nothing_in_own_documents_alone_says_so() -> None:
    conversation = Conversation(replace(tools(), library=Library("nothing"), own=Documents()))
    assert "/library with" in conversation.turn("/ask how often should we meet").reply


def test_library_lists_restricts_adds_and_removes(conversation: Conversation) -> None:
    listed = conversation.turn("/library").reply
    assert "hand_book.pdf (9 passages, 12 pages" in listed
    assert "/own" in listed
    assert "your documents alone" in conversation.turn("/library only").reply
    assert "come from them alone" in conversation.turn("/library").reply
    assert "Added: /docs/more.md (4 new passages)" in conversation.turn('/library add "/docs/more.md"').reply
    assert "no document of that number" in conversation.turn("/library remove 7").reply
    assert "Taken out: hand_book.pdf" in conversation.turn("/library remove 1").reply
    assert "no documents of your own yet" in conversation.turn("/library").reply
