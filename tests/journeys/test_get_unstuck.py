"""The third job, from the welcome to a file: a mentor went silent; a plan and a message."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FixedClock
from tests.journeys.hands import Hands, sitting, words_of


async def tell_what_happened(hands: Hands) -> None:
    """What is known, with a correction, a step back, a question in between, one not known and one skipped."""
    await hands.choose(3)
    await hands.sees("How long is it since the two of you were last properly in touch?")
    await hands.say("like 7 weeks?? maybe more")
    await hands.say("weekly")
    await hands.say("no, I meant monthly-ish")
    await hands.sees("agreed rhythm is now About once a month", "Whose move is it, strictly speaking?")
    await hands.say("his")
    await hands.say("he was going to read my weld tests")
    await hands.say("/back")
    await hands.sees("So far: he was going to read my weld tests (Enter keeps it)")
    await hands.say("he was going to read my report on weld tests")
    await hands.say("should i write again after three weeks?")
    await hands.sees("Back to the question: Has anything changed since then?")
    await hands.reads_a_source()
    await hands.say("he's got a new baby")
    await hands.say("i don't know")
    await hands.sees("Is there anything about them that makes you uneasy or afraid")
    await hands.choose(1)
    await hands.say("once")
    await hands.sees("Your first feeling?")
    await hands.say("/skip")
    await hands.say("no")


async def test_a_way_out_of_silence_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.sees("3 Get unstuck with a mentor")
        await tell_what_happened(hands)
        await hands.sees("they are overloaded, and nothing points to you", "Does that fit?")
        await hands.say("yeah probably")
        await hands.say("is the autumn round still worth it, yes or no?")
        await hands.say("Mr. Adeyemi")
        await hands.sees("And where do the two of you usually write?")
        await hands.choose(2)
        await hands.say("in two weeks")
        await hands.sees("This week:", "Look back: Saturday 5 December 2026", "Hi Mr. Adeyemi,")
        await hands.changes_the_tone("formal")
        await hands.sees("Dear Mr. Adeyemi,")
        await hands.edits_by_hand(" Thank you for the last two years.")
        shown = await hands.reads()
        path = await hands.save(nth=2)
    text = path.read_text(encoding="utf-8")
    assert [line for line in words_of(text) if line not in shown] == []
    assert "Dear Mr. Adeyemi," in text
    assert "report on weld tests" in text
    assert "Thank you for the last two years." in text
