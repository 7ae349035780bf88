"""A disagreement, from the welcome to a file: a decision, the words for it, and a date to look back."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FixedClock
from tests.journeys.eyes import words_of
from tests.journeys.hands import Hands, sitting


async def tell_both_sides(hands: Hands) -> None:
    """What was advised and what speaks for it, with a step back, a correction and a question in between."""
    await hands.write("/disag")
    await hands.sees("/disagree", "Disagree with advice")
    await hands.press("tab")
    await hands.answer_to("enter", "advice")
    await hands.say("drop the course and work full time", "my_view")
    await hands.say("one more year and i have the ticket", "mood")
    await hands.say("still angry tbh", "force")
    await hands.say("/back", "mood")
    await hands.sees("Still angry or hurt (Enter keeps it)")
    await hands.choose(2, "force")
    await hands.say("advice", "know_why")
    await hands.say("yes they told me", "whose")
    await hands.say("no, I meant partly", "whose")
    await hands.sees("Partly, I'm guessing some of it")
    await hands.say("mostly me", "undo")
    await hands.choose(2, "how_soon")
    await hands.say("what if my mentor gets offended when i say no?", "how_soon")
    await hands.reads_a_source()
    await hands.say("weeks", "depth")


async def weigh(hands: Hands) -> None:
    """The six questions, one skipped and one not known."""
    await hands.choose(1, "stake")
    await hands.say("/skip", "their_best")
    await hands.say("i don't know", "their_best")
    await hands.say("money is short and she knows it", "missing")
    await hands.say("what employers pay for", "if_follow")
    await hands.say("still no ticket at thirty", "if_not")
    await hands.say("i'm in debt", "mind_changer")
    await hands.say("if the college closed the evening class", "decision")


async def test_a_disagreement_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await tell_both_sides(hands)
        await weigh(hands)
        await hands.choose(1, "step")
        await hands.say("which two things decide it for you?", "thanks")
        await hands.say("that i should look at the money honestly", "ask")
        await hands.say("half an hour next week", "mentor_name")
        await hands.say("{{7*7}} [bold]Mrs O'Brien-Khoury", "review_day")
        await hands.sees("{{7*7}} [bold]Mrs O'Brien-Khoury")
        await hands.say("Mrs O'Brien-Khoury", "review_day")
        await hands.say("end of January")
        await hands.sees("Sunday 31 January 2027", "Mrs O'Brien-Khoury,")
        await hands.changes_the_tone("brief")
        await hands.edits_by_hand(" I mean it kindly.")
        shown = await hands.reads()
        path = await hands.save_by_palette()
    text = path.read_text(encoding="utf-8")
    assert [line for line in words_of(text) if line not in shown] == []
    assert "O'Brien-Khoury" in text
    assert "which two things decide it for you?" in text.lower()
    assert "I mean it kindly." in text
