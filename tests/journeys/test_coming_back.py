"""What is left of an interview after `kill -9`, and after leaving in the middle."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from coach.store import DATABASE, connect
from coach.tui.screens.review import ReviewScreen
from tests.conftest import FixedClock
from tests.journeys.hands import Hands, sitting
from tests.journeys.terminal import terminal

ALT_2 = "\x1b2"
JOBS = ("Write to a prospective mentor", "Work out a goal", "Get unstuck with a mentor")


async def resumes_at(hands: Hands, step: str, answers: tuple[str, ...]) -> None:
    """Take the first offer of the welcome, and find the open question and every answer."""
    await hands.sees(*JOBS)
    offers = [action.label for action in hands.turn.actions]
    assert hands.turn.actions[0].id == "/resume"
    assert [offer for offer in offers if offer in JOBS] == list(JOBS)
    assert hands.page.index(f"1 {offers[0]}") < hands.page.index(JOBS[0])
    await hands.choose(1, step)
    await hands.press("f3")
    await hands.until(lambda: isinstance(hands.window, ReviewScreen), "the list of answers")
    await hands.type("a")
    await hands.sees(*answers)
    await hands.press("escape")
    await hands.until(lambda: hands.window is hands.app.chat, "the conversation")


async def test_a_killed_app_resumes_at_the_open_question(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    answers = ("lead a small project of Siobhán's", "Straight to the goal", "lead one project by next autumn")
    with terminal(home, size) as screen:
        screen.shows("Work out a goal")
        screen.type(ALT_2)
        screen.shows("Think a year ahead")
        screen.type(f"{answers[0]}\r")
        screen.shows("Shall we look at where you stand first")
        screen.type("straight to the goal\r")
        screen.shows("Finish the sentence")
        screen.type(f"{answers[2]}\r")
        screen.shows("Why does this one matter to you")
        screen.type("half a line that was never sent")
        assert screen.kill() == -9
    with closing(connect(home / DATABASE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    async with sitting(home, size, clock) as hands:
        await resumes_at(hands, "why_matters", answers)
        await hands.say("so that I stop waiting", "know_how")
        assert hands.turn.slots["why_matters"] == "so that I stop waiting"


async def test_leaving_and_coming_back(home: Path, clock: FixedClock, size: tuple[int, int]) -> None:
    async with sitting(home, size, clock) as hands:
        await hands.choose(3, "time_since")
        await hands.say("like 7 weeks?? maybe more", "rhythm")
        await hands.say("monthly-ish", "owes")
        await hands.leaves()
    clock.forward(days=2)
    async with sitting(home, size, clock) as hands:
        await resumes_at(hands, "owes", ("7 weeks", "About once a month"))
