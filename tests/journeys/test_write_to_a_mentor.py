"""The first job, from the welcome to a file: a message to a prospective mentor."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FixedClock
from tests.journeys.eyes import words_of
from tests.journeys.hands import Hands, sitting


async def answer_the_first_half(hands: Hands) -> None:
    """Up to the request, with one step back and one question in between."""
    await hands.choose(1, "mentor_name")
    await hands.say("Dr. Nadia O'Brien-Khoury, staff engineer at Lumen", "relation")
    await hands.sees("1 We have never met")
    await hands.say("hmm never met her, only online", "why_them")
    await hands.say("her talk on hiring people without degrees", "my_role")
    await hands.say("/back", "why_them")
    await hands.sees("her talk on hiring people without degrees (Enter keeps it)")
    await hands.say("her post on hiring people without degrees", "my_role")
    await hands.say("how long should a first message be?", "my_role")
    await hands.reads_a_source()


async def answer_the_second_half(hands: Hands) -> None:
    """The request, corrected; one question not known, one skipped; channel and tone by number."""
    await hands.say("second-year apprentice, data team", "topic")
    await hands.say("moving into ML without a masters", "ask_kind")
    await hands.say("a call i guess", "question")
    await hands.say("half an hour", "question")
    await hands.say("no, I meant 20 minutes", "question")
    await hands.sees("is now 20 minutes")
    await hands.say("i don't know", "question")
    await hands.say("/skip", "channel")
    await hands.choose(1, "my_name")
    await hands.say("Siobhán Ní Dhomhnaill")


async def test_a_message_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.sees("1 Write to a prospective mentor", "2 Work out a goal", "3 Get unstuck with a mentor")
        await answer_the_first_half(hands)
        await answer_the_second_half(hands)
        await hands.sees("Dear", "20 minutes", "Siobhán Ní Dhomhnaill")
        await hands.changes_the_tone("formal")
        await hands.sees("Dear Dr. O'Brien-Khoury,", "Would you be willing", "20 minutes")
        await hands.edits_by_hand("\nPS: evenings suit me too, ça va")
        shown = await hands.reads()
        path = await hands.save()
    written = path.read_text(encoding="utf-8")
    assert [line for line in words_of(written) if line not in shown] == []
    assert written.startswith("Subject: ")
    assert "Dear Dr. O'Brien-Khoury," in written
    assert "PS: evenings suit me too, ça va" in written
    assert path.stat().st_mode & 0o077 == 0
