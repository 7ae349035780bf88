"""Numbers behind the sentences that an answer quotes, and the lines below it."""

from __future__ import annotations

from dataclasses import replace

from coach.conversation.citing import FIRST_SCREEN, CitedLine, fitted, numbered
from coach.domain.library import Card, Citation, Origin

CARD = Card(
    "stall-silent",
    "They went quiet",
    "stall",
    "No answer for weeks.",
    ("no answer",),
    "running",
    "research",
    (),
    "stall",
    "2026-01-01",
    {
        "Answer": "Write once more. Then wait.",
        "Steps": "1. Write once more.\n2. Name a date.",
        "Why": "Silence is mostly workload.",
    },
)


def cited(quote: str, card: str = CARD.id) -> Citation:
    """A citation of a quote."""
    return Citation(card, "A title", quote, "a source", "research", "2026-01-01")


def test_a_quote_that_is_shown_gets_its_number_once_and_one_line_for_all_of_them() -> None:
    sections, lines = numbered(CARD, [cited("Write once more."), cited("Name a date.")])
    assert sections["answer"] == r"Write once more. \[1\] Then wait."
    assert sections["steps"] == "1. Write once more.\n2. Name a date. \\[2\\]"
    assert [(line.numbers, line.quote, line.elsewhere) for line in lines] == [((1, 2), "", False)]


def test_what_the_answer_does_not_show_is_quoted_below() -> None:
    lines = numbered(CARD, [cited("Write once more."), cited("Silence is mostly workload."), cited("Go first.", "other")])[1]
    assert [(line.numbers, line.quote, line.elsewhere) for line in lines] == [
        ((1,), "", False),
        ((2,), "Silence is mostly workload.", False),
        ((3,), "Go first.", True),
    ]


def test_without_citations_nothing_changes() -> None:
    sections, lines = numbered(CARD, [])
    assert (sections["answer"], lines) == (CARD.sections["Answer"], ())


REASON = CitedLine((2,), cited("Silence is mostly workload."), "Silence is mostly workload.")
NEAR = CitedLine((3,), cited("Let the next one go.", "other"), "Let the next one go.", True)


def test_quotes_are_left_out_where_the_screen_is_full_those_of_other_cards_last() -> None:
    lines = (CitedLine((1,), cited("Write once more."), ""), REASON, NEAR)
    places = 3 * 7
    assert fitted(lines, FIRST_SCREEN - places - 9) == lines
    assert [line.brief for line in fitted(lines, FIRST_SCREEN - places - 8)] == [False, True, False]
    assert [line.brief for line in fitted(lines, FIRST_SCREEN - places - 4)] == [False, False, True]
    assert [line.brief for line in fitted(lines, FIRST_SCREEN, weak=True)] == [False, True, True]


def test_lines_that_only_point_to_the_sources_give_way_on_a_full_screen_the_reasons_first() -> None:
    lines = (CitedLine((1,), cited("Write once more."), ""), REASON, NEAR)
    places = 3 * 7
    assert [line.numbers for line in fitted(lines, FIRST_SCREEN - places)] == [(1,), (2,), (3,)]
    assert [line.numbers for line in fitted(lines, FIRST_SCREEN - places + 1)] == [(1,), (3,)]
    assert [line.numbers for line in fitted(lines, FIRST_SCREEN)] == [(1,)]
    assert [line.numbers for line in fitted((REASON,), FIRST_SCREEN)] == [(2,)]


def test_what_an_own_document_says_is_shown_on_a_full_screen_too() -> None:
    origin = Origin("handbook.pdf", "2026-11-21", "/docs/handbook.pdf", 1, ())
    mine = replace(NEAR, citation=replace(NEAR.citation, origin=origin))
    assert [(line.numbers, line.brief) for line in fitted((REASON, mine), FIRST_SCREEN)] == [((3,), False)]
