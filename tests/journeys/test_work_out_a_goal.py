"""The second job, from the welcome to a file: a goal sheet, and what of it a mentor would see."""

from __future__ import annotations

from pathlib import Path

from coach.tui.screens.review import ReviewScreen
from tests.conftest import FixedClock
from tests.journeys.eyes import words_of
from tests.journeys.hands import Hands, sitting


async def look_round(hands: Hands) -> None:
    """Where the person stands, with one question skipped, one asked in between and one step back."""
    await hands.choose(2, "aspiration")
    await hands.say("honestly?? maybe run the apprentices training instead of just fixing vans all day", "explore")
    await hands.choose(1, "skills")
    await hands.say("explaining stuff without loosing patience, and paperwork", "challenges")
    await hands.say("my boss likes me where i am lol", "long_term")
    await hands.say("/skip", "mentor_gives")
    await hands.say("is it normal to have more than one mentor?", "mentor_gives")
    await hands.reads_a_source()
    await hands.say("1, 5", "scale_craft")
    await hands.say("four", "scale_people")
    await hands.say("3", "scale_visible")
    await hands.say("/back", "scale_people")
    await hands.sees("3 (Enter keeps it)")
    await hands.say("2", "scale_visible")
    await hands.say("i don't know", "goal_draft")


async def make_one_goal(hands: Hands) -> None:
    """One goal and its plan, with one answer corrected."""
    await hands.say("by the end of June I'll have run four training evenings for the new apprentices", "why_matters")
    await hands.say("I've trained three people who then got promoted past me", "know_how")
    await hands.say("yes", "measure")
    await hands.say("four evenings run and people coming back", "by_when")
    await hands.say("no, I meant five evenings run and people coming back", "by_when")
    await hands.sees("is now five evenings run and people coming back")
    await hands.say("end of june", "in_control")
    await hands.say("planning each evening and asking for the room", "obstacle")
    await hands.say("quarter end eats everything", "if_then")
    await hands.sees('"If quarter end eats everything, then I…"')
    await hands.say("i book the next date before", "first_step")
    await hands.say("ask Priya if i can have the workshop", "first_step_day")
    await hands.say("thursday", "mentor_ask")
    await hands.say("watch one evening and tell me one thing to change")


async def change_a_line(hands: Hands, label: str, answer: str) -> None:
    """Find an answer in the list of all answers, and give another one."""
    await hands.press("f3")
    await hands.until(lambda: isinstance(hands.window, ReviewScreen), "the list of answers")
    screen = hands.window
    assert isinstance(screen, ReviewScreen)
    number = next(n for n, item in enumerate(screen._outline, 1) if item.label == label)
    await hands.type(str(number))
    await hands.answer_to("enter")
    await hands.sees("(Enter keeps it)")
    await hands.say(answer)


async def test_a_goal_from_the_welcome_to_a_file(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.sees("2 Work out a goal")
        await look_round(hands)
        await make_one_goal(hands)
        await hands.sees("Five evenings run and people coming back.", "Wednesday 30 June 2027")
        await change_a_line(hands, "First step", "ask Priya if i can have the workshop for an hour")
        await hands.is_asked("first_step_day")
        await hands.sees("Thursday 26 November 2026 (Enter keeps it)")
        await hands.answer_to("enter")
        await hands.sees("the workshop for an hour, on Thursday 26 November 2026")
        shown = await hands.reads()
        whole = await hands.save()

        await hands.say("/share")
        await hands.press("alt+1")
        shared = await hands.confirms_the_place()
    sheet, share = whole.read_text(encoding="utf-8"), shared.read_text(encoding="utf-8")
    assert [line for line in words_of(sheet) if line not in shown] == []
    assert "for an hour" in sheet
    assert "for an hour" in share
    assert "quarter end eats everything" in sheet
    assert "quarter end" not in share
    assert "my boss likes me" not in share
