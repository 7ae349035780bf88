"""The first job, from the welcome to a file: a message to a prospective mentor."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FixedClock
from tests.journeys.hands import Hands, sitting, words_of


async def answer_the_first_half(hands: Hands) -> None:
    """Up to the request, with one step back and one question in between."""
    await hands.choose(1)
    await hands.sees("Who is the message to?")
    await hands.say("Dr. Nadia O'Brien-Khoury, staff engineer at Lumen")
    await hands.sees("How do you know Nadia O'Brien-Khoury?", "1 We have never met")
    await hands.say("hmm never met her, only online")
    await hands.say("her talk on hiring people without degrees")
    await hands.sees("And who are you, in one line?")

    await hands.say("/back")
    await hands.sees("So far: her talk on hiring people without degrees")
    await hands.say("her post on hiring people without degrees")

    await hands.say("how long should a first message be?")
    await hands.sees("Back to the question: And who are you, in one line?")
    await hands.reads_a_source()


async def answer_the_second_half(hands: Hands) -> None:
    """The request, corrected; one question not known, one skipped; channel and tone by number."""
    await hands.say("second-year apprentice, data team")
    await hands.say("moving into ML without a masters")
    await hands.say("a call i guess")
    await hands.say("half an hour")
    await hands.say("no, I meant 20 minutes")
    await hands.sees("Changed: how long is now 20 minutes", "What would you ask them first")
    await hands.say("i don't know")
    await hands.sees("Where are you stuck at this moment?")
    await hands.say("/skip")
    await hands.sees("How will you send it?")
    await hands.choose(1)
    await hands.choose(1)
    await hands.sees("How do you sign?")
    await hands.say("Siobhán Ní Dhomhnaill")


async def test_a_message_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.sees("1 Write to a prospective mentor", "2 Work out a goal", "3 Get unstuck with a mentor")
        await answer_the_first_half(hands)
        await answer_the_second_half(hands)
        await hands.sees("Dear Nadia,", "20 minutes", "Siobhán Ní Dhomhnaill")
        await hands.changes_the_tone("formal")
        await hands.sees("Dear Dr. O'Brien-Khoury,", "20 minutes")
        await hands.edits_by_hand("\nPS: evenings suit me too, ça va")
        shown = await hands.reads()
        path = await hands.save()
    written = path.read_text(encoding="utf-8")
    assert [line for line in words_of(written) if line not in shown] == []
    assert written.startswith("Subject: ")
    assert "Dear Dr. O'Brien-Khoury," in written
    assert "PS: evenings suit me too, ça va" in written
    assert path.stat().st_mode & 0o077 == 0
