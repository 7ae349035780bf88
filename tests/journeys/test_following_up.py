"""A message is written, noted as sent, and a week later its reminder is offered with everything known."""

from __future__ import annotations

from pathlib import Path

from coach.tui.screens.outbox import OutboxScreen
from tests.conftest import FixedClock
from tests.journeys.hands import sitting


async def test_a_week_later_the_reminder_is_one_question_away(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.choose(1, "mentor_name")
        await hands.say("Dr. Nadia O'Brien-Khoury, staff engineer at Lumen", "relation")
        await hands.say("hmm never met her, only online", "why_them")
        await hands.say("her talk on hiring people without degrees", "my_role")
        await hands.say("second-year apprentice, data team", "topic")
        await hands.say("moving into ML without a masters", "ask_kind")
        await hands.say("a call i guess", "question")
        await hands.say("20 minutes", "question")
        await hands.say("/enough")
        await hands.sees("Dear Dr. O'Brien-Khoury")
        await hands.say("I sent it")
        await hands.sees("I send nothing", "Monday 30 November 2026")
        await hands.say("/done")
        await hands.leaves()
    clock.forward(days=9)
    async with sitting(home, size, clock) as hands:
        await hands.sees("a reminder is due", "Write the reminder to Nadia O'Brien-Khoury")
        await hands.choose(1, "news")
        await hands.say("skip")
        await hands.sees("Dear Dr. O'Brien-Khoury", "nine days ago", "moving into ML")
        await hands.say("/sent")
        await hands.press("f5")
        await hands.until(lambda: isinstance(hands.window, OutboxScreen), "the outbox")
        await hands.sees("Nadia O'Brien-Khoury", "sent Monday 30 November 2026", "one last note fits from")
        await hands.press("escape")
