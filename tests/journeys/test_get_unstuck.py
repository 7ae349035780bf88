"""The third job, from the welcome to a file: a mentor went silent; a plan and a message."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FixedClock
from tests.journeys.eyes import words_of
from tests.journeys.hands import Hands, sitting


async def tell_what_happened(hands: Hands) -> None:
    """What is known, with a correction, a step back, a question in between, one not known and one skipped."""
    await hands.choose(3, "time_since")
    await hands.say("like 7 weeks?? maybe more", "rhythm")
    await hands.say("weekly", "owes")
    await hands.say("no, I meant monthly-ish", "owes")
    await hands.sees("is now About once a month")
    await hands.say("his", "last_agreed")
    await hands.say("he was going to read my weld tests", "changed")
    await hands.say("/back", "last_agreed")
    await hands.sees("he was going to read my weld tests (Enter keeps it)")
    await hands.say("he was going to read my report on weld tests", "changed")
    await hands.say("should i write again after three weeks?", "changed")
    await hands.reads_a_source()
    await hands.say("he's got a new baby", "last_contact")
    await hands.say("i don't know", "uneasy")
    await hands.choose(1, "writes")
    await hands.say("once", "feel")
    await hands.say("/skip", "due")
    await hands.say("no", "cause_right")


async def test_a_way_out_of_silence_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.sees("3 Get unstuck with a mentor")
        await tell_what_happened(hands)
        await hands.sees("they are overloaded")
        await hands.say("yeah probably", "ask")
        await hands.say("is the autumn round still worth it, yes or no?", "mentor_name")
        await hands.say("Mr. Adeyemi", "channel")
        await hands.choose(2, "look_back")
        await hands.say("in two weeks")
        await hands.sees("Saturday 5 December 2026", "Hi Mr. Adeyemi,")
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
