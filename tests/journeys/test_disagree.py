"""A disagreement, from the welcome to a file: a decision, the words for it, and a date to look back."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FixedClock
from tests.journeys.hands import Hands, sitting, words_of


async def tell_both_sides(hands: Hands) -> None:
    """What was advised and what speaks for it, with a step back, a correction and a question in between."""
    await hands.write("/disag")
    await hands.sees("/disagree", "Disagree with advice")
    await hands.press("tab")
    await hands.answer_to("enter")
    await hands.sees("What did they advise or want")
    await hands.say("drop the course and work full time")
    await hands.say("one more year and i have the ticket")
    await hands.say("still angry tbh")
    await hands.say("/back")
    await hands.sees("So far: Still angry or hurt (Enter keeps it)")
    await hands.choose(2)
    await hands.say("advice")
    await hands.say("yes they told me")
    await hands.say("no, I meant partly")
    await hands.sees("Partly, I'm guessing some of it", "Who has to live with the result?")
    await hands.say("mostly me")
    await hands.choose(2)
    await hands.say("what if my mentor gets offended when i say no?")
    await hands.sees("Back to the question: How soon must it be decided?")
    await hands.reads_a_source()
    await hands.say("weeks")


async def weigh(hands: Hands) -> None:
    """The six questions, one skipped and one not known."""
    await hands.choose(1)
    await hands.sees("What is at stake here")
    await hands.say("/skip")
    await hands.say("i don't know")
    await hands.sees("If a friend came to you with the same plan, what would worry you?")
    await hands.say("money is short and she knows it")
    await hands.say("what employers pay for")
    await hands.say("still no ticket at thirty")
    await hands.say("i'm in debt")
    await hands.say("if the college closed the evening class")
    await hands.sees("You know more than you told me, so the choice is yours.", "What will you do?")


async def test_a_disagreement_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await tell_both_sides(hands)
        await weigh(hands)
        await hands.choose(1)
        await hands.say("which two things decide it for you?")
        await hands.say("that i should look at the money honestly")
        await hands.say("half an hour next week")
        await hands.say("{{7*7}} [bold]Mrs O'Brien-Khoury")
        await hands.say("Mrs O'Brien-Khoury")
        await hands.say("end of January")
        await hands.sees("To say, in this order", "Look back: Sunday 31 January 2027")
        await hands.changes_the_tone("brief")
        await hands.edits_by_hand(" I mean it kindly.")
        shown = await hands.reads()
        path = await hands.save_by_palette()
    text = path.read_text(encoding="utf-8")
    assert [line for line in words_of(text) if line not in shown] == []
    assert "O'Brien-Khoury" in text
    assert "which two things decide it for you?" in text.lower()
    assert "I mean it kindly." in text
